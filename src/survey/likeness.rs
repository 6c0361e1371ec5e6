//! Which records are alike, and why. Sharing what few share counts for more; an absence is no likeness.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::catalog::Catalog;

/// How many are named.
const NAMED: usize = 5;
/// A list longer than this is shared by too many to look for candidates in it; it still counts for those found.
const COMMON: usize = 400;
/// An actor in both weighs this much more than a term in both.
const ACTOR: f64 = 1.5;

/// A record that is like another, with what they share.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// The other record.
    pub record: usize,
    /// The terms of both, the most telling first.
    pub terms: Vec<(usize, usize)>,
    /// The actors of both.
    pub actors: Vec<usize>,
}

/// What two records may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trait {
    Term(usize, usize),
    Actor(usize),
}

/// For every record, those most like it, most first.
pub fn of(catalog: &Catalog) -> Vec<Vec<Likeness>> {
    let traits: Vec<Vec<Trait>> = (0..catalog.records.len()).map(|at| traits(catalog, at)).collect();
    let mut bearers: BTreeMap<Trait, Vec<usize>> = BTreeMap::new();
    for (at, own) in traits.iter().enumerate() {
        own.iter().for_each(|known| bearers.entry(*known).or_default().push(at));
    }
    (0..traits.len()).into_par_iter().map(|at| nearest(at, &traits, &bearers)).collect()
}

/// What a record may share: its terms, but for those that say where the record itself comes from, and its actors.
fn traits(catalog: &Catalog, at: usize) -> Vec<Trait> {
    let record = &catalog.records[at];
    let model = catalog.model(record);
    let mut traits: std::collections::BTreeSet<Trait> =
        catalog.actors_of(at).iter().copied().map(Trait::Actor).collect();
    for (field, declared) in model.fields.iter().enumerate() {
        let telling = declared.answer || declared.required && model.roles.source != Some(field);
        let taxonomy =
            declared.taxonomy.as_deref().filter(|_| telling).and_then(|id| catalog.taxonomy_at(id));
        let Some(taxonomy) = taxonomy else { continue };
        traits.extend(record.terms(field).map(|term| Trait::Term(taxonomy, term)));
    }
    traits.into_iter().collect()
}

/// How telling it is to share what so many of all have.
fn weight(known: Trait, bearers: usize, all: usize) -> f64 {
    let rare = (all as f64 / bearers.max(1) as f64).ln().max(0.05);
    if matches!(known, Trait::Actor(_)) { ACTOR * rare } else { rare }
}

fn nearest(at: usize, traits: &[Vec<Trait>], bearers: &BTreeMap<Trait, Vec<usize>>) -> Vec<Likeness> {
    let own: Vec<(Trait, &[usize])> =
        traits[at].iter().filter_map(|known| Some((*known, bearers.get(known)?.as_slice()))).collect();
    let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
    for (known, list) in own.iter().filter(|(_, list)| list.len() <= COMMON) {
        let weight = weight(*known, list.len(), traits.len());
        list.iter()
            .filter(|other| **other != at)
            .for_each(|other| *scores.entry(*other).or_default() += weight);
    }
    for (other, score) in &mut scores {
        let common = own
            .iter()
            .filter(|(known, list)| list.len() > COMMON && traits[*other].binary_search(known).is_ok());
        *score += common.map(|(known, list)| weight(*known, list.len(), traits.len())).sum::<f64>();
    }
    let mut ranked: Vec<(usize, f64)> = scores.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(NAMED);
    ranked.into_iter().map(|(other, _)| shared(other, &own, &traits[other])).collect()
}

/// What two records share, the rarest first.
fn shared(record: usize, own: &[(Trait, &[usize])], other: &[Trait]) -> Likeness {
    let mut both: Vec<&(Trait, &[usize])> =
        own.iter().filter(|(known, _)| other.binary_search(known).is_ok()).collect();
    both.sort_by_key(|(known, list)| (list.len(), *known));
    let mut likeness = Likeness { record, terms: Vec::new(), actors: Vec::new() };
    for (known, _) in both {
        match known {
            Trait::Term(taxonomy, term) => likeness.terms.push((*taxonomy, *term)),
            Trait::Actor(actor) => likeness.actors.push(*actor),
        }
    }
    likeness
}
