//! The files an observatory's search lies in, byte by byte.
//!
//! `entry.bin` is read first: the [`Manifest`] and every byte that opening the index reads. All else is cut into blocks,
//! each its own file in a folder named by the hash of the whole, so that a server needs no ranges and may cache for ever.
//! A small observatory's blocks all travel inside `entry.bin`. Every file ends in a checksum.

mod bytes;
mod card;
mod manifest;

pub use bytes::{Broken, Reader, Writer, checksum, seal, unseal};
pub use card::Card;
pub use manifest::{Field, FileInfo, Hot, Kinds, Manifest, Nature, Taxonomy, TermInfo, label};

/// One block of one file, the unit that is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId {
    /// Which file of the manifest.
    pub file: u32,
    /// Which block of that file.
    pub block: u32,
}

impl BlockId {
    /// The block's file name inside the folder of its index.
    pub fn name(self) -> String {
        let mut name = String::new();
        push_number(&mut name, self.file);
        name.push('-');
        push_number(&mut name, self.block);
        name.push_str(".bin");
        name
    }
}

/// Writes a number in decimal without the formatting machinery, which would weigh on the page.
pub fn push_number(out: &mut String, number: u32) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push((b'0' + (number % 10) as u8) as char);
}

/// Bits of a word's position that count inside its field; the rest is the field's ordinal.
pub const SLOT_BITS: u32 = 10;

/// Ends the fold in a term of the text; the exact spelling, if it has accents, and the letter of the class follow.
pub const TERM_END: char = '\u{1}';
/// A term that stands for a concept, not for a word.
pub const CONCEPT: char = '\u{3}';
/// A lexicon entry that lists the phrases of a concept.
pub const PHRASES: char = '\u{2}';

/// Where in an entry a word stands: what decides how much it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// The title.
    Title = b'T' as isize,
    /// The acronym and other names.
    Name = b'N' as isize,
    /// A term the entry is classified by, an absence, an actor of the entry.
    Key = b'K' as isize,
    /// A broader term of those.
    Broader = b'B' as isize,
    /// The label of a term it is classified by.
    Label = b'E' as isize,
    /// The place.
    Place = b'L' as isize,
    /// The summary.
    Summary = b'S' as isize,
    /// The fields of the first dimension: what the experience is and does.
    Main = b'M' as isize,
    /// The other fields.
    Body = b'X' as isize,
    /// The names of the actors.
    Actor = b'A' as isize,
    /// References, notes, media.
    Margin = b'R' as isize,
    /// Nowhere: the word is only known to the lexicon.
    Known = b'~' as isize,
}

impl Class {
    /// All classes.
    pub const ALL: [Class; 12] = [
        Class::Title,
        Class::Name,
        Class::Key,
        Class::Broader,
        Class::Label,
        Class::Place,
        Class::Summary,
        Class::Main,
        Class::Body,
        Class::Actor,
        Class::Margin,
        Class::Known,
    ];

    /// The letter that stands for the class in a term.
    pub fn letter(self) -> u8 {
        self as u8
    }

    /// The class a letter stands for.
    pub fn of(letter: u8) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.letter() == letter)
    }

    /// How much one occurrence counts: the table of weights (docs/search.md explains it).
    pub fn weight(self) -> f32 {
        match self {
            Class::Title => 8.0,
            Class::Name => 8.0,
            Class::Key => 5.0,
            Class::Broader => 3.0,
            Class::Label => 2.0,
            Class::Place => 4.0,
            Class::Summary => 3.0,
            Class::Main => 1.6,
            Class::Body => 1.0,
            Class::Actor => 0.6,
            Class::Margin => 0.3,
            Class::Known => 0.0,
        }
    }
}
