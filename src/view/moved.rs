//! Pages that stand where another page was: one that moved, or one that was taken down.

use serde::Serialize;

use super::links::At;
use super::{Anchor, shell};

/// A page that leads to where its content is now.
#[derive(Debug, Serialize)]
pub struct MovedView {
    /// Where.
    pub to: Anchor,
}

/// A page that says that its content was taken down.
#[derive(Debug, Serialize)]
pub struct WithdrawnView {
    /// What stood there.
    pub title: Anchor,
    /// Why it does no more.
    pub reason: Anchor,
    /// Since when.
    pub date: Option<String>,
}

/// The view of a page that moved.
pub(super) fn moved(at: &At<'_>, index: usize) -> MovedView {
    MovedView { to: shell::anchor(at, at.catalog().moved[index].to) }
}

/// The view of a page that was taken down.
pub(super) fn withdrawn(at: &At<'_>, index: usize) -> WithdrawnView {
    let page = &at.catalog().config.withdrawn[index];
    let said = |text| {
        let (text, lang) = at.text(text);
        Anchor { text, lang, href: None, count: None }
    };
    WithdrawnView { title: said(&page.title), reason: said(&page.reason), date: page.date.clone() }
}
