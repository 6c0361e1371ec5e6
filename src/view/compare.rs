//! The page that puts records side by side. They are chosen, and read from their pages, in the reader's browser.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::shell::anchor;
use crate::plan::PageKey;

/// The page of the comparison.
#[derive(Debug, Serialize)]
pub struct CompareView {
    /// Where records can be chosen: the search and the lists of records.
    pub ways: Vec<Anchor>,
}

/// The view of the comparison.
pub(super) fn view(at: &At<'_>) -> CompareView {
    let lists = (0..at.catalog().config.collections.len()).map(|i| PageKey::Collection(i, 0));
    CompareView { ways: [PageKey::Search].into_iter().chain(lists).map(|key| anchor(at, key)).collect() }
}
