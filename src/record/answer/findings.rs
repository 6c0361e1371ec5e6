//! What can be wrong with an answer, whatever its kind.

use crate::config::Field;
use crate::lang::Lang;
use crate::record::absence::Absence;
use crate::report::rules;
use crate::report::{Finding, Span};

/// What a field is called in the Spanish and in the English of a finding.
fn label(field: &Field) -> (&str, &str) {
    (field.label.text(Lang::ES), field.label.text(Lang::EN))
}

pub(super) fn empty_field(field: &Field, span: Span) -> Finding {
    let (es, en) = label(field);
    Finding::new(
        &rules::EMPTY_FIELD,
        span,
        format!("El campo «{es}» está vacío."),
        format!("The field “{en}” is empty."),
    )
    .hint(
        "Escriba su contenido o diga por qué falta: sin-informacion, no-existe, no-aplica o sin-relevar.",
        "Write its content or say why there is none: sin-informacion (no information), no-existe (none), no-aplica (not applicable) or sin-relevar (not surveyed).",
    )
}

/// The finding that an answer is almost the word for an absence.
pub(super) fn misspelt_absence(written: &str, absence: Absence, span: Span) -> Finding {
    Finding::new(
        &rules::MISSPELT_ABSENCE,
        span,
        format!("«{}» se toma por el contenido del campo, no por una ausencia.", written.trim()),
        format!("“{}” is taken for the content of the field, not for an absence.", written.trim()),
    )
    .suggest(&[absence.id()])
}

/// The finding that a field is answered a second time at `span`.
pub(crate) fn field_twice(field: &Field, span: Span) -> Finding {
    let (es, en) = label(field);
    Finding::new(
        &rules::FIELD_TWICE,
        span,
        format!("El campo «{es}» se responde dos veces."),
        format!("The field “{en}” is answered twice."),
    )
    .hint(
        "Deje una sola respuesta, en la cabecera o debajo de su título; ésta no se ha leído.",
        "Keep one answer, in the front matter or under its heading; this one was not read.",
    )
}

/// The finding that a field has both a content and a reason for having none.
pub(super) fn absent_and_present(field: &Field, span: Span) -> Finding {
    let (es, en) = label(field);
    Finding::new(
        &rules::FIELD_TWICE,
        span,
        format!("El campo «{es}» tiene un contenido y, a la vez, una ausencia."),
        format!("The field “{en}” has a content and, at the same time, an absence."),
    )
    .hint(
        "Si algo se sabe, quite la ausencia; si se sabe sólo en parte, escriba «parcial: sí».",
        "If anything is known, take the absence out; if it is known only in part, write “partial: yes”.",
    )
}
