//! Links inside the site lead to a page and, if they say so, to an anchor that is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::config::Part;
use crate::fold::nearest;
use crate::lang::Lang;
use crate::markdown::SiteLink;
use crate::plan::{self, PageKey};
use crate::report::rules;
use crate::report::{Finding, Report, Span};

/// Every link in a text leads to a page of the site.
pub(super) fn pages(catalog: &Catalog, report: &mut Report) {
    let known = &catalog.addresses().by_address;
    for (key, link) in links(catalog).filter(|(_, link)| !link.picture) {
        leads(catalog, known, key, link, report);
    }
}

fn leads(
    catalog: &Catalog,
    known: &BTreeMap<String, (PageKey, Lang)>,
    from: PageKey,
    link: &SiteLink,
    report: &mut Report,
) {
    let (path, anchor) = link.target.split_once('#').unwrap_or((&link.target, ""));
    let key = if path.is_empty() {
        from
    } else {
        let Some(address) = path.strip_prefix('/') else { return report.add(relative(link)) };
        let address = address.split('?').next().unwrap_or_default();
        match known.get(address).or_else(|| known.get(&format!("{address}/"))) {
            Some((key, _)) => *key,
            None if published(catalog, address) || unread(catalog, address) => return,
            None => return report.add(broken(link, known, catalog.config.site.languages[0])),
        }
    };
    if !anchor.is_empty() {
        let anchors = key.anchors(catalog);
        if !anchors.iter().any(|known| known == anchor) {
            let near = nearest(anchor, anchors.iter().map(String::as_str), 2);
            let near: Vec<String> = near.into_iter().map(|anchor| format!("#{anchor}")).collect();
            let near: Vec<&str> = near.iter().map(String::as_str).collect();
            let all =
                anchors.iter().take(12).map(|anchor| format!("#{anchor}")).collect::<Vec<_>>().join(", ");
            let finding = missing_anchor(link, anchor).suggest(&near);
            report.add(if all.is_empty() {
                finding.or_hint("Enlace la página sin «#…».", "Link the page without “#…”.")
            } else {
                finding.or_hint(format!("Los apartados son: {all}."), format!("The sections are: {all}."))
            });
        }
    }
}

/// Whether an address is, or may be, that of something whose file could not be read, which is a finding already.
fn unread(catalog: &Catalog, address: &str) -> bool {
    let address = address.trim_end_matches('/');
    let collections = &catalog.config.collections;
    let records = catalog.unread.iter().map(|(at, slug)| collections[*at].address.replace("{slug}", slug));
    let lists = catalog.config.taxonomies.iter().zip(&catalog.taxonomies).filter(|(_, terms)| !terms.whole);
    let mut lists = lists.map(|(taxonomy, _)| format!("{}/", taxonomy.address));
    records.into_iter().any(|record| record == address) || lists.any(|list| address.starts_with(&list))
}

/// Whether an address is that of a file the site publishes beside its pages.
fn published(catalog: &Catalog, address: &str) -> bool {
    let media = address.strip_prefix(plan::media_address(catalog)).and_then(|rest| rest.strip_prefix('/'));
    media.is_some_and(|file| catalog.media.iter().any(|known| known == file))
        || address
            .strip_prefix(catalog.config.addresses.of(Part::Data))
            .is_some_and(|rest| rest.starts_with('/'))
}

/// Every entry of the main menu names something.
pub(super) fn menu(catalog: &Catalog, report: &mut Report) {
    let config = &catalog.config;
    for name in config.site.menu.iter().filter(|name| plan::named(catalog, name).is_none()) {
        let ids = config.collections.iter().map(|collection| collection.id.as_str());
        let ids = ids.chain(config.taxonomies.iter().map(|taxonomy| taxonomy.id.as_str()));
        let ids = ids.chain(catalog.pages.iter().map(|page| page.slug.as_str()));
        let ids = ids.chain(config.actors.as_ref().map(|_| config.addresses.of(Part::Actors)));
        report.add(
            Finding::new(
                &rules::BAD_CONFIG,
                config.site.menu_span,
                format!("El menú nombra «{name}», que no es una colección, una taxonomía ni una página."),
                format!("The menu names “{name}”, which is no collection, taxonomy or page."),
            )
            .suggest(&nearest(name, ids, 2))
            .or_hint(
                "Corrija el nombre, o quítelo del menú.",
                "Correct the name, or take it out of the menu.",
            ),
        );
    }
}

/// Every picture and document that is named is a file of the site.
pub(super) fn media(catalog: &Catalog, report: &mut Report) {
    let known: BTreeSet<&str> = catalog.media.iter().map(String::as_str).collect();
    let pictures = links(catalog).filter(|(_, link)| link.picture);
    let pictures = pictures.map(|(_, link)| (link.target.as_str(), link.span));
    let named = (0..catalog.records.len()).flat_map(|at| &catalog.said(at).media);
    for (file, span) in pictures.chain(named.map(|(file, span)| (file.as_str(), *span))) {
        if !known.contains(file.trim_start_matches('/')) {
            let near = nearest(file, known.iter().copied(), 2);
            report.add(missing_media(catalog, file, span).suggest(&near).or_hint(
                "Copie el archivo en esa carpeta, o corrija el nombre; cuentan las mayúsculas y los acentos.",
                "Copy the file into that folder, or correct the name; capitals and accents count.",
            ));
        }
    }
}

/// Every link and picture in a text, with the page it stands on.
fn links(catalog: &Catalog) -> impl Iterator<Item = (PageKey, &SiteLink)> {
    let records = (0..catalog.records.len())
        .flat_map(|at| catalog.said(at).links.iter().map(move |link| (PageKey::Record(at), link)));
    let pages = catalog.pages.iter().enumerate();
    let pages =
        pages.flat_map(|(at, page)| page.text.iter().map(move |(_, prose)| (PageKey::Free(at), prose)));
    let terms = catalog.taxonomies.iter().enumerate().flat_map(|(at, taxonomy)| {
        let terms = taxonomy.terms.iter().enumerate();
        terms.flat_map(move |(term, declared)| {
            declared.text.iter().map(move |(_, prose)| (PageKey::Term(at, term, 0), prose))
        })
    });
    let texts = pages.chain(terms);
    records.chain(texts.flat_map(|(key, prose)| prose.links.iter().map(move |link| (key, link))))
}

fn relative(link: &SiteLink) -> Finding {
    Finding::new(
        &rules::BROKEN_LINK,
        link.span,
        format!("El enlace «{}» no dice a qué página del sitio lleva.", link.target),
        format!("The link “{}” does not say to which page of the site it leads.", link.target),
    )
    .hint(
        "Si es una página de este sitio, empiece por «/» la dirección que tiene en él; si es de otro, por https://.",
        "If it is a page of this site, begin its address there with “/”; if it is of another, with https://.",
    )
}

fn broken(link: &SiteLink, known: &BTreeMap<String, (PageKey, Lang)>, main: Lang) -> Finding {
    let own =
        known.iter().filter(|(_, (_, lang))| *lang == main).map(|(address, _)| address.trim_matches('/'));
    let near = nearest(link.target.trim_matches('/'), own, 2);
    let near: Vec<String> = near.into_iter().map(|address| format!("/{address}/")).collect();
    Finding::new(
        &rules::BROKEN_LINK,
        link.span,
        format!("El enlace «{}» no lleva a ninguna página del sitio.", link.target),
        format!("The link “{}” leads to no page of the site.", link.target),
    )
    .suggest(&near.iter().map(String::as_str).collect::<Vec<_>>())
    .or_hint(
        "Copie la dirección de la página desde el sitio, a partir de la primera barra.",
        "Copy the page's address from the site, from the first slash on.",
    )
}

fn missing_anchor(link: &SiteLink, anchor: &str) -> Finding {
    Finding::new(
        &rules::BROKEN_ANCHOR,
        link.span,
        format!("La página enlazada no tiene ningún apartado «#{anchor}»."),
        format!("The linked page has no section “#{anchor}”."),
    )
}

fn missing_media(catalog: &Catalog, file: &str, span: Span) -> Finding {
    let folder = catalog.config.site.media.as_deref().unwrap_or("content/medios");
    Finding::new(
        &rules::MISSING_MEDIA,
        span,
        format!("En {folder} no hay ningún archivo «{file}»."),
        format!("There is no file “{file}” in {folder}."),
    )
}
