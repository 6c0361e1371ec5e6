//! Years that lie too far ahead.

use super::said::Lists;
use crate::date::Date;
use crate::record::{Record, Value};
use crate::report::rules;
use crate::report::{Finding, Report, Span};

/// How many years ahead of the edition, or of the record's own date, a year may lie: plans reach far.
const AHEAD: i32 = 30;

/// The years of periods, dates, amounts and works cited. Nothing is asked where neither the record nor the site has a
/// date: the clock is not looked at.
pub(super) fn far(lists: &Lists<'_>, record: &Record, report: &mut Report) {
    let Some(last) = latest(lists, record).map(|year| year + AHEAD) else { return };
    for answer in record.answers.iter().flatten() {
        if let Some(year) = answer.value.as_ref().and_then(latest_of).filter(|year| *year > last) {
            report.add(told(year, answer.span));
        }
    }
}

/// The year of the edition or that in which the record was written, whichever is later.
fn latest(lists: &Lists<'_>, record: &Record) -> Option<i32> {
    let edition = lists.catalog.config.site.date.as_deref();
    let edition = edition.and_then(|date| Date::parse(date, Span::default()).ok());
    let written = record.role(lists.catalog.model(record).roles.published);
    let written = written.and_then(|answer| match answer.value {
        Some(Value::Date(date)) => Some(date),
        _ => None,
    });
    edition.max(written).map(|date| date.year)
}

fn latest_of(value: &Value) -> Option<i32> {
    let number = |year: &Option<String>| year.as_deref()?.parse().ok();
    match value {
        Value::Period(period) => period.years().map(|(_, last)| last),
        Value::Date(date) => Some(date.year),
        Value::Money(money) => money.amounts.iter().filter_map(|amount| number(&amount.year)).max(),
        Value::References(works) => works.iter().filter_map(|work| number(&work.year)).max(),
        _ => None,
    }
}

fn told(year: i32, span: Span) -> Finding {
    Finding::new(
        &rules::FAR_YEAR,
        span,
        format!("El año {year} está demasiado lejos en el futuro."),
        format!("The year {year} is too far in the future."),
    )
    .hint(
        "Compruebe sus cifras: suele sobrar o estar cambiada una.",
        "Look at its digits: often one is wrong or too many.",
    )
}
