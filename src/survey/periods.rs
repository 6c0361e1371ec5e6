//! When records were: those with a period, by a taxonomy, in the order in which they began.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::config::Kind;
use crate::record::Period;

/// How many lines a page of the timeline holds.
const PER_PAGE: usize = 250;

/// The records of one term, or of none, on a page of the timeline.
pub type Group = (Option<usize>, Vec<usize>);

/// The period of a record.
pub fn period(catalog: &Catalog, at: usize) -> Option<Period> {
    let record = &catalog.records[at];
    record.period(catalog.model(record).roles.period)
}

/// The taxonomies by which the timeline is grouped: of countries, then the first that every record must name.
pub fn groupings(catalog: &Catalog) -> Vec<usize> {
    let mut groupings = Vec::new();
    for model in &catalog.config.collections {
        let country = model.roles.country.and_then(|field| model.fields[field].taxonomy.as_deref());
        let main = model.fields.iter().find(|field| field.required && field.kind == Kind::Terms);
        for id in [country, main.and_then(|field| field.taxonomy.as_deref())].into_iter().flatten() {
            groupings.extend(catalog.taxonomy_at(id).filter(|at| !groupings.contains(at)).into_iter().collect::<Vec<_>>());
        }
    }
    groupings
}

/// The pages of the timeline grouped by a taxonomy: each record under the broadest of each of its terms.
pub fn pages(catalog: &Catalog, taxonomy: usize) -> Vec<Vec<Group>> {
    let mut groups: BTreeMap<usize, Vec<(i32, usize)>> = BTreeMap::new();
    for at in 0..catalog.records.len() {
        let Some((first, _)) = period(catalog, at).and_then(|period| period.years()) else { continue };
        let tops = catalog.terms_of(at, taxonomy).into_iter().filter_map(|term| catalog.taxonomies[taxonomy].ancestry(term).pop());
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
