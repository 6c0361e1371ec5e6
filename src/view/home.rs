//! The first page: what this is, what is in it, where to go.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::list::{Card, card};
use super::shell;
use crate::catalog::Tally;
use crate::plan::PageKey;

/// The first page.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// What the site is called.
    pub title: String,
    /// What it is.
    pub description: String,
    /// How many of each there are: the collections, then actors and sources; with where to see them.
    pub figures: Vec<Anchor>,
    /// The collections with how many full and identified records each has.
    pub collections: Vec<CollectionFigure>,
    /// The ways in: taxonomies with their terms and counts.
    pub ways: Vec<super::term::OtherView>,
    /// The newest records.
    pub newest: Vec<Card>,
    /// The free page that tells what the site is, the first of them.
    pub about: Option<Anchor>,
}

/// A collection with its counts.
#[derive(Debug, Serialize)]
pub struct CollectionFigure {
    /// The collection.
    pub collection: Anchor,
    /// How many full records.
    pub full: usize,
    /// How many identified ones.
    pub identified: usize,
    /// How many of other observatories.
    pub elsewhere: usize,
}

/// How many terms of each way in are shown.
const WAYS: usize = 8;

/// How many of the newest records are shown.
const NEWEST: usize = 5;

/// The view of the first page.
pub(super) fn view(at: &At<'_>) -> HomeView {
    let catalog = at.catalog();
    let site = &catalog.config.site;
    let all: Vec<usize> = (0..catalog.records.len()).collect();
    HomeView {
        title: at.text(&site.title).0,
        description: at.text(&site.description).0,
        figures: figures(at),
        collections: (0..catalog.config.collections.len())
            .map(|collection| collection_figure(at, collection))
            .collect(),
        ways: super::term::others(at, usize::MAX, &all, WAYS).into_iter().take(4).collect(),
        newest: newest(at).into_iter().map(|record| card(at, record)).collect(),
        about: (!catalog.pages.is_empty()).then(|| shell::anchor(at, PageKey::Free(0))),
    }
}

fn collection_figure(at: &At<'_>, collection: usize) -> CollectionFigure {
    let catalog = at.catalog();
    let Tally { full, identified, elsewhere } = catalog.tally(catalog.of_collection(collection));
    CollectionFigure {
        collection: shell::anchor(at, PageKey::Collection(collection, 0)),
        full,
        identified,
        elsewhere,
    }
}

/// Actors, countries and whatever else the menu leads to, counted.
fn figures(at: &At<'_>) -> Vec<Anchor> {
    let catalog = at.catalog();
    let mut figures = Vec::new();
    for name in &catalog.config.site.menu {
        let Some(key) = crate::plan::named(catalog, name) else { continue };
        let count = match key {
            PageKey::Taxonomy(taxonomy) => {
                let terms = 0..catalog.taxonomies[taxonomy].terms.len();
                terms.filter(|term| !catalog.with_term(taxonomy, *term).is_empty()).count()
            }
            PageKey::Actors(_) => catalog.actors.len(),
            _ => continue,
        };
        figures.push(Anchor { count: Some(count), ..shell::anchor(at, key) });
    }
    figures
}

/// The full records published last; those without a date come in the order of the list.
fn newest(at: &At<'_>) -> Vec<usize> {
    let catalog = at.catalog();
    let date = |record: &usize| {
        let record = &catalog.records[*record];
        match record.role(catalog.model(record).roles.published).and_then(|answer| answer.value.as_ref()) {
            Some(crate::record::Value::Date(date)) => Some(*date),
            _ => None,
        }
    };
    let mut records: Vec<usize> =
        (0..catalog.records.len()).filter(|record| !catalog.records[*record].identified).collect();
    records.sort_by_key(|record| std::cmp::Reverse(date(record)));
    records.truncate(NEWEST);
    records
}
