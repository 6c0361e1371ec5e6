//! Taxonomies and their terms.

use serde::Serialize;

use super::Anchor;
use super::held::{Held, held};
use super::links::At;
use super::list::{Pager, pager};
use super::sections::{Section, sections};
use crate::plan::PageKey;

/// All terms of a taxonomy.
#[derive(Debug, Serialize)]
pub struct TaxonomyView {
    /// What its terms are called.
    pub title: String,
    /// What it is for.
    pub help: String,
    /// The terms that stand under none, in order.
    pub terms: Vec<TermLine>,
    /// How many records no term of it classifies.
    pub without: usize,
}

/// A term in the list of its taxonomy.
#[derive(Debug, Serialize)]
pub struct TermLine {
    /// The term with its page and the number of its records.
    pub term: Anchor,
    /// What it means.
    pub definition: Anchor,
    /// The terms under it.
    pub narrower: Vec<TermLine>,
}

/// A term.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// Its name.
    pub title: Anchor,
    /// The taxonomy it belongs to.
    pub taxonomy: Anchor,
    /// What it means.
    pub definition: Anchor,
    /// Other words for it, in the page's language.
    pub synonyms: Vec<String>,
    /// A longer text on it, as HTML.
    pub text: Option<String>,
    /// The language of the longer text, where it is not the page's.
    pub text_lang: Option<crate::lang::Lang>,
    /// Its own site.
    pub url: Option<String>,
    /// The terms it stands under, from broad to narrow.
    pub broader: Vec<Anchor>,
    /// The terms under it.
    pub narrower: Vec<Anchor>,
    /// How many records it classifies, itself or by a narrower term, by collection.
    pub held: Vec<Held>,
    /// How many they are together.
    pub total: usize,
    /// The records of this page, collection by collection.
    pub sections: Vec<Section>,
    /// The pages of the list.
    pub pager: Pager,
    /// How its records are classified by the other taxonomies.
    pub others: Vec<OtherView>,
    /// For a kind or a role of actors: the actors.
    pub actors: Vec<Anchor>,
}

/// How a set of records is classified by a taxonomy.
#[derive(Debug, Serialize)]
pub struct OtherView {
    /// The taxonomy.
    pub taxonomy: Anchor,
    /// Its terms with how many of the records each classifies, most first.
    pub terms: Vec<Anchor>,
    /// How many of its terms classify any of the records; more than are listed where the list would be long.
    pub total: usize,
}

/// The view of a taxonomy.
pub(super) fn taxonomy(at: &At<'_>, taxonomy: usize) -> TaxonomyView {
    let catalog = at.catalog();
    let config = &catalog.config.taxonomies[taxonomy];
    let terms = &catalog.taxonomies[taxonomy];
    let classified: std::collections::BTreeSet<usize> =
        (0..terms.terms.len()).flat_map(|term| catalog.with_term(taxonomy, term)).copied().collect();
    TaxonomyView {
        title: at.text(&config.label.many).0,
        help: at.text(&config.help).0,
        terms: lines(at, taxonomy, None),
        without: if is_of_records(at, taxonomy) { applicable(at, taxonomy) - classified.len() } else { 0 },
    }
}

/// The terms under a term, or those under none, each with those under it.
fn lines(at: &At<'_>, taxonomy: usize, broader: Option<usize>) -> Vec<TermLine> {
    let terms = &at.catalog().taxonomies[taxonomy];
    let line = |term: usize| {
        let (text, lang) = at.text(&terms.terms[term].definition);
        TermLine {
            term: counted(at, taxonomy, term),
            definition: Anchor { text, lang, href: None, count: None },
            narrower: lines(at, taxonomy, Some(term)),
        }
    };
    terms.under(broader).map(line).collect()
}

/// How many records have a field for this taxonomy.
fn applicable(at: &At<'_>, taxonomy: usize) -> usize {
    let catalog = at.catalog();
    let id = Some(catalog.config.taxonomies[taxonomy].id.as_str());
    let collections = catalog.config.collections.iter().enumerate();
    let with =
        collections.filter(|(_, model)| model.fields.iter().any(|field| field.taxonomy.as_deref() == id));
    with.map(|(at, _)| catalog.of_collection(at).count()).sum()
}

/// Whether a taxonomy classifies records, and not actors or their roles.
fn is_of_records(at: &At<'_>, taxonomy: usize) -> bool {
    let id = Some(at.catalog().config.taxonomies[taxonomy].id.as_str());
    let fields = at.catalog().config.collections.iter().flat_map(|collection| &collection.fields);
    fields.into_iter().any(|field| field.taxonomy.as_deref() == id)
}

/// A term with its page and how many records, or actors, it classifies.
fn counted(at: &At<'_>, taxonomy: usize, term: usize) -> Anchor {
    let records = at.catalog().with_term(taxonomy, term).len();
    let count =
        if is_of_records(at, taxonomy) { records } else { classified_actors(at, taxonomy, term).len() };
    Anchor { count: Some(count), ..at.term(taxonomy, term) }
}

/// The view of a term.
pub(super) fn view(at: &At<'_>, taxonomy: usize, term: usize, page: usize) -> TermView {
    let catalog = at.catalog();
    let known = catalog.term(taxonomy, term);
    let terms = &catalog.taxonomies[taxonomy];
    let records = catalog.with_term(taxonomy, term);
    let (title, title_lang) = at.text(&known.label);
    let (definition, definition_lang) = at.text(&known.definition);
    let text = known.text.best(at.lang);
    let mut broader: Vec<usize> = terms.ancestry(term).into_iter().skip(1).collect();
    broader.reverse();
    let first = page == 0;
    TermView {
        title: Anchor { text: title, lang: title_lang, href: None, count: None },
        taxonomy: super::shell::anchor(at, PageKey::Taxonomy(taxonomy)),
        definition: Anchor { text: definition, lang: definition_lang, href: None, count: None },
        synonyms: known
            .synonyms
            .iter()
            .filter(|(lang, _)| *lang == at.lang)
            .map(|(_, word)| word.clone())
            .collect(),
        text: text.filter(|_| first).map(|(_, text)| at.html(text)),
        text_lang: text.map(|(lang, _)| lang).filter(|lang| *lang != at.lang),
        url: known.url.clone(),
        broader: broader.into_iter().map(|term| at.term(taxonomy, term)).collect(),
        narrower: terms.under(Some(term)).map(|term| counted(at, taxonomy, term)).collect(),
        held: held(at, records.iter().copied()),
        total: records.len(),
        sections: sections(at, (taxonomy, term), page),
        pager: pager(at, records.len(), page, |page| PageKey::Term(taxonomy, term, page)),
        others: if first { others(at, taxonomy, records, MOST) } else { Vec::new() },
        actors: if first {
            classified_actors(at, taxonomy, term).into_iter().map(|actor| at.actor(actor)).collect()
        } else {
            Vec::new()
        },
    }
}

/// The actors of a kind, or with a role somewhere.
fn classified_actors(at: &At<'_>, taxonomy: usize, term: usize) -> Vec<usize> {
    let catalog = at.catalog();
    let Some(config) = &catalog.config.actors else { return Vec::new() };
    let id = Some(catalog.config.taxonomies[taxonomy].id.as_str());
    let actors = 0..catalog.actors.len();
    if config.kinds.as_deref() == id {
        let of_kind = |actor: &usize| {
            catalog.actors[*actor].kind.as_ref().is_some_and(|kind| kind.target == Some(term))
        };
        return actors.filter(of_kind).collect();
    }
    if config.roles.as_deref() == id {
        let has_role = |actor: &usize| {
            let records = catalog.with_actor(*actor).iter();
            let mut parts = records.flat_map(|record| catalog.parts_of(*actor, *record));
            parts.any(|part| part.roles.iter().any(|role| role.target == Some(term)))
        };
        return actors.filter(has_role).collect();
    }
    Vec::new()
}

/// How many terms of each taxonomy tell how the records of a page are classified.
pub(super) const MOST: usize = 12;

/// How records are classified by every other taxonomy; the most frequent terms of each.
pub(super) fn others(at: &At<'_>, but: usize, records: &[usize], most: usize) -> Vec<OtherView> {
    let catalog = at.catalog();
    let mut counts: Vec<Vec<usize>> =
        catalog.taxonomies.iter().map(|taxonomy| vec![0; taxonomy.terms.len()]).collect();
    for record in records {
        catalog.classified(*record).iter().for_each(|(taxonomy, term)| counts[*taxonomy][*term] += 1);
    }
    let mut views = Vec::new();
    for (taxonomy, config) in
        catalog.config.taxonomies.iter().enumerate().filter(|(taxonomy, _)| *taxonomy != but)
    {
        let counts = &counts[taxonomy];
        let mut terms: Vec<usize> = (0..counts.len()).filter(|term| counts[*term] > 0).collect();
        if !config.ordinal {
            terms.sort_by_key(|term| std::cmp::Reverse(counts[*term]));
        }
        let total = terms.len();
        let terms: Vec<Anchor> = terms
            .into_iter()
            .take(most)
            .map(|term| Anchor { count: Some(counts[term]), ..at.term(taxonomy, term) })
            .collect();
        if !terms.is_empty() {
            views.push(OtherView {
                taxonomy: super::shell::anchor(at, PageKey::Taxonomy(taxonomy)),
                terms,
                total,
            });
        }
    }
    views
}
