//! What the observatory holds, in numbers and bars; every number leads to what it counts.

use serde::Serialize;

use super::Anchor;
use super::held::{Held, held, told_twice};
use super::links::At;
use super::listing::{link, records_of};
use super::shell;
use crate::figure::bars::{Column, bar, columns};
use crate::plan::PageKey;
use crate::record::Absence;
use crate::survey::across::Group;
use crate::survey::sets::{BANDS, Set};

/// The page of figures.
#[derive(Debug, Serialize)]
pub struct TotalsView {
    /// The collections: full and identified records.
    pub collections: Vec<CollectionTotals>,
    /// How many actors, with their page.
    pub actors: Option<Anchor>,
    /// What is classified: the records of every collection.
    pub held: Vec<Held>,
    /// By taxonomy.
    pub taxonomies: Vec<TaxonomyTotals>,
    /// The actors of most records.
    pub present: Vec<Bar>,
}

/// What is counted of a collection.
#[derive(Debug, Serialize)]
pub struct CollectionTotals {
    /// The collection with the number of its records.
    pub collection: Anchor,
    /// Full and identified.
    pub states: Vec<Bar>,
    /// How many of those identified are told in full by another record.
    pub told_twice: usize,
    /// How many began in each year, as SVG.
    pub years: Option<String>,
    /// The same as a list.
    pub year_list: Vec<Anchor>,
    /// How much of the template the full ones answer.
    pub bands: Vec<Bar>,
    /// How often each field of the template is not answered, most often first.
    pub absences: Vec<FieldAbsences>,
}

/// How a field is answered.
#[derive(Debug, Serialize)]
pub struct FieldAbsences {
    /// The field with the number of those who answer.
    pub field: Bar,
    /// The reasons of the others: the id, how many, where they are listed.
    pub absences: Vec<(&'static str, Anchor)>,
}

/// A line with a bar.
#[derive(Debug, Serialize)]
pub struct Bar {
    /// What is counted, how many, and where they are.
    pub label: Anchor,
    /// How many of them only name an experience.
    pub identified: usize,
    /// The bar, as SVG.
    pub bar: String,
    /// How deep it stands under broader ones.
    pub depth: usize,
}

/// How many records each term of a taxonomy classifies.
#[derive(Debug, Serialize)]
pub struct TaxonomyTotals {
    /// The taxonomy.
    pub taxonomy: Anchor,
    /// Its terms with their records; the last may be those that say nothing.
    pub terms: Vec<Bar>,
    /// How many terms are left out here.
    pub left_out: usize,
}

/// The view of the page.
pub(super) fn view(at: &At<'_>) -> TotalsView {
    let catalog = at.catalog();
    let actors = catalog
        .config
        .actors
        .as_ref()
        .map(|_| Anchor { count: Some(catalog.actors.len()), ..shell::anchor(at, PageKey::Actors(0)) });
    TotalsView {
        collections: (0..catalog.config.collections.len())
            .filter(|at| !catalog.of_collection(*at).is_empty())
            .map(|collection| self::collection(at, collection))
            .collect(),
        actors,
        held: held(at, 0..catalog.records.len()),
        taxonomies: (0..catalog.taxonomies.len())
            .filter_map(|taxonomy| self::taxonomy(at, taxonomy))
            .collect(),
        present: present(at),
    }
}

/// A line for records, of which some only name an experience.
fn line(at: &At<'_>, label: Anchor, records: &[usize], most: usize, depth: usize) -> Bar {
    let identified = records.iter().filter(|record| at.catalog().records[**record].identified).count();
    let bar = bar(records.len() - identified, identified, most);
    Bar { label: Anchor { count: Some(records.len()), ..label }, identified, bar, depth }
}

fn collection(at: &At<'_>, collection: usize) -> CollectionTotals {
    let catalog = at.catalog();
    let all = catalog.of_collection(collection).count();
    let (years, year_list) = years(at, collection);
    let full = records_of(catalog, Set::Full(collection));
    let set = |set: Set, most: usize| line(at, link(at, set), records_of(catalog, set), most, 0);
    let template = catalog.config.collections[collection].template().next().is_some() && !full.is_empty();
    CollectionTotals {
        collection: Anchor { count: Some(all), ..shell::anchor(at, PageKey::Collection(collection, 0)) },
        states: [Set::Full(collection), Set::Identified(collection), Set::Elsewhere(collection)]
            .into_iter()
            .filter(|set| !matches!(set, Set::Elsewhere(_)) || !records_of(catalog, *set).is_empty())
            .map(|one| set(one, all))
            .collect(),
        told_twice: told_twice(at, catalog.of_collection(collection)),
        years,
        year_list,
        bands: BANDS
            .into_iter()
            .filter(|_| template)
            .map(|band| set(Set::Answered(collection, band), full.len()))
            .collect(),
        absences: if template { absences(at, collection, full) } else { Vec::new() },
    }
}

fn absences(at: &At<'_>, collection: usize, full: &[usize]) -> Vec<FieldAbsences> {
    let model = &at.catalog().config.collections[collection];
    let mut fields: Vec<(usize, [usize; 5])> =
        model.template().map(|(field, _)| (field, super::matrix::reasons(at, field, full))).collect();
    fields.sort_by_key(|(field, counts)| (counts[0], *field));
    let told = |(field, counts): (usize, [usize; 5])| {
        let reason = |(reason, count): (Absence, usize)| {
            let href = super::across::link_to(at, collection, field, Group::Absent(reason));
            (reason.id(), Anchor { text: String::new(), lang: None, href, count: Some(count) })
        };
        let href = super::across::link(at, collection, field);
        let label = Anchor { href, count: Some(counts[0]), ..at.anchor(&model.fields[field].label, at.key) };
        FieldAbsences {
            field: Bar {
                label,
                identified: 0,
                bar: bar(counts[0], full.len() - counts[0], full.len()),
                depth: 0,
            },
            absences: Absence::ALL
                .into_iter()
                .zip(counts[1..].iter().copied())
                .filter(|(_, n)| *n > 0)
                .map(reason)
                .collect(),
        }
    };
    fields.into_iter().map(told).collect()
}

/// The columns of the years in which records of a collection began, with the empty years between them.
pub(super) fn years(at: &At<'_>, collection: usize) -> (Option<String>, Vec<Anchor>) {
    let sets = &at.catalog().survey.sets;
    let began: std::collections::BTreeMap<i32, usize> = sets
        .iter()
        .filter_map(|(set, records)| match set {
            Set::Began(of, year) if *of == collection => Some((*year, records.len())),
            _ => None,
        })
        .collect();
    let (Some((first, _)), Some((last, _))) = (began.first_key_value(), began.last_key_value()) else {
        return (None, Vec::new());
    };
    let column = |year: i32| {
        let count = began.get(&year).copied().unwrap_or(0);
        let href = (count > 0).then(|| at.page(PageKey::Set(Set::Began(collection, year), 0)));
        Column { label: year.to_string(), count, href }
    };
    // A lone early year must not push all others into hair lines.
    let first = (*first).max(last - 79);
    let shown: Vec<Column> = (first..=*last).map(column).collect();
    let svg = columns(&shown, &shell::word("figures.years", None).text);
    (Some(svg), began.keys().map(|year| link(at, Set::Began(collection, *year))).collect())
}

/// How many terms of a taxonomy are shown.
const TERMS: usize = 24;

fn taxonomy(at: &At<'_>, taxonomy: usize) -> Option<TaxonomyTotals> {
    let catalog = at.catalog();
    let terms = &catalog.taxonomies[taxonomy];
    let used: Vec<usize> =
        (0..terms.terms.len()).filter(|term| !catalog.with_term(taxonomy, *term).is_empty()).collect();
    let most = used.iter().map(|term| catalog.with_term(taxonomy, *term).len()).max()?;
    let nested = used.iter().any(|term| terms.terms[*term].broader.is_some());
    let mut shown = used.clone();
    if !catalog.config.taxonomies[taxonomy].ordinal && !nested {
        shown.sort_by_key(|term| (std::cmp::Reverse(catalog.with_term(taxonomy, *term).len()), *term));
    }
    if nested && used.len() > TERMS {
        shown.retain(|term| terms.terms[*term].broader.is_none());
    }
    shown.truncate(TERMS);
    let left_out = used.len() - shown.len();
    let term = |term: usize| {
        line(
            at,
            at.term(taxonomy, term),
            catalog.with_term(taxonomy, term),
            most,
            terms.ancestry(term).len() - 1,
        )
    };
    let mut bars: Vec<Bar> = shown.into_iter().map(term).collect();
    let without = records_of(catalog, Set::Without(taxonomy));
    if !without.is_empty() {
        let label = Anchor {
            text: shell::word("figures.no-datum", None).text,
            lang: None,
            ..link(at, Set::Without(taxonomy))
        };
        bars.push(line(at, label, without, most.max(without.len()), 0));
    }
    Some(TaxonomyTotals { taxonomy: shell::anchor(at, PageKey::Taxonomy(taxonomy)), terms: bars, left_out })
}

fn present(at: &At<'_>) -> Vec<Bar> {
    const MOST: usize = 20;
    let catalog = at.catalog();
    let mut actors: Vec<usize> =
        (0..catalog.actors.len()).filter(|actor| catalog.with_actor(*actor).len() > 1).collect();
    actors.sort_by_key(|actor| (std::cmp::Reverse(catalog.with_actor(*actor).len()), *actor));
    let most = actors.first().map_or(0, |actor| catalog.with_actor(*actor).len());
    actors
        .into_iter()
        .take(MOST)
        .map(|actor| line(at, at.actor(actor), catalog.with_actor(actor), most, 0))
        .collect()
}
