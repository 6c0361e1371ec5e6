//! The records that have coordinates, for maps.

use serde_json::{Value as Json, json};

use super::jsonld::object;
use super::{Set, table};
use crate::output::File;
use crate::plan::PageKey;

/// The records as points.
pub fn file(set: &Set<'_>) -> Vec<File> {
    let records = 0..set.published.catalog.records.len();
    let features: Vec<String> =
        records.filter_map(|record| feature(set, record)).map(|feature| feature.to_string()).collect();
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"));
    vec![File::text(set.published.data("fichas.geojson"), text)]
}

/// A record at its point: longitude first, as the format wants it.
fn feature(set: &Set<'_>, index: usize) -> Option<Json> {
    let published = &set.published;
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let roles = &catalog.model(record).roles;
    let place = record.place(roles.place)?;
    let point = place.point?;
    let citation = &set.citations[index];
    Some(json!({
        "type": "Feature", "id": table::id(published, index),
        "geometry": { "type": "Point", "coordinates": [point.lon, point.lat] },
        "properties": object(json!({
            "titulo": citation.title, "sigla": record.line(roles.acronym), "numero": citation.number,
            "url": published.address(&published.page(PageKey::Record(index))),
            "periodo": record.period(roles.period).map(|period| period.to_string()), "terminos": citation.keywords,
            "observatorio": catalog.observatory(index).map(|observatory| &observatory.id),
            "localidades": place.localities, "resumen": citation.summary,
        })),
    }))
}
