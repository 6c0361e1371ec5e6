//! The page of a record: its facts, then every dimension and field in the model's order.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::value::{self, FieldView};
use crate::config::{Kind, Roles};
use crate::plan::PageKey;
use crate::record::{Answer, Completeness, completeness};

/// A record.
#[derive(Debug, Serialize)]
pub struct RecordView {
    /// Its title.
    pub title: Anchor,
    /// Its acronym, where the title does not hold it.
    pub acronym: Option<String>,
    /// Its number in the source.
    pub number: Option<String>,
    /// What one record of its collection is called.
    pub collection: Anchor,
    /// Whether it only names an experience.
    pub identified: bool,
    /// For an identified experience, the full record of the same.
    pub full: Option<Anchor>,
    /// For a full record, the identified experiences that are the same.
    pub rows: Vec<Anchor>,
    /// Two or three sentences on it, as HTML.
    pub summary: Option<FieldView>,
    /// The same as plain text, for metadata.
    pub brief: Option<Anchor>,
    /// What dates, places and classifies it, for the head of the page; the name of a fact leads to its field, where
    /// that stands in a dimension.
    pub facts: Vec<FieldView>,
    /// The dimensions with their fields.
    pub dimensions: Vec<DimensionView>,
    /// The other fields that have something to say.
    pub more: Vec<FieldView>,
    /// How much of the template is answered.
    pub completeness: Completeness,
    /// How to cite it.
    pub cite: super::cite::CiteView,
    /// Its place in the list, from 1, and the length of the list.
    pub position: (usize, usize),
    /// Where it is, as SVG.
    pub map: Option<String>,
    /// The records most like it, with the reason.
    pub related: Vec<super::related::RelatedView>,
    /// The language in which the page says what is not translated, where there is any.
    pub untranslated: Option<crate::lang::Lang>,
    /// What happened to it, where that is known.
    pub history: Option<super::history::HistoryView>,
    /// The record before it.
    pub previous: Option<Anchor>,
    /// The record after it.
    pub next: Option<Anchor>,
}

/// A dimension with its fields.
#[derive(Debug, Serialize)]
pub struct DimensionView {
    /// Its id, its anchor on the page.
    pub id: String,
    /// Its heading.
    pub label: Anchor,
    /// Its fields in the model's order.
    pub fields: Vec<FieldView>,
}

/// The view of a record.
pub(super) fn view(at: &At<'_>, index: usize) -> RecordView {
    let catalog = at.catalog();
    let record = &catalog.records[index];
    let model = catalog.model(record);
    let roles = &model.roles;
    let (title, lang) = at.title(index);
    let field = |field: usize| FieldView {
        role: role(roles, field),
        across: super::across::link(at, record.collection, field),
        ..value::field(at, record, field)
    };
    let fact = |at: usize| {
        let view = field(at);
        let href = model.fields[at].dimension.map(|_| format!("#{}", view.id));
        FieldView { label: Anchor { href, ..view.label.clone() }, ..view }
    };
    let classified =
        (0..model.fields.len()).filter(|at| model.fields[*at].dimension.is_some() && !record.identified);
    let classified =
        classified.filter(|at| model.fields[*at].kind == Kind::Terms && record.terms(*at).next().is_some());
    let own = [Some(roles.title), roles.acronym, roles.number, roles.summary];
    let said = |at: &usize| record.answer(*at).is_some_and(Answer::is_given);
    let outside: Vec<usize> = (0..model.fields.len())
        .filter(|at| model.fields[*at].dimension.is_none() && !own.contains(&Some(*at)))
        .collect();
    let (facts, more): (Vec<usize>, Vec<usize>) =
        outside.into_iter().filter(said).partition(|at| is_fact(model.fields[*at].kind));
    let dimensions = model.dimensions.iter().enumerate().map(|(dimension, declared)| DimensionView {
        id: declared.id.clone(),
        label: {
            let (text, lang) = at.text(&declared.label);
            Anchor { text, lang, href: None, count: None }
        },
        fields: (0..model.fields.len())
            .filter(|at| model.fields[*at].dimension == Some(dimension))
            .map(field)
            .collect(),
    });
    let (position, previous, next) = neighbours(at, index);
    let mut view = RecordView {
        acronym: acronym(record.line(roles.acronym), &title),
        title: Anchor { text: title, lang, href: None, count: None },
        number: record.line(roles.number).map(str::to_owned),
        collection: Anchor { href: Some(value::list_of(at, record)), ..anchor_one(at, &model.label.one) },
        identified: record.identified,
        full: catalog.full_of(index).map(|full| at.record(full)),
        rows: catalog.rows_of(index).iter().map(|row| at.record(*row)).collect(),
        summary: roles.summary.filter(said).map(field),
        brief: super::list::summary(at, index),
        facts: roles
            .period
            .filter(said)
            .into_iter()
            .chain(facts)
            .chain(classified)
            .chain(roles.actors.filter(said))
            .map(fact)
            .collect(),
        dimensions: if record.identified { Vec::new() } else { dimensions.collect() },
        more: more.into_iter().map(field).collect(),
        completeness: completeness(record, model),
        cite: super::cite::view(at, index),
        position,
        map: super::map::locator(at, index),
        related: super::related::view(at, index),
        untranslated: None,
        history: super::history::view(at, index),
        previous,
        next,
    };
    view.untranslated = untranslated(&view);
    let dimensions = view.dimensions.iter_mut().flat_map(|dimension| &mut dimension.fields);
    super::explain::fields(at, view.summary.iter_mut().chain(dimensions).chain(&mut view.more));
    view
}

/// The language of the texts that are not in that of the page.
fn untranslated(view: &RecordView) -> Option<crate::lang::Lang> {
    let fields = view.dimensions.iter().flat_map(|dimension| &dimension.fields);
    let texts = view.summary.iter().chain(fields).chain(&view.more).filter(|field| field.html.is_some());
    texts.filter_map(|field| field.lang).next()
}

/// An acronym, unless the title holds it already.
pub(super) fn acronym(acronym: Option<&str>, title: &str) -> Option<String> {
    acronym.filter(|acronym| !title.contains(acronym)).map(str::to_owned)
}

fn anchor_one(at: &At<'_>, text: &crate::lang::Localized) -> Anchor {
    let (text, lang) = at.text(text);
    Anchor { text, lang, href: None, count: None }
}

/// The part a field plays, where it is one that a theme may want to set apart.
fn role(roles: &Roles, field: usize) -> Option<&'static str> {
    let parts = [
        ("notes", roles.notes),
        ("references", roles.references),
        ("related", roles.related),
        ("media", roles.media),
        ("authors", roles.authors),
        ("actors", roles.actors),
    ];
    parts.into_iter().find(|(_, known)| *known == Some(field)).map(|(name, _)| name)
}

/// Whether a field outside the dimensions is one of the facts at the head of the page.
fn is_fact(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Terms | Kind::Place | Kind::Period | Kind::Number | Kind::Line | Kind::Date | Kind::Flag
    )
}

/// The place of a record in its list, from 1, the list's length, and its neighbours.
fn neighbours(at: &At<'_>, index: usize) -> ((usize, usize), Option<Anchor>, Option<Anchor>) {
    let catalog = at.catalog();
    let collection = catalog.records[index].collection;
    let (first, last) = catalog.range_of(collection);
    // Those of other observatories come after one's own.
    let last = first + catalog.records[first..last].partition_point(|record| record.elsewhere.is_none());
    let same = |other: &usize| (first..last).contains(other);
    let previous = index.checked_sub(1).filter(same).map(|other| at.record(other));
    let next = Some(index + 1).filter(same).map(|other| at.record(other));
    ((index - first + 1, last - first), previous, next)
}

/// The address of a record, below the site, in the main language.
pub fn address(catalog: &crate::catalog::Catalog, index: usize) -> String {
    PageKey::Record(index).address(catalog, catalog.config.site.languages[0])
}
