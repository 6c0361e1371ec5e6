//! Fields that must be, or should be, answered.

use super::said::Lists;
use crate::config::Field;
use crate::record::{Answer, Record};
use crate::report::rules;
use crate::report::{Finding, Report};

/// A required field has a value, or at least an absence.
pub(super) fn required(lists: &Lists<'_>, record: &Record, report: &mut Report) {
    for field in unanswered_fields(lists, record, |field| field.required) {
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
    for field in unanswered_fields(lists, record, |field| field.answer && !field.required) {
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

fn unanswered_fields<'r>(
    lists: &'r Lists<'_>,
    record: &'r Record,
    wanted: impl Fn(&Field) -> bool + 'r,
) -> impl Iterator<Item = &'r Field> {
    let fields = lists.catalog.model(record).fields.iter().enumerate().filter(|_| !record.identified);
    let missing = fields.filter(move |(at, field)| {
        wanted(field) && !record.answer(*at).is_some_and(Answer::is_given) && !record.unread.contains(at)
    });
    missing.map(|(_, field)| field)
}
