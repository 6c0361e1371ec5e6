//! Which label of a report answers which field: drafted from the labels found, then an editor's to correct.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::fichas::{fichas, opens};
use super::furniture::Line;
use super::labels::{Named, Names, announced};
use crate::config::{CollectionConfig, Kind};
use crate::fold::{fold, nearest};
use crate::import::map;
use crate::report::Words;

/// Words before a colon that so many fichas have are a label, whatever the model knows of it.
const RECURRING: usize = 3;

/// A map as it stands in its file, beside the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// The collection that the fichas go to.
    pub collection: String,
    /// The currency of sums that name none (ISO 4217); empty where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Per label, the id of a field; empty where it is none.
    pub labels: BTreeMap<String, String>,
}

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    ///
    /// Where it is not one.
    pub fn parse(text: &str) -> Result<Map, Words> {
        map::parse(text)
    }

    /// The map as a file for people.
    pub fn text(&self, model: &CollectionConfig) -> String {
        let head = "# A qué campo va cada rótulo del informe; \"\" si a ninguno.\n# Which field each label of the report goes to; \"\" where to none.\n";
        map::text(self, head, model)
    }

    pub(super) fn currency(&self) -> Result<Option<&'static str>, Words> {
        map::currency(self.currency.as_deref())
    }

    /// That every field it names is there.
    pub(super) fn check(&self, model: &CollectionConfig) -> Result<(), Words> {
        let unknown = self.labels.values().find(|id| !id.is_empty() && model.field_at(id).is_none());
        unknown.map_or(Ok(()), |id| {
            let near = nearest(id, model.fields.iter().map(|field| field.id.as_str()), 3).join(", ");
            Err(Words {
                es: format!("el mapa nombra el campo «{id}», que no existe; ¿quiso decir: {near}?"),
                en: format!("the map names the field “{id}”, which is not there; did you mean: {near}?"),
            })
        })
    }
}

/// Every label of a report that goes to a field, and those that come back and go to none.
pub(super) fn draft(lines: &[Line], model: &CollectionConfig) -> Map {
    let names = Names::new(model, &BTreeMap::new());
    let mut labels = BTreeMap::new();
    let mut others: BTreeMap<String, (&str, BTreeSet<usize>)> = BTreeMap::new();
    let found = fichas(lines, model, &names);
    for (nth, ficha) in found.iter().enumerate() {
        for part in &ficha.parts {
            labels.entry(part.label.to_owned()).or_insert_with(|| model.fields[part.field].id.clone());
        }
        let (first, last) = ficha.lines;
        let own = lines.iter().enumerate().filter(|(_, line)| (first..=last).contains(&line.number));
        for (_, line) in own.filter(|(at, _)| opens(lines, *at)) {
            let Some((words, _)) = announced(&line.text) else { continue };
            if names.label(&line.text, true).is_none() {
                others.entry(fold(words)).or_insert((words, BTreeSet::new())).1.insert(nth);
            }
        }
    }
    let recurring = others.into_values().filter(|(_, fichas)| fichas.len() >= RECURRING);
    labels.extend(recurring.map(|(words, _)| (words.to_owned(), String::new())));
    let dimension = |label: &String| matches!(names.known(label), Some(Named::Dimension(_)));
    labels.retain(|label, _| !dimension(label));
    let is_money = |id: &String| model.field_at(id).is_some_and(|at| model.fields[at].kind == Kind::Money);
    let currency = labels.values().any(is_money).then(String::new);
    Map { collection: model.id.clone(), currency, labels }
}
