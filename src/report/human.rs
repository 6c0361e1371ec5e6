//! Findings for a person at a terminal: place, excerpt with a caret, what is wrong, how to mend it.

use super::{Finding, Report, Severity};
use crate::lang::Lang;
use crate::text::{Sources, Spot};

/// The longest excerpt of a line, in characters; a longer line is shown around the place.
const EXCERPT: usize = 110;

/// The whole report as plain text; empty where there is nothing to say.
pub fn human(report: &Report, sources: &Sources, lang: Lang) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        one(&mut text, finding, sources, lang);
        text.push('\n');
    }
    if !report.findings.is_empty() {
        text.push_str(&summary(report, lang));
        text.push('\n');
    }
    text
}

fn one(text: &mut String, finding: &Finding, sources: &Sources, lang: Lang) {
    let spanish = lang == Lang::ES;
    let severity = match (finding.severity, spanish) {
        (Severity::Error, _) => "error",
        (Severity::Warning, true) => "aviso",
        (Severity::Warning, false) => "warning",
    };
    let message = finding.message.text(lang);
    text.push_str(&format!("{severity}[{}]: {message}\n", finding.rule.code));
    if let Some(place) = finding.place {
        let spot = sources.spot(place);
        text.push_str(&format!("  --> {}:{}:{}\n", spot.path, spot.line, spot.column));
        excerpt(text, &spot);
    }
    if let Some(hint) = &finding.hint {
        let word = if spanish { "cómo arreglarlo" } else { "how to mend it" };
        text.push_str(&format!("  = {word}: {}\n", hint.text(lang)));
    }
}

/// The line of the place with a caret under it.
fn excerpt(text: &mut String, spot: &Spot<'_>) {
    if spot.text.trim().is_empty() {
        return;
    }
    let from = if spot.column > EXCERPT { spot.column - EXCERPT / 2 } else { 1 };
    let shown: String = spot.text.chars().skip(from - 1).take(EXCERPT).map(plain).collect();
    let width = spot.width.clamp(1, (EXCERPT + from).saturating_sub(spot.column).max(1));
    let number = spot.line.to_string();
    let gap = " ".repeat(number.len());
    let before = " ".repeat(spot.column - from);
    text.push_str(&format!(" {gap} |\n {number} | {}\n", shown.trim_end()));
    text.push_str(&format!(" {gap} | {before}{}\n", "^".repeat(width)));
}

/// A character that takes one column: tabs and control signs would move the caret.
fn plain(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

/// `2 errores y 1 aviso`.
pub(crate) fn summary(report: &Report, lang: Lang) -> String {
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    let counted = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    if lang == Lang::ES {
        format!("{}, {}", counted(errors, "error", "errores"), counted(warnings, "aviso", "avisos"))
    } else {
        format!("{}, {}", counted(errors, "error", "errors"), counted(warnings, "warning", "warnings"))
    }
}
