//! Every record with its fields, absences and notes, as JSON: in one list, a line each, and beside each page.

use std::fmt::Write;

use rayon::prelude::*;
use serde_json::{Map, Value as Json, json};

use super::table::{Cell, Table};
use super::{Published, Set};
use crate::catalog::Catalog;
use crate::config::Field;
use crate::output::File;
use crate::plan::PageKey;
use crate::record::read::number;
use crate::record::{Absence, Answer, Mention, Money, Participation, Record, Value};

/// The file beside the page of a record.
pub const BESIDE: &str = "ficha.json";

/// The records in one list, and every other table but that of answers, which the records hold.
pub fn files(set: &Set<'_>) -> Vec<File> {
    let mut files = vec![File::text(set.published.data("fichas.json"), list(&set.lines))];
    let tables = set.tables.iter().filter(|table| !["fichas", "campos"].contains(&table.name));
    files.extend(
        tables.map(|table| {
            File::text(set.published.data(&format!("{}.json", table.name)), list(&objects(table)))
        }),
    );
    files
}

/// The records, a line each.
pub fn ndjson(set: &Set<'_>) -> Vec<File> {
    let mut text = String::with_capacity(set.lines.iter().map(|line| line.len() + 1).sum());
    set.lines.iter().for_each(|line| text.extend([line, "\n"]));
    vec![File::text(set.published.data("fichas.ndjson"), text)]
}

/// Each record on one line.
pub(super) fn lines(published: &Published<'_>) -> Vec<String> {
    (0..published.catalog.records.len())
        .into_par_iter()
        .map(|index| record(published, index).to_string())
        .collect()
}

fn list(lines: &[String]) -> String {
    format!("[\n{}\n]\n", lines.join(",\n"))
}

/// Each row of a table as an object; what is empty is null.
fn objects(table: &Table<'_>) -> Vec<String> {
    let names: Vec<String> =
        table.columns.iter().map(|column| Json::from(column.name.as_str()).to_string()).collect();
    let object = |row: &Vec<Cell<'_>>| {
        let mut text = String::from("{");
        for (at, (name, cell)) in names.iter().zip(row).enumerate() {
            let _ = write!(text, "{}{name}:{}", if at > 0 { "," } else { "" }, plain(cell));
        }
        text + "}"
    };
    table.rows.iter().map(object).collect()
}

fn plain(cell: &Cell<'_>) -> Json {
    match cell {
        Cell::Empty | Cell::Absent(_) => Json::Null,
        Cell::Text(text) => Json::from(text.as_ref()),
        Cell::Integer(number) => json!(number),
        Cell::Number(number) => json!(number),
        Cell::Flag(yes) => json!(yes),
    }
}

/// One record: what tells it apart, then its fields by id.
fn record(published: &Published<'_>, index: usize) -> Json {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let model = catalog.model(record);
    let fields = fields(catalog, index);
    json!({
        "coleccion": model.id,
        "numero": number(record, model.roles.number),
        "slug": record.slug,
        "url": published.address(&published.page(PageKey::Record(index))),
        "titulo": catalog.title(index),
        "estado": if record.identified { "identificada" } else { "completa" },
        "idioma": record.lang,
        "campos": fields,
        "traducciones": translations(catalog, record),
    })
}

/// What a record says in each field.
pub(crate) fn fields(catalog: &Catalog, index: usize) -> Map<String, Json> {
    let record = &catalog.records[index];
    let model = catalog.model(record);
    let mut fields = Map::new();
    for (at, field) in model.fields.iter().enumerate() {
        match record.answer(at) {
            Some(answer) => {
                fields.insert(field.id.clone(), self::answer(catalog, field, answer));
            }
            None if field.answer && !record.identified => {
                fields.insert(field.id.clone(), json!({ "ausencia": Absence::NotSurveyed }));
            }
            None => {}
        }
    }
    fields
}

/// The fields that are translated, by language.
pub(crate) fn translations(catalog: &Catalog, record: &Record) -> Map<String, Json> {
    let mut languages = Map::new();
    for (lang, answers) in record.translations.iter() {
        let fields = catalog.model(record).fields.iter().zip(answers);
        let said = fields.filter_map(|(field, answer)| {
            Some((field.id.clone(), self::answer(catalog, field, answer.as_ref()?)))
        });
        languages.insert(lang.to_string(), Json::Object(said.collect()));
    }
    languages
}

/// An answer: `valor` and `texto` where there are any, else `ausencia`; then what is noted about it.
fn answer(catalog: &Catalog, field: &Field, answer: &Answer) -> Json {
    let mut entries = Map::new();
    if let Some(value) = &answer.value {
        entries.insert("valor".to_owned(), self::value(catalog, field, value));
    }
    if let Some(text) = &answer.text {
        entries.insert("texto".to_owned(), Json::from(text.markdown.as_str()));
    }
    if !answer.has_content() {
        entries.insert("ausencia".to_owned(), json!(answer.absence.unwrap_or(Absence::NotSurveyed)));
    }
    if answer.partial {
        entries.insert("parcial".to_owned(), Json::from(true));
    }
    for (key, text) in [("nota", &answer.note), ("fuente", &answer.source)] {
        if let Some(text) = text {
            entries.insert(key.to_owned(), Json::from(text.as_str()));
        }
    }
    Json::Object(entries)
}

/// A value as JSON.
pub(crate) fn value(catalog: &Catalog, field: &Field, value: &Value) -> Json {
    match value {
        Value::Line(text) => json!(text),
        Value::List(items) => json!(items),
        Value::Period(period) => json!({
            "texto": period.to_string(), "desde": period.start, "hasta": period.end, "sigue": period.ongoing,
        }),
        Value::Terms(mentions) => json!(terms(catalog, field.taxonomy.as_deref(), mentions)),
        Value::Place(place) => json!(place),
        Value::Actors(parts) => parts.iter().filter_map(|part| participation(catalog, part)).collect(),
        Value::Money(money) => self::money(catalog, money),
        Value::Norms(norms) => json!(norms),
        Value::Indicators(indicators) => json!(indicators),
        Value::References(references) => json!(references),
        Value::Media(media) => json!(media),
        Value::Links(links) => json!(links),
        Value::Records(mentions) => {
            let slugs =
                mentions.iter().filter_map(|mention| Some(catalog.records[mention.target?].slug.as_str()));
            json!(slugs.collect::<Vec<_>>())
        }
        Value::Number(number) => {
            number.parse().map(|number: serde_json::Number| Json::Number(number)).unwrap_or(json!(number))
        }
        Value::Date(date) => json!(date),
        Value::Flag(yes) => json!(yes),
    }
}

fn terms<'c>(catalog: &'c Catalog, taxonomy: Option<&str>, mentions: &[Mention]) -> Vec<&'c str> {
    let Some(taxonomy) = taxonomy.and_then(|id| catalog.taxonomy_at(id)) else { return Vec::new() };
    mentions.iter().filter_map(|mention| Some(catalog.term(taxonomy, mention.target?).id.as_str())).collect()
}

fn participation(catalog: &Catalog, part: &Participation) -> Option<Json> {
    let actor = &catalog.actors[part.actor.target?];
    let roles = catalog.config.actors.as_ref().and_then(|actors| actors.roles.as_deref());
    let mut entries = Map::new();
    entries.insert("actor".to_owned(), Json::from(actor.id.as_str()));
    entries.insert("rol".to_owned(), json!(terms(catalog, roles, &part.roles)));
    if let Some(note) = &part.note {
        entries.insert("nota".to_owned(), Json::from(note.as_str()));
    }
    Some(Json::Object(entries))
}

fn money(catalog: &Catalog, money: &Money) -> Json {
    let source = |source: &crate::record::Funding| {
        let actor =
            source.actor.as_ref().and_then(|mention| Some(catalog.actors[mention.target?].id.as_str()));
        let entries = json!({
            "actor": actor, "nombre": source.name, "parte": source.share, "monto": source.amount,
            "moneda": source.currency, "nota": source.note,
        });
        let Json::Object(entries) = entries else { return entries };
        Json::Object(entries.into_iter().filter(|(_, value)| !value.is_null()).collect())
    };
    json!({ "montos": money.amounts, "fuentes": money.sources.iter().map(source).collect::<Vec<_>>() })
}
