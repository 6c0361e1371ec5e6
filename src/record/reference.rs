//! A work that a ficha cites, structured enough for a citation.

use serde::Serialize;

use crate::report::Report;
use crate::tree::{self, Entries, Names, Node};

const AUTHORS: Names = &["autores", "authors", "autor", "author"];
const INSTITUTION: Names = &["institucion", "institution", "instituição", "instituicao", "institución"];
const YEAR: Names = &["anio", "year", "año", "ano"];
const TITLE: Names = &["titulo", "title", "título"];
const CONTAINER: Names = &["en", "in", "em"];
const PLACE: Names = &["lugar", "place", "local"];
const PUBLISHER: Names = &["editorial", "publisher", "editora"];
const PAGES: Names = &["paginas", "pages", "páginas"];
const URL: Names = &["url", "enlace", "link"];
const KIND: Names = &["tipo", "kind"];
const NOTE: Names = &["nota", "note"];
/// Every key of a reference.
pub(crate) const KEYS: &[Names] =
    &[AUTHORS, YEAR, TITLE, CONTAINER, PLACE, PUBLISHER, PAGES, URL, KIND, NOTE];

/// A work cited.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reference {
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// When, as written: `2005`, `s. f.`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<String>,
    /// What it is called.
    pub title: String,
    /// The book, journal or series it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container: Option<String>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// On which pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What it is: *libro*, *articulo*, *informe*.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What else is known of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Someone who wrote something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Author {
    /// A person.
    Person {
        /// The family name.
        family: String,
        /// The given name, or its initial.
        given: String,
    },
    /// An institution, whose name is never taken apart.
    Institution {
        /// Its whole name.
        literal: String,
    },
}

impl Author {
    /// `Panfichi, Aldo` is a person; a name without a comma is an institution.
    pub fn parse(text: &str) -> Author {
        match text.split_once(',') {
            Some((family, given)) => {
                Author::Person { family: family.trim().to_owned(), given: given.trim().to_owned() }
            }
            None => Author::Institution { literal: text.trim().to_owned() },
        }
    }
}

impl std::fmt::Display for Author {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Author::Person { family, given } if given.is_empty() => f.write_str(family),
            Author::Person { family, given } => write!(f, "{family}, {given}"),
            Author::Institution { literal } => f.write_str(literal),
        }
    }
}

/// A list of works; a plain text is a work known by its title.
pub(crate) fn read(node: &Node, report: &mut Report) -> Vec<Reference> {
    node.items().iter().filter(|item| !item.is_blank()).map(|item| one(item, report)).collect()
}

fn one(node: &Node, report: &mut Report) -> Reference {
    if let Some(title) = node.scalar() {
        return Reference { title: title.trim().to_owned(), ..Reference::default() };
    }
    let mut entries = Entries::of(node, report);
    let authors = entries.take(AUTHORS).map_or(&[][..], Node::items);
    let reference = Reference {
        authors: authors.iter().filter_map(|node| author(node, report)).collect(),
        year: entries.text(YEAR, report),
        title: entries.required(TITLE, report),
        container: entries.text(CONTAINER, report),
        place: entries.text(PLACE, report),
        publisher: entries.text(PUBLISHER, report),
        pages: entries.text(PAGES, report),
        url: crate::link::address(entries.take(URL), report),
        kind: entries.text(KIND, report),
        note: entries.text(NOTE, report),
    };
    entries.finish(report);
    reference
}

/// `"Apellido, Nombre"`, `"Institución"` or `{ institucion: "Institución, con comas" }`.
pub(crate) fn author(node: &Node, report: &mut Report) -> Option<Author> {
    if node.is_map() {
        let mut entries = Entries::of(node, report);
        let literal = entries.required(INSTITUTION, report);
        entries.finish(report);
        return Some(Author::Institution { literal });
    }
    tree::text(node, report).map(|text| Author::parse(&text))
}
