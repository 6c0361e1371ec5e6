//! A day, a month or a year: `2026-03-14`, `2026-03`, `2026`.

use serde::Serialize;

use crate::report::rules;
use crate::report::{Finding, Span};

/// A date as exact as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year of the common era.
    pub year: i32,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day, from 1.
    pub day: Option<u8>,
}

impl Date {
    /// Reads an ISO 8601 date, month or year; a day that does not exist is a finding.
    pub fn parse(text: &str, span: Span) -> Result<Date, Finding> {
        Date::read(text.trim()).ok_or_else(|| {
            Finding::new(
                &rules::BAD_DATE,
                span,
                format!("«{text}» no es una fecha."),
                format!("“{text}” is no date."),
            )
            .hint(
                "Escríbala como año-mes-día: 2026-03-14; o sólo 2026-03, o 2026.",
                "Write it as year-month-day: 2026-03-14; or 2026-03, or 2026 alone.",
            )
        })
    }

    fn read(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2).ok_or(())).transpose().ok()?;
        let day = parts.next().map(|part| digits(part, 2).ok_or(())).transpose().ok()?;
        let date = Date { year: year as i32, month: month.map(|m| m as u8), day: day.map(|d| d as u8) };
        (parts.next().is_none() && date.exists()).then_some(date)
    }

    fn exists(&self) -> bool {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let longest = match self.month {
            Some(4 | 6 | 9 | 11) => 30,
            Some(2) if leap => 29,
            Some(2) => 28,
            _ => 31,
        };
        self.month.is_none_or(|month| (1..=12).contains(&month))
            && self.day.is_none_or(|day| (1..=longest).contains(&day))
    }
}

fn digits(part: &str, length: usize) -> Option<u32> {
    let well_formed = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    part.parse().ok().filter(|_| well_formed)
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_which_days_exist() {
        for text in ["2026-03-14", "2026-03", "2026", "2024-02-29"] {
            assert_eq!(
                Date::parse(text, Span::default()).map(|date| date.to_string()).ok().as_deref(),
                Some(text)
            );
        }
        for text in ["2026-02-29", "2026-13", "26", "2026-3-1", "2026-03-14-1", ""] {
            assert!(Date::parse(text, Span::default()).is_err(), "{text}");
        }
    }
}
