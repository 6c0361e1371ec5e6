//! One row per record and field, and one per record and term.

use super::{Cell, Foreign, Ids, RECORD, Rows, Table, Type, column, plain, words};
use crate::export::Published;
use crate::record::{Absence, Answer, Value};

/// The table of answers: what is said, why nothing is, and where it comes from.
pub(super) fn campos<'a>(published: &Published<'a>, ids: &Ids) -> Table<'a> {
    let columns = vec![
        column("ficha", Type::Text, "La ficha", "The record"),
        column("campo", Type::Text, "El campo", "The field"),
        column("dimension", Type::Text, "La dimensión del campo", "The dimension of the field"),
        column("tipo", Type::Text, "La clase del campo", "The kind of the field"),
        column("valor", Type::Text, "El valor estructurado, como texto", "The structured value, as text"),
        column("texto", Type::Text, "El texto, en Markdown", "The text, in Markdown"),
        column(
            "ausencia",
            Type::Text,
            "Por qué no hay valor ni texto",
            "Why there is neither value nor text",
        ),
        column(
            "parcial",
            Type::Flag,
            "Si se sabe que está incompleto",
            "Whether it is known to be incomplete",
        ),
        column("nota", Type::Text, "Nota de los editores", "Note of the editors"),
        column("fuente", Type::Text, "De dónde viene este dato", "Where this answer was taken from"),
    ];
    let mut rows = Rows::new(columns.len());
    (0..published.catalog.records.len()).for_each(|record| answers(published, ids, record, &mut rows));
    Table {
        name: "campos",
        about: words(
            "Una fila por ficha y campo, con su ausencia y su procedencia",
            "One row per record and field, with its absence and provenance",
        ),
        columns,
        key: &["ficha", "campo"],
        foreign: vec![RECORD],
        rows,
    }
}

fn answers<'a>(published: &Published<'a>, ids: &Ids, index: usize, rows: &mut Rows<'a>) {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let model = catalog.model(record);
    for (at, field) in model.fields.iter().enumerate() {
        let answer = record.answer(at).filter(|answer| answer.is_given() || answer.note.is_some());
        if answer.is_none() && (!field.answer || record.identified) {
            continue;
        }
        let value = answer.and_then(|answer| answer.value.as_ref());
        let absent = !answer.is_some_and(Answer::has_content);
        let absence = answer.and_then(|answer| answer.absence).unwrap_or(Absence::NotSurveyed);
        rows.push([
            ids.cell(index),
            Cell::from(field.id.as_str()),
            Cell::some(field.dimension.map(|at| model.dimensions[at].id.as_str())),
            Cell::from(field.kind.name()),
            value.map_or(Cell::Empty, |value| Cell::text(plain::text(catalog, field, value))),
            Cell::some(answer.and_then(|answer| Some(answer.text.as_ref()?.markdown.as_str()))),
            if absent { Cell::from(absence.id()) } else { Cell::Empty },
            Cell::Flag(answer.is_some_and(|answer| answer.partial)),
            Cell::some(answer.and_then(|answer| answer.note.as_deref())),
            Cell::some(answer.and_then(|answer| answer.source.as_deref())),
        ]);
    }
}

/// The table of classifications.
pub(super) fn clasificacion<'a>(published: &Published<'a>, ids: &Ids) -> Table<'a> {
    let columns = vec![
        column("ficha", Type::Text, "La ficha", "The record"),
        column("campo", Type::Text, "El campo", "The field"),
        column("taxonomia", Type::Text, "La taxonomía", "The taxonomy"),
        column("termino", Type::Text, "El término", "The term"),
    ];
    let mut rows = Rows::new(columns.len());
    (0..published.catalog.records.len()).for_each(|record| classified(published, ids, record, &mut rows));
    Table {
        name: "clasificacion",
        about: words(
            "Una fila por ficha y término que la clasifica",
            "One row per record and term that classifies it",
        ),
        columns,
        key: &["ficha", "campo", "termino"],
        foreign: vec![RECORD, TERM],
        rows,
    }
}

/// The columns that name a term.
const TERM: Foreign =
    Foreign { columns: &["taxonomia", "termino"], table: "terminos", named: &["taxonomia", "termino"] };

fn classified<'a>(published: &Published<'a>, ids: &Ids, index: usize, rows: &mut Rows<'a>) {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    for (field, answer) in catalog.model(record).fields.iter().zip(&record.answers) {
        let Some(Value::Terms(mentions)) = answer.as_ref().and_then(|answer| answer.value.as_ref()) else {
            continue;
        };
        let mut seen = std::collections::BTreeSet::new();
        for term in
            plain::terms(catalog, field.taxonomy.as_deref(), mentions).filter(|term| seen.insert(*term))
        {
            let taxonomy = Cell::some(field.taxonomy.as_deref());
            rows.push([ids.cell(index), Cell::from(field.id.as_str()), taxonomy, Cell::from(term)]);
        }
    }
}
