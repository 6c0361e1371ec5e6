//! The editions of the observatory, newest first.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use crate::catalog::Catalog;
use crate::edition::{self, Edition};

/// The editions.
#[derive(Debug, Serialize)]
pub struct EditionsView {
    /// The editions, newest first.
    pub editions: Vec<EditionView>,
}

/// An edition.
#[derive(Debug, Serialize)]
pub struct EditionView {
    /// What it is called, with its file.
    pub name: Anchor,
    /// Its anchor on the page.
    pub id: String,
    /// The day.
    pub date: String,
    /// How many full records it has.
    pub full: usize,
    /// How many identified ones.
    pub identified: usize,
    /// The edition before, where there is one.
    pub since: Option<String>,
    /// How many records were new.
    pub added: usize,
    /// The records that were there no more, by title.
    pub removed: Vec<String>,
    /// The records that said something else.
    pub changed: Vec<ChangeView>,
}

/// What changed in a record.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// The record, with its page where it still has one.
    pub record: Anchor,
    /// The fields, by name.
    pub fields: Vec<String>,
}

/// The view of the editions.
pub(super) fn view(at: &At<'_>) -> EditionsView {
    let editions = &at.catalog().editions;
    EditionsView { editions: (0..editions.len()).rev().map(|index| one(at, index)).collect() }
}

fn one(at: &At<'_>, index: usize) -> EditionView {
    let editions = &at.catalog().editions;
    let edition = &editions[index];
    let before = index.checked_sub(1).map(|before| &editions[before]);
    let href = Some(at.asset(&edition::path(&edition.name)));
    let title = |id: &String| {
        before.and_then(|before| before.records.get(id)).map_or(id.clone(), |old| old.title.clone())
    };
    EditionView {
        name: Anchor { text: edition.name.clone(), lang: None, href, count: None },
        id: format!("e-{}", crate::fold::slug(&edition.name)),
        date: edition.date.clone(),
        full: edition.counts.values().map(|counts| counts.full).sum(),
        identified: edition.counts.values().map(|counts| counts.identified).sum(),
        since: edition.changes.since.clone(),
        added: edition.changes.added.len(),
        removed: edition.changes.removed.iter().map(title).collect(),
        changed: edition.changes.changed.iter().map(|(id, fields)| change(at, edition, id, fields)).collect(),
    }
}

fn change(at: &At<'_>, edition: &Edition, id: &str, fields: &[String]) -> ChangeView {
    let known = record_at(at.catalog(), id);
    let title = edition.records.get(id).map_or(id, |record| record.title.as_str());
    let model = known.map(|record| at.catalog().model(&at.catalog().records[record]));
    let name = |field: &String| {
        let (id, lang) = field.split_once('@').map_or((field.as_str(), None), |(id, lang)| (id, Some(lang)));
        let declared = model.and_then(|model| Some(&model.fields[model.field_at(id)?]));
        let label = declared.map_or(id.to_owned(), |field| at.text(&field.label).0);
        lang.map_or(label.clone(), |lang| format!("{label} ({lang})"))
    };
    let unlinked = || Anchor { text: title.to_owned(), lang: None, href: None, count: None };
    ChangeView {
        record: known.map_or_else(unlinked, |record| at.record(record)),
        fields: fields.iter().map(name).collect(),
    }
}

/// The record of an id such as `experiencias/coredepa`.
fn record_at(catalog: &Catalog, id: &str) -> Option<usize> {
    let (collection, slug) = id.split_once('/')?;
    let collection = catalog.config.collections.iter().position(|known| known.id == collection)?;
    catalog.record_at(collection, slug)
}
