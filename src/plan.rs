//! Which pages the site has, and at which addresses. Everything that links, checks links or makes pages asks here.

mod address;

use crate::catalog::Catalog;
use crate::config::Part;
use crate::record::{Answer, Record};
use crate::report::Span;
use crate::survey::crossing::row_pages;
use crate::survey::periods::main_taxonomy;
use crate::survey::sets::Set;

pub use address::Addresses;

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
    /// The search.
    Search,
    /// Records side by side.
    Compare,
    /// The model of a collection.
    Model(usize),
    /// A page of one field of a collection across all its records.
    Across(usize, usize, usize),
    /// What the observatory holds, in numbers.
    Figures,
    /// A page of a set that the figures count.
    Set(Set, usize),
    /// All matrices.
    Matrices,
    /// A matrix of the declaration.
    Matrix(usize),
    /// A page of the records of a row of a matrix.
    MatrixRow(usize, usize, usize),
    /// Who acted with whom.
    Network,
    /// Who acted with whom in the records of a term.
    NetworkOf(usize, usize),
    /// Where the records are.
    Map,
    /// A page of the timeline, by the place of its grouping in the survey.
    Timeline(usize, usize),
    /// The published data.
    Data,
    /// The editions.
    Editions,
    /// How far the work has come.
    Status,
    /// What stands where a page was that moved.
    Moved(usize),
    /// What stands where a page was that was taken down.
    Withdrawn(usize),
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
        pages.extend((0..catalog.records.len()).filter(|at| catalog.is_own(*at)).map(PageKey::Record));
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
        pages.extend(pictured(catalog));
        pages.extend([PageKey::Search, PageKey::Compare, PageKey::Data, PageKey::Status]);
        if !catalog.editions.is_empty() {
            pages.push(PageKey::Editions);
        }
        pages.extend((0..catalog.moved.len()).map(PageKey::Moved));
        pages.extend((0..catalog.config.withdrawn.len()).map(PageKey::Withdrawn));
        pages.push(PageKey::NotFound);
        Plan { pages }
    }
}

/// The pages that show what the records add up to.
fn pictured(catalog: &Catalog) -> Vec<PageKey> {
    let survey = &catalog.survey;
    let mut pages = vec![PageKey::Figures];
    for (collection, fields) in survey.across.iter().enumerate() {
        for (field, known) in fields.iter().enumerate() {
            pages.extend((0..known.len()).map(|page| PageKey::Across(collection, field, page)));
        }
    }
    for (set, records) in survey.sets.iter() {
        pages.extend((0..records.len().div_ceil(PER_SET_PAGE)).map(|page| PageKey::Set(*set, page)));
    }
    for (matrix, crossing) in survey.crossings.iter().enumerate() {
        pages.push(PageKey::Matrix(matrix));
        for row in 0..crossing.as_ref().map_or(0, |crossing| crossing.cells.len()) {
            let known = crossing.as_ref().map_or(0, |crossing| row_pages(crossing, row).len());
            pages.extend((0..known).map(|page| PageKey::MatrixRow(matrix, row, page)));
        }
    }
    for (grouping, (_, known)) in survey.periods.groupings.iter().enumerate() {
        pages.extend((0..known.len()).map(|page| PageKey::Timeline(grouping, page)));
    }
    pages.extend((!catalog.config.matrices.is_empty()).then_some(PageKey::Matrices));
    pages.extend(survey.has_places.then_some(PageKey::Map));
    if survey.has_network {
        pages.push(PageKey::Network);
        pages.extend(
            network_terms(catalog).into_iter().map(|(taxonomy, term)| PageKey::NetworkOf(taxonomy, term)),
        );
    }
    pages
}

/// How many records a page of a set lists.
pub const PER_SET_PAGE: usize = 1000;

/// The terms with a network of their own: the broadest of the first taxonomy that every record must name.
pub fn network_terms(catalog: &Catalog) -> Vec<(usize, usize)> {
    let with_actors = catalog.config.collections.iter().find(|model| model.roles.actors.is_some());
    let Some(taxonomy) = with_actors.and_then(|model| main_taxonomy(catalog, model)) else {
        return Vec::new();
    };
    let linked = |term: &usize| {
        let records = catalog.with_term(taxonomy, *term);
        records.iter().any(|at| catalog.actors_of(*at).len() > 1)
    };
    catalog.taxonomies[taxonomy].under(None).filter(linked).map(|term| (taxonomy, term)).collect()
}

/// How many pages a list of so many entries takes; an empty list takes one.
fn pages_for(entries: usize) -> usize {
    entries.div_ceil(PER_PAGE).max(1)
}

impl PageKey {
    /// Whether the page shows a part of the content, and not what many parts add up to.
    pub fn is_of_content(self) -> bool {
        !matches!(
            self,
            PageKey::Across(..)
                | PageKey::Figures
                | PageKey::Set(..)
                | PageKey::Matrices
                | PageKey::Matrix(_)
                | PageKey::MatrixRow(..)
                | PageKey::Network
                | PageKey::NetworkOf(..)
                | PageKey::Map
                | PageKey::Timeline(..)
                | PageKey::Status
        )
    }

    /// What in the content this page comes from, for a finding about its address.
    pub fn origin(self, catalog: &Catalog) -> Option<Span> {
        match self {
            PageKey::Record(at) => Some(catalog.records[at].span),
            PageKey::Term(taxonomy, term, _) => Some(catalog.term(taxonomy, term).span),
            PageKey::Actor(at, _) => Some(catalog.actors[at].span),
            PageKey::Free(at) => Some(catalog.pages[at].span),
            PageKey::Collection(at, _) | PageKey::Model(at) => Some(catalog.config.collections[at].span),
            PageKey::Moved(at) => Some(catalog.moved[at].span),
            PageKey::Withdrawn(at) => Some(catalog.config.withdrawn[at].span),
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

/// The page that an entry of the menu names: a collection, a taxonomy, `actores`, `cifras`, `estado` or a free page.
pub(crate) fn named(catalog: &Catalog, name: &str) -> Option<PageKey> {
    let collections = catalog.config.collections.iter().position(|collection| collection.id == name);
    let taxonomies = catalog.taxonomy_at(name);
    let pages = catalog.pages.iter().position(|page| page.slug == name);
    let part = |part| catalog.config.addresses.of(part);
    let actors = catalog.config.actors.as_ref().filter(|_| part(Part::Actors) == name || name == "actores");
    let figures = (part(Part::Figures) == name || name == "cifras").then_some(PageKey::Figures);
    let status = (part(Part::Status) == name || name == "estado").then_some(PageKey::Status);
    collections
        .map(|at| PageKey::Collection(at, 0))
        .or(taxonomies.map(PageKey::Taxonomy))
        .or(pages.map(PageKey::Free))
        .or(actors.map(|_| PageKey::Actors(0)))
        .or(figures)
        .or(status)
}

/// The folder under which media are published: the last part of the folder they are in.
pub fn media_address(catalog: &Catalog) -> &str {
    let folder = catalog.config.site.media.as_deref().unwrap_or("medios");
    folder.rsplit('/').next().unwrap_or(folder)
}
