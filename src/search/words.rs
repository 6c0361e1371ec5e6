//! What a word is: the one analyser, used by the index and by every question.
//!
//! A text is cut into words ([`mod@split`]); each has a *fold* (lower case, no accents: what matches), a *mark* (its exact
//! spelling when it has accents: what ranks higher) and a *key* (without number and gender: what names are compared by).

mod fold;
mod key;
mod split;
mod stem;
mod stop;

pub use fold::{fold, fold_char};
pub use key::{key, phrase_key};
pub use split::{Span, split};
pub use stem::{Stems, kinship};
pub use stop::{is_neutral, is_prefix, is_stop, is_vague};

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Word {
    /// Lower case without accents.
    pub fold: String,
    /// Lower case with its accents; empty when that is the same.
    pub mark: String,
}

impl Word {
    /// Reads one word as [`mod@split`] cuts it.
    pub fn new(raw: &str) -> Word {
        let (fold, mark) = fold(raw);
        Word { fold, mark }
    }

    /// The word as a reader would write it.
    pub fn spelling(&self) -> &str {
        if self.mark.is_empty() { &self.fold } else { &self.mark }
    }
}

/// The words of a text, in order; a hyphenated compound gives its parts.
pub fn words(text: &str) -> Vec<Word> {
    split(text).map(|span| Word::new(&text[span.start..span.end])).collect()
}
