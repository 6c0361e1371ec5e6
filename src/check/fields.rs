//! Fields that must be, or should be, answered.

use super::said::Lists;
use crate::catalog::Catalog;
use crate::config::{Field, Kind};
use crate::lang::Lang;
use crate::record::{Answer, Record};
use crate::report::rules;
use crate::report::{Finding, Report};

/// A required field has a value, or at least an absence.
pub(super) fn required(lists: &Lists<'_>, record: &Record, report: &mut Report) {
    let enough = |at: usize, answer: &Answer| satisfied(lists.catalog, record, at, answer);
    for (field, answer) in unanswered_fields(lists.catalog, record, |field| field.required, enough) {
        if let Some(answer) = answer.filter(|answer| answer.is_given()) {
            report.add(without_value(field, record.lang, answer));
            continue;
        }
        let label = field.label.text(record.lang);
        report.add(
            Finding::new(
                &rules::MISSING_FIELD,
                record.span,
                format!("Falta el campo obligatorio «{label}»."),
                format!("The required field “{label}” is missing."),
            )
            .hint(
                format!("Añada «{}: …» en la cabecera de la ficha.", field.id),
                format!("Add “{}: …” to the front matter of the record.", field.id),
            ),
        );
    }
}

/// A question of the template without any answer counts as not surveyed; saying so is better.
pub(super) fn unanswered(lists: &Lists<'_>, record: &Record, report: &mut Report) {
    let asked = |field: &Field| field.answer && !field.required;
    let given = |_: usize, answer: &Answer| answer.is_given();
    for (field, _) in unanswered_fields(lists.catalog, record, asked, given) {
        let label = field.label.text(record.lang);
        report.add(
            Finding::new(
                &rules::UNANSWERED_FIELD,
                record.span,
                format!("El campo «{label}» no tiene respuesta; se publica como «sin relevar»."),
                format!("The field “{label}” has no answer; it is published as “not surveyed”."),
            )
            .hint(
                format!("Respóndalo, o diga por qué falta: «{}: sin-informacion», no-existe, no-aplica o sin-relevar.", field.id),
                format!("Answer it, or say why it is missing: “{}: sin-informacion” (no information), no-existe (none), no-aplica (not applicable) or sin-relevar (not surveyed).", field.id),
            ),
        );
    }
}

/// Whether an answer is enough of a field that must have one: a title is no absence, and what is listed elsewhere is
/// not prose.
fn satisfied(catalog: &Catalog, record: &Record, at: usize, answer: &Answer) -> bool {
    let roles = &catalog.model(record).roles;
    match catalog.model(record).fields[at].kind {
        _ if at == roles.title => answer.has_content(),
        Kind::Terms | Kind::Records => answer.value.is_some() || answer.absence.is_some(),
        _ => answer.is_given(),
    }
}

/// The finding that a required field is answered by an absence or by prose, where it must have a value.
fn without_value(field: &Field, lang: Lang, answer: &Answer) -> Finding {
    let label = field.label.text(lang);
    let id = &field.id;
    match answer.absence {
        Some(absence) => Finding::new(
            &rules::MISSING_FIELD,
            answer.span,
            format!("«{label}» no puede faltar, y aquí dice «{}».", absence.id()),
            format!("“{label}” cannot be absent, and it says “{}” here.", absence.id()),
        )
        .hint(format!("Escriba «{id}: …» con su contenido."), format!("Write “{id}: …” with its content.")),
        None => Finding::new(
            &rules::MISSING_FIELD,
            answer.span,
            format!("«{label}» se responde con términos de una lista, y aquí hay un texto."),
            format!("“{label}” is answered with terms of a list, and there is a text here."),
        )
        .hint(
            format!("Ponga los términos en la cabecera, «{id}: [uno, otro]»; el texto puede quedarse como comentario."),
            format!("Put the terms in the front matter, “{id}: [one, another]”; the text may stay as a remark."),
        ),
    }
}

/// The fields of a full record whose answer, if there is one, is not enough.
fn unanswered_fields<'r>(
    catalog: &'r Catalog,
    record: &'r Record,
    wanted: impl Fn(&Field) -> bool + 'r,
    enough: impl Fn(usize, &Answer) -> bool + 'r,
) -> impl Iterator<Item = (&'r Field, Option<&'r Answer>)> {
    let fields = catalog.model(record).fields.iter().enumerate().filter(|_| !record.identified);
    let missing = fields.filter(move |(at, field)| {
        let answered = record.answer(*at).is_some_and(|answer| enough(*at, answer));
        wanted(field) && !answered && !record.unread.contains(at)
    });
    missing.map(move |(at, field)| (field, record.answer(at)))
}
