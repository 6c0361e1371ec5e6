//! How to cite a record: ready text in two styles, and files for reference managers.

use serde::Serialize;

use super::links::At;
use crate::export::style::{self, Piece};
use crate::export::{Citation, bibtex, csl, ris};
use crate::plan::PageKey;

/// The box that tells how to cite a record.
#[derive(Debug, Serialize)]
pub struct CiteView {
    /// The citation in each style.
    pub styles: Vec<StyleView>,
    /// The files beside the page.
    pub files: Vec<CiteFile>,
}

/// A citation in a style.
#[derive(Debug, Serialize)]
pub struct StyleView {
    /// What the style is called: `APA`.
    pub name: &'static str,
    /// The citation, in pieces.
    pub pieces: Vec<Piece>,
}

/// A file for reference managers.
#[derive(Debug, Serialize)]
pub struct CiteFile {
    /// What the format is called: `BibTeX`.
    pub name: &'static str,
    /// Where it is.
    pub href: String,
}

/// The view of the box for a record.
pub(super) fn view(at: &At<'_>, record: usize) -> CiteView {
    let citation = Citation::brief(at.published(), record, at.lang);
    let folder = PageKey::Record(record).address(at.catalog(), at.main());
    let file = |name, file: &str| CiteFile { name, href: at.asset(&format!("{folder}{file}")) };
    CiteView {
        styles: vec![
            StyleView { name: "APA", pieces: style::apa(&citation, at.lang) },
            StyleView { name: "Chicago", pieces: style::chicago(&citation, at.lang) },
        ],
        files: vec![file("BibTeX", bibtex::BESIDE), file("RIS", ris::BESIDE), file("CSL-JSON", csl::BESIDE)],
    }
}
