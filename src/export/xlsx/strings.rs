//! The texts of a book, each of them once, however many cells show it: that of a field stands in two tables.

use std::hash::{Hash, Hasher};
use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::{HEAD, MAIN};
use crate::export::xml;
use crate::export::zip::{Entry, Packer};
use crate::output::HELD;

/// The most characters a cell holds.
const CHARACTERS: usize = 32_767;

/// The texts that cells have shown so far, packed as they come.
pub(super) struct Strings<'t> {
    numbers: FxHashMap<Text<'t>, usize>,
    text: String,
    part: Packer,
}

impl<'t> Strings<'t> {
    /// None yet; room for as many as there may be, for to make more of it each text must be looked at again.
    pub(super) fn new(room: usize) -> Strings<'t> {
        let numbers = FxHashMap::with_capacity_and_hasher(room, rustc_hash::FxBuildHasher);
        let text = format!("{HEAD}<sst xmlns=\"{MAIN}\">");
        Strings { numbers, text, part: Packer::new("xl/sharedStrings.xml") }
    }

    /// The number by which cells name a text.
    pub(super) fn number(&mut self, value: &'t str) -> io::Result<usize> {
        let next = self.numbers.len();
        let number = *self.numbers.entry(Text(value)).or_insert(next);
        if number == next {
            item(value, &mut self.text);
            if self.text.len() > HELD {
                self.part.write_all(self.text.as_bytes())?;
                self.text.clear();
            }
        }
        Ok(number)
    }

    /// The part of the book that holds them.
    pub(super) fn finish(mut self) -> io::Result<Entry> {
        self.text.push_str("</sst>");
        self.part.write_all(self.text.as_bytes())?;
        self.part.finish()
    }
}

/// A text, as much of it as a cell holds. Blanks at its ends are kept only where it says so.
fn item(value: &str, out: &mut String) {
    let long = value.len() > CHARACTERS;
    let end = long.then(|| value.char_indices().nth(CHARACTERS)).flatten();
    let value = end.map_or(value, |(end, _)| &value[..end]);
    let blanks = value.trim().len() < value.len();
    out.push_str(if blanks { "<si><t xml:space=\"preserve\">" } else { "<si><t>" });
    xml::escape(value, out);
    out.push_str("</t></si>");
}

/// A text that is told from others mostly without reading all of it: by its length, its beginning and its end; and that
/// is known again at once where it is the very same one.
struct Text<'t>(&'t str);

/// How much of a text's beginning and of its end is looked at.
const ENDS: usize = 32;

impl Hash for Text<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let bytes = self.0.as_bytes();
        if let (Some(first), Some(last), true) =
            (bytes.first_chunk::<ENDS>(), bytes.last_chunk::<ENDS>(), bytes.len() > 2 * ENDS)
        {
            (bytes.len(), first, last).hash(state);
        } else {
            bytes.hash(state);
        }
    }
}

impl PartialEq for Text<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0) || self.0 == other.0
    }
}

impl Eq for Text<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number() {
        let long = |middle: &str| format!("{}{middle}{}", "a".repeat(99), "z".repeat(99));
        let texts = [long("m"), long("n"), long("m"), " x".to_owned(), "x".to_owned(), " x".to_owned()];
        let mut strings = Strings::new(0);
        let numbers: Vec<usize> = texts.iter().map(|text| strings.number(text).unwrap_or(99)).collect();
        assert_eq!(numbers, [0, 1, 0, 2, 3, 2]);
        assert!(strings.text.ends_with("<si><t xml:space=\"preserve\"> x</t></si><si><t>x</t></si>"));
    }

    #[test]
    fn a_cell_holds_only_so_many_characters() {
        let mut out = String::new();
        item(&"ñ".repeat(CHARACTERS + 1), &mut out);
        assert_eq!(out, format!("<si><t>{}</t></si>", "ñ".repeat(CHARACTERS)));
    }
}
