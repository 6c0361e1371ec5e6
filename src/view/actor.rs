//! Actors: who they are, what they took part in, with whom.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Anchor;
use super::around::{AROUND, AroundView};
use super::held::{Explore, Held, explore, held};
use super::links::At;
use super::list::{Pager, pager};
use super::network::Pair;
use super::term::MOST;
use super::value::roles;
use crate::catalog::Catalog;
use crate::collate::Order;
use crate::plan::{PER_PAGE, PageKey};

/// A page of the list of actors.
#[derive(Debug, Serialize)]
pub struct ActorsView {
    /// What they are called.
    pub title: String,
    /// How many there are.
    pub total: usize,
    /// The actors of this page, by name.
    pub actors: Vec<ActorLine>,
    /// The kinds with how many actors each has.
    pub kinds: Vec<Anchor>,
    /// The pages of the list.
    pub pager: Pager,
}

/// An actor in a list.
#[derive(Debug, Serialize)]
pub struct ActorLine {
    /// The actor with its page and the number of its records.
    pub actor: Anchor,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Its kind.
    pub kind: Option<Anchor>,
}

/// An actor.
#[derive(Debug, Serialize)]
pub struct ActorView {
    /// Its name.
    pub name: Anchor,
    /// The page on which those of its records are explored that can be.
    pub explore: Option<Explore>,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Its kind.
    pub kind: Option<Anchor>,
    /// Its country, as a term where the site has a taxonomy of countries.
    pub country: Option<Anchor>,
    /// Its own site.
    pub url: Option<String>,
    /// Its item in Wikidata.
    pub wikidata: Option<String>,
    /// Its id in the Research Organization Registry.
    pub ror: Option<String>,
    /// A remark of the editors.
    pub note: Option<Anchor>,
    /// How many records it took part in, by collection.
    pub held: Vec<Held>,
    /// How many they are together.
    pub total: usize,
    /// Those of this page, with its roles.
    pub parts: Vec<Part>,
    /// The pages of the list.
    pub pager: Pager,
    /// The picture around it.
    pub around: Option<AroundView>,
    /// With whom it took part, most often first, with the records they share and their roles.
    pub pairs: Vec<Pair>,
    /// The next most frequent, with how many records they share.
    pub together: Vec<Anchor>,
    /// How its records are classified.
    pub others: Vec<super::term::OtherView>,
}

/// A record an actor took part in.
#[derive(Debug, Serialize)]
pub struct Part {
    /// The record, whose card the theme has laid out.
    pub record: usize,
    /// The actor's roles in it.
    pub roles: Vec<Anchor>,
}

/// A page of the list of actors.
pub(super) fn index(at: &At<'_>, page: usize) -> ActorsView {
    let catalog = at.catalog();
    let actors = by_name(at).into_iter().skip(page * PER_PAGE).take(PER_PAGE);
    let title =
        catalog.config.actors.as_ref().map(|actors| at.text(&actors.label.many).0).unwrap_or_default();
    ActorsView {
        title,
        total: catalog.actors.len(),
        actors: actors.map(|actor| line(at, actor)).collect(),
        kinds: kinds(at),
        pager: pager(at, catalog.actors.len(), page, PageKey::Actors),
    }
}

/// The actors in the order of the page's language; the catalog has them in that of the content.
fn by_name(at: &At<'_>) -> Vec<usize> {
    let actors = &at.catalog().actors;
    let mut all: Vec<usize> = (0..actors.len()).collect();
    if at.lang != at.main() {
        let order = Order::of(at.lang);
        all.sort_by_cached_key(|actor| (order.key(actors[*actor].name.text(at.lang)), *actor));
    }
    all
}

fn line(at: &At<'_>, actor: usize) -> ActorLine {
    let known = &at.catalog().actors[actor];
    let count = Some(at.catalog().with_actor(actor).len());
    ActorLine {
        actor: Anchor { count, ..at.actor(actor) },
        acronym: known.acronym.clone(),
        kind: kind(at, actor),
    }
}

fn kind(at: &At<'_>, actor: usize) -> Option<Anchor> {
    let catalog = at.catalog();
    let kinds = catalog.taxonomy_at(catalog.config.actors.as_ref()?.kinds.as_deref()?)?;
    Some(at.term(kinds, catalog.actors[actor].kind.as_ref()?.target?))
}

fn kinds(at: &At<'_>) -> Vec<Anchor> {
    let catalog = at.catalog();
    let declared = catalog.config.actors.as_ref().and_then(|actors| actors.kinds.as_deref());
    let Some(kinds) = declared.and_then(|id| catalog.taxonomy_at(id)) else { return Vec::new() };
    let mut counts = vec![0; catalog.taxonomies[kinds].terms.len()];
    let targets = catalog.actors.iter().filter_map(|actor| actor.kind.as_ref()?.target);
    targets.for_each(|kind| counts[kind] += 1);
    let used = (0..counts.len()).filter(|kind| counts[*kind] > 0);
    used.map(|kind| Anchor { count: Some(counts[kind]), ..at.term(kinds, kind) }).collect()
}

/// The view of an actor.
pub(super) fn view(at: &At<'_>, index: usize, page: usize) -> ActorView {
    let catalog = at.catalog();
    let actor = &catalog.actors[index];
    let records = catalog.with_actor(index);
    let (name, lang) = at.text(&actor.name);
    let companions = if page == 0 { companions(catalog, index) } else { Vec::new() };
    ActorView {
        name: Anchor { text: name, lang, href: None, count: None },
        explore: explore(at, "actor", &actor.id, records),
        acronym: actor.acronym.clone(),
        aliases: actor.aliases.clone(),
        kind: kind(at, index),
        country: actor.country.as_deref().map(|code| country(at, code)),
        url: actor.url.clone(),
        wikidata: actor.wikidata.clone(),
        ror: actor.ror.clone(),
        note: actor.note.as_deref().map(|note| at.own(note, at.main())),
        held: held(at, records.iter().copied()),
        total: records.len(),
        parts: records
            .iter()
            .skip(page * PER_PAGE)
            .take(PER_PAGE)
            .map(|record| part(at, index, *record))
            .collect(),
        pager: pager(at, records.len(), page, |page| PageKey::Actor(index, page)),
        around: super::around::around_one(at, index, &companions),
        pairs: super::around::pairs_of(at, index, &companions),
        together: together(at, &companions),
        others: if page == 0 { super::term::others(at, usize::MAX, records, MOST) } else { Vec::new() },
    }
}

/// A country as a term where the site has a taxonomy of countries, otherwise its code.
pub(super) fn country(at: &At<'_>, code: &str) -> Anchor {
    let catalog = at.catalog();
    let taxonomy = catalog.config.site.countries.as_deref().and_then(|id| catalog.taxonomy_at(id));
    let term = taxonomy.and_then(|taxonomy| Some((taxonomy, catalog.taxonomies[taxonomy].find(code)?)));
    match term {
        Some((taxonomy, term)) => at.term(taxonomy, term),
        None => Anchor { text: code.to_owned(), lang: None, href: None, count: None },
    }
}

fn part(at: &At<'_>, actor: usize, record: usize) -> Part {
    let parts = at.catalog().parts_of(actor, record);
    Part { record, roles: parts.flat_map(|part| roles(at, part)).collect() }
}

/// The actors of the same records with how many they share, most first.
fn companions(catalog: &Catalog, index: usize) -> Vec<(usize, usize)> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for record in catalog.with_actor(index) {
        for other in catalog.actors_of(*record).iter().filter(|other| **other != index) {
            *shared.entry(*other).or_default() += 1;
        }
    }
    let mut companions: Vec<(usize, usize)> = shared.into_iter().collect();
    companions.sort_by_key(|(actor, records)| (std::cmp::Reverse(*records), *actor));
    companions
}

/// Those who come after the ones whose records are told, with their pages.
fn together(at: &At<'_>, companions: &[(usize, usize)]) -> Vec<Anchor> {
    const MOST_TOGETHER: usize = 60;
    let anchor = |(actor, records): &(usize, usize)| Anchor { count: Some(*records), ..at.actor(*actor) };
    companions.iter().take(MOST_TOGETHER).skip(AROUND).map(anchor).collect()
}
