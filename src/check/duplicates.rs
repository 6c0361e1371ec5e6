//! Records that are probably one experience entered twice.
//!
//! Two titles are alike when most of the weight of their words is shared, a word weighing the more the fewer titles
//! have it (the weighted Jaccard index over inverse document frequencies). A shared place or period brings them
//! nearer, a different country keeps them apart.

use std::collections::{BTreeMap, BTreeSet};

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
    let titles: Vec<BTreeSet<String>> = (0..catalog.records.len()).map(|at| words(catalog, at)).collect();
    let mut having: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, words) in titles.iter().enumerate() {
        words.iter().for_each(|word| having.entry(word).or_default().push(at));
    }
    let decided = decided(catalog);
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for records in having.values().filter(|records| records.len() <= COMMON) {
        for (nth, first) in records.iter().enumerate() {
            pairs.extend(records[nth + 1..].iter().map(|second| (*first, *second)));
        }
    }
    let weight =
        |word: &str| (1.0 + titles.len() as f64 / having.get(word).map_or(1.0, |all| all.len() as f64)).ln();
    for (first, second) in pairs {
        if known(catalog, first, second) || decided.contains(&(first, second)) {
            continue;
        }
        let score = likeness(&titles[first], &titles[second], &weight);
        if let Some(reasons) = reasons(catalog, first, second, score) {
            report.add(told(catalog, first, second, &reasons));
        }
    }
}

fn words(catalog: &Catalog, at: usize) -> BTreeSet<String> {
    let title = fold(catalog.title(at));
    let last = title.rsplit(' ').next().unwrap_or_default();
    let counts = |word: &&str| word.len() >= SHORTEST || is_number(word) || *word == last && word.len() == 1;
    title.split(' ').filter(counts).map(str::to_owned).collect()
}

/// Whether a word is a number, in digits or in Roman numerals.
fn is_number(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit()) || word.chars().all(|c| "ivx".contains(c))
}

fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>, weight: &impl Fn(&str) -> f64) -> f64 {
    let sum = |words: &mut dyn Iterator<Item = &String>| words.map(|word| weight(word)).sum::<f64>();
    let all = sum(&mut a.union(b));
    if all > 0.0 { sum(&mut a.intersection(b)) / all } else { 0.0 }
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
    full(a) && full(b) && fold(catalog.title(a)) == fold(catalog.title(b))
}

/// The pairs of which the editors have decided something.
fn decided(catalog: &Catalog) -> BTreeSet<(usize, usize)> {
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, record) in catalog.records.iter().enumerate() {
        named.entry(fold(&record.slug)).or_default().push(at);
        named.entry(fold(catalog.title(at))).or_default().push(at);
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
