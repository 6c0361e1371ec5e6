//! What has changed since the catalog before, for whatever is made from all records together: it is made anew only
//! where what it asks of some record has another answer now.

use std::sync::Arc;

use super::Catalog;
use super::known::Known;
use super::slugs::Slugs;

/// The catalog before, where it has the same lists, and the same records in the same places.
pub(crate) struct Since<'a> {
    /// The catalog before.
    pub(crate) before: &'a Catalog,
    /// The places of the records that may say something else now.
    changed: Vec<usize>,
}

impl<'a> Since<'a> {
    /// What has changed since a catalog with the same lists; `None` where records came, went or moved.
    pub(super) fn of(before: &'a Catalog, slugs: &Arc<Slugs>, known: &[Arc<Known>]) -> Option<Since<'a>> {
        let pairs = known.iter().zip(&before.known).enumerate();
        let changed = pairs.filter(|(_, (now, before))| !Arc::ptr_eq(now, before)).map(|(at, _)| at);
        Arc::ptr_eq(slugs, &before.slugs).then(|| Since { before, changed: changed.collect() })
    }

    fn same<T: PartialEq>(&self, catalog: &Catalog, question: impl Fn(&Catalog, usize) -> T) -> bool {
        self.changed.iter().all(|at| question(catalog, *at) == question(self.before, *at))
    }
}

/// What the catalog before has, where every record answers a question as it did there; otherwise it is found anew. The
/// question may ask of nothing but the record and the lists, and what is found, of nothing but the answers.
pub(crate) fn kept<T: PartialEq, F>(
    since: Option<&Since<'_>>,
    catalog: &Catalog,
    question: impl Fn(&Catalog, usize) -> T,
    take: impl FnOnce(&Catalog) -> F,
    find: impl FnOnce() -> F,
) -> F {
    match since.filter(|since| since.same(catalog, question)) {
        Some(since) => take(since.before),
        None => find(),
    }
}
