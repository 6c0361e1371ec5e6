//! Which column answers which field: drafted by comparing headers with the model, then an editor's to correct.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::sheet::{Row, Sheet};
use super::values::several;
use crate::catalog::Catalog;
use crate::config::{CollectionConfig, Field, Kind};
use crate::fold::{fold, nearest};
use crate::report::Words;

/// A mapping as it stands in its file, beside the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The collection that the rows go to.
    pub collection: String,
    /// The column by which a row is known again; the title where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What parts several values in a cell; found out by itself where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<String>,
    /// The currency of sums that name none (ISO 4217); empty where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Per header, the id of a field; empty where the column is not wanted.
    pub columns: BTreeMap<String, String>,
}

/// A mapping joined with the model and the table.
#[derive(Debug)]
pub struct Columns {
    /// The collection, as an index.
    pub collection: usize,
    /// Columns with their fields, as indices, in the order of the model.
    pub fields: Vec<(usize, usize)>,
    /// The columns that no field takes.
    pub unused: Vec<String>,
    /// What parts several values in a cell.
    pub separator: Option<String>,
    /// The currency of sums that name none.
    pub currency: Option<&'static str>,
    key: Option<usize>,
    title: usize,
}

impl Columns {
    /// What the key column says of a row.
    pub fn key<'r>(&self, row: &'r Row) -> Option<&'r str> {
        self.key.map(|at| row.cells[at].as_str()).filter(|key| !key.trim().is_empty())
    }

    /// What a row says first in a column of the title.
    pub fn title<'r>(&self, row: &'r Row) -> &'r str {
        let columns = self.fields.iter().filter(|(_, field)| *field == self.title);
        let mut said = columns.map(|(column, _)| row.cells[*column].trim());
        said.find(|title| !title.is_empty()).unwrap_or_default()
    }
}

impl Mapping {
    /// A draft: each header goes to the field that it names, whose part it tells, whose vocabulary its values are of, or
    /// whose name is near enough.
    pub fn draft(catalog: &Catalog, collection: usize, sheet: &Sheet) -> Mapping {
        let model = &catalog.config.collections[collection];
        let mut taken = vec![false; model.fields.len()];
        let mut columns = BTreeMap::new();
        let headers = || sheet.headers.iter().enumerate().filter(|(_, header)| !header.is_empty());
        // From the surest sign to the least: each field goes to the first column that claims it.
        for sign in [by_label, by_name, by_part, by_values, by_likeness] {
            for (at, header) in headers() {
                let field = if columns.contains_key(header) { None } else { sign(catalog, model, sheet, at) };
                if let Some(field) = field.filter(|field| !taken[*field]) {
                    taken[field] = true;
                    columns.insert(header.clone(), model.fields[field].id.clone());
                }
            }
        }
        for header in sheet.headers.iter().filter(|header| !header.is_empty()) {
            columns.entry(header.clone()).or_default();
        }
        let key = sheet.headers.iter().find(|header| {
            ["n", "n°", "nº", "no", "num", "numero", "id", "codigo"]
                .contains(&fold(header).trim_end_matches('.'))
        });
        let money = model.fields.iter().zip(&taken).any(|(field, taken)| *taken && field.kind == Kind::Money);
        let currency = money.then(String::new);
        Mapping { collection: model.id.clone(), key: key.cloned(), separator: None, currency, columns }
    }

    /// Reads a mapping.
    ///
    /// # Errors
    ///
    /// Where it is not one.
    pub fn parse(text: &str) -> Result<Mapping, Words> {
        super::map::parse(text)
    }

    /// The mapping as a file for people.
    pub fn text(&self, model: &CollectionConfig) -> String {
        let head = "# A qué campo va cada columna; \"\" si no se importa.\n# Which field each column goes to; \"\" where it is not imported.\n";
        super::map::text(self, head, model)
    }

    /// Joins the mapping with the model and the table.
    ///
    /// # Errors
    ///
    /// Where it names a collection, a field or a column that is not there, or where nothing goes to the title.
    pub fn resolve(&self, catalog: &Catalog, sheet: &Sheet) -> Result<Columns, Words> {
        let collections = &catalog.config.collections;
        let ids = || collections.iter().map(|model| model.id.as_str());
        let collection = ids()
            .position(|id| id == self.collection)
            .ok_or_else(|| missing("la colección", "collection", &self.collection, ids()))?;
        let model = &collections[collection];
        let currency = super::map::currency(self.currency.as_deref())?;
        let column = |name: &String| {
            let found = sheet.headers.iter().position(|header| header == name);
            found.ok_or_else(|| {
                missing("la columna", "column", name, sheet.headers.iter().map(String::as_str))
            })
        };
        let mut fields = Vec::new();
        for (header, id) in self.columns.iter().filter(|(_, id)| !id.is_empty()) {
            let field = model.fields.iter().position(|field| field.id == *id).ok_or_else(|| {
                missing("el campo", "field", id, model.fields.iter().map(|field| field.id.as_str()))
            })?;
            fields.push((column(header)?, field));
        }
        fields.sort_by_key(|(column, field)| (*field, *column));
        let title = model.roles.title;
        if !fields.iter().any(|(_, field)| *field == title) {
            return Err(untitled(&model.fields[title].id));
        }
        let used = |header: &String| {
            self.columns.get(header).is_some_and(|id| !id.is_empty()) || self.key.as_ref() == Some(header)
        };
        Ok(Columns {
            collection,
            unused: sheet
                .headers
                .iter()
                .filter(|header| !header.is_empty() && !used(header))
                .cloned()
                .collect(),
            key: self.key.as_ref().map(column).transpose()?,
            title,
            fields,
            separator: self.separator.clone(),
            currency,
        })
    }
}

/// The field that a header names by its id or its label in any language.
fn by_label(_: &Catalog, model: &CollectionConfig, sheet: &Sheet, column: usize) -> Option<usize> {
    let header = fold(&sheet.headers[column]);
    model.fields.iter().position(|field| labels(field).any(|known| fold(known) == header))
}

/// The field that a header names by its id, a label in any language or another name.
fn by_name(_: &Catalog, model: &CollectionConfig, sheet: &Sheet, column: usize) -> Option<usize> {
    named(model, &sheet.headers[column])
}

/// The field that a text is a name of.
pub fn named(model: &CollectionConfig, name: &str) -> Option<usize> {
    model.fields.iter().position(|field| names(field).any(|known| fold(known) == fold(name)))
}

/// The field that plays the part which a word of the header stands for.
fn by_part(_: &Catalog, model: &CollectionConfig, sheet: &Sheet, column: usize) -> Option<usize> {
    let roles = &model.roles;
    let of_kind = |kind: Kind| model.fields.iter().position(|field| field.kind == kind);
    let parts: [(&[&str], Option<usize>); 9] = [
        (&["nombre", "titulo", "experiencia", "iniciativa", "name", "title", "nome"], Some(roles.title)),
        (
            &["ano", "anos", "periodo", "fecha", "fechas", "year", "years", "period"],
            roles.period.or(of_kind(Kind::Period)),
        ),
        (&["region", "departamento", "provincia", "estado", "territorio"], roles.territory),
        (&["lugar", "comuna", "comunas", "localidad", "municipio", "place"], roles.place),
        (&["pais", "country"], roles.country),
        (
            &["actores", "actor", "instituciones", "organizaciones", "participantes", "actors", "partners"],
            roles.actors,
        ),
        (&["presupuesto", "costo", "monto", "montos", "budget", "cost", "orcamento"], of_kind(Kind::Money)),
        (&["normativa", "normas", "ley", "leyes", "norms", "laws"], of_kind(Kind::Norms)),
        (&["resumen", "descripcion", "summary", "description", "resumo"], roles.summary),
    ];
    let header = fold(&sheet.headers[column]);
    let words: Vec<&str> = header.split(|c: char| !c.is_alphanumeric()).collect();
    let said = |names: &[&str]| names.iter().any(|name| words.contains(name));
    parts.into_iter().find(|(names, field)| field.is_some() && said(names)).and_then(|(_, field)| field)
}

/// The field into whose vocabulary most of the column's values fit.
fn by_values(catalog: &Catalog, model: &CollectionConfig, sheet: &Sheet, column: usize) -> Option<usize> {
    let cells = || sheet.rows.iter().map(|row| row.cells[column].as_str()).filter(|cell| !cell.is_empty());
    let values = || cells().flat_map(|cell| several(cell, None)).take(500);
    let all = values().count();
    let fits = |field: &Field| {
        let taxonomy = field.taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id));
        let taxonomy = taxonomy.map(|at| &catalog.taxonomies[at]);
        taxonomy
            .is_some_and(|taxonomy| 2 * values().filter(|value| taxonomy.find(value).is_some()).count() > all)
    };
    model.fields.iter().position(|field| all > 0 && fits(field))
}

/// The field whose name is nearest to the header.
fn by_likeness(_: &Catalog, model: &CollectionConfig, sheet: &Sheet, column: usize) -> Option<usize> {
    let all = model.fields.iter().flat_map(names);
    nearest(&sheet.headers[column], all, 1).first().and_then(|name| named(model, name))
}

fn labels(field: &Field) -> impl Iterator<Item = &str> {
    std::iter::once(field.id.as_str()).chain(field.label.iter().map(|(_, label)| label.as_str()))
}

/// Every name of a field.
pub(super) fn names(field: &Field) -> impl Iterator<Item = &str> {
    labels(field).chain(field.aliases.iter().map(String::as_str))
}

fn untitled(id: &str) -> Words {
    Words {
        es: format!("ninguna columna va al campo «{id}», que es el título: diga en el mapa cuál va"),
        en: format!("no column goes to the field “{id}”, which is the title: say in the map which one does"),
    }
}

fn missing<'a>(es: &str, en: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Words {
    let known = known.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
    Words {
        es: format!("el mapa nombra {es} «{name}», que no existe; hay: {known}"),
        en: format!("the map names the {en} “{name}”, which is not there; there are: {known}"),
    }
}
