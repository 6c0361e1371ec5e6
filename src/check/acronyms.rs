//! Acronyms that a reader may not know must stand in the glossary.

use std::collections::BTreeSet;

use super::said::Lists;
use crate::catalog::Catalog;
use crate::markdown::Prose;
use crate::record::Record;
use crate::report::rules;
use crate::report::{Finding, Report, Span};

/// Every acronym in a text of a record is in the glossary, or is an actor's. Told once per record and acronym; nothing
/// is asked of a site without a glossary.
pub(super) fn known(lists: &Lists<'_>, record: &Record, report: &mut Report) {
    if lists.catalog.glossary.is_empty() || record.identified {
        return;
    }
    let mut told = BTreeSet::new();
    for (prose, span) in texts(record) {
        for acronym in acronyms(&prose.plain()).filter(|acronym| !lists.explained.contains(*acronym)) {
            if told.insert(acronym.to_owned()) {
                report.add(unknown(acronym, prose.find(acronym).unwrap_or(span)));
            }
        }
    }
}

/// What needs no explanation: terms of the glossary, every word of an actor's names.
pub(super) fn names(catalog: &Catalog) -> BTreeSet<String> {
    let entries = catalog.glossary.iter();
    let terms = entries.flat_map(|entry| std::iter::once(&entry.term).chain(&entry.also));
    let terms = terms.flat_map(|term| acronyms(term).map(str::to_owned).collect::<Vec<_>>());
    let actors = catalog.actors.iter().flat_map(|actor| actor.names());
    terms.chain(actors.flat_map(|name| acronyms(name).map(str::to_owned))).collect()
}

fn texts(record: &Record) -> impl Iterator<Item = (&Prose, Span)> {
    let answers = record.answers.iter().flatten();
    answers.filter_map(|answer| Some((answer.text.as_deref()?, answer.span)))
}

/// The words of two or more capitals, without a plural s; Roman numerals are none.
fn acronyms(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.map(|word| word.strip_suffix('s').unwrap_or(word));
    words.filter(|word| {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        capitals >= 2 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) && !is_roman(word)
    })
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| "IVXLCDM".contains(c))
}

fn unknown(acronym: &str, span: Span) -> Finding {
    Finding::new(
        &rules::UNKNOWN_ACRONYM,
        span,
        format!("La sigla «{acronym}» no está en el glosario."),
        format!("The acronym “{acronym}” is not in the glossary."),
    )
    .hint(
        "Añádala al glosario con lo que significa, o escriba el nombre entero.",
        "Add it to the glossary with what it stands for, or write the whole name.",
    )
}
