//! Finds what each mention means: terms, actors, other records.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Catalog;
use super::slugs::Slugs;
use crate::collate::Order;
use crate::config::{Config, Field};
use crate::fold::{fold, nearest};
use crate::glossary::Entry;
use crate::record::{Mention, Record, Value};
use crate::report::rules;
use crate::report::{Finding, Report};
use crate::vocabulary::{Actor, Taxonomy};

/// The actors by name, each id once, with their kinds resolved.
pub(super) fn actors(
    config: &Config,
    taxonomies: &[Taxonomy],
    mut actors: Vec<Actor>,
    report: &mut Report,
) -> Vec<Actor> {
    let kinds =
        config.actors.as_ref().and_then(|actors| taxonomy(config, taxonomies, actors.kinds.as_deref()));
    let mut seen = std::collections::BTreeSet::new();
    actors.retain(|actor| {
        let first = seen.insert(actor.id.clone());
        if !first {
            report.add(crate::vocabulary::same_id(&actor.id, actor.span));
        }
        first
    });
    for kind in actors.iter_mut().filter_map(|actor| actor.kind.as_mut()) {
        if let Some((at, terms)) = kinds {
            resolve_term(kind, (&config.taxonomies[at].label.one, false), terms, config, report);
        }
    }
    let lang = config.site.languages[0];
    let order = Order::of(lang);
    actors.sort_by_cached_key(|actor| (order.key(actor.name.text(lang)), actor.id.clone()));
    actors
}

fn taxonomy<'t>(
    config: &Config,
    taxonomies: &'t [Taxonomy],
    id: Option<&str>,
) -> Option<(usize, &'t Taxonomy)> {
    let at = config.taxonomies.iter().position(|taxonomy| Some(taxonomy.id.as_str()) == id)?;
    Some((at, &taxonomies[at]))
}

/// What mentions may mean.
pub(super) struct Listed<'a> {
    pub(super) taxonomies: &'a [Taxonomy],
    pub(super) actors: &'a [Actor],
    /// Whether all actors could be read.
    pub(super) actors_whole: bool,
    /// Collections and slugs of the records that could not.
    pub(super) unread: &'a std::collections::BTreeSet<(usize, String)>,
    /// The records that are drafts.
    pub(super) drafts: &'a [Arc<Record>],
    /// The glossary, in order.
    pub(super) glossary: &'a [Entry],
}

impl Listed<'_> {
    /// Whether the lists are those of a catalog.
    pub(super) fn is_as_in(&self, catalog: &Catalog) -> bool {
        self.taxonomies == catalog.taxonomies
            && self.actors == catalog.actors
            && self.actors_whole == catalog.actors_whole
            && self.glossary == catalog.glossary
    }

    /// Whether the records are those of a catalog, and each in its place there.
    pub(super) fn places_are_as_in(&self, catalog: &Catalog, slugs: &Arc<Slugs>) -> bool {
        let named = |drafts: &[Arc<Record>]| -> Vec<(usize, String)> {
            drafts.iter().map(|draft| (draft.collection, draft.slug.clone())).collect()
        };
        Arc::ptr_eq(slugs, &catalog.slugs)
            && *self.unread == catalog.unread
            && named(self.drafts) == named(&catalog.drafts)
    }
}

/// Every folded name of an actor with the actors that bear it; an id belongs to one alone.
fn names(actors: &[Actor]) -> BTreeMap<String, Vec<usize>> {
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, actor) in actors.iter().enumerate() {
        for name in actor.names() {
            let bearers = names.entry(fold(name)).or_default();
            if bearers.last() != Some(&at) {
                bearers.push(at);
            }
        }
    }
    for (at, actor) in actors.iter().enumerate() {
        names.insert(fold(&actor.id), vec![at]);
    }
    names
}

/// Resolves mentions.
pub(super) struct Resolver<'a> {
    pub(super) config: &'a Config,
    pub(super) listed: &'a Listed<'a>,
    names: BTreeMap<String, Vec<usize>>,
    slugs: &'a Slugs,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(config: &'a Config, listed: &'a Listed<'a>, slugs: &'a Slugs) -> Resolver<'a> {
        Resolver { config, listed, names: names(listed.actors), slugs }
    }

    /// Resolves every mention of a record; says whether it mentions other records.
    pub(super) fn record(&self, record: &mut Record, report: &mut Report) -> bool {
        let mut mentions_records = record.full.is_some();
        if let Some(full) = &mut record.full {
            self.record_mention(full, record.collection, report);
        }
        let model = &self.config.collections[record.collection];
        let translated = record.translations.iter_mut().map(|(_, answers)| answers);
        for answers in std::iter::once(&mut record.answers).chain(translated) {
            for (field, answer) in model.fields.iter().zip(answers) {
                if let Some(value) = answer.as_mut().and_then(|answer| answer.value.as_mut()) {
                    mentions_records |= matches!(value, Value::Records(_));
                    self.value(field, value, record.collection, report);
                }
            }
        }
        mentions_records
    }

    fn value(&self, field: &Field, value: &mut Value, own: usize, report: &mut Report) {
        match value {
            Value::Terms(mentions) => self.terms(field, mentions, report),
            Value::Records(mentions) => self.record_mentions(field, mentions, own, report),
            Value::Actors(parts) => {
                for part in parts {
                    self.actor(&mut part.actor, report);
                    self.roles(&mut part.roles, report);
                }
            }
            Value::Money(money) => {
                let funders = money.sources.iter_mut().filter_map(|source| source.actor.as_mut());
                funders.for_each(|mention| self.actor(mention, report));
            }
            _ => {}
        }
    }

    fn terms(&self, field: &Field, mentions: &mut [Mention], report: &mut Report) {
        let Some((_, terms)) = taxonomy(self.config, self.listed.taxonomies, field.taxonomy.as_deref())
        else {
            return;
        };
        for mention in mentions.iter_mut() {
            resolve_term(mention, (&field.label, field.many), terms, self.config, report);
        }
        if !field.many && mentions.len() > 1 {
            let label = field.label.text(self.config.site.languages[0]);
            report.add(
                Finding::new(
                    &rules::TOO_MANY_TERMS,
                    mentions[1].span,
                    format!("El campo «{label}» admite un solo término."),
                    format!("The field “{label}” takes one term only."),
                )
                .hint("Deje el que mejor corresponda.", "Keep the one that fits best."),
            );
        }
    }

    fn roles(&self, roles: &mut [Mention], report: &mut Report) {
        let declared = self.config.actors.as_ref().and_then(|actors| actors.roles.as_deref());
        let Some((at, terms)) = taxonomy(self.config, self.listed.taxonomies, declared) else { return };
        let label = &self.config.taxonomies[at].label.one;
        roles.iter_mut().for_each(|role| resolve_term(role, (label, true), terms, self.config, report));
    }

    fn actor(&self, mention: &mut Mention, report: &mut Report) {
        match self.names.get(&fold(&mention.written)).map(Vec::as_slice) {
            Some([one]) => mention.target = Some(*one),
            Some(several) => {
                let ids: Vec<&str> = several.iter().map(|at| self.listed.actors[*at].id.as_str()).collect();
                let finding = Finding::new(
                    &rules::AMBIGUOUS_ACTOR,
                    mention.span,
                    format!("Varios actores de la lista se llaman «{}».", mention.written),
                    format!("Several actors of the list are called “{}”.", mention.written),
                );
                let ids = ids.join(", ");
                report.add(finding.hint(
                    format!("Nómbrelo por su identificador: {ids}."),
                    format!("Name it by its id: {ids}."),
                ));
            }
            None if self.listed.actors_whole => report.add(self.unknown_actor(mention)),
            None => {}
        }
    }

    fn unknown_actor(&self, mention: &Mention) -> Finding {
        let names = self
            .listed
            .actors
            .iter()
            .flat_map(|actor| std::iter::once(actor.id.as_str()).chain(actor.names()));
        let near = nearest(&mention.written, names, 3);
        let finding = Finding::new(
            &rules::UNKNOWN_ACTOR,
            mention.span,
            format!("Ningún actor de la lista se llama «{}».", mention.written),
            format!("No actor of the list is called “{}”.", mention.written),
        );
        if !near.is_empty() {
            return finding.suggest(&near);
        }
        let files = self.config.actors.as_ref().map_or("", |actors| actors.files.as_str());
        finding.hint(
            format!("Si es nuevo, añádalo a la lista de {files}."),
            format!("If it is a new one, add it to the list in {files}."),
        )
    }

    fn record_mentions(&self, field: &Field, mentions: &mut [Mention], own: usize, report: &mut Report) {
        let named = field.collection.as_deref();
        let at = self.config.collections.iter().position(|collection| Some(collection.id.as_str()) == named);
        let collection = at.unwrap_or(own);
        mentions.iter_mut().for_each(|mention| self.record_mention(mention, collection, report));
    }

    fn record_mention(&self, mention: &mut Mention, collection: usize, report: &mut Report) {
        mention.target = self.slugs.at(collection, &mention.written);
        if mention.target.is_some() || self.listed.unread.contains(&(collection, mention.written.clone())) {
            return;
        }
        let mut drafts = self.listed.drafts.iter();
        if drafts.any(|draft| (draft.collection, &draft.slug) == (collection, &mention.written)) {
            return report.add(of_draft(mention));
        }
        let slugs = self.slugs.of_collection(collection);
        let finding = Finding::new(
            &rules::UNKNOWN_RECORD,
            mention.span,
            format!("No hay ninguna ficha «{}».", mention.written),
            format!("There is no record “{}”.", mention.written),
        );
        report.add(finding.suggest(&nearest(&mention.written, slugs, 2)).or_hint(
            "Se nombra por el nombre de su archivo, sin la terminación.",
            "It is named by its file's name without the ending.",
        ));
    }
}

fn of_draft(mention: &Mention) -> Finding {
    Finding::new(
        &rules::UNKNOWN_RECORD,
        mention.span,
        format!("La ficha «{}» es un borrador, y no se publica.", mention.written),
        format!("The record “{}” is a draft, and is not published.", mention.written),
    )
    .hint(
        "Termínela y quite «borrador» de su cabecera, o no la nombre todavía.",
        "Finish it and take “draft” out of its head, or do not name it yet.",
    )
}

/// The terms that a text without brackets names one after the other: `salud, pesca`, `Chile y Perú`.
fn several<'a>(written: &'a str, taxonomy: &Taxonomy) -> Option<Vec<&'a str>> {
    let between = [", ", ",", ";", "/", " y ", " e ", " and "];
    let parts = |sign: &str| written.split(sign).map(str::trim).collect::<Vec<_>>();
    let are_terms = |parts: &Vec<&str>| parts.iter().all(|part| taxonomy.find(part).is_some());
    between.into_iter().map(parts).find(|parts| parts.len() > 1 && are_terms(parts))
}

fn apart(finding: Finding, parts: &[&str], many: bool) -> Finding {
    let list = parts.join(", ");
    if many {
        let (es, en) = (
            "Son varios términos: escríbalos entre corchetes",
            "These are several terms: write them in brackets",
        );
        return finding.hint(format!("{es}, [{list}]."), format!("{en}, [{list}]."));
    }
    finding.hint(
        format!("Son varios términos ({list}), y aquí cabe uno: deje el que mejor corresponda."),
        format!("These are several terms ({list}), and one fits here: keep the one that fits best."),
    )
}

fn resolve_term(
    mention: &mut Mention,
    (label, many): (&crate::lang::Localized, bool),
    taxonomy: &Taxonomy,
    config: &Config,
    report: &mut Report,
) {
    mention.target = taxonomy.find(&mention.written);
    if mention.target.is_some() || !taxonomy.whole {
        return;
    }
    let label = label.text(config.site.languages[0]);
    let finding = Finding::new(
        &rules::UNKNOWN_TERM,
        mention.span,
        format!("«{}» no es un término de «{label}».", mention.written),
        format!("“{}” is no term of “{label}”.", mention.written),
    );
    if let Some(parts) = several(&mention.written, taxonomy) {
        return report.add(apart(finding, &parts, many));
    }
    let near = nearest(&mention.written, taxonomy.labels(), 3);
    let all: Vec<&str> = taxonomy.terms.iter().take(12).map(|term| term.id.as_str()).collect();
    let all = all.join(", ");
    let more = if taxonomy.terms.len() > 12 { ", …" } else { "" };
    let finding = finding.suggest(&near);
    report.add(if all.is_empty() {
        finding.or_hint("El vocabulario no tiene ningún término todavía.", "The vocabulary has no term yet.")
    } else {
        finding.or_hint(format!("Los términos son: {all}{more}."), format!("The terms are: {all}{more}."))
    });
}
