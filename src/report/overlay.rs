//! Findings for the browser: the JSON from which they are shown over the page they concern.

use serde::Serialize;

use super::human::summary;
use super::json::{Item, item};
use super::{Report, Severity};
use crate::lang::Lang;
use crate::text::Sources;

/// How many findings are shown at once.
const MOST: usize = 50;

#[derive(Serialize)]
struct Overlay<'a> {
    errors: usize,
    summary: String,
    words: Words,
    findings: Vec<Shown<'a>>,
}

#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    item: Item<'a>,
    excerpt: Option<String>,
}

#[derive(Serialize)]
struct Words {
    error: &'static str,
    warning: &'static str,
    hint: &'static str,
    kept: &'static str,
    close: &'static str,
}

const ES: Words = Words {
    error: "Error",
    warning: "Aviso",
    hint: "Cómo arreglarlo",
    kept: "Se muestra la última versión que estaba bien.",
    close: "Cerrar",
};

const EN: Words = Words {
    error: "Error",
    warning: "Warning",
    hint: "How to mend it",
    kept: "The last version that was right is shown.",
    close: "Close",
};

/// The report as one line of JSON; of very many findings, the first.
pub fn overlay(report: &Report, sources: &Sources, lang: Lang) -> String {
    let shown = report.findings.iter().take(MOST).map(|finding| Shown {
        item: item(finding, sources, lang),
        excerpt: finding
            .place
            .map(|place| sources.spot(place).text.trim().to_owned())
            .filter(|line| !line.is_empty()),
    });
    let overlay = Overlay {
        errors: report.count(Severity::Error),
        summary: summary(report, lang),
        words: if lang == Lang::ES { ES } else { EN },
        findings: shown.collect(),
    };
    serde_json::to_string(&overlay).unwrap_or_default()
}
