//! One actor among those it acted with: a picture, and the records and roles that make each of its pairs.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::network::{Pair, legend, node, pair};
use super::shell;
use crate::catalog::Catalog;
use crate::figure::network::{Node, around};
use crate::survey::network;

/// An actor among those it acted with.
#[derive(Debug, Serialize)]
pub struct AroundView {
    /// The picture, as SVG.
    pub svg: String,
    /// The kinds of actors by their fill.
    pub legend: Vec<(usize, Anchor)>,
}

/// How many actors stand around one.
pub(super) const AROUND: usize = 16;
/// How many records of each pair are told there.
const AROUND_RECORDS: usize = 5;

/// The picture around one actor: those it acted with most, each line leading to its pair.
pub(super) fn around_one(at: &At<'_>, actor: usize, companions: &[(usize, usize)]) -> Option<AroundView> {
    let shown = &companions[..companions.len().min(AROUND)];
    if shown.len() < 2 {
        return None;
    }
    let catalog = at.catalog();
    let all = std::iter::once((actor, catalog.with_actor(actor).len())).chain(shown.iter().copied());
    let all: Vec<(usize, usize)> = all.collect();
    let nodes: Vec<Node> = all.iter().map(|(actor, count)| node(at, *actor, *count)).collect();
    let shared: Vec<String> =
        shown.iter().map(|(other, _)| format!("#{}", with_id(catalog, *other))).collect();
    Some(AroundView {
        svg: around(&nodes, &shared, &shell::word("network.around", None).text),
        legend: legend(at, all.into_iter().map(|(actor, _)| actor)),
    })
}

/// The pairs that stand around one actor, with the records and roles that make each.
pub(super) fn pairs_of(at: &At<'_>, actor: usize, companions: &[(usize, usize)]) -> Vec<Pair> {
    let catalog = at.catalog();
    let pair_with = |(other, count): &(usize, usize)| {
        let both =
            catalog.with_actor(actor).iter().filter(|record| catalog.actors_of(**record).contains(other));
        let edge =
            network::Edge { a: actor, b: *other, records: both.take(AROUND_RECORDS).copied().collect() };
        Pair { id: with_id(catalog, *other), count: *count, ..pair(at, &edge) }
    };
    companions.iter().take(AROUND).map(pair_with).collect()
}

fn with_id(catalog: &Catalog, other: usize) -> String {
    format!("at-with-{}", catalog.actors[other].id)
}
