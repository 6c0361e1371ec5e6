//! The editions, as they were frozen.

use super::Set;
use crate::edition;
use crate::output::File;

/// A file per edition.
pub fn files(set: &Set<'_>) -> Vec<File> {
    let editions = set.published.catalog.editions.iter();
    editions.map(|frozen| File::text(edition::path(&frozen.name), edition::text(frozen))).collect()
}
