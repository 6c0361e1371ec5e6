//! The actors as a catalogue for Mix'n'match, which matches them with Wikidata.

use std::io;

use super::table::{Cell, Column, Foreign, Rows, Table, Type};
use super::{Set, csv};
use crate::output::Put;
use crate::plan::PageKey;
use crate::report::Words;

/// The actors by id, name, description and address, with the item they are known to be.
///
/// # Errors
///
/// Those of `put`.
pub fn file(set: &Set<'_>, put: &dyn Put) -> io::Result<()> {
    if set.published.catalog.config.actors.is_none() {
        return Ok(());
    }
    let silent = Words { es: String::new(), en: String::new() };
    let column = |name: &str| Column {
        name: name.to_owned(),
        about: silent.clone(),
        kind: Type::Text,
        categories: Vec::new(),
    };
    let table = Table {
        name: "actores-mixnmatch",
        about: silent.clone(),
        columns: ["id", "name", "desc", "url", "q"].map(column).to_vec(),
        key: &["id"],
        foreign: Vec::<Foreign>::new(),
        rows: rows(set),
    };
    put.pour(set.published.data("actores-mixnmatch.csv"), &|out| csv::table(&table, out))
}

fn rows<'a>(set: &Set<'a>) -> Rows<'a> {
    let published = &set.published;
    let main = published.main();
    let mut rows = Rows::new(5);
    for (at, actor) in published.catalog.actors.iter().enumerate() {
        let kind = super::table::kind_label(published, at);
        let told = [kind, actor.acronym.as_deref(), actor.country.as_deref()];
        let told: Vec<&str> = told.into_iter().flatten().collect();
        let text = |text: Option<&'a str>| text.map_or(Cell::Empty, Cell::from);
        rows.push([
            Cell::from(actor.id.as_str()),
            Cell::from(actor.name.text(main)),
            Cell::from(told.join("; ")),
            Cell::from(published.address(&published.page(PageKey::Actor(at, 0)))),
            text(actor.wikidata.as_deref()),
        ]);
    }
    rows
}
