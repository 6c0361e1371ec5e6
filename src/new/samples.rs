//! What a new observatory begins with: a few fichas, so that its pages have something to show and its vocabularies terms
//! in use, and the actors they name.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::declaration::Model;
use crate::lang::Lang;

/// The samples of a model.
#[derive(Debug, Deserialize)]
pub(super) struct Samples {
    #[serde(rename = "sample")]
    pub(super) fichas: Vec<Sample>,
    #[serde(rename = "actor", default)]
    actors: Vec<Actor>,
}

/// A sample ficha.
#[derive(Debug, Deserialize)]
pub(super) struct Sample {
    title: Said,
    /// By field, as written in the head of a ficha.
    #[serde(default)]
    pub(super) answers: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct Actor {
    id: String,
    kind: String,
    name: Said,
}

/// Words by language.
#[derive(Debug, Deserialize)]
struct Said {
    es: String,
    en: String,
    pt: String,
}

impl Said {
    fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::EN => &self.en,
            Lang::PT => &self.pt,
            _ => &self.es,
        }
    }
}

impl Sample {
    pub(super) fn title(&self, lang: Lang) -> &str {
        self.title.text(lang)
    }
}

impl Samples {
    pub(super) fn of(model: Model) -> Samples {
        let text = match model {
            Model::Observatory => include_str!("models/observatory-samples.toml"),
            Model::Empty => include_str!("models/empty-samples.toml"),
        };
        ::toml::from_str(text).unwrap_or(Samples { fichas: Vec::new(), actors: Vec::new() })
    }

    /// The list of the actors.
    pub(super) fn actors(&self, lang: Lang) -> String {
        let line = |one: &Actor| {
            format!("- id: {}\n  nombre: {}\n  tipo: {}\n", one.id, one.name.text(lang), one.kind)
        };
        self.actors.iter().map(line).collect()
    }
}
