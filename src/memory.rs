//! What a file was found to say, kept from one reading of the site to the next.
//!
//! A record is a pure function of its file's text, its place among the files, and the declaration of its collection.
//! It is taken from memory only where all three are what they were; so a reading with memory finds exactly what one
//! without it would. The same holds of the lists, and of what the next catalog takes over from the last. Nothing is kept
//! that the last reading did not use.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::content::KeptLists;
use crate::record::Record;
use crate::report::Report;
use crate::source::{Listing, Root, Source, Stamp};

/// What is kept between readings.
#[derive(Debug, Default)]
pub struct Memory {
    /// The declaration under which everything below was read.
    declaration: String,
    /// Per collection, its files.
    files: BTreeMap<usize, Files>,
    /// The lists against which records are read.
    lists: Option<Arc<KeptLists>>,
    /// The catalog of the last reading.
    catalog: Option<Arc<Catalog>>,
}

/// The files of a collection.
#[derive(Debug)]
struct Files {
    listing: Arc<Listing>,
    /// What is kept of each, in the order of their paths.
    kept: Vec<Arc<Kept>>,
}

/// A file and what it says.
#[derive(Debug)]
pub(crate) struct Kept {
    /// Its path, as the disk spells it.
    pub(crate) path: String,
    /// How the disk described the file before it was read; none where that cannot be relied on.
    pub(crate) stamp: Option<Stamp>,
    /// Its number among the files of the reading, which is part of every place in the record.
    pub(crate) number: u32,
    /// Its text.
    pub(crate) source: Arc<Source>,
    /// The record, where one could be read.
    pub(crate) record: Option<Arc<Record>>,
    /// What was found in it.
    pub(crate) report: Report,
}

impl Memory {
    /// Forgets everything unless the declaration is what it was.
    pub(crate) fn begin(&mut self, declaration: &str) {
        if self.declaration != declaration {
            *self = Memory { declaration: declaration.to_owned(), ..Memory::default() };
        }
    }

    /// The catalog of the last reading under this declaration.
    pub(crate) fn catalog(&self) -> Option<&Catalog> {
        self.catalog.as_deref()
    }

    /// Keeps the catalog of this reading in its place.
    pub(crate) fn keep_catalog(&mut self, catalog: &Arc<Catalog>) {
        self.catalog = Some(Arc::clone(catalog));
    }

    /// The files of a collection, if they can be no others now.
    pub(crate) fn listing(&self, root: &Root, collection: usize) -> Option<Arc<Listing>> {
        let listing = &self.files.get(&collection)?.listing;
        listing.is_current(root).then(|| Arc::clone(listing))
    }

    /// What a file of a collection says, by its place there, its path and its number, if none of them nor its text can
    /// have changed.
    pub(crate) fn recall(
        &self,
        root: &Root,
        collection: usize,
        at: usize,
        (path, number): (&str, u32),
    ) -> Option<Arc<Kept>> {
        let kept = self.files.get(&collection)?.kept.get(at)?;
        let stamp = kept.stamp.as_ref().filter(|_| kept.number == number && kept.path == path)?;
        (root.stamp(path).as_ref() == Some(stamp)).then(|| Arc::clone(kept))
    }

    /// Keeps what was read of a collection, in place of what was known of it.
    pub(crate) fn keep(&mut self, collection: usize, listing: Arc<Listing>, kept: Vec<Arc<Kept>>) {
        self.files.insert(collection, Files { listing, kept });
    }

    /// The lists of the last reading under this declaration.
    pub(crate) fn lists(&self) -> Option<Arc<KeptLists>> {
        self.lists.clone()
    }

    /// Keeps the lists of this reading in their place.
    pub(crate) fn keep_lists(&mut self, lists: Arc<KeptLists>) {
        self.lists = Some(lists);
    }
}
