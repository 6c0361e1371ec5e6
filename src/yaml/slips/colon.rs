//! Colons inside a text, and those that a key lacks.

use super::quotes::quote;
use super::scan::Line;
use super::{Fault, Slip};

/// A colon inside a text without quotes.
pub(super) fn in_text(fault: &Fault<'_>) -> Option<Slip> {
    let (start, text) = fault.line.value().filter(|(start, _)| *start < fault.at)?;
    let is_colon = fault.scan.open.is_empty() && fault.says(&["mapping values", "':'"]);
    if !is_colon || fault.sign() != Some(':') || fault.text[start..fault.at].starts_with(['"', '\'']) {
        return None;
    }
    let mend = match text.strip_prefix('“').and_then(|text| text.strip_suffix('”')) {
        Some(inside) => {
            let (es, en) = quote(inside);
            (
                format!("Las comillas “ ” no sirven para esto. {es}"),
                format!("The quotes “ ” do not serve here. {en}"),
            )
        }
        None => quote(text),
    };
    Some(Slip {
        at: fault.at..fault.at + 1,
        said: (
            "Hay unos dos puntos dentro de un texto sin comillas.".into(),
            "There is a colon inside a text without quotes.".into(),
        ),
        mend,
    })
}

/// A line that should give a key its value and has no colon, or no space behind it.
pub(super) fn missing(fault: &Fault<'_>) -> Option<Slip> {
    if !fault.scan.open.is_empty() || !fault.says(&["simple key", "mapping values"]) {
        return None;
    }
    let line = lacking(fault)?;
    let words = line.text.trim();
    let start = line.start + line.indent();
    let colon = words.find(':').filter(|at| !words[*at..].starts_with("://"));
    Some(match colon {
        Some(colon) => Slip {
            at: start + colon..start + colon + 1,
            said: (
                "Después de estos dos puntos falta un espacio.".into(),
                "A space is missing after this colon.".into(),
            ),
            mend: (
                format!("Escriba: {}: {}", &words[..colon], &words[colon + 1..]),
                format!("Write: {}: {}", &words[..colon], &words[colon + 1..]),
            ),
        },
        None => Slip {
            at: start..start + words.len(),
            said: (
                "A esta línea le faltan los dos puntos después de la clave.".into(),
                "This line lacks the colon after the key.".into(),
            ),
            mend: (
                "Escriba «clave: valor»; si sigue el texto de la línea anterior, empiécela con más espacios que ésta."
                    .into(),
                "Write “key: value”; if it goes on with the text of the line before, begin it with more spaces than that."
                    .into(),
            ),
        },
    })
}

/// The line that lacks a colon: that of the fault, or the one before it, which then passes for the beginning of its key.
fn lacking<'t>(fault: &Fault<'t>) -> Option<Line<'t>> {
    let lines = &fault.scan.lines;
    let last = *lines.last()?;
    if last.start != fault.line.start {
        return None;
    }
    let before = lines.len().checked_sub(2).and_then(|at| lines.get(at).copied());
    let before = before.filter(|line| line.indent() == last.indent() && !line.is_item());
    Some(last).filter(|line| !line.has_key() && !line.is_item()).or(before.filter(|line| !line.has_key()))
}
