//! One field of all records as a table: a line per record, with its answer or the reason why there is none.

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
    let mut files = Vec::new();
    for (collection, fields) in catalog.survey.across.iter().enumerate() {
        for field in (0..fields.len()).filter(|field| !fields[*field].is_empty()) {
            let address = super::across::csv_address(catalog, collection, field);
            files.extend(table(catalog, collection, field).map(|bytes| File { path: address, bytes }));
        }
    }
    files
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
        let said = |text: Option<&String>| text.cloned().unwrap_or_default();
        table
            .write_record([
                number(record, model.roles.number).map(|number| number.to_string()).unwrap_or_default(),
                record.slug.clone(),
                inert(catalog.title(at).to_owned()),
                state(record).to_owned(),
                inert(
                    answer
                        .and_then(|answer| answer.value.as_ref())
                        .map(|known| value(catalog, &model.fields[field], known))
                        .unwrap_or_default(),
                ),
                inert(
                    answer
                        .and_then(|answer| answer.text.as_ref())
                        .map(|text| text.markdown.clone())
                        .unwrap_or_default(),
                ),
                reason.map(|reason| reason.id().to_owned()).unwrap_or_default(),
                if answer.is_some_and(|answer| answer.partial) { "si" } else { "" }.to_owned(),
                inert(said(answer.and_then(|answer| answer.note.as_ref()))),
            ])
            .ok()?;
    }
    table.into_inner().ok()
}

/// A text that no spreadsheet takes for a formula.
fn inert(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

/// A value in one cell: what is plain as it is, names joined, all else as JSON.
fn value(catalog: &Catalog, field: &Field, value: &Value) -> String {
    let lang = catalog.config.site.languages[0];
    match value {
        Value::Line(text) | Value::Number(text) => text.clone(),
        Value::List(items) => items.join("; "),
        Value::Period(period) => period.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Flag(yes) => if *yes { "si" } else { "no" }.to_owned(),
        Value::Terms(mentions) => {
            let taxonomy = field.taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id));
            let terms = mentions
                .iter()
                .filter_map(|mention| Some(catalog.term(taxonomy?, mention.target?).label.text(lang)));
            terms.collect::<Vec<_>>().join("; ")
        }
        Value::Actors(parts) => {
            let names =
                parts.iter().filter_map(|part| Some(catalog.actors[part.actor.target?].name.text(lang)));
            names.collect::<Vec<_>>().join("; ")
        }
        Value::Records(mentions) => {
            let titles = mentions.iter().filter_map(|mention| Some(catalog.title(mention.target?)));
            titles.collect::<Vec<_>>().join("; ")
        }
        other => crate::export::json::value(catalog, field, other).to_string(),
    }
}
