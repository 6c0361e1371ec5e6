//! One field of all records as a table: a line per record, with its answer or the reason why there is none.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::config::Field;
use crate::export::csv;
use crate::export::table::state;
use crate::output::File;
use crate::record::read::number;
use crate::record::{Answer, Record, Value};
use crate::survey::across::absent;

const HEAD: [&str; 9] =
    ["numero", "slug", "titulo", "estado", "valor", "texto", "ausencia", "parcial", "nota"];

/// How many records are told to all tables before the next: as many as stay close at hand.
const NEAR: usize = 256;

/// The table of every field that has a page.
pub fn files(catalog: &Catalog) -> Vec<File> {
    let collections = catalog.survey.across.iter().enumerate();
    let files = collections.flat_map(|(collection, across)| {
        let fields: Vec<usize> = (0..across.len()).filter(|field| !across[*field].is_empty()).collect();
        let tables = tables(catalog, collection, &fields);
        fields.into_iter().zip(tables).map(move |(field, table)| {
            File::text(super::across::csv_address(catalog, collection, field), table)
        })
    });
    files.collect()
}

/// The tables of these fields, in their order.
fn tables(catalog: &Catalog, collection: usize, fields: &[usize]) -> Vec<String> {
    let own: Vec<usize> =
        catalog.of_collection(collection).filter(|record| catalog.is_own(*record)).collect();
    let pieces = own.par_chunks(NEAR).map(|records| lines(catalog, fields, records));
    let pieces: Vec<Vec<String>> = pieces.collect();
    let mut head = String::new();
    csv::line(HEAD, &mut head);
    let table = |at: usize| {
        let lines = pieces.iter().map(|tables| tables[at].as_str());
        std::iter::once(head.as_str()).chain(lines).collect::<Vec<&str>>().concat()
    };
    (0..fields.len()).map(table).collect()
}

/// The lines of some records in each of the tables.
fn lines(catalog: &Catalog, fields: &[usize], records: &[usize]) -> Vec<String> {
    let mut tables = vec![String::new(); fields.len()];
    for at in records {
        let record = &catalog.records[*at];
        let model = catalog.model(record);
        let number = number(record, model.roles.number).map(|number| number.to_string()).unwrap_or_default();
        let whose = [&number, &record.slug, catalog.title(*at), state(record)];
        for (table, field) in tables.iter_mut().zip(fields) {
            let answer = said(catalog, record, &model.fields[*field], record.answer(*field));
            csv::line(whose.into_iter().chain(answer.iter().map(|cell| &**cell)), table);
        }
    }
    tables
}

/// The cells of an answer, or of the reason why there is none.
fn said<'a>(
    catalog: &Catalog,
    record: &Record,
    field: &Field,
    answer: Option<&'a Answer>,
) -> [Cow<'a, str>; 5] {
    let has = answer.is_some_and(Answer::has_content);
    let reason = absent(record, answer, field.answer).filter(|_| !has);
    let known = answer.and_then(|answer| answer.value.as_ref());
    let text = answer.and_then(|answer| answer.text.as_ref()).map_or("", |text| &text.markdown);
    [
        known.map(|known| value(catalog, field, known)).unwrap_or_default(),
        text.into(),
        reason.map_or("", |reason| reason.id()).into(),
        if answer.is_some_and(|answer| answer.partial) { "si" } else { "" }.into(),
        answer.and_then(|answer| answer.note.as_deref()).unwrap_or_default().into(),
    ]
}

/// A value in one cell: what is plain as it is, names joined, all else as JSON.
fn value<'v>(catalog: &Catalog, field: &Field, value: &'v Value) -> Cow<'v, str> {
    let lang = catalog.config.site.languages[0];
    match value {
        Value::Line(text) | Value::Number(text) => text.into(),
        Value::List(items) => items.join("; ").into(),
        Value::Period(period) => period.to_string().into(),
        Value::Date(date) => date.to_string().into(),
        Value::Flag(yes) => if *yes { "si" } else { "no" }.into(),
        Value::Terms(mentions) => {
            let taxonomy = field.taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id));
            let terms = mentions
                .iter()
                .filter_map(|mention| Some(catalog.term(taxonomy?, mention.target?).label.text(lang)));
            terms.collect::<Vec<_>>().join("; ").into()
        }
        Value::Actors(parts) => {
            let names =
                parts.iter().filter_map(|part| Some(catalog.actors[part.actor.target?].name.text(lang)));
            names.collect::<Vec<_>>().join("; ").into()
        }
        Value::Records(mentions) => {
            let titles = mentions.iter().filter_map(|mention| Some(catalog.title(mention.target?)));
            titles.collect::<Vec<_>>().join("; ").into()
        }
        other => crate::export::json::value(catalog, field, other).to_string().into(),
    }
}
