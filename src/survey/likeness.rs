//! Which records are alike, and why. Sharing what few share counts for more; an absence is no likeness.

use std::collections::BTreeMap;

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
pub(crate) enum Trait {
    Term(usize, usize),
    Actor(usize),
}

/// Which record has which traits, ready to be asked who is most like whom.
#[derive(Debug)]
pub struct Alike {
    /// Who has a trait.
    bearers: BTreeMap<Trait, Vec<usize>>,
    common: Common,
}

impl Alike {
    /// Gathers the traits of all records; by one processor alone, since pages that are made side by side wait for it.
    pub fn of(catalog: &Catalog) -> Alike {
        let mut bearers: BTreeMap<Trait, Vec<usize>> = BTreeMap::new();
        for at in 0..catalog.records.len() {
            catalog.traits(at).iter().for_each(|known| bearers.entry(*known).or_default().push(at));
        }
        let common = Common::of(&bearers, catalog.records.len());
        Alike { bearers, common }
    }

    /// The records most like one, most first.
    pub fn to(&self, catalog: &Catalog, at: usize) -> Vec<Likeness> {
        let Alike { bearers, common: widely } = self;
        let (traits, all) = (|at: usize| catalog.traits(at), catalog.records.len());
        let mut scores = vec![0.0; all];
        let own: Vec<(Trait, &[usize])> =
            traits(at).iter().filter_map(|known| Some((*known, bearers.get(known)?.as_slice()))).collect();
        let weigh = |(known, list): &(Trait, &[usize])| weight(*known, list.len(), all);
        let (rare, common): (Vec<_>, Vec<_>) = own.iter().partition(|(_, list)| list.len() <= COMMON);
        let mut found = Vec::new();
        for shared in rare {
            let weight = weigh(shared);
            for other in shared.1.iter().filter(|other| **other != at) {
                if scores[*other] == 0.0 {
                    found.push(*other);
                }
                scores[*other] += weight;
            }
        }
        let placed = |shared: &(Trait, &[usize])| Some((*widely.place.get(&shared.0)?, weigh(shared)));
        let common: Vec<(usize, f64)> = common.into_iter().filter_map(placed).collect();
        let most: f64 = common.iter().map(|(_, weight)| weight).sum();
        let mut best: Vec<(usize, f64)> = Vec::with_capacity(NAMED + 1);
        for other in found {
            let rare = std::mem::take(&mut scores[other]);
            // Whoever shares too little that is rare cannot come among the best, whatever else is shared.
            if best.len() == NAMED && rare + most < best[NAMED - 1].1 {
                continue;
            }
            let both = common.iter().filter(|(place, _)| widely.has(other, *place));
            let score = rare + both.map(|(_, weight)| weight).sum::<f64>();
            let place = best.partition_point(|known| known.1 > score || known.1 == score && known.0 < other);
            best.insert(place, (other, score));
            best.truncate(NAMED);
        }
        best.into_iter().map(|(other, _)| shared(other, &own, traits(other))).collect()
    }
}

/// Who has which of the common traits: a bit for each, in as many words a record as there are traits to tell.
#[derive(Debug)]
struct Common {
    place: BTreeMap<Trait, usize>,
    words: usize,
    bits: Vec<u64>,
}

impl Common {
    fn of(bearers: &BTreeMap<Trait, Vec<usize>>, records: usize) -> Common {
        let common = || bearers.iter().filter(|(_, list)| list.len() > COMMON);
        let words = common().count().div_ceil(64);
        let mut bits = vec![0; records * words];
        for (place, (_, list)) in common().enumerate() {
            list.iter().for_each(|at| bits[at * words + place / 64] |= 1 << (place % 64));
        }
        Common {
            place: common().enumerate().map(|(place, (known, _))| (*known, place)).collect(),
            words,
            bits,
        }
    }

    fn has(&self, record: usize, place: usize) -> bool {
        self.bits[record * self.words + place / 64] >> (place % 64) & 1 == 1
    }
}

/// What a record may share: its terms, but for those that say where the record itself comes from, and its actors.
pub(crate) fn traits(catalog: &Catalog, at: usize) -> Vec<Trait> {
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
