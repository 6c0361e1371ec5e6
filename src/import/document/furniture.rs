//! The lines of a report without the furniture of its pages: the numbers, and the heads and feet that come again and
//! again beside them. Nothing is known of how a head reads; it is known by coming back.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::fold::fold;

/// How many lines above and below the break of a page may be its furniture.
const REACH: usize = 3;
/// A page's number stands in a block of no more lines than this.
const BLOCK: usize = 3;
/// And in a line of no more words than this: `Página 12 de 34`.
const WORDS: usize = 4;

/// A line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: usize,
    /// What it says, without the space around it; empty where it parts paragraphs.
    pub(super) text: String,
    opens_page: bool,
}

/// The lines that say something of the report itself, and the numbers of those that are furniture. What `named` knows
/// as the name of a field is never furniture.
pub(super) fn cleared(text: &str, named: impl Fn(&str) -> bool) -> (Vec<Line>, Vec<usize>) {
    let lines = split(text);
    let numbers = page_numbers(&lines, &named);
    let heads = heads(&lines, &numbers, &named);
    let mut kept: Vec<Line> = Vec::new();
    let (mut dropped, mut gap) = (Vec::new(), false);
    for (at, line) in lines.into_iter().enumerate() {
        if numbers.contains(&at) || heads.contains(&at) {
            dropped.push(line.number);
            gap = true;
        } else if gap && line.text.is_empty() {
            continue;
        } else {
            if gap {
                close(&mut kept, &line);
                gap = false;
            }
            kept.push(line);
        }
    }
    (kept, dropped)
}

/// Closes the gap that furniture leaves: where a sentence goes on over the page, the paragraph goes on too.
fn close(kept: &mut Vec<Line>, next: &Line) {
    while kept.last().is_some_and(|line| line.text.is_empty()) {
        kept.pop();
    }
    if !next.text.chars().next().is_some_and(char::is_lowercase) {
        kept.push(Line { number: next.number, text: String::new(), opens_page: false });
    }
}

fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate() {
        // A form feed opens a page, wherever in the line it stands.
        for (nth, part) in line.split('\u{c}').enumerate() {
            lines.push(Line { number: at + 1, text: part.trim().to_owned(), opens_page: nth > 0 });
        }
    }
    lines
}

/// The stretches of lines between blank lines and breaks of pages.
fn blocks(lines: &[Line]) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.text.is_empty()) {
        match blocks.last_mut() {
            Some(last) if last.end == at && !line.opens_page => last.end = at + 1,
            _ => blocks.push(at..at + 1),
        }
    }
    blocks
}

/// A line with every number in it alike.
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for letter in fold(line).chars() {
        let letter = if letter.is_numeric() { '#' } else { letter };
        if letter != '#' || !shape.ends_with('#') {
            shape.push(letter);
        }
    }
    shape
}

/// The lines that are the number of a page: of one shape, first or last in a small block, and rising all the way.
fn page_numbers(lines: &[Line], named: &impl Fn(&str) -> bool) -> Vec<usize> {
    let mut shapes: BTreeMap<String, Vec<(u32, usize)>> = BTreeMap::new();
    for block in blocks(lines).into_iter().filter(|block| block.len() <= BLOCK) {
        let edges: std::collections::BTreeSet<usize> = [block.start, block.end - 1].into();
        for at in edges.into_iter().filter(|at| !named(&lines[*at].text) && !answers(lines, *at)) {
            let shape = shape(&lines[at].text);
            let number = first_number(&lines[at].text);
            if let Some(number) = number.filter(|_| shape.split(' ').count() <= WORDS) {
                shapes.entry(shape).or_default().push((number, at));
            }
        }
    }
    let rising = shapes.into_values().map(|found| rising(&found)).filter(|found| found.len() > 1);
    let mut all: Vec<usize> = rising.flatten().collect();
    all.sort_unstable();
    all
}

/// Whether a line stands under one that announces it.
fn answers(lines: &[Line], at: usize) -> bool {
    lines[..at].iter().rev().find(|line| !line.text.is_empty()).is_some_and(|line| line.text.ends_with(':'))
}

fn first_number(text: &str) -> Option<u32> {
    let digits = text.split(|letter: char| !letter.is_ascii_digit()).find(|run| !run.is_empty())?;
    digits.parse().ok().filter(|_| digits.len() <= 4)
}

/// The places of the longest run of rising numbers.
fn rising(found: &[(u32, usize)]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; found.len()];
    for (at, (number, _)) in found.iter().enumerate() {
        let length = ends.partition_point(|end| found[*end].0 < *number);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        ends.truncate(ends.len().max(length));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run: Vec<usize> =
        std::iter::successors(ends.last().copied(), |at| before[*at]).map(|at| found[at].1).collect();
    run.reverse();
    run
}

/// The lines that come back, mostly or always beside the break of a page.
fn heads(lines: &[Line], numbers: &[usize], named: &impl Fn(&str) -> bool) -> Vec<usize> {
    let said: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].text.is_empty()).collect();
    let mut beside = vec![false; lines.len()];
    let opened = said.iter().enumerate().filter(|(_, at)| lines[**at].opens_page).map(|(nth, _)| (nth, nth));
    let numbered = numbers.iter().filter_map(|at| said.binary_search(at).ok()).map(|nth| (nth, nth + 1));
    for (before, after) in opened.chain(numbered) {
        let near = said[before.saturating_sub(REACH)..before].iter().chain(said[after..].iter().take(REACH));
        near.for_each(|at| beside[*at] = true);
    }
    let mut shapes: BTreeMap<String, (usize, Vec<usize>)> = BTreeMap::new();
    for at in said.into_iter().filter(|at| !named(&lines[*at].text)) {
        let (all, found) = shapes.entry(shape(&lines[at].text)).or_default();
        *all += 1;
        found.extend(beside[at].then_some(at));
    }
    let comes_back = |all: usize, found: usize| found > 2 && 2 * found >= all || found == 2 && all == 2;
    let mut heads: Vec<usize> = shapes
        .into_values()
        .filter(|(all, found)| comes_back(*all, found.len()))
        .flat_map(|(_, found)| found)
        .collect();
    heads.sort_unstable();
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(report: &str) -> String {
        let (lines, _) = cleared(report, |line| line.starts_with("Escala"));
        lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn numbers_and_heads_go_and_the_sentence_goes_on() {
        let page = |number: usize| format!("\n\nEl informe\nUna universidad\n\n{number}\n\n");
        let report = format!("Uno\ncon los{}servicios.{}Otro párrafo.{}fin", page(13), page(34), page(49));
        assert_eq!(text(&report), "Uno\ncon los\nservicios.\n\nOtro párrafo.\nfin");
    }

    #[test]
    fn pages_may_be_parted_by_form_feeds() {
        let report = "Informe 1\nUno.\n\u{c}Informe 2\nDos.\n\u{c}Informe 3\nTres.\n";
        assert_eq!(text(report).split_whitespace().collect::<Vec<_>>(), ["Uno.", "Dos.", "Tres."]);
    }

    #[test]
    fn what_only_looks_like_furniture_stays() {
        let years = "Año:\n\n1998\n\nEscala: 1\n\nAño:\n\n2001\n\nEscala: 2\n\nUn texto.\n\nUn texto.";
        assert_eq!(text(years), years);
    }
}
