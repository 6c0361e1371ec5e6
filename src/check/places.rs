//! Places that cannot be.

use super::said::Lists;
use crate::catalog::Catalog;
use crate::country::is_country;
use crate::record::place::{swapped as swapped_finding, unknown_country};
use crate::record::{Point, Record};
use crate::report::Report;

/// How far, in degrees, a point may lie from its territory before the other way round is considered.
const FAR: f64 = 15.0;
/// How near it must then lie the other way round.
const NEAR: f64 = 8.0;

/// Coordinates in range that lie far from the record's territory, and near it when swapped.
pub(super) fn swapped(lists: &Lists<'_>, record: &Record, report: &mut Report) {
    let Some(place) = record.place(lists.catalog.model(record).roles.place) else { return };
    let Some(point) = place.point else { return };
    let other = Point { lat: point.lon, lon: point.lat };
    let points = territory_points(lists.catalog, record);
    let mistaken = points.iter().any(|territory| apart(*territory, other) < NEAR)
        && points.iter().all(|territory| apart(*territory, point) > FAR);
    if mistaken {
        report.add(swapped_finding(point, place.point_span));
    }
}

fn territory_points(catalog: &Catalog, record: &Record) -> Vec<Point> {
    let model = catalog.model(record);
    let Some(field) = model.roles.territory else { return Vec::new() };
    let taxonomy = model.fields[field].taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id));
    let Some(taxonomy) = taxonomy else { return Vec::new() };
    record.terms(field).filter_map(|term| catalog.term(taxonomy, term).point).collect()
}

fn apart(a: Point, b: Point) -> f64 {
    (a.lat - b.lat).abs().max((a.lon - b.lon).abs())
}

/// The terms of the taxonomy of countries are ISO 3166 codes.
pub(super) fn countries(catalog: &Catalog, report: &mut Report) {
    let Some(at) = catalog.config.site.countries.as_deref().and_then(|id| catalog.taxonomy_at(id)) else {
        return;
    };
    for term in catalog.taxonomies[at].terms.iter().filter(|term| !is_country(&term.id)) {
        report.add(unknown_country(&term.id, term.span));
    }
}
