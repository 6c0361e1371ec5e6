//! Terms and actors of few uses, and those that may be one under two names.

use super::Use;
use crate::catalog::Catalog;
use crate::config::ActorsConfig;
use crate::fold::fold;

/// A name with what bears it.
pub(super) type Named = (String, Use);

/// How near two names must be, from 0 to 1.
const NEAR: f64 = 0.88;
/// With how many of those that follow it in the order of the alphabet a name is compared.
const AHEAD: usize = 8;

/// The terms of every taxonomy by which records are classified: not of those that tell actors and their parts.
pub(super) fn terms(catalog: &Catalog) -> Vec<Vec<Named>> {
    let main = catalog.config.site.languages[0];
    let taxonomies = catalog.config.taxonomies.iter().zip(&catalog.taxonomies).enumerate();
    let actors = catalog.config.actors.as_ref();
    let of_actors = |id: &str| {
        let both = |actors: &ActorsConfig| [actors.kinds.clone(), actors.roles.clone()];
        actors.is_some_and(|actors| both(actors).iter().flatten().any(|known| known == id))
    };
    let all = taxonomies.filter(|(_, (own, _))| !of_actors(&own.id)).map(|(at, (own, taxonomy))| {
        let terms = taxonomy.terms.iter().enumerate();
        let named = terms.map(|(term, one)| {
            let id = format!("{}/{}", own.id, one.id);
            let records = catalog.with_term(at, term).len();
            (one.label.text(main).to_owned(), Use { at: (at, term), id, records })
        });
        named.collect()
    });
    all.collect()
}

/// The actors.
pub(super) fn actors(catalog: &Catalog) -> Vec<Named> {
    let main = catalog.config.site.languages[0];
    let actors = catalog.actors.iter().enumerate();
    let named = actors.map(|(at, actor)| {
        let records = catalog.with_actor(at).len();
        (actor.name.text(main).to_owned(), Use { at: (at, at), id: actor.id.clone(), records })
    });
    named.collect()
}

/// Those that no record, or only one, names; the rarest first.
pub(super) fn rare<'a>(all: impl Iterator<Item = &'a Named>) -> Vec<Use> {
    let mut rare: Vec<Use> = all.map(|(_, one)| one.clone()).filter(|one| one.records < 2).collect();
    rare.sort_by_key(|one| one.records);
    rare
}

/// Those whose names differ by so little that one may have been meant.
pub(super) fn alike(all: &[Named]) -> Vec<[Use; 2]> {
    let mut sorted: Vec<(String, &Use)> = all.iter().map(|(name, one)| (fold(name), one)).collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    let mut pairs = Vec::new();
    for (at, (name, one)) in sorted.iter().enumerate() {
        let next = sorted[at + 1..].iter().take(AHEAD);
        let near = next.filter(|(other, _)| digits(name) == digits(other) && is_near(name, other));
        pairs.extend(near.map(|(_, other)| [(*one).clone(), (*other).clone()]));
    }
    pairs
}

fn is_near(a: &str, b: &str) -> bool {
    strsim::normalized_damerau_levenshtein(a, b) >= NEAR
}

/// The numbers in a name: what differs by one is not the same.
fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}
