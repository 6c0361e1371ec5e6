//! The glossary: what acronyms and special terms stand for.

use crate::config::localized;
use crate::lang::{Lang, Localized};
use crate::report::{Report, Span};
use crate::tree::{Entries, Names, Node};

const TERM: Names = &["termino", "term", "término", "termo"];
const ALSO: Names = &["tambien", "also", "también", "tambem"];
const MEANING: Names = &["significado", "meaning"];
const DEFINITION: Names = &["definicion", "definition", "definición", "definicao", "definição"];
const COUNTRY: Names = &["pais", "country", "país"];

/// One entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The acronym or term just as texts write it.
    pub term: String,
    /// Other ways in which it is written.
    pub also: Vec<String>,
    /// What it stands for.
    pub meaning: Localized,
    /// What that is.
    pub definition: Localized,
    /// Where it is used, as an ISO 3166 code.
    pub country: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

/// Reads a list of entries.
pub(crate) fn read(root: &Node, default: Lang, report: &mut Report) -> Vec<Entry> {
    root.items().iter().map(|node| one(node, default, report)).collect()
}

fn one(node: &Node, default: Lang, report: &mut Report) -> Entry {
    let mut entries = Entries::of(node, report);
    let entry = Entry {
        term: entries.required(TERM, report),
        also: entries.texts(ALSO, report),
        meaning: entries.take(MEANING).map(|node| localized(node, default, report)).unwrap_or_default(),
        definition: entries.take(DEFINITION).map(|node| localized(node, default, report)).unwrap_or_default(),
        country: entries.text(COUNTRY, report),
        span: node.span,
    };
    entries.finish(report);
    entry
}
