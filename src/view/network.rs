//! Who acted with whom: a picture of the strongest part, and the pairs with the records and roles behind them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::shell;
use super::value::roles;
use crate::catalog::Catalog;
use crate::figure::network::{Edge, GROUPS, Node, draw, layout};
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
        svg: picture(at, &drawn, &groups, &told),
        shown: drawn.actors.iter().map(|(actor, _)| stands_for(actor)).sum(),
        actors: whole.actors.len(),
        pairs: whole.edges.len(),
        legend: legend(
            at,
            drawn.actors.iter().map(|(actor, _)| *actor).filter(|actor| !groups.contains_key(actor)),
        ),
        edges: whole.edges.iter().take(PAIRS).map(|edge| pair(at, edge)).collect(),
        others: std::iter::once(all).chain(others).collect(),
        graphml: at.asset(&at.published().data(crate::export::graphml::NAME)),
    }
}

/// The fill of an actor: that of its broadest kind by the place of the kind in its vocabulary, so that it is the same in
/// every picture; those for whom there is none share the last.
fn fill(catalog: &Catalog, actor: usize) -> usize {
    let place = || {
        let kind = top_kind(catalog, actor)?;
        let kinds = catalog.taxonomy_at(catalog.config.actors.as_ref()?.kinds.as_deref()?)?;
        catalog.taxonomies[kinds].under(None).position(|known| known == kind)
    };
    place().map_or(GROUPS - 1, |place| place.min(GROUPS - 1))
}

/// The broadest kind of an actor.
fn top_kind(catalog: &Catalog, actor: usize) -> Option<usize> {
    let kinds = catalog.taxonomy_at(catalog.config.actors.as_ref()?.kinds.as_deref()?)?;
    catalog.taxonomies[kinds].ancestry(catalog.actors[actor].kind.as_ref()?.target?).pop()
}

/// What the fills of these actors mean.
pub(super) fn legend(at: &At<'_>, actors: impl Iterator<Item = usize>) -> Vec<(usize, Anchor)> {
    let catalog = at.catalog();
    let declared = catalog.config.actors.as_ref().and_then(|actors| actors.kinds.as_deref());
    let Some(kinds) = declared.and_then(|id| catalog.taxonomy_at(id)) else { return Vec::new() };
    let mut legend: BTreeMap<usize, Anchor> = BTreeMap::new();
    for actor in actors {
        let fill = fill(catalog, actor);
        let name = top_kind(catalog, actor).filter(|_| fill < GROUPS - 1);
        let other = || shell::word("network.other-kinds", None);
        legend.entry(fill).or_insert_with(|| name.map_or_else(other, |kind| at.term(kinds, kind)));
    }
    legend.into_iter().collect()
}

/// The picture; the lines of the pairs that are told lead to them.
fn picture(
    at: &At<'_>,
    network: &Network,
    groups: &BTreeMap<usize, Group>,
    told: &BTreeSet<(usize, usize)>,
) -> String {
    let place: BTreeMap<usize, usize> =
        network.actors.iter().enumerate().map(|(at, (actor, _))| (*actor, at)).collect();
    let nodes = network.actors.iter().map(|(actor, count)| match groups.get(actor) {
        Some(group) => group_node(at, group),
        None => node(at, *actor, *count),
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

pub(super) fn node(at: &At<'_>, actor: usize, count: usize) -> Node {
    let catalog = at.catalog();
    let name = at.actor(actor);
    Node {
        label: catalog.actors[actor].acronym.clone().unwrap_or_else(|| name.text.clone()),
        name: name.text,
        lang: name.lang,
        count,
        group: fill(catalog, actor),
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
        lang: record.lang,
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

pub(super) fn pair(at: &At<'_>, edge: &network::Edge) -> Pair {
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
