//! Lines that begin with more or fewer spaces than their siblings.

use super::scan::{Line, scan};
use super::{Fault, Slip};

/// A key or an item that does not stand where its siblings do.
pub(super) fn uneven(fault: &Fault<'_>) -> Option<Slip> {
    const WORDS: [&str; 6] =
        ["simple key", "mapping values", "expected key", "document", "'-' indicator", "invalid indentation"];
    let (last, before) = fault.scan.lines.split_last()?;
    let is_last = last.start == fault.line.start && fault.scan.open.is_empty();
    if !is_last || !(fault.says(&WORDS) || fault.says(&["sequence entries", "mapping keys", "block"])) {
        return None;
    }
    let (last, sibling) = match before.first().filter(|first| first.indent() > last.indent()) {
        Some(first) => (first, last),
        None => (last, sibling(last, before)?),
    };
    (sibling.place(last) != last.indent()).then(|| told(last, sibling))
}

/// A line of a longer text (`|`, `>`) that begins before the text does.
pub(super) fn longer(fault: &Fault<'_>) -> Option<Slip> {
    let opener = fault.scan.lines.last().filter(|line| line.start < fault.line.start)?;
    let first = opener.next_in(fault.text)?;
    let (own, place) = (fault.line.indent(), first.indent());
    let is_short = fault.scan.open.is_empty() && fault.says(&["expected key"]) && own < place;
    is_short.then(|| {
        let start = fault.line.start + own;
        let (number, own, place) = (first.number, blanks(own), blanks(place));
        Slip {
            at: start..start + fault.line.text.trim().len(),
            said: (
                format!("Esta línea empieza con {}, y el texto al que pertenece, desde la línea {number}, con {}.", own.0, place.0),
                format!("This line begins with {}, and the text it belongs to, from line {number} on, with {}.", own.1, place.1),
            ),
            mend: (
                format!("Deje {} al comienzo, como en la línea {number}.", place.0),
                format!("Leave {} at its beginning, as on line {number}.", place.1),
            ),
        }
    })
}

/// The dash of a line that passes for the rest of the text above it; `at` is where it stands.
pub(in crate::yaml) fn dash(text: &str, at: usize, first: usize) -> Slip {
    let scan = scan(text, at, first);
    let line = Line::around(text, at, first);
    let said = (
        "Aquí no empieza un elemento de la lista: la línea pasa por el resto del texto de arriba.",
        "No item of the list begins here: the line passes for the rest of the text above.",
    );
    let above = scan.lines.iter().rev().find(|above| above.start < line.start);
    let mend = match above {
        _ if !line.is_item() => (
            "Empiece cada elemento de la lista con un guion corriente y un espacio: «- …».".to_owned(),
            "Begin each item of the list with an ordinary dash and a space: “- …”.".to_owned(),
        ),
        Some(above) if above.is_item() => spaces(&line, above),
        Some(above) => (
            format!(
                "Si «{0}» es una lista, deje sin valor «{0}:» y ponga cada elemento en su línea, con guion.",
                above.word()
            ),
            format!(
                "If “{0}” is a list, leave “{0}:” without a value and put each item on its line, with a dash.",
                above.word()
            ),
        ),
        None => spaces(&line, &line),
    };
    let sign = text[at..].chars().next().map_or(0, char::len_utf8);
    Slip { at: at..at + sign, said: (said.0.into(), said.1.into()), mend }
}

/// Of the lines above, in whose groups and lists a line may stand, the one of its kind whose column is nearest.
fn sibling<'a, 't>(line: &Line<'_>, before: &'a [Line<'t>]) -> Option<&'a Line<'t>> {
    let mut within = usize::MAX;
    let mut open: Vec<&Line<'_>> = Vec::new();
    for above in before.iter().rev() {
        let is_of_kind = if line.is_item() { above.is_item() } else { above.has_key() };
        if is_of_kind && above.place(line) < within {
            open.push(above);
        }
        within = within.min(above.indent());
    }
    open.into_iter().min_by_key(|above| above.place(line).abs_diff(line.indent()))
}

impl Line<'_> {
    /// The column at which a line of the kind of `other` would be its sibling.
    fn place(&self, other: &Line<'_>) -> usize {
        if other.is_item() { self.indent() } else { self.column() }
    }
}

fn told(line: &Line<'_>, sibling: &Line<'_>) -> Slip {
    let (own, place) = (line.indent(), sibling.place(line));
    let start = line.start + own;
    let (number, word) = (sibling.number, sibling.word());
    Slip {
        at: start..start + line.text.trim().len(),
        said: (
            format!(
                "Esta línea empieza con {}, y su hermana de la línea {number}, «{word}», con {place}.",
                blanks(own).0
            ),
            format!(
                "This line begins with {}, and its sibling on line {number}, “{word}”, with {place}.",
                blanks(own).1
            ),
        ),
        mend: spaces(line, sibling),
    }
}

/// How many spaces go before a line, as before its sibling.
fn spaces(line: &Line<'_>, sibling: &Line<'_>) -> (String, String) {
    let (place, number, word) = (sibling.place(line), sibling.number, line.word());
    let (before_es, before_en) = match line.is_item() {
        true => ("del guion".to_owned(), "the dash".to_owned()),
        false => (format!("de «{word}»"), format!("“{word}”")),
    };
    if place == 0 {
        return (
            format!("No deje espacios antes {before_es}, como en la línea {number}."),
            format!("Leave no space before {before_en}, as on line {number}."),
        );
    }
    let (es, en) = blanks(place);
    (
        format!("Deje {es} antes {before_es}, como en la línea {number}."),
        format!("Leave {en} before {before_en}, as on line {number}."),
    )
}

/// A number of spaces, in Spanish and English.
fn blanks(count: usize) -> (String, String) {
    match count {
        1 => ("1 espacio".into(), "1 space".into()),
        _ => (format!("{count} espacios"), format!("{count} spaces")),
    }
}
