//! Days and months as people write them, as dates of ISO 8601.

use crate::date::Date;
use crate::fold::fold;
use crate::report::Span;

/// A date that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// Whether day and month may stand the other way round, or only a spreadsheet's own number was found.
    pub doubtful: bool,
}

/// The beginnings of the names of months, in Spanish, English and Portuguese, in their order.
const MONTHS: [&[&str]; 12] = [
    &["enero", "january", "janeiro"],
    &["febrero", "february", "fevereiro"],
    &["marzo", "march", "marco"],
    &["abril", "april"],
    &["mayo", "may", "maio"],
    &["junio", "june", "junho"],
    &["julio", "july", "julho"],
    &["agosto", "august"],
    &["septiembre", "setiembre", "september", "setembro"],
    &["octubre", "october", "outubro"],
    &["noviembre", "november", "novembro"],
    &["diciembre", "december", "dezembro"],
];

/// A date: `2001-03-14`, `14/03/2001`, `marzo de 2001`, `14 de marzo de 2001`, `2001`.
pub fn day(cell: &str) -> Option<Day> {
    let cell = cell.trim();
    let sure = |date| Day { date, doubtful: false };
    iso(cell).map(sure).or_else(|| by_signs(cell)).or_else(|| in_words(cell).map(sure))
}

fn iso(text: &str) -> Option<Date> {
    Date::parse(text, Span::default()).ok()
}

/// `14/03/2001`: the day first, as it is written in these languages; where both may be months somebody has to check.
fn by_signs(cell: &str) -> Option<Day> {
    let sign = cell.chars().find(|letter| !letter.is_ascii_digit()).filter(|sign| "/-.".contains(*sign))?;
    match cell.split(sign).collect::<Vec<_>>()[..] {
        [month, year] => dated(year, month, None).map(|date| Day { date, doubtful: false }),
        [year, month, day] if year.len() == 4 => {
            dated(year, month, Some(day)).map(|date| Day { date, doubtful: false })
        }
        [first, second, year] => {
            let either = first != second && dated(year, first, Some(second)).is_some();
            let date = dated(year, second, Some(first));
            let turned = || dated(year, first, Some(second));
            date.or_else(turned).map(|date| Day { date, doubtful: either })
        }
        _ => None,
    }
}

fn in_words(cell: &str) -> Option<Date> {
    let folded = fold(cell);
    let words: Vec<&str> = folded.split(' ').filter(|word| !["de", "del", "of"].contains(word)).collect();
    let month =
        |word: &str| MONTHS.iter().position(|names| names.contains(&word)).map(|at| (at + 1).to_string());
    match words[..] {
        [name, year] => dated(year, &month(name)?, None),
        [day, name, year] => dated(year, &month(name)?, Some(day)),
        _ => None,
    }
}

fn dated(year: &str, month: &str, day: Option<&str>) -> Option<Date> {
    let day = day.map(|day| format!("-{day:0>2}")).unwrap_or_default();
    iso(&format!("{year}-{month:0>2}{day}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        for (cell, date, doubtful) in [
            ("2001-03-14", "2001-03-14", false),
            ("14/03/2001", "2001-03-14", false),
            ("14-3-2001", "2001-03-14", false),
            ("03/14/2001", "2001-03-14", true),
            ("03/04/2001", "2001-04-03", true),
            ("04/04/2001", "2001-04-04", false),
            ("03/2001", "2001-03", false),
            ("2001/3/14", "2001-03-14", false),
            ("marzo 2001", "2001-03", false),
            ("14 de marzo de 2001", "2001-03-14", false),
            ("2001", "2001", false),
        ] {
            let read = day(cell).map(|day| (day.date.to_string(), day.doubtful));
            assert_eq!(read, Some((date.to_owned(), doubtful)), "{cell}");
        }
        for cell in ["36526", "1998-13-40", "14/03/01", "31/02/2001", "hace poco", "", "é/é"] {
            assert_eq!(day(cell), None, "{cell}");
        }
    }
}
