//! Findings as GitHub's workflow commands, which it shows beside the lines of a pull request.

use super::{Finding, Report, Severity};
use crate::lang::Lang;
use crate::text::Sources;

/// One command per finding, each on its line.
pub fn github(report: &Report, sources: &Sources, lang: Lang) -> String {
    report.findings.iter().map(|finding| command(finding, sources, lang)).collect()
}

fn command(finding: &Finding, sources: &Sources, lang: Lang) -> String {
    let name = if finding.severity == Severity::Error { "error" } else { "warning" };
    let place = finding.place.map(|place| {
        let spot = sources.spot(place);
        let end = spot.column + spot.width;
        format!("file={},line={},col={},endColumn={end},", property(spot.path), spot.line, spot.column)
    });
    let hint = finding.hint.as_ref().map(|hint| format!("\n{}", hint.text(lang)));
    let text = format!("{}{}", finding.message.text(lang), hint.unwrap_or_default());
    format!("::{name} {}title={}::{}\n", place.unwrap_or_default(), property(finding.rule.code), data(&text))
}

/// The text of a command, which is one line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, in which two more signs have a meaning.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
