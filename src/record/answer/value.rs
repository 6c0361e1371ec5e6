//! A structured value, read by the kind of its field.

use std::sync::Arc;

use super::Answer;
use crate::config::{Field, Kind};
use crate::date::Date;
use crate::link::{self, Link};
use crate::markdown::Prose;
use crate::record::actor::{self, Participation};
use crate::record::indicator::{self, Indicator};
use crate::record::media::{self, Medium};
use crate::record::money::{self, Money};
use crate::record::norm::{self, Norm};
use crate::record::period::Period;
use crate::record::place::{self, Place};
use crate::record::reference::{self, Reference};
use crate::record::term::{self, Mention};
use crate::report::Report;
use crate::tree::{self, Data, Node};

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

/// Reads a value by the field's kind into the answer.
pub(super) fn give(answer: &mut Answer, field: &Field, node: &Node, report: &mut Report) {
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
        Kind::Media => Some(media::read(node, report)).filter(|list| !list.is_empty()).map(Value::Media),
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
pub(super) fn prose(field: &Field, node: &Node, report: &mut Report) -> Option<Arc<Prose>> {
    let markdown = match &node.data {
        Data::Seq(items) => {
            let lines = items.iter().filter_map(|item| tree::text(item, report));
            lines.map(|line| format!("- {line}\n")).collect()
        }
        _ => tree::text(node, report)?,
    };
    Some(Arc::new(Prose::in_field(&markdown, node.span, false, &field.id, report)))
}
