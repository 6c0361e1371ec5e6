//! What a person most likely slipped on where YAML cannot be read: told where it happened, not where the parser gave up.

mod colon;
mod indent;
mod opened;
mod quotes;
mod scan;
mod unseen;

use std::ops::Range;

use scan::{Line, Scan, scan};

pub(super) use indent::dash;
pub(super) use scan::without_entry;
pub(super) use unseen::in_front;

/// Where the parser gave up.
pub(super) struct Fault<'t> {
    text: &'t str,
    /// The byte of the text.
    at: usize,
    /// Why, in the parser's words.
    why: &'t str,
    /// The line.
    line: Line<'t>,
    /// What was written before.
    scan: Scan<'t>,
}

impl<'t> Fault<'t> {
    /// The fault at a byte of a text whose first line has the number `first` in its file.
    pub(super) fn new(text: &'t str, at: usize, why: &'t str, first: usize) -> Fault<'t> {
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        Fault { text, at, why, line: Line::around(text, at, first), scan: scan(text, at, first) }
    }

    /// Where, as an empty stretch.
    pub(super) fn at(&self) -> Range<usize> {
        self.at..self.at
    }

    /// Why, in the parser's words.
    pub(super) fn why(&self) -> &str {
        self.why
    }

    /// The sign at which the parser gave up.
    fn sign(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// What the line holds before it.
    fn before(&self) -> &'t str {
        &self.text[self.line.start..self.at]
    }

    fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|words| self.why.contains(words))
    }
}

/// What was slipped on, in Spanish and English.
pub(super) struct Slip {
    /// Where, in bytes of the text.
    pub(super) at: Range<usize>,
    pub(super) said: (String, String),
    pub(super) mend: (String, String),
}

/// The kinds of slip; the first that fits is told.
const SLIPS: &[fn(&Fault<'_>) -> Option<Slip>] = &[
    unseen::tab,
    unseen::blank,
    unseen::control,
    opened::swallowing,
    opened::unclosed,
    opened::surplus,
    quotes::within,
    quotes::after,
    quotes::sign,
    opened::comma,
    colon::in_text,
    colon::missing,
    indent::uneven,
    indent::longer,
    opened::earlier,
];

/// The slip behind a fault, where it is one of those that are known.
pub(super) fn slip(fault: &Fault<'_>) -> Option<Slip> {
    SLIPS.iter().find_map(|slip| slip(fault))
}
