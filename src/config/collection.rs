//! The shape of a collection: a kind of record, with its model and its addresses.

use super::field::Field;
use super::observatory::ObservatoryConfig;
use crate::lang::{Label, Localized};
use crate::report::Span;

/// A kind of record: its folder, its model, its addresses.
#[derive(Clone, Debug)]
pub struct CollectionConfig {
    /// Its id.
    pub id: String,
    /// What one record, and many, are called.
    pub label: Label,
    /// What it holds.
    pub help: Localized,
    /// The folder of its files.
    pub folder: String,
    /// The address of a record, with `{slug}` where its slug goes.
    pub address: String,
    /// Which field plays which part.
    pub roles: Roles,
    /// The dimensions in their order.
    pub dimensions: Vec<Dimension>,
    /// All fields: first those outside the dimensions, then those of each dimension, in their order.
    pub fields: Vec<Field>,
    /// Tables of identified experiences.
    pub tables: Vec<TableConfig>,
    /// Other observatories whose fichas are identified experiences here.
    pub observatories: Vec<ObservatoryConfig>,
    /// Where the declaration stands.
    pub span: Span,
}

impl CollectionConfig {
    /// The place of a field among the fields.
    pub fn field_at(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }

    /// The folder of the list of its records: the address up to `{slug}`.
    pub fn list_address(&self) -> &str {
        self.address.split("{slug}").next().unwrap_or_default().trim_matches('/')
    }

    /// The fields of the template, whose answers count towards completeness.
    pub fn template(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.fields.iter().enumerate().filter(|(_, field)| field.answer)
    }
}

/// A table whose rows are identified experiences: records that name an experience and no more.
#[derive(Clone, Debug)]
pub struct TableConfig {
    /// The CSV file.
    pub file: String,
    /// For each field, as an index, the header of the column that answers it.
    pub columns: Vec<(usize, String)>,
    /// The column that gives the slug of the full ficha of the same experience, where there is one.
    pub full: Option<String>,
    /// The column that gives the row's own slug; without it the slug is made of the title.
    pub slug: Option<String>,
    /// What stands between several values in a cell.
    pub separator: String,
    /// Where the declaration stands.
    pub span: Span,
}

/// A group of fields.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub label: Localized,
}

/// Which field of a collection plays which part, each as an index into its fields.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    /// What a record is called.
    pub title: usize,
    /// Its acronym.
    pub acronym: Option<usize>,
    /// Its number in the source.
    pub number: Option<usize>,
    /// Two or three sentences on it.
    pub summary: Option<usize>,
    /// When it happened.
    pub period: Option<usize>,
    /// Where.
    pub place: Option<usize>,
    /// In which country, as a term.
    pub country: Option<usize>,
    /// In which territory, as a term.
    pub territory: Option<usize>,
    /// Who took part.
    pub actors: Option<usize>,
    /// Where the record comes from.
    pub source: Option<usize>,
    /// Who wrote the record.
    pub authors: Option<usize>,
    /// When it was written.
    pub published: Option<usize>,
    /// When it was last held against its source.
    pub reviewed: Option<usize>,
    /// The works it cites.
    pub references: Option<usize>,
    /// Records it names as related.
    pub related: Option<usize>,
    /// Its images and documents.
    pub media: Option<usize>,
    /// Doubts about its source.
    pub notes: Option<usize>,
    /// The text before the first heading.
    pub body: Option<usize>,
}
