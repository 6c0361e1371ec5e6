//! The rules that are kept by the whole observatory: each a named function, all run, all told.
//!
//! What can be seen in one file alone is told when the file is read; the codes of all rules stand in [`crate::report::rules`].

mod acronyms;
mod addresses;
mod duplicates;
mod explain;
mod fields;
mod identity;
mod links;
mod permanence;
mod places;
mod repeats;
mod said;
mod usage;
mod years;

pub use explain::explain;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::record::Record;
use crate::report::Report;
use said::Lists;

pub(crate) use said::Said;

/// A rule on the whole observatory.
type Check = fn(&Catalog, &mut Report);

/// A rule on one record, which asks of nothing but the record and the lists.
type RecordCheck = fn(&Lists<'_>, &Record, &mut Report);

/// The rules on one record, by name.
const OF_EACH: &[(&str, RecordCheck)] = &[
    ("required fields have a value", fields::required),
    ("every question of the template is answered", fields::unanswered),
    ("numbers count", identity::counts),
    ("nothing is named twice", repeats::twice),
    ("years are not far ahead", years::far),
    ("coordinates are the right way round", places::swapped),
    ("acronyms stand in the glossary", acronyms::known),
];

/// The rules on the whole, by name.
const OF_ALL: &[(&str, Check)] = &[
    ("slugs are unique", identity::slugs),
    ("numbers are unique", identity::numbers),
    ("titles are unique", identity::titles),
    ("addresses are unique", addresses::unique),
    ("published addresses are kept", permanence::kept),
    ("moved pages lead somewhere", permanence::moves),
    ("links inside the site lead somewhere", links::pages),
    ("the menu leads somewhere", links::menu),
    ("media exist", links::media),
    ("countries exist", places::countries),
    ("records that look alike are told apart", duplicates::likely),
];

/// The rules that ask what was found before, by name.
const AT_LAST: &[(&str, Check)] = &[("terms are used", usage::terms), ("actors are used", usage::actors)];

/// Runs every check: on each record, which a later reading need not ask again, and then on the whole.
pub fn check(catalog: &Catalog, report: &mut Report) {
    let unasked = catalog.unasked();
    if !unasked.is_empty() {
        let lists = Lists::of(catalog);
        unasked.into_par_iter().for_each(|at| catalog.ask(at, || lists.ask(at)));
    }
    for at in 0..catalog.records.len() {
        report.findings.extend_from_slice(&catalog.said(at).report.findings);
    }
    let found = OF_ALL.par_iter().map(|(_, check)| {
        let mut report = Report::default();
        check(catalog, &mut report);
        report
    });
    found.collect::<Vec<_>>().into_iter().for_each(|found| report.extend(found));
    AT_LAST.iter().for_each(|(_, check)| check(catalog, report));
}

/// What the rules need of a record, found now.
pub(crate) fn ask(catalog: &Catalog, at: usize) -> Said {
    Lists::of(catalog).ask(at)
}
