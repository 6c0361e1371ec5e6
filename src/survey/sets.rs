//! The sets that figures count: each has a page that lists it.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::config::{CollectionConfig, Part};
use crate::record::{Record, completeness};

/// What the records of a set have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Set {
    /// The full records of a collection.
    Full(usize),
    /// Those of a collection that only name an experience.
    Identified(usize),
    /// Those of a collection that belong to other observatories.
    Elsewhere(usize),
    /// The full records of a collection with so much of the template answered.
    Answered(usize, Band),
    /// The records of a collection that began in a year.
    Began(usize, i32),
    /// The records that a taxonomy might classify and does not.
    Without(usize),
}

/// How much of the template is answered: the lower and the upper end in per cent.
pub type Band = (usize, usize);

/// All bands, from the fullest.
pub const BANDS: [Band; 5] = [(100, 100), (80, 99), (60, 79), (40, 59), (0, 39)];

impl Set {
    /// The last part of its address.
    pub fn slug(self, catalog: &Catalog) -> String {
        let own = |at: usize| {
            if at == 0 { String::new() } else { format!("{}-", catalog.config.collections[at].id) }
        };
        let part = |part| catalog.config.addresses.of(part);
        match self {
            Set::Full(at) => format!("{}{}", own(at), part(Part::Full)),
            Set::Identified(at) => format!("{}{}", own(at), part(Part::Identified)),
            Set::Elsewhere(at) => format!("{}{}", own(at), part(Part::Elsewhere)),
            Set::Answered(at, (from, to)) => format!("{}{}-{from}-{to}", own(at), part(Part::Answered)),
            Set::Began(at, year) => format!("{}{}-{year}", own(at), part(Part::Year)),
            Set::Without(at) => format!("{}-{}", part(Part::Without), catalog.config.taxonomies[at].id),
        }
    }
}

/// The band of a share.
pub fn band(percent: usize) -> Band {
    BANDS.into_iter().find(|(from, to)| (*from..=*to).contains(&percent)).unwrap_or(BANDS[BANDS.len() - 1])
}

/// Every set that has records, with them, in order.
pub fn all(catalog: &Catalog) -> Vec<(Set, Vec<usize>)> {
    let mut sets: BTreeMap<Set, Vec<usize>> = BTreeMap::new();
    let fields: Vec<Vec<(usize, Vec<usize>)>> =
        catalog.config.collections.iter().map(|model| by_taxonomy(catalog, model)).collect();
    for (at, record) in catalog.records.iter().enumerate() {
        let own = sets_of(record, catalog.model(record), &fields[record.collection]);
        own.into_iter().for_each(|set| sets.entry(set).or_default().push(at));
    }
    sets.into_iter().collect()
}

/// The sets of a record.
pub(super) fn of(catalog: &Catalog, at: usize) -> Vec<Set> {
    let record = &catalog.records[at];
    let model = catalog.model(record);
    sets_of(record, model, &by_taxonomy(catalog, model))
}

fn sets_of(record: &Record, model: &CollectionConfig, fields: &[(usize, Vec<usize>)]) -> Vec<Set> {
    let collection = record.collection;
    let mut sets = Vec::new();
    if record.elsewhere.is_some() {
        sets.push(Set::Elsewhere(collection));
    } else if record.identified {
        sets.push(Set::Identified(collection));
    } else {
        sets.push(Set::Full(collection));
        if model.template().next().is_some() {
            sets.push(Set::Answered(collection, band(completeness(record, model).percent)));
        }
    }
    let start = record.period(model.roles.period).and_then(|period| period.start);
    sets.extend(start.map(|start| Set::Began(collection, start.year)));
    let without =
        |(_, fields): &&(usize, Vec<usize>)| fields.iter().all(|field| record.terms(*field).next().is_none());
    sets.extend(fields.iter().filter(without).map(|(taxonomy, _)| Set::Without(*taxonomy)));
    sets
}

/// The taxonomies of a collection with the fields that each classifies by.
fn by_taxonomy(catalog: &Catalog, model: &CollectionConfig) -> Vec<(usize, Vec<usize>)> {
    let mut known: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (field, declared) in model.fields.iter().enumerate() {
        if let Some(taxonomy) = declared.taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id)) {
            known.entry(taxonomy).or_default().push(field);
        }
    }
    known.into_iter().collect()
}
