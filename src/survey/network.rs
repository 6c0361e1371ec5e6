//! Who acted with whom: actors of the same records.

use std::collections::BTreeMap;

use crate::catalog::Catalog;

/// A network of actors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// The actors with how many of the records each took part in, most first.
    pub actors: Vec<(usize, usize)>,
    /// Pairs of actors, the lower first, with the records they share; most first.
    pub edges: Vec<Edge>,
}

/// Two actors of the same records.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The first by its place among the actors.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// The records they share, in order.
    pub records: Vec<usize>,
}

/// Actors of one and the same record alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The record.
    pub record: usize,
    /// The actors, in order.
    pub actors: Vec<usize>,
}

/// The network of these records.
pub fn of(catalog: &Catalog, records: impl Iterator<Item = usize>) -> Network {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for at in records {
        let actors = catalog.actors_of(at);
        for (place, a) in actors.iter().enumerate() {
            *counts.entry(*a).or_default() += 1;
            pairs.extend(actors[place + 1..].iter().map(|b| (*a, *b, at)));
        }
    }
    let mut actors: Vec<(usize, usize)> = counts.into_iter().collect();
    actors.sort_by_key(|(actor, count)| (std::cmp::Reverse(*count), *actor));
    pairs.sort_unstable();
    let edge = |same: &[(usize, usize, usize)]| Edge {
        a: same[0].0,
        b: same[0].1,
        records: same.iter().map(|(_, _, at)| *at).collect(),
    };
    let mut edges: Vec<Edge> = pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).map(edge).collect();
    edges.sort_by_key(|edge| (std::cmp::Reverse(edge.records.len()), edge.a, edge.b));
    Network { actors, edges }
}

impl Network {
    /// The network in which those who acted in one and the same record alone are one, where there are at least so many
    /// of them; the group stands where its first actor stood, by which it is found.
    pub fn gathered(&self, least: usize) -> (Network, BTreeMap<usize, Group>) {
        let once: std::collections::BTreeSet<usize> =
            self.actors.iter().filter(|(_, count)| *count == 1).map(|(actor, _)| *actor).collect();
        let mut alone: BTreeMap<usize, std::collections::BTreeSet<usize>> = BTreeMap::new();
        for edge in &self.edges {
            let own = [edge.a, edge.b].into_iter().filter(|actor| once.contains(actor));
            own.for_each(|actor| alone.entry(edge.records[0]).or_default().extend([actor]));
        }
        let groups = alone.into_iter().filter(|(_, actors)| actors.len() >= least);
        let groups = groups.map(|(record, actors)| Group { record, actors: actors.into_iter().collect() });
        let groups: BTreeMap<usize, Group> = groups.map(|group| (group.actors[0], group)).collect();
        let hidden: std::collections::BTreeSet<usize> =
            groups.values().flat_map(|group| &group.actors[1..]).copied().collect();
        let shown = |actor: &usize| !hidden.contains(actor);
        let network = Network {
            actors: self.actors.iter().filter(|(actor, _)| shown(actor)).copied().collect(),
            edges: self.edges.iter().filter(|edge| shown(&edge.a) && shown(&edge.b)).cloned().collect(),
        };
        (network, groups)
    }

    /// The part of it that a picture can show: the most present actors, and the strongest lines between them.
    pub fn strongest(&self, most_actors: usize, most_edges: usize) -> Network {
        let actors: Vec<(usize, usize)> = self.actors.iter().take(most_actors).copied().collect();
        let kept: std::collections::BTreeSet<usize> = actors.iter().map(|(actor, _)| *actor).collect();
        let edges = self.edges.iter().filter(|edge| kept.contains(&edge.a) && kept.contains(&edge.b));
        let edges: Vec<Edge> = edges.take(most_edges).cloned().collect();
        let joined: std::collections::BTreeSet<usize> =
            edges.iter().flat_map(|edge| [edge.a, edge.b]).collect();
        Network { actors: actors.into_iter().filter(|(actor, _)| joined.contains(actor)).collect(), edges }
    }
}
