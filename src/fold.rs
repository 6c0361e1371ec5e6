//! How two spellings are compared: without case, accents, or the space and dashes between words.

use std::collections::BTreeSet;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Lower case, without accents; each run of other signs is one space: `Año y Lugar` → `ano y lugar`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            put(c.to_ascii_lowercase(), &mut folded);
        } else {
            // Accents are dropped, so that their order does not matter, and each letter is decomposed on its own.
            decompose_canonical(c, |part| {
                if !is_combining_mark(part) && !has_no_width(part) {
                    part.to_lowercase().for_each(|c| put(c, &mut folded));
                }
            });
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Whether a sign takes no room, so that nobody sees that it stands in a word: it comes with text copied from elsewhere.
pub(crate) fn has_no_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn put(c: char, folded: &mut String) {
    if c.is_alphanumeric() {
        folded.push(c);
    } else if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// A name as it stands in an address: `Año y Lugar` → `ano-y-lugar`. Letters outside ASCII that have no
/// plain form are dropped; the result may be empty.
pub fn slug(text: &str) -> String {
    let words = fold(text);
    let plain = words.chars().filter(|c| c.is_ascii_alphanumeric() || *c == ' ').collect::<String>();
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

/// The candidates nearest to a misspelt word, best first, at most `most`; only those plausibly meant. Of several
/// spellings of one name the first is given.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let wanted = fold(wanted);
    let mut seen = BTreeSet::new();
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|candidate| (candidate, fold(candidate)))
        .map(|(candidate, folded)| (likeness(&wanted, &folded), candidate, folded))
        .filter(|(score, _, folded)| *score >= 0.55 && seen.insert(folded.clone()))
        .map(|(score, candidate, _)| (score, candidate))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(most).map(|(_, candidate)| candidate).collect()
}

/// From 0 to 1: the edit distance in proportion to the length, or a shared beginning.
fn likeness(a: &str, b: &str) -> f64 {
    let distance = strsim::normalized_damerau_levenshtein(a, b);
    let starts = a.len() >= 4 && (b.starts_with(a) || a.starts_with(b) && b.len() >= 4);
    if starts { distance.max(0.7) } else { distance }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_accents_case_and_signs() {
        assert_eq!(fold("Año y Lugar de  gestación"), "ano y lugar de gestacion");
        assert_eq!(fold("gestacio\u{301}n"), fold("gestación"));
        assert_eq!(fold("ges\u{ad}ti\u{200b}ón"), fold("gestión"));
        assert_eq!(slug("Ñuñoa: el «Bío-Bío»"), "nunoa-el-bio-bio");
    }

    #[test]
    fn suggests_what_was_meant_and_nothing_else() {
        assert_eq!(nearest("provinsial", ["local", "provincial", "regional"], 2), ["provincial"]);
        assert!(nearest("xyz", ["local", "provincial"], 2).is_empty());
    }
}
