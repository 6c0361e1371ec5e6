//! What the records of a collection answer, and what waits.

use std::collections::BTreeMap;

use super::{CollectionStatus, Dated, DraftStatus, FieldStatus, NAMED, SourceStatus, Waiting};
use crate::catalog::Catalog;
use crate::config::{CollectionConfig, Kind};
use crate::date::Date;
use crate::record::{Absence, Answer, Record, Value, completeness};
use crate::survey::sets::{BANDS, Band, band};

pub(super) fn collection(catalog: &Catalog, at: usize) -> CollectionStatus {
    let model = &catalog.config.collections[at];
    let all = catalog.of_collection(at);
    let placed: Vec<usize> = all.clone().filter(|at| !catalog.records[*at].identified).collect();
    let full: Vec<&Record> = placed.iter().map(|at| catalog.records[*at].as_ref()).collect();
    let unreviewed = unreviewed(catalog, &placed, model);
    let in_band = |wanted: Band| {
        full.iter().filter(|record| band(completeness(record, model).percent) == wanted).count()
    };
    let mut fields: Vec<FieldStatus> =
        model.template().map(|(field, _)| answered(&full, model, field)).collect();
    fields.sort_by_key(|field| field.answered);
    CollectionStatus {
        id: model.id.clone(),
        full: full.len(),
        identified: catalog.tally(all.clone()).identified,
        bands: BANDS.into_iter().map(|band| (band, in_band(band))).filter(|(_, count)| *count > 0).collect(),
        fields,
        sources: sources(&full, model),
        unfinished: unfinished(catalog, &placed, model),
        drafts: drafts(catalog, at, model),
        unreviewed: unreviewed.len(),
        oldest_unreviewed: unreviewed.into_iter().take(NAMED).collect(),
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
    let mut status =
        FieldStatus { at: field, field: model.fields[field].id.clone(), ..FieldStatus::default() };
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

/// How many questions of the template a record leaves to be looked into.
fn open_questions(record: &Record, model: &CollectionConfig) -> usize {
    model.template().filter(|(field, _)| absence(record, *field) == Some(Absence::NotSurveyed)).count()
}

fn unfinished(catalog: &Catalog, full: &[usize], model: &CollectionConfig) -> Vec<Waiting> {
    let waiting = |at: &usize| {
        let record = &catalog.records[*at];
        Waiting { record: *at, slug: record.slug.clone(), questions: open_questions(record, model) }
    };
    let mut all: Vec<Waiting> = full.iter().map(waiting).filter(|one| one.questions > 0).collect();
    all.sort_by(|a, b| b.questions.cmp(&a.questions).then_with(|| a.slug.cmp(&b.slug)));
    all.truncate(NAMED);
    all
}

fn drafts(catalog: &Catalog, collection: usize, model: &CollectionConfig) -> Vec<DraftStatus> {
    let own = catalog.drafts.iter().filter(|draft| draft.collection == collection);
    let drafts = own.map(|draft| DraftStatus {
        slug: draft.slug.clone(),
        title: draft.line(Some(model.roles.title)).unwrap_or(&draft.slug).to_owned(),
        questions: open_questions(draft, model),
    });
    drafts.collect()
}

/// The records that nobody has reviewed since the day they give as theirs, the oldest first.
fn unreviewed(catalog: &Catalog, full: &[usize], model: &CollectionConfig) -> Vec<Dated> {
    let mut all: Vec<Dated> = Vec::new();
    for at in full {
        let record = &catalog.records[*at];
        let written = date(record, model.roles.published, model);
        let reviewed = date(record, model.roles.reviewed, model);
        if reviewed.is_none_or(|day| written.is_some_and(|written| written > day)) {
            let date = written.map(|date| date.to_string());
            all.push(Dated { date, slug: record.slug.clone(), record: *at });
        }
    }
    all.sort();
    all
}

fn date(record: &Record, role: Option<usize>, model: &CollectionConfig) -> Option<Date> {
    let field = role.filter(|field| model.fields[*field].kind == Kind::Date)?;
    match record.answer(field)?.value.as_ref()? {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}
