//! An address that was published once leads somewhere for good.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::config::MoveConfig;
use crate::config::Part;
use crate::fold::nearest;
use crate::permalinks::{self, Permalink, lasting};
use crate::report::rules;
use crate::report::{Finding, Report};

/// Every address of the list is that of a page, leads to one, or says that its page was taken down.
pub(super) fn kept(catalog: &Catalog, report: &mut Report) {
    let published = catalog.permalinks.iter().map(|permalink| permalink.address.as_str());
    let gone: BTreeSet<&str> = permalinks::lost(catalog, published).into_iter().collect();
    if gone.is_empty() {
        return;
    }
    let fresh = permalinks::unlisted(catalog);
    let gone = |permalink: &&Permalink| gone.contains(permalink.address.as_str());
    for permalink in catalog.permalinks.iter().filter(gone) {
        report.add(lost(catalog, permalink, instead(&permalink.address, &fresh)));
    }
}

/// Of the addresses that are new, the one of the same folder whose name is nearest.
fn instead<'a>(address: &str, fresh: &'a [String]) -> Option<&'a str> {
    let (folder, name) = parts(address);
    let beside = || fresh.iter().map(String::as_str).filter(|other| parts(other).0 == folder);
    let near = nearest(name, beside().map(|other| parts(other).1), 1).first().copied()?;
    beside().find(|other| parts(other).1 == near)
}

/// The folder and the name of an address: `tema` and `salud` of `tema/salud/`.
fn parts(address: &str) -> (&str, &str) {
    let address = address.trim_end_matches('/');
    address.rsplit_once('/').unwrap_or(("", address))
}

/// Every declared move leads to a page.
pub(super) fn moves(catalog: &Catalog, report: &mut Report) {
    let used: BTreeSet<_> = catalog.moved.iter().map(|moved| moved.span).collect();
    for declared in catalog.config.moved.iter().filter(|declared| !used.contains(&declared.span)) {
        report.add(nowhere(catalog, declared));
    }
}

/// The finding that an address is lost; `near` is the new one that may stand in its place.
fn lost(catalog: &Catalog, permalink: &Permalink, near: Option<&str>) -> Finding {
    let address = &permalink.address;
    let (_, name) = parts(address);
    let gone_es = format!(
        "si se retiró, en site.toml: [[withdrawn]] address = \"{address}\", con su title y su reason"
    );
    let gone_en = format!(
        "if it was taken down, in site.toml: [[withdrawn]] address = \"{address}\", with its title and reason"
    );
    let finding = Finding::new(
        &rules::LOST_ADDRESS,
        permalink.span,
        format!("La dirección «/{address}» se publicó y ya no lleva a ninguna página."),
        format!("The address “/{address}” was published and leads to no page any more."),
    );
    match owner(catalog, address) {
        Some((es, en)) => {
            let (which_es, which_en) = match near {
                Some(near) => (format!("{es} de «/{near}»"), format!("{en} of “/{near}”")),
                None => (format!("{es} que está en su lugar"), format!("{en} that stands in its place")),
            };
            finding.hint(
                format!("Si cambió de nombre, añada {which_es} «antes: [{name}]»; {gone_es}."),
                format!("If it was renamed, add to the {which_en} “antes: [{name}]”; {gone_en}."),
            )
        }
        None => {
            let to = near.unwrap_or("…");
            finding.hint(
                format!(
                    "Si se mudó, añada en site.toml: [[moved]] from = \"{address}\", to = \"{to}\"; {gone_es}."
                ),
                format!("If it moved, add in site.toml: [[moved]] from = \"{address}\", to = \"{to}\"; {gone_en}."),
            )
        }
    }
}

/// What a page at that address would be, where it is one that has a place of its own in the content.
fn owner(catalog: &Catalog, address: &str) -> Option<(&'static str, &'static str)> {
    let (folder, name) = address.trim_end_matches('/').rsplit_once('/')?;
    let config = &catalog.config;
    if config.collections.iter().any(|collection| collection.list_address() == folder) && name != "modelo" {
        return Some(("a la ficha", "record"));
    }
    if config.taxonomies.iter().any(|taxonomy| taxonomy.address == folder) {
        return Some(("al término", "term"));
    }
    config
        .actors
        .as_ref()
        .filter(|_| config.addresses.of(Part::Actors) == folder)
        .map(|_| ("al actor", "actor"))
}

fn nowhere(catalog: &Catalog, declared: &MoveConfig) -> Finding {
    let lasting = lasting(catalog);
    let near = nearest(&declared.to, lasting.keys().map(String::as_str), 2);
    Finding::new(
        &rules::BAD_MOVE,
        declared.span,
        format!("La mudanza de «/{}» lleva a «/{}», que no es ninguna página.", declared.from, declared.to),
        format!("The move of “/{}” leads to “/{}”, which is no page.", declared.from, declared.to),
    )
    .suggest(&near)
}
