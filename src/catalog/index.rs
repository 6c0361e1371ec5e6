//! What is asked of all records together, found once; and what was asked of each, kept with what is known of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Catalog, Since, kept};
use crate::check::{self, Said};
use crate::content::Page;
use crate::plan::{Addresses, Plan};
use crate::survey::across::{self, Told};
use crate::survey::likeness::{self, Trait};
use crate::vocabulary::Taxonomy;

impl Catalog {
    /// Makes the indexes, or takes them over.
    pub(super) fn index(&mut self, since: Option<&Since<'_>>) {
        let lineage = |catalog: &Catalog, at: usize| catalog.known[at].lineage.clone();
        let actors = |catalog: &Catalog, at: usize| catalog.known[at].actors.clone();
        let full = |catalog: &Catalog, at: usize| catalog.full_of(at);
        self.by_term =
            kept(since, self, lineage, |c| Arc::clone(&c.by_term), || Arc::new(self.find_by_term()));
        self.by_actor =
            kept(since, self, actors, |c| Arc::clone(&c.by_actor), || Arc::new(self.find_by_actor()));
        self.rows_of = kept(since, self, full, |c| Arc::clone(&c.rows_of), || Arc::new(self.find_rows()));
    }

    fn find_by_term(&self) -> Vec<Vec<Vec<usize>>> {
        let terms = |taxonomy: &Taxonomy| vec![Vec::new(); taxonomy.terms.len()];
        let mut found: Vec<Vec<Vec<usize>>> = self.taxonomies.iter().map(terms).collect();
        for (at, known) in self.known.iter().enumerate() {
            known.lineage.iter().for_each(|(taxonomy, term)| found[*taxonomy][*term].push(at));
        }
        found
    }

    fn find_by_actor(&self) -> Vec<Vec<usize>> {
        let mut found = vec![Vec::new(); self.actors.len()];
        for (at, known) in self.known.iter().enumerate() {
            known.actors.iter().for_each(|actor| found[*actor].push(at));
        }
        found
    }

    fn find_rows(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.records.len() {
            if let Some(full) = self.full_of(at) {
                found.entry(full).or_default().push(at);
            }
        }
        found
    }

    /// The address of every page.
    pub(crate) fn addresses(&self) -> &Addresses {
        self.addresses.get_or_init(|| Arc::new(Addresses::of(self)))
    }

    /// The addresses of another catalog with the same lists and places, where they are those of this one and were asked
    /// for.
    pub(super) fn addresses_for(&self, other: &Catalog) -> Option<Arc<Addresses>> {
        let slugs = |pages: &[Page]| -> Vec<String> { pages.iter().map(|page| page.slug.clone()).collect() };
        let known = self.addresses.get().filter(|known| known.pages == Plan::of(other).pages)?;
        (self.moved == other.moved && slugs(&self.pages) == slugs(&other.pages)).then(|| Arc::clone(known))
    }

    /// The records of which the rules have asked nothing yet.
    pub(crate) fn unasked(&self) -> Vec<usize> {
        (0..self.known.len()).filter(|at| self.known[*at].said.get().is_none()).collect()
    }

    /// Keeps what the rules need of a record, unless that is known.
    pub(crate) fn ask(&self, at: usize, ask: impl FnOnce() -> Said) {
        self.known[at].said.get_or_init(ask);
    }

    /// What the rules need of a record.
    pub(crate) fn said(&self, at: usize) -> &Said {
        self.known[at].said.get_or_init(|| check::ask(self, at))
    }

    /// What a record tells in each field of its collection.
    pub(crate) fn told(&self, at: usize) -> &[Told] {
        self.known[at].told.get_or_init(|| across::told(self, at))
    }

    /// What a record may share with others, in order.
    pub(crate) fn traits(&self, at: usize) -> &[Trait] {
        self.known[at].traits.get_or_init(|| likeness::traits(self, at))
    }

    /// Whether no two records of a collection have one slug.
    pub(crate) fn has_unique_slugs(&self) -> bool {
        self.slugs.count() == self.records.len()
    }
}
