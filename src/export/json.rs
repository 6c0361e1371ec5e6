//! Every record with its fields, absences and notes, as JSON: in one list, a line each, and beside each page.

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::table::{self, Cell, Table};
use super::{Published, Set};
use crate::catalog::Catalog;
use crate::config::Field;
use crate::lang::Lang;
use crate::output::File;
use crate::plan::PageKey;
use crate::record::read::number;
use crate::record::{Absence, Answer, Mention, Money, Participation, Record, Value};

/// The file beside the page of a record.
pub const BESIDE: &str = "ficha.json";

/// What a record says, each field as JSON once: for its line, and for the hashes of it.
pub(super) struct Said {
    /// The fields by id.
    pub(super) fields: Vec<(String, String)>,
    /// By language, the fields that are translated.
    pub(super) translations: Vec<(String, Vec<(String, String)>)>,
}

impl Said {
    pub(super) fn of(catalog: &Catalog, index: usize) -> Said {
        let translations = translated(catalog, &catalog.records[index]);
        let mut translations: Vec<_> =
            translations.map(|(lang, fields)| (lang.to_string(), written(fields))).collect();
        translations.sort();
        Said { fields: written(answered(catalog, index)), translations }
    }

    /// The record on one line: what tells it apart, and its fields by id.
    pub(super) fn line(&self, published: &Published<'_>, index: usize) -> String {
        let catalog = published.catalog;
        let record = &catalog.records[index];
        let model = catalog.model(record);
        let own = |key: &str, value: Json| format!(",\"{key}\":{value}");
        let mut line = String::from("{\"campos\":");
        object(&self.fields, &mut line);
        line.push_str(&own("coleccion", json!(model.id)));
        line.push_str(&own("estado", json!(table::state(record))));
        line.push_str(&own("idioma", json!(record.lang)));
        line.push_str(&own("numero", json!(number(record, model.roles.number))));
        if let Some(observatory) = catalog.observatory(index) {
            line.push_str(&own("observatorio", json!(observatory.id)));
        }
        line.push_str(&own("slug", json!(record.slug)));
        line.push_str(&own("titulo", json!(catalog.title(index))));
        line.push_str(",\"traducciones\":{");
        for (at, (lang, fields)) in self.translations.iter().enumerate() {
            line.push_str(if at > 0 { ",\"" } else { "\"" });
            line.push_str(lang);
            line.push_str("\":");
            object(fields, &mut line);
        }
        let url = published.address(&published.page(PageKey::Record(index)));
        line.push('}');
        line.push_str(&own("url", json!(url)));
        line.push('}');
        line
    }
}

/// Fields as JSON, in the order of their ids.
fn written<'c>(fields: impl Iterator<Item = (&'c str, Answered<'c>)>) -> Vec<(String, String)> {
    let said = |said: &Answered<'_>| serde_json::to_string(said).unwrap_or_default();
    let mut fields: Vec<_> = fields.map(|(id, answer)| (id.to_owned(), said(&answer))).collect();
    fields.sort();
    fields
}

/// Fields whose values are JSON already; their ids need no escaping.
fn object(fields: &[(String, String)], text: &mut String) {
    text.push('{');
    for (at, (id, said)) in fields.iter().enumerate() {
        for part in [if at > 0 { ",\"" } else { "\"" }, id, "\":", said] {
            text.push_str(part);
        }
    }
    text.push('}');
}

/// The records in one list, and every other table but that of answers, which the records hold.
pub fn files(set: &Set<'_>) -> Vec<File> {
    let file = |name: &str, bytes: Vec<u8>| File { path: set.published.data(name), bytes };
    let tables = set.tables.iter().filter(|table| !["fichas", "campos"].contains(&table.name));
    let others = tables.map(|table| file(&format!("{}.json", table.name), objects(table)));
    std::iter::once(file("fichas.json", list(&set.lines))).chain(others).collect()
}

/// The records, a line each.
pub fn ndjson(set: &Set<'_>) -> Vec<File> {
    let mut text = String::with_capacity(set.lines.iter().map(|line| line.len() + 1).sum());
    set.lines.iter().for_each(|line| text.extend([line, "\n"]));
    vec![File::text(set.published.data("fichas.ndjson"), text)]
}

fn list(lines: &[String]) -> Vec<u8> {
    let mut text = Vec::with_capacity(lines.iter().map(|line| line.len() + 2).sum::<usize>() + 8);
    for (at, line) in lines.iter().enumerate() {
        text.extend(if at > 0 { b",\n" } else { b"[\n" });
        text.extend(line.as_bytes());
    }
    text.extend(if lines.is_empty() { &b"[\n\n]\n"[..] } else { b"\n]\n" });
    text
}

/// Each row of a table as an object; what is empty is null.
fn objects(table: &Table<'_>) -> Vec<u8> {
    let names: Vec<String> =
        table.columns.iter().map(|column| Json::from(column.name.as_str()).to_string()).collect();
    let mut text = Vec::with_capacity(table.rows.len() * table.columns.len() * 24);
    for (at, row) in table.rows.iter().enumerate() {
        text.extend(if at > 0 { b",\n" } else { b"[\n" });
        for (place, (name, cell)) in names.iter().zip(row).enumerate() {
            text.push(if place > 0 { b',' } else { b'{' });
            text.extend(name.as_bytes());
            text.push(b':');
            plain(cell, &mut text);
        }
        text.push(b'}');
    }
    text.extend(if table.rows.is_empty() { &b"[\n\n]\n"[..] } else { b"\n]\n" });
    text
}

/// A cell. Nothing hinders writing to memory.
fn plain(cell: &Cell<'_>, text: &mut Vec<u8>) {
    let _ = match cell {
        Cell::Empty | Cell::Absent(_) => serde_json::to_writer(text, &()),
        Cell::Text(value) => serde_json::to_writer(text, value),
        Cell::Integer(number) => serde_json::to_writer(text, number),
        Cell::Number(number) => serde_json::to_writer(text, number),
        Cell::Flag(yes) => serde_json::to_writer(text, yes),
    };
}

/// What a record says in each field.
pub(crate) fn fields(catalog: &Catalog, index: usize) -> Map<String, Json> {
    map(answered(catalog, index))
}

/// The fields that are translated, by language.
pub(crate) fn translations(catalog: &Catalog, record: &Record) -> Map<String, Json> {
    let languages = translated(catalog, record);
    languages.map(|(lang, fields)| (lang.to_string(), Json::Object(map(fields)))).collect()
}

fn map<'c>(fields: impl Iterator<Item = (&'c str, Answered<'c>)>) -> Map<String, Json> {
    fields.map(|(id, said)| (id.to_owned(), json!(said))).collect()
}

fn answered(catalog: &Catalog, index: usize) -> impl Iterator<Item = (&str, Answered<'_>)> {
    let record = &catalog.records[index];
    catalog.model(record).fields.iter().enumerate().filter_map(|(at, field)| {
        let said = match record.answer(at) {
            Some(answer) => Answered::of(catalog, field, answer),
            None if field.answer && !record.identified => {
                Answered { absence: Some(Absence::NotSurveyed), ..Answered::default() }
            }
            None => return None,
        };
        Some((field.id.as_str(), said))
    })
}

fn translated<'c>(
    catalog: &'c Catalog,
    record: &'c Record,
) -> impl Iterator<Item = (Lang, impl Iterator<Item = (&'c str, Answered<'c>)>)> {
    record.translations.iter().map(|(lang, answers)| {
        let fields = catalog.model(record).fields.iter().zip(answers);
        let said = fields.filter_map(|(field, answer)| {
            Some((field.id.as_str(), Answered::of(catalog, field, answer.as_ref()?)))
        });
        (lang, said)
    })
}

/// An answer: value and text where there are any, else why not; then what is noted about it. In the order of the keys.
#[derive(Default, Serialize)]
struct Answered<'c> {
    #[serde(rename = "ausencia", skip_serializing_if = "Option::is_none")]
    absence: Option<Absence>,
    #[serde(rename = "fuente", skip_serializing_if = "Option::is_none")]
    source: Option<&'c str>,
    #[serde(rename = "nota", skip_serializing_if = "Option::is_none")]
    note: Option<&'c str>,
    #[serde(rename = "parcial", skip_serializing_if = "std::ops::Not::not")]
    partial: bool,
    #[serde(rename = "texto", skip_serializing_if = "Option::is_none")]
    text: Option<&'c str>,
    #[serde(rename = "valor", skip_serializing_if = "Option::is_none")]
    value: Option<Json>,
}

impl<'c> Answered<'c> {
    fn of(catalog: &Catalog, field: &Field, answer: &'c Answer) -> Answered<'c> {
        let absence = || answer.absence.unwrap_or(Absence::NotSurveyed);
        Answered {
            absence: (!answer.has_content()).then(absence),
            source: answer.source.as_deref(),
            note: answer.note.as_deref(),
            partial: answer.partial,
            text: answer.text.as_ref().map(|text| text.markdown.as_str()),
            value: answer.value.as_ref().map(|value| self::value(catalog, field, value)),
        }
    }
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
