//! What stands for a record in the pages of fields: its head above an answer, its name in a list. The theme lays each out
//! once, with a place where the link goes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::figure::escape;
use crate::plan::PageKey;
use crate::survey::places;
use crate::view::links::At;
use crate::view::{Anchor, actor};

/// Records by their names alone, as HTML: the items of a list, each as the theme lays it out, which also stand in other
/// fields' pages.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Names {
    html: String,
    /// Whose they are, each with the page of the field where its answer stands; without one it leads to the record.
    #[serde(skip)]
    records: Vec<(usize, Option<usize>)>,
}

impl Names {
    pub(super) fn of(records: impl Iterator<Item = (usize, Option<usize>)>) -> Names {
        Names { html: String::new(), records: records.collect() }
    }

    /// Writes the items, each from the [`name`] of its record as the theme has laid it out.
    ///
    /// # Errors
    ///
    /// Those of laying out.
    pub(crate) fn write<T: AsRef<str>, E>(
        &mut self,
        at: &At<'_>,
        laid: impl Fn(usize) -> Result<T, E>,
    ) -> Result<(), E> {
        let PageKey::Across(collection, field, here) = at.key else { return Ok(()) };
        let mut pages: BTreeMap<usize, String> = BTreeMap::from([(here, String::new())]);
        for (record, page) in &self.records {
            let name = laid(*record)?;
            let href = match page {
                Some(page) => {
                    let way = || at.page(PageKey::Across(collection, field, *page));
                    let way = pages.entry(*page).or_insert_with(way);
                    [way, "#", &at.catalog().records[*record].slug].concat()
                }
                None => at.page(PageKey::Record(*record)),
            };
            let href = escape(&href);
            for (cut, piece) in name.as_ref().split(PLACE).enumerate() {
                self.html.push_str(if cut > 0 { &href } else { "" });
                self.html.push_str(piece);
            }
            self.html.push('\n');
        }
        Ok(())
    }
}

/// Stands where the link of a [`name`] goes, and in that of a [`Head`] where the place of a field on the record's page does.
pub(crate) const PLACE: char = '\u{E002}';

/// A record above its answer.
#[derive(Debug, Serialize)]
pub struct Head {
    /// The record, with a place on its page.
    pub record: Anchor,
    /// Its period.
    pub period: Option<String>,
    /// Its country.
    pub country: Option<String>,
}

/// The name of a record, with a place where its link goes.
pub(crate) fn name(at: &At<'_>, index: usize) -> Anchor {
    let (text, lang) = at.title(index);
    Anchor { text, lang, href: Some(PLACE.to_string()), count: None }
}

/// The head of a record in the pages of any field.
pub(crate) fn head(at: &At<'_>, index: usize) -> Head {
    let catalog = at.catalog();
    let record = &catalog.records[index];
    let known = at.record(index);
    Head {
        record: Anchor { href: known.href.map(|href| format!("{href}{PLACE}")), ..known },
        period: record.period(catalog.model(record).roles.period).map(|period| period.to_string()),
        country: places::country(catalog, index).map(|code| actor::country(at, code).text),
    }
}
