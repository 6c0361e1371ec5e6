//! Findings as SARIF 2.1.0, for code-scanning services and editors.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Finding, Report, Severity};
use crate::lang::Lang;
use crate::text::Sources;

/// The schema that the document keeps.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run with the rules that were broken and where. Columns count characters.
pub fn sarif(report: &Report, sources: &Sources, lang: Lang) -> String {
    let codes: BTreeSet<&str> = report.findings.iter().map(|finding| finding.rule.code).collect();
    let results: Vec<Value> =
        report.findings.iter().map(|finding| result(finding, &codes, sources, lang)).collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| json!({ "id": code })).collect::<Vec<_>>(),
            } },
            "language": lang.code(),
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn result(finding: &Finding, codes: &BTreeSet<&str>, sources: &Sources, lang: Lang) -> Value {
    let hint = finding.hint.as_ref().map(|hint| format!("\n{}", hint.text(lang))).unwrap_or_default();
    let mut result = json!({
        "ruleId": finding.rule.code,
        "ruleIndex": codes.range(..finding.rule.code).count(),
        "level": if finding.severity == Severity::Error { "error" } else { "warning" },
        "message": { "text": format!("{}{hint}", finding.message.text(lang)) },
    });
    if let Some(place) = finding.place {
        let spot = sources.spot(place);
        result["locations"] = json!([{ "physicalLocation": {
            "artifactLocation": { "uri": uri(spot.path) },
            "region": {
                "startLine": spot.line,
                "startColumn": spot.column,
                "endColumn": spot.column + spot.width,
                "snippet": { "text": spot.text },
            },
        } }]);
    }
    result
}

/// A path as an address: everything but plain letters, digits and a few signs as `%C3%B1`.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
