//! Tabs, hard spaces and other signs that look like a space or like nothing.

use super::scan::Line;
use super::{Fault, Slip};
use crate::fold::has_no_width;

/// A tab where spaces go.
pub(super) fn tab(fault: &Fault<'_>) -> Option<Slip> {
    if !fault.says(&["tab"]) {
        return None;
    }
    let line = fault.line.start;
    let in_front = fault.text[line..].split('\n').take(2).scan(line, |start, said| {
        let blank = said.len() - said.trim_start().len();
        let tab = said[..blank].find('\t').map(|at| *start + at);
        *start += said.len() + 1;
        Some(tab)
    });
    let before = || fault.text[..fault.at].rfind('\t');
    let at = in_front.flatten().next().or_else(before).unwrap_or(fault.at);
    let said = (
        "Aquí hay un tabulador, y la sangría se hace con espacios.",
        "There is a tab here, and indentation is made of spaces.",
    );
    let mend = (
        "Borre el tabulador y escriba espacios en su lugar, dos por cada nivel.",
        "Delete the tab and write spaces in its place, two for each level.",
    );
    Some(Slip { at: at..at + 1, said: (said.0.into(), said.1.into()), mend: (mend.0.into(), mend.1.into()) })
}

/// A sign that passes for a space, in front of a line or behind its colon or dash.
pub(super) fn blank(fault: &Fault<'_>) -> Option<Slip> {
    let lines = fault.scan.lines.iter().rev().filter(|line| line.start <= fault.at).take(2);
    lines.filter_map(in_line).next()
}

fn in_line(line: &Line<'_>) -> Option<Slip> {
    let front = line.text.len() - line.text.trim_start_matches(|c| c == ' ' || is_unseen(c)).len();
    let colon = line.text.find(':').map(|at| at + 1);
    let dash = line.text.trim_start_matches(' ').starts_with('-').then(|| line.indent() + 1);
    let behind = |at: usize| line.text[at..].starts_with(is_unseen).then_some(at);
    let at = line.text[..front].find(is_unseen);
    let at = at.or_else(|| colon.and_then(behind)).or_else(|| dash.and_then(behind))?;
    let sign = line.text[at..].chars().next()?;
    Some(slip(line.start + at, sign))
}

/// The sign in front of a key that passes for indentation and is none.
pub(in crate::yaml) fn in_front(key: &str) -> Option<Slip> {
    key.chars().next().filter(|sign| is_unseen(*sign)).map(|sign| slip(0, sign))
}

/// A sign that no text holds.
pub(super) fn control(fault: &Fault<'_>) -> Option<Slip> {
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let at = fault.line.text.find(is_control)?;
    let sign = fault.line.text[at..].chars().next()?;
    Some(slip(fault.line.start + at, sign))
}

fn is_unseen(c: char) -> bool {
    !c.is_ascii() && (c.is_whitespace() || has_no_width(c))
}

fn slip(at: usize, sign: char) -> Slip {
    let code = format!("U+{:04X}", sign as u32);
    Slip {
        at: at..at + sign.len_utf8(),
        said: (
            format!("Aquí hay un signo que no se ve y que no es un espacio corriente ({code})."),
            format!("There is a sign here that cannot be seen and is no ordinary space ({code})."),
        ),
        mend: match sign.is_control() {
            true => ("Bórrelo: llega al copiar de otro programa.".into(), "Delete it: it came with text that was copied from another program.".into()),
            false => (
                "Bórrelo y escriba el espacio con la barra espaciadora; estos signos llegan al copiar de Word o de una página web.".into(),
                "Delete it and write the space with the space bar; such signs come with text that is copied from Word or a web page.".into(),
            ),
        },
    }
}
