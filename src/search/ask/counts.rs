//! How many of the results every value of a facet has, every pair of values of two, every year and every place.

use super::columns::{Column, Order, names, spots};
use super::facets::{self, NONE};
use super::query::{Ask, Choice};
use super::results::Found;
use super::units::all;
use super::{Engine, Trouble};
use crate::search::wire::TermInfo;
use crate::search::words::fold;
use std::collections::BTreeMap;

/// The values of a facet with their numbers.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FacetCount {
    /// Id of the facet.
    pub facet: String,
    /// Id of the term (`sin-dato` for none) and number, in the terms' own order, zeros too; of a facet that has many
    /// only those that are chosen, then the most frequent.
    pub counts: Vec<(String, u32)>,
    /// The labels of those, where the page does not know them.
    pub labels: Vec<String>,
    /// How many more values have records.
    pub more: u32,
}

/// Two facets crossed.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Crossed {
    /// Ids of the rows' terms, then `sin-dato`.
    pub rows: Vec<String>,
    /// Ids of the columns' terms, then `sin-dato`.
    pub columns: Vec<String>,
    /// How many records each row has.
    pub totals: Vec<u32>,
    /// How many each cell has.
    pub cells: Vec<Vec<u32>>,
}

/// Records at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// Latitude and longitude in thousandths of a degree.
    pub at: (i32, i32),
    /// Twice its territory plus one, or 0; and one more for the records' very place.
    pub territory: u32,
    /// How many.
    pub records: u32,
}

/// At most so many values of a facet that has many.
const MANY: usize = 30;

/// The facets that were to be counted, each as if nothing were chosen in it that widens.
pub(super) fn facets(engine: &Engine, ask: &Ask, found: &Found<'_>) -> Result<Vec<FacetCount>, Trouble> {
    let known = engine.manifest.taxonomies.iter().enumerate();
    let wanted = known.filter(|(_, facet)| {
        let chosen = ask.choices.iter().any(|choice| choice.facet == facet.id);
        let open = !facet.is_apart() || ask.opened.contains(&facet.id) || chosen;
        open && (ask.only.is_empty() || ask.only.contains(&facet.id) || (facet.is_apart() && chosen))
    });
    all(wanted.map(|(at, _)| facet(engine, ask, found, at)))
}

fn facet(engine: &Engine, ask: &Ask, found: &Found<'_>, at: usize) -> Result<FacetCount, Trouble> {
    let known = &engine.manifest.taxonomies[at];
    let fits = found.but(|choice| choice.facet == known.id && !facets::narrows_itself(choice));
    let (names, numbers) = (names(engine, at), numbers(engine, at, &fits));
    let (names, numbers) = (names?, numbers?);
    if known.is_apart() {
        return Ok(best(engine, ask, &known.id, &names, &numbers));
    }
    let ids = names.iter().map(|t| t.id.clone()).chain([NONE.to_string()]);
    Ok(FacetCount { facet: known.id.clone(), counts: ids.zip(numbers).collect(), ..FacetCount::default() })
}

/// Term ordinal → number; the last one counts those without any.
fn numbers(engine: &Engine, facet: usize, fits: &[bool]) -> Result<Vec<u32>, Trouble> {
    let size = engine.manifest.taxonomies[facet].size as usize;
    let mut numbers = vec![0; size + 1];
    for (terms, _) in Column::of(engine, facet)?.records().zip(fits).filter(|(_, fits)| **fits) {
        terms.iter().for_each(|term| numbers[*term as usize] += 1);
        numbers[size] += u32::from(terms.is_empty());
    }
    Ok(numbers)
}

/// Of many values those that are chosen, then the most frequent of those whose name has what was typed.
fn best(engine: &Engine, ask: &Ask, facet: &str, names: &[TermInfo], numbers: &[u32]) -> FacetCount {
    let language = engine.manifest.language(&ask.language);
    let chosen = |id: &str| {
        ask.choices.iter().any(|choice| choice.facet == facet && choice.values.iter().any(|v| v == id))
    };
    let typed = ask.typed.iter().find(|(of, _)| of == facet).map_or(String::new(), |(_, text)| fold(text).0);
    let named = |name: &TermInfo| typed.is_empty() || fold(name.label(language)).0.contains(&typed);
    let open = ask.opened.iter().any(|open| open == facet);
    let (mut shown, mut rest): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, name) in names.iter().enumerate() {
        if chosen(&name.id) {
            shown.push(at);
        } else if open && numbers[at] > 0 && named(name) {
            rest.push(at);
        }
    }
    rest.sort_by(|a, b| numbers[*b].cmp(&numbers[*a]).then(a.cmp(b)));
    let more = rest.len().saturating_sub(MANY) as u32;
    shown.extend(rest.into_iter().take(MANY));
    let mut counts: Vec<(String, u32)> =
        shown.iter().map(|at| (names[*at].id.clone(), numbers[*at])).collect();
    let mut labels: Vec<String> = shown.iter().map(|at| names[*at].label(language).to_string()).collect();
    counts.push((NONE.to_string(), numbers[names.len()]));
    labels.push(String::new());
    FacetCount { facet: facet.to_string(), counts, labels, more }
}

/// Two facets crossed over what was found.
pub(super) fn crossed(engine: &Engine, ask: &Ask, found: &Found<'_>) -> Result<Option<Crossed>, Trouble> {
    let Some((rows, columns)) = &ask.crossed else { return Ok(None) };
    let facet =
        |id: &String| engine.manifest.taxonomy(id).filter(|at| !engine.manifest.taxonomies[*at].is_apart());
    let (Some(rows), Some(columns)) = (facet(rows), facet(columns)) else { return Ok(None) };
    let (down, across) = (Column::of(engine, rows), Column::of(engine, columns));
    let (down, across) = (down?, across?);
    let ids = |at: usize| {
        let terms = engine.manifest.taxonomies[at].terms.iter().map(|t| t.id.clone());
        terms.chain([NONE.to_string()]).collect::<Vec<_>>()
    };
    let (rows, columns) = (ids(rows), ids(columns));
    let fits = found.but(|_| false);
    let mut totals = vec![0; rows.len()];
    let mut cells = vec![vec![0; columns.len()]; rows.len()];
    for ((down, across), _) in down.records().zip(across.records()).zip(&*fits).filter(|(_, fits)| **fits) {
        for row in or_last(down, rows.len()) {
            totals[row] += 1;
            or_last(across, columns.len()).into_iter().for_each(|column| cells[row][column] += 1);
        }
    }
    Ok(Some(Crossed { rows, columns, totals, cells }))
}

fn or_last(terms: &[u32], length: usize) -> Vec<usize> {
    if terms.is_empty() { vec![length - 1] } else { terms.iter().map(|term| *term as usize).collect() }
}

/// Whether it was asked how many begin in each year.
pub(super) fn counts_years(engine: &Engine, ask: &Ask) -> bool {
    ask.counts && (ask.only.is_empty() || ask.only.iter().any(|facet| facets::is_of_years(engine, facet)))
}

/// How many begin in each year, as if no year were chosen.
pub(super) fn years(engine: &Engine, order: &Order, found: &Found<'_>) -> Vec<(i32, u32)> {
    let own = |choice: &Choice| facets::is_of_years(engine, &choice.facet) && !facets::narrows_itself(choice);
    let mut numbers = vec![0; order.beginnings.len() + 1];
    for (begin, _) in order.begins.iter().zip(&*found.but(own)).filter(|(_, fits)| **fits) {
        numbers[*begin] += 1;
    }
    order.beginnings.iter().copied().zip(numbers).filter(|(_, number)| *number > 0).collect()
}

/// Where what was found is, and how many are nowhere.
pub(super) fn places(engine: &Engine, found: &Found<'_>) -> Result<(Vec<Gathered>, u32), Trouble> {
    let fits = found.but(|choice| choice.facet == facets::PLACE && !facets::narrows_itself(choice));
    let mut places: BTreeMap<(i32, i32, u32), u32> = BTreeMap::new();
    let mut nowhere = 0;
    spots(engine, |doc, spots| {
        if fits[doc] {
            nowhere += u32::from(spots.is_empty());
            spots.iter().for_each(|spot| *places.entry(*spot).or_default() += 1);
        }
    })?;
    let gathered = places.into_iter().map(|((lat, lon, territory), records)| Gathered {
        at: (lat, lon),
        territory,
        records,
    });
    Ok((gathered.collect(), nowhere))
}
