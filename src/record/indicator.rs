//! A goal with its target and what came of it.

use serde::Serialize;

use crate::fold::fold;
use crate::report::rules;
use crate::report::{Finding, Report};
use crate::tree::{self, Entries, Names, Node};

pub(crate) const NAME: Names = &["nombre", "name", "nome"];
const GOAL: Names = &["objetivo", "goal"];
const BASELINE: Names = &["base", "baseline", "linea-base"];
const TARGET: Names = &["meta", "target"];
const VALUE: Names = &["valor", "value", "resultado", "result"];
const UNIT: Names = &["unidad", "unit", "unidade"];
const YEAR: Names = &["anio", "year", "año", "ano"];
const STATUS: Names = &["estado", "status", "situacao"];
const NOTE: Names = &["nota", "note"];
/// Every key of an indicator.
pub(crate) const KEYS: &[Names] = &[NAME, GOAL, BASELINE, TARGET, VALUE, UNIT, YEAR, STATUS, NOTE];

/// Whether a target was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Met, or more than met.
    Met,
    /// Met in part.
    Partly,
    /// Not met.
    NotMet,
    /// Not due, or not measured yet.
    Pending,
}

impl Status {
    /// The four, best first, each with the spellings by which a file may name it (folded).
    pub const ALL: &[(Status, &'static [&'static str])] = &[
        (Status::Met, &["cumplido", "cumplida", "met", "cumprido", "logrado"]),
        (Status::Partly, &["parcial", "partly", "partial", "cumplido en parte"]),
        (Status::NotMet, &["no cumplido", "no cumplida", "not met", "nao cumprido", "no logrado"]),
        (Status::Pending, &["pendiente", "pending", "pendente"]),
    ];

    /// Its id, as published.
    pub fn id(self) -> &'static str {
        match self {
            Status::Met => "met",
            Status::Partly => "partly",
            Status::NotMet => "not-met",
            Status::Pending => "pending",
        }
    }
}

/// A measure of a goal. Values stand as written; `target_number` and `value_number` are theirs where they are numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Indicator {
    /// What is measured.
    pub name: String,
    /// The goal it measures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// What it was before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// What it should become.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// What it became.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// In which unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// When it was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<String>,
    /// Whether the target was met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// What else is known of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Indicator {
    /// The target as a number, where it is one.
    pub fn target_number(&self) -> Option<f64> {
        self.target.as_deref().and_then(plain_number)
    }

    /// The result as a number, where it is one.
    pub fn value_number(&self) -> Option<f64> {
        self.value.as_deref().and_then(plain_number)
    }
}

/// `12`, `12.5`, `80 %`.
fn plain_number(text: &str) -> Option<f64> {
    text.trim().trim_end_matches('%').trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// A list of indicators.
pub(crate) fn read(node: &Node, report: &mut Report) -> Vec<Indicator> {
    node.items().iter().map(|item| one(item, report)).collect()
}

fn one(node: &Node, report: &mut Report) -> Indicator {
    let mut entries = Entries::of(node, report);
    let indicator = Indicator {
        name: entries.required(NAME, report),
        goal: entries.text(GOAL, report),
        baseline: entries.text(BASELINE, report),
        target: entries.text(TARGET, report),
        value: entries.text(VALUE, report),
        unit: entries.text(UNIT, report),
        year: entries.text(YEAR, report),
        status: entries.take(STATUS).and_then(|node| status(node, report)),
        note: entries.text(NOTE, report),
    };
    entries.finish(report);
    indicator
}

fn status(node: &Node, report: &mut Report) -> Option<Status> {
    let text = tree::text(node, report)?;
    let plain = fold(&text);
    let found =
        Status::ALL.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(status, _)| *status);
    if found.is_none() {
        report.add(
            Finding::new(
                &rules::BAD_STATUS,
                node.span,
                format!("«{text}» no es un estado de cumplimiento."),
                format!("“{text}” is no status of an indicator."),
            )
            .hint(
                "Escriba uno de estos cuatro: cumplido, parcial, no cumplido, pendiente.",
                "Write one of these four: met, partly, not met, pending.",
            ),
        );
    }
    found
}
