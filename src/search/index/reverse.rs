//! What lets a question find its words: the lexicon, and the words written backwards, as terms of one last document.

use super::stream::Terms;
use super::tagger::is_tagged;
use super::terms::word_term;
use crate::search::entry::Stock;
use crate::search::wire::{Class, PHRASES, TERM_END};
use crate::search::words::{Word, phrase_key, words};
use std::collections::BTreeSet;

/// From how many words on a mistyped word is looked for from both ends instead of everywhere.
const MANY: usize = 30_000;

/// What the texts have of the lexicon.
#[derive(Default)]
pub(super) struct Met {
    /// Ordinals of phrases.
    pub(super) phrases: BTreeSet<u32>,
    /// Those that full records have, which excerpts mark.
    pub(super) marked: BTreeSet<u32>,
    /// Ids of concepts.
    pub(super) concepts: BTreeSet<String>,
}

/// The lexicon: from a phrase to its concepts, and from a concept to its phrases.
///
/// A concept that no text expresses leads nowhere: its words are only known. A phrase that no record has is never marked.
pub(super) fn lexicon(stock: &Stock, met: &Met) -> Terms {
    let mut terms = BTreeSet::new();
    let mut ordinal = 0;
    for concept in &stock.concepts {
        let useful = !is_tagged(&concept.id) || met.concepts.contains(&concept.id);
        for (kind, phrases) in [("e", &concept.phrases), ("n", &concept.near)] {
            for phrase in phrases {
                let key = phrase_key(phrase);
                let marked = met.marked.contains(&ordinal);
                ordinal += 1;
                if !key.is_empty() && (useful || key.contains(' ')) {
                    let end = TERM_END.to_string();
                    terms.insert([key.as_str(), &end, kind, &concept.id].concat());
                    if marked {
                        terms.insert([PHRASES.to_string(), concept.id.clone(), end, key].concat());
                    }
                }
            }
        }
    }
    Terms::at_start(terms)
}

/// The words of the lexicon, so that they count as known even where no text has them.
pub(super) fn known(stock: &Stock, folds: &BTreeSet<String>) -> Terms {
    let phrases = stock.concepts.iter().flat_map(|c| c.phrases.iter().chain(&c.near));
    let terms: BTreeSet<String> = phrases
        .flat_map(|p| words(p))
        .filter(|w| !folds.contains(&w.fold))
        .map(|w| word_term(&Word { mark: String::new(), ..w }, Class::Known))
        .collect();
    Terms::at_start(terms)
}

/// All words backwards, where there are many.
pub(super) fn backwards(folds: &BTreeSet<String>) -> Terms {
    if folds.len() < MANY {
        return Terms::none();
    }
    let terms: BTreeSet<String> = folds.iter().map(|fold| fold.chars().rev().collect()).collect();
    Terms::at_start(terms)
}
