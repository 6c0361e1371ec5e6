//! A law, a decree, an agreement: what an experience rests on.

use serde::Serialize;

use crate::report::Report;
use crate::tree::{Entries, Names, Node};

const KIND: Names = &["tipo", "kind"];
const NUMBER: Names = &["numero", "number", "número"];
const YEAR: Names = &["anio", "year", "año", "ano"];
const TITLE: Names = &["titulo", "title", "título"];
const LINK: Names = &["enlace", "link"];
const NOTE: Names = &["nota", "note"];
/// Every key of a norm.
pub(crate) const KEYS: &[Names] = &[KIND, NUMBER, YEAR, TITLE, LINK, NOTE];

/// A norm: whatever is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Norm {
    /// What it is: *ley*, *decreto supremo*, *convenio*.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its number, as written: `19.284`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The year it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<String>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What else is known of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A list of norms; a plain text is a norm known by its title.
pub(crate) fn read(node: &Node, report: &mut Report) -> Vec<Norm> {
    node.items().iter().filter(|item| !item.is_blank()).map(|item| one(item, report)).collect()
}

fn one(node: &Node, report: &mut Report) -> Norm {
    if let Some(title) = node.scalar() {
        return Norm { title: Some(title.trim().to_owned()), ..Norm::default() };
    }
    let mut entries = Entries::of(node, report);
    let norm = Norm {
        kind: entries.text(KIND, report),
        number: entries.text(NUMBER, report),
        year: entries.text(YEAR, report),
        title: entries.text(TITLE, report),
        link: crate::link::address(entries.take(LINK), report),
        note: entries.text(NOTE, report),
    };
    entries.finish(report);
    norm
}
