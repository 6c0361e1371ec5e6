//! Brackets and quotes that are opened and not closed, or closed and not opened.

use super::scan::{Line, scan};
use super::{Fault, Slip};

/// A bracket or quotes that stay open: the next line that cannot stand in them shows it.
pub(super) fn unclosed(fault: &Fault<'_>) -> Option<Slip> {
    let sign =
        fault.text[fault.at..].bytes().next().filter(|sign| matches!(sign, b'[' | b'{' | b'"' | b'\''));
    if let Some(sign) = sign.filter(|_| fault.says(&["unclosed", "mismatched"])) {
        return Some(open(fault.at, sign));
    }
    let (at, sign) = *fault.scan.open.last()?;
    let opener = Line::around(fault.text, at, 0);
    let is_over = fault.at >= fault.text.trim_end().len();
    let is_outside = fault.line.start > at && fault.line.indent() <= opener.indent();
    (is_over || is_outside).then(|| open(at, sign))
}

/// Quotes that stay open and are closed by those of a later line, with its key in them.
pub(super) fn swallowing(fault: &Fault<'_>) -> Option<Slip> {
    let quoted = fault.scan.quoted.clone()?;
    let mut further = fault.text[quoted.clone()].split('\n').skip(1);
    let sign = fault.text.as_bytes().get(quoted.start)?;
    further.any(|line| line.contains(": ")).then(|| open(quoted.start, *sign))
}

/// A bracket of an earlier line that nothing closes, where nothing nearer explains the fault.
pub(super) fn earlier(fault: &Fault<'_>) -> Option<Slip> {
    let (at, sign) = *fault.scan.open.last().filter(|(at, _)| *at < fault.line.start)?;
    scan(fault.text, fault.text.len(), 0).open.contains(&(at, sign)).then(|| open(at, sign))
}

fn open(at: usize, sign: u8) -> Slip {
    let said = |es: &str, en: &str| (es.to_owned(), en.to_owned());
    let (said, mend) = match sign {
        b'[' => (
            said(
                "La lista que se abre aquí con «[» no se cierra.",
                "The list that “[” opens here is not closed.",
            ),
            said("Escriba «]» después de su último valor.", "Write “]” after its last value."),
        ),
        b'{' => (
            said(
                "El grupo que se abre aquí con «{» no se cierra.",
                "The group that “{” opens here is not closed.",
            ),
            said("Escriba «}» después de su último valor.", "Write “}” after its last value."),
        ),
        _ => (
            said(
                "Las comillas que se abren aquí no se cierran.",
                "The quotes that are opened here are not closed.",
            ),
            said(
                "Escriba las mismas comillas al final del texto.",
                "Write the same quotes at the end of the text.",
            ),
        ),
    };
    Slip { at: at..at + 1, said, mend }
}

/// A bracket that closes what was not opened.
pub(super) fn surplus(fault: &Fault<'_>) -> Option<Slip> {
    let sign = fault.sign().filter(|sign| matches!(sign, ']' | '}'))?;
    let begins = fault.before().trim_end().ends_with(':');
    if begins || !fault.scan.open.is_empty() {
        return None;
    }
    Some(Slip {
        at: fault.at..fault.at + 1,
        said: (
            format!("Sobra este «{sign}»: lo que cierra no se ha abierto."),
            format!("This “{sign}” is too many: what it closes was not opened."),
        ),
        mend: (
            "Bórrelo; si es parte de un texto, ponga el texto entero entre comillas.".into(),
            "Delete it; if it belongs to a text, quote the whole text.".into(),
        ),
    })
}

/// A comma that is missing between two values in brackets.
pub(super) fn comma(fault: &Fault<'_>) -> Option<Slip> {
    let before = fault.text[..fault.at].trim_end();
    if fault.scan.open.is_empty() || !before.ends_with([']', '}', '"', '\'']) {
        return None;
    }
    let at = before.len() - 1;
    Some(Slip {
        at: at..at + 1,
        said: ("Después de este valor falta una coma.".into(), "A comma is missing after this value.".into()),
        mend: (
            "Escriba una coma entre un valor y el siguiente.".into(),
            "Write a comma between one value and the next.".into(),
        ),
    })
}
