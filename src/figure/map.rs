//! A map cropped to what it shows: outlines of countries and marks that gather where they would overlap.

use std::collections::BTreeMap;

use super::place_labels::{Wish, letters, place};
use super::world::Ring;
use super::{Svg, escape, short};
use crate::lang::Lang;
use crate::record::Point;

/// How long a label may be.
const LETTERS: usize = 26;

/// The width of a map in its own units; the height follows from what it shows.
pub const WIDTH: f64 = 420.0;

/// The part of the world that a map shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    left: f64,
    top: f64,
    scale: f64,
    /// Its height in the map's own units.
    pub height: f64,
}

/// The Miller projection, in degrees: shapes are right nearly everywhere, and the far north stays on the sheet.
fn project(lon: f64, lat: f64) -> (f64, f64) {
    let lat = lat.clamp(-85.0, 85.0).to_radians();
    (lon, -(1.25 * (std::f64::consts::FRAC_PI_4 + 0.4 * lat).tan().ln()).to_degrees())
}

impl Frame {
    /// The frame around these places, never narrower than `least` degrees, between two to three and five to three.
    pub fn around(places: impl Iterator<Item = (f64, f64)>, least: f64) -> Option<Frame> {
        let spots = places.map(|(lon, lat)| project(lon, lat)).map(|(x, y)| (x, y, x, y));
        let (x0, y0, x1, y1) =
            spots.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3)))?;
        let margin = 0.08 * (x1 - x0).max(y1 - y0).max(least);
        let width = (x1 - x0 + 2.0 * margin).max(least).max((y1 - y0 + 2.0 * margin) / 1.45);
        let height = (y1 - y0 + 2.0 * margin).max(0.7 * width);
        let scale = WIDTH / width;
        let (x, y) = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
        Some(Frame { left: x - width / 2.0, top: y - height / 2.0, scale, height: (height * scale).round() })
    }

    /// Where a place lies on the map.
    pub fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        let (x, y) = project(lon, lat);
        ((x - self.left) * self.scale, (y - self.top) * self.scale)
    }
}

/// Something at a place.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Where.
    pub point: Point,
    /// How many cases it stands for.
    pub count: usize,
    /// Whether it is the very place; otherwise the middle of a territory.
    pub exact: bool,
}

/// Spots that stand so near that their marks would overlap, as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathered {
    /// Its place across.
    pub x: f64,
    /// Its place down.
    pub y: f64,
    /// How many cases.
    pub count: usize,
    /// The spots, in order.
    pub spots: Vec<usize>,
}

/// The radius of a mark for so many cases.
pub fn radius(count: usize) -> f64 {
    (4.0 + 1.7 * (count as f64).sqrt()).min(20.0)
}

/// Gathers spots until no two marks overlap: first those in the same small square, then marks that touch.
pub fn gather(spots: &[Spot], frame: &Frame) -> Vec<Gathered> {
    const SQUARE: f64 = 14.0;
    let mut squares: BTreeMap<(i64, i64), Gathered> = BTreeMap::new();
    for (at, spot) in spots.iter().enumerate() {
        let (x, y) = frame.at(spot.point.lon, spot.point.lat);
        let own = Gathered { x, y, count: spot.count, spots: vec![at] };
        let square = ((y / SQUARE).floor() as i64, (x / SQUARE).floor() as i64);
        match squares.get_mut(&square) {
            Some(known) => *known = joined(known, own),
            None => {
                squares.insert(square, own);
            }
        }
    }
    let mut gathered: Vec<Gathered> = Vec::new();
    for own in squares.into_values() {
        let mut own = own;
        while let Some(at) = gathered.iter().position(|other| overlap(other, &own)) {
            own = joined(&gathered.swap_remove(at), own);
        }
        gathered.push(own);
    }
    for own in &mut gathered {
        own.spots.sort_unstable();
    }
    gathered.sort_by(|a, b| b.count.cmp(&a.count).then(a.spots.cmp(&b.spots)));
    gathered
}

fn overlap(a: &Gathered, b: &Gathered) -> bool {
    (a.x - b.x).hypot(a.y - b.y) < radius(a.count) + radius(b.count) + 1.0
}

/// Two as one, in the middle of their cases.
fn joined(a: &Gathered, b: Gathered) -> Gathered {
    let (m, n) = (a.count.max(1) as f64, b.count.max(1) as f64);
    let middle = |a: f64, b: f64| (a * m + b * n) / (m + n);
    let spots = a.spots.iter().chain(&b.spots).copied().collect();
    Gathered { x: middle(a.x, b.x), y: middle(a.y, b.y), count: a.count + b.count, spots }
}

/// A mark on the map.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What it gathers and where.
    pub gathered: Gathered,
    /// The name of the first of what it gathers.
    pub label: String,
    /// How many more it gathers.
    pub more: usize,
    /// The names of all it gathers.
    pub title: String,
    /// The language of the names, where it is not the page's.
    pub lang: Option<Lang>,
    /// Where it leads.
    pub href: Option<String>,
    /// Whether all it stands for is exactly there.
    pub exact: bool,
}

impl Mark {
    /// What stands beside it: the first name, cut where it is long, and how many more there are.
    fn beside(&self) -> String {
        let more = if self.more > 0 { format!(" +{}", self.more) } else { String::new() };
        format!("{}{more}", short(&self.label, LETTERS - more.len()))
    }
}

/// The map: every country in the frame, those in `of_interest` standing out, and the marks.
pub fn draw(
    frame: &Frame,
    world: &BTreeMap<&str, Vec<Ring>>,
    of_interest: &[&str],
    marks: &[Mark],
    label: &str,
) -> String {
    let mut svg = Svg::scaled("map", WIDTH, frame.height, label);
    land(&mut svg, frame, world, of_interest, 0.1);
    let wish = |mark: &Mark| Wish {
        x: mark.gathered.x,
        y: mark.gathered.y,
        r: radius(mark.gathered.count),
        letters: letters(&mark.beside()),
    };
    let wishes: Vec<Wish> = marks.iter().map(wish).collect();
    let near = place(&wishes, 0, (WIDTH, frame.height), 8.0);
    let far = place(&wishes, 0, (WIDTH, frame.height), 12.5);
    for ((mark, near), far) in marks.iter().zip(near).zip(far) {
        let (x, y, count) = (mark.gathered.x, mark.gathered.y, mark.gathered.count);
        let class = if mark.exact { "spot exact" } else { "spot territory" };
        svg.link(mark.href.as_deref(), class, (&format!("{}: {count}", mark.title), mark.lang), |svg| {
            svg.put(format_args!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\"/>", radius(count)));
            if count > 1 {
                svg.put(format_args!(
                    "<text class=\"count\" x=\"{x:.1}\" y=\"{y:.1}\" dy=\"0.36em\">{count}</text>"
                ));
            }
            for (class, placed) in [("wide", near), ("narrow", far)] {
                let Some(placed) = placed else { continue };
                svg.put(format_args!(
                    "<text class=\"label {class} {}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                    placed.anchor,
                    placed.x,
                    placed.y,
                    escape(&mark.beside())
                ));
            }
        });
    }
    svg.finish()
}

/// The outline of a country and its neighbours as a file of its own, which many small maps share.
pub fn outline_of(frame: &Frame, world: &BTreeMap<&str, Vec<Ring>>, code: &str) -> String {
    let mut svg = Svg::document(WIDTH, frame.height);
    svg.put(format_args!(
        "<style>path{{fill:#e4dccb;stroke:#fbf8f2;stroke-width:1.5}}.here{{fill:#b9b09c}}\
         @media(prefers-color-scheme:dark){{path{{fill:#2c2a27;stroke:#1a1917}}.here{{fill:#57524a}}}}</style>"
    ));
    // It is shown at half the size of the map: whole units are fine enough.
    land(&mut svg, frame, world, &[code], 1.0);
    svg.finish()
}

/// The outlines of a whole map as a file of its own, and where on the sheet they lie, for whoever puts marks on it.
pub fn sheet(frame: &Frame, world: &BTreeMap<&str, Vec<Ring>>, of_interest: &[&str]) -> String {
    let mut svg = Svg::document(WIDTH, frame.height);
    land(&mut svg, frame, world, of_interest, 0.1);
    let place = format!(
        "<svg data-left=\"{}\" data-top=\"{}\" data-scale=\"{}\"",
        frame.left, frame.top, frame.scale
    );
    svg.finish().replacen("<svg", &place, 1)
}

/// A small map: points over the outline of their country, which is a file.
pub fn locate(frame: &Frame, outline: &str, points: &[(f64, f64, bool)], label: &str) -> Option<String> {
    if points.is_empty() {
        return None;
    }
    let label = escape(label);
    let mut svg = String::from("<svg class=\"figure locator\" ");
    svg.push_str(&format!(
        "viewBox=\"0 0 {WIDTH:.0} {0:.0}\" role=\"img\" aria-label=\"{label}\">",
        frame.height
    ));
    svg.push_str(&format!(
        "<image href=\"{}\" width=\"{WIDTH:.0}\" height=\"{:.0}\"/>",
        escape(outline),
        frame.height
    ));
    for (x, y, exact) in points {
        let class = if *exact { "exact" } else { "territory" };
        svg.push_str(&format!("<circle class=\"spot {class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"14\"/>"));
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// The outlines that reach into the frame.
fn land(svg: &mut Svg, frame: &Frame, world: &BTreeMap<&str, Vec<Ring>>, of_interest: &[&str], step: f64) {
    for (code, rings) in world {
        let mut path = String::new();
        for ring in rings {
            let corners: Vec<(f64, f64)> = ring.iter().map(|(lon, lat)| frame.at(*lon, *lat)).collect();
            outline(&mut path, &clip(corners, frame.height), step);
        }
        if !path.is_empty() {
            let class = if of_interest.contains(code) { "land here" } else { "land" };
            svg.put(format_args!("<path class=\"{class}\" d=\"{path}\"/>"));
        }
    }
}

/// A closed line, in steps of so many units; points that nearly fall together are one, and a speck is left out.
fn outline(path: &mut String, corners: &[(f64, f64)], step: f64) {
    let mut points: Vec<(i64, i64)> =
        corners.iter().map(|(x, y)| ((x / step).round() as i64, (y / step).round() as i64)).collect();
    let near = if step < 1.0 { 6 } else { 2 };
    points.dedup_by(|a, b| (a.0 - b.0).abs() + (a.1 - b.1).abs() < near);
    if points.len() < 4 {
        return;
    }
    let written = |value: i64| {
        let units = (value as f64 * step * 10.0).round() as i64;
        if units % 10 == 0 { (units / 10).to_string() } else { format!("{}", units as f64 / 10.0) }
    };
    path.push_str(&format!("M{} {}l", written(points[0].0), written(points[0].1)));
    for (at, pair) in points.windows(2).enumerate() {
        let (dx, dy) = (written(pair[1].0 - pair[0].0), written(pair[1].1 - pair[0].1));
        let apart = |text: &str| if text.starts_with('-') { "" } else { " " };
        path.push_str(&format!("{}{dx}{}{dy}", if at == 0 { "" } else { apart(&dx) }, apart(&dy)));
    }
    path.push('z');
}

/// What of a closed line lies in the frame and a little around it (Sutherland and Hodgman's way, edge by edge).
fn clip(corners: Vec<(f64, f64)>, height: f64) -> Vec<(f64, f64)> {
    const AROUND: f64 = 8.0;
    type Side = fn((f64, f64), f64) -> f64;
    let edges: [(Side, f64); 4] = [
        (|p, e| p.0 - e, -AROUND),
        (|p, e| e - p.0, WIDTH + AROUND),
        (|p, e| p.1 - e, -AROUND),
        (|p, e| e - p.1, height + AROUND),
    ];
    let mut kept = corners;
    for (side, edge) in edges {
        let mut next = Vec::with_capacity(kept.len());
        for (at, corner) in kept.iter().enumerate() {
            let before = kept[if at == 0 { kept.len() - 1 } else { at - 1 }];
            let (here, there) = (side(*corner, edge), side(before, edge));
            if (here < 0.0) != (there < 0.0) {
                let share = there / (there - here);
                next.push((
                    before.0 + share * (corner.0 - before.0),
                    before.1 + share * (corner.1 - before.1),
                ));
            }
            if here >= 0.0 {
                next.push(*corner);
            }
        }
        kept = next;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn gathered_marks_never_overlap_and_lose_nothing(
            places in proptest::collection::vec((-60.0f64..60.0, -120.0f64..120.0, 1usize..40), 1..80)
        ) {
            let spots: Vec<Spot> = places
                .iter()
                .map(|(lat, lon, count)| Spot { point: Point { lat: *lat, lon: *lon }, count: *count, exact: true })
                .collect();
            let frame = Frame::around(places.iter().map(|(lat, lon, _)| (*lon, *lat)), 4.0);
            prop_assert!(frame.is_some());
            let Some(frame) = frame else { return Ok(()) };
            let gathered = gather(&spots, &frame);
            let mut seen: Vec<usize> = gathered.iter().flat_map(|own| own.spots.clone()).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..spots.len()).collect::<Vec<_>>());
            for (at, a) in gathered.iter().enumerate() {
                prop_assert!(gathered[at + 1..].iter().all(|b| !overlap(a, b)));
                prop_assert!(a.x >= 0.0 && a.x <= WIDTH && a.y >= 0.0 && a.y <= frame.height);
            }
        }

        #[test]
        fn clipping_stays_in_the_frame(corners in proptest::collection::vec((-900.0f64..900.0, -900.0f64..900.0), 3..30)) {
            for (x, y) in clip(corners, 300.0) {
                prop_assert!((-8.001..=WIDTH + 8.001).contains(&x) && (-8.001..=308.001).contains(&y));
            }
        }
    }
}
