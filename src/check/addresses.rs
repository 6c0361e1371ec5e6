//! No two pages may claim one address.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::plan::{Addresses, PageKey, media_address};
use crate::report::rules;
use crate::report::{Finding, Report};

/// Pages with one address, or an address that differs only in capitals, which some disks take for the same.
pub(super) fn unique(catalog: &Catalog, report: &mut Report) {
    let addresses = catalog.addresses();
    let clear = addresses.clear.get_or_init(|| {
        if are_plainly_clear(catalog, addresses) {
            return true;
        }
        let mut found = Report::default();
        clashes(catalog, &addresses.pages, &mut found);
        found.findings.is_empty()
    });
    if !clear {
        clashes(catalog, &addresses.pages, report);
    }
}

/// Whether each page has an address of its own, none is reserved, and none could be another in capitals.
fn are_plainly_clear(catalog: &Catalog, addresses: &Addresses) -> bool {
    let small =
        |address: &String| address.is_ascii() && !address.bytes().any(|byte| byte.is_ascii_uppercase());
    let reserved = reserved(catalog).into_iter().any(|folder| addresses.by_address.contains_key(&folder));
    addresses.by_address.len() == addresses.pages.len() * catalog.config.site.languages.len()
        && addresses.by_address.keys().all(small)
        && !reserved
}

/// The folders of what is no page.
fn reserved(catalog: &Catalog) -> [String; 3] {
    let folders = [media_address(catalog), "assets", crate::search::publish::FOLDER];
    folders.map(|folder| format!("{}/", folder.to_lowercase()))
}

fn clashes(catalog: &Catalog, pages: &[PageKey], report: &mut Report) {
    let mut claimed: BTreeMap<String, PageKey> = BTreeMap::new();
    for folder in reserved(catalog) {
        let clashing = pages
            .iter()
            .find(|key| key.address(catalog, catalog.config.site.languages[0]).to_lowercase() == folder);
        if let Some(key) = clashing {
            let files = ("los archivos del sitio".to_owned(), "the files of the site".to_owned());
            report.add(clash(catalog, &folder, files, *key));
        }
    }
    for (at, lang) in catalog.config.site.languages.iter().enumerate() {
        for key in pages {
            let address = key.address(catalog, *lang);
            match claimed.get(&address.to_lowercase()) {
                Some(other) if at == 0 && !same_record(catalog, *other, *key) => {
                    report.add(clash(catalog, &address, name(catalog, *other), *key));
                }
                // Two pages that clash in one language clash in all; only another language's own folder is new.
                Some(other) if at > 0 && other.address(catalog, *lang) != address => {
                    report.add(clash(catalog, &address, name(catalog, *other), *key));
                }
                Some(_) => {}
                None => {
                    claimed.insert(address.to_lowercase(), *key);
                }
            }
        }
    }
}

/// Two records of a collection with one slug are told by the rule on slugs.
fn same_record(catalog: &Catalog, a: PageKey, b: PageKey) -> bool {
    match (a, b) {
        (PageKey::Record(a), PageKey::Record(b)) => {
            let (a, b) = (&catalog.records[a], &catalog.records[b]);
            a.collection == b.collection && a.slug == b.slug
        }
        _ => false,
    }
}

fn clash(catalog: &Catalog, address: &str, other: (String, String), key: PageKey) -> Finding {
    let own = name(catalog, key);
    Finding::new(
        &rules::SAME_ADDRESS,
        key.origin(catalog).unwrap_or_default(),
        format!("Dos páginas piden la misma dirección, «/{address}»: {} y {}.", other.0, own.0),
        format!("Two pages claim the same address, “/{address}”: {} and {}.", other.1, own.1),
    )
    .hint(
        "Cambie el nombre de este archivo, el identificador, o la dirección que da site.toml.",
        "Change the name of this file, the id, or the address given in site.toml.",
    )
}

/// A page in Spanish and in English: what it is, and which.
fn name(catalog: &Catalog, key: PageKey) -> (String, String) {
    let main = catalog.config.site.languages[0];
    let named = |es: &str, en: &str, which: &str| (format!("{es} «{which}»"), format!("{en} “{which}”"));
    let plain = |es: &str, en: &str| (es.to_owned(), en.to_owned());
    match key {
        PageKey::Home => plain("la portada", "the home page"),
        PageKey::Collection(at, _) => {
            named("la lista", "the list", catalog.config.collections[at].label.many.text(main))
        }
        PageKey::Record(at) => named("la ficha", "the record", catalog.title(at)),
        PageKey::Taxonomy(at) => named(
            "la lista de términos",
            "the list of terms",
            catalog.config.taxonomies[at].label.many.text(main),
        ),
        PageKey::Term(at, term, _) => {
            named("el término", "the term", catalog.term(at, term).label.text(main))
        }
        PageKey::Actors(_) => plain("la lista de actores", "the list of actors"),
        PageKey::Actor(at, _) => named("el actor", "the actor", catalog.actors[at].name.text(main)),
        PageKey::Free(at) => named("la página", "the page", catalog.pages[at].title.text(main)),
        PageKey::Glossary => plain("el glosario", "the glossary"),
        PageKey::Search => plain("la búsqueda", "the search"),
        PageKey::Compare => plain("la comparación", "the comparison"),
        PageKey::Model(_) => plain("el modelo de la ficha", "the model of the record"),
        PageKey::Across(_, _, _) => plain("un campo en todas las fichas", "a field across all records"),
        PageKey::Figures | PageKey::Set(..) => plain("las cifras", "the figures"),
        PageKey::Matrices | PageKey::Matrix(_) | PageKey::MatrixRow(..) => plain("una matriz", "a matrix"),
        PageKey::Network | PageKey::NetworkOf(..) => plain("la red de actores", "the network of actors"),
        PageKey::Map => plain("el mapa", "the map"),
        PageKey::Timeline(..) => plain("la cronología", "the timeline"),
        PageKey::Data => plain("los datos", "the data"),
        PageKey::Editions => plain("las ediciones", "the editions"),
        PageKey::Status => plain("el estado del trabajo", "the state of the work"),
        PageKey::Moved(_) => plain("una página que se mudó", "a page that moved"),
        PageKey::Withdrawn(_) => plain("una página retirada", "a page taken down"),
        PageKey::NotFound => plain("la página de error", "the error page"),
    }
}
