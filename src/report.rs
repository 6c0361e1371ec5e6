//! What went wrong, where, why, and how to mend it.

mod github;
mod human;
mod json;
mod overlay;
pub mod rules;
mod sarif;

use std::fmt;

use crate::lang::Lang;
use crate::text::Sources;

pub use crate::text::Span;

pub use github::github;
pub use human::human;
pub use json::json;
pub use overlay::overlay;
pub use sarif::sarif;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is built; `--strict` makes it an error.
    Warning,
    /// The site is not built.
    Error,
}

/// A rule that content must keep. Its code is permanent: it is never renamed nor used again for another rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The permanent code, such as `unknown-term`.
    pub code: &'static str,
    /// How bad it is to break it.
    pub severity: Severity,
}

impl Rule {
    /// A rule whose breach stops the build.
    pub const fn error(code: &'static str) -> Rule {
        Rule { code, severity: Severity::Error }
    }

    /// A rule whose breach is told, and no more.
    pub const fn warning(code: &'static str) -> Rule {
        Rule { code, severity: Severity::Warning }
    }
}

/// One sentence in the two languages in which findings are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// In Spanish.
    pub es: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// A sentence in Spanish and in English.
    pub fn new(es: impl Into<String>, en: impl Into<String>) -> Words {
        Words { es: es.into(), en: en.into() }
    }

    /// The sentence after the name of what it is about.
    pub fn of(self, name: impl fmt::Display) -> Words {
        Words { es: format!("{name}: {}", self.es), en: format!("{name}: {}", self.en) }
    }

    /// The sentence in Spanish where that is asked for, otherwise in English.
    pub fn text(&self, lang: Lang) -> &str {
        if lang == Lang::ES { &self.es } else { &self.en }
    }
}

/// Both, so that an error of the disk may carry them to where the language is known.
impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.es, self.en)
    }
}

impl std::error::Error for Words {}

/// One thing that is wrong.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// How bad it is; the rule's own severity unless `--strict` raised it.
    pub severity: Severity,
    /// Where; a finding about the site as a whole has no place.
    pub place: Option<Span>,
    /// What is wrong.
    pub message: Words,
    /// How to mend it.
    pub hint: Option<Words>,
}

impl Finding {
    /// A finding at a place, told in Spanish and in English.
    pub fn new(rule: &'static Rule, place: Span, es: impl Into<String>, en: impl Into<String>) -> Finding {
        let message = Words::new(es, en);
        Finding { rule, severity: rule.severity, place: Some(place), message, hint: None }
    }

    /// A finding about the site as a whole, which stands at no place.
    pub fn of_site(rule: &'static Rule, es: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding { place: None, ..Finding::new(rule, Span::default(), es, en) }
    }

    /// The same with how to mend it.
    pub fn hint(mut self, es: impl Into<String>, en: impl Into<String>) -> Finding {
        self.hint = Some(Words::new(es, en));
        self
    }

    /// The same with how to mend it, unless that is already said.
    pub fn or_hint(self, es: impl Into<String>, en: impl Into<String>) -> Finding {
        if self.hint.is_some() { self } else { self.hint(es, en) }
    }

    /// The same with the names that may have been meant, if there are any.
    pub fn suggest(self, names: &[&str]) -> Finding {
        match names {
            [] => self,
            [one] => self.hint(format!("¿Quiso decir «{one}»?"), format!("Did you mean “{one}”?")),
            many => {
                let es = many.iter().map(|name| format!("«{name}»")).collect::<Vec<_>>().join(", ");
                let en = many.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
                self.hint(
                    format!("¿Quiso decir alguno de estos? {es}."),
                    format!("Did you mean one of these? {en}."),
                )
            }
        }
    }
}

/// All findings of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The findings; in no order until [`Report::sorted`].
    pub findings: Vec<Finding>,
}

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds all findings of another report.
    pub fn extend(&mut self, other: Report) {
        self.findings.extend(other.findings);
    }

    /// The findings in the order of their places, each once; with `strict`, warnings are errors.
    pub fn sorted(mut self, sources: &Sources, strict: bool) -> Report {
        let key = |finding: &Finding| {
            let place = finding.place.map(|place| (sources.path(place.file), place.start, place.end));
            (place, finding.rule.code, finding.message.es.clone())
        };
        self.findings.sort_by_cached_key(|f| {
            let (place, code, text) = key(f);
            (place.map(|(path, start, end)| (path.to_owned(), start, end)), code, text)
        });
        self.findings.dedup_by(|a, b| a.place == b.place && a.rule == b.rule && a.message == b.message);
        if strict {
            self.findings.iter_mut().for_each(|finding| finding.severity = Severity::Error);
        }
        self
    }

    /// Whether anything is wrong enough to stop the build.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many findings there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}
