//! The records of a term, collection by collection: a heading says what stands under it.

use serde::Serialize;

use super::Anchor;
use super::held::{Explore, explore, told_twice};
use super::links::At;
use crate::catalog::Tally;
use crate::plan::{PER_PAGE, PageKey};

/// The records of one collection that a term classifies.
#[derive(Debug, Serialize)]
pub struct Section {
    /// Its anchor.
    pub id: String,
    /// The collection.
    pub collection: Anchor,
    /// Whether it began on an earlier page.
    pub continued: bool,
    /// How many full records there are in all.
    pub full: usize,
    /// How many identified ones.
    pub identified: usize,
    /// How many of other observatories.
    pub elsewhere: usize,
    /// How many of those identified are told in full by another record.
    pub told_twice: usize,
    /// The page on which they are explored, where they can be.
    pub explore: Option<Explore>,
    /// Those of this page, whose cards the theme has laid out.
    pub records: Vec<usize>,
}

/// The records of a page of a term: they stand in the order of the collections.
pub(super) fn sections(at: &At<'_>, (taxonomy, term): (usize, usize), page: usize) -> Vec<Section> {
    let catalog = at.catalog();
    let records = catalog.with_term(taxonomy, term);
    let (from, to) = (page * PER_PAGE, (page + 1) * PER_PAGE);
    let collection = |record: &usize| catalog.records[*record].collection;
    let mut sections = Vec::new();
    let mut begins = 0;
    for same in records.chunk_by(|a, b| collection(a) == collection(b)) {
        let ends = begins + same.len();
        let shown = from.max(begins)..to.min(ends);
        if !shown.is_empty() {
            sections.push(Section {
                continued: begins < from,
                records: records[shown].to_vec(),
                ..section(at, (taxonomy, term), collection(&same[0]), same)
            });
        }
        begins = ends;
    }
    sections
}

fn section(at: &At<'_>, (taxonomy, term): (usize, usize), collection: usize, records: &[usize]) -> Section {
    let catalog = at.catalog();
    let Tally { full, identified, elsewhere } = catalog.tally(records.iter().copied());
    let facet = &catalog.config.taxonomies[taxonomy].id;
    Section {
        id: match collection {
            0 => "at-records".to_owned(),
            other => format!("at-records-{}", catalog.config.collections[other].id),
        },
        collection: Anchor { href: None, ..super::shell::anchor(at, PageKey::Collection(collection, 0)) },
        continued: false,
        full,
        identified,
        elsewhere,
        told_twice: told_twice(at, records.iter().copied()),
        explore: explore(at, facet, &catalog.term(taxonomy, term).id, records),
        records: Vec::new(),
    }
}
