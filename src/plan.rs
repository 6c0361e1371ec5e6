//! Which pages the site has, and at which addresses. Everything that links, checks links or makes pages asks here.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::record::{Answer, Record};
use crate::report::Span;

/// How many entries a page of a list shows.
pub const PER_PAGE: usize = 50;

/// A page of the site, in whichever language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKey {
    /// The first page.
    Home,
    /// A page of the list of a collection's records; pages count from 0.
    Collection(usize, usize),
    /// A record.
    Record(usize),
    /// All terms of a taxonomy.
    Taxonomy(usize),
    /// A page of the records of a term.
    Term(usize, usize, usize),
    /// A page of the list of actors.
    Actors(usize),
    /// A page of the records of an actor.
    Actor(usize, usize),
    /// A free page.
    Free(usize),
    /// The glossary.
    Glossary,
    /// The model of a collection.
    Model(usize),
    /// The published data.
    Data,
    /// What is shown where there is nothing.
    NotFound,
}

/// The pages of a site in one language, in order, with their addresses.
#[derive(Debug)]
pub struct Plan {
    /// The pages.
    pub pages: Vec<PageKey>,
}

impl Plan {
    /// All pages of the observatory.
    pub fn of(catalog: &Catalog) -> Plan {
        let mut pages = vec![PageKey::Home];
        for (at, collection) in catalog.config.collections.iter().enumerate() {
            let count = catalog.of_collection(at).count();
            pages.extend((0..pages_for(count)).map(|page| PageKey::Collection(at, page)));
            if collection.template().next().is_some() {
                pages.push(PageKey::Model(at));
            }
        }
        pages.extend((0..catalog.records.len()).map(PageKey::Record));
        for (at, taxonomy) in catalog.taxonomies.iter().enumerate() {
            pages.push(PageKey::Taxonomy(at));
            for term in 0..taxonomy.terms.len() {
                let count = catalog.with_term(at, term).len();
                pages.extend((0..pages_for(count)).map(|page| PageKey::Term(at, term, page)));
            }
        }
        if catalog.config.actors.is_some() {
            pages.extend((0..pages_for(catalog.actors.len())).map(PageKey::Actors));
            for actor in 0..catalog.actors.len() {
                let count = catalog.with_actor(actor).len();
                pages.extend((0..pages_for(count)).map(|page| PageKey::Actor(actor, page)));
            }
        }
        pages.extend((0..catalog.pages.len()).map(PageKey::Free));
        if !catalog.glossary.is_empty() {
            pages.push(PageKey::Glossary);
        }
        pages.extend([PageKey::Data, PageKey::NotFound]);
        Plan { pages }
    }
}

/// How many pages a list of so many entries takes; an empty list takes one.
fn pages_for(entries: usize) -> usize {
    entries.div_ceil(PER_PAGE).max(1)
}

impl PageKey {
    /// The address below the site, in a language: `experiencias/coredepa/`, `en/tema/salud/2/`, `404.html`.
    pub fn address(self, catalog: &Catalog, lang: Lang) -> String {
        let address = self.bare(catalog);
        if lang == catalog.config.site.languages[0] { address } else { format!("{lang}/{address}") }
    }

    fn bare(self, catalog: &Catalog) -> String {
        let config = &catalog.config;
        let actors = || config.actors.as_ref().map_or("actores", |actors| actors.address.as_str());
        match self {
            PageKey::Home => String::new(),
            PageKey::Collection(at, page) => paged(config.collections[at].list_address(), page),
            PageKey::Record(at) => {
                let record = &catalog.records[at];
                format!("{}/", catalog.model(record).address.replace("{slug}", &record.slug))
            }
            PageKey::Taxonomy(at) => format!("{}/", config.taxonomies[at].address),
            PageKey::Term(at, term, page) => {
                paged(&format!("{}/{}", config.taxonomies[at].address, catalog.term(at, term).id), page)
            }
            PageKey::Actors(page) => paged(actors(), page),
            PageKey::Actor(at, page) => paged(&format!("{}/{}", actors(), catalog.actors[at].id), page),
            PageKey::Free(at) => format!("{}/", catalog.pages[at].slug),
            PageKey::Glossary => "glosario/".to_owned(),
            PageKey::Model(at) => format!("{}/modelo/", config.collections[at].list_address()),
            PageKey::Data => format!("{}/", config.data_address),
            PageKey::NotFound => "404.html".to_owned(),
        }
    }

    /// What in the content this page comes from, for a finding about its address.
    pub fn origin(self, catalog: &Catalog) -> Option<Span> {
        match self {
            PageKey::Record(at) => Some(catalog.records[at].span),
            PageKey::Term(taxonomy, term, _) => Some(catalog.term(taxonomy, term).span),
            PageKey::Actor(at, _) => Some(catalog.actors[at].span),
            PageKey::Free(at) => Some(catalog.pages[at].span),
            PageKey::Collection(at, _) | PageKey::Model(at) => Some(catalog.config.collections[at].span),
            PageKey::Taxonomy(at) => Some(catalog.config.taxonomies[at].span),
            _ => None,
        }
    }

    /// The anchors of the page that content may link to.
    pub fn anchors(self, catalog: &Catalog) -> Vec<String> {
        match self {
            PageKey::Record(at) => record_anchors(catalog, &catalog.records[at]),
            PageKey::Free(at) => {
                let texts = catalog.pages[at].text.iter().flat_map(|(_, text)| &text.headings);
                texts.map(|heading| heading.id.clone()).collect()
            }
            PageKey::Term(taxonomy, term, 0) => {
                let texts = catalog.term(taxonomy, term).text.iter().flat_map(|(_, text)| &text.headings);
                texts.map(|heading| heading.id.clone()).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn record_anchors(catalog: &Catalog, record: &Record) -> Vec<String> {
    let model = catalog.model(record);
    let dimensions = model.dimensions.iter().map(|dimension| dimension.id.clone());
    let fields = model.fields.iter().map(|field| field.id.clone());
    let texts = record.answers.iter().flatten().filter_map(|answer: &Answer| answer.text.as_ref());
    let headings = texts.flat_map(|text| &text.headings).map(|heading| heading.id.clone());
    dimensions.chain(fields).chain(headings).collect()
}

/// The first page of a list at its folder, the others in numbered folders from 2 on.
fn paged(folder: &str, page: usize) -> String {
    match page {
        0 => format!("{folder}/"),
        page => format!("{folder}/{}/", page + 1),
    }
}

/// The address of every page in every language, with the page; an address claimed twice keeps its first claimant.
pub fn addresses(catalog: &Catalog) -> BTreeMap<String, (PageKey, Lang)> {
    let plan = Plan::of(catalog);
    let mut addresses = BTreeMap::new();
    for lang in &catalog.config.site.languages {
        for key in &plan.pages {
            addresses.entry(key.address(catalog, *lang)).or_insert((*key, *lang));
        }
    }
    addresses
}

/// The folder under which media are published: the last part of the folder they are in.
pub fn media_address(catalog: &Catalog) -> &str {
    let folder = catalog.config.site.media.as_deref().unwrap_or("medios");
    folder.rsplit('/').next().unwrap_or(folder)
}
