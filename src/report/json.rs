//! Findings for a program: one JSON object.

use serde::Serialize;

use super::{Finding, Report, Severity};
use crate::lang::Lang;
use crate::text::Sources;

#[derive(Serialize)]
struct Document<'a> {
    errors: usize,
    warnings: usize,
    findings: Vec<Item<'a>>,
}

/// One finding.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    rule: &'a str,
    severity: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
}

/// A finding with its place counted in lines and columns.
pub(super) fn item<'a>(finding: &'a Finding, sources: &'a Sources, lang: Lang) -> Item<'a> {
    let spot = finding.place.map(|place| sources.spot(place));
    Item {
        rule: finding.rule.code,
        severity: if finding.severity == Severity::Error { "error" } else { "warning" },
        file: finding.place.map(|place| sources.path(place.file)),
        line: spot.as_ref().map(|spot| spot.line),
        column: spot.as_ref().map(|spot| spot.column),
        message: finding.message.text(lang),
        hint: finding.hint.as_ref().map(|hint| hint.text(lang)),
    }
}

/// The report as pretty-printed JSON: counts, then the findings with file, line and column (both from 1,
/// columns in characters).
pub fn json(report: &Report, sources: &Sources, lang: Lang) -> String {
    let document = Document {
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        findings: report.findings.iter().map(|finding| item(finding, sources, lang)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}
