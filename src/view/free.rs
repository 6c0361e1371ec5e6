//! Free pages, the glossary, the model, the error page.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use crate::lang::{Lang, Localized};
use crate::record::{Absence, Answer};

/// A free page.
#[derive(Debug, Serialize)]
pub struct FreeView {
    /// Its title.
    pub title: Anchor,
    /// Its text, as HTML.
    pub html: String,
    /// The language of the text, where it is not the page's.
    pub lang: Option<Lang>,
    /// Its headings of the first level, for a table of contents.
    pub contents: Vec<Anchor>,
}

/// The glossary.
#[derive(Debug, Serialize)]
pub struct GlossaryView {
    /// The entries in alphabetical order.
    pub entries: Vec<EntryView>,
}

/// An entry of the glossary.
#[derive(Debug, Serialize)]
pub struct EntryView {
    /// Its anchor.
    pub id: String,
    /// The term.
    pub term: String,
    /// Other spellings.
    pub also: Vec<String>,
    /// What it stands for.
    pub meaning: Anchor,
    /// What that is.
    pub definition: Anchor,
    /// The country in which it is used.
    pub country: Option<String>,
}

/// The model of a collection: what each field asks for, and how it is answered.
#[derive(Debug, Serialize)]
pub struct ModelView {
    /// What a record is called.
    pub collection: Anchor,
    /// How many full records there are.
    pub total: usize,
    /// The dimensions with their fields.
    pub dimensions: Vec<ModelDimension>,
}

/// A dimension of the model.
#[derive(Debug, Serialize)]
pub struct ModelDimension {
    /// Its heading.
    pub label: Anchor,
    /// Its fields.
    pub fields: Vec<ModelField>,
}

/// A field of the model.
#[derive(Debug, Serialize)]
pub struct ModelField {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: Anchor,
    /// What it asks for.
    pub help: Anchor,
    /// Where it stands with the answers of all records.
    pub across: Option<String>,
    /// The name of its kind.
    pub kind: &'static str,
    /// How many records answer it by a value or a text.
    pub answered: usize,
    /// The others by kind of absence, where there are any.
    pub absences: Vec<(&'static str, usize)>,
}

/// The error page has nothing of its own.
#[derive(Debug, Serialize)]
pub struct NotFoundView {}

/// The view of a free page.
pub(super) fn view(at: &At<'_>, index: usize) -> FreeView {
    let page = &at.catalog().pages[index];
    let text = page.text.best(at.lang);
    let headings = text.map(|(_, text)| text.headings.as_slice()).unwrap_or_default();
    let contents = headings.iter().filter(|heading| heading.level == 2).map(|heading| Anchor {
        text: heading.text.clone(),
        lang: None,
        href: Some(format!("#{}", heading.id)),
        count: None,
    });
    FreeView {
        title: said(at, &page.title),
        html: text.map(|(_, text)| at.html(text)).unwrap_or_default(),
        lang: text.map(|(lang, _)| lang).filter(|lang| *lang != at.lang),
        contents: contents.collect(),
    }
}

fn said(at: &At<'_>, text: &Localized) -> Anchor {
    let (text, lang) = at.text(text);
    Anchor { text, lang, href: None, count: None }
}

/// The view of the glossary.
pub(super) fn glossary(at: &At<'_>) -> GlossaryView {
    let entry = |entry: &crate::glossary::Entry| EntryView {
        id: crate::fold::slug(&entry.term),
        term: entry.term.clone(),
        also: entry.also.clone(),
        meaning: said(at, &entry.meaning),
        definition: said(at, &entry.definition),
        country: entry.country.clone(),
    };
    GlossaryView { entries: at.catalog().glossary.iter().map(entry).collect() }
}

/// The view of the model of a collection.
pub(super) fn model(at: &At<'_>, collection: usize) -> ModelView {
    let catalog = at.catalog();
    let config = &catalog.config.collections[collection];
    let records: Vec<usize> =
        catalog.of_collection(collection).filter(|record| !catalog.records[*record].identified).collect();
    let field = |index: usize| {
        let answers: Vec<Option<&Answer>> =
            records.iter().map(|record| catalog.records[*record].answer(index)).collect();
        let absent = |absence: Absence| {
            let missing = answers.iter().filter(|answer| !answer.is_some_and(Answer::has_content));
            missing
                .filter(|answer| {
                    answer.and_then(|answer| answer.absence).unwrap_or(Absence::NotSurveyed) == absence
                })
                .count()
        };
        ModelField {
            id: config.fields[index].id.clone(),
            label: said(at, &config.fields[index].label),
            help: said(at, &config.fields[index].help),
            across: super::across::link(at, collection, index),
            kind: config.fields[index].kind.name(),
            answered: answers.iter().filter(|answer| answer.is_some_and(Answer::has_content)).count(),
            absences: Absence::ALL
                .into_iter()
                .map(|absence| (absence.id(), absent(absence)))
                .filter(|(_, count)| *count > 0)
                .collect(),
        }
    };
    let dimension = |index: usize| ModelDimension {
        label: said(at, &config.dimensions[index].label),
        fields: config
            .template()
            .filter(|(_, declared)| declared.dimension == Some(index))
            .map(|(index, _)| field(index))
            .collect(),
    };
    ModelView {
        collection: super::shell::anchor(at, crate::plan::PageKey::Collection(collection, 0)),
        total: records.len(),
        dimensions: (0..config.dimensions.len()).map(dimension).collect(),
    }
}
