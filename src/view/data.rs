//! The published data: every record with its fields and absences, as JSON.

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::links::At;
use crate::catalog::Catalog;
use crate::config::Field;
use crate::record::read::number;
use crate::record::{Absence, Answer, Mention, Money, Participation, Value};
use crate::site::File;

/// The page that lists the files.
#[derive(Debug, Serialize)]
pub struct DataView {
    /// The files: name and link.
    pub files: Vec<(String, String)>,
}

/// The view of the page of data.
pub(super) fn view(at: &At<'_>) -> DataView {
    let folder = &at.catalog().config.data_address;
    let file = |name: &str| (name.to_owned(), at.asset(&format!("{folder}/{name}")));
    DataView { files: vec![file("fichas.json")] }
}

/// The files of the folder of data.
pub fn files(catalog: &Catalog) -> Vec<File> {
    let records: Vec<Json> = (0..catalog.records.len()).map(|record| self::record(catalog, record)).collect();
    let mut text = String::from("[\n");
    for (at, record) in records.iter().enumerate() {
        text.push_str(&record.to_string());
        text.push_str(if at + 1 < records.len() { ",\n" } else { "\n" });
    }
    text.push_str("]\n");
    vec![File::text(format!("{}/fichas.json", catalog.config.data_address), text)]
}

/// One record: what tells it apart, then its fields by id.
fn record(catalog: &Catalog, index: usize) -> Json {
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
    json!({
        "coleccion": model.id,
        "numero": number(record, model.roles.number),
        "slug": record.slug,
        "url": format!("/{}", super::record::address(catalog, index)),
        "titulo": catalog.title(index),
        "estado": if record.identified { "identificada" } else { "completa" },
        "idioma": record.lang,
        "campos": fields,
    })
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

fn value(catalog: &Catalog, field: &Field, value: &Value) -> Json {
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
