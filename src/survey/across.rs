//! One field across all records: who answers it, grouped, and who does not, by the reason; cut into pages by weight.

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::config::{CollectionConfig, Kind};
use crate::record::{Absence, Answer, Record, Value};

/// What the records of a slice have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// They answer, and are classified by this term first, or by one under it.
    Term(usize, usize),
    /// They answer, and nothing classifies them.
    Unclassified,
    /// They do not answer, for this reason.
    Absent(Absence),
}

/// Records of a group that stand on the same page.
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    /// The group.
    pub group: Group,
    /// How many records the whole group has.
    pub total: usize,
    /// Whether the group began on an earlier page.
    pub continued: bool,
    /// The records, in order.
    pub records: Vec<usize>,
}

/// A page: its slices.
pub type Page = Vec<Slice>;

/// How heavy a page may become, in bytes of its own content; navigation comes on top.
const HEAVIEST: usize = 230_000;

/// The pages of every field of every collection.
pub fn all(catalog: &Catalog) -> Vec<Vec<Vec<Page>>> {
    let collections = 0..catalog.config.collections.len();
    let fields = |collection: usize| {
        let fields = 0..catalog.config.collections[collection].fields.len();
        fields.into_par_iter().map(move |field| pages(catalog, collection, field)).collect()
    };
    collections.map(fields).collect()
}

/// The pages of a field; none for the field that is the title, and for one that no record speaks of.
pub fn pages(catalog: &Catalog, collection: usize, field: usize) -> Vec<Page> {
    let model = &catalog.config.collections[collection];
    if field == model.roles.title {
        return Vec::new();
    }
    let by = grouping(catalog, model, field);
    let mut told: Vec<(Group, usize)> = Vec::new();
    for at in catalog.of_collection(collection) {
        told.extend(group(catalog, model, by, field, at).map(|group| (group, at)));
    }
    told.sort();
    cut(catalog, field, told)
}

/// The taxonomy by which answers are grouped: the field's own, otherwise the first that every record must name.
fn grouping(catalog: &Catalog, model: &CollectionConfig, field: usize) -> Option<usize> {
    let own = model.fields[field].taxonomy.as_deref();
    let first = || {
        let mut required = model.fields.iter().filter(|field| field.required && field.kind == Kind::Terms);
        required.find_map(|field| field.taxonomy.as_deref())
    };
    catalog.taxonomy_at(own.or_else(first)?)
}

/// The group of a record; none where the question is not put to it.
fn group(catalog: &Catalog, model: &CollectionConfig, by: Option<usize>, field: usize, at: usize) -> Option<Group> {
    let record = &catalog.records[at];
    let answer = record.answer(field);
    if !answer.is_some_and(Answer::has_content) {
        return absent(record, answer, model.fields[field].answer).map(Group::Absent);
    }
    let Some(by) = by else { return Some(Group::Unclassified) };
    let own = model.fields[field].taxonomy.as_deref() == Some(catalog.config.taxonomies[by].id.as_str());
    let first = if own { record.terms(field).min() } else { catalog.terms_of(at, by).first().copied() };
    Some(match first {
        Some(term) if own => Group::Term(by, term),
        Some(term) => Group::Term(by, catalog.taxonomies[by].ancestry(term).last().copied().unwrap_or(term)),
        None => Group::Unclassified,
    })
}

/// Why a record does not answer; none where it is not asked: an identified one, or outside the template.
pub fn absent(record: &Record, answer: Option<&Answer>, asked: bool) -> Option<Absence> {
    let said = answer.and_then(|answer| answer.absence);
    let asked = asked && !record.identified;
    said.or(asked.then_some(Absence::NotSurveyed))
}

/// The pages: groups in order, a new page where the next record would make it too heavy.
fn cut(catalog: &Catalog, field: usize, told: Vec<(Group, usize)>) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut heavy = HEAVIEST;
    for same in told.chunk_by(|a, b| a.0 == b.0) {
        let (group, total) = (same[0].0, same.len());
        let mut continued = false;
        let mut fresh = true;
        for (_, at) in same {
            let weight = if matches!(group, Group::Absent(_)) { 260 } else { weight(&catalog.records[*at], field) };
            if heavy + weight > HEAVIEST {
                pages.push(Page::new());
                (heavy, fresh) = (0, true);
            }
            heavy += weight;
            let Some(page) = pages.last_mut() else { continue };
            if fresh {
                page.push(Slice { group, total, continued, records: Vec::new() });
                (fresh, continued) = (false, true);
            }
            if let Some(slice) = page.last_mut() {
                slice.records.push(*at);
            }
        }
    }
    pages
}

/// About how many bytes an answer takes on a page.
fn weight(record: &Record, field: usize) -> usize {
    let Some(answer) = record.answer(field) else { return 400 };
    let value = match &answer.value {
        None => 0,
        Some(Value::Line(text)) => text.len(),
        Some(Value::List(items)) => items.iter().map(|item| item.len() + 20).sum(),
        Some(Value::Terms(mentions) | Value::Records(mentions)) => 180 * mentions.len(),
        Some(Value::Actors(parts)) => parts.iter().map(|part| 420 + part.note.as_ref().map_or(0, String::len)).sum(),
        Some(Value::Money(money)) => 300 * (money.amounts.len() + money.sources.len()),
        Some(Value::Norms(norms)) => 450 * norms.len(),
        Some(Value::Indicators(indicators)) => 600 * indicators.len(),
        Some(Value::References(references)) => 500 * references.len(),
        Some(Value::Media(media)) => 500 * media.len(),
        Some(Value::Links(links)) => 300 * links.len(),
        Some(_) => 200,
    };
    let prose = answer.text.as_ref().map_or(0, |text| text.html.len() + text.html.len() / 8);
    700 + value + prose + answer.note.as_ref().map_or(0, String::len)
}

/// The page, from 0, on which a group begins.
pub fn begins(pages: &[Page], group: Group) -> Option<usize> {
    pages.iter().position(|page| page.iter().any(|slice| slice.group == group))
}

/// The groups of a field with how many records each has, in order.
pub fn groups(pages: &[Page]) -> Vec<(Group, usize)> {
    let slices = pages.iter().flatten().filter(|slice| !slice.continued);
    slices.map(|slice| (slice.group, slice.total)).collect()
}
