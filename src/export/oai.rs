//! The records as an OAI-PMH static repository, for a gateway to serve to harvesters.

use super::{Citation, Set, xml};
use crate::output::File;
use crate::plan::PageKey;
use crate::record::Date;

/// The most records that a static repository holds; the others go into further ones.
const MOST: usize = 5000;

/// The repositories, where the site's address, its editors' and a date are known.
pub fn files(set: &Set<'_>) -> Vec<File> {
    let published = &set.published;
    let site = &published.catalog.config.site;
    let dated = set.own_citations().all(|citation| citation.date.is_some());
    let (Some(base), Some(email), true) = (published.base(), &site.email, dated) else { return Vec::new() };
    let records: Vec<usize> = set.own().collect();
    let name = |at: usize| if at == 0 { "oai.xml".to_owned() } else { format!("oai-{}.xml", at + 1) };
    let parts = records.chunks(MOST).enumerate();
    parts
        .map(|(at, records)| File::text(name(at), repository(set, base, email, &name(at), records)))
        .collect()
}

fn repository(set: &Set<'_>, base: &str, email: &str, name: &str, records: &[usize]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Repository xmlns=\"http://www.openarchives.org/OAI/2.0/static-repository\" \
         xmlns:oai=\"http://www.openarchives.org/OAI/2.0/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/static-repository \
         http://www.openarchives.org/OAI/2.0/static-repository.xsd\">\n",
    );
    identify(set, base, email, name, records, &mut text);
    text.push_str("<ListMetadataFormats>\n<oai:metadataFormat>\n");
    xml::element("oai:metadataPrefix", "oai_dc", &mut text);
    xml::element("oai:schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", &mut text);
    xml::element("oai:metadataNamespace", "http://www.openarchives.org/OAI/2.0/oai_dc/", &mut text);
    text.push_str("</oai:metadataFormat>\n</ListMetadataFormats>\n<ListRecords metadataPrefix=\"oai_dc\">\n");
    records.iter().for_each(|record| self::record(set, base, *record, &mut text));
    text.push_str("</ListRecords>\n</Repository>\n");
    text
}

/// What the repository is. A gateway serves it under its own address followed by that of this file.
fn identify(set: &Set<'_>, base: &str, email: &str, name: &str, records: &[usize], text: &mut String) {
    let site = &set.published.catalog.config.site;
    let own = format!("{base}{name}");
    let path = own.split_once("://").map_or(own.as_str(), |(_, path)| path);
    let gateway =
        site.oai_gateway.as_ref().map(|gateway| format!("{}/{path}", gateway.trim_end_matches('/')));
    let earliest = records.iter().filter_map(|record| set.citations[*record].date).map(day).min();
    text.push_str("<Identify>\n");
    xml::element("oai:repositoryName", site.title.text(set.published.main()), text);
    xml::element("oai:baseURL", gateway.as_deref().unwrap_or(&own), text);
    xml::element("oai:protocolVersion", "2.0", text);
    xml::element("oai:adminEmail", email, text);
    xml::element("oai:earliestDatestamp", &earliest.unwrap_or_default(), text);
    xml::element("oai:deletedRecord", "no", text);
    xml::element("oai:granularity", "YYYY-MM-DD", text);
    text.push_str("</Identify>\n");
}

fn record(set: &Set<'_>, base: &str, index: usize, text: &mut String) {
    let citation = &set.citations[index];
    let host =
        base.split_once("://").map_or(base, |(_, rest)| rest).split(['/', ':']).next().unwrap_or_default();
    text.push_str("<oai:record>\n<oai:header>\n");
    xml::element("oai:identifier", &format!("oai:{host}:{}", super::table::id(&set.published, index)), text);
    citation.date.into_iter().for_each(|date| xml::element("oai:datestamp", &day(date), text));
    text.push_str(
        "</oai:header>\n<oai:metadata>\n<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
    );
    elements(set, citation, index, text);
    text.push_str("</oai_dc:dc>\n</oai:metadata>\n</oai:record>\n");
}

/// The elements of Dublin Core that a record has something to say in.
fn elements(set: &Set<'_>, citation: &Citation, index: usize, text: &mut String) {
    let published = &set.published;
    let record = &published.catalog.records[index];
    let roles = &published.catalog.model(record).roles;
    let license = published.catalog.config.site.license.as_ref();
    let mut some =
        |name: &str, value: Option<&str>| value.into_iter().for_each(|value| xml::element(name, value, text));
    some("dc:title", Some(&citation.title));
    citation.authors.iter().for_each(|author| some("dc:creator", Some(&author.to_string())));
    citation.keywords.iter().for_each(|word| some("dc:subject", Some(word)));
    some("dc:description", citation.summary.as_deref());
    some("dc:publisher", Some(citation.publisher.as_deref().unwrap_or(&citation.site)));
    some("dc:date", citation.date.map(|date| date.to_string()).as_deref());
    some("dc:type", Some(&citation.kind));
    some("dc:format", Some("text/html"));
    some("dc:identifier", Some(&published.address(&published.page(PageKey::Record(index)))));
    some("dc:language", Some(citation.lang.code()));
    some("dc:relation", Some(&published.address(&published.page(PageKey::Data))));
    some("dc:coverage", record.period(roles.period).map(|period| period.to_string()).as_deref());
    some("dc:rights", license.map(|license| license.url.as_deref().unwrap_or(&license.name)));
}

/// A whole date, the first day of what is known.
pub(super) fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}
