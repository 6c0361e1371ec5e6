//! Where records are: at their own points, or in the middle of their territories.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::record::Point;

/// A place with its records.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Where.
    pub point: Point,
    /// The territory whose middle it is; none for a record's own point.
    pub territory: Option<(usize, usize)>,
    /// The records there, in order.
    pub records: Vec<usize>,
}

/// Every place of these records, and the records that have none though their collection asks for one. A record with a point of its own is there; any other
/// is in each of its territories.
pub fn of(catalog: &Catalog, records: impl Iterator<Item = usize>) -> (Vec<Spot>, Vec<usize>) {
    let mut territories: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    let mut spots = Vec::new();
    let mut without = Vec::new();
    for at in records {
        if let Some(point) = own_point(catalog, at) {
            spots.push(Spot { point, territory: None, records: vec![at] });
            continue;
        }
        let found = territories_of(catalog, at);
        if found.is_empty() && is_asked(catalog, at) {
            without.push(at);
        }
        found.into_iter().for_each(|territory| territories.entry(territory).or_default().push(at));
    }
    for ((taxonomy, term), records) in territories {
        if let Some(point) = catalog.term(taxonomy, term).point {
            spots.push(Spot { point, territory: Some((taxonomy, term)), records });
        }
    }
    (spots, without)
}

/// Whether a record might have a place: its collection asks for one, or for a territory.
pub fn is_asked(catalog: &Catalog, at: usize) -> bool {
    let roles = &catalog.model(&catalog.records[at]).roles;
    roles.place.is_some() || roles.territory.is_some()
}

/// Whether a record has a place on the map.
pub fn is_somewhere(catalog: &Catalog, at: usize) -> bool {
    own_point(catalog, at).is_some() || !territories_of(catalog, at).is_empty()
}

/// The point that a record gives of itself.
pub fn own_point(catalog: &Catalog, at: usize) -> Option<Point> {
    let record = &catalog.records[at];
    record.place(catalog.model(record).roles.place)?.point
}

/// The territories of a record that have a point.
pub fn territories_of(catalog: &Catalog, at: usize) -> Vec<(usize, usize)> {
    let record = &catalog.records[at];
    let model = catalog.model(record);
    let Some(field) = model.roles.territory else { return Vec::new() };
    let taxonomy = model.fields[field].taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id));
    let Some(taxonomy) = taxonomy else { return Vec::new() };
    let with_point = record.terms(field).filter(|term| catalog.term(taxonomy, *term).point.is_some());
    with_point.map(|term| (taxonomy, term)).collect()
}

/// The country of a record by its ISO code: of its term, otherwise of its place.
pub fn country(catalog: &Catalog, at: usize) -> Option<&str> {
    let record = &catalog.records[at];
    let model = catalog.model(record);
    let term = model.roles.country.and_then(|field| {
        let taxonomy = catalog.taxonomy_at(model.fields[field].taxonomy.as_deref()?)?;
        Some(catalog.term(taxonomy, record.terms(field).next()?).id.as_str())
    });
    term.or_else(|| record.place(model.roles.place)?.country.as_deref())
}
