//! Where each record stands, by its slug.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Catalog;
use super::order::Placed;
use crate::config::Config;

/// The place of each record by its collection and slug; of several with one slug, the first has it.
#[derive(Debug)]
pub(super) struct Slugs(Vec<BTreeMap<String, usize>>);

impl Slugs {
    /// Those of these records; those of the catalog before where they are the same.
    pub(super) fn of(config: &Config, records: &[Placed], before: Option<&Catalog>) -> Arc<Slugs> {
        if let Some(before) = before.filter(|before| is_same_line(records, before)) {
            return Arc::clone(&before.slugs);
        }
        let mut slugs = vec![BTreeMap::new(); config.collections.len()];
        for (at, own) in records.iter().map(|placed| &placed.written.own).enumerate() {
            slugs[own.collection].entry(own.slug.clone()).or_insert(at);
        }
        Arc::new(Slugs(slugs))
    }

    /// Those of a collection, in order.
    pub(super) fn of_collection(&self, collection: usize) -> impl Iterator<Item = &str> {
        self.0[collection].keys().map(String::as_str)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(BTreeMap::len).sum()
    }

    /// The place of a record.
    pub(super) fn at(&self, collection: usize, slug: &str) -> Option<usize> {
        self.0[collection].get(slug).copied()
    }
}

/// Whether these are the records of the catalog before, each in its place, whatever they say.
fn is_same_line(records: &[Placed], before: &Catalog) -> bool {
    let known = |(at, placed): (usize, &Placed)| {
        let (own, other) = (&placed.written.own, &before.records[at]);
        placed.earlier == Some(at) || (own.collection, &own.slug) == (other.collection, &other.slug)
    };
    records.len() == before.records.len() && records.iter().enumerate().all(known)
}
