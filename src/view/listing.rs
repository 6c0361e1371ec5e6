//! Plain lists of records: of a set that a figure counts, of a row of a matrix.

use serde::Serialize;

use super::Anchor;
use super::held::{Held, held, told_twice};
use super::links::At;
use super::list::{Pager, pager_of};
use super::shell;
use crate::catalog::Catalog;
use crate::plan::{PER_SET_PAGE, PageKey};
use crate::survey::crossing::{Crossing, row_pages};
use crate::survey::sets::Set;

/// A plain list of records.
#[derive(Debug, Serialize)]
pub struct ListingView {
    /// What they have in common.
    pub title: Anchor,
    /// The figure that counts them.
    pub figure: Anchor,
    /// How many there are in all, by collection.
    pub held: Vec<Held>,
    /// How many of those identified are told in full by another record.
    pub told_twice: usize,
    /// The parts of the list on this page.
    pub sections: Vec<Section>,
    /// The pages of the list.
    pub pager: Pager,
}

/// A part of a list.
#[derive(Debug, Serialize)]
pub struct Section {
    /// Its anchor.
    pub id: String,
    /// What its records have in common, where that is more than the title says.
    pub label: Option<Anchor>,
    /// How many there are in all.
    pub total: usize,
    /// Those of this page.
    pub records: Vec<Line>,
}

/// A record in a plain list.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The record.
    pub record: Anchor,
    /// Its period.
    pub period: Option<String>,
    /// Whether it only names an experience.
    pub identified: bool,
    /// The observatory it belongs to, where that is another.
    pub elsewhere: Option<Anchor>,
}

/// A record as a line of a plain list.
pub(super) fn line(at: &At<'_>, index: usize) -> Line {
    let record = &at.catalog().records[index];
    let period = record.period(at.catalog().model(record).roles.period);
    Line {
        record: at.record(index),
        period: period.map(|period| period.to_string()),
        identified: record.identified,
        elsewhere: at.observatory(index),
    }
}

/// The records of a set.
pub fn records_of(catalog: &Catalog, set: Set) -> &[usize] {
    let at = catalog.survey.sets.binary_search_by(|(known, _)| known.cmp(&set));
    at.map_or(&[], |at| &catalog.survey.sets[at].1)
}

/// The link to a set, where it has records, with how many.
pub(super) fn link(at: &At<'_>, set: Set) -> Anchor {
    let count = records_of(at.catalog(), set).len();
    let href = (count > 0).then(|| at.page(PageKey::Set(set, 0)));
    Anchor { href, count: Some(count), ..name(at, set) }
}

/// What the records of a set have in common.
pub(super) fn name(at: &At<'_>, set: Set) -> Anchor {
    let plain = |text: String| Anchor { text, lang: None, href: None, count: None };
    match set {
        Set::Full(_) => shell::word("set.full", None),
        Set::Identified(_) => shell::word("set.identified", None),
        Set::Elsewhere(_) => shell::word("set.elsewhere", None),
        Set::Answered(_, (100, _)) => shell::word("set.all-answered", None),
        Set::Answered(_, (from, to)) => plain(format!("{from}–{to} %")),
        Set::Began(_, year) => plain(year.to_string()),
        Set::Without(taxonomy) => Anchor { href: None, ..shell::anchor(at, PageKey::Taxonomy(taxonomy)) },
    }
}

/// The words before the name of a set, where the name alone does not say it.
fn kicker(set: Set) -> Option<&'static str> {
    match set {
        Set::Answered(..) => Some("figures.completeness"),
        Set::Began(..) => Some("figures.years"),
        Set::Without(_) => Some("figures.without"),
        _ => None,
    }
}

/// A page of a set.
pub(super) fn set(at: &At<'_>, set: Set, page: usize) -> ListingView {
    let records = records_of(at.catalog(), set);
    let name = name(at, set);
    let text = kicker(set)
        .map_or(name.text.clone(), |key| format!("{}: {}", shell::word(key, None).text, name.text));
    let shown = records.iter().skip(page * PER_SET_PAGE).take(PER_SET_PAGE);
    ListingView {
        title: Anchor { text, ..name },
        figure: shell::anchor(at, PageKey::Figures),
        held: held(at, records.iter().copied()),
        told_twice: told_twice(at, records.iter().copied()),
        sections: vec![Section {
            id: "at-records".to_owned(),
            label: None,
            total: records.len(),
            records: shown.map(|record| line(at, *record)).collect(),
        }],
        pager: pager_of(at, records.len().div_ceil(PER_SET_PAGE), page, |page| PageKey::Set(set, page)),
    }
}

/// A page of a row of a matrix, cell by cell.
pub(super) fn row(at: &At<'_>, matrix: usize, crossing: &Crossing, row: usize, page: usize) -> ListingView {
    let pages = row_pages(crossing, row);
    let section = |(column, range): &(usize, std::ops::Range<usize>)| Section {
        id: column_id(at, crossing, *column),
        label: Some(column_name(at, crossing, *column)),
        total: crossing.cells[row][*column].len(),
        records: crossing.cells[row][*column][range.clone()].iter().map(|record| line(at, *record)).collect(),
    };
    ListingView {
        title: Anchor { href: None, ..row_name(at, crossing, row) },
        figure: shell::anchor(at, PageKey::Matrix(matrix)),
        held: held(at, crossing.totals[row].iter().copied()),
        told_twice: told_twice(at, crossing.totals[row].iter().copied()),
        sections: pages.get(page).into_iter().flatten().map(section).collect(),
        pager: pager_of(at, pages.len(), page, |page| PageKey::MatrixRow(matrix, row, page)),
    }
}

/// What a row of a matrix is called.
pub(super) fn row_name(at: &At<'_>, crossing: &Crossing, row: usize) -> Anchor {
    if row + 1 < crossing.cells.len() {
        at.term(crossing.rows, row)
    } else {
        shell::word("figures.no-datum", None)
    }
}

/// What a column of a matrix is called.
pub(super) fn column_name(at: &At<'_>, crossing: &Crossing, column: usize) -> Anchor {
    match crossing.column_terms.get(column) {
        Some(term) => at.term(crossing.columns, *term),
        None => shell::word("figures.no-datum", None),
    }
}

/// The anchor of a column on the pages of a row.
pub(super) fn column_id(at: &At<'_>, crossing: &Crossing, column: usize) -> String {
    let term =
        crossing.column_terms.get(column).map(|term| at.catalog().term(crossing.columns, *term).id.as_str());
    format!("at-{}", term.unwrap_or("sin-dato"))
}
