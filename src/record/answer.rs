//! The answer to one field: a value, a text, or the reason why there is none.

use std::sync::Arc;

use super::absence::Absence;
use super::actor::Participation;
use super::indicator::Indicator;
use super::media::Medium;
use super::money::Money;
use super::norm::Norm;
use super::period::Period;
use super::place::Place;
use super::reference::Reference;
use super::term::Mention;
use super::{actor, indicator, media, money, norm, place, reference, term};
use crate::config::{Field, Kind};
use crate::date::Date;
use crate::link;
use crate::link::Link;
use crate::markdown::Prose;
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::tree::{self, Data, Entries, Names, Node};

const VALUE: Names = &["valor", "value"];
const TEXT: Names = &["texto", "text"];
const ABSENCE: Names = &["ausencia", "absence", "ausência"];
const NOTE: Names = &["nota", "note"];
const SOURCE: Names = &["fuente", "source", "fonte"];
const PARTIAL: Names = &["parcial", "partial"];
/// Every key that may stand beside a value.
pub(crate) const KEYS: &[Names] = &[VALUE, TEXT, ABSENCE, NOTE, SOURCE, PARTIAL];

/// What a ficha says in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The structured value.
    pub value: Option<Value>,
    /// The prose: the whole answer of a text field, the commentary of any other.
    pub text: Option<Arc<Prose>>,
    /// Why there is neither.
    pub absence: Option<Absence>,
    /// Whether what is said is known to be incomplete.
    pub partial: bool,
    /// A remark of the editors.
    pub note: Option<String>,
    /// Where just this field was taken from.
    pub source: Option<String>,
    /// Where it is said.
    pub span: Span,
}

/// A structured value, by kind of field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// One line of plain text.
    Line(String),
    /// Several lines of plain text.
    List(Vec<String>),
    /// Years.
    Period(Period),
    /// Terms of the field's taxonomy.
    Terms(Vec<Mention>),
    /// Where.
    Place(Place),
    /// Who took part, and how.
    Actors(Vec<Participation>),
    /// Amounts and their sources.
    Money(Money),
    /// Laws, decrees, agreements.
    Norms(Vec<Norm>),
    /// Goals with targets and results.
    Indicators(Vec<Indicator>),
    /// Works cited.
    References(Vec<Reference>),
    /// Images, videos, documents.
    Media(Vec<Medium>),
    /// Addresses elsewhere.
    Links(Vec<Link>),
    /// Other records.
    Records(Vec<Mention>),
    /// A number, in plain decimal notation.
    Number(String),
    /// A date.
    Date(Date),
    /// Yes or no.
    Flag(bool),
}

impl Answer {
    /// An answer that says nothing yet.
    pub(crate) fn empty(span: Span) -> Answer {
        Answer { value: None, text: None, absence: None, partial: false, note: None, source: None, span }
    }

    /// An answer that says why there is no value.
    pub(crate) fn absent(absence: Absence, span: Span) -> Answer {
        Answer { absence: Some(absence), ..Answer::empty(span) }
    }

    /// Whether it says anything: a value, a text or an absence, not only a note.
    pub fn is_given(&self) -> bool {
        self.value.is_some() || self.text.is_some() || self.absence.is_some()
    }

    /// Whether there is a value or a text.
    pub fn has_content(&self) -> bool {
        self.value.is_some() || self.text.is_some()
    }
}

/// Reads what stands under a field's key; `None` where nothing can be made of it, which is a finding.
pub(crate) fn read(field: &Field, node: &Node, report: &mut Report) -> Option<Answer> {
    if node.is_blank() {
        report.add(empty_field(field, node.span));
        return None;
    }
    if let Some(absence) = node.scalar().and_then(Absence::parse).filter(|_| field.kind != Kind::Flag) {
        return Some(Answer::absent(absence, node.span));
    }
    if is_annotated(field.kind, node) {
        return annotated(field, node, report);
    }
    let mut answer = Answer::empty(node.span);
    give(&mut answer, field, node, report);
    answer.has_content().then_some(answer)
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

/// Reads a value by the field's kind into the answer.
fn give(answer: &mut Answer, field: &Field, node: &Node, report: &mut Report) {
    let some = |list: Vec<_>| (!list.is_empty()).then_some(list);
    answer.value = match field.kind {
        Kind::Text => {
            answer.text = prose(field, node, report);
            None
        }
        Kind::Line => tree::text(node, report).map(|text| Value::Line(one_line(&text))),
        Kind::List => {
            let lines: Vec<String> =
                node.items().iter().filter_map(|item| tree::text(item, report)).collect();
            (!lines.is_empty()).then_some(Value::List(lines))
        }
        Kind::Period => period(node, report).map(Value::Period),
        Kind::Terms => some(term::read(node, report)).map(Value::Terms),
        Kind::Records => some(term::read(node, report)).map(Value::Records),
        Kind::Actors => Some(actor::read(node, report)).filter(|list| !list.is_empty()).map(Value::Actors),
        Kind::Norms => Some(Value::Norms(norm::read(node, report))),
        Kind::Indicators => Some(Value::Indicators(indicator::read(node, report))),
        Kind::References => Some(Value::References(reference::read(node, report))),
        Kind::Media => Some(Value::Media(media::read(node, report))),
        Kind::Links => Some(link::read(node, report)).filter(|list| !list.is_empty()).map(Value::Links),
        Kind::Number => tree::number(node, report).map(|number| Value::Number(number.to_string())),
        Kind::Date => date(node, report).map(Value::Date),
        Kind::Flag => tree::flag(node, report).map(Value::Flag),
        Kind::Place | Kind::Money => {
            let example = if field.kind == Kind::Money { money::EXAMPLE } else { place::EXAMPLE };
            let hint = (format!("Escríbalo así: {}.", example.0), format!("Write it so: {}.", example.1));
            report.add(tree::wrong_kind(node, tree::GROUP).hint(hint.0, hint.1));
            None
        }
    };
}

/// A text without line breaks or blanks in a row.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn period(node: &Node, report: &mut Report) -> Option<Period> {
    let text = tree::text(node, report)?;
    Period::parse(&text, node.span).map_err(|finding| report.add(finding)).ok()
}

fn date(node: &Node, report: &mut Report) -> Option<Date> {
    let text = tree::text(node, report)?;
    Date::parse(&text, node.span).map_err(|finding| report.add(finding)).ok()
}

/// Markdown in front matter; a list of texts is a Markdown list.
fn prose(field: &Field, node: &Node, report: &mut Report) -> Option<Arc<Prose>> {
    let markdown = match &node.data {
        Data::Seq(items) => {
            let lines = items.iter().filter_map(|item| tree::text(item, report));
            lines.map(|line| format!("- {line}\n")).collect()
        }
        _ => tree::text(node, report)?,
    };
    Some(Arc::new(Prose::in_field(&markdown, node.span, false, &field.id, report)))
}

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

fn label(field: &Field) -> &str {
    field.label.iter().next().map_or(field.id.as_str(), |(_, label)| label.as_str())
}

fn empty_field(field: &Field, span: Span) -> Finding {
    let name = label(field);
    Finding::new(
        &rules::EMPTY_FIELD,
        span,
        format!("El campo «{name}» está vacío."),
        format!("The field “{name}” is empty."),
    )
    .hint(
        "Escriba su contenido o diga por qué falta: sin-informacion, no-existe, no-aplica o sin-relevar.",
        "Write its content or say why there is none: sin-informacion (no information), no-existe (none), no-aplica (not applicable) or sin-relevar (not surveyed).",
    )
}

/// The finding that a field is answered a second time at `span`.
pub(crate) fn field_twice(field: &Field, span: Span) -> Finding {
    let name = label(field);
    Finding::new(
        &rules::FIELD_TWICE,
        span,
        format!("El campo «{name}» se responde dos veces."),
        format!("The field “{name}” is answered twice."),
    )
    .hint(
        "Deje una sola respuesta, en la cabecera o debajo de su título; ésta no se ha leído.",
        "Keep one answer, in the front matter or under its heading; this one was not read.",
    )
}

/// The finding that a field has both a content and a reason for having none.
fn absent_and_present(field: &Field, span: Span) -> Finding {
    let name = label(field);
    Finding::new(
        &rules::FIELD_TWICE,
        span,
        format!("El campo «{name}» tiene un contenido y, a la vez, una ausencia."),
        format!("The field “{name}” has a content and, at the same time, an absence."),
    )
    .hint(
        "Si algo se sabe, quite la ausencia; si se sabe sólo en parte, escriba «parcial: sí».",
        "If anything is known, take the absence out; if it is known only in part, write “partial: yes”.",
    )
}
