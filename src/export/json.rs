//! Every record with its fields, absences and notes, as JSON: in one list, a line each, and beside each page.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::table::{self, Cell, Table};
use super::{Published, Set};
use crate::catalog::Catalog;
use crate::config::Field;
use crate::lang::Lang;
use crate::output::{HELD, Put};
use crate::plan::PageKey;
use crate::record::read::number;
use crate::record::{Absence, Answer, Mention, Money, Participation, Record, Value};

/// The file beside the page of a record.
pub const BESIDE: &str = "ficha.json";

/// What a record says, each field as JSON once: for its line, and for the hashes of it.
pub(super) struct Said<'c> {
    json: Vec<u8>,
    fields: Fields<'c>,
    /// By language, the fields that are translated.
    translations: Vec<(String, Fields<'c>)>,
}

/// Fields by their ids, in the order of these, each with the place of its JSON.
type Fields<'c> = Vec<(&'c str, Range<usize>)>;

impl<'c> Said<'c> {
    pub(super) fn of(catalog: &'c Catalog, index: usize) -> Said<'c> {
        let mut json = Vec::with_capacity(16 * 1024);
        let fields = written(answered(catalog, index), &mut json);
        let translations = translated(catalog, &catalog.records[index]);
        let mut translations: Vec<_> =
            translations.map(|(lang, fields)| (lang.to_string(), written(fields, &mut json))).collect();
        translations.sort_by(|(a, _), (b, _)| a.cmp(b));
        Said { json, fields, translations }
    }

    /// The JSON of each field by its id.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&'c str, &[u8])> {
        self.fields.iter().map(|(id, at)| (*id, &self.json[at.clone()]))
    }

    /// The JSON of each field that is translated by its id and the language.
    pub(super) fn translations(&self) -> impl Iterator<Item = (&'c str, &str, &[u8])> {
        self.translations.iter().flat_map(|(lang, fields)| {
            fields.iter().map(|(id, at)| (*id, lang.as_str(), &self.json[at.clone()]))
        })
    }

    /// The record on one line: what tells it apart, and its fields by id. Nothing hinders writing to memory.
    pub(super) fn line(&self, published: &Published<'_>, index: usize) -> Vec<u8> {
        let catalog = published.catalog;
        let record = &catalog.records[index];
        let model = catalog.model(record);
        let mut line = Vec::with_capacity(self.json.len() + 2 * 1024);
        let own = |key: &str, value: Json, line: &mut Vec<u8>| {
            let _ = write!(line, ",\"{key}\":{value}");
        };
        line.extend(b"{\"campos\":");
        self.object(&self.fields, &mut line);
        own("coleccion", json!(model.id), &mut line);
        own("estado", json!(table::state(record)), &mut line);
        own("idioma", json!(record.lang), &mut line);
        own("numero", json!(number(record, model.roles.number)), &mut line);
        if let Some(observatory) = catalog.observatory(index) {
            own("observatorio", json!(observatory.id), &mut line);
        }
        own("slug", json!(record.slug), &mut line);
        own("titulo", json!(catalog.title(index)), &mut line);
        line.extend(b",\"traducciones\":{");
        for (at, (lang, fields)) in self.translations.iter().enumerate() {
            line.extend(if at > 0 { &b",\""[..] } else { b"\"" });
            line.extend(lang.as_bytes());
            line.extend(b"\":");
            self.object(fields, &mut line);
        }
        line.push(b'}');
        own("url", json!(published.address(&published.page(PageKey::Record(index)))), &mut line);
        line.push(b'}');
        line
    }

    /// An object of fields; their ids need no escaping.
    fn object(&self, fields: &Fields<'_>, text: &mut Vec<u8>) {
        text.push(b'{');
        for (at, (id, place)) in fields.iter().enumerate() {
            text.extend(if at > 0 { &b",\""[..] } else { b"\"" });
            text.extend(id.as_bytes());
            text.extend(b"\":");
            text.extend(&self.json[place.clone()]);
        }
        text.push(b'}');
    }
}

/// Writes fields as JSON, and says where each stands.
fn written<'c>(fields: impl Iterator<Item = (&'c str, Answered<'c>)>, json: &mut Vec<u8>) -> Fields<'c> {
    let place = |(id, answer)| {
        let start = json.len();
        let _ = serde_json::to_writer(&mut *json, &answer);
        (id, start..json.len())
    };
    let mut fields: Fields<'c> = fields.map(place).collect();
    fields.sort_by_key(|(id, _)| *id);
    fields
}

/// The records in one list, and every other table but that of answers, which the records hold.
///
/// # Errors
///
/// Those of `put`.
pub fn files(set: &Set<'_>, put: &dyn Put) -> io::Result<()> {
    put.pour(set.published.data("fichas.json"), &|out| list(&set.lines, out))?;
    let mut tables = set.tables.iter().filter(|table| !["fichas", "campos"].contains(&table.name));
    tables.try_for_each(|table| {
        put.pour(set.published.data(&format!("{}.json", table.name)), &|out| objects(table, out))
    })
}

/// The records, a line each.
///
/// # Errors
///
/// Those of `put`.
pub fn ndjson(set: &Set<'_>, put: &dyn Put) -> io::Result<()> {
    let line = |line: &[u8], out: &mut dyn Write| {
        out.write_all(line)?;
        out.write_all(b"\n")
    };
    put.pour(set.published.data("fichas.ndjson"), &|out| {
        set.lines.iter().try_for_each(|known| line(known, out))
    })
}

fn list(lines: &[Vec<u8>], out: &mut dyn Write) -> io::Result<()> {
    for (at, line) in lines.iter().enumerate() {
        out.write_all(if at > 0 { b",\n" } else { b"[\n" })?;
        out.write_all(line)?;
    }
    out.write_all(if lines.is_empty() { b"[\n\n]\n" } else { b"\n]\n" })
}

/// Each row of a table as an object; what is empty is null.
fn objects(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> =
        table.columns.iter().map(|column| Json::from(column.name.as_str()).to_string()).collect();
    let mut text = Vec::with_capacity(2 * HELD);
    for (at, row) in table.rows.iter().enumerate() {
        text.extend(if at > 0 { b",\n" } else { b"[\n" });
        for (place, (name, cell)) in names.iter().zip(row).enumerate() {
            text.push(if place > 0 { b',' } else { b'{' });
            text.extend(name.as_bytes());
            text.push(b':');
            plain(cell, &mut text);
        }
        text.push(b'}');
        if text.len() > HELD {
            out.write_all(&text)?;
            text.clear();
        }
    }
    text.extend(if table.rows.is_empty() { &b"[\n\n]\n"[..] } else { b"\n]\n" });
    out.write_all(&text)
}

/// A cell. Nothing hinders writing to memory.
fn plain(cell: &Cell<'_>, text: &mut Vec<u8>) {
    let _ = match cell {
        Cell::Empty | Cell::Absent(_) => serde_json::to_writer(text, &()),
        Cell::Text(value) => serde_json::to_writer(text, value),
        Cell::Id(id) => serde_json::to_writer(text, &**id),
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
