//! The page of the search. What it finds is found in the reader's browser; without that it leads to the taxonomies.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::shell::anchor;
use crate::config::Part;
use crate::lang::Lang;
use crate::plan::PageKey;
use crate::search::publish::FOLDER;

/// The search.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// Where the engine and the index lie, ending in a slash.
    pub engine: String,
    /// The folder of the published data below the site, ending in a slash.
    pub data: String,
    /// The language whose pages stand at the root.
    pub main: Lang,
    /// The lists of records, of terms and of actors.
    pub ways: Vec<Anchor>,
}

/// The view of the search.
pub(super) fn view(at: &At<'_>) -> SearchView {
    let config = &at.catalog().config;
    let collections = (0..config.collections.len()).map(|i| PageKey::Collection(i, 0));
    let taxonomies = (0..config.taxonomies.len()).map(PageKey::Taxonomy);
    let actors = config.actors.iter().map(|_| PageKey::Actors(0));
    let keys = collections.chain(taxonomies).chain(actors);
    SearchView {
        engine: format!("{}{FOLDER}/", at.root()),
        data: format!("{}/", config.addresses.of(Part::Data)),
        main: at.main(),
        ways: keys.map(|key| anchor(at, key)).collect(),
    }
}
