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
mod usage;

pub use explain::explain;

use crate::catalog::Catalog;
use crate::report::Report;

/// A rule on the whole observatory.
type Check = fn(&Catalog, &mut Report);

/// All of them, by name.
pub const CHECKS: &[(&str, Check)] = &[
    ("required fields have a value", fields::required),
    ("every question of the template is answered", fields::unanswered),
    ("slugs are unique", identity::slugs),
    ("numbers are unique", identity::numbers),
    ("titles are unique", identity::titles),
    ("addresses are unique", addresses::unique),
    ("published addresses are kept", permanence::kept),
    ("moved pages lead somewhere", permanence::moves),
    ("links inside the site lead somewhere", links::pages),
    ("the menu leads somewhere", links::menu),
    ("media exist", links::media),
    ("coordinates are the right way round", places::swapped),
    ("countries exist", places::countries),
    ("records that look alike are told apart", duplicates::likely),
    ("acronyms stand in the glossary", acronyms::known),
    ("terms are used", usage::terms),
    ("actors are used", usage::actors),
];

/// Runs every check.
pub fn check(catalog: &Catalog, report: &mut Report) {
    for (_, check) in CHECKS {
        check(catalog, report);
    }
}
