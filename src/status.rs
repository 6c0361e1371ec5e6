//! How far the work on an observatory has come: what is answered, what is missing and why, what waits longest.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::Catalog;
use crate::config::{CollectionConfig, Kind};
use crate::record::{Absence, Answer, Record, Value, completeness};
use crate::survey::sets::{BANDS, Band, band};

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
    /// The full records that were dated longest ago, those without a date first.
    pub oldest: Vec<Dated>,
}

/// How a question is answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FieldStatus {
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

/// A record with questions that nobody has looked into.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Waiting {
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
}

/// How often something is used.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Use {
    /// `tema/pesca`, `fosis`.
    pub id: String,
    /// In how many records.
    pub records: usize,
}

/// How far the work has come.
pub fn status(catalog: &Catalog) -> Status {
    let collections = 0..catalog.config.collections.len();
    let terms = catalog.config.taxonomies.iter().zip(&catalog.taxonomies).enumerate().flat_map(
        |(at, (own, taxonomy))| {
            let used = move |(term, one): (usize, &crate::vocabulary::Term)| Use {
                id: format!("{}/{}", own.id, one.id),
                records: catalog.with_term(at, term).len(),
            };
            taxonomy.terms.iter().enumerate().map(used)
        },
    );
    let actors = catalog.actors.iter().enumerate();
    let actors =
        actors.map(|(at, actor)| Use { id: actor.id.clone(), records: catalog.with_actor(at).len() });
    let mut rare_terms: Vec<Use> = terms.filter(|term| term.records < 2).collect();
    let mut rare_actors: Vec<Use> = actors.filter(|actor| actor.records < 2).collect();
    rare_terms.sort_by_key(|term| term.records);
    rare_actors.sort_by_key(|actor| actor.records);
    Status { collections: collections.map(|at| collection(catalog, at)).collect(), rare_terms, rare_actors }
}

fn collection(catalog: &Catalog, at: usize) -> CollectionStatus {
    let model = &catalog.config.collections[at];
    let all: Vec<&Record> = catalog.of_collection(at).map(|at| &catalog.records[at]).collect();
    let full: Vec<&Record> = all.iter().copied().filter(|record| !record.identified).collect();
    let in_band = |wanted: Band| {
        full.iter().filter(|record| band(completeness(record, model).percent) == wanted).count()
    };
    let mut fields: Vec<FieldStatus> =
        model.template().map(|(field, _)| answered(&full, model, field)).collect();
    fields.sort_by_key(|field| field.answered);
    CollectionStatus {
        id: model.id.clone(),
        full: full.len(),
        identified: all.iter().filter(|record| record.identified && record.elsewhere.is_none()).count(),
        bands: BANDS.into_iter().map(|band| (band, in_band(band))).filter(|(_, count)| *count > 0).collect(),
        fields,
        sources: sources(&full, model),
        unfinished: unfinished(&full, model),
        oldest: oldest(&full, model),
    }
}

/// Why a question of the template has no answer; nothing where it has one.
fn absence(record: &Record, field: usize) -> Option<Absence> {
    match record.answer(field) {
        Some(answer) if answer.has_content() => None,
        answer => Some(answer.and_then(|answer| answer.absence).unwrap_or(Absence::NotSurveyed)),
    }
}

fn answered(full: &[&Record], model: &CollectionConfig, field: usize) -> FieldStatus {
    let mut status = FieldStatus { field: model.fields[field].id.clone(), ..FieldStatus::default() };
    for record in full {
        match absence(record, field) {
            Some(absence) => *status.absences.entry(absence.id()).or_default() += 1,
            None => status.answered += 1,
        }
        status.partial += usize::from(record.answer(field).is_some_and(|answer: &Answer| answer.partial));
    }
    status
}

fn sources(full: &[&Record], model: &CollectionConfig) -> Vec<SourceStatus> {
    let Some(role) = model.roles.source else { return Vec::new() };
    let mut sources: BTreeMap<String, SourceStatus> = BTreeMap::new();
    for record in full {
        let source = match record.answer(role).and_then(|answer| answer.value.as_ref()) {
            Some(Value::Terms(terms)) => terms.first().map(|term| term.written.clone()).unwrap_or_default(),
            _ => String::new(),
        };
        let status = sources
            .entry(source.clone())
            .or_insert_with(|| SourceStatus { source, ..SourceStatus::default() });
        status.records += 1;
        for absence in model.template().filter_map(|(field, _)| absence(record, field)) {
            *status.absences.entry(absence.id()).or_default() += 1;
        }
    }
    sources.into_values().collect()
}

fn unfinished(full: &[&Record], model: &CollectionConfig) -> Vec<Waiting> {
    let waiting = |record: &&Record| {
        model.template().filter(|(field, _)| absence(record, *field) == Some(Absence::NotSurveyed)).count()
    };
    let all = full.iter().map(|record| Waiting { slug: record.slug.clone(), questions: waiting(record) });
    let mut all: Vec<Waiting> = all.filter(|one| one.questions > 0).collect();
    all.sort_by(|a, b| b.questions.cmp(&a.questions).then_with(|| a.slug.cmp(&b.slug)));
    all.truncate(NAMED);
    all
}

fn oldest(full: &[&Record], model: &CollectionConfig) -> Vec<Dated> {
    let role = model.roles.published.filter(|field| model.fields[*field].kind == Kind::Date);
    let Some(field) = role else { return Vec::new() };
    let date = |record: &Record| match record.answer(field).and_then(|answer| answer.value.as_ref()) {
        Some(Value::Date(date)) => Some(date.to_string()),
        _ => None,
    };
    let mut all: Vec<Dated> =
        full.iter().map(|record| Dated { date: date(record), slug: record.slug.clone() }).collect();
    all.sort();
    all.truncate(NAMED);
    all
}
