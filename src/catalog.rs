//! Everything the site knows, joined and frozen: mentions resolved, and the indexes that pages ask.

mod resolve;
mod tally;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::collate::Order;
use crate::config::{CollectionConfig, Config};
use crate::content::{Content, Page};
use crate::duplicates::Likeness;
use crate::edition::Edition;
use crate::glossary::Entry;
use crate::history::History;
use crate::lang::Lang;
use crate::permalinks::{self, Moved, Permalink};
use crate::record::read::number;
use crate::record::{Participation, Record, Value};
use crate::report::Report;
use crate::survey::Survey;
use crate::vocabulary::synonyms::Synonyms;
use crate::vocabulary::{Actor, Taxonomy, Term};

pub use tally::Tally;

/// The whole observatory. Nothing in it changes after [`Catalog::gather`].
#[derive(Debug)]
pub struct Catalog {
    /// The declaration of the site.
    pub config: Config,
    /// The taxonomies in the order of the configuration.
    pub taxonomies: Vec<Taxonomy>,
    /// The actors by name.
    pub actors: Vec<Actor>,
    /// Whether every file of actors could be read.
    pub actors_whole: bool,
    /// The records: by collection, full before identified before those of other observatories, by number, by title.
    pub records: Vec<Record>,
    /// The drafts in the order of the records: read and counted, but neither checked nor published.
    pub drafts: Vec<Record>,
    /// Collections and slugs of the records whose files could not be read, which is a finding already.
    pub unread: BTreeSet<(usize, String)>,
    /// The free pages in their order.
    pub pages: Vec<Page>,
    /// The paths of images and documents, below the folder of media.
    pub media: Vec<String>,
    /// Every address that was ever published, where the site keeps a list.
    pub permalinks: Vec<Permalink>,
    /// The editions, oldest first.
    pub editions: Vec<Edition>,
    /// The addresses that lead elsewhere now, in order.
    pub moved: Vec<Moved>,
    /// The glossary in the order of its terms.
    pub glossary: Vec<Entry>,
    /// The general synonyms of the search.
    pub synonyms: Vec<Synonyms>,
    /// What the editors have decided of records that look alike.
    pub duplicates: Vec<Likeness>,
    /// What the records said before, where the site asks for it.
    pub history: History,
    /// What the records add up to.
    pub survey: Survey,
    /// Per record, the taxonomies and terms that classify it directly, in order, each once.
    classified: Vec<Vec<(usize, usize)>>,
    /// Per record, its actors, each once.
    actors_of: Vec<Vec<usize>>,
    /// Per record, its summary without any marks, in its own language; empty where it has none.
    summaries: Vec<String>,
    /// Per taxonomy and term, the records classified by it or by a narrower one, in order.
    by_term: Vec<Vec<Vec<usize>>>,
    /// Per actor, the records it took part in, with its participations.
    by_actor: Vec<Vec<usize>>,
    /// Per full record, the identified experiences that are the same.
    rows_of: BTreeMap<usize, Vec<usize>>,
    /// Per collection, the place of each slug.
    slugs: Vec<BTreeMap<String, usize>>,
}

impl Catalog {
    /// Joins what was read: sorts it, resolves every mention and builds the indexes. What is mentioned and does
    /// not exist is a finding.
    pub fn gather(config: Config, content: Content, report: &mut Report) -> Catalog {
        let Content {
            taxonomies,
            actors,
            actors_whole,
            records,
            unread,
            pages,
            media,
            mut glossary,
            synonyms,
            duplicates,
            history,
            permalinks,
            editions,
        } = content;
        let actors = resolve::actors(&config, &taxonomies, actors, report);
        let (drafts, records) = apart(config.site.languages[0], records);
        let records = sorted(&config, resolve::translations(config.site.languages[0], records, report));
        let drafts = sorted(&config, drafts);
        let listed = resolve::Listed {
            taxonomies: &taxonomies,
            actors: &actors,
            actors_whole,
            unread: &unread,
            drafts: &drafts,
        };
        let records = resolve::records(&config, &listed, records, report);
        let order = Order::of(config.site.languages[0]);
        glossary.sort_by_cached_key(|entry| (order.key(&entry.term), entry.term.clone()));
        let mut catalog = Catalog {
            survey: Survey::default(),
            classified: Vec::new(),
            summaries: Vec::new(),
            actors_of: Vec::new(),
            by_term: taxonomies.iter().map(|taxonomy| vec![Vec::new(); taxonomy.terms.len()]).collect(),
            by_actor: vec![Vec::new(); actors.len()],
            rows_of: BTreeMap::new(),
            slugs: vec![BTreeMap::new(); config.collections.len()],
            config,
            taxonomies,
            actors,
            actors_whole,
            records,
            drafts,
            unread,
            pages,
            media,
            glossary,
            synonyms,
            duplicates,
            history,
            permalinks,
            editions,
            moved: Vec::new(),
        };
        catalog.index();
        catalog.moved = permalinks::moved(&catalog);
        catalog.survey = Survey::of(&catalog);
        catalog
    }

    fn index(&mut self) {
        self.classified = self.records.par_iter().map(|record| self.directly(record)).collect();
        self.summaries = self.records.par_iter().map(|record| self.plain_summary(record)).collect();
        for at in 0..self.records.len() {
            let terms: BTreeSet<(usize, usize)> =
                self.classified[at].iter().flat_map(|term| self.with_broader(*term)).collect();
            terms.into_iter().for_each(|(taxonomy, term)| self.by_term[taxonomy][term].push(at));
            let record = &self.records[at];
            let parts = record.participations(self.config.collections[record.collection].roles.actors);
            let actors: BTreeSet<usize> = parts.iter().filter_map(|part| part.actor.target).collect();
            actors.iter().for_each(|actor| self.by_actor[*actor].push(at));
            self.actors_of.push(actors.into_iter().collect());
            if let Some(full) = self.full_of(at) {
                self.rows_of.entry(full).or_default().push(at);
            }
            self.slugs[record.collection].entry(record.slug.clone()).or_insert(at);
        }
    }

    /// The terms that classify a record, as taxonomy and term, in order, each once.
    fn directly(&self, record: &Record) -> Vec<(usize, usize)> {
        let mut terms = BTreeSet::new();
        for (field, declared) in self.model(record).fields.iter().enumerate() {
            let Some(taxonomy) = declared.taxonomy.as_deref().and_then(|id| self.taxonomy_at(id)) else {
                continue;
            };
            terms.extend(record.terms(field).map(|term| (taxonomy, term)));
        }
        terms.into_iter().collect()
    }

    fn with_broader(&self, (taxonomy, term): (usize, usize)) -> impl Iterator<Item = (usize, usize)> + use<> {
        self.taxonomies[taxonomy].ancestry(term).into_iter().map(move |term| (taxonomy, term))
    }

    fn plain_summary(&self, record: &Record) -> String {
        let text = record.role(self.model(record).roles.summary).and_then(|answer| answer.text.as_deref());
        text.map(|text| text.plain()).unwrap_or_default()
    }

    /// The collection of a record.
    pub fn model(&self, record: &Record) -> &CollectionConfig {
        &self.config.collections[record.collection]
    }

    /// The place of a taxonomy by its id.
    pub fn taxonomy_at(&self, id: &str) -> Option<usize> {
        self.config.taxonomies.iter().position(|taxonomy| taxonomy.id == id)
    }

    /// A term by its place.
    pub fn term(&self, taxonomy: usize, term: usize) -> &Term {
        &self.taxonomies[taxonomy].terms[term]
    }

    /// The records classified by a term or by a narrower one.
    pub fn with_term(&self, taxonomy: usize, term: usize) -> &[usize] {
        &self.by_term[taxonomy][term]
    }

    /// The records an actor took part in.
    pub fn with_actor(&self, actor: usize) -> &[usize] {
        &self.by_actor[actor]
    }

    /// The records of a collection, in order.
    pub fn of_collection(&self, collection: usize) -> std::ops::Range<usize> {
        let (first, last) = self.range_of(collection);
        first..last
    }

    /// The records of a collection as a stretch `first..last` of all records.
    pub fn range_of(&self, collection: usize) -> (usize, usize) {
        let first = self.records.partition_point(|record| record.collection < collection);
        let last = self.records.partition_point(|record| record.collection <= collection);
        (first, last)
    }

    /// The place of a record by its collection and slug.
    pub fn record_at(&self, collection: usize, slug: &str) -> Option<usize> {
        self.slugs[collection].get(slug).copied()
    }

    /// For an identified experience, the full record of the same.
    pub fn full_of(&self, at: usize) -> Option<usize> {
        self.records[at].full.as_ref()?.target
    }

    /// For a full record, the identified experiences that are the same.
    pub fn rows_of(&self, full: usize) -> &[usize] {
        self.rows_of.get(&full).map_or(&[], Vec::as_slice)
    }

    /// The title of a record.
    pub fn title(&self, at: usize) -> &str {
        let record = &self.records[at];
        record.line(Some(self.model(record).roles.title)).unwrap_or(&record.slug)
    }

    /// The title of a record in a language or in its own, with the language it is in.
    pub fn title_in(&self, at: usize, lang: Lang) -> (&str, Lang) {
        let record = &self.records[at];
        let field = self.model(record).roles.title;
        let translated =
            record.translations.get(lang).and_then(|answers| answers.get(field)?.as_ref()?.value.as_ref());
        match translated {
            Some(Value::Line(title)) => (title, lang),
            _ => (self.title(at), record.lang),
        }
    }

    /// How an actor took part in a record, once per mention.
    pub fn parts_of(&self, actor: usize, record: usize) -> impl Iterator<Item = &Participation> {
        let record = &self.records[record];
        let parts = record.participations(self.model(record).roles.actors);
        parts.iter().filter(move |part| part.actor.target == Some(actor))
    }

    /// The terms by which a record is classified in a taxonomy, directly, in the vocabulary's order.
    pub fn terms_of(&self, record: usize, taxonomy: usize) -> impl Iterator<Item = usize> + '_ {
        self.classified[record].iter().filter(move |(at, _)| *at == taxonomy).map(|(_, term)| *term)
    }

    /// Every taxonomy and term by which a record is classified, directly, in order.
    pub fn classified(&self, record: usize) -> &[(usize, usize)] {
        &self.classified[record]
    }

    /// The actors of a record, each once.
    pub fn actors_of(&self, record: usize) -> &[usize] {
        &self.actors_of[record]
    }

    /// The summary of a record without any marks, in its own language; empty where it has none.
    pub fn summary(&self, record: usize) -> &str {
        &self.summaries[record]
    }
}

/// The drafts, with the translations of drafts, and the other records.
fn apart(main: Lang, records: Vec<Record>) -> (Vec<Record>, Vec<Record>) {
    let drafts = records.iter().filter(|record| record.draft && record.lang == main);
    let drafts: BTreeSet<(usize, String)> =
        drafts.map(|record| (record.collection, record.slug.clone())).collect();
    let of_draft = |record: &Record| drafts.contains(&(record.collection, record.slug.clone()));
    records.into_iter().partition(|record| record.draft || !drafts.is_empty() && of_draft(record))
}

/// Records by collection, full before identified before those of other observatories, by number, by title.
fn sorted(config: &Config, mut records: Vec<Record>) -> Vec<Record> {
    let order = Order::of(config.site.languages[0]);
    records.sort_by_cached_key(|record| {
        let roles = &config.collections[record.collection].roles;
        let title = order.key(record.line(Some(roles.title)).unwrap_or(&record.slug));
        let number = number(record, roles.number).unwrap_or(i64::MAX);
        let observatory = record.elsewhere.as_ref().map(|elsewhere| elsewhere.observatory);
        (record.collection, record.identified, observatory, number, title, record.slug.clone(), record.span)
    });
    records
}
