//! The value of a field, ready to be laid out: one shape per kind.

mod actors;
mod money;
mod pieces;

use serde::Serialize;

use super::Anchor;
use super::links::At;
use crate::config::{Field, Kind};
use crate::plan::PageKey;
use crate::record::{Absence, Answer, Mention, Norm, Record, Value};

pub use actors::{ActorGroup, ParticipationView};
pub use money::{AmountView, FundingView};
pub use pieces::{IndicatorView, MediumView, PeriodView, ReferenceView};

pub(super) use actors::roles;

/// The answer to a field as the page of its record shows it.
#[derive(Debug, Serialize)]
pub struct FieldView {
    /// The field's id, its anchor on the page.
    pub id: String,
    /// The part that the field plays in its collection, where a theme may want to tell it: `notes`, `references`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'static str>,
    /// Its name.
    pub label: Anchor,
    /// Where it stands with the same field of every other record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub across: Option<String>,
    /// The structured value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<ValueView>,
    /// The prose, as HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// The language of the prose and the texts of the value, where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<crate::lang::Lang>,
    /// The id of the absence, where there is neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absence: Option<&'static str>,
    /// Whether the answer is known to be incomplete.
    pub partial: bool,
    /// A remark of the editors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where just this field was taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What is said in answer to a field, wherever it is shown.
#[derive(Debug, Serialize)]
pub struct Said {
    /// The structured value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<ValueView>,
    /// The prose, as HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// The language of the prose and the texts of the value, where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<crate::lang::Lang>,
    /// Whether the answer is known to be incomplete.
    pub partial: bool,
    /// A remark of the editors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where just this was taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A value by its kind; `kind` says which part of the theme lays it out.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ValueView {
    /// A text or a number.
    Line {
        /// The text.
        text: String,
    },
    /// Several texts.
    List {
        /// The texts.
        items: Vec<String>,
    },
    /// A period.
    Period(PeriodView),
    /// A date.
    Date {
        /// Year, month and day: `2026-11-20`.
        date: String,
    },
    /// Terms, each with its page.
    Terms {
        /// The terms.
        terms: Vec<Anchor>,
    },
    /// Other records.
    Records {
        /// The records.
        records: Vec<Anchor>,
    },
    /// A place.
    Place {
        /// The country, where it is given here.
        country: Option<String>,
        /// The territory, where it is given here.
        territory: Option<String>,
        /// Municipalities and localities.
        localities: Vec<String>,
        /// Latitude and longitude, as the language writes them.
        point: Option<(String, String)>,
    },
    /// Actors, grouped by their kind.
    Actors {
        /// The groups in the order of the vocabulary of kinds.
        groups: Vec<ActorGroup>,
        /// How many they are.
        total: usize,
    },
    /// A budget.
    Money {
        /// The amounts.
        amounts: Vec<AmountView>,
        /// Where the money came from.
        sources: Vec<FundingView>,
        /// Whether the share of any of them is known.
        with_shares: bool,
        /// Whether the amount of any of them is known.
        with_amounts: bool,
    },
    /// Norms.
    Norms {
        /// The norms.
        norms: Vec<Norm>,
    },
    /// Indicators.
    Indicators {
        /// The indicators.
        indicators: Vec<IndicatorView>,
    },
    /// Works cited.
    References {
        /// The works.
        references: Vec<ReferenceView>,
    },
    /// Media.
    Media {
        /// The media.
        media: Vec<MediumView>,
    },
    /// Links elsewhere.
    Links {
        /// The links.
        links: Vec<crate::record::Link>,
    },
    /// Yes or no.
    Flag {
        /// Which.
        yes: bool,
    },
}

/// The view of the answer to a field; an unanswered field is shown as not surveyed.
pub(super) fn field(at: &At<'_>, record: &Record, index: usize) -> FieldView {
    let field = &at.catalog().model(record).fields[index];
    let (label, label_lang) = at.text(&field.label);
    let absence = || record.answer(index).and_then(|answer| answer.absence).unwrap_or(Absence::NotSurveyed);
    let has_content = chosen(at, record, index).is_some_and(Answer::has_content);
    let Said { value, html, lang, partial, note, source } = said(at, record, index);
    FieldView {
        id: field.id.clone(),
        role: None,
        label: Anchor { text: label, lang: label_lang, href: None, count: None },
        across: None,
        value,
        html,
        lang,
        absence: (!has_content).then(|| absence().id()),
        partial,
        note,
        source,
    }
}

/// The answer to a field in the language of the page, where it is translated; else as it was given.
fn chosen<'r>(at: &At<'_>, record: &'r Record, field: usize) -> Option<&'r Answer> {
    translated(at, record, field).or(record.answer(field))
}

fn translated<'r>(at: &At<'_>, record: &'r Record, field: usize) -> Option<&'r Answer> {
    let answer = record.translations.get(at.lang)?.get(field)?.as_ref();
    answer.filter(|answer| answer.has_content())
}

/// What a record says in answer to a field.
pub(super) fn said(at: &At<'_>, record: &Record, index: usize) -> Said {
    let field = &at.catalog().model(record).fields[index];
    let answer = record.answer(index);
    let said = chosen(at, record, index);
    let lang = if translated(at, record, index).is_some() { at.lang } else { record.lang };
    Said {
        value: said
            .and_then(|said| said.value.as_ref())
            .or_else(|| answer?.value.as_ref())
            .map(|known| value(at, field, known)),
        html: said.and_then(|said| said.text.as_ref()).map(|text| at.html(text)),
        lang: (lang != at.lang).then_some(lang),
        partial: answer.is_some_and(|answer| answer.partial),
        note: answer.and_then(|answer| answer.note.clone()),
        source: answer.and_then(|answer| answer.source.clone()),
    }
}

/// The view of a value.
pub(super) fn value(at: &At<'_>, field: &Field, value: &Value) -> ValueView {
    match value {
        Value::Line(text) => ValueView::Line { text: text.clone() },
        Value::Number(text) => ValueView::Line { text: text.clone() },
        Value::Date(date) => ValueView::Date { date: date.to_string() },
        Value::Flag(yes) => ValueView::Flag { yes: *yes },
        Value::List(items) => ValueView::List { items: items.clone() },
        Value::Period(period) => ValueView::Period(PeriodView::of(period)),
        Value::Terms(mentions) => ValueView::Terms { terms: terms(at, field, mentions) },
        Value::Records(mentions) => ValueView::Records {
            records: mentions.iter().filter_map(|mention| Some(at.record(mention.target?))).collect(),
        },
        Value::Place(known) => pieces::place(at, known),
        Value::Actors(parts) => ValueView::Actors { groups: actors::groups(at, parts), total: parts.len() },
        Value::Money(known) => money::money(at, known),
        Value::Norms(norms) => ValueView::Norms { norms: norms.clone() },
        Value::Indicators(known) => {
            ValueView::Indicators { indicators: known.iter().map(pieces::indicator).collect() }
        }
        Value::References(known) => {
            ValueView::References { references: known.iter().map(pieces::reference).collect() }
        }
        Value::Media(known) => {
            ValueView::Media { media: known.iter().map(|medium| pieces::medium(at, medium)).collect() }
        }
        Value::Links(links) => ValueView::Links { links: links.clone() },
    }
}

fn terms(at: &At<'_>, field: &Field, mentions: &[Mention]) -> Vec<Anchor> {
    debug_assert!(field.kind == Kind::Terms);
    let Some(taxonomy) = field.taxonomy.as_deref().and_then(|id| at.catalog().taxonomy_at(id)) else {
        return Vec::new();
    };
    mentions.iter().filter_map(|mention| Some(at.term(taxonomy, mention.target?))).collect()
}

/// The page of the list that a record stands in, for orientation.
pub(super) fn list_of(at: &At<'_>, record: &Record) -> String {
    at.page(PageKey::Collection(record.collection, 0))
}
