//! When records were: those with a period, by a taxonomy, in the order in which they began.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::config::{CollectionConfig, Kind};
use crate::record::Period;

/// How many lines a page of the timeline holds.
const PER_PAGE: usize = 250;

/// The records of one term, or of none, on a page of the timeline.
pub type Group = (Option<usize>, Vec<usize>);

/// When the records were.
#[derive(Debug, Default)]
pub struct Periods {
    /// Each grouping of the timeline: its taxonomy, and its pages.
    pub groupings: Vec<(usize, Vec<Vec<Group>>)>,
    /// The records that have a period.
    pub dated: Vec<usize>,
    /// How many have none though their collection asks for one.
    pub undated: usize,
    /// The first year of all and the last one.
    pub years: Option<(i32, i32)>,
}

impl Periods {
    /// Finds them.
    pub fn of(catalog: &Catalog) -> Periods {
        let asked = (0..catalog.records.len()).filter(|at| is_asked(catalog, *at));
        let (dated, undated): (Vec<usize>, Vec<usize>) = asked.partition(|at| period(catalog, *at).is_some());
        let years = dated.iter().filter_map(|at| period(catalog, *at)?.years());
        Periods {
            groupings: groupings(catalog).into_iter().map(|by| (by, pages(catalog, by))).collect(),
            years: years.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
            dated,
            undated: undated.len(),
        }
    }
}

/// The period of a record.
pub fn period(catalog: &Catalog, at: usize) -> Option<Period> {
    let record = &catalog.records[at];
    record.period(catalog.model(record).roles.period)
}

/// Whether a record might have a period: its collection asks for one.
pub fn is_asked(catalog: &Catalog, at: usize) -> bool {
    catalog.model(&catalog.records[at]).roles.period.is_some()
}

/// The taxonomies by which the timeline is grouped: of countries, then the main one of each collection with periods.
pub fn groupings(catalog: &Catalog) -> Vec<usize> {
    let mut groupings = Vec::new();
    for model in catalog.config.collections.iter().filter(|model| model.roles.period.is_some()) {
        let country = model.roles.country.and_then(|field| model.fields[field].taxonomy.as_deref());
        let country = country.and_then(|id| catalog.taxonomy_at(id));
        for taxonomy in [country, main_taxonomy(catalog, model)].into_iter().flatten() {
            if !groupings.contains(&taxonomy) {
                groupings.push(taxonomy);
            }
        }
    }
    groupings
}

/// The taxonomy that tells most of a collection's records: the first by which each must be classified.
pub fn main_taxonomy(catalog: &Catalog, model: &CollectionConfig) -> Option<usize> {
    let roles = &model.roles;
    let mut fields = model.fields.iter().enumerate();
    let of_place = [roles.country, roles.territory, roles.source];
    let main = fields
        .find(|(at, field)| field.required && field.kind == Kind::Terms && !of_place.contains(&Some(*at)));
    catalog.taxonomy_at(main?.1.taxonomy.as_deref()?)
}

/// The pages of the timeline grouped by a taxonomy: each record under the broadest of each of its terms.
pub fn pages(catalog: &Catalog, taxonomy: usize) -> Vec<Vec<Group>> {
    let mut groups: BTreeMap<usize, Vec<(i32, usize)>> = BTreeMap::new();
    for at in 0..catalog.records.len() {
        let Some((first, _)) = period(catalog, at).and_then(|period| period.years()) else { continue };
        let tops = catalog
            .terms_of(at, taxonomy)
            .filter_map(|term| catalog.taxonomies[taxonomy].ancestry(term).pop());
        let mut tops: std::collections::BTreeSet<usize> = tops.collect();
        if tops.is_empty() {
            tops.insert(usize::MAX);
        }
        tops.into_iter().for_each(|term| groups.entry(term).or_default().push((first, at)));
    }
    let mut pages: Vec<Vec<Group>> = Vec::new();
    let mut room = 0;
    for (term, mut rows) in groups {
        rows.sort_unstable();
        let mut rows = rows.into_iter().map(|(_, at)| at).peekable();
        while rows.peek().is_some() {
            if room == 0 {
                pages.push(Vec::new());
                room = PER_PAGE;
            }
            let here: Vec<usize> = rows.by_ref().take(room).collect();
            room -= here.len();
            if let Some(page) = pages.last_mut() {
                page.push(((term != usize::MAX).then_some(term), here));
            }
        }
    }
    pages
}
