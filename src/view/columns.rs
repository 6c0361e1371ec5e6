//! One field of all records as a table: a line per record, with its answer or the reason why there is none.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::config::Field;
use crate::export::table::state;
use crate::output::File;
use crate::record::read::number;
use crate::record::{Answer, Value};
use crate::survey::across::absent;

const HEAD: [&str; 9] =
    ["numero", "slug", "titulo", "estado", "valor", "texto", "ausencia", "parcial", "nota"];

/// The table of every field that has a page.
pub fn files(catalog: &Catalog) -> Vec<File> {
    let collections = catalog.survey.across.iter().enumerate();
    let fields = collections.flat_map(|(collection, fields)| {
        let shown = (0..fields.len()).filter(|field| !fields[*field].is_empty());
        shown.map(move |field| (collection, field))
    });
    let tables = fields.collect::<Vec<_>>().into_par_iter().filter_map(|(collection, field)| {
        let bytes = table(catalog, collection, field)?;
        Some(File { path: super::across::csv_address(catalog, collection, field), bytes })
    });
    tables.collect()
}

fn table(catalog: &Catalog, collection: usize, field: usize) -> Option<Vec<u8>> {
    let model = &catalog.config.collections[collection];
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(HEAD).ok()?;
    for at in catalog.of_collection(collection).filter(|at| catalog.is_own(*at)) {
        let record = &catalog.records[at];
        let answer = record.answer(field);
        let has = answer.is_some_and(Answer::has_content);
        let reason = absent(record, answer, model.fields[field].answer).filter(|_| !has);
        let known = answer.and_then(|answer| answer.value.as_ref());
        let text = answer.and_then(|answer| answer.text.as_ref()).map_or("", |text| &text.markdown);
        let number = number(record, model.roles.number).map(|number| number.to_string());
        let cells: [Cow<'_, str>; HEAD.len()] = [
            number.unwrap_or_default().into(),
            record.slug.as_str().into(),
            inert(catalog.title(at).into()),
            state(record).into(),
            inert(known.map(|known| value(catalog, &model.fields[field], known)).unwrap_or_default()),
            inert(text.into()),
            reason.map_or("", |reason| reason.id()).into(),
            if answer.is_some_and(|answer| answer.partial) { "si" } else { "" }.into(),
            inert(answer.and_then(|answer| answer.note.as_deref()).unwrap_or_default().into()),
        ];
        table.write_record(cells.iter().map(|cell| cell.as_bytes())).ok()?;
    }
    table.into_inner().ok()
}

/// A text that no spreadsheet takes for a formula.
fn inert(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}").into() } else { text }
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
