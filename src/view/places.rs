//! The places of the map as a list: mark by mark, territory by territory, each record under its own.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::shell;
use crate::catalog::Catalog;
use crate::figure::map::Gathered;
use crate::survey::places;

/// A mark of the map: a place, or several so near that their marks would touch.
#[derive(Debug, Serialize)]
pub struct PlaceView {
    /// Its anchor.
    pub id: String,
    /// The territory of most of its records; where there is none, a record.
    pub name: Anchor,
    /// How many more territories it gathers.
    pub others: usize,
    /// How many records.
    pub count: usize,
    /// Its records, territory by territory.
    pub parts: Vec<TerritoryView>,
}

/// The records of a territory that stand at one mark.
#[derive(Debug, Serialize)]
pub struct TerritoryView {
    /// The territory, which leads to its page where that lists just as many; none where nobody says it.
    pub name: Option<Anchor>,
    /// How many records of it stand here.
    pub count: usize,
    /// Some of them, each with whether it only names an experience.
    pub records: Vec<(Anchor, bool)>,
    /// How many are not named here.
    pub more: usize,
    /// The page of the territory, where it lists more than stand here, with how many.
    pub page: Option<Anchor>,
}

/// A territory of a mark with its records; none for those that name no territory.
type Part = (Option<(usize, usize)>, BTreeSet<usize>);

/// The records of a mark, territory by territory, those of most first: each record under every territory that stands
/// there, one with a point of its own under those it names.
fn parts(catalog: &Catalog, gathered: &Gathered, spots: &[places::Spot]) -> Vec<Part> {
    let mut parts: BTreeMap<Option<(usize, usize)>, BTreeSet<usize>> = BTreeMap::new();
    for spot in gathered.spots.iter().map(|spot| &spots[*spot]) {
        let named = |record: usize| match spot.territory {
            Some(territory) => vec![Some(territory)],
            None => {
                let own = places::territories_of(catalog, record);
                if own.is_empty() { vec![None] } else { own.into_iter().map(Some).collect() }
            }
        };
        for record in &spot.records {
            named(*record).into_iter().for_each(|part| parts.entry(part).or_default().extend([*record]));
        }
    }
    let mut parts: Vec<Part> = parts.into_iter().collect();
    parts.sort_by_key(|(territory, records)| {
        (territory.is_none(), std::cmp::Reverse(records.len()), *territory)
    });
    parts
}

/// The view of a mark, and the names of all its territories.
pub(super) fn place(
    at: &At<'_>,
    index: usize,
    gathered: &Gathered,
    spots: &[places::Spot],
    most: usize,
) -> (PlaceView, String) {
    let parts = parts(at.catalog(), gathered, spots);
    let records: BTreeSet<usize> = parts.iter().flat_map(|(_, records)| records).copied().collect();
    let names: Vec<Anchor> =
        parts.iter().filter_map(|(territory, _)| territory.map(|(a, b)| at.term(a, b))).collect();
    let own = || records.first().map(|record| at.record(*record));
    let name = names.first().cloned().or_else(own).unwrap_or_else(|| shell::word("figures.no-datum", None));
    let title = names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(", ");
    let title = if title.is_empty() { name.text.clone() } else { title };
    let most = (most / parts.len().max(1)).max(1);
    let view = PlaceView {
        id: format!("at-place-{}", index + 1),
        name: Anchor { href: None, ..name },
        others: parts.len().saturating_sub(1),
        count: records.len(),
        parts: parts.iter().map(|part| territory(at, part, most)).collect(),
    };
    (view, title)
}

fn territory(at: &At<'_>, (territory, records): &Part, most: usize) -> TerritoryView {
    let catalog = at.catalog();
    let listed = territory.map_or(0, |(taxonomy, term)| catalog.with_term(taxonomy, term).len());
    let page = territory.map(|(taxonomy, term)| at.term(taxonomy, term));
    let same = listed == records.len();
    let shown = |record: &usize| (at.record(*record), catalog.records[*record].identified);
    TerritoryView {
        name: page.clone().map(|name| Anchor { href: name.href.filter(|_| same), ..name }),
        count: records.len(),
        records: records.iter().take(most).map(shown).collect(),
        more: records.len().saturating_sub(most),
        page: page.filter(|_| !same).map(|page| Anchor { count: Some(listed), ..page }),
    }
}
