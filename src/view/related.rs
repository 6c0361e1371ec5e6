//! The records most like a record, each with the reason.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::shell;
use crate::plan::PageKey;

/// A record that is like another.
#[derive(Debug, Serialize)]
pub struct RelatedView {
    /// The record.
    pub record: Anchor,
    /// What both are, by taxonomy: the taxonomy's name and the terms.
    pub shared: Vec<(Anchor, Vec<Anchor>)>,
    /// Who acted in both.
    pub actors: Vec<Anchor>,
}

/// The records most like a record.
pub(super) fn view(at: &At<'_>, index: usize) -> Vec<RelatedView> {
    let alike = at.alike(index).into_iter();
    let related = alike.map(|likeness| {
        let mut shared: Vec<(usize, Vec<Anchor>)> = Vec::new();
        for (taxonomy, term) in &likeness.terms {
            match shared.iter_mut().find(|(known, _)| known == taxonomy) {
                Some((_, terms)) => terms.push(at.term(*taxonomy, *term)),
                None => shared.push((*taxonomy, vec![at.term(*taxonomy, *term)])),
            }
        }
        RelatedView {
            record: at.record(likeness.record),
            shared: shared
                .into_iter()
                .map(|(taxonomy, terms)| (taxonomy_name(at, taxonomy), terms))
                .collect(),
            actors: likeness.actors.iter().map(|actor| at.actor(*actor)).collect(),
        }
    });
    related.collect()
}

fn taxonomy_name(at: &At<'_>, taxonomy: usize) -> Anchor {
    let (text, lang) = at.text(&at.catalog().config.taxonomies[taxonomy].label.one);
    Anchor { text, lang, ..shell::anchor(at, PageKey::Taxonomy(taxonomy)) }
}
