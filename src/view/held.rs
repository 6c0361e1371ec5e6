//! What a set of records is made of, collection by collection, and where those of it that can be explored are.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::search::BOTH;
use crate::lang::Label;
use crate::plan::PageKey;

/// So many records of a collection.
#[derive(Debug, Serialize)]
pub struct Held {
    /// How many.
    pub count: usize,
    /// What they are called, as it stands within a sentence.
    pub label: Anchor,
}

/// The page on which records are explored, and what stands there.
#[derive(Debug, Serialize)]
pub struct Explore {
    /// Where they are.
    pub href: String,
    /// What it opens: never more nor less.
    pub held: Held,
}

/// These records by collection, in the order of the declaration.
pub(super) fn held(at: &At<'_>, records: impl IntoIterator<Item = usize>) -> Vec<Held> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for record in records {
        *counts.entry(at.catalog().records[record].collection).or_default() += 1;
    }
    counts.into_iter().map(|(collection, count)| of(at, collection, count)).collect()
}

/// So many records of a collection, in words.
fn of(at: &At<'_>, collection: usize, count: usize) -> Held {
    let Label { one, many } = &at.catalog().config.collections[collection].label;
    let (text, lang) = at.text(if count == 1 { one } else { many });
    Held { count, label: Anchor { text: within(&text), lang, href: None, count: None } }
}

/// A name as it stands within a sentence: in small letters, unless it is an acronym.
fn within(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// Where the records that have a value of a facet are explored: only those of the first collection can be.
pub(super) fn explore(at: &At<'_>, facet: &str, value: &str, records: &[usize]) -> Option<Explore> {
    let catalog = at.catalog();
    let count = records.iter().filter(|record| catalog.records[**record].collection == 0).count();
    let href = || format!("{}?{facet}={value}&{BOTH}", at.page(PageKey::Search));
    (count > 0).then(|| Explore { href: href(), held: of(at, 0, count) })
}

/// How many of these records only name an experience that another record of the catalog tells in full.
pub(super) fn told_twice(at: &At<'_>, records: impl IntoIterator<Item = usize>) -> usize {
    records.into_iter().filter(|record| at.catalog().full_of(*record).is_some()).count()
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn within_a_sentence_names_are_small_and_acronyms_stay() {
        assert_eq!(within("Experiencias"), "experiencias");
        assert_eq!(within("ONG"), "ONG");
        assert_eq!(within("Áreas"), "áreas");
        assert_eq!(within(""), "");
    }
}
