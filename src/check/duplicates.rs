//! Records that are probably one experience entered twice.
//!
//! Two titles are alike when most of the weight of their words is shared, a word weighing the more the fewer titles
//! have it (the weighted Jaccard index over inverse document frequencies). A shared place or period brings them
//! nearer, a different country keeps them apart.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::catalog::Catalog;
use crate::fold::fold;
use crate::record::Record;
use crate::report::rules;
use crate::report::{Finding, Report};

/// Words of fewer letters do not count, but for numbers and a last letter, by which like titles are told apart.
const SHORTEST: usize = 4;
/// A word that more titles have than this brings no two together.
const COMMON: usize = 40;
/// How alike two titles must be, from 0 to 1.
const ALIKE: f64 = 0.6;
/// How alike they must be where the place is shared too.
const ALIKE_IN_PLACE: f64 = 0.45;

/// Where decisions are written down, unless the site says another place.
const FILE: &str = "content/duplicados.yaml";
/// What a site that names no such place must say first.
const DECLARE: (&str, &str) = (
    " Ese archivo se lee si [site] de site.toml dice: duplicates = \"{file}\".",
    " That file is read if [site] of site.toml says: duplicates = \"{file}\".",
);

/// Every pair that looks alike and of which nothing has been decided.
pub(super) fn likely(catalog: &Catalog, report: &mut Report) {
    let titles = Titles::of(catalog);
    let decided = decided(catalog);
    let alike = |first: usize| {
        let pairs = titles
            .near(first)
            .into_iter()
            .filter(|(second, _)| !known(catalog, first, *second) && !decided.contains(&(first, *second)));
        let told = pairs.filter_map(|(second, score)| {
            Some(told(catalog, first, second, &reasons(catalog, first, second, score)?))
        });
        told.collect::<Vec<Finding>>()
    };
    let found: Vec<Vec<Finding>> = (0..catalog.records.len()).into_par_iter().map(alike).collect();
    report.findings.extend(found.into_iter().flatten());
}

/// The words that tell a title: all but short ones that are neither a number nor the letter it ends in.
fn words(title: &str) -> impl Iterator<Item = &str> {
    let last = title.rsplit(' ').next().unwrap_or_default();
    let counts =
        move |word: &&str| word.len() >= SHORTEST || is_number(word) || *word == last && word.len() == 1;
    title.split(' ').filter(counts)
}

/// Whether a word is a number, in digits or in Roman numerals.
fn is_number(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit()) || !word.is_empty() && word.chars().all(|c| "ivx".contains(c))
}

/// The words of all titles, as numbers in the order of the alphabet.
struct Titles {
    /// Per record, the words of its title, each once, in order.
    words: Vec<Vec<usize>>,
    /// Per word, the records whose titles have it, in order.
    having: Vec<Vec<usize>>,
    /// Per word, its weight.
    weights: Vec<f64>,
}

impl Titles {
    fn of(catalog: &Catalog) -> Titles {
        let count = catalog.records.len();
        let own = |at: usize| words(&catalog.said(at).title);
        let mut all: Vec<&str> = (0..count).flat_map(own).collect();
        all.par_sort_unstable();
        all.dedup();
        let places: FxHashMap<&str, usize> = all.iter().enumerate().map(|(at, word)| (*word, at)).collect();
        let words = (0..count).map(|at| {
            let mut words: Vec<usize> = own(at).map(|word| places[word]).collect();
            words.sort_unstable();
            words.dedup();
            words
        });
        let words: Vec<Vec<usize>> = words.collect();
        let mut having = vec![Vec::new(); all.len()];
        for (at, own) in words.iter().enumerate() {
            own.iter().for_each(|word| having[*word].push(at));
        }
        let weigh = |records: &Vec<usize>| (1.0 + count as f64 / records.len() as f64).ln();
        let weights = having.iter().map(weigh).collect();
        Titles { words, having, weights }
    }

    /// The records after one whose titles are near its own, in order, with how near.
    fn near(&self, first: usize) -> Vec<(usize, f64)> {
        let rare = self.words[first].iter().map(|word| &self.having[*word]);
        let rare = rare.filter(|records| records.len() <= COMMON);
        let later = rare.flat_map(|records| &records[records.partition_point(|at| *at <= first)..]);
        let mut later: Vec<usize> = later.copied().collect();
        later.sort_unstable();
        later.dedup();
        let scored = later.into_iter().map(|second| (second, self.likeness(first, second)));
        scored.filter(|(_, score)| *score >= ALIKE_IN_PLACE).collect()
    }

    /// How much of the weight of two titles is shared.
    fn likeness(&self, first: usize, second: usize) -> f64 {
        let (mut a, mut b) = (self.words[first].as_slice(), self.words[second].as_slice());
        let (mut all, mut both) = (0.0, 0.0);
        while let Some(word) = a.first().into_iter().chain(b.first()).min() {
            let in_both = a.first() == b.first();
            all += self.weights[*word];
            both += if in_both { self.weights[*word] } else { 0.0 };
            if in_both || a.first() == Some(word) {
                a = &a[1..];
            }
            if in_both || b.first() == Some(word) {
                b = &b[1..];
            }
        }
        if all > 0.0 { both / all } else { 0.0 }
    }
}

/// Whether two records are already known to belong together: one is the full ficha of the other, both name the same
/// full ficha, or they are of different collections or observatories.
fn known(catalog: &Catalog, a: usize, b: usize) -> bool {
    let full = |at: usize| catalog.full_of(at);
    let (first, second) = (&catalog.records[a], &catalog.records[b]);
    first.collection != second.collection
        || first.elsewhere.is_some()
        || second.elsewhere.is_some()
        || full(a) == Some(b)
        || full(b) == Some(a)
        || full(a).is_some() && full(a) == full(b)
        || told_as_one_title(catalog, a, b)
}

/// Two full fichas of one title are told by the rule on titles.
fn told_as_one_title(catalog: &Catalog, a: usize, b: usize) -> bool {
    let full = |at: usize| !catalog.records[at].identified;
    full(a) && full(b) && catalog.said(a).title == catalog.said(b).title
}

/// The pairs of which the editors have decided something.
fn decided(catalog: &Catalog) -> BTreeSet<(usize, usize)> {
    if catalog.duplicates.is_empty() {
        return BTreeSet::new();
    }
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, record) in catalog.records.iter().enumerate() {
        named.entry(fold(&record.slug)).or_default().push(at);
        named.entry(catalog.said(at).title.clone()).or_default().push(at);
    }
    let mut pairs = BTreeSet::new();
    for likeness in &catalog.duplicates {
        let records: BTreeSet<usize> =
            likeness.records.iter().filter_map(|name| named.get(&fold(name))).flatten().copied().collect();
        for first in &records {
            pairs.extend(records.range(first + 1..).map(|second| (*first, *second)));
        }
    }
    pairs
}

/// Why two records look like one, in Spanish and English; `None` where they do not.
fn reasons(catalog: &Catalog, a: usize, b: usize, score: f64) -> Option<(String, String)> {
    let (first, second) = (&catalog.records[a], &catalog.records[b]);
    let place =
        |record: &Record, role: Option<usize>| role.map(|field| record.terms(field).collect::<BTreeSet<_>>());
    let roles = &catalog.model(first).roles;
    let shared = |role: Option<usize>| match (place(first, role), place(second, role)) {
        (Some(a), Some(b)) if !a.is_empty() && !b.is_empty() => Some(!a.is_disjoint(&b)),
        _ => None,
    };
    let territory = shared(roles.territory);
    let limit = if territory == Some(true) { ALIKE_IN_PLACE } else { ALIKE };
    if score < limit || shared(roles.country) == Some(false) || territory == Some(false) && score < 0.9 {
        return None;
    }
    let percent = (100.0 * score).round();
    let (mut es, mut en) =
        (format!("los títulos coinciden en un {percent} %"), format!("the titles agree by {percent} %"));
    let more = [
        (territory == Some(true), "el territorio es el mismo", "the territory is the same"),
        (years_meet(first, second, roles.period), "los años coinciden", "the years meet"),
        (
            !actors(catalog, a).is_disjoint(&actors(catalog, b)),
            "hay actores en común",
            "they have actors in common",
        ),
    ];
    for (_, more_es, more_en) in more.into_iter().filter(|(is, ..)| *is) {
        es.push_str(&format!("; {more_es}"));
        en.push_str(&format!("; {more_en}"));
    }
    Some((es, en))
}

fn actors(catalog: &Catalog, at: usize) -> BTreeSet<usize> {
    catalog.actors_of(at).iter().copied().collect()
}

/// Whether both say when they were, and at least a year is in both.
fn years_meet(first: &Record, second: &Record, role: Option<usize>) -> bool {
    match (first.period(role), second.period(role)) {
        (Some(a), Some(b)) => a.meets(&b),
        _ => false,
    }
}

fn told(catalog: &Catalog, a: usize, b: usize, reasons: &(String, String)) -> Finding {
    let title = catalog.title(a);
    let declared = catalog.config.site.duplicates.as_deref();
    let file = declared.unwrap_or(FILE);
    let also = |words: &str| if declared.is_some() { String::new() } else { words.replace("{file}", FILE) };
    let (also_es, also_en) = (also(DECLARE.0), also(DECLARE.1));
    Finding::new(
        &rules::LIKELY_DUPLICATE,
        catalog.records[b].span,
        format!("Parece la misma experiencia que «{title}»: {}.", reasons.0),
        format!("It looks like the same experience as “{title}”: {}.", reasons.1),
    )
    .hint(
        format!("Si lo es, deje una sola, o dígalo en {file} con «iguales»; si no, con «distintas» y el motivo.{also_es}"),
        format!("If it is, keep one only, or say so in {file} under “same”; if not, under “different” with the reason.{also_en}"),
    )
}
