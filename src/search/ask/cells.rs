//! The cells of a table of results: for every asked column what a record says there, or why it says nothing.

use super::columns::{Column, names};
use super::units::all;
use super::{Engine, Trouble};
use crate::search::wire::{Card, Nature};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A text; empty where nothing is said and nothing was asked.
    Text(String),
    /// The kind of an absence.
    Absent(String),
}

/// The cells of some records: per record one for each asked column.
pub(super) fn cells(
    engine: &Engine,
    columns: &[String],
    language: usize,
    shown: &[usize],
    cards: &[Card],
) -> Result<Vec<Vec<Cell>>, Trouble> {
    if columns.is_empty() {
        return Ok(vec![Vec::new(); shown.len()]);
    }
    let absent = absences(engine, shown);
    let facets = all(columns.iter().map(|id| match engine.manifest.taxonomy(id) {
        Some(at) => terms(engine, at, language, shown).map(Some),
        None => Ok(None),
    }));
    let (absent, facets) = (absent?, facets?);
    let cell = |row: usize, column: usize| {
        // What is noted on an absence is not an answer.
        if let Some((_, kind)) = absent[row].iter().find(|(field, _)| *field == columns[column]) {
            return Cell::Absent(kind.clone());
        }
        Cell::Text(match &facets[column] {
            Some(texts) => texts[row].clone(),
            None => said(engine, &cards[row], &columns[column]),
        })
    };
    Ok((0..shown.len()).map(|row| (0..columns.len()).map(|column| cell(row, column)).collect()).collect())
}

/// What a record says in a field.
fn said(engine: &Engine, card: &Card, field: &str) -> String {
    let ordinal = engine.manifest.fields.iter().position(|known| known.id == field);
    let parts =
        card.parts.iter().filter(|(of, _)| Some(*of as usize) == ordinal).map(|(_, text)| text.as_str());
    parts.collect::<Vec<_>>().join("\n")
}

/// The labels of the terms that records have of themselves in a facet.
fn terms(engine: &Engine, facet: usize, language: usize, shown: &[usize]) -> Result<Vec<String>, Trouble> {
    let (names, column) = (names(engine, facet), Column::of(engine, facet));
    let (names, column) = (names?, column?);
    let label = |term: &u32| names.get(*term as usize).map(|name| name.label(language).to_string());
    let text = |doc: &usize| column.own(*doc).iter().filter_map(label).collect::<Vec<_>>().join("; ");
    Ok(shown.iter().map(text).collect())
}

/// A field and the reason why a record does not answer it.
type Reason = (String, String);

/// Which fields records do not answer, and why.
fn absences(engine: &Engine, shown: &[usize]) -> Result<Vec<Vec<Reason>>, Trouble> {
    let facet = engine.manifest.taxonomies.iter().position(|t| t.nature == Nature::Absence);
    let Some(facet) = facet else { return Ok(vec![Vec::new(); shown.len()]) };
    let (known, column) = (&engine.manifest.taxonomies[facet].terms, Column::of(engine, facet)?);
    let split = |term: &u32| known.get(*term as usize)?.id.rsplit_once('.');
    let reason = |(field, kind): (&str, &str)| (field.to_string(), kind.to_string());
    Ok(shown.iter().map(|doc| column.own(*doc).iter().filter_map(split).map(reason).collect()).collect())
}
