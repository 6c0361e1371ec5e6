//! What the records add up to when they are asked together: field by field, crossed, joined by their actors, alike.
//! Pure functions of the catalog; figures and pages show what stands here.

pub mod across;
pub mod crossing;
pub mod likeness;
pub mod network;
pub mod periods;
pub mod places;
pub mod sets;

use std::sync::OnceLock;

use rayon::prelude::*;

use crate::catalog::Catalog;

/// The answers that many pages share, found once.
#[derive(Debug, Default)]
pub struct Survey {
    /// Per collection and field, the pages on which the field stands across all records; none where nobody says it.
    pub across: Vec<Vec<Vec<across::Page>>>,
    /// Per matrix of the declaration that crosses two taxonomies, its cells.
    pub crossings: Vec<Option<crossing::Crossing>>,
    /// The sets that figures count, with their records.
    pub sets: Vec<(sets::Set, Vec<usize>)>,
    /// Whether any record is somewhere.
    pub has_places: bool,
    /// Whether any two actors acted together.
    pub has_network: bool,
    /// Per grouping of the timeline, its pages.
    pub periods: Vec<(usize, Vec<Vec<periods::Group>>)>,
    alike: OnceLock<likeness::Alike>,
}

impl Survey {
    /// Asks all that many pages are made from.
    pub fn of(catalog: &Catalog) -> Survey {
        let (across, (sets, periods)) = rayon::join(
            || across::all(catalog),
            || rayon::join(|| sets::all(catalog), || periods::all(catalog)),
        );
        Survey {
            across,
            crossings: catalog
                .config
                .matrices
                .par_iter()
                .map(|matrix| crossing::of(catalog, matrix))
                .collect(),
            sets,
            has_places: (0..catalog.records.len()).any(|at| places::is_somewhere(catalog, at)),
            has_network: catalog.config.actors.is_some()
                && (0..catalog.records.len()).any(|at| catalog.actors_of(at).len() > 1),
            periods,
            alike: OnceLock::new(),
        }
    }

    /// The records of the catalog most like one, most first.
    pub fn alike(&self, catalog: &Catalog, record: usize) -> Vec<likeness::Likeness> {
        self.alike.get_or_init(|| likeness::Alike::of(catalog)).to(record)
    }
}
