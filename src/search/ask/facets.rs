//! What is chosen in facets: which records it lets through.

use super::columns::{Column, Order, names, spots};
use super::query::{Choice, Mode};
use super::{Engine, Trouble};
use crate::search::wire::{Nature, Taxonomy};

/// The value of those of whom nothing is known.
pub(super) const NONE: &str = "sin-dato";
/// The facet of places, which has no list of values: `lugar=-33.459,-70.645`.
pub(super) const PLACE: &str = "lugar";
/// What is listed where nobody asks for anything else.
const FULL: &str = "completa";

/// What is chosen, with what is meant though nobody says it: the span of years, and that records are full.
pub(super) fn choices(engine: &Engine, ask: &super::Ask) -> Vec<Choice> {
    let mut choices = ask.choices.clone();
    let mut add = |facet: Option<&Taxonomy>, value: String, always: bool| {
        let Some(facet) = facet else { return };
        let of_facet = |choice: &Choice| choice.facet == facet.id;
        let known = choices.iter().position(|choice| of_facet(choice) && choice.mode == Mode::Any);
        match known {
            Some(at) if always => choices[at].values.push(value),
            None if always || !choices.iter().any(of_facet) => {
                choices.push(Choice { facet: facet.id.clone(), values: vec![value], mode: Mode::Any });
            }
            _ => {}
        }
    };
    if let Some(span) = ask.span() {
        add(engine.manifest.of_nature(Nature::Years), span, true);
    }
    add(engine.manifest.of_nature(Nature::State), FULL.to_string(), false);
    choices
}

/// Whether a facet, by its id, is that of the years records begin in.
pub(super) fn is_of_years(engine: &Engine, facet: &str) -> bool {
    engine.manifest.of_nature(Nature::Years).is_some_and(|years| years.id == facet)
}

/// Which records a choice lets through; all, where it is about nothing that is known.
pub(super) fn passes(engine: &Engine, choice: &Choice, order: Option<&Order>) -> Result<Vec<bool>, Trouble> {
    if choice.facet == PLACE {
        return by_place(engine, choice);
    }
    match engine.manifest.taxonomy(&choice.facet) {
        None => Ok(vec![true; engine.manifest.kinds.listed()]),
        Some(at) if engine.manifest.taxonomies[at].nature == Nature::Years => Ok(by_year(choice, order)),
        Some(at) => by_term(engine, choice, at),
    }
}

/// Whether what holds of the values is what is wanted.
fn fits(choice: &Choice, holds: impl Fn(usize) -> bool) -> bool {
    let mut values = 0..choice.values.len();
    match choice.mode {
        Mode::Any => values.any(holds),
        Mode::All | Mode::Besides => values.all(holds),
        Mode::None => !values.any(holds),
    }
}

fn by_term(engine: &Engine, choice: &Choice, facet: usize) -> Result<Vec<bool>, Trouble> {
    let (known, column) = (names(engine, facet), Column::of(engine, facet));
    let (known, column) = (known?, column?);
    let ordinal = |value: &String| known.iter().position(|t| t.id == *value).map(|i| i as u32);
    let values: Vec<Option<u32>> = choice.values.iter().map(ordinal).collect();
    let through = column.records().map(|terms| {
        fits(choice, |i| match values[i] {
            Some(value) => terms.contains(&value),
            None => choice.values[i] == NONE && terms.is_empty(),
        })
    });
    Ok(through.collect())
}

fn by_year(choice: &Choice, order: Option<&Order>) -> Vec<bool> {
    let spans: Vec<Option<(i32, i32)>> = choice.values.iter().map(|value| span(value)).collect();
    let holds = |year: i32, i: usize| match spans[i] {
        Some((from, to)) => year != 0 && (from..=to).contains(&year),
        None => choice.values[i] == NONE && year == 0,
    };
    let years = order.into_iter().flat_map(|order| &order.years);
    years.map(|(begin, _)| fits(choice, |i| holds(*begin, i))).collect()
}

/// A span of years: `1990-1999`, `2005`, `2010-`, `-1989`.
pub(super) fn span(value: &str) -> Option<(i32, i32)> {
    let (from, to) = value.split_once('-').unwrap_or((value, value));
    let year = |text: &str, open: i32| if text.is_empty() { Some(open) } else { text.parse().ok() };
    value.contains(|c: char| c.is_ascii_digit()).then_some(())?;
    Some((year(from, i32::MIN)?, year(to, i32::MAX)?))
}

fn by_place(engine: &Engine, choice: &Choice) -> Result<Vec<bool>, Trouble> {
    let places: Vec<Option<(i32, i32)>> = choice.values.iter().map(|value| place(value)).collect();
    let mut through = Vec::with_capacity(engine.manifest.kinds.listed());
    spots(engine, |_, spots| {
        let holds = |i: usize| match places[i] {
            Some((lat, lon)) => spots.iter().any(|spot| (spot.0, spot.1) == (lat, lon)),
            None => choice.values[i] == NONE && spots.is_empty(),
        };
        through.push(fits(choice, holds));
    })?;
    Ok(through)
}

/// A place as addresses name it: thousandths of degrees, latitude first.
fn place(value: &str) -> Option<(i32, i32)> {
    let (lat, lon) = value.split_once(',')?;
    Some((lat.parse().ok()?, lon.parse().ok()?))
}

/// The records that can be listed at all: those of the first collection.
pub(super) fn listed(engine: &Engine) -> Result<Vec<bool>, Trouble> {
    let state = engine.manifest.taxonomies.iter().position(|t| t.nature == Nature::State);
    Ok(match state {
        Some(at) => Column::of(engine, at)?.records().map(|terms| !terms.is_empty()).collect(),
        None => vec![true; engine.manifest.kinds.listed()],
    })
}

/// Whether a choice narrows its own facet's counts.
pub(super) fn narrows_itself(choice: &Choice) -> bool {
    choice.mode != Mode::Any
}

#[cfg(test)]
mod tests {
    use super::span;

    #[test]
    fn spans_of_years() {
        assert_eq!(span("1990-1999"), Some((1990, 1999)));
        assert_eq!(span("2005"), Some((2005, 2005)));
        assert_eq!(span("2010-"), Some((2010, i32::MAX)));
        assert_eq!(span("-1989"), Some((i32::MIN, 1989)));
        assert_eq!((span("-"), span("sin-dato"), span("19x0-"), span("")), (None, None, None, None));
    }
}
