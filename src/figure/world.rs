//! The outlines of the countries: a table baked once (`docs/map.md`), public domain.

use std::collections::BTreeMap;

/// Arcs, an empty line, then countries as rings of arcs; arcs as differences on a grid of a twenty-fifth of a degree.
static TABLE: &str = include_str!("world.txt");
const GRID: f64 = 25.0;

/// A closed line of longitudes and latitudes.
pub type Ring = Vec<(f64, f64)>;

/// The rings of every country by its ISO 3166-1 code of two letters; `--` holds what has none.
pub fn countries() -> BTreeMap<&'static str, Vec<Ring>> {
    let mut lines = TABLE.lines().skip_while(|line| line.starts_with('#'));
    let arcs: Vec<Ring> = lines.by_ref().take_while(|line| !line.is_empty()).map(arc).collect();
    lines.filter(|line| line.len() > 2).map(|line| (&line[..2], rings(&line[2..], &arcs))).collect()
}

fn arc(line: &str) -> Ring {
    let mut values = Vec::new();
    let (mut value, mut shift) = (0i64, 0);
    for byte in line.bytes() {
        let bits = i64::from(byte) - 63;
        value |= (bits & 31) << shift;
        shift += 5;
        if bits < 32 {
            values.push(if value & 1 == 1 { !(value >> 1) } else { value >> 1 });
            (value, shift) = (0, 0);
        }
    }
    let (mut x, mut y) = (0, 0);
    let step = |pair: &[i64]| {
        (x, y) = (x + pair[0], y + pair[1]);
        (x as f64 / GRID, y as f64 / GRID)
    };
    values.chunks_exact(2).map(step).collect()
}

/// The rings of a country: arcs joined end to end, a negative one backwards.
fn rings(text: &str, arcs: &[Ring]) -> Vec<Ring> {
    let ring = |text: &str| {
        let mut ring = Ring::new();
        for named in text.split(',').filter_map(|at| at.parse::<i64>().ok()) {
            let at = if named < 0 { !named } else { named };
            let Some(arc) = usize::try_from(at).ok().and_then(|at| arcs.get(at)) else { continue };
            let skip = usize::from(!ring.is_empty());
            if named < 0 {
                ring.extend(arc.iter().rev().skip(skip))
            } else {
                ring.extend(arc.iter().skip(skip))
            }
        }
        ring
    };
    text.split(';').map(ring).filter(|ring| ring.len() > 3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_is_whole() {
        let countries = countries();
        assert!(countries.len() > 230, "{}", countries.len());
        for (code, rings) in &countries {
            for ring in rings {
                assert_eq!(ring.first(), ring.last(), "{code}");
                assert!(ring.iter().all(|(lon, lat)| lon.abs() <= 180.0 && lat.abs() <= 90.0), "{code}");
            }
        }
        let chile: Vec<&(f64, f64)> = countries["CL"].iter().flatten().collect();
        assert!(chile.iter().any(|(_, lat)| *lat < -55.0) && chile.iter().any(|(_, lat)| *lat > -18.0));
    }
}
