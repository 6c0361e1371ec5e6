//! The sets that figures count: each has a page that lists it.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::config::Part;
use crate::record::completeness;

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
        let model = catalog.model(record);
        let mut put = |set: Set| sets.entry(set).or_default().push(at);
        if record.elsewhere.is_some() {
            put(Set::Elsewhere(record.collection));
        } else if record.identified {
            put(Set::Identified(record.collection));
        } else {
            put(Set::Full(record.collection));
            if model.template().next().is_some() {
                put(Set::Answered(record.collection, band(completeness(record, model).percent)));
            }
        }
        if let Some(start) = record.period(model.roles.period).and_then(|period| period.start) {
            put(Set::Began(record.collection, start.year));
        }
        for (taxonomy, fields) in &fields[record.collection] {
            if fields.iter().all(|field| record.terms(*field).next().is_none()) {
                put(Set::Without(*taxonomy));
            }
        }
    }
    sets.into_iter().collect()
}

/// The taxonomies of a collection with the fields that each classifies by.
fn by_taxonomy(catalog: &Catalog, model: &crate::config::CollectionConfig) -> Vec<(usize, Vec<usize>)> {
    let mut known: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (field, declared) in model.fields.iter().enumerate() {
        if let Some(taxonomy) = declared.taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id)) {
            known.entry(taxonomy).or_default().push(field);
        }
    }
    known.into_iter().collect()
}
