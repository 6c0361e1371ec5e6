//! Addresses that stay: which were ever published, where those that moved lead now, and which were taken down.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::config::Part;
use crate::lang::Lang;
use crate::plan::{PageKey, Plan};
use crate::report::Span;

/// The file, in the site's folder, that lists every address ever published.
pub const LOCK: &str = "permalinks.lock";

const HEAD: &str = "# Every address this site has ever published, below its root. Written by «atalaya permalinks --write».\n";

/// An address that was published once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalink {
    /// The address, in the content's language: `experiencias/coredepa/`.
    pub address: String,
    /// Where the list names it.
    pub span: Span,
}

/// An address that leads elsewhere now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The address it was.
    pub from: String,
    /// The page that is there instead.
    pub to: PageKey,
    /// Where that is said.
    pub span: Span,
}

/// The addresses that a list names, one a line; lines that begin with `#` say something about them.
pub fn read(text: &str, file: u32) -> Vec<Permalink> {
    let mut permalinks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let address = line.trim();
        if !address.is_empty() && !address.starts_with('#') {
            let span = Span::new(file, start, start + line.trim_end().len());
            permalinks.push(Permalink { address: address.to_owned(), span });
        }
        start += line.len() + 1;
    }
    permalinks
}

/// The addresses that must stay, with their pages: those of first pages, in the content's language, and the home page
/// of each other language, from which all others follow.
pub fn lasting(catalog: &Catalog) -> BTreeMap<String, PageKey> {
    let languages = &catalog.config.site.languages;
    let pages = Plan::of(catalog).pages.into_iter().filter(stays);
    let mut addresses: BTreeMap<String, PageKey> =
        pages.map(|key| (key.address(catalog, languages[0]), key)).collect();
    let homes = languages[1..].iter().map(|lang| (PageKey::Home.address(catalog, *lang), PageKey::Home));
    addresses.extend(homes);
    addresses.remove("");
    addresses
}

/// Whether the page of an address, if there is any, is among those whose addresses must stay.
pub(crate) fn lasts(catalog: &Catalog, address: &str) -> bool {
    let main = catalog.config.site.languages[0];
    let page = catalog.addresses().by_address.get(address).filter(|_| !address.is_empty());
    page.is_some_and(|(key, lang)| stays(key) && (*lang == main || *key == PageKey::Home))
}

fn stays(key: &PageKey) -> bool {
    match key {
        PageKey::Collection(_, page)
        | PageKey::Term(_, _, page)
        | PageKey::Actors(page)
        | PageKey::Actor(_, page) => *page == 0,
        PageKey::NotFound | PageKey::Moved(_) | PageKey::Withdrawn(_) | PageKey::Status => false,
        _ => true,
    }
}

/// Those of the `published` addresses that neither a page, a move nor a withdrawal answers for. Where a file could not
/// be read, neither its own page is lost nor those that many records make together.
pub fn lost<'a>(catalog: &Catalog, published: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let moved: BTreeSet<&str> = catalog.moved.iter().map(|moved| moved.from.as_str()).collect();
    let withdrawn: BTreeSet<&str> =
        catalog.config.withdrawn.iter().map(|page| page.address.as_str()).collect();
    let answered =
        |address: &str| lasts(catalog, address) || moved.contains(address) || withdrawn.contains(address);
    let known = |address: &str| is_whole(catalog) || is_of_read_record(catalog, address);
    published.filter(|address| !answered(address) && known(address)).collect()
}

/// Whether every file that pages are made of could be read.
fn is_whole(catalog: &Catalog) -> bool {
    let lists = catalog.taxonomies.iter().all(|taxonomy| taxonomy.whole) && catalog.actors_whole;
    lists && catalog.unread.is_empty()
}

/// Whether an address is that of a record whose file is there to be read, or is gone.
fn is_of_read_record(catalog: &Catalog, address: &str) -> bool {
    catalog.config.collections.iter().enumerate().any(|(at, collection)| {
        let (before, after) = collection.address.split_once("{slug}").unwrap_or((&collection.address, ""));
        let slug = address.trim_end_matches('/').strip_prefix(before);
        let slug = slug.and_then(|slug| slug.strip_suffix(after)).filter(|slug| !slug.contains('/'));
        slug.is_some_and(|slug| {
            slug != catalog.config.addresses.of(Part::Model)
                && !catalog.unread.contains(&(at, slug.to_owned()))
        })
    })
}

/// The text of the list with the addresses of today added to those it has.
pub fn lock(catalog: &Catalog) -> String {
    let listed = catalog.permalinks.iter().map(|permalink| permalink.address.clone());
    let all: BTreeSet<String> = listed.chain(lasting(catalog).into_keys()).collect();
    all.into_iter().fold(HEAD.to_owned(), |text, address| text + &address + "\n")
}

/// The addresses of today that the list does not have yet.
pub fn unlisted(catalog: &Catalog) -> Vec<String> {
    let listed: BTreeSet<&str> =
        catalog.permalinks.iter().map(|permalink| permalink.address.as_str()).collect();
    lasting(catalog).into_keys().filter(|address| !listed.contains(address.as_str())).collect()
}

/// Every address that leads elsewhere: what records, terms and actors were called before, and what `site.toml` says.
pub fn moved(catalog: &Catalog) -> Vec<Moved> {
    let mut moved: Vec<Moved> = renamed(catalog);
    let lasting = if catalog.config.moved.is_empty() { BTreeMap::new() } else { lasting(catalog) };
    for declared in &catalog.config.moved {
        if let Some(to) = lasting.get(&declared.to) {
            moved.push(Moved { from: declared.from.clone(), to: *to, span: declared.span });
        }
        let below =
            catalog.permalinks.iter().filter_map(|permalink| permalink.address.strip_prefix(&declared.from));
        let below = below
            .filter(|rest| !rest.is_empty() && !lasting.contains_key(&format!("{}{rest}", declared.from)));
        moved.extend(below.filter_map(|rest| {
            let to = *lasting.get(&format!("{}{rest}", declared.to))?;
            Some(Moved { from: format!("{}{rest}", declared.from), to, span: declared.span })
        }));
    }
    moved.sort_by(|a, b| a.from.cmp(&b.from).then(a.span.cmp(&b.span)));
    moved.dedup_by(|a, b| a.from == b.from && a.to == b.to);
    moved
}

/// What records, terms and actors were called before.
fn renamed(catalog: &Catalog) -> Vec<Moved> {
    let main = catalog.config.site.languages[0];
    let mut moved = Vec::new();
    let mut add = |to: PageKey, before: &str, span: Span| {
        moved.push(Moved { from: beside(catalog, to, before, main), to, span });
    };
    for (at, record) in catalog.records.iter().enumerate() {
        record.formerly.iter().for_each(|before| add(PageKey::Record(at), &before.written, before.span));
    }
    for (taxonomy, terms) in catalog.taxonomies.iter().enumerate() {
        for (at, term) in terms.terms.iter().enumerate() {
            term.formerly.iter().for_each(|before| add(PageKey::Term(taxonomy, at, 0), before, term.span));
        }
    }
    for (at, actor) in catalog.actors.iter().enumerate() {
        actor.formerly.iter().for_each(|before| add(PageKey::Actor(at, 0), before, actor.span));
    }
    moved
}

/// The address a page would have if its last part were another; a whole address stays as it is.
fn beside(catalog: &Catalog, key: PageKey, name: &str, main: Lang) -> String {
    if name.contains('/') {
        return format!("{}/", name.trim_matches('/'));
    }
    let own = key.address(catalog, main);
    let folder = own.trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{name}/")
}
