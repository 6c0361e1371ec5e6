//! A record for search engines and harvesters: schema.org as JSON-LD.
//!
//! The record is a `Report`; what it tells of is a `Project`, kept apart. What is not known is left out.

use serde_json::{Value as Json, json};

use super::{Citation, Published, bibtex, csl, ris};
use crate::lang::Lang;
use crate::plan::PageKey;
use crate::record::{Author, Money, Period, Record, Reference, Value};
use crate::vocabulary::Actor;

/// The description of a record in a language, as one document; its citation is in that language.
pub fn record(published: &Published<'_>, citation: &Citation, index: usize, lang: Lang) -> Json {
    let page = PageKey::Record(index).address(published.catalog, lang);
    let id = published.address(&page);
    json!({ "@context": "https://schema.org", "@graph": [
        report(published, citation, index, lang, &id), project(published, index, lang, &id), breadcrumb(published, index, lang),
    ] })
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

fn report(published: &Published<'_>, citation: &Citation, index: usize, lang: Lang, id: &str) -> Json {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let roles = &catalog.model(record).roles;
    let folder = published.page(PageKey::Record(index));
    let file = |name: &str, kind: &str| {
        json!({
            "@type": "MediaObject", "contentUrl": published.address(&format!("{folder}{name}")), "encodingFormat": kind,
        })
    };
    let references = match record.role(roles.references).and_then(|answer| answer.value.as_ref()) {
        Some(Value::References(references)) => references.iter().map(work).collect(),
        _ => Vec::new(),
    };
    let mut entries = json!({
        "@type": "Report", "@id": id, "url": id, "name": citation.title, "headline": citation.title,
        "alternateName": record.line(roles.acronym), "reportNumber": citation.number,
        "author": citation.authors.iter().map(author).collect::<Vec<_>>(),
        "publisher": citation.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name })),
        "datePublished": citation.date, "version": citation.edition, "inLanguage": lang,
        "license": catalog.config.site.license.as_ref().map(|license| license.url.as_ref().unwrap_or(&license.name)),
        "isAccessibleForFree": true, "abstract": citation.summary,
        "keywords": terms(published, index, lang), "citation": references,
        "isPartOf": { "@type": "Dataset", "@id": dataset_id(published), "name": citation.site },
        "about": { "@id": format!("{id}#experiencia") },
    });
    if let Json::Object(entries) = &mut entries {
        entries.insert("spatialCoverage".to_owned(), Json::Array(places(published, index, lang)));
        entries.insert(
            "temporalCoverage".to_owned(),
            json!(record.period(roles.period).map(|period| interval(&period))),
        );
        let files = [
            file(bibtex::BESIDE, "application/x-bibtex"),
            file(ris::BESIDE, "application/x-research-info-systems"),
            file(csl::BESIDE, "application/vnd.citationstyles.csl+json"),
        ];
        entries.insert("encoding".to_owned(), Json::Array(files.to_vec()));
    }
    object(entries)
}

/// The address that stands for the whole set.
pub(super) fn dataset_id(published: &Published<'_>) -> String {
    format!("{}#conjunto", published.address(&published.page(PageKey::Data)))
}

fn project(published: &Published<'_>, index: usize, lang: Lang, id: &str) -> Json {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let roles = &catalog.model(record).roles;
    let parts = record.participations(roles.actors);
    let members = parts.iter().filter_map(|part| part.actor.target);
    let members: Vec<Json> = members.map(|at| actor(published, &catalog.actors[at], at, lang)).collect();
    let money = record.answers.iter().flatten().find_map(|answer| match &answer.value {
        Some(Value::Money(money)) => Some(money),
        _ => None,
    });
    object(json!({
        "@type": "Project", "@id": format!("{id}#experiencia"), "name": catalog.title_in(index, lang).0,
        "alternateName": record.line(roles.acronym), "member": members,
        "foundingDate": record.period(roles.period).and_then(|period| period.start).map(|year| year.year.to_string()),
        "dissolutionDate": record.period(roles.period).and_then(|period| period.end).map(|year| year.year.to_string()),
        "location": places(published, index, lang), "funding": money.map(grants).unwrap_or_default(),
        "subjectOf": { "@id": id },
    }))
}

fn author(author: &Author) -> Json {
    match author {
        Author::Person { family, given } => object(
            json!({ "@type": "Person", "name": format!("{given} {family}").trim(), "familyName": family, "givenName": given }),
        ),
        Author::Institution { literal } => json!({ "@type": "Organization", "name": literal }),
    }
}

fn actor(published: &Published<'_>, actor: &Actor, at: usize, lang: Lang) -> Json {
    let wikidata = actor.wikidata.as_ref().map(|id| format!("https://www.wikidata.org/entity/{id}"));
    let ror =
        actor.ror.as_ref().map(|id| format!("https://ror.org/{}", id.trim_start_matches("https://ror.org/")));
    let same: Vec<String> = [wikidata, ror, actor.url.clone()].into_iter().flatten().collect();
    object(json!({
        "@type": "Organization", "@id": published.address(&published.page(PageKey::Actor(at, 0))),
        "name": actor.name.text(lang), "alternateName": actor.acronym, "sameAs": same,
    }))
}

fn terms(published: &Published<'_>, index: usize, lang: Lang) -> Vec<Json> {
    let catalog = published.catalog;
    let mut terms = Vec::new();
    for (taxonomy, config) in catalog.config.taxonomies.iter().enumerate() {
        let set = published.address(&published.page(PageKey::Taxonomy(taxonomy)));
        for term in catalog.terms_of(index, taxonomy) {
            let known = catalog.term(taxonomy, term);
            terms.push(json!({
                "@type": "DefinedTerm", "@id": published.address(&published.page(PageKey::Term(taxonomy, term, 0))),
                "termCode": known.id, "name": known.label.text(lang),
                "inDefinedTermSet": { "@type": "DefinedTermSet", "@id": set, "name": config.label.many.text(lang) },
            }));
        }
    }
    terms
}

/// Where: the territories or, failing that, the countries, and the point.
fn places(published: &Published<'_>, index: usize, lang: Lang) -> Vec<Json> {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let roles = &catalog.model(record).roles;
    let mut places: Vec<Json> = Vec::new();
    for field in [roles.territory, roles.country].into_iter().flatten() {
        let taxonomy =
            catalog.model(record).fields[field].taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id));
        let Some(taxonomy) = taxonomy else { continue };
        places.extend(record.terms(field).map(|term| {
            let term = catalog.term(taxonomy, term);
            object(json!({ "@type": "AdministrativeArea", "name": term.label.text(lang), "sameAs": term.same_as }))
        }));
    }
    if let Some(place) = record.place(roles.place) {
        let name = place.localities.join(", ");
        let geo = place
            .point
            .map(|point| json!({ "@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon }));
        if geo.is_some() || !name.is_empty() {
            places.push(object(
                json!({ "@type": "Place", "name": (!name.is_empty()).then_some(name), "geo": geo }),
            ));
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

fn grants(money: &Money) -> Vec<Json> {
    let amounts = money.amounts.iter().map(|amount| {
        object(json!({
            "@type": "MonetaryGrant", "name": amount.concept,
            "amount": object(json!({ "@type": "MonetaryAmount", "value": amount.amount, "currency": amount.currency })),
        }))
    });
    amounts.collect()
}

fn work(reference: &Reference) -> Json {
    object(json!({
        "@type": "CreativeWork", "name": reference.title, "author": reference.authors.iter().map(author).collect::<Vec<_>>(),
        "datePublished": reference.year, "publisher": reference.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name })),
        "url": reference.url,
    }))
}

fn breadcrumb(published: &Published<'_>, index: usize, lang: Lang) -> Json {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let at = |key: PageKey| published.address(&key.address(catalog, lang));
    let step = |position: usize, name: &str, item: String| {
        json!({
            "@type": "ListItem", "position": position, "name": name, "item": item,
        })
    };
    json!({ "@type": "BreadcrumbList", "itemListElement": [
        step(1, catalog.config.site.title.text(lang), at(PageKey::Home)),
        step(2, catalog.model(record).label.many.text(lang), at(PageKey::Collection(record.collection, 0))),
        step(3, catalog.title_in(index, lang).0, at(PageKey::Record(index))),
    ] })
}

/// A document as a data block of a page: without anything that could end the block.
pub fn embedded(document: &Json) -> String {
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
pub(super) fn coverage(records: &[Record], period: impl Fn(&Record) -> Option<Period>) -> Option<String> {
    let years: Vec<(i32, i32)> = records.iter().filter_map(|record| period(record)?.years()).collect();
    let first = years.iter().map(|(first, _)| *first).min()?;
    let last = years.iter().map(|(_, last)| *last).max()?;
    Some(format!("{first:04}/{last:04}"))
}
