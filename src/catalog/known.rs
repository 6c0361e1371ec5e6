//! What follows from a record and from the lists it is resolved against, and from nothing else: so that the catalog of
//! the next reading can take it over as it is.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock, Weak};

use rayon::prelude::*;

use super::Catalog;
use super::order::{Placed, Rank};
use super::resolve::{Listed, Resolver};
use super::slugs::Slugs;
use super::written::Written;
use crate::check::Said;
use crate::config::Config;
use crate::record::Record;
use crate::report::Report;
use crate::survey::across::Told;
use crate::survey::likeness::Trait;

/// What is known of a record.
#[derive(Debug)]
pub(super) struct Known {
    /// What it was made of, by name alone: it is known again as long as somebody else holds it.
    written: Vec<Weak<Record>>,
    /// What it is sorted by.
    pub(super) rank: Arc<Rank>,
    /// Whether it mentions other records, whose places may change.
    mentions_records: bool,
    /// What was found when it was resolved.
    report: Report,
    /// The terms that classify it directly, as taxonomy and term, in order, each once.
    pub(super) terms: Vec<(usize, usize)>,
    /// The same with all broader terms.
    pub(super) lineage: Vec<(usize, usize)>,
    /// Its actors, in order, each once.
    pub(super) actors: Vec<usize>,
    /// Its summary without any marks, in its own language; empty where it has none.
    pub(super) summary: String,
    /// What the rules need of it, once they have asked.
    pub(super) said: OnceLock<Said>,
    /// What it tells in each field, once that was asked.
    pub(super) told: OnceLock<Vec<Told>>,
    /// What it may share with others, once that was asked.
    pub(super) traits: OnceLock<Vec<Trait>>,
}

impl Known {
    /// Whether it was made of just these files.
    pub(super) fn is_of(&self, written: &Written) -> bool {
        self.written.len() == 1 + written.translations.len()
            && self.written.iter().zip(written.files()).all(|(a, b)| a.as_ptr() == Arc::as_ptr(b))
    }
}

/// Every record resolved, with what is known of it: taken over from the catalog before, where that has the same lists,
/// unless its files have changed or the place of what it mentions.
pub(super) fn all(
    config: &Config,
    listed: &Listed<'_>,
    slugs: &Arc<Slugs>,
    records: Vec<Placed>,
    same_lists: Option<&Catalog>,
    report: &mut Report,
) -> (Vec<Arc<Record>>, Vec<Arc<Known>>) {
    let same_places = same_lists.filter(|before| listed.places_are_as_in(before, slugs));
    let resolver = Resolver::new(config, listed, slugs);
    let all: Vec<(Arc<Record>, Arc<Known>)> = records
        .into_par_iter()
        .map(|placed| {
            let taken = placed.earlier.and_then(|at| {
                let before = if same_lists?.known[at].mentions_records { same_places } else { same_lists };
                before.map(|before| (Arc::clone(&before.records[at]), Arc::clone(&before.known[at])))
            });
            taken.unwrap_or_else(|| resolved(&resolver, placed))
        })
        .collect();
    all.iter().for_each(|(_, known)| report.findings.extend_from_slice(&known.report.findings));
    all.into_iter().unzip()
}

fn resolved(resolver: &Resolver<'_>, placed: Placed) -> (Arc<Record>, Arc<Known>) {
    let written = placed.written.files().map(Arc::downgrade).collect();
    let (mut record, mut report) = (placed.written.joined(), Report::default());
    let mentions_records = resolver.record(&mut record, &mut report);
    let terms = directly(resolver, &record);
    let lineage = terms.iter().flat_map(|(taxonomy, term)| {
        let broader = resolver.listed.taxonomies[*taxonomy].ancestry(*term);
        broader.into_iter().map(|term| (*taxonomy, term))
    });
    let lineage: BTreeSet<(usize, usize)> = lineage.collect();
    let roles = &resolver.config.collections[record.collection].roles;
    let actors = record.participations(roles.actors).iter().filter_map(|part| part.actor.target);
    let actors: BTreeSet<usize> = actors.collect();
    let summary = record.role(roles.summary).and_then(|answer| answer.text.as_deref());
    let known = Known {
        written,
        rank: placed.rank,
        mentions_records,
        report,
        lineage: lineage.into_iter().collect(),
        terms,
        actors: actors.into_iter().collect(),
        summary: summary.map(|text| text.plain()).unwrap_or_default(),
        said: OnceLock::new(),
        told: OnceLock::new(),
        traits: OnceLock::new(),
    };
    (Arc::new(record), Arc::new(known))
}

/// The terms that classify a record, as taxonomy and term, in order, each once.
fn directly(resolver: &Resolver<'_>, record: &Record) -> Vec<(usize, usize)> {
    let mut terms = BTreeSet::new();
    let fields = &resolver.config.collections[record.collection].fields;
    for (field, declared) in fields.iter().enumerate() {
        let id = declared.taxonomy.as_deref();
        let taxonomy =
            resolver.config.taxonomies.iter().position(|taxonomy| Some(taxonomy.id.as_str()) == id);
        let Some(taxonomy) = taxonomy else { continue };
        terms.extend(record.terms(field).map(|term| (taxonomy, term)));
    }
    terms.into_iter().collect()
}
