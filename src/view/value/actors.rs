//! Actors by kind, each with its roles.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::record::Participation;
use crate::view::Anchor;
use crate::view::links::At;

/// The actors of one kind.
#[derive(Debug, Serialize)]
pub struct ActorGroup {
    /// The kind, with its page.
    pub kind: Option<Anchor>,
    /// The actors.
    pub actors: Vec<ParticipationView>,
}

/// An actor's part.
#[derive(Debug, Serialize)]
pub struct ParticipationView {
    /// The actor, with its page.
    pub actor: Anchor,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Its roles, each with its page.
    pub roles: Vec<Anchor>,
    /// What else is known.
    pub note: Option<String>,
}

/// The participations by kind of actor, in the order of the vocabulary of kinds.
pub(super) fn groups(at: &At<'_>, parts: &[Participation]) -> Vec<ActorGroup> {
    let catalog = at.catalog();
    let actors = catalog.config.actors.as_ref();
    let kinds = actors.and_then(|actors| catalog.taxonomy_at(actors.kinds.as_deref()?));
    let mut groups: BTreeMap<usize, Vec<ParticipationView>> = Default::default();
    for part in parts {
        let Some(actor) = part.actor.target else { continue };
        let kind = catalog.actors[actor].kind.as_ref().and_then(|kind| kind.target);
        groups.entry(kind.unwrap_or(usize::MAX)).or_default().push(participation(at, actor, part));
    }
    let kind_of = |kind: usize| Some(at.term(kinds?, kind)).filter(|_| kind != usize::MAX);
    let group =
        |(kind, actors)| ActorGroup { kind: if kind == usize::MAX { None } else { kind_of(kind) }, actors };
    groups.into_iter().map(group).collect()
}

fn participation(at: &At<'_>, actor: usize, part: &Participation) -> ParticipationView {
    ParticipationView {
        actor: at.actor(actor),
        acronym: at.catalog().actors[actor].acronym.clone(),
        roles: roles(at, part),
        note: part.note.clone(),
    }
}

/// The roles of a participation, each with its page.
pub(in crate::view) fn roles(at: &At<'_>, part: &Participation) -> Vec<Anchor> {
    let catalog = at.catalog();
    let roles =
        catalog.config.actors.as_ref().and_then(|actors| catalog.taxonomy_at(actors.roles.as_deref()?));
    let Some(roles) = roles else { return Vec::new() };
    part.roles.iter().filter_map(|role| Some(at.term(roles, role.target?))).collect()
}
