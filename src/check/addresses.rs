//! No two pages may claim one address.

use std::collections::BTreeMap;

use super::rules;
use crate::catalog::Catalog;
use crate::plan::{PageKey, Plan, media_address};
use crate::report::{Finding, Report, Span};

/// Pages with one address, or an address that differs only in capitals, which some disks take for the same.
pub(super) fn unique(catalog: &Catalog, report: &mut Report) {
    let mut claimed: BTreeMap<String, PageKey> = BTreeMap::new();
    let main = catalog.config.site.languages[0];
    for lang in &catalog.config.site.languages {
        for key in Plan::of(catalog).pages {
            let address = key.address(catalog, *lang);
            match claimed.get(&address.to_lowercase()) {
                Some(other) if same_record(catalog, *other, key) => {}
                Some(other) if *lang == main || key != *other => clash(catalog, &address, *other, key, report),
                _ => {
                    claimed.insert(address.to_lowercase(), key);
                }
            }
        }
    }
    for reserved in [media_address(catalog), "assets", "buscar"] {
        if let Some(key) = claimed.get(&format!("{}/", reserved.to_lowercase())) {
            clash(catalog, &format!("{reserved}/"), *key, *key, report);
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

fn clash(catalog: &Catalog, address: &str, other: PageKey, key: PageKey, report: &mut Report) {
    let place = key.origin(catalog).or(other.origin(catalog));
    let (es, en) = (name(other), name(key));
    report.add(
        Finding::new(
            &rules::SAME_ADDRESS,
            place.unwrap_or(Span::default()),
            format!("La dirección «/{address}» la piden dos páginas: {} y {}.", es.0, en.0),
            format!("Two pages claim the address “/{address}”: {} and {}.", es.1, en.1),
        )
        .hint(
            "Cambie el nombre del archivo, el identificador o la dirección en site.toml.",
            "Change the file's name, the id, or the address in site.toml.",
        ),
    );
}

fn name(key: PageKey) -> (&'static str, &'static str) {
    match key {
        PageKey::Home => ("la portada", "the home page"),
        PageKey::Collection(..) => ("una lista", "a list"),
        PageKey::Record(_) => ("una ficha", "a record"),
        PageKey::Taxonomy(_) => ("una taxonomía", "a taxonomy"),
        PageKey::Term(..) => ("un término", "a term"),
        PageKey::Actors(_) | PageKey::Actor(_) => ("los actores", "the actors"),
        PageKey::Free(_) => ("una página", "a page"),
        PageKey::Glossary => ("el glosario", "the glossary"),
        PageKey::Model(_) => ("el modelo", "the model"),
        PageKey::Across(..) => ("un campo en todas las fichas", "a field across all records"),
        PageKey::Figures | PageKey::Set(..) => ("las cifras", "the figures"),
        PageKey::Matrices | PageKey::Matrix(_) | PageKey::MatrixRow(..) => ("una matriz", "a matrix"),
        PageKey::Network | PageKey::NetworkOf(..) => ("la red de actores", "the network of actors"),
        PageKey::Map => ("el mapa", "the map"),
        PageKey::Timeline(..) => ("la cronología", "the timeline"),
        PageKey::Data => ("los datos", "the data"),
        PageKey::NotFound => ("la página de error", "the error page"),
    }
}
