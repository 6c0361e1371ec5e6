//! What the records add up to when they are asked together: field by field, crossed, joined by their actors, alike.
//! Pure functions of the catalog; figures and pages show what stands here.

pub mod across;
pub mod crossing;
pub mod likeness;
pub mod network;
pub mod periods;
pub mod places;
pub mod sets;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use self::periods::Periods;

use crate::catalog::{Catalog, Since, kept};

/// The answers that many pages share, found once, and by a later reading only where they may be others.
#[derive(Debug, Default)]
pub struct Survey {
    /// Per collection and field, the pages on which the field stands across all records; none where nobody says it.
    pub across: Vec<Vec<Arc<Vec<across::Page>>>>,
    /// Per matrix of the declaration that crosses two taxonomies, its cells.
    pub crossings: Arc<Vec<Option<crossing::Crossing>>>,
    /// The sets that figures count, with their records.
    pub sets: Arc<Vec<(sets::Set, Vec<usize>)>>,
    /// Whether any record is somewhere.
    pub has_places: bool,
    /// Whether any two actors acted together.
    pub has_network: bool,
    /// When the records were.
    pub periods: Arc<Periods>,
    alike: OnceLock<Arc<likeness::Alike>>,
}

impl Survey {
    /// Asks all that many pages are made from.
    pub(crate) fn of(catalog: &Catalog, since: Option<&Since<'_>>) -> Survey {
        let (across, (sets, periods)) = rayon::join(
            || across::all(catalog, since),
            || rayon::join(|| sets(catalog, since), || periods(catalog, since)),
        );
        Survey {
            across,
            crossings: crossings(catalog, since),
            sets,
            has_places: has_places(catalog, since),
            has_network: has_network(catalog, since),
            periods,
            alike: alike(catalog, since),
        }
    }

    /// The records of the catalog most like one, most first.
    pub fn alike(&self, catalog: &Catalog, record: usize) -> Vec<likeness::Likeness> {
        self.alike.get_or_init(|| Arc::new(likeness::Alike::of(catalog))).to(catalog, record)
    }
}

fn crossings(catalog: &Catalog, since: Option<&Since<'_>>) -> Arc<Vec<Option<crossing::Crossing>>> {
    let terms = |catalog: &Catalog, at: usize| catalog.classified(at).to_vec();
    let known = |before: &Catalog| Arc::clone(&before.survey.crossings);
    kept(since, catalog, terms, known, || {
        let matrices = catalog.config.matrices.par_iter();
        Arc::new(matrices.map(|matrix| crossing::of(catalog, matrix)).collect())
    })
}

fn sets(catalog: &Catalog, since: Option<&Since<'_>>) -> Arc<Vec<(sets::Set, Vec<usize>)>> {
    let known = |before: &Catalog| Arc::clone(&before.survey.sets);
    kept(since, catalog, sets::of, known, || Arc::new(sets::all(catalog)))
}

fn periods(catalog: &Catalog, since: Option<&Since<'_>>) -> Arc<Periods> {
    let asked = |catalog: &Catalog, at: usize| {
        let period = periods::is_asked(catalog, at).then(|| periods::period(catalog, at));
        (period, catalog.classified(at).to_vec())
    };
    let known = |before: &Catalog| Arc::clone(&before.survey.periods);
    kept(since, catalog, asked, known, || Arc::new(Periods::of(catalog)))
}

fn has_places(catalog: &Catalog, since: Option<&Since<'_>>) -> bool {
    let any = || (0..catalog.records.len()).any(|at| places::is_somewhere(catalog, at));
    kept(since, catalog, places::is_somewhere, |before| before.survey.has_places, any)
}

fn has_network(catalog: &Catalog, since: Option<&Since<'_>>) -> bool {
    let joins = |catalog: &Catalog, at: usize| catalog.actors_of(at).len() > 1;
    let any = || (0..catalog.records.len()).any(|at| joins(catalog, at));
    kept(
        since,
        catalog,
        joins,
        |before| before.survey.has_network,
        || catalog.config.actors.is_some() && any(),
    )
}

fn alike(catalog: &Catalog, since: Option<&Since<'_>>) -> OnceLock<Arc<likeness::Alike>> {
    let traits = |catalog: &Catalog, at: usize| catalog.traits(at).to_vec();
    kept(since, catalog, traits, |before| before.survey.alike.clone(), OnceLock::new)
}
