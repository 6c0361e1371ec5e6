//! Terms and actors that a text mentions by any of their names.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::fold::fold;

/// Names to look for, by their first word.
#[derive(Debug, Default)]
pub(super) struct Phrases(BTreeMap<String, Vec<(Vec<String>, usize)>>);

/// The names of all that a text may mention.
#[derive(Debug)]
pub(super) struct Known {
    /// Per taxonomy, its terms.
    pub(super) terms: Vec<Phrases>,
    /// The actors.
    pub(super) actors: Phrases,
}

impl Known {
    pub(super) fn of(catalog: &Catalog) -> Known {
        let terms = catalog.taxonomies.iter().map(|taxonomy| Phrases::new(taxonomy.names()));
        let actors = catalog.actors.iter().enumerate();
        let actors = actors.flat_map(|(at, actor)| actor.names().map(move |name| (name, at)));
        Known { terms: terms.collect(), actors: Phrases::new(actors) }
    }
}

impl Phrases {
    fn new<'n>(names: impl Iterator<Item = (&'n str, usize)>) -> Phrases {
        let mut phrases = Phrases::default();
        for (name, target) in names {
            let words: Vec<String> = words(name).map(fold).collect();
            if let Some(first) = words.first().filter(|_| name.chars().count() > 1) {
                phrases.0.entry(first.clone()).or_default().push((words, target));
            }
        }
        // Of names that begin alike the longest is meant.
        phrases.0.values_mut().for_each(|list| list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        phrases
    }

    /// What a text mentions, each once, in order. `capital` asks that names of one word begin with a capital, as the
    /// names of organisations do.
    pub(super) fn found(&self, text: &str, capital: bool) -> Vec<usize> {
        let written: Vec<&str> = words(text).collect();
        let folded: Vec<String> = written.iter().map(|word| fold(word)).collect();
        let (mut found, mut at) = (Vec::new(), 0);
        while at < folded.len() {
            let fits = |(name, _): &&(Vec<String>, usize)| {
                folded[at..].starts_with(name)
                    && (!capital || name.len() > 1 || written[at].starts_with(char::is_uppercase))
            };
            match self.0.get(&folded[at]).and_then(|list| list.iter().find(fits)) {
                Some((name, target)) => {
                    if !found.contains(target) {
                        found.push(*target);
                    }
                    at += name.len();
                }
                None => at += 1,
            }
        }
        found
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}
