//! Mistyped words: the words of the index that are one or two slips of the finger, or of the ear, away.

use super::dictionary::scan;
use super::{Engine, Trouble};
use crate::search::wire::{CONCEPT, TERM_END};
use crate::search::words::Word;
use std::collections::BTreeMap;

/// A word that may have been meant.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    /// The word.
    pub(super) word: Word,
    /// How likely it is, from 1 down; 0 for one that is only offered.
    pub(super) weight: f32,
}

/// Slips, in halves: a confusion of sounds costs less than any other letter.
const SOUND: u32 = 1;
const LETTER: u32 = 2;
/// Another letter instead costs this much.
const OTHER: u32 = 3;
/// Two slips that cost more make another word of it: it may be offered, but is not what was asked.
const SAME: u32 = 4;
/// At most this many guesses are followed.
const GUESSES: usize = 3;

/// The words that may have been meant, the likeliest first; none when the word is too short to tell.
pub(super) fn guesses(engine: &Engine, word: &Word) -> Result<Vec<Guess>, Trouble> {
    let asked: Vec<char> = word.fold.chars().collect();
    let edits = match asked.len() {
        0..=3 => return Ok(Vec::new()),
        4..=7 => 1,
        _ => 2,
    };
    if asked.iter().any(|c| c.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let mut found: Vec<(u32, u32, Word)> = Vec::new();
    for (fold, (mark, frequency)) in candidates(engine, &asked, edits)? {
        let letters: Vec<char> = fold.chars().collect();
        if let Some(cost) = distance(&asked, &letters, edits) {
            found.push((cost, u32::MAX - frequency, Word { fold, mark }));
        }
    }
    found.sort_unstable_by(|a, b| (a.0, a.1, &a.2.fold).cmp(&(b.0, b.1, &b.2.fold)));
    let best = found.first().map_or(0, |f| f.0);
    let near = found.into_iter().take_while(|f| f.0 <= best).take(GUESSES);
    let weight = |cost: u32| if cost > SAME { 0.0 } else { 1.0 - 0.1 * cost as f32 };
    Ok(near.map(|(cost, _, word)| Guess { word, weight: weight(cost) }).collect())
}

type Words = BTreeMap<String, (String, u32)>;

/// The words worth comparing: all of them, or in a large index those that begin or end like the asked one.
fn candidates(engine: &Engine, asked: &[char], edits: usize) -> Result<Words, Trouble> {
    let mut words = Words::new();
    if engine.backwards.terms().num_terms() == 0 {
        gather(engine, "", &mut words)?;
        return Ok(words);
    }
    let share = (asked.len() / (edits + 1)).saturating_sub(1).max(1);
    let front: String = asked[..share].iter().collect();
    let back: String = asked.iter().rev().take(share).collect();
    let ends = scan(&engine.backwards, &back);
    gather(engine, &front, &mut words)?;
    for (term, _) in ends? {
        let letters: Vec<char> = term.chars().rev().collect();
        if distance(asked, &letters, edits).is_some() {
            words.entry(letters.into_iter().collect()).or_default();
        }
    }
    Ok(words)
}

fn gather(engine: &Engine, prefix: &str, words: &mut Words) -> Result<(), Trouble> {
    for (term, info) in scan_all(engine, prefix)? {
        let Some((fold, rest)) = term.split_once(TERM_END) else { continue };
        if fold.starts_with(CONCEPT) {
            continue;
        }
        let entry = words.entry(fold.to_string()).or_default();
        entry.1 += info.doc_freq;
        if entry.0.is_empty() && rest.len() > 1 {
            entry.0 = rest[..rest.len() - 1].to_string();
        }
    }
    Ok(())
}

fn scan_all(engine: &Engine, prefix: &str) -> Result<Vec<(String, tantivy::postings::TermInfo)>, Trouble> {
    if !prefix.is_empty() {
        return scan(&engine.text, prefix);
    }
    let mut all = Vec::new();
    for letter in ('0'..='9').chain('a'..='z') {
        all.extend(scan(&engine.text, letter.encode_utf8(&mut [0; 4]))?);
    }
    Ok(all)
}

/// What it costs to turn one word into the other with at most so many edits (a transposition is one), or with one more
/// where all of them only confuse sounds (`mallor` for `mayor`); `None` if it takes more, or if a word of up to five letters would lose its first.
fn distance(a: &[char], b: &[char], edits: usize) -> Option<u32> {
    if a.len().abs_diff(b.len()) > edits || (a.len() <= 5 && a.first() != b.first() && !sounds(a[0], b[0])) {
        return None;
    }
    let width = b.len() + 1;
    let mut table = vec![(0_u32, 0_u32); (a.len() + 1) * width];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i * width + j] = cell(a, b, i, j, &table, width);
        }
    }
    let (slips, cost) = table[a.len() * width + b.len()];
    let heard = slips as usize == edits + 1 && cost <= slips * SOUND;
    (slips > 0 && (slips as usize <= edits || heard)).then_some(cost)
}

/// Edits and cost up to a place, by the cheapest way there.
fn cell(a: &[char], b: &[char], i: usize, j: usize, table: &[(u32, u32)], width: usize) -> (u32, u32) {
    if i == 0 || j == 0 {
        return ((i + j) as u32, (i + j) as u32 * LETTER);
    }
    let at = |i: usize, j: usize| table[i * width + j];
    let plus = |(slips, cost): (u32, u32), more: u32| (slips + u32::from(more > 0), cost + more);
    let (x, y) = (a[i - 1], b[j - 1]);
    let swap = if x == y {
        0
    } else if sounds(x, y) {
        SOUND
    } else {
        OTHER
    };
    let drop = |c: char| if c == 'h' { SOUND } else { LETTER };
    let doubled = |w: &[char], k: usize| k >= 2 && w[k - 1] == w[k - 2];
    let delete = if doubled(a, i) { SOUND } else { drop(x) };
    let insert = if doubled(b, j) { SOUND } else { drop(y) };
    let mut best =
        plus(at(i - 1, j - 1), swap).min(plus(at(i - 1, j), delete)).min(plus(at(i, j - 1), insert));
    if i > 1 && j > 1 && x == b[j - 2] && a[i - 2] == y && x != y {
        best = best.min(plus(at(i - 2, j - 2), LETTER));
    }
    best
}

/// Whether two letters stand for the same sound, or are easily heard as one.
fn sounds(a: char, b: char) -> bool {
    ["bvw", "csz", "szx", "gj", "jx", "yil", "ckq", "mn", "uw"]
        .iter()
        .any(|same| same.contains(a) && same.contains(b))
}

#[cfg(test)]
mod tests {
    use super::distance;

    fn cost(a: &str, b: &str, edits: usize) -> Option<u32> {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        distance(&a, &b, edits)
    }

    #[test]
    fn one_slip_of_any_kind_is_one_edit() {
        for typed in ["municpio", "municcipio", "munnicipio", "munixipio", "muincipio"] {
            assert!(cost(typed, "municipio", 1).is_some(), "{typed}");
        }
        assert!(cost("munisipoi", "municipio", 1).is_none());
        assert!(cost("munisipoi", "municipio", 2).is_some());
    }

    #[test]
    fn what_sounds_alike_may_differ_once_more() {
        assert!(cost("mallor", "mayor", 1).is_some());
        assert!(cost("mullor", "mayor", 1).is_none());
    }

    #[test]
    fn a_sound_costs_less_than_a_letter() {
        assert!(cost("concertasion", "concertacion", 2) < cost("concertation", "concertacion", 2));
    }
}
