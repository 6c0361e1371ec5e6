//! What every page has: its languages, menu, breadcrumb and metadata.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::plan::PageKey;

/// What surrounds a page's own content.
#[derive(Debug, Serialize)]
pub struct Shell {
    /// The kind of page, as a class: `record`, `term`.
    pub kind: &'static str,
    /// The language of the page.
    pub lang: Lang,
    /// The title of the site.
    pub site: String,
    /// What the site is.
    pub description: String,
    /// The title of the page; none for the home page, and for pages that the theme names.
    pub title: Option<String>,
    /// The link to the first page.
    pub home: String,
    /// Where the files of the theme lie, ending in a slash: `../../assets/`.
    pub assets: String,
    /// The root of the site seen from here, for scripts: `../../`.
    pub root: String,
    /// The folder of this language below the root, for scripts: empty or `en/`.
    pub prefix: String,
    /// The same page in each language of the site, this one among them.
    pub languages: Vec<LanguageLink>,
    /// The main menu.
    pub menu: Vec<MenuItem>,
    /// The pages that show what the records add up to: figures, map, timeline, network, matrices.
    pub pictures: Vec<MenuItem>,
    /// The pages above this one, from the first.
    pub breadcrumb: Vec<Anchor>,
    /// The lasting address of the page, where the site has declared its own.
    pub canonical: Option<String>,
    /// Who publishes the site.
    pub publisher: Option<String>,
    /// The language of its name, where it is not the page's.
    pub publisher_lang: Option<Lang>,
    /// The name of the edition.
    pub edition: Option<String>,
    /// The date of the edition.
    pub date: Option<String>,
    /// Under which terms the content may be used.
    pub license: Option<Anchor>,
    /// The free pages, for the foot of the page.
    pub pages: Vec<Anchor>,
    /// The link to the glossary, where there is one.
    pub glossary: Option<String>,
    /// The link to the search.
    pub search: String,
    /// The link to the page that puts records side by side.
    pub compare: String,
    /// The link to the published data.
    pub data: String,
}

/// The page in another language.
#[derive(Debug, Serialize)]
pub struct LanguageLink {
    /// The language.
    pub lang: Lang,
    /// Where it is.
    pub href: String,
    /// Its lasting address, where the site has declared its own.
    pub canonical: Option<String>,
    /// Whether it is this page.
    pub current: bool,
}

/// An entry of the main menu.
#[derive(Debug, Serialize)]
pub struct MenuItem {
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// Whether this page is there or below it.
    pub current: bool,
}

/// The shell of a page.
pub(super) fn shell(at: &At<'_>, title: Option<String>) -> Shell {
    let catalog = at.catalog();
    let site = &catalog.config.site;
    let license = site.license.as_ref().map(|license| Anchor {
        text: license.name.clone(),
        lang: None,
        href: license.url.clone(),
        count: None,
    });
    Shell {
        kind: kind(at.key),
        lang: at.lang,
        site: at.text(&site.title).0,
        description: at.text(&site.description).0,
        title,
        home: at.page(PageKey::Home),
        assets: at.asset("assets/"),
        root: at.root(),
        prefix: if at.lang == at.main() { String::new() } else { format!("{}/", at.lang) },
        languages: languages(at),
        menu: menu(at),
        pictures: pictures(at),
        breadcrumb: above(catalog, at.key).into_iter().map(|key| anchor(at, key)).collect(),
        canonical: at.published().absolute(&lasting(at, at.lang)),
        publisher: site.publisher_in(at.lang).map(str::to_owned),
        publisher_lang: at.text(&site.publisher).1,
        edition: site.edition.clone(),
        date: site.date.clone(),
        license,
        pages: (0..catalog.pages.len()).map(|page| anchor(at, PageKey::Free(page))).collect(),
        glossary: (!catalog.glossary.is_empty()).then(|| at.page(PageKey::Glossary)),
        search: at.page(PageKey::Search),
        compare: at.page(PageKey::Compare),
        data: at.page(PageKey::Data),
    }
}

fn kind(key: PageKey) -> &'static str {
    match key {
        PageKey::Home => "home",
        PageKey::Collection(..) => "list",
        PageKey::Record(_) => "record",
        PageKey::Taxonomy(_) => "taxonomy",
        PageKey::Term(..) => "term",
        PageKey::Actors(_) => "actors",
        PageKey::Actor(..) => "actor",
        PageKey::Free(_) => "page",
        PageKey::Glossary => "glossary",
        PageKey::Search => "search",
        PageKey::Compare => "compare",
        PageKey::Model(_) => "model",
        PageKey::Across(..) => "across",
        PageKey::Figures => "totals",
        PageKey::Set(..) | PageKey::MatrixRow(..) => "listing",
        PageKey::Matrices => "matrices",
        PageKey::Matrix(_) => "matrix",
        PageKey::Network | PageKey::NetworkOf(..) => "network",
        PageKey::Map => "map",
        PageKey::Timeline(..) => "timeline",
        PageKey::Data => "data",
        PageKey::Editions => "editions",
        PageKey::Status => "status",
        PageKey::Moved(_) => "moved",
        PageKey::Withdrawn(_) => "withdrawn",
        PageKey::NotFound => "not-found",
    }
}

/// The address of the page or, where it moved, of the page that is there instead.
fn lasting(at: &At<'_>, lang: Lang) -> String {
    let key = if let PageKey::Moved(moved) = at.key { at.catalog().moved[moved].to } else { at.key };
    key.address(at.catalog(), lang)
}

fn languages(at: &At<'_>) -> Vec<LanguageLink> {
    let catalog = at.catalog();
    let link = |lang: &Lang| {
        let address = at.key.address(catalog, *lang);
        LanguageLink {
            lang: *lang,
            href: at.to(&address),
            canonical: at.published().absolute(&lasting(at, *lang)),
            current: *lang == at.lang,
        }
    };
    catalog.config.site.languages.iter().map(link).collect()
}

fn menu(at: &At<'_>) -> Vec<MenuItem> {
    let catalog = at.catalog();
    let keys = catalog.config.site.menu.iter().filter_map(|name| crate::plan::named(catalog, name));
    let item = |key: PageKey| {
        let address = key.address(catalog, at.lang);
        MenuItem {
            text: anchor(at, key).text,
            href: at.to(&address),
            current: at.address.starts_with(&address),
        }
    };
    keys.map(item).collect()
}

/// A page by its name.
pub(super) fn anchor(at: &At<'_>, key: PageKey) -> Anchor {
    let catalog = at.catalog();
    let config = &catalog.config;
    match key {
        PageKey::Collection(collection, _) => at.anchor(&config.collections[collection].label.many, key),
        PageKey::Taxonomy(taxonomy) => at.anchor(&config.taxonomies[taxonomy].label.many, key),
        PageKey::Term(taxonomy, term, _) => at.term(taxonomy, term),
        PageKey::Actor(actor, _) => at.actor(actor),
        PageKey::Record(record) => at.record(record),
        PageKey::Free(page) => at.anchor(&catalog.pages[page].title, key),
        PageKey::Actors(_) => match &config.actors {
            Some(actors) => at.anchor(&actors.label.many, key),
            None => at.anchor(&config.site.title, PageKey::Home),
        },
        PageKey::Across(collection, field, _) => {
            at.anchor(&config.collections[collection].fields[field].label, key)
        }
        PageKey::Matrix(matrix) => Anchor { href: Some(at.page(key)), ..super::matrix::name(at, matrix) },
        PageKey::Search => page_word(at, key, "search.title"),
        PageKey::Compare => page_word(at, key, "compare.title"),
        PageKey::Model(_) => page_word(at, key, "model.short"),
        PageKey::Figures => page_word(at, key, "figures.title"),
        PageKey::Matrices => page_word(at, key, "matrix.title"),
        PageKey::Network => page_word(at, key, "network.title"),
        PageKey::Map => page_word(at, key, "map.title"),
        PageKey::Status => page_word(at, key, "work.title"),
        PageKey::Timeline(..) => page_word(at, key, "timeline.title"),
        _ => at.anchor(&config.site.title, PageKey::Home),
    }
}

/// A phrase of the theme, to be put in its place when the page is rendered.
pub(super) fn word(key: &str, n: Option<usize>) -> Anchor {
    Anchor { text: crate::figure::word(key, n), lang: None, href: None, count: None }
}

/// A page that the theme names.
fn page_word(at: &At<'_>, key: PageKey, name: &str) -> Anchor {
    Anchor { href: Some(at.page(key)), ..word(name, None) }
}

/// The pages that show what the records add up to, as a menu.
fn pictures(at: &At<'_>) -> Vec<MenuItem> {
    let catalog = at.catalog();
    let known = [
        (PageKey::Figures, true),
        (PageKey::Map, catalog.survey.has_places),
        (
            PageKey::Timeline(0, 0),
            catalog.survey.periods.groupings.iter().any(|(_, pages)| !pages.is_empty()),
        ),
        (PageKey::Network, catalog.survey.has_network),
        (PageKey::Matrices, !catalog.config.matrices.is_empty()),
    ];
    let item = |(key, _): (PageKey, bool)| {
        let address = key.address(catalog, at.lang);
        MenuItem {
            text: anchor(at, key).text,
            href: at.to(&address),
            current: at.address.starts_with(&address),
        }
    };
    known.into_iter().filter(|(_, is)| *is).map(item).collect()
}

/// The pages above a page, from the first, without the home page.
fn above(catalog: &Catalog, key: PageKey) -> Vec<PageKey> {
    match key {
        PageKey::Record(at) => vec![PageKey::Collection(catalog.records[at].collection, 0)],
        PageKey::Model(at) => vec![PageKey::Collection(at, 0)],
        PageKey::Across(at, ..) => {
            let model = catalog.config.collections[at].template().next().map(|_| PageKey::Model(at));
            std::iter::once(PageKey::Collection(at, 0)).chain(model).collect()
        }
        PageKey::Set(..) => vec![PageKey::Figures],
        PageKey::Matrix(_) => vec![PageKey::Matrices],
        PageKey::MatrixRow(at, ..) => vec![PageKey::Matrices, PageKey::Matrix(at)],
        PageKey::NetworkOf(..) => vec![PageKey::Network],
        PageKey::Actor(..) => vec![PageKey::Actors(0)],
        PageKey::Term(taxonomy, term, _) => {
            let mut broader = catalog.taxonomies[taxonomy].ancestry(term);
            broader.reverse();
            broader.pop();
            let terms = broader.into_iter().map(|term| PageKey::Term(taxonomy, term, 0));
            std::iter::once(PageKey::Taxonomy(taxonomy)).chain(terms).collect()
        }
        _ => Vec::new(),
    }
}
