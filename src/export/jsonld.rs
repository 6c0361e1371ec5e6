//! A record for search engines and harvesters: schema.org as JSON-LD.
//!
//! The record is a `Report`; what it tells of is a `Project`, kept apart. What is not known is left out.

mod things;

use serde::Serialize;
use serde_json::Value as Json;

use super::{Citation, Published, bibtex, csl, ris};
use crate::lang::Lang;
use crate::plan::PageKey;
use crate::record::{Author, Money, Period, Record, Value};
use crate::vocabulary::Actor;

use things::{
    Agent, BreadcrumbList, CreativeWork, Dataset, DefinedTerm, DefinedTermSet, GeoCoordinates, ListItem,
    MediaObject, MonetaryAmount, MonetaryGrant, Place, Project, Reference, Report,
};

pub use things::Document;

/// The description of a record in a language, as one document; its citation is in that language.
pub fn record<'a>(
    published: &Published<'a>,
    citation: &'a Citation,
    index: usize,
    lang: Lang,
) -> Document<'a> {
    let page = published.address(&PageKey::Record(index).address(published.catalog, lang));
    let about =
        About { experience: format!("{page}#experiencia"), page, places: places(published, index, lang) };
    let graph = (
        report(published, citation, index, lang, &about),
        project(published, index, lang, &about),
        breadcrumb(published, index, lang),
    );
    Document { context: "https://schema.org", graph }
}

/// An object without the entries that say nothing.
pub(super) fn object(entries: Json) -> Json {
    let Json::Object(mut entries) = entries else { return entries };
    let silent = |value: &Json| match value {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        _ => false,
    };
    entries.retain(|_, value| !silent(value));
    Json::Object(entries)
}

/// What the report and the project have in common.
struct About<'a> {
    /// The address of the page.
    page: String,
    /// What stands for the experience.
    experience: String,
    /// Where it took place.
    places: Vec<Place<'a>>,
}

fn report<'a>(
    published: &Published<'a>,
    citation: &'a Citation,
    index: usize,
    lang: Lang,
    about: &About<'a>,
) -> Report<'a> {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let roles = &catalog.model(record).roles;
    let folder = published.page(PageKey::Record(index));
    let file = |name: &str, kind: &'static str| MediaObject {
        content_url: published.address(&format!("{folder}{name}")),
        encoding_format: kind,
    };
    let license = catalog.config.site.license.as_ref();
    Report {
        id: about.page.clone(),
        url: about.page.clone(),
        name: &citation.title,
        headline: &citation.title,
        alternate_name: record.line(roles.acronym),
        report_number: citation.number.as_deref(),
        author: citation.authors.iter().map(author).collect(),
        publisher: citation.publisher.as_deref().map(Agent::named),
        date_published: citation.date,
        version: citation.edition.as_deref(),
        in_language: lang,
        license: license.map(|license| license.url.as_deref().unwrap_or(&license.name)),
        is_accessible_for_free: true,
        summary: citation.summary.as_deref(),
        keywords: terms(published, index, lang),
        citation: match record.role(roles.references).and_then(|answer| answer.value.as_ref()) {
            Some(Value::References(references)) => references.iter().map(work).collect(),
            _ => Vec::new(),
        },
        spatial_coverage: about.places.clone(),
        temporal_coverage: record.period(roles.period).map(|period| interval(&period)),
        is_part_of: Dataset { id: dataset_id(published), name: &citation.site },
        about: Reference { id: about.experience.clone() },
        encoding: [
            file(bibtex::BESIDE, "application/x-bibtex"),
            file(ris::BESIDE, "application/x-research-info-systems"),
            file(csl::BESIDE, "application/vnd.citationstyles.csl+json"),
        ],
    }
}

/// The address that stands for the whole set.
pub(super) fn dataset_id(published: &Published<'_>) -> String {
    format!("{}#conjunto", published.address(&published.page(PageKey::Data)))
}

fn project<'a>(published: &Published<'a>, index: usize, lang: Lang, about: &About<'a>) -> Project<'a> {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let roles = &catalog.model(record).roles;
    let members = record.participations(roles.actors).iter().filter_map(|part| part.actor.target);
    let period = record.period(roles.period);
    let money = record.answers.iter().flatten().find_map(|answer| match &answer.value {
        Some(Value::Money(money)) => Some(money),
        _ => None,
    });
    Project {
        id: about.experience.clone(),
        name: catalog.title_in(index, lang).0,
        alternate_name: record.line(roles.acronym),
        member: members.map(|at| actor(published, &catalog.actors[at], at, lang)).collect(),
        founding_date: period.as_ref().and_then(|period| period.start).map(|year| year.year.to_string()),
        dissolution_date: period.as_ref().and_then(|period| period.end).map(|year| year.year.to_string()),
        location: about.places.clone(),
        funding: money.map(grants).unwrap_or_default(),
        subject_of: Reference { id: about.page.clone() },
    }
}

fn author(author: &Author) -> Agent<'_> {
    match author {
        Author::Person { family, given } => Agent::Person {
            name: format!("{given} {family}").trim().to_owned(),
            family_name: family,
            given_name: given,
        },
        Author::Institution { literal } => Agent::named(literal),
    }
}

fn actor<'a>(published: &Published<'_>, actor: &'a Actor, at: usize, lang: Lang) -> Agent<'a> {
    let wikidata = actor.wikidata.as_ref().map(|id| format!("https://www.wikidata.org/entity/{id}"));
    let ror =
        actor.ror.as_ref().map(|id| format!("https://ror.org/{}", id.trim_start_matches("https://ror.org/")));
    Agent::Organization {
        id: Some(published.address(&published.page(PageKey::Actor(at, 0)))),
        name: actor.name.text(lang),
        alternate_name: actor.acronym.as_deref(),
        same_as: [wikidata, ror, actor.url.clone()].into_iter().flatten().collect(),
    }
}

fn terms<'a>(published: &Published<'a>, index: usize, lang: Lang) -> Vec<DefinedTerm<'a>> {
    let catalog = published.catalog;
    let mut terms = Vec::new();
    for (taxonomy, config) in catalog.config.taxonomies.iter().enumerate() {
        let set = || DefinedTermSet {
            id: published.address(&published.page(PageKey::Taxonomy(taxonomy))),
            name: config.label.many.text(lang),
        };
        terms.extend(catalog.terms_of(index, taxonomy).map(|term| {
            let known = catalog.term(taxonomy, term);
            DefinedTerm {
                id: published.address(&published.page(PageKey::Term(taxonomy, term, 0))),
                term_code: &known.id,
                name: known.label.text(lang),
                in_defined_term_set: set(),
            }
        }));
    }
    terms
}

/// Where: the territories or, failing that, the countries, and the point.
fn places<'a>(published: &Published<'a>, index: usize, lang: Lang) -> Vec<Place<'a>> {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let roles = &catalog.model(record).roles;
    let mut places = Vec::new();
    for field in [roles.territory, roles.country].into_iter().flatten() {
        let taxonomy =
            catalog.model(record).fields[field].taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id));
        let Some(taxonomy) = taxonomy else { continue };
        places.extend(record.terms(field).map(|term| {
            let term = catalog.term(taxonomy, term);
            Place::AdministrativeArea { name: term.label.text(lang), same_as: &term.same_as }
        }));
    }
    if let Some(place) = record.place(roles.place) {
        let name = Some(place.localities.join(", ")).filter(|name| !name.is_empty());
        let geo = place.point.map(|point| GeoCoordinates { latitude: point.lat, longitude: point.lon });
        if geo.is_some() || name.is_some() {
            places.push(Place::Place { name, geo });
        }
    }
    places
}

/// A stretch of years as ISO 8601 writes it, with `..` for an open end.
pub(super) fn interval(period: &Period) -> String {
    match (period.start, period.end, period.ongoing) {
        (Some(start), None, false) => format!("{:04}", start.year),
        (start, end, _) => {
            let year = |year: Option<crate::record::Year>| {
                year.map_or("..".to_owned(), |year| format!("{:04}", year.year))
            };
            format!("{}/{}", year(start), year(end))
        }
    }
}

fn grants(money: &Money) -> Vec<MonetaryGrant<'_>> {
    let grants = money.amounts.iter().map(|amount| MonetaryGrant {
        name: amount.concept.as_deref(),
        amount: MonetaryAmount { value: amount.amount, currency: amount.currency.as_deref() },
    });
    grants.collect()
}

fn work(reference: &crate::record::Reference) -> CreativeWork<'_> {
    CreativeWork {
        name: &reference.title,
        author: reference.authors.iter().map(author).collect(),
        date_published: reference.year.as_deref(),
        publisher: reference.publisher.as_deref().map(Agent::named),
        url: reference.url.as_deref(),
    }
}

fn breadcrumb<'a>(published: &Published<'a>, index: usize, lang: Lang) -> BreadcrumbList<'a> {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let step = |position: usize, name: &'a str, key: PageKey| ListItem {
        position,
        name,
        item: published.address(&key.address(catalog, lang)),
    };
    BreadcrumbList {
        item_list_element: [
            step(1, catalog.config.site.title.text(lang), PageKey::Home),
            step(2, catalog.model(record).label.many.text(lang), PageKey::Collection(record.collection, 0)),
            step(3, catalog.title_in(index, lang).0, PageKey::Record(index)),
        ],
    }
}

/// A document as a data block of a page: without anything that could end the block.
pub fn embedded(document: &impl Serialize) -> String {
    let text = serde_json::to_string(document).unwrap_or_default();
    let mut safe = String::with_capacity(text.len() + 64);
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        let letter = rest[at..].chars().next().unwrap_or_default();
        safe.push_str(&rest[..at]);
        safe.push_str(&format!("\\u{:04x}", u32::from(letter)));
        rest = &rest[at + letter.len_utf8()..];
    }
    safe.push_str(rest);
    safe
}

/// The years in which all records together took place.
pub(super) fn coverage(
    records: &[std::sync::Arc<Record>],
    period: impl Fn(&Record) -> Option<Period>,
) -> Option<String> {
    let years: Vec<(i32, i32)> = records.iter().filter_map(|record| period(record)?.years()).collect();
    let first = years.iter().map(|(first, _)| *first).min()?;
    let last = years.iter().map(|(_, last)| *last).max()?;
    Some(format!("{first:04}/{last:04}"))
}
