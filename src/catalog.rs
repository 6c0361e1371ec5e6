//! Everything the site knows, joined and frozen: mentions resolved, and the indexes that pages ask.

mod index;
mod known;
mod order;
mod resolve;
mod since;
mod slugs;
mod tally;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::collate::Order;
use crate::config::{CollectionConfig, Config};
use crate::content::{Content, Page};
use crate::duplicates::Likeness;
use crate::edition::Edition;
use crate::glossary::Entry;
use crate::history::History;
use crate::lang::Lang;
use crate::permalinks::{self, Moved, Permalink};
use crate::plan::Addresses;
use crate::record::{Participation, Record, Value};
use crate::report::Report;
use crate::survey::Survey;
use crate::vocabulary::synonyms::Synonyms;
use crate::vocabulary::{Actor, Taxonomy, Term};
use known::Known;
use slugs::Slugs;

pub(crate) use since::{Since, kept};
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
    pub records: Vec<Arc<Record>>,
    /// The drafts in the order of the records: read and counted, but neither checked nor published.
    pub drafts: Vec<Arc<Record>>,
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
    /// Per record, what follows from it alone.
    known: Vec<Arc<Known>>,
    /// Per taxonomy and term, the records classified by it or by a narrower one, in order.
    by_term: Arc<Vec<Vec<Vec<usize>>>>,
    /// Per actor, the records it took part in, with its participations.
    by_actor: Arc<Vec<Vec<usize>>>,
    /// Per full record, the identified experiences that are the same.
    rows_of: Arc<BTreeMap<usize, Vec<usize>>>,
    /// The place of each record by its slug.
    slugs: Arc<Slugs>,
    /// The address of every page, found when first asked for.
    addresses: OnceLock<Arc<Addresses>>,
}

impl Catalog {
    /// Joins what was read: sorts it, resolves every mention and builds the indexes. What is mentioned and does
    /// not exist is a finding.
    ///
    /// What is known of a record is taken over from the catalog `before`, which must have been gathered under the same
    /// declaration, where nothing that it follows from has changed.
    pub fn gather(
        config: Config,
        content: Content,
        before: Option<&Catalog>,
        report: &mut Report,
    ) -> Catalog {
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
        let records = written::translations(config.site.languages[0], records, report);
        let records = order::placed(&config, records, before);
        let drafts = order::sorted(&config, drafts);
        let slugs = Slugs::of(&config, &records, before);
        let order = Order::of(config.site.languages[0]);
        glossary.sort_by_cached_key(|entry| (order.key(&entry.term), entry.term.clone()));
        let listed = resolve::Listed {
            taxonomies: &taxonomies,
            actors: &actors,
            actors_whole,
            unread: &unread,
            drafts: &drafts,
            glossary: &glossary,
        };
        let same_lists = before.filter(|before| listed.is_as_in(before));
        let (records, known) = known::all(&config, &listed, &slugs, records, same_lists, report);
        let since = same_lists.and_then(|before| Since::of(before, &slugs, &known));
        let mut catalog = Catalog {
            survey: Survey::default(),
            known,
            by_term: Arc::default(),
            by_actor: Arc::default(),
            rows_of: Arc::default(),
            addresses: OnceLock::new(),
            slugs,
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
        catalog.index(since.as_ref());
        // What the records add up to has pages too, to which others may have moved.
        catalog.survey = Survey::of(&catalog, since.as_ref());
        catalog.moved = permalinks::moved(&catalog);
        if let Some(known) = since.and_then(|since| since.before.addresses_for(&catalog)) {
            catalog.addresses = OnceLock::from(known);
        }
        catalog
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
        self.slugs.at(collection, slug)
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
        self.known[record].terms.iter().filter(move |(at, _)| *at == taxonomy).map(|(_, term)| *term)
    }

    /// Every taxonomy and term by which a record is classified, directly, in order.
    pub fn classified(&self, record: usize) -> &[(usize, usize)] {
        &self.known[record].terms
    }

    /// The actors of a record, each once.
    pub fn actors_of(&self, record: usize) -> &[usize] {
        &self.known[record].actors
    }

    /// The summary of a record without any marks, in its own language; empty where it has none.
    pub fn summary(&self, record: usize) -> &str {
        &self.known[record].summary
    }
}

/// The drafts, with the translations of drafts, and the other records.
fn apart(main: Lang, records: Vec<Arc<Record>>) -> (Vec<Arc<Record>>, Vec<Arc<Record>>) {
    let drafts = records.iter().filter(|record| record.draft && record.lang == main);
    let drafts: BTreeSet<(usize, String)> =
        drafts.map(|record| (record.collection, record.slug.clone())).collect();
    let of_draft = |record: &Record| drafts.contains(&(record.collection, record.slug.clone()));
    records.into_iter().partition(|record| record.draft || !drafts.is_empty() && of_draft(record))
}
