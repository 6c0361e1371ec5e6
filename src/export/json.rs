//! Every record with its fields, absences and notes, as JSON: in one list, a line each, and beside each page.

use serde_json::{Map, Value as Json, json};

use super::table::{self, Cell, Table};
use super::{Published, Set};
use crate::catalog::Catalog;
use crate::config::Field;
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
        let written = |fields: Map<String, Json>| {
            fields.into_iter().map(|(id, said)| (id, said.to_string())).collect::<Vec<_>>()
        };
        let translations = translations(catalog, &catalog.records[index]).into_iter();
        let translations = translations.map(|(lang, fields)| {
            let Json::Object(fields) = fields else { return (lang, Vec::new()) };
            (lang, written(fields))
        });
        Said { fields: written(fields(catalog, index)), translations: translations.collect() }
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
