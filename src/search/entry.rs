//! What the index is made from: everything a reader can find, and the words that lead to it.

use crate::search::wire::{Class, Field, Taxonomy};

/// What kind of thing an entry is; entries are numbered in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Kind {
    /// A full record.
    #[default]
    Record,
    /// A record that is only named.
    Identified,
    /// A full record of another collection than the first.
    Other,
    /// An actor.
    Actor,
    /// A term of a taxonomy.
    Term,
    /// A page.
    Page,
}

/// A piece of an entry's text.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The ordinal of its field.
    pub field: u32,
    /// How much it counts; `None` for a text that is shown but not searched.
    pub class: Option<Class>,
    /// The text, without markup.
    pub text: String,
}

/// One findable thing.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Slug or id.
    pub id: String,
    /// Number in the source.
    pub number: Option<u32>,
    /// Address.
    pub url: String,
    /// Title.
    pub title: String,
    /// Acronym, or empty.
    pub acronym: String,
    /// Place, or empty.
    pub place: String,
    /// First and last year.
    pub years: (Option<i32>, Option<i32>),
    /// How many in a hundred of the model's fields have a value.
    pub completeness: u32,
    /// Its texts.
    pub parts: Vec<Part>,
    /// Its terms: taxonomy ordinal and term ordinal, without the broader ones.
    pub terms: Vec<(u32, u32)>,
    /// What the other facets say of it: facet ordinal and term ordinal.
    pub marks: Vec<(u32, u32)>,
    /// Where it is: latitude and longitude in thousandths of a degree; then twice its territory's ordinal plus one, or 0,
    /// and one more for its very place.
    pub spots: Vec<(i32, i32, u32)>,
    /// The concepts it is an instance of besides its terms (its actors, its absences), with the field they stand in.
    pub keys: Vec<(u32, String)>,
}

impl Entry {
    /// Whether texts of a class are found: all of a full record; of anything else its names, its summary and what it is about.
    pub fn finds(&self, class: Class) -> bool {
        self.kind == Kind::Record || !matches!(class, Class::Body | Class::Margin | Class::Actor)
    }
}

/// A meaning and the phrases that express it.
#[derive(Clone, Debug, Default)]
pub struct Concept {
    /// `g:` a group of synonyms, `t:taxonomy:term`, `a:actor`, `f:field`, `x:taxonomy`, `u:absence`, `c:` what records
    /// are called.
    pub id: String,
    /// Phrases that mean it.
    pub phrases: Vec<String>,
    /// Phrases that are near to it.
    pub near: Vec<String>,
}

/// Everything the index is made from.
#[derive(Clone, Debug, Default)]
pub struct Stock {
    /// The site's languages, the first one its own.
    pub languages: Vec<String>,
    /// The fields, by ordinal.
    pub fields: Vec<Field>,
    /// The taxonomies, then the other facets.
    pub taxonomies: Vec<Taxonomy>,
    /// The taxonomy of territories.
    pub territory: Option<usize>,
    /// The lexicon.
    pub concepts: Vec<Concept>,
    /// The entries, in any order.
    pub entries: Vec<Entry>,
}
