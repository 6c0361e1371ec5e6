//! When: years with open ends and doubts.

use serde::Serialize;

use crate::report::rules;
use crate::report::{Finding, Span};

/// One end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Year {
    /// The year of the common era.
    pub year: i32,
    /// Whether it is approximate.
    pub about: bool,
}

/// A stretch of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// When it began.
    pub start: Option<Year>,
    /// When it ended.
    pub end: Option<Year>,
    /// Whether it is known to go on: `1997–`.
    pub ongoing: bool,
}

impl Period {
    /// Reads `2001`, `~1992`, `1996–2000`, `1996-2000`, `1997–`, `–1999`.
    pub fn parse(text: &str, span: Span) -> Result<Period, Finding> {
        let text = text.trim();
        let parts: Vec<&str> = text.split(['–', '—', '-']).map(str::trim).collect();
        let period = match parts[..] {
            [start] => Period { start: Some(year(start, text, span)?), end: None, ongoing: false },
            [start, ""] => Period { start: Some(year(start, text, span)?), end: None, ongoing: true },
            ["", end] => Period { start: None, end: Some(year(end, text, span)?), ongoing: false },
            [start, end] => Period {
                start: Some(year(start, text, span)?),
                end: Some(year(end, text, span)?),
                ongoing: false,
            },
            _ => return Err(bad(text, span)),
        };
        match (period.start, period.end) {
            (Some(start), Some(end)) if end.year < start.year => Err(reversed(text, span)),
            _ => Ok(period),
        }
    }

    /// Whether a year may be in both, where each says when it began; one that goes on has no last year.
    pub fn meets(&self, other: &Period) -> bool {
        let last = |period: &Period| match (period.ongoing, period.years()) {
            (false, Some((_, last))) => last,
            _ => i32::MAX,
        };
        let first = |period: &Period| period.years().map_or(i32::MIN, |(first, _)| first);
        first(self) <= last(other) && first(other) <= last(self)
    }

    /// The first and the last year it is known to touch.
    pub fn years(&self) -> Option<(i32, i32)> {
        let start = self.start.or(self.end)?;
        let end = self.end.or(self.start)?;
        Some((start.year, end.year))
    }
}

impl std::fmt::Display for Period {
    /// As it is written: `~1992`, `1996–2000`, `1997–`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let year = |year: Year| format!("{}{:04}", if year.about { "~" } else { "" }, year.year);
        let start = self.start.map(year).unwrap_or_default();
        match (self.end, self.ongoing || self.start.is_none()) {
            (Some(end), _) => write!(f, "{start}–{}", year(end)),
            (None, true) => write!(f, "{start}–"),
            (None, false) => f.write_str(&start),
        }
    }
}

fn year(part: &str, whole: &str, span: Span) -> Result<Year, Finding> {
    let about = part.starts_with('~');
    let digits = part.trim_start_matches('~').trim();
    let well_formed = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.parse() {
        Ok(year) if well_formed && year > 0 => Ok(Year { year, about }),
        _ => Err(bad(whole, span)),
    }
}

fn bad(text: &str, span: Span) -> Finding {
    Finding::new(
        &rules::BAD_PERIOD,
        span,
        format!("«{text}» no es un periodo."),
        format!("“{text}” is no period."),
    )
    .hint(
        "Escriba un año o dos, de cuatro cifras: 2001, 1996–2000, 1997– (sigue), ~1992 (aproximado).",
        "Write one year or two, of four digits: 2001, 1996–2000, 1997– (goes on), ~1992 (about).",
    )
}

fn reversed(text: &str, span: Span) -> Finding {
    Finding::new(
        &rules::BAD_PERIOD,
        span,
        format!("El periodo «{text}» acaba antes de empezar."),
        format!("The period “{text}” ends before it begins."),
    )
    .hint("Ponga primero el año en que empezó.", "Put the year in which it began first.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_each_form() {
        for text in ["2001", "1996–2000", "1997–", "~1992", "~1992–1999", "–1999"] {
            let period = Period::parse(text, Span::default()).map(|period| period.to_string());
            assert_eq!(period.ok().as_deref(), Some(text));
        }
        assert_eq!(
            Period::parse("1996-2000", Span::default()).map(|p| p.to_string()).ok().as_deref(),
            Some("1996–2000")
        );
    }

    #[test]
    fn refuses_what_is_no_period() {
        for text in ["", "96", "2000–1996", "2001-02-03", "1996–2000–2001", "hace mucho", "–"] {
            assert!(Period::parse(text, Span::default()).is_err(), "{text}");
        }
    }
}
