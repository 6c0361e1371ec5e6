//! What may be written in a ficha of a collection.

use serde_json::{Map, Value as Json, json};

use super::{DRAFT, Told, any, group};
use crate::catalog::Catalog;
use crate::config::{self, CollectionConfig, FORMERLY, Field, Kind};
use crate::lang::Lang;
use crate::link;
use crate::record::{Absence, actor, answer, indicator, media, money, norm, place, reference};
use crate::tree::Names;
use crate::vocabulary::{Taxonomy, Term};

/// The schema of a ficha of a collection.
pub(super) fn schema(catalog: &Catalog, model: &CollectionConfig) -> Json {
    let told = Told::of(&catalog.config);
    let lang = catalog.config.site.languages[0];
    let writer = Writer { catalog, told, lang };
    let mut properties: Map<String, Json> = any(&[FORMERLY, config::DRAFT]);
    for field in &model.fields {
        let schema = writer.described(field);
        for name in names(field) {
            properties.entry(name.to_owned()).or_insert_with(|| schema.clone());
        }
    }
    // What is required may be given under any of its names; a text may also stand in the body.
    let required = model.fields.iter().filter(|field| field.required && field.kind != Kind::Text);
    json!({
        "$schema": DRAFT,
        "title": model.label.one.text(lang),
        "description": model.help.text(lang),
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "errorMessage": told.one(
            "La ficha no tiene ningún campo con ese nombre.",
            "The record has no field of that name.",
        ),
        "allOf": required.map(|field| writer.must_be_given(field)).collect::<Vec<Json>>(),
    })
}

/// The names by which a ficha may give a field: its id, its labels, its other names.
fn names(field: &Field) -> impl Iterator<Item = &str> {
    let labels = field.label.iter().map(|(_, label)| label.as_str());
    std::iter::once(field.id.as_str()).chain(labels).chain(field.aliases.iter().map(String::as_str))
}

fn scalar() -> Json {
    json!({ "type": ["string", "number", "boolean"] })
}

fn one_or_more(item: &Json) -> Json {
    json!({ "anyOf": [item, { "type": "array", "items": item }] })
}

fn absence() -> Json {
    let names: Vec<&str> = Absence::ALL.iter().flat_map(|absence| absence.names()).copied().collect();
    json!({ "enum": names })
}

struct Writer<'a> {
    catalog: &'a Catalog,
    told: Told,
    lang: Lang,
}

impl Writer<'_> {
    /// That one of the names of a field is there.
    fn must_be_given(&self, field: &Field) -> Json {
        let names: Vec<Json> = names(field).map(|name| json!({ "required": [name] })).collect();
        let words = self.told.one("Falta un campo obligatorio:", "A required field is missing:");
        json!({ "anyOf": names, "errorMessage": format!("{words} {}.", field.label.text(self.lang)) })
    }

    /// What may stand under a field: its value, an absence, or a group with notes beside the value.
    fn described(&self, field: &Field) -> Json {
        let value = self.value(field);
        let mut keys: Vec<Names> = answer::KEYS.to_vec();
        match field.kind {
            Kind::Place => keys.extend(place::KEYS),
            Kind::Money => keys.extend(money::KEYS),
            _ => {}
        }
        let mut group = group(self.told, &keys, &[]);
        for name in ["valor", "value"] {
            group["properties"][name] = value.clone();
        }
        for name in ["ausencia", "absence"] {
            group["properties"][name] = absence();
        }
        let forms = match field.kind {
            Kind::Place | Kind::Money => vec![group, absence()],
            _ => vec![value, absence(), group],
        };
        json!({ "title": field.label.text(self.lang), "description": self.help(field), "anyOf": forms })
    }

    /// What to write in a field, and how its value is written.
    fn help(&self, field: &Field) -> String {
        let help = field.help.text(self.lang);
        let form =
            self.form(field.kind).map(|form| format!("{} {form}", self.told.one("Así:", "Like this:")));
        [Some(help.to_owned()), form]
            .into_iter()
            .flatten()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn form(&self, kind: Kind) -> Option<&'static str> {
        match kind {
            Kind::Period => Some("2001, 1996–2000, 1997–, ~1992."),
            Kind::Date => Some("2026, 2026-11, 2026-11-20."),
            Kind::Flag => Some(self.told.one("sí, no.", "yes, no.")),
            _ => None,
        }
    }

    /// Groups with these keys, or a bare text where that is enough.
    fn groups(&self, keys: &[Names]) -> Json {
        one_or_more(&json!({ "anyOf": [scalar(), group(self.told, keys, &[])] }))
    }

    /// A text of a form, or a number where that is one.
    fn pattern(&self, kind: Kind, number: Json, pattern: &str) -> Json {
        let words = self.told.one("Se escribe así:", "It is written like this:");
        let told = format!("{words} {}", self.form(kind).unwrap_or("1, 2.5."));
        json!({ "anyOf": [number, { "type": "string", "pattern": pattern, "patternErrorMessage": told }] })
    }

    fn value(&self, field: &Field) -> Json {
        let year = json!({ "type": "integer", "minimum": 1, "maximum": 9999 });
        match field.kind {
            Kind::Line => scalar(),
            Kind::Text | Kind::List | Kind::Records => one_or_more(&scalar()),
            Kind::Period => self.pattern(
                field.kind,
                year,
                "^\\s*(~?\\d{4}\\s*([-–—]\\s*(~?\\d{4})?)?|[-–—]\\s*~?\\d{4})\\s*$",
            ),
            Kind::Date => self.pattern(field.kind, year, "^\\s*\\d{4}(-\\d{2}(-\\d{2})?)?\\s*$"),
            Kind::Number => {
                self.pattern(field.kind, json!({ "type": "number" }), "^\\s*-?\\d+(\\.\\d+)?\\s*$")
            }
            Kind::Flag => json!({ "type": ["boolean", "string"] }),
            Kind::Terms => self.terms(field),
            Kind::Actors => self.groups(actor::KEYS),
            Kind::Norms => self.groups(norm::KEYS),
            Kind::Indicators => self.groups(indicator::KEYS),
            Kind::References => self.groups(reference::KEYS),
            Kind::Media => self.groups(media::KEYS),
            Kind::Links => self.groups(link::KEYS),
            Kind::Place | Kind::Money => json!({ "type": "object" }),
        }
    }

    /// The terms of a field's vocabulary: ids, with label and definition for hovering, then labels and synonyms.
    fn terms(&self, field: &Field) -> Json {
        let Some(taxonomy) = self.taxonomy(field) else { return one_or_more(&scalar()) };
        let mut told: Vec<(&str, String)> = Vec::new();
        for term in &taxonomy.terms {
            for name in names_of(term).filter(|name| !name.is_empty()) {
                if told.iter().all(|(known, _)| *known != name) {
                    told.push((name, self.meaning(term)));
                }
            }
        }
        let (names, told): (Vec<&str>, Vec<String>) = told.into_iter().unzip();
        let term =
            json!({ "enum": names, "markdownEnumDescriptions": told, "errorMessage": self.no_term(field) });
        if field.many { one_or_more(&term) } else { term }
    }

    fn taxonomy(&self, field: &Field) -> Option<&Taxonomy> {
        Some(&self.catalog.taxonomies[self.catalog.taxonomy_at(field.taxonomy.as_deref()?)?])
    }

    fn meaning(&self, term: &Term) -> String {
        let (label, meaning) = (term.label.text(self.lang), term.definition.text(self.lang));
        if meaning.is_empty() { label.to_owned() } else { format!("{label}: {meaning}") }
    }

    fn no_term(&self, field: &Field) -> String {
        let label = field.label.text(self.lang);
        match self.told.is_spanish() {
            true => format!("Esto no es un término de «{label}», ni una manera de decir que falta."),
            false => format!("This is no term of “{label}”, nor a way to say that it is missing."),
        }
    }
}

fn names_of(term: &Term) -> impl Iterator<Item = &str> {
    let labels = term.label.iter().map(|(_, label)| label.as_str());
    let synonyms = term.synonyms.iter().map(|(_, synonym)| synonym.as_str());
    std::iter::once(term.id.as_str()).chain(labels).chain(synonyms)
}
