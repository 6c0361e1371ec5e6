//! At which address each page stands.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{PageKey, Plan};
use crate::catalog::Catalog;
use crate::config::Part;
use crate::lang::Lang;

impl PageKey {
    /// The address below the site, in a language: `experiencias/coredepa/`, `en/tema/salud/2/`, `404.html`; the whole
    /// one of a record of another observatory.
    pub fn address(self, catalog: &Catalog, lang: Lang) -> String {
        let mut address = String::with_capacity(64);
        self.write_address(catalog, lang, &mut address);
        address
    }

    /// Adds the address to the end of a text.
    pub(crate) fn write_address(self, catalog: &Catalog, lang: Lang, text: &mut String) {
        if let PageKey::Record(at) = self
            && let Some(elsewhere) = &catalog.records[at].elsewhere
        {
            return text.push_str(&elsewhere.url);
        }
        if lang != catalog.config.site.languages[0] {
            text.extend([lang.code(), "/"]);
        }
        let config = &catalog.config;
        let part = |part| config.addresses.of(part);
        match self {
            PageKey::Home => {}
            PageKey::Collection(at, page) => paged(text, &[config.collections[at].list_address()], page),
            PageKey::Record(at) => {
                let record = &catalog.records[at];
                let address = &catalog.model(record).address;
                let (before, after) = address.split_once("{slug}").unwrap_or((address, ""));
                text.extend([before, &record.slug, after, "/"]);
            }
            PageKey::Taxonomy(at) => paged(text, &[&config.taxonomies[at].address], 0),
            PageKey::Term(at, term, page) => {
                paged(text, &[&config.taxonomies[at].address, &catalog.term(at, term).id], page);
            }
            PageKey::Actors(page) => paged(text, &[part(Part::Actors)], page),
            PageKey::Actor(at, page) => paged(text, &[part(Part::Actors), &catalog.actors[at].id], page),
            PageKey::Free(at) => paged(text, &[&catalog.pages[at].slug], 0),
            PageKey::Glossary => paged(text, &[part(Part::Glossary)], 0),
            PageKey::Search => paged(text, &[part(Part::Search)], 0),
            PageKey::Compare => paged(text, &[part(Part::Compare)], 0),
            PageKey::Model(at) => paged(text, &[config.collections[at].list_address(), part(Part::Model)], 0),
            PageKey::Across(at, field, page) => {
                let field = &config.collections[at].fields[field].id;
                match at {
                    0 => paged(text, &[part(Part::Fields), field], page),
                    at => paged(text, &[part(Part::Fields), &config.collections[at].id, field], page),
                }
            }
            PageKey::Figures => paged(text, &[part(Part::Figures)], 0),
            PageKey::Set(set, page) => paged(text, &[part(Part::Figures), &set.slug(catalog)], page),
            PageKey::Matrices => paged(text, &[part(Part::Matrices)], 0),
            PageKey::Matrix(at) => paged(text, &[part(Part::Matrices), &config.matrices[at].slug()], 0),
            PageKey::MatrixRow(at, row, page) => {
                let terms =
                    catalog.taxonomy_at(&config.matrices[at].rows).map(|at| &catalog.taxonomies[at].terms);
                let row = terms
                    .and_then(|terms| Some(terms.get(row)?.id.as_str()))
                    .unwrap_or(part(Part::Unclassified));
                paged(text, &[part(Part::Matrices), &config.matrices[at].slug(), row], page);
            }
            PageKey::Network => paged(text, &[part(Part::Network)], 0),
            PageKey::NetworkOf(taxonomy, term) => {
                paged(text, &[part(Part::Network), &catalog.term(taxonomy, term).id], 0);
            }
            PageKey::Map => paged(text, &[part(Part::Map)], 0),
            PageKey::Timeline(grouping, page) => {
                let by = catalog.survey.periods.groupings.get(grouping).filter(|_| grouping > 0);
                match by.map(|(at, _)| config.taxonomies[*at].id.as_str()) {
                    Some(by) => paged(text, &[part(Part::Timeline), by], page),
                    None => paged(text, &[part(Part::Timeline)], page),
                }
            }
            PageKey::Data => paged(text, &[part(Part::Data)], 0),
            PageKey::Editions => paged(text, &[part(Part::Editions)], 0),
            PageKey::Status => paged(text, &[part(Part::Status)], 0),
            PageKey::Moved(at) => text.push_str(&catalog.moved[at].from),
            PageKey::Withdrawn(at) => text.push_str(&config.withdrawn[at].address),
            PageKey::NotFound => text.push_str("404.html"),
        }
    }
}

/// Adds the address of a page of a list: the first at its folder, the others in numbered folders from 2 on.
fn paged(text: &mut String, folder: &[&str], page: usize) {
    folder.iter().for_each(|part| text.extend([part, "/"]));
    if page > 0 {
        text.push_str(&format!("{}/", page + 1));
    }
}

/// The addresses of a site.
#[derive(Debug)]
pub struct Addresses {
    /// The pages of the plan, in order.
    pub pages: Vec<PageKey>,
    /// The address of every page in every language, with the page; one claimed twice keeps its first claimant.
    pub by_address: BTreeMap<String, (PageKey, Lang)>,
    /// Whether each page has its own, found when first asked.
    pub(crate) clear: OnceLock<bool>,
}

impl Addresses {
    /// Those of every page of the plan.
    pub fn of(catalog: &Catalog) -> Addresses {
        let pages = Plan::of(catalog).pages;
        let mut by_address = BTreeMap::new();
        for lang in &catalog.config.site.languages {
            for key in &pages {
                by_address.entry(key.address(catalog, *lang)).or_insert((*key, *lang));
            }
        }
        Addresses { pages, by_address, clear: OnceLock::new() }
    }
}
