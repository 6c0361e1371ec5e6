//! What lets a question find its words: the lexicon, and the words written backwards, as terms of one last document.

use super::terms::{token, word_term};
use crate::search::entry::Stock;
use crate::search::wire::{Class, PHRASES, TERM_END};
use crate::search::words::{phrase_key, words};
use std::collections::BTreeSet;
use tantivy::tokenizer::Token;

/// From how many words on a mistyped word is looked for from both ends instead of everywhere.
const MANY: usize = 30_000;

/// The lexicon: from a phrase to its concepts, and from a concept to its phrases.
pub(super) fn lexicon(stock: &Stock) -> Vec<Token> {
    let mut terms = BTreeSet::new();
    for concept in &stock.concepts {
        for (kind, phrases) in [("e", &concept.phrases), ("n", &concept.near)] {
            for phrase in phrases {
                let key = phrase_key(phrase);
                if !key.is_empty() {
                    let end = TERM_END.to_string();
                    terms.insert([key.as_str(), &end, kind, &concept.id].concat());
                    terms.insert([PHRASES.to_string(), concept.id.clone(), end, key].concat());
                }
            }
        }
    }
    terms.into_iter().map(|term| token(term, 0)).collect()
}

/// The words of the lexicon, so that they count as known even where no text has them.
pub(super) fn known(stock: &Stock) -> Vec<Token> {
    let phrases = stock.concepts.iter().flat_map(|c| c.phrases.iter().chain(&c.near));
    let terms: BTreeSet<String> =
        phrases.flat_map(|p| words(p)).map(|w| word_term(&w, Class::Known)).collect();
    terms.into_iter().map(|term| token(term, 0)).collect()
}

/// All words backwards, where there are many.
pub(super) fn backwards(folds: &BTreeSet<String>) -> Vec<Token> {
    if folds.len() < MANY {
        return Vec::new();
    }
    let terms: BTreeSet<String> = folds.iter().map(|fold| fold.chars().rev().collect()).collect();
    terms.into_iter().map(|term| token(term, 0)).collect()
}
