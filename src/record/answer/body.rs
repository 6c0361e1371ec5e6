//! The answer that a section of the body gives, and how it joins what front matter says.

use std::sync::Arc;

use super::findings::{absent_and_present, empty_field, field_twice, misspelt_absence};
use super::value::give;
use super::{Answer, Value};
use crate::config::{Field, Kind};
use crate::markdown::Prose;
use crate::record::absence::Absence;
use crate::record::period::Period;
use crate::record::term::Mention;
use crate::report::{Report, Span};
use crate::tree::{Data, Node};

/// The answer that a section of the body gives; its text stands at `span`. `alone` is where the header says nothing of
/// the field.
pub(crate) fn from_body(
    field: &Field,
    text: &str,
    span: Span,
    alone: bool,
    report: &mut Report,
) -> Option<Answer> {
    if text.trim().is_empty() {
        report.add(empty_field(field, span));
        return None;
    }
    if let Some(absence) = Absence::parse(text) {
        return Some(Answer::absent(absence, span));
    }
    if let Some(absence) = Absence::nearly(text) {
        report.add(misspelt_absence(text, absence, span));
    }
    let node = Node { span, data: Data::Scalar(text.trim().to_owned()) };
    let mut answer = Answer::empty(span);
    let named = alone.then(|| names(text, span)).flatten();
    match (field.kind, named) {
        (Kind::Terms, Some(terms)) => answer.value = Some(Value::Terms(terms)),
        (Kind::Records, Some(records)) => answer.value = Some(Value::Records(records)),
        (Kind::Line | Kind::Number | Kind::Date | Kind::Flag, _) => give(&mut answer, field, &node, report),
        (Kind::List, _) => answer.value = Some(Value::List(bullets(text))),
        (Kind::Period, _) => match Period::parse(text, span) {
            Ok(period) => answer.value = Some(Value::Period(period)),
            Err(_) => answer.text = Some(Arc::new(Prose::in_field(text, span, true, &field.id, report))),
        },
        _ => answer.text = Some(Arc::new(Prose::in_field(text, span, true, &field.id, report))),
    }
    answer.has_content().then_some(answer)
}

/// The names that a text is made of, if it is a plain list of names: bullets, lines or words between commas.
fn names(text: &str, span: Span) -> Option<Vec<Mention>> {
    let mut mentions = Vec::new();
    let mut from = 0;
    for part in text.split(['\n', ',', ';']) {
        let start = from + part.len() - part.trim_start().len();
        from += part.len() + 1;
        let bullet = ["- ", "* ", "+ "].iter().find(|bullet| part.trim_start().starts_with(**bullet));
        let name = part.trim_start().get(bullet.map_or(0, |bullet| bullet.len())..)?.trim();
        let start = span.start as usize + start + bullet.map_or(0, |bullet| bullet.len());
        if name.ends_with('.') || name.split_whitespace().count() > LONGEST_NAME {
            return None;
        }
        if !name.is_empty() {
            mentions.push(Mention::new(name, Span::new(span.file, start, start + name.len())));
        }
    }
    Some(mentions).filter(|mentions| !mentions.is_empty())
}

/// How many words a name in a plain list has at most; what has more is prose.
const LONGEST_NAME: usize = 4;

/// The items of a Markdown list, or the paragraphs where there is none.
fn bullets(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let marker = line.trim_start().strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' '));
        match (marker, line.trim()) {
            (Some(item), _) => items.push(item.trim().to_owned()),
            (None, "") => {
                open = false;
                continue;
            }
            (None, line) => match items.last_mut().filter(|_| open) {
                Some(last) => *last = format!("{last} {line}"),
                None => items.push(line.to_owned()),
            },
        }
        open = true;
    }
    items
}

/// Joins what front matter and body say of one field; saying it twice is a finding.
pub(crate) fn join(field: &Field, front: Answer, body: Answer, report: &mut Report) -> Answer {
    let clash = front.absence.is_some()
        || front.text.is_some()
        || front.value.is_some() && (body.value.is_some() || body.absence.is_some())
        || front.value.is_some() && !field.kind.takes_prose();
    if clash {
        let absent = front.absence.is_some() != body.absence.is_some();
        report.add(if absent { absent_and_present(field, body.span) } else { field_twice(field, body.span) });
        return front;
    }
    Answer {
        note: front.note,
        source: front.source,
        partial: front.partial,
        value: front.value.or(body.value),
        span: front.span,
        ..body
    }
}
