//! The answer that a section of the body gives, and how it joins what front matter says.

use std::sync::Arc;

use super::findings::{absent_and_present, empty_field, field_twice};
use super::value::give;
use super::{Answer, Value};
use crate::config::{Field, Kind};
use crate::markdown::Prose;
use crate::record::absence::Absence;
use crate::record::period::Period;
use crate::report::{Report, Span};
use crate::tree::{Data, Node};

/// The answer that a section of the body gives; its text stands at `span`.
pub(crate) fn from_body(field: &Field, text: &str, span: Span, report: &mut Report) -> Option<Answer> {
    if text.trim().is_empty() {
        report.add(empty_field(field, span));
        return None;
    }
    if let Some(absence) = Absence::parse(text) {
        return Some(Answer::absent(absence, span));
    }
    let node = Node { span, data: Data::Scalar(text.trim().to_owned()) };
    let mut answer = Answer::empty(span);
    match field.kind {
        Kind::Line | Kind::Number | Kind::Date | Kind::Flag => give(&mut answer, field, &node, report),
        Kind::List => answer.value = Some(Value::List(bullets(text))),
        Kind::Period => match Period::parse(text, span) {
            Ok(period) => answer.value = Some(Value::Period(period)),
            Err(_) => answer.text = Some(Arc::new(Prose::in_field(text, span, true, &field.id, report))),
        },
        _ => answer.text = Some(Arc::new(Prose::in_field(text, span, true, &field.id, report))),
    }
    answer.has_content().then_some(answer)
}

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
