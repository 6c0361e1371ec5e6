//! Terms on their way into Tantivy: one text per document, so that no term is a string of its own.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Ends a term in the text.
const TERM: char = '\u{5}';
/// Ends its position.
const PLACE: char = '\u{6}';

/// The terms of a document with their positions.
#[derive(Default)]
pub(super) struct Terms {
    buffer: String,
    places: Vec<(u32, usize, usize)>,
}

impl Terms {
    /// Adds a term, made of pieces.
    pub(super) fn push(&mut self, position: u32, pieces: &[&str]) {
        let start = self.buffer.len();
        pieces.iter().for_each(|piece| self.buffer.push_str(piece));
        self.places.push((position, start, self.buffer.len()));
    }

    /// All terms at the beginning.
    pub(super) fn at_start(terms: impl IntoIterator<Item = String>) -> Terms {
        let mut all = Terms::default();
        terms.into_iter().for_each(|term| all.push(0, &[&term]));
        all
    }

    /// The text that [`Lines`] reads back, in the order of positions.
    pub(super) fn text(mut self) -> String {
        self.places.sort_by_key(|place| place.0);
        let mut text = String::with_capacity(self.buffer.len() + 8 * self.places.len());
        for (position, start, end) in self.places {
            text.push_str(&self.buffer[start..end]);
            text.push(TERM);
            crate::search::wire::push_number(&mut text, position);
            text.push(PLACE);
        }
        text
    }
}

/// Reads the terms of a document for Tantivy.
#[derive(Clone)]
pub(super) struct Lines;

/// The terms that are still to come.
pub(super) struct Rest<'a> {
    text: &'a str,
    token: Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = Rest<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Rest<'a> {
        Rest { text, token: Token::default() }
    }
}

impl TokenStream for Rest<'_> {
    fn advance(&mut self) -> bool {
        let Some((term, rest)) = self.text.split_once(TERM) else { return false };
        let Some((place, rest)) = rest.split_once(PLACE) else { return false };
        self.text = rest;
        self.token.text.clear();
        self.token.text.push_str(term);
        self.token.position = place.parse().unwrap_or(0);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
