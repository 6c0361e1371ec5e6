//! The answer that front matter gives, and what may stand beside its value.

use super::findings::{absent_and_present, empty_field, misspelt_absence};
use super::value::{give, prose};
use super::{Answer, Value};
use crate::config::{Field, Kind};
use crate::record::absence::Absence;
use crate::record::place::Place;
use crate::record::{indicator, money, place};
use crate::report::rules;
use crate::report::{Finding, Report};
use crate::tree::{self, Data, Entries, Names, Node};

const VALUE: Names = &["valor", "value"];
const TEXT: Names = &["texto", "text"];
const ABSENCE: Names = &["ausencia", "absence", "ausência"];
const NOTE: Names = &["nota", "note"];
const SOURCE: Names = &["fuente", "source", "fonte"];
const PARTIAL: Names = &["parcial", "partial"];
/// Every key that may stand beside a value.
pub(crate) const KEYS: &[Names] = &[VALUE, TEXT, ABSENCE, NOTE, SOURCE, PARTIAL];

/// Reads what stands under a field's key; `None` where nothing can be made of it, which is a finding.
pub(crate) fn read(field: &Field, node: &Node, report: &mut Report) -> Option<Answer> {
    if node.is_blank() {
        report.add(empty_field(field, node.span));
        return None;
    }
    if let Some(word) = only(node).filter(|_| field.kind != Kind::Flag) {
        if let Some(absence) = Absence::parse(word) {
            return Some(Answer::absent(absence, node.span));
        }
        if let Some(absence) = Absence::nearly(word) {
            report.add(misspelt_absence(word, absence, node.span));
        }
    }
    if is_annotated(field.kind, node) {
        return annotated(field, node, report);
    }
    let mut answer = Answer::empty(node.span);
    give(&mut answer, field, node, report);
    answer.has_content().then_some(answer)
}

/// The text that is the whole answer, alone or as the only one of a list.
fn only(node: &Node) -> Option<&str> {
    match node.items() {
        [one] => one.scalar(),
        _ => None,
    }
}

/// Whether a mapping holds notes about the value rather than, or beside, the value's own keys.
fn is_annotated(kind: Kind, node: &Node) -> bool {
    let Data::Map(entries) = &node.data else { return false };
    let has = |names: Names| entries.iter().any(|(key, _)| names.contains(&key.text.as_str()));
    if kind == Kind::Indicators && has(indicator::NAME) {
        return false; // One indicator alone, whose own value stands under the same key.
    }
    let only_notes = entries.iter().all(|(key, _)| [NOTE, SOURCE].concat().contains(&key.text.as_str()));
    let plain = !matches!(
        kind,
        Kind::Actors | Kind::Norms | Kind::Indicators | Kind::References | Kind::Media | Kind::Links
    );
    plain || has(VALUE) || has(TEXT) || has(ABSENCE) || has(PARTIAL) || only_notes
}

fn annotated(field: &Field, node: &Node, report: &mut Report) -> Option<Answer> {
    let mut entries = Entries::of(node, report);
    let mut answer = Answer::empty(node.span);
    answer.note = entries.text(NOTE, report);
    answer.source = entries.text(SOURCE, report);
    answer.partial = entries.flag(PARTIAL, report);
    answer.absence = entries.take(ABSENCE).and_then(|node| absence(node, report));
    if let Some(text) = entries.take(TEXT) {
        answer.text = prose(field, text, report);
    }
    match entries.take(VALUE) {
        Some(value) if !field.kind.is_mapping() => give(&mut answer, field, value, report),
        Some(value) => {
            if let Some(inner) = read(field, value, report) {
                answer.value = inner.value;
            }
        }
        None if field.kind == Kind::Money => {
            answer.value = money::read(&mut entries, report).map(Value::Money)
        }
        None if field.kind == Kind::Place => {
            answer.value = place::read(node, &mut entries, report)
                .filter(|place| *place != Place::default())
                .map(Value::Place);
        }
        None => {}
    }
    entries.finish(report);
    if answer.absence.is_some() && answer.has_content() {
        report.add(absent_and_present(field, node.span));
        answer.absence = None;
    }
    Some(answer)
}

fn absence(node: &Node, report: &mut Report) -> Option<Absence> {
    let written = tree::text(node, report)?;
    let absence = Absence::parse(&written);
    if absence.is_none() {
        let names = Absence::ALL.map(Absence::id).join(", ");
        report.add(
            Finding::new(
                &rules::WRONG_KIND,
                node.span,
                format!("«{written}» no es una de las cuatro ausencias."),
                format!("“{written}” is none of the four absences."),
            )
            .hint(format!("Las ausencias son: {names}."), format!("The absences are: {names}.")),
        );
    }
    absence
}
