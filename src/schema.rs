//! The model of a site as JSON Schema (draft 7, which editors of text read): what may be written in a ficha of YAML or in
//! the head of one of Markdown, in a vocabulary and in the list of actors; with labels, help and definitions for hovering.

use serde_json::{Map, Value as Json, json};

use crate::catalog::Catalog;
use crate::config::{CollectionConfig, DRAFT, FORMERLY, Field, Kind};
use crate::lang::Lang;
use crate::link;
use crate::record::{Absence, actor, answer, indicator, media, money, norm, place, reference};
use crate::tree::Names;
use crate::vocabulary::{ACTOR_KEYS, TERM_KEYS};

/// The schemas of a site: the name of each file, the files it is of, and its text.
pub fn schemas(catalog: &Catalog) -> Vec<(String, Vec<String>, String)> {
    let config = &catalog.config;
    let text = |schema: Json| serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n";
    let of = |folder: &str| vec![format!("{folder}/**/*.yaml"), format!("{folder}/**/*.yml")];
    let fichas = config
        .collections
        .iter()
        .map(|model| (format!("{}.json", model.id), of(&model.folder), text(ficha(catalog, model))));
    let mut schemas: Vec<_> = fichas.collect();
    let vocabularies: Vec<String> = config.taxonomies.iter().map(|taxonomy| taxonomy.file.clone()).collect();
    schemas.push(("terms.json".to_owned(), vocabularies, text(list(TERM_KEYS, &["id"]))));
    if let Some(actors) = &config.actors {
        let files =
            if actors.files.ends_with(".yaml") { vec![actors.files.clone()] } else { of(&actors.files) };
        schemas.push(("actors.json".to_owned(), files, text(list(ACTOR_KEYS, &["id"]))));
    }
    schemas
}

/// A list of groups with these keys, some of which each must have.
fn list(keys: &[Names], required: &[&str]) -> Json {
    let group = json!({ "type": "object", "properties": any(keys), "required": required, "additionalProperties": false });
    json!({ "$schema": "http://json-schema.org/draft-07/schema#", "type": ["array", "null"], "items": group })
}

/// Keys under which anything may stand.
fn any(keys: &[Names]) -> Map<String, Json> {
    keys.iter().flat_map(|names| names.iter()).map(|name| ((*name).to_owned(), json!(true))).collect()
}

/// What may be written in a ficha of a collection.
fn ficha(catalog: &Catalog, model: &CollectionConfig) -> Json {
    let lang = catalog.config.site.languages[0];
    let mut properties: Map<String, Json> = any(&[FORMERLY, DRAFT]);
    for field in &model.fields {
        let schema = described(catalog, field, lang);
        for name in names(field) {
            properties.entry(name.to_owned()).or_insert_with(|| schema.clone());
        }
    }
    // What is required may be given under any of its names; a text may also stand in the body.
    let required = model.fields.iter().filter(|field| field.required && field.kind != Kind::Text);
    let one_of_its_names = |field: &Field| {
        let names: Vec<Json> = names(field).map(|name| json!({ "required": [name] })).collect();
        json!({ "anyOf": names })
    };
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": model.label.one.text(lang),
        "description": model.help.text(lang),
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "allOf": required.map(one_of_its_names).collect::<Vec<Json>>(),
    })
}

/// The names by which a ficha may give a field: its id, its labels, its other names.
fn names(field: &Field) -> impl Iterator<Item = &str> {
    let labels = field.label.iter().map(|(_, label)| label.as_str());
    std::iter::once(field.id.as_str()).chain(labels).chain(field.aliases.iter().map(String::as_str))
}

/// What may stand under a field: its value, an absence, or a group with notes beside the value.
fn described(catalog: &Catalog, field: &Field, lang: Lang) -> Json {
    let value = value(catalog, field, lang);
    let mut group = any(answer::KEYS);
    group.insert("valor".to_owned(), value.clone());
    group.insert("value".to_owned(), value.clone());
    group.insert("ausencia".to_owned(), absence());
    group.insert("absence".to_owned(), absence());
    match field.kind {
        Kind::Place => group.extend(any(place::KEYS)),
        Kind::Money => group.extend(any(money::KEYS)),
        _ => {}
    }
    let group = json!({ "type": "object", "properties": group, "additionalProperties": false });
    let forms = if matches!(field.kind, Kind::Place | Kind::Money) {
        vec![group, absence()]
    } else {
        vec![value, absence(), group]
    };
    json!({ "title": field.label.text(lang), "description": field.help.text(lang), "anyOf": forms })
}

fn absence() -> Json {
    let names: Vec<&str> = Absence::ALL.iter().flat_map(|absence| absence.names()).copied().collect();
    json!({ "enum": names })
}

fn scalar() -> Json {
    json!({ "type": ["string", "number", "boolean"] })
}

fn one_or_more(item: &Json) -> Json {
    json!({ "anyOf": [item, { "type": "array", "items": item }] })
}

/// A group with these keys, or a bare text where that is enough.
fn groups(keys: &[Names]) -> Json {
    let group = json!({ "type": "object", "properties": any(keys), "additionalProperties": false });
    one_or_more(&json!({ "anyOf": [scalar(), group] }))
}

fn value(catalog: &Catalog, field: &Field, lang: Lang) -> Json {
    match field.kind {
        Kind::Line => scalar(),
        Kind::Text | Kind::List | Kind::Records => one_or_more(&scalar()),
        Kind::Period => json!({ "anyOf": [
            { "type": "integer", "minimum": 1, "maximum": 9999 },
            { "type": "string", "pattern": "^\\s*(~?\\d{4}\\s*([-–—]\\s*(~?\\d{4})?)?|[-–—]\\s*~?\\d{4})\\s*$" },
        ] }),
        Kind::Date => json!({ "anyOf": [
            { "type": "integer", "minimum": 1, "maximum": 9999 },
            { "type": "string", "pattern": "^\\s*\\d{4}(-\\d{2}(-\\d{2})?)?\\s*$" },
        ] }),
        Kind::Number => {
            json!({ "anyOf": [{ "type": "number" }, { "type": "string", "pattern": "^\\s*-?\\d+(\\.\\d+)?\\s*$" }] })
        }
        Kind::Flag => json!({ "type": ["boolean", "string"] }),
        Kind::Terms => terms(catalog, field, lang),
        Kind::Actors => groups(actor::KEYS),
        Kind::Norms => groups(norm::KEYS),
        Kind::Indicators => groups(indicator::KEYS),
        Kind::References => groups(reference::KEYS),
        Kind::Media => groups(media::KEYS),
        Kind::Links => groups(link::KEYS),
        Kind::Place | Kind::Money => json!({ "type": "object" }),
    }
}

/// The terms of a field's vocabulary: ids, with label and definition for hovering, then labels and synonyms.
fn terms(catalog: &Catalog, field: &Field, lang: Lang) -> Json {
    let taxonomy = field.taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id));
    let Some(taxonomy) = taxonomy.map(|at| &catalog.taxonomies[at]) else { return one_or_more(&scalar()) };
    let (mut names, mut told): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    for term in &taxonomy.terms {
        let label = term.label.text(lang);
        let meaning = term.definition.text(lang);
        let told_of = if meaning.is_empty() { label.to_owned() } else { format!("{label}: {meaning}") };
        let labels = term.label.iter().map(|(_, label)| label.as_str());
        let synonyms = term.synonyms.iter().map(|(_, synonym)| synonym.as_str());
        for name in std::iter::once(term.id.as_str()).chain(labels).chain(synonyms) {
            if !names.contains(&name) {
                names.push(name);
                told.push(told_of.clone());
            }
        }
    }
    let term = json!({ "enum": names, "markdownEnumDescriptions": told });
    if field.many { one_or_more(&term) } else { term }
}
