//! What may be written in `site.toml`.

use serde_json::{Map, Value as Json, json};

use super::keys::{self, Key, Shape, Table};
use super::{DRAFT, Told};
use crate::config::{Config, Kind, MatrixConfig};

/// The schema of the declaration: its keys with what each is for, and the names of this site where one is asked for.
pub(super) fn schema(config: &Config) -> Json {
    let told = Told::of(config);
    let mut schema = Writer { config, told }.table(&keys::SITE_TOML);
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!("site.toml");
    schema
}

struct Writer<'a> {
    config: &'a Config,
    told: Told,
}

impl Writer<'_> {
    fn table(&self, table: &Table) -> Json {
        let keys = table.keys.iter().map(|key| (key.name.to_owned(), self.key(key)));
        let refused =
            self.told.one("Aquí no va ninguna clave con ese nombre.", "No key of that name belongs here.");
        json!({
            "type": "object",
            "properties": keys.collect::<Map<String, Json>>(),
            "required": table.required,
            "additionalProperties": false,
            "errorMessage": refused,
        })
    }

    fn key(&self, key: &Key) -> Json {
        let mut schema = self.shape(&key.shape);
        schema["description"] = json!(self.told.one(key.es, key.en));
        schema
    }

    fn shape(&self, shape: &Shape) -> Json {
        let config = self.config;
        let taxonomies = || config.taxonomies.iter().map(|taxonomy| taxonomy.id.as_str());
        match shape {
            Shape::Line => line(),
            Shape::Lines => json!({ "anyOf": [line(), { "type": "array", "items": line() }] }),
            Shape::Text => json!({ "anyOf": [line(), per_language(&line())] }),
            Shape::Label => label(),
            Shape::Flag => json!({ "type": "boolean" }),
            Shape::Day => self.pattern(r"^\d{4}(-\d{2}(-\d{2})?)?$", "2026, 2026-11, 2026-11-20"),
            Shape::Language => {
                json!({ "type": "array", "items": self.pattern("^[a-z]{2,3}$", "es, en, pt") })
            }
            Shape::Path => self.pattern(r"^[^/\\:][^\\:]*$", "content/vocabularios/tema.yaml"),
            Shape::Id => self.pattern("^[a-z0-9-]+$", "marco-normativo"),
            Shape::Address => self.pattern(r"^[^{}]*/\{slug\}$", "experiencias/{slug}"),
            Shape::Url => self.pattern("^https?://", "https://example.org/"),
            Shape::License => json!({ "anyOf": [line(), self.table(&keys::LICENSE)] }),
            Shape::Kind => json!({ "enum": Kind::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>() }),
            Shape::Taxonomy => named(taxonomies()),
            Shape::Crossed => named(taxonomies().chain([MatrixConfig::DIMENSIONS, MatrixConfig::ABSENCES])),
            Shape::Collection => named(config.collections.iter().map(|collection| collection.id.as_str())),
            Shape::Field => named(fields(config)),
            Shape::Words => words(),
            Shape::WordsOfFields => json!({ "type": "object", "additionalProperties": words() }),
            Shape::Addresses => self.addresses(),
            Shape::Group(table) => self.table(table),
            Shape::Groups(table) => json!({ "type": "array", "items": self.table(table) }),
        }
    }

    /// A text of a form, with an example of it for whoever writes another.
    fn pattern(&self, pattern: &str, example: &str) -> Json {
        let told = self.told.one("Se escribe así:", "It is written like this:");
        json!({ "type": "string", "pattern": pattern, "patternErrorMessage": format!("{told} {example}") })
    }

    fn addresses(&self) -> Json {
        let keys = crate::config::address_keys().map(|key| (key.to_owned(), line()));
        json!({ "type": "object", "properties": keys.collect::<Map<String, Json>>(), "additionalProperties": false })
    }
}

/// The fields of all collections by their ids, each once.
fn fields(config: &Config) -> impl Iterator<Item = &str> {
    let fields = config.collections.iter().flat_map(|collection| &collection.fields);
    fields.map(|field| field.id.as_str()).collect::<std::collections::BTreeSet<_>>().into_iter()
}

/// A line of text; figures may stand without quotes.
fn line() -> Json {
    json!({ "type": ["string", "number"] })
}

/// A line of text under each name.
fn words() -> Json {
    json!({ "type": "object", "additionalProperties": line() })
}

/// The same once per language.
fn per_language(each: &Json) -> Json {
    json!({ "type": "object", "patternProperties": { "^[a-z]{2,3}$": each }, "additionalProperties": false })
}

/// A label: a text, its singular and plural, or either of these per language.
fn label() -> Json {
    let both = json!({
        "type": "object",
        "properties": { "one": line(), "many": line() },
        "required": ["one", "many"],
        "additionalProperties": false,
    });
    json!({ "anyOf": [line(), both, per_language(&json!({ "anyOf": [line(), both] }))] })
}

/// The name of another part of the declaration. Those there are now are offered, and others are not refused: whoever
/// writes the declaration may be about to add one.
fn named<'a>(known: impl Iterator<Item = &'a str>) -> Json {
    json!({ "anyOf": [{ "enum": known.collect::<Vec<_>>() }, { "type": "string", "minLength": 1 }] })
}
