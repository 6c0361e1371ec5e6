//! The small columns beside the index: what every listed record has in each facet, its years, its places.

use crate::collate::Order;
use crate::lang::Lang;
use crate::search::entry::{Entry, Stock};
use crate::search::wire::{Nature, Taxonomy, TermInfo, Writer};

/// A facet of more values than this keeps them in a file of their own, where they are not broader and narrower.
const LONG: usize = 100;

/// A facet as the manifest knows it, and all its terms.
pub(super) struct Facet {
    pub(super) known: Taxonomy,
    pub(super) terms: Vec<TermInfo>,
}

/// The facets, with what is known only when all records are.
pub(super) fn facets(stock: &Stock, listed: &[&Entry]) -> Vec<Facet> {
    (0..).zip(&stock.taxonomies).map(|(at, taxonomy)| facet(at, taxonomy, listed)).collect()
}

fn facet(at: u32, taxonomy: &Taxonomy, listed: &[&Entry]) -> Facet {
    let mut terms = taxonomy.terms.clone();
    let mut many = false;
    for entry in listed {
        let own: Vec<u32> = terms_of(entry, at).collect();
        many |= own.len() > 1;
        let mut counted = Vec::new();
        for term in own {
            let mut next = Some(term);
            while let Some(term) = next.filter(|term| !counted.contains(term)) {
                counted.push(term);
                terms[term as usize].records += 1;
                next = terms[term as usize].broader.checked_sub(1);
            }
        }
    }
    let long = terms.len() > LONG && terms.iter().all(|term| term.broader == 0);
    let apart = long && matches!(taxonomy.nature, Nature::Terms | Nature::Actors);
    let kept = if apart { Vec::new() } else { terms.clone() };
    let known = Taxonomy { many, size: terms.len() as u32, terms: kept, ..taxonomy.clone() };
    Facet { known, terms }
}

fn terms_of(entry: &Entry, facet: u32) -> impl Iterator<Item = u32> + '_ {
    entry.terms.iter().chain(&entry.marks).filter(move |(of, _)| *of == facet).map(|(_, term)| *term)
}

/// The terms of every record in one facet.
pub(super) fn column(listed: &[&Entry], facet: u32) -> Vec<u8> {
    let mut w = Writer::default();
    for entry in listed {
        let terms: Vec<u32> = terms_of(entry, facet).collect();
        w.list(&terms, |w, t| w.number(*t));
    }
    w.0
}

/// The terms of a facet that has many.
pub(super) fn names(terms: &[TermInfo]) -> Vec<u8> {
    let mut w = Writer::default();
    w.list(terms, |w, term| term.write(w));
    w.0
}

/// What records are sorted by besides relevance and title: years, completeness.
pub(super) fn sort_column(listed: &[&Entry]) -> Vec<u8> {
    let mut w = Writer::default();
    for entry in listed {
        w.signed(entry.years.0.unwrap_or(0));
        w.signed(entry.years.1.unwrap_or(0));
        w.number(entry.completeness);
    }
    w.0
}

/// The place of every record in the order of titles, by the rules of the site's language.
pub(super) fn titles(stock: &Stock, listed: &[&Entry]) -> Vec<u8> {
    let lang = stock.languages.first().and_then(|code| Lang::parse(code)).unwrap_or(Lang::ES);
    let order = Order::of(lang);
    let mut by_title: Vec<usize> = (0..listed.len()).collect();
    by_title.sort_by_cached_key(|i| (order.key(&listed[*i].title), *i));
    let mut places = vec![0_u32; listed.len()];
    for (place, i) in by_title.into_iter().enumerate() {
        places[i] = place as u32;
    }
    let mut w = Writer::default();
    places.into_iter().for_each(|place| w.number(place));
    w.0
}

/// Where every record is.
pub(super) fn spots(listed: &[&Entry]) -> Vec<u8> {
    let mut w = Writer::default();
    for entry in listed {
        w.list(&entry.spots, |w, (lat, lon, territory)| {
            w.signed(*lat);
            w.signed(*lon);
            w.number(*territory);
        });
    }
    w.0
}
