//! What is told of a record that cannot be read, or not as it was meant.

use super::names;
use crate::config::CollectionConfig;
use crate::fold::nearest;
use crate::report::rules;
use crate::report::{Finding, Span};
use crate::tree::Key;

/// The finding that a file's name makes no address.
pub(crate) fn nameless(place: Span) -> Finding {
    Finding::new(
        &rules::BAD_FILE_NAME,
        place,
        "Con el nombre de este archivo no se puede formar una dirección.",
        "No address can be made of the name of this file.",
    )
    .hint(
        "Póngale un nombre con letras latinas o cifras: de «Mesa de Puno.md» sale «mesa-de-puno».",
        "Give it a name with Latin letters or digits: “Mesa de Puno.md” makes “mesa-de-puno”.",
    )
}

pub(super) fn unclosed(file: u32) -> Finding {
    Finding::new(
        &rules::YAML_SYNTAX,
        Span::new(file, 0, 3),
        "La cabecera se abre con «---» y no se cierra.",
        "The front matter is opened with “---” and never closed.",
    )
    .hint(
        "Escriba otra línea «---» después de la última clave.",
        "Write another line “---” after the last key.",
    )
}

/// The finding that the line which should open the front matter is almost the one that does.
pub(super) fn not_opened(line: Span) -> Finding {
    Finding::new(
        &rules::YAML_SYNTAX,
        line,
        "Esta línea no abre la cabecera de la ficha, y nada de ella se ha leído.",
        "This line does not open the front matter of the record, and nothing of it was read.",
    )
    .hint(
        "La primera línea del archivo lleva tres guiones y nada más: «---», sin espacios ni líneas antes.",
        "The first line of the file holds three hyphens and no more: “---”, without spaces or lines before it.",
    )
}

pub(super) fn no_blank(signs: &str, words: &str, line: Span) -> Finding {
    Finding::new(
        &rules::UNKNOWN_HEADING,
        line,
        "A este título le falta el espacio después de «#», y pasa por texto.",
        "This heading lacks the space after “#”, and passes for text.",
    )
    .hint(format!("Escriba: {signs} {words}"), format!("Write: {signs} {words}"))
}

pub(super) fn unknown_field(model: &CollectionConfig, key: &Key) -> Finding {
    let finding = Finding::new(
        &rules::UNKNOWN_FIELD,
        key.span,
        format!("La ficha no tiene ningún campo llamado «{}».", key.text),
        format!("The record has no field called “{}”.", key.text),
    );
    let ids = model.fields.iter().map(|field| field.id.as_str());
    let near = nearest(&key.text, ids.chain(model.fields.iter().flat_map(names)), 3);
    if near.is_empty() {
        let ids = model.fields.iter().map(|field| field.id.as_str()).collect::<Vec<_>>().join(", ");
        return finding.hint(format!("Los campos son: {ids}."), format!("The fields are: {ids}."));
    }
    finding.suggest(&near)
}

pub(super) fn unknown_heading(model: &CollectionConfig, words: &str, span: Span) -> Finding {
    let dimensions =
        model.dimensions.iter().flat_map(|dimension| dimension.label.iter().map(|(_, label)| label.as_str()));
    let near = nearest(words, model.fields.iter().flat_map(names).chain(dimensions), 2);
    let finding = Finding::new(
        &rules::UNKNOWN_HEADING,
        span,
        format!("El título «{words}» no nombra ningún campo ni dimensión; el texto que sigue no se publica."),
        format!("The heading “{words}” names no field or dimension; the text below it is not published."),
    );
    if near.is_empty() {
        return finding.hint(
            "Use el nombre de un campo del modelo; para un subtítulo dentro de un campo, tres signos: ###.",
            "Use the name of a field of the model; for a heading inside a field, three signs: ###.",
        );
    }
    finding.suggest(&near)
}
