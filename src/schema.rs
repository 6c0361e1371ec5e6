//! The model of a site as JSON Schema (draft 7, which editors of text read): what may be written in `site.toml`, in a ficha
//! of YAML or in the head of one of Markdown, in a vocabulary and in the list of actors; with labels, help and definitions
//! for hovering, and with what to say where something else is written.

mod declaration;
mod ficha;
#[rustfmt::skip]
mod keys;

use serde_json::{Map, Value as Json, json};

use crate::catalog::Catalog;
use crate::config::Config;
use crate::lang::Lang;
use crate::site::DECLARATION;
use crate::tree::Names;
use crate::vocabulary::{ACTOR_KEYS, TERM_KEYS};

/// The version of JSON Schema that editors of text read.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// A schema with the files that it is of.
#[derive(Debug)]
pub struct Schema {
    /// The name of its own file.
    pub name: String,
    /// The files it is of, as patterns below the site.
    pub files: Vec<String>,
    /// Its text.
    pub text: String,
}

impl Schema {
    fn new(name: impl Into<String>, files: Vec<String>, schema: &Json) -> Schema {
        let text = serde_json::to_string_pretty(schema).unwrap_or_default() + "\n";
        Schema { name: name.into(), files, text }
    }

    /// Whether it is of the declaration, which is TOML; all others are of YAML.
    pub fn is_of_declaration(&self) -> bool {
        self.files.iter().any(|file| file == DECLARATION)
    }
}

/// The schemas of a site.
pub fn schemas(catalog: &Catalog) -> Vec<Schema> {
    let config = &catalog.config;
    let told = Told::of(config);
    let of = |folder: &str| vec![format!("{folder}/**/*.yaml"), format!("{folder}/**/*.yml")];
    let fichas = config.collections.iter().map(|model| {
        Schema::new(format!("{}.json", model.id), of(&model.folder), &ficha::schema(catalog, model))
    });
    let mut schemas: Vec<_> = fichas.collect();
    let file = |path: &str| if path.ends_with(".yaml") { vec![path.to_owned()] } else { of(path) };
    let vocabularies = config.taxonomies.iter().flat_map(|taxonomy| file(&taxonomy.file)).collect();
    schemas.push(Schema::new("terms.json", vocabularies, &list(told, TERM_KEYS)));
    if let Some(actors) = &config.actors {
        schemas.push(Schema::new("actors.json", file(&actors.files), &list(told, ACTOR_KEYS)));
    }
    schemas.push(Schema::new("site.json", vec![DECLARATION.to_owned()], &declaration::schema(config)));
    schemas
}

/// The language in which an editor of text is told things.
#[derive(Clone, Copy)]
struct Told(Lang);

impl Told {
    fn of(config: &Config) -> Told {
        Told(config.site.languages[0])
    }

    fn is_spanish(self) -> bool {
        self.0 == Lang::ES
    }

    /// The words in that language.
    fn one<'w>(self, es: &'w str, en: &'w str) -> &'w str {
        if self.is_spanish() { es } else { en }
    }

    /// What to say where a key is none of these.
    fn unknown_key(self, keys: &[Names]) -> String {
        let at = usize::from(!self.is_spanish());
        let names: Vec<&str> = keys.iter().map(|names| names.get(at).copied().unwrap_or(names[0])).collect();
        let told = self.one(
            "Aquí no va ninguna clave con ese nombre. Caben estas:",
            "No key of that name belongs here. These fit:",
        );
        format!("{told} {}.", names.join(", "))
    }
}

/// A list of groups with these keys, each with an id.
fn list(told: Told, keys: &[Names]) -> Json {
    json!({ "$schema": DRAFT, "type": ["array", "null"], "items": group(told, keys, &["id"]) })
}

/// A group with these keys and no others, some of which it must have.
fn group(told: Told, keys: &[Names], required: &[&str]) -> Json {
    json!({
        "type": "object",
        "properties": any(keys),
        "required": required,
        "additionalProperties": false,
        "errorMessage": told.unknown_key(keys),
    })
}

/// Keys under which anything may stand.
fn any(keys: &[Names]) -> Map<String, Json> {
    keys.iter().flat_map(|names| names.iter()).map(|name| ((*name).to_owned(), json!(true))).collect()
}
