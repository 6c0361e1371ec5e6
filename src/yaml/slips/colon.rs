//! Colons inside a text, and those that a key lacks.

use super::quotes::quote;
use super::scan::Line;
use super::{Fault, Slip};

/// A colon inside a text without quotes.
pub(super) fn in_text(fault: &Fault<'_>) -> Option<Slip> {
    let text = around(fault).filter(|_| fault.sign() == Some(':'))?;
    if text.starts_with(['"', '\'']) {
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

/// The text that the fault stands in, as the value of a key.
fn around<'t>(fault: &Fault<'t>) -> Option<&'t str> {
    if fault.scan.open.is_empty() {
        return fault.line.value().filter(|(start, _)| *start < fault.at).map(|(_, text)| text);
    }
    let entry = fault.before().rfind(['{', '[', ',']).map_or(0, |at| at + 1);
    let key = fault.before()[entry..].find(": ")? + entry;
    fault.line.text[key + 1..].split([',', '}', ']']).next().map(str::trim)
}

/// A line that should give a key its value and has no colon, or no space behind it.
pub(super) fn missing(fault: &Fault<'_>) -> Option<Slip> {
    if !fault.scan.open.is_empty() || !fault.says(&["simple key", "mapping values", "expected key"]) {
        return None;
    }
    let line = lacking(fault)?;
    let words = line.text.trim();
    let start = line.start + line.indent();
    let sign = words.find([':', '=', '：']).filter(|at| !words[*at..].starts_with("://"));
    Some(match sign {
        Some(sign) => {
            let value = words[sign..].trim_start_matches([':', '=', '：']).trim_start();
            let right = format!("{}: {value}", words[..sign].trim_end());
            Slip {
                at: start + sign..start + words.len() - value.len(),
                said: (
                    "Entre la clave y su valor van dos puntos y un espacio.".into(),
                    "Between the key and its value go a colon and a space.".into(),
                ),
                mend: (format!("Escriba: {right}"), format!("Write: {right}")),
            }
        }
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
    let before = before.filter(|_| fault.says(&["mapping values"]));
    Some(last).filter(|line| !line.has_key() && !line.is_item()).or(before.filter(|line| !line.has_key()))
}
