//! What the records add up to when they are asked together: field by field, crossed, joined by their actors, alike.
//! Pure functions of the catalog; figures and pages show what stands here.

pub mod across;
pub mod crossing;
pub mod likeness;
pub mod network;
pub mod places;

use crate::catalog::Catalog;

/// The answers that many pages share, found once.
#[derive(Debug)]
pub struct Survey {
    /// Per collection and field, the pages on which the field stands across all records; none where nobody says it.
    pub across: Vec<Vec<Vec<across::Page>>>,
    /// Per matrix of the declaration that crosses two taxonomies, its cells.
    pub crossings: Vec<Option<crossing::Crossing>>,
    /// Per record, the records most like it.
    pub alike: Vec<Vec<likeness::Likeness>>,
}

impl Survey {
    /// Asks all that is asked of the whole.
    pub fn of(catalog: &Catalog) -> Survey {
        Survey {
            across: across::all(catalog),
            crossings: catalog.config.matrices.iter().map(|matrix| crossing::of(catalog, matrix)).collect(),
            alike: likeness::of(catalog),
        }
    }
}
