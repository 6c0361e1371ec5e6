//! Terms on their way into Tantivy: one text per document, so that no term is a string of its own.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Ends a term in the text.
const TERM: char = '\u{5}';
/// How many letters tell the position before a term, and how many bits each of them holds.
const LETTERS: usize = 6;
const BITS: usize = 6;
/// The letter of nothing.
const ZERO: u8 = b'0';

/// What the terms of most documents fit into.
const ROOM: usize = 32 << 10;

/// The terms of a document with their positions.
pub(super) struct Terms(String);

impl Terms {
    /// None yet.
    pub(super) fn none() -> Terms {
        Terms(String::with_capacity(ROOM))
    }

    /// Adds a term, made of pieces. The same term goes from lower positions to higher ones.
    pub(super) fn push(&mut self, position: u32, pieces: &[&str]) {
        let digit = |at: usize| ZERO + (position as usize >> (BITS * at) & ((1 << BITS) - 1)) as u8;
        self.0.extend((0..LETTERS).rev().map(|at| digit(at) as char));
        pieces.iter().for_each(|piece| self.0.push_str(piece));
        self.0.push(TERM);
    }

    /// All terms at the beginning.
    pub(super) fn at_start(terms: impl IntoIterator<Item = String>) -> Terms {
        let mut all = Terms::none();
        terms.into_iter().for_each(|term| all.push(0, &[&term]));
        all
    }

    /// The text that [`Lines`] reads back.
    pub(super) fn text(self) -> String {
        self.0
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
        let Some((place, rest)) = self.text.split_at_checked(LETTERS) else { return false };
        // Terms are short: this is quicker than to search for a letter.
        let Some(end) = rest.bytes().position(|byte| byte == TERM as u8) else { return false };
        let (term, rest) = (&rest[..end], &rest[end + TERM.len_utf8()..]);
        self.text = rest;
        self.token.text.clear();
        self.token.text.push_str(term);
        self.token.position =
            place.bytes().fold(0, |so_far, letter| so_far << BITS | (letter - ZERO) as usize);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Terms};
    use tantivy::tokenizer::{TokenStream, Tokenizer};

    #[test]
    fn terms_come_back_as_they_were() {
        let mut terms = Terms::none();
        let all = [(0, "uno"), (63, "dos"), (64, ""), (u32::MAX, "ñandú")];
        all.iter().for_each(|(position, term)| terms.push(*position, &[&term[..0], term]));
        let (text, mut read) = (terms.text(), Vec::new());
        Lines
            .token_stream(&text)
            .process(&mut |token| read.push((token.position as u32, token.text.clone())));
        assert_eq!(read, all.map(|(position, term)| (position, term.to_owned())));
    }
}
