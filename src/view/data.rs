//! The page of the published data.

use serde::Serialize;

use super::links::At;
use crate::config::Part;
use crate::export::contents::{Content, contents};
use crate::plan::PageKey;

/// The page that lists the files.
#[derive(Debug, Serialize)]
pub struct DataView {
    /// What there is, each in its formats.
    pub groups: Vec<DataGroup>,
    /// The page of the editions, where there are any.
    pub editions: Option<String>,
    /// The name of the folder, ending in a slash, for programs.
    pub folder: String,
}

/// One thing in several formats.
#[derive(Debug, Serialize)]
pub struct DataGroup {
    /// What it is: the key of the theme's words on it.
    pub what: &'static str,
    /// The files.
    pub files: Vec<DataFile>,
}

/// A file.
#[derive(Debug, Serialize)]
pub struct DataFile {
    /// Its name.
    pub name: String,
    /// What its format is called.
    pub format: &'static str,
    /// Where it is.
    pub href: String,
}

/// The view of the page of data.
pub(super) fn view(at: &At<'_>) -> DataView {
    let folder = format!("{}/", at.catalog().config.addresses.of(Part::Data));
    let contents = contents(at.catalog());
    let file = |content: &Content| DataFile {
        name: content.name.clone(),
        format: content.format,
        href: at.asset(&format!("{folder}{}", content.name)),
    };
    let editions = (!at.catalog().editions.is_empty()).then(|| at.page(PageKey::Editions));
    let groups = contents.chunk_by(|a, b| a.what == b.what);
    let group =
        |group: &[Content]| DataGroup { what: group[0].what, files: group.iter().map(file).collect() };
    DataView { groups: groups.map(group).collect(), editions, folder }
}
