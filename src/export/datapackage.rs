//! The tables as a Data Package, version 2: columns with types, keys, and each absence as a labelled missing value.

use serde_json::{Value as Json, json};

use super::jsonld::object;
use super::table::{Column, Table, Type, absence_label};
use super::{Set, cite};
use crate::output::File;
use crate::record::Absence;

/// The descriptor beside the tables.
pub fn file(set: &Set<'_>) -> Vec<File> {
    vec![File::text(set.published.data("datapackage.json"), format!("{:#}\n", descriptor(set)))]
}

fn descriptor(set: &Set<'_>) -> Json {
    let published = &set.published;
    let site = &published.catalog.config.site;
    let main = published.main();
    let license = site
        .license
        .as_ref()
        .map(|license| vec![object(json!({ "title": license.name, "path": license.url }))]);
    let publisher =
        site.publisher_in(main).map(|name| vec![json!({ "title": name, "roles": ["publisher"] })]);
    object(json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name(published.catalog.config.site.title.text(main)),
        "title": site.title.text(main), "description": site.description.text(main),
        "homepage": published.base(), "version": site.edition,
        "created": cite::edition_date(published).filter(|date| date.day.is_some()).map(|date| format!("{date}T00:00:00Z")),
        "licenses": license, "contributors": publisher,
        "resources": set.tables.iter().map(|table| resource(set, table)).collect::<Vec<_>>(),
    }))
}

/// A name of lower-case letters, digits and hyphens.
fn name(title: &str) -> String {
    let slug = crate::fold::slug(title);
    if slug.is_empty() { "observatorio".to_owned() } else { slug }
}

fn resource(set: &Set<'_>, table: &Table<'_>) -> Json {
    let main = set.published.main();
    let foreign = table.foreign.iter().map(|foreign| {
        json!({
            "fields": foreign.columns, "reference": { "resource": foreign.table, "fields": foreign.named },
        })
    });
    let missing =
        Absence::ALL.map(|absence| json!({ "value": absence.id(), "label": absence_label(absence, main) }));
    let mut values = vec![json!({ "value": "", "label": "" })];
    values.extend(missing);
    json!({
        "name": table.name, "title": table.about.text(main), "path": format!("{}.csv", table.name), "type": "table",
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "schema": object(json!({
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": table.columns.iter().map(|column| field(table, column, main)).collect::<Vec<_>>(),
            "missingValues": if table.name == "fichas" { values } else { vec![json!({ "value": "", "label": "" })] },
            "primaryKey": table.key, "foreignKeys": foreign.collect::<Vec<_>>(),
        })),
    })
}

fn field(table: &Table<'_>, column: &Column, main: crate::lang::Lang) -> Json {
    let kind = match column.kind {
        Type::Text => "string",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Flag => "boolean",
    };
    let categories: Vec<Json> =
        column.categories.iter().map(|(value, label)| json!({ "value": value, "label": label })).collect();
    let required = table.key.contains(&column.name.as_str());
    object(json!({
        "name": column.name, "type": kind, "title": column.about.text(main), "categories": categories,
        "constraints": if required { json!({ "required": true }) } else { Json::Null },
    }))
}
