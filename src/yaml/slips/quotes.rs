//! Texts that need quotes, or other quotes than they have.

use super::{Fault, Slip};

/// A text in the quotes that it can stand in; none where it holds both kinds.
pub(super) fn quoted(text: &str) -> Option<String> {
    match (text.contains(['"', '\\']), text.contains('\'')) {
        (false, _) => Some(format!("\"{text}\"")),
        (true, false) => Some(format!("'{text}'")),
        (true, true) => None,
    }
}

/// How a text is quoted, in Spanish and English.
pub(super) fn quote(text: &str) -> (String, String) {
    quoted(text).map_or_else(
        || {
            (
                "Ponga el texto entero entre comillas simples, y escriba dos veces las que lleva dentro: 'l''aigua'."
                    .into(),
                "Quote the whole text with single quotes, and write those inside it twice: 'l''aigua'.".into(),
            )
        },
        |text| {
            (format!("Ponga el texto entero entre comillas: {text}."), format!("Quote the whole text: {text}."))
        },
    )
}

/// Quotes inside quotes of the same kind, which end the text.
pub(super) fn within(fault: &Fault<'_>) -> Option<Slip> {
    let quoted = fault.scan.quoted.clone()?;
    let goes_on = fault.sign().is_some_and(|sign| !matches!(sign, '\n' | '"' | '\'' | ':'));
    if !goes_on || fault.text.get(quoted.end..fault.at)?.contains(|c| c != ' ') {
        return None;
    }
    let mend = match fault.scan.open.is_empty() {
        true => {
            let (es, en) = quote(meant(&fault.text[quoted.start..]));
            (
                format!("{es} O escriba dentro «» en vez de comillas."),
                format!("{en} Or write «» for those inside."),
            )
        }
        false => (
            "Use por fuera comillas simples, 'así \"de\" claro', o dentro «así».".into(),
            "Use single quotes outside, 'so \"very\" clear', or others inside: «so».".into(),
        ),
    };
    Some(Slip {
        at: quoted.end - 1..quoted.end,
        said: (
            "Estas comillas cierran el texto, y detrás sigue más.".into(),
            "These quotes close the text, and more follows.".into(),
        ),
        mend,
    })
}

/// The text that was meant: up to the end of the line, without the quotes around it where they are its first and last
/// signs.
fn meant(rest: &str) -> &str {
    let line = rest.lines().next().unwrap_or_default().trim_end();
    let mut signs = line.chars();
    let around = signs.next().is_some_and(|sign| signs.next_back() == Some(sign));
    if around { &line[1..line.len() - 1] } else { line }
}

/// A text that goes on behind a list or group with which it seems to begin: `[x] y`.
pub(super) fn after(fault: &Fault<'_>) -> Option<Slip> {
    let (start, text) = fault.line.value().filter(|(start, _)| *start < fault.at)?;
    let closed = fault.scan.open.is_empty() && fault.before().trim_end().ends_with([']', '}']);
    (closed && text.starts_with(['[', '{'])).then(|| begins(start, text))
}

/// A text that begins with a sign of YAML.
pub(super) fn sign(fault: &Fault<'_>) -> Option<Slip> {
    const SIGNS: [&str; 7] = ["-", "?", "@", "%", "`", "* ", "& "];
    const OUTSIDE: [&str; 5] = [",", "]", "}", "|", ">"];
    let rest = fault.text[fault.at..].lines().next().unwrap_or_default();
    let before = fault.before().trim_end();
    let (text, is_value, more) = match fault.scan.open.is_empty() {
        true => (rest, before.ends_with(':') || before.trim_start() == "-", &OUTSIDE[..]),
        false => (
            rest.split([',', '}', ']']).next().unwrap_or_default(),
            before.ends_with([':', ',', '[', '{']),
            &[][..],
        ),
    };
    let is_sign = SIGNS.iter().chain(more).any(|sign| text.starts_with(sign));
    (is_value && is_sign).then(|| begins(fault.at, text.trim_end()))
}

fn begins(at: usize, text: &str) -> Slip {
    let sign = text.chars().next().unwrap_or_default();
    let (es, en) = quote(text);
    let (es, en) = match text {
        "-" | "?" => (
            format!("{es} Si no se sabe nada, escriba: sin-informacion."),
            format!("{en} If nothing is known, write: sin-informacion."),
        ),
        _ if text.starts_with("- ") || text.starts_with("* ") => (
            format!("{es} Si es una lista, empiece cada elemento en su línea, con guion."),
            format!("{en} If it is a list, begin each item on its line, with a dash."),
        ),
        _ => (es, en),
    };
    Slip {
        at: at..at + sign.len_utf8(),
        said: (
            format!("Sin comillas, un texto no puede empezar con «{sign}»."),
            format!("Without quotes, a text cannot begin with “{sign}”."),
        ),
        mend: (es, en),
    }
}
