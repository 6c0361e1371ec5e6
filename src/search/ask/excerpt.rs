//! Where a result matched: the best place of a text, with the words that matched marked.

use super::lexicon::phrases;
use super::results::Match;
use super::units::{Plan, all};
use super::{Engine, Trouble};
use crate::search::wire::Card;
use crate::search::words::{Span, Word, fold_char, is_stop, key, split};

/// Stands before what matched.
pub(crate) const OPEN: char = '\u{2}';
/// Stands after what matched.
pub(crate) const CLOSE: char = '\u{3}';

/// Words per excerpt.
const LENGTH: usize = 32;
/// Excerpts per result.
const MATCHES: usize = 2;

/// What is to be marked: one set per unit.
pub(super) struct Marks(Vec<Mark>);

struct Mark {
    folds: Vec<String>,
    phrases: Vec<Vec<String>>,
    initials: u64,
}

impl Marks {
    /// What the units of a question match.
    pub(super) fn new(engine: &Engine, plan: &Plan) -> Result<Marks, Trouble> {
        let wanted = plan.units.iter().filter(|u| !u.excluded);
        let marks = all(wanted.map(|unit| {
            let keys = all(unit.concepts.iter().map(|id| phrases(engine, id)))?;
            let keys = keys.concat();
            let phrases = keys.iter().map(|p| p.split(' ').map(str::to_string).collect()).collect();
            let initials = unit.folds.iter().chain(&keys).fold(0, |bits, word| bits | initial(word));
            Ok::<_, Trouble>(Mark { folds: unit.folds.clone(), phrases, initials })
        }))?;
        Ok(Marks(marks))
    }
}

/// A word of a text that matched: which one, and which unit.
type Found = (usize, usize);

/// The fields of a card in which a question matched, the best first.
pub(super) fn matches(engine: &Engine, marks: &Marks, card: &Card) -> Vec<Match> {
    let mut found: Vec<(usize, usize, Match)> = Vec::new();
    for (i, (field, text)) in card.parts.iter().enumerate() {
        let spans: Vec<Span> = split(text).collect();
        let hits = hits(marks, text, &spans);
        if hits.is_empty() {
            continue;
        }
        let (from, units) = window(&hits);
        let excerpt = cut(text, &spans, &hits, from);
        let field = engine.manifest.fields.get(*field as usize).map(|f| f.id.clone()).unwrap_or_default();
        found.push((units * 16 + hits.len().min(15), i, Match { field, excerpt }));
    }
    found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().take(MATCHES).map(|(_, _, m)| m).collect()
}

fn hits(marks: &Marks, text: &str, spans: &[Span]) -> Vec<Found> {
    let mut read = Words { text, spans, folds: vec![None; spans.len()] };
    let mut found = Vec::new();
    for at in 0..spans.len() {
        let initial = initial(&text[spans[at].start..]);
        for (unit, mark) in marks.0.iter().enumerate() {
            if mark.initials & initial == 0 {
                continue;
            }
            if mark.folds.contains(&read.word(at).0) {
                found.push((at, unit));
            }
            let length = mark.phrases.iter().map(|p| phrase_at(p, &mut read, at)).max().unwrap_or(0);
            found.extend((at..at + length).map(|i| (i, unit)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The words of a text, read when they are looked at.
struct Words<'a> {
    text: &'a str,
    spans: &'a [Span],
    folds: Vec<Option<(String, String)>>,
}

impl Words<'_> {
    /// Fold and key of a word.
    fn word(&mut self, at: usize) -> &(String, String) {
        let span = self.spans[at];
        self.folds[at].get_or_insert_with(|| {
            let fold = Word::new(&self.text[span.start..span.end]).fold;
            let key = key(&fold);
            (fold, key)
        })
    }
}

/// A bit for the first letter of a word, so that most words need not be read.
fn initial(text: &str) -> u64 {
    let first = text.chars().flat_map(char::to_lowercase).next().unwrap_or(' ');
    let plain = fold_char(first).and_then(|f| f.chars().next()).unwrap_or(first);
    1 << (plain as u32 % 64)
}

/// How many words of a text a phrase takes from one place on; 0 when it does not stand there.
fn phrase_at(phrase: &[String], words: &mut Words, at: usize) -> usize {
    let (mut i, mut k) = (at, 0);
    while k < phrase.len() {
        if i >= words.spans.len() {
            return 0;
        }
        if words.word(i).1 == phrase[k] {
            k += 1;
        } else if k == 0 || !is_stop(&words.word(i).0) {
            return 0;
        }
        i += 1;
    }
    i - at
}

/// The first word of the stretch with most units, and how many it has.
fn window(hits: &[Found]) -> (usize, usize) {
    let mut best = (0, 0);
    for (i, (start, _)) in hits.iter().enumerate() {
        let mut units: Vec<usize> =
            hits[i..].iter().take_while(|(at, _)| *at < start + LENGTH - 8).map(|(_, unit)| *unit).collect();
        units.sort_unstable();
        units.dedup();
        if units.len() > best.1 {
            best = (*start, units.len());
        }
    }
    best
}

fn cut(text: &str, spans: &[Span], hits: &[Found], from: usize) -> String {
    let first = if spans.len() <= LENGTH { 0 } else { from.saturating_sub(7).min(spans.len() - LENGTH) };
    let last = (first + LENGTH).min(spans.len());
    let start = if first == 0 { 0 } else { spans[first].start };
    let end = if last == spans.len() { text.len() } else { spans[last - 1].end };
    let mut out = String::from(if first == 0 { "" } else { "… " });
    let mut done = start;
    let marked = |i: usize| (first..last).contains(&i) && hits.iter().any(|(at, _)| *at == i);
    // Words side by side are one stretch.
    let joined =
        |i: usize| marked(i) && marked(i + 1) && text[spans[i].end..spans[i + 1].start].trim().is_empty();
    for i in (first..last).filter(|i| marked(*i)) {
        if i == first || !joined(i - 1) {
            out.push_str(&text[done..spans[i].start]);
            out.push(OPEN);
            done = spans[i].start;
        }
        if !joined(i) {
            out.push_str(&text[done..spans[i].end]);
            out.push(CLOSE);
            done = spans[i].end;
        }
    }
    out.push_str(&text[done..end]);
    out.push_str(if last == spans.len() { "" } else { " …" });
    out.replace(['\n', '\r', '\t'], " ")
}
