//! Where the records are: a map and, beside it, every place with its records.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Anchor;
use super::held::{Held, held, told_twice};
use super::links::At;
use super::places::{PlaceView, place};
use super::shell;
use crate::catalog::Catalog;
use crate::figure::map::{Frame, Gathered, Mark, Spot, draw, gather};
use crate::figure::world;
use crate::survey::places;

/// The map.
#[derive(Debug, Serialize)]
pub struct MapView {
    /// The picture, as SVG.
    pub svg: String,
    /// The places, those of most records first.
    pub places: Vec<PlaceView>,
    /// How many records are on the map.
    pub located: usize,
    /// Those, by collection.
    pub held: Vec<Held>,
    /// How many of those identified are told in full by another record.
    pub told_twice: usize,
    /// How many records are somewhere, but nobody says where.
    pub without: usize,
    /// Some of them.
    pub lost: Vec<Anchor>,
}

/// How many records without a place are named.
const LOST: usize = 50;

/// The view of the map.
pub(super) fn view(at: &At<'_>) -> MapView {
    let catalog = at.catalog();
    let (spots, without) = places::of(catalog, 0..catalog.records.len());
    let points = spots.iter().map(|spot| (spot.point.lon, spot.point.lat));
    let Some(frame) = Frame::around(points, 8.0) else {
        return MapView {
            svg: String::new(),
            places: Vec::new(),
            located: 0,
            held: Vec::new(),
            told_twice: 0,
            without: without.len(),
            lost: Vec::new(),
        };
    };
    let drawn: Vec<Spot> = spots
        .iter()
        .map(|spot| Spot { point: spot.point, count: spot.records.len(), exact: spot.territory.is_none() })
        .collect();
    let gathered = gather(&drawn, &frame);
    let most = (1200 / gathered.len().max(1)).clamp(5, 40);
    let (places, marks): (Vec<PlaceView>, Vec<Mark>) = gathered
        .into_iter()
        .enumerate()
        .map(|(index, own)| {
            let (place, title) = place(at, index, &own, &spots, most);
            let mark = mark(own, &place, title, &drawn);
            (place, mark)
        })
        .unzip();
    let located: BTreeSet<usize> = spots.iter().flat_map(|spot| &spot.records).copied().collect();
    let world = world::countries();
    let countries: Vec<&str> = countries(catalog).into_iter().collect();
    MapView {
        svg: draw(&frame, &world, &countries, &marks, &shell::word("map.title", None).text),
        places,
        located: located.len(),
        told_twice: told_twice(at, located.iter().copied()),
        held: held(at, located),
        without: without.len(),
        lost: without.iter().take(LOST).map(|record| at.record(*record)).collect(),
    }
}

fn mark(gathered: Gathered, place: &PlaceView, title: String, spots: &[Spot]) -> Mark {
    let exact = gathered.spots.iter().all(|spot| spots[*spot].exact);
    let first = place.parts.first().and_then(|part| part.records.first()).filter(|_| place.count == 1);
    let href = first.and_then(|(record, _)| record.href.clone());
    Mark {
        // A record of two territories that stand at one mark counts once.
        gathered: Gathered { count: place.count, ..gathered },
        label: place.name.text.clone(),
        more: place.others,
        title,
        lang: place.name.lang,
        href: href.or_else(|| Some(format!("#{}", place.id))),
        exact,
    }
}

/// The address of the outline of a country, for the small maps of records.
pub fn outline_address(code: &str) -> String {
    format!("assets/mapas/{code}.svg")
}

/// Where a record is within its country: the picture over the outline of the country, as SVG.
pub(super) fn locator(at: &At<'_>, index: usize) -> Option<String> {
    let catalog = at.catalog();
    let code = places::country(catalog, index)?;
    let frame = at.frame(code)?;
    let (spots, _) = places::of(catalog, std::iter::once(index));
    let label = at.title(index).0;
    let outline = at.asset(&outline_address(code));
    let points: Vec<(f64, f64, bool)> = spots
        .iter()
        .map(|spot| (frame.at(spot.point.lon, spot.point.lat), spot.territory.is_none()))
        .map(|((x, y), exact)| (x, y, exact))
        .collect();
    crate::figure::map::locate(frame, &outline, &points, &label)
}

/// The address of the outlines around all records, for maps that are drawn in the reader's browser.
pub(super) const WHOLE: &str = "assets/mapas/conjunto.svg";

/// The outlines around all records.
fn whole(catalog: &Catalog, world: &BTreeMap<&str, Vec<world::Ring>>) -> Option<crate::output::File> {
    let (spots, _) = places::of(catalog, 0..catalog.records.len());
    let frame = Frame::around(spots.iter().map(|spot| (spot.point.lon, spot.point.lat)), 8.0)?;
    let countries = countries(catalog);
    Some(crate::output::File::text(
        WHOLE.to_owned(),
        crate::figure::map::sheet(&frame, world, &countries.into_iter().collect::<Vec<_>>()),
    ))
}

/// The countries that records are in.
fn countries(catalog: &Catalog) -> BTreeSet<&str> {
    (0..catalog.records.len()).filter_map(|record| places::country(catalog, record)).collect()
}

/// The outlines of the countries that records are in, each and all together.
pub fn outlines(catalog: &Catalog) -> Vec<crate::output::File> {
    let world = world::countries();
    let together = whole(catalog, &world);
    frames(catalog, &world)
        .into_iter()
        .map(|(code, frame)| {
            crate::output::File::text(
                outline_address(&code),
                crate::figure::map::outline_of(&frame, &world, &code),
            )
        })
        .chain(together)
        .collect()
}

/// The frame of every country that a record is in: the country, without its far islands where its records are not.
pub fn frames(catalog: &Catalog, world: &BTreeMap<&str, Vec<world::Ring>>) -> BTreeMap<String, Frame> {
    let codes = countries(catalog);
    let frame = |code: &str| {
        let largest = world.get(code)?.iter().max_by(|a, b| a.len().cmp(&b.len()))?;
        Some((code.to_owned(), Frame::around(largest.iter().copied(), 2.0)?))
    };
    codes.into_iter().filter_map(frame).collect()
}
