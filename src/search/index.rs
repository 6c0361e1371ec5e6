//! The build side: entries → Tantivy index → block files, or one bundle.
//!
//! The same stock gives the same bytes: entries are cut into chunks of a fixed number, each indexed by one thread, and the
//! chunks merged in order.

mod facets;
mod pack;
mod reverse;
mod segment;
mod stream;
mod tagger;
mod terms;

use crate::search::entry::{Entry, Kind, Stock};
use crate::search::wire::Kinds;

/// One file to publish, below the folder of the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative path, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why an index could not be made.
pub type Failure = tantivy::TantivyError;

/// Makes all files of the search.
pub fn build(stock: &Stock) -> Result<Vec<File>, Failure> {
    let order = ordered(&stock.entries);
    let index = segment::write(stock, &order)?;
    pack::pack(stock, &order, index)
}

/// Entries in the order they are numbered: by kind, then as given.
fn ordered(entries: &[Entry]) -> Vec<&Entry> {
    let mut order: Vec<&Entry> = entries.iter().collect();
    order.sort_by_key(|entry| entry.kind);
    order
}

fn kinds(order: &[&Entry]) -> Kinds {
    let count = |kind: Kind| order.iter().filter(|e| e.kind == kind).count() as u32;
    Kinds {
        records: count(Kind::Record),
        identified: count(Kind::Identified),
        others: count(Kind::Other),
        actors: count(Kind::Actor),
        terms: count(Kind::Term),
        pages: count(Kind::Page),
    }
}
