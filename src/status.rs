//! How far the work on an observatory has come: what is answered, what is missing and why, what waits longest.

mod progress;
mod uses;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::survey::sets::Band;
use crate::translation::{Untranslated, untranslated};

/// How many of a list are named.
const NAMED: usize = 10;

/// How far the work has come.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Status {
    /// The collections in their order.
    pub collections: Vec<CollectionStatus>,
    /// The terms that no record, or only one, is classified by.
    pub rare_terms: Vec<Use>,
    /// The actors that no record, or only one, names.
    pub rare_actors: Vec<Use>,
    /// Terms of one vocabulary whose names are so near that one may be meant by both.
    pub alike_terms: Vec<[Use; 2]>,
    /// Actors whose names are.
    pub alike_actors: Vec<[Use; 2]>,
    /// What the languages of the site lack.
    pub untranslated: Vec<Untranslated>,
}

/// A collection.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CollectionStatus {
    /// Its id.
    pub id: String,
    /// Full records.
    pub full: usize,
    /// Those that only name an experience.
    pub identified: usize,
    /// How many full records answer so much of their template, in per cent, from the fullest.
    pub bands: Vec<(Band, usize)>,
    /// The questions of the template, those least answered first.
    pub fields: Vec<FieldStatus>,
    /// The same absences by the source of the records, where a field tells it.
    pub sources: Vec<SourceStatus>,
    /// The full records with most questions that nobody has looked into yet.
    pub unfinished: Vec<Waiting>,
    /// Those that are drafts, which are not published and not counted above.
    pub drafts: Vec<DraftStatus>,
    /// How many full records nobody has reviewed since they were written.
    pub unreviewed: usize,
    /// The oldest of these, those without a date first.
    pub oldest_unreviewed: Vec<Dated>,
}

/// How a question is answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FieldStatus {
    /// Its place in the collection.
    #[serde(skip)]
    pub at: usize,
    /// The field.
    pub field: String,
    /// How many answer it.
    pub answered: usize,
    /// How many of these only in part.
    pub partial: usize,
    /// The others, by kind of absence.
    pub absences: BTreeMap<&'static str, usize>,
}

/// What is missing in the records from a source.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SourceStatus {
    /// The term of the source; empty where none is told.
    pub source: String,
    /// How many full records come from it.
    pub records: usize,
    /// Their unanswered questions, by kind of absence.
    pub absences: BTreeMap<&'static str, usize>,
}

/// A draft.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DraftStatus {
    /// Its slug.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// How many questions of the template it leaves open.
    pub questions: usize,
}

/// A record with questions that nobody has looked into.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Waiting {
    /// Its place in the catalog.
    #[serde(skip)]
    pub record: usize,
    /// Its slug.
    pub slug: String,
    /// How many questions wait.
    pub questions: usize,
}

/// A record with the day it was last dated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Dated {
    /// The day, month or year, where it is told.
    pub date: Option<String>,
    /// Its slug.
    pub slug: String,
    /// Its place in the catalog.
    #[serde(skip)]
    pub record: usize,
}

/// How often something is used.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Use {
    /// Its place: of a term the taxonomy and the term, of an actor the actor twice.
    #[serde(skip)]
    pub at: (usize, usize),
    /// `tema/pesca`, `fosis`.
    pub id: String,
    /// In how many records.
    pub records: usize,
}

/// How far the work has come.
pub fn status(catalog: &Catalog) -> Status {
    let collections = 0..catalog.config.collections.len();
    let (terms, actors) = (uses::terms(catalog), uses::actors(catalog));
    Status {
        collections: collections.map(|at| progress::collection(catalog, at)).collect(),
        rare_terms: uses::rare(terms.iter().flatten()),
        rare_actors: uses::rare(actors.iter()),
        alike_terms: terms.iter().flat_map(|terms| uses::alike(terms)).collect(),
        alike_actors: uses::alike(&actors),
        untranslated: untranslated(catalog),
    }
}
