//! Values that were to be filled in and were not.

use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::tree::{Data, Node};

/// Tells of the texts of a value that stand for one yet to be written; whether there are any.
pub(super) fn unfilled(node: &Node, report: &mut Report) -> bool {
    match &node.data {
        Data::Scalar(text) if is_placeholder(text) => {
            report.add(placeholder(text, node.span));
            true
        }
        Data::Scalar(_) => false,
        Data::Seq(items) => items.iter().fold(false, |found, item| unfilled(item, report) | found),
        Data::Map(entries) => entries.iter().fold(false, |found, (_, node)| unfilled(node, report) | found),
    }
}

/// Whether a text stands for one that is yet to be written: `…`, `«…»`, `TODO`, `XXX`, `por completar`.
pub(super) fn is_placeholder(text: &str) -> bool {
    const LONGEST: usize = 24;
    const WORDS: [&str; 6] = ["por completar", "a completar", "completar", "to be completed", "tbd", "fixme"];
    let text = text.trim();
    if text.len() > LONGEST {
        return false;
    }
    let inside = text.trim_matches(|c| " «»“”\"'[](){}<>.:".contains(c));
    let dots = inside == "…" || inside.is_empty() && text.contains("...");
    let signs = inside.len() > 2 && inside.bytes().all(|byte| matches!(byte, b'X' | b'x'));
    dots || signs || inside == "TODO" || WORDS.iter().any(|word| inside.eq_ignore_ascii_case(word))
}

pub(super) fn placeholder(text: &str, span: Span) -> Finding {
    let text = text.trim().trim_matches(['«', '»']);
    Finding::new(
        &rules::PLACEHOLDER,
        span,
        format!("Aquí falta el contenido: «{text}» sólo le guarda el lugar."),
        format!("The content is missing here: “{text}” only keeps its place."),
    )
    .hint(
        "Escríbalo, borre la línea, o diga por qué falta: sin-informacion. Mientras la ficha no esté lista, ponga en su cabecera «borrador: sí».",
        "Write it, delete the line, or say why there is none: sin-informacion. While the record is not ready, put “draft: yes” in its front matter.",
    )
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn knows_what_keeps_a_place() {
        for text in ["…", "«…»", "...", "[...]", "TODO", "XXX", "xxxx", "Por completar.", "<por completar>"]
        {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["", "-", "Todo", "XX", "XXI", "Sigue…", "Completar la ficha", ".", "«»"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
