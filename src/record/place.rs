//! Where an experience takes place.

use serde::Serialize;

use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::tree::{self, Entries, Names, Node};

const COUNTRY: Names = &["pais", "country", "país"];
const TERRITORY: Names = &["territorio", "territory", "território"];
const LOCALITIES: Names = &["comunas", "localities", "municipios", "localidades"];
const COORDINATES: Names = &["coordenadas", "coordinates"];
/// Every key of a place.
pub(crate) const KEYS: &[Names] = &[COUNTRY, TERRITORY, LOCALITIES, COORDINATES];

/// How a place is written, in Spanish and English.
pub(super) const EXAMPLE: (&str, &str) = (
    "{ comunas: [Putre], coordenadas: [-18.2, -69.6] }",
    "{ localities: [Putre], coordinates: [-18.2, -69.6] }",
);

/// A place: whatever is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Place {
    /// The ISO 3166-1 code of the country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The region, department or state, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub territory: Option<String>,
    /// Municipalities and localities, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub localities: Vec<String>,
    /// A point on the map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// Where the point is written.
    #[serde(skip)]
    pub point_span: Span,
}

/// A point in degrees of WGS 84.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// `{ pais: CL, comunas: [Putre], coordenadas: [-18.2, -69.6] }`.
pub(crate) fn read(node: &Node, entries: &mut Entries<'_>, report: &mut Report) -> Option<Place> {
    let coordinates = entries.take(COORDINATES);
    let point = coordinates.and_then(|node| point(node, report));
    let place = Place {
        country: entries.take(COUNTRY).and_then(|node| country(node, report)),
        territory: entries.text(TERRITORY, report),
        localities: entries.texts(LOCALITIES, report),
        point,
        point_span: coordinates.filter(|_| point.is_some()).map(|node| node.span).unwrap_or_default(),
    };
    let given = place != Place::default() || node.is_map();
    given.then_some(place)
}

/// An ISO 3166-1 code in capitals.
fn country(node: &Node, report: &mut Report) -> Option<String> {
    let code = tree::text(node, report)?;
    if !crate::country::is_country(&code) {
        report.add(unknown_country(&code, node.span));
    }
    Some(code)
}

/// The finding that a code names no country.
pub(crate) fn unknown_country(code: &str, span: Span) -> Finding {
    Finding::new(
        &rules::UNKNOWN_COUNTRY,
        span,
        format!("«{code}» no es el código de un país."),
        format!("“{code}” is not the code of a country."),
    )
    .hint(
        "Use el código ISO 3166 de dos letras mayúsculas: CL, PE, AR.",
        "Use the ISO 3166 code of two capital letters: CL, PE, AR.",
    )
}

/// `[latitude, longitude]`, or the same as a mapping `{ lat, lon }`.
pub(crate) fn point(node: &Node, report: &mut Report) -> Option<Point> {
    let (lat, lon) = if node.is_map() {
        let mut entries = Entries::of(node, report);
        let pair =
            (entries.number(&["lat", "latitud"], report), entries.number(&["lon", "longitud"], report));
        entries.finish(report);
        pair
    } else {
        match node.items() {
            [lat, lon] => (tree::number(lat, report), tree::number(lon, report)),
            _ => {
                report.add(tree::wrong_kind(node, ("[latitud, longitud]", "[latitude, longitude]")).hint(
                    "Escriba dos números en grados con decimales, primero la latitud: [-18.2, -69.6].",
                    "Write two numbers in decimal degrees, latitude first: [-18.2, -69.6].",
                ));
                return None;
            }
        }
    };
    let point = Point { lat: lat?, lon: lon? };
    match range(point, node.span) {
        None => Some(point),
        Some(finding) => {
            report.add(finding);
            None
        }
    }
}

/// The finding that coordinates lie outside the globe.
fn range(point: Point, span: Span) -> Option<Finding> {
    let Point { lat, lon } = point;
    if lat.abs() <= 90.0 && lon.abs() <= 180.0 {
        return None;
    }
    if lon.abs() <= 90.0 && lat.abs() <= 180.0 {
        return Some(swapped(point, span));
    }
    let finding = Finding::new(
        &rules::BAD_COORDINATES,
        span,
        format!("Las coordenadas {lat}, {lon} no son de ningún lugar de la Tierra."),
        format!("The coordinates {lat}, {lon} are of no place on Earth."),
    );
    Some(finding.hint(
        "La latitud va de -90 a 90 y la longitud de -180 a 180, en grados con decimales.",
        "Latitude goes from -90 to 90 and longitude from -180 to 180, in decimal degrees.",
    ))
}

/// The finding that latitude and longitude stand the wrong way round.
pub(crate) fn swapped(point: Point, span: Span) -> Finding {
    let Point { lat, lon } = point;
    Finding::new(
        &rules::SWAPPED_COORDINATES,
        span,
        format!("Las coordenadas {lat}, {lon} parecen estar al revés."),
        format!("The coordinates {lat}, {lon} seem to be the wrong way round."),
    )
    .hint(format!("Primero la latitud: [{lon}, {lat}]."), format!("Latitude first: [{lon}, {lat}]."))
}
