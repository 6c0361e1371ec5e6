//! What a file was found to say, kept from one reading of the site to the next.
//!
//! A record is a pure function of its file's text, its place among the files, and the declaration of its collection.
//! It is taken from memory only where all three are what they were; so a reading with memory finds exactly what one
//! without it would. Nothing is kept that the last reading did not use.

use std::collections::HashMap;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::record::Record;
use crate::report::Report;
use crate::source::{Root, Source, Stamp};

/// What is kept between readings.
#[derive(Debug, Default)]
pub struct Memory {
    /// The declaration under which everything below was read.
    declaration: String,
    files: HashMap<String, Arc<Kept>>,
    /// The catalog of the last reading.
    catalog: Option<Arc<Catalog>>,
}

/// A file and what it says.
#[derive(Debug)]
pub(crate) struct Kept {
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
            self.declaration = declaration.to_owned();
            self.files.clear();
            self.catalog = None;
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

    /// What a file says, if neither its text nor its number can have changed.
    pub(crate) fn recall(&self, root: &Root, path: &str, number: u32) -> Option<Arc<Kept>> {
        let kept = self.files.get(path).filter(|kept| kept.number == number)?;
        let stamp = kept.stamp.as_ref()?;
        (root.stamp(path).as_ref() == Some(stamp)).then(|| Arc::clone(kept))
    }

    /// Keeps what was read in a folder, in place of what was known of it.
    pub(crate) fn keep<'a>(&mut self, folder: &str, read: impl Iterator<Item = (&'a String, &'a Arc<Kept>)>) {
        let below = format!("{folder}/");
        self.files.retain(|path, _| !path.starts_with(&below));
        self.files.extend(read.map(|(path, kept)| (path.clone(), Arc::clone(kept))));
    }
}
