//! The page of the search. What it finds is found in the reader's browser; without that it leads to the taxonomies.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::shell::anchor;
use crate::config::Part;
use crate::lang::Lang;
use crate::plan::PageKey;
use crate::search::publish::FOLDER;

/// What scripts need to ask the published index.
#[derive(Debug, Serialize)]
pub struct Live {
    /// Where the engine and the index lie, ending in a slash.
    pub engine: String,
    /// The page on which sets are explored.
    pub search: String,
    /// The language whose pages stand at the root.
    pub main: Lang,
}

/// The search.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// What its scripts need.
    pub live: Live,
    /// The folder of the published data below the site, ending in a slash.
    pub data: String,
    /// The outlines of the map.
    pub outlines: String,
    /// The page that crosses any two taxonomies, where there is one.
    pub matrix: Option<String>,
    /// The lists of records, of terms and of actors.
    pub ways: Vec<Anchor>,
}

/// What scripts on any page need to ask the index.
pub(super) fn live(at: &At<'_>) -> Live {
    Live { engine: format!("{}{FOLDER}/", at.root()), search: at.page(PageKey::Search), main: at.main() }
}

/// How full and identified records are asked for together.
pub(super) const BOTH: &str = "registro=completa&registro=identificada";

/// The view of the search.
pub(super) fn view(at: &At<'_>) -> SearchView {
    let config = &at.catalog().config;
    let collections = (0..config.collections.len()).map(|i| PageKey::Collection(i, 0));
    let taxonomies = (0..config.taxonomies.len()).map(PageKey::Taxonomy);
    let actors = config.actors.iter().map(|_| PageKey::Actors(0));
    let keys = collections.chain(taxonomies).chain(actors);
    SearchView {
        live: live(at),
        data: format!("{}/", config.addresses.of(Part::Data)),
        outlines: at.asset(super::map::WHOLE),
        matrix: (!config.matrices.is_empty()).then(|| at.page(PageKey::Matrices)),
        ways: keys.map(|key| anchor(at, key)).collect(),
    }
}
