//! One row per record, one column per field.

use super::{Cell, Column, Ids, Rows, Table, Type, column, plain, state, words};
use crate::catalog::Catalog;
use crate::config::{Field, Kind};
use crate::export::Published;
use crate::plan::PageKey;
use crate::record::completeness;
use crate::record::{Absence, Answer, Record, Value};

/// The table of records.
pub(super) fn fichas<'a>(published: &Published<'a>, ids: &Ids) -> Table<'a> {
    let catalog = published.catalog;
    let fields = fields(catalog);
    let mut columns = vec![
        column("ficha", Type::Text, "Identificador: colección y nombre", "Id: collection and name"),
        column("coleccion", Type::Text, "Colección", "Collection"),
        column(
            "slug",
            Type::Text,
            "Nombre, última parte de la dirección",
            "Name, the last part of the address",
        ),
        column("url", Type::Text, "Dirección de la página", "Address of the page"),
        column(
            "estado",
            Type::Text,
            "completa, identificada si sólo se la nombra, o externa si es de otro observatorio",
            "completa (full), identificada if only named, or externa if of another observatory",
        ),
        column(
            "idioma",
            Type::Text,
            "Idioma en que está escrita (ISO 639)",
            "Language it is written in (ISO 639)",
        ),
        column(
            "completitud",
            Type::Integer,
            "Preguntas de la ficha respondidas, en %",
            "Questions of the record answered, in %",
        ),
    ];
    if has_others(catalog) {
        columns.push(column(
            "observatorio",
            Type::Text,
            "El observatorio de que es",
            "Whose it is, if another's",
        ));
    }
    fields.iter().for_each(|field| columns.extend(columns_of(catalog, field)));
    let mut rows = Rows::new(columns.len());
    (0..catalog.records.len())
        .for_each(|index| rows.push(row(published, ids, &fields, index, columns.len())));
    Table {
        name: "fichas",
        about: words(
            "Una fila por ficha y una columna por campo",
            "One row per record and one column per field",
        ),
        columns,
        key: &["ficha"],
        foreign: Vec::new(),
        rows,
    }
}

/// Whether the site shows fichas of other observatories.
fn has_others(catalog: &Catalog) -> bool {
    catalog.config.collections.iter().any(|collection| !collection.observatories.is_empty())
}

/// The fields of all collections, each id once; where collections give an id different kinds, the first counts.
fn fields(catalog: &Catalog) -> Vec<&Field> {
    let mut seen = std::collections::BTreeSet::new();
    let fields = catalog.config.collections.iter().flat_map(|collection| &collection.fields);
    fields.filter(|field| seen.insert(field.id.as_str())).collect()
}

fn columns_of(catalog: &Catalog, field: &Field) -> Vec<Column> {
    let language = catalog.config.site.languages[0];
    let about =
        |lang| [field.label.text(lang), field.help.text(lang)].join(". ").trim_end_matches(". ").to_owned();
    let (es, en) = (about(language), about(crate::lang::Lang::EN));
    let own = |kind| column(&field.id, kind, &es, &en);
    let part = |part: &str, kind, es: &str, en: &str| column(format!("{}_{part}", field.id), kind, es, en);
    match field.kind {
        Kind::Number => vec![own(Type::Number)],
        Kind::Flag => vec![own(Type::Flag)],
        Kind::Period => vec![
            own(Type::Text),
            part("desde", Type::Integer, "Primer año", "First year"),
            part("hasta", Type::Integer, "Último año", "Last year"),
        ],
        Kind::Place => vec![
            own(Type::Text),
            part("pais", Type::Text, "País (ISO 3166-1)", "Country (ISO 3166-1)"),
            part("territorio", Type::Text, "Territorio", "Territory"),
            part("lat", Type::Number, "Latitud (WGS 84)", "Latitude (WGS 84)"),
            part("lon", Type::Number, "Longitud (WGS 84)", "Longitude (WGS 84)"),
        ],
        Kind::Terms if !field.many => {
            vec![Column { categories: categories(catalog, field), ..own(Type::Text) }]
        }
        _ => vec![own(Type::Text)],
    }
}

/// The terms of a field's taxonomy.
fn categories(catalog: &Catalog, field: &Field) -> Vec<(String, String)> {
    let Some(taxonomy) = field.taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id)) else {
        return Vec::new();
    };
    let language = catalog.config.site.languages[0];
    let terms = catalog.taxonomies[taxonomy].terms.iter();
    terms.map(|term| (term.id.clone(), term.label.text(language).to_owned())).collect()
}

fn row<'a>(
    published: &Published<'a>,
    ids: &Ids,
    fields: &[&Field],
    index: usize,
    width: usize,
) -> Vec<Cell<'a>> {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let model = catalog.model(record);
    let mut row = Vec::with_capacity(width);
    row.extend([
        ids.cell(index),
        Cell::from(model.id.as_str()),
        Cell::from(record.slug.as_str()),
        Cell::from(published.address(&published.page(PageKey::Record(index)))),
        Cell::from(state(record)),
        Cell::from(record.lang.to_string()),
        Cell::Integer(completeness(record, model).percent as i64),
    ]);
    if has_others(catalog) {
        row.push(Cell::some(catalog.observatory(index).map(|observatory| observatory.id.as_str())));
    }
    for field in fields {
        let own = model.field_at(&field.id).filter(|at| model.fields[*at].kind == field.kind);
        let answer = own.and_then(|at| record.answer(at));
        cells(catalog, field, answer, missing(record, field, own.is_some()), &mut row);
    }
    row
}

/// What stands for a field that has no answer: a question of the template counts as not surveyed.
fn missing<'a>(record: &Record, field: &Field, own: bool) -> Cell<'a> {
    if own && field.answer && !record.identified { Cell::Absent(Absence::NotSurveyed) } else { Cell::Empty }
}

fn cells<'a>(
    catalog: &'a Catalog,
    field: &Field,
    answer: Option<&'a Answer>,
    missing: Cell<'a>,
    row: &mut Vec<Cell<'a>>,
) {
    let value = answer.and_then(|answer| answer.value.as_ref());
    let said = match (value, answer.and_then(|answer| answer.text.as_ref())) {
        (Some(Value::Flag(yes)), _) => Cell::Flag(*yes),
        (Some(Value::Number(text)), _) => text.parse().map_or(Cell::Empty, Cell::Number),
        (Some(value), _) => Cell::text(plain::text(catalog, field, value)),
        (None, Some(prose)) if matches!(field.kind, Kind::Text) => Cell::from(prose.markdown.as_str()),
        _ => answer.and_then(|answer| answer.absence).map_or(missing, Cell::Absent),
    };
    row.push(said);
    match (field.kind, value) {
        (Kind::Period, Some(Value::Period(period))) => {
            row.extend(
                [period.start, period.end]
                    .map(|year| year.map_or(Cell::Empty, |year| Cell::Integer(year.year.into()))),
            );
        }
        (Kind::Place, Some(Value::Place(place))) => row.extend([
            Cell::some(place.country.as_deref()),
            Cell::some(place.territory.as_deref()),
            Cell::number(place.point.map(|point| point.lat)),
            Cell::number(place.point.map(|point| point.lon)),
        ]),
        (Kind::Period, _) => row.extend([Cell::Empty, Cell::Empty]),
        (Kind::Place, _) => row.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]),
        _ => {}
    }
}
