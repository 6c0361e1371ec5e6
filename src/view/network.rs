//! Who acted with whom: a picture of the strongest part, and the pairs with the records and roles behind them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::shell;
use super::value::roles;
use crate::catalog::Catalog;
use crate::figure::network::{Edge, GROUPS, Node, around, draw, layout};
use crate::plan::{PageKey, network_terms};
use crate::survey::network::{self, Group, Network};

/// A network.
#[derive(Debug, Serialize)]
pub struct NetworkView {
    /// The term whose records it is about; none for the whole.
    pub term: Option<Anchor>,
    /// The picture, as SVG.
    pub svg: String,
    /// How many actors it shows.
    pub shown: usize,
    /// How many actors there are.
    pub actors: usize,
    /// How many pairs there are.
    pub pairs: usize,
    /// The kinds of actors by their fill.
    pub legend: Vec<(usize, Anchor)>,
    /// The pairs of most records.
    pub edges: Vec<Pair>,
    /// The networks by term, the whole one first.
    pub others: Vec<Anchor>,
    /// The link to the whole as GraphML.
    pub graphml: String,
}

/// Two actors of the same records.
#[derive(Debug, Serialize)]
pub struct Pair {
    /// Its anchor.
    pub id: String,
    /// The one.
    pub a: Anchor,
    /// The other.
    pub b: Anchor,
    /// How many records they share.
    pub count: usize,
    /// Some of them, with the roles of each.
    pub records: Vec<Shared>,
}

/// A record that two actors share.
#[derive(Debug, Serialize)]
pub struct Shared {
    /// The record.
    pub record: Anchor,
    /// The roles of the one.
    pub a: Vec<Anchor>,
    /// The roles of the other.
    pub b: Vec<Anchor>,
}

/// How many actors and lines a picture shows.
const ACTORS: usize = 110;
const EDGES: usize = 900;
/// How many actors of one and the same record alone are drawn as one.
const GATHERED: usize = 4;
/// How many pairs are told, and how many records of each.
const PAIRS: usize = 100;
const RECORDS: usize = 8;

/// The view of the whole network, or of the records of a term.
pub(super) fn view(at: &At<'_>, term: Option<(usize, usize)>) -> NetworkView {
    let catalog = at.catalog();
    let whole = match term {
        Some((taxonomy, term)) => network::of(catalog, catalog.with_term(taxonomy, term).iter().copied()),
        None => network::of(catalog, 0..catalog.records.len()),
    };
    let (gathered, groups) = whole.gathered(GATHERED);
    let drawn = gathered.strongest(ACTORS, EDGES);
    let stands_for = |actor: &usize| groups.get(actor).map_or(1, |group| group.actors.len());
    let told = whole.edges.iter().take(PAIRS).map(|edge| (edge.a, edge.b)).collect();
    let kinds = fills(catalog, &drawn);
    let others = network_terms(catalog).into_iter().map(|(taxonomy, term)| Anchor {
        href: Some(at.page(PageKey::NetworkOf(taxonomy, term)))
            .filter(|_| at.key != PageKey::NetworkOf(taxonomy, term)),
        ..at.term(taxonomy, term)
    });
    let all = Anchor {
        href: Some(at.page(PageKey::Network)).filter(|_| term.is_some()),
        ..shell::word("network.whole", None)
    };
    NetworkView {
        term: term.map(|(taxonomy, term)| at.term(taxonomy, term)),
        svg: picture(at, &drawn, &groups, &told, &kinds),
        shown: drawn.actors.iter().map(|(actor, _)| stands_for(actor)).sum(),
        actors: whole.actors.len(),
        pairs: whole.edges.len(),
        legend: legend(at, &kinds),
        edges: whole.edges.iter().take(PAIRS).map(|edge| pair(at, edge)).collect(),
        others: std::iter::once(all).chain(others).collect(),
        graphml: at.asset(&at.published().data(crate::export::graphml::NAME)),
    }
}

/// The fill of each kind of actor: the most frequent kinds have their own, the others share the last.
fn fills(catalog: &Catalog, network: &Network) -> BTreeMap<usize, usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let kinds = network.actors.iter().filter_map(|(actor, _)| top_kind(catalog, *actor));
    kinds.for_each(|kind| *counts.entry(kind).or_default() += 1);
    let mut kinds: Vec<(usize, usize)> = counts.into_iter().collect();
    kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
    kinds.into_iter().enumerate().map(|(fill, (kind, _))| (kind, fill.min(GROUPS - 1))).collect()
}

/// The broadest kind of an actor.
fn top_kind(catalog: &Catalog, actor: usize) -> Option<usize> {
    let kinds = catalog.taxonomy_at(catalog.config.actors.as_ref()?.kinds.as_deref()?)?;
    catalog.taxonomies[kinds].ancestry(catalog.actors[actor].kind.as_ref()?.target?).pop()
}

fn legend(at: &At<'_>, fills: &BTreeMap<usize, usize>) -> Vec<(usize, Anchor)> {
    let catalog = at.catalog();
    let actors = catalog.config.actors.as_ref();
    let Some(kinds) = actors.and_then(|actors| catalog.taxonomy_at(actors.kinds.as_deref()?)) else {
        return Vec::new();
    };
    let mut legend: Vec<(usize, Anchor)> = fills
        .iter()
        .filter(|(_, fill)| **fill < GROUPS - 1)
        .map(|(kind, fill)| (*fill, at.term(kinds, *kind)))
        .collect();
    legend.sort_by_key(|(fill, _)| *fill);
    if fills.values().any(|fill| *fill == GROUPS - 1) {
        legend.push((GROUPS - 1, shell::word("network.other-kinds", None)));
    }
    legend
}

/// The picture; the lines of the pairs that are told lead to them.
fn picture(
    at: &At<'_>,
    network: &Network,
    groups: &BTreeMap<usize, Group>,
    told: &BTreeSet<(usize, usize)>,
    fills: &BTreeMap<usize, usize>,
) -> String {
    let place: BTreeMap<usize, usize> =
        network.actors.iter().enumerate().map(|(at, (actor, _))| (*actor, at)).collect();
    let nodes = network.actors.iter().map(|(actor, count)| match groups.get(actor) {
        Some(group) => group_node(at, group),
        None => node(at, *actor, *count, fills),
    });
    let nodes: Vec<Node> = nodes.collect();
    let single = |edge: &network::Edge| !groups.contains_key(&edge.a) && !groups.contains_key(&edge.b);
    let told = |edge: &network::Edge| single(edge) && told.contains(&(edge.a, edge.b));
    let edge = |edge: &network::Edge| Edge {
        a: place[&edge.a],
        b: place[&edge.b],
        count: edge.records.len(),
        href: told(edge).then(|| format!("#{}", pair_id(at.catalog(), edge))),
    };
    let mut edges: Vec<Edge> = network.edges.iter().map(edge).collect();
    let lines: Vec<(usize, usize, usize)> = edges.iter().map(|edge| (edge.a, edge.b, edge.count)).collect();
    let counts: Vec<usize> = nodes.iter().map(|node| node.count).collect();
    // The strongest lines are drawn last, over the others.
    edges.reverse();
    draw(&nodes, &edges, &layout(&counts, &lines), &shell::word("network.title", None).text)
}

fn node(at: &At<'_>, actor: usize, count: usize, fills: &BTreeMap<usize, usize>) -> Node {
    let catalog = at.catalog();
    let name = at.actor(actor);
    let group = top_kind(catalog, actor).and_then(|kind| fills.get(&kind).copied()).unwrap_or(GROUPS - 1);
    Node {
        label: catalog.actors[actor].acronym.clone().unwrap_or_else(|| name.text.clone()),
        name: name.text,
        count,
        group,
        gathered: false,
        href: name.href,
    }
}

/// Those who acted in one record alone, as one point that leads to its actors.
fn group_node(at: &At<'_>, group: &Group) -> Node {
    let catalog = at.catalog();
    let record = at.record(group.record);
    let roles = &catalog.model(&catalog.records[group.record]).roles;
    let field = roles.actors.map(|field| &catalog.model(&catalog.records[group.record]).fields[field].id);
    let label = shell::word("network.actors", Some(group.actors.len())).text;
    Node {
        name: format!("{} ({label})", record.text),
        label,
        count: group.actors.len(),
        group: GROUPS - 1,
        gathered: true,
        href: record.href.zip(field).map(|(href, field)| format!("{href}#{field}")),
    }
}

fn pair_id(catalog: &Catalog, edge: &network::Edge) -> String {
    format!("at-{}--{}", catalog.actors[edge.a].id, catalog.actors[edge.b].id)
}

fn pair(at: &At<'_>, edge: &network::Edge) -> Pair {
    let roles_of = |actor: usize, record: usize| {
        at.catalog().parts_of(actor, record).flat_map(|part| roles(at, part)).collect()
    };
    let shared = |record: &usize| Shared {
        record: at.record(*record),
        a: roles_of(edge.a, *record),
        b: roles_of(edge.b, *record),
    };
    Pair {
        id: pair_id(at.catalog(), edge),
        a: at.actor(edge.a),
        b: at.actor(edge.b),
        count: edge.records.len(),
        records: edge.records.iter().take(RECORDS).map(shared).collect(),
    }
}

/// The picture around one actor: those it acted with most.
pub(super) fn around_one(at: &At<'_>, actor: usize, companions: &[(usize, usize)]) -> Option<String> {
    const MOST: usize = 16;
    let shown: Vec<(usize, usize)> = companions.iter().take(MOST).copied().collect();
    if shown.len() < 2 {
        return None;
    }
    let catalog = at.catalog();
    let actors = std::iter::once((actor, catalog.with_actor(actor).len())).chain(shown);
    let network = Network { actors: actors.collect(), edges: Vec::new() };
    let fills = fills(catalog, &network);
    let nodes: Vec<Node> =
        network.actors.iter().map(|(actor, count)| node(at, *actor, *count, &fills)).collect();
    Some(around(&nodes, &shell::word("network.around", None).text))
}
