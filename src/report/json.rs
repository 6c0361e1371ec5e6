//! Findings for a program: one JSON object.

use serde::Serialize;

use super::{Report, Severity};
use crate::lang::Lang;
use crate::source::Sources;

#[derive(Serialize)]
struct Document<'a> {
    errors: usize,
    warnings: usize,
    findings: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
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

/// The report as pretty-printed JSON: counts, then the findings with file, line and column (both from 1,
/// columns in characters).
pub fn json(report: &Report, sources: &Sources, lang: Lang) -> String {
    let findings = report.findings.iter().map(|finding| {
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
    });
    let document = Document {
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        findings: findings.collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}
