//! What machines read in the head of a page: for reference managers, search engines, harvesters and social networks.

use serde::Serialize;

use super::links::At;
use crate::export::{Citation, atom, bibtex, card, csl, json, jsonld, opensearch, ris};
use crate::figure;
use crate::plan::PageKey;
use crate::record::{Author, Date};

/// The metadata of a page, in order.
#[derive(Debug, Default, Serialize)]
pub struct Metadata {
    /// `<meta name=… content=…>`.
    pub names: Vec<(&'static str, String)>,
    /// `<meta property=… content=…>`.
    pub properties: Vec<(&'static str, String)>,
    /// `<link>`.
    pub links: Vec<HeadLink>,
    /// JSON-LD as it may stand in a data block.
    pub jsonld: Option<String>,
}

/// A link in the head of a page.
#[derive(Debug, Serialize)]
pub struct HeadLink {
    /// What the target is to the page.
    pub rel: &'static str,
    /// The target.
    pub href: String,
    /// Its media type.
    pub kind: Option<&'static str>,
    /// What it is called.
    pub title: Option<String>,
}

impl Metadata {
    fn name(&mut self, name: &'static str, content: impl Into<String>) {
        self.names.push((name, content.into()));
    }

    fn property(&mut self, property: &'static str, content: impl Into<String>) {
        self.properties.push((property, content.into()));
    }

    fn link(&mut self, rel: &'static str, kind: Option<&'static str>, href: impl Into<String>) {
        self.links.push(HeadLink { rel, href: href.into(), kind, title: None });
    }
}

/// The metadata of a page with that title.
pub(super) fn metadata(at: &At<'_>, title: Option<&str>) -> Metadata {
    let mut metadata = Metadata::default();
    match at.key {
        PageKey::Record(record) => self::record(&mut metadata, at, record),
        PageKey::NotFound | PageKey::Moved(_) | PageKey::Withdrawn(_) => return metadata,
        _ => page(&mut metadata, at, title),
    }
    offers(&mut metadata, at);
    if at.key == PageKey::Data {
        metadata.jsonld = Some(jsonld::embedded(&crate::export::dataset::document(at.published(), at.lang)));
    }
    metadata
}

/// The feed of the page, and the search of the site.
fn offers(metadata: &mut Metadata, at: &At<'_>) {
    let title = Some(at.text(&at.catalog().config.site.title).0);
    let mut offer = |rel, kind, address: &str| {
        metadata.links.push(HeadLink {
            rel,
            href: at.asset(address),
            kind: Some(kind),
            title: title.clone(),
        });
    };
    if let Some(feed) = atom::address(at.published(), at.key) {
        offer("alternate", "application/atom+xml", &feed);
    }
    if at.published().base().is_some() {
        offer("search", "application/opensearchdescription+xml", opensearch::NAME);
    }
}

/// What social networks read on any page.
fn page(metadata: &mut Metadata, at: &At<'_>, title: Option<&str>) {
    let site = &at.catalog().config.site;
    let name = at.text(&site.title).0;
    metadata.property("og:type", "website");
    metadata.property("og:title", title.unwrap_or(&name));
    metadata.property("og:description", at.text(&site.description).0);
    shared(metadata, at, name);
}

fn shared(metadata: &mut Metadata, at: &At<'_>, site: String) {
    metadata.property("og:site_name", site);
    metadata.property("og:locale", at.lang.code());
    at.published().absolute(&at.address).into_iter().for_each(|url| metadata.property("og:url", url));
}

/// Everything that is known of a record, for each kind of reader.
fn record(metadata: &mut Metadata, at: &At<'_>, index: usize) {
    let citation = Citation::of(at.published(), index, at.lang);
    highwire(metadata, at, &citation);
    dublin_core(metadata, at, index, &citation);
    metadata.name("z:itemType", "report");
    metadata.property("og:type", "article");
    metadata.property("og:title", citation.title.as_str());
    citation.summary.iter().for_each(|text| metadata.property("og:description", text.as_str()));
    shared(metadata, at, citation.site.clone());
    citation.date.iter().for_each(|date| metadata.property("article:published_time", date.to_string()));
    image(metadata, at, index, &citation.title);
    signposts(metadata, at, index);
    metadata.jsonld = Some(jsonld::embedded(&jsonld::record(at.published(), &citation, index, at.lang)));
}

/// The picture of the record, where the site makes them and its address is known.
fn image(metadata: &mut Metadata, at: &At<'_>, index: usize, title: &str) {
    let address = card::address(at.published(), index);
    let Some(url) = address.and_then(|address| at.published().absolute(&address)) else { return };
    metadata.property("og:image", url);
    metadata.property("og:image:type", "image/png");
    metadata.property("og:image:width", figure::card::WIDTH.to_string());
    metadata.property("og:image:height", figure::card::HEIGHT.to_string());
    metadata.property("og:image:alt", title);
    metadata.name("twitter:card", "summary_large_image");
}

/// The tags that scholarly search engines and reference managers ask for. Institutions stand as such, since a name
/// without a comma would be taken for a person's.
fn highwire(metadata: &mut Metadata, at: &At<'_>, citation: &Citation) {
    let publisher = citation.publisher.as_deref().unwrap_or(&citation.site);
    metadata.name("citation_title", citation.title.as_str());
    let mut institutions = Vec::new();
    for author in &citation.authors {
        match author {
            Author::Person { .. } => metadata.name("citation_author", author.to_string()),
            Author::Institution { literal } => institutions.push(literal.as_str()),
        }
    }
    citation.date.iter().for_each(|date| metadata.name("citation_publication_date", slashed(*date)));
    let institution = institutions.first().copied().unwrap_or(publisher);
    metadata.name("citation_technical_report_institution", institution);
    citation
        .number
        .iter()
        .for_each(|number| metadata.name("citation_technical_report_number", number.as_str()));
    metadata.name("citation_series_title", citation.site.as_str());
    metadata.name("citation_publisher", publisher);
    metadata.name("citation_language", at.lang.code());
    citation.summary.iter().for_each(|text| metadata.name("citation_abstract", text.as_str()));
    metadata.name("citation_keywords", citation.keywords.join("; "));
    if let Some(url) = &citation.url {
        metadata.name("citation_abstract_html_url", url.as_str());
        metadata.name("citation_public_url", url.as_str());
    }
}

fn dublin_core(metadata: &mut Metadata, at: &At<'_>, index: usize, citation: &Citation) {
    let catalog = at.catalog();
    let record = &catalog.records[index];
    let roles = &catalog.model(record).roles;
    metadata.link("schema.DCTERMS", None, "http://purl.org/dc/terms/");
    metadata.name("DCTERMS.title", citation.title.as_str());
    citation.authors.iter().for_each(|author| metadata.name("DCTERMS.creator", author.to_string()));
    citation.keywords.iter().for_each(|word| metadata.name("DCTERMS.subject", word.as_str()));
    citation.summary.iter().for_each(|text| metadata.name("DCTERMS.abstract", text.as_str()));
    metadata.name("DCTERMS.publisher", citation.publisher.as_deref().unwrap_or(&citation.site));
    citation.date.iter().for_each(|date| metadata.name("DCTERMS.issued", date.to_string()));
    metadata.name("DCTERMS.type", citation.kind.as_str());
    metadata.name("DCTERMS.language", at.lang.code());
    citation.url.iter().for_each(|url| metadata.name("DCTERMS.identifier", url.as_str()));
    let places = [roles.territory, roles.country].into_iter().flatten();
    for place in places.flat_map(|field| super::list::field_terms(at, record, Some(field))) {
        metadata.name("DCTERMS.spatial", place.text);
    }
    record
        .period(roles.period)
        .iter()
        .for_each(|period| metadata.name("DCTERMS.temporal", period.to_string()));
    let license = catalog.config.site.license.as_ref();
    license.iter().for_each(|license| {
        metadata.name("DCTERMS.license", license.url.as_deref().unwrap_or(&license.name));
        metadata.name("DCTERMS.rights", license.name.as_str());
    });
    metadata.name("DCTERMS.isPartOf", citation.site.as_str());
    metadata.name(
        "DCTERMS.bibliographicCitation",
        crate::export::style::text(&crate::export::style::apa(citation, at.lang)),
    );
}

/// Where machines go from here: the files beside the page, the set, the licence.
fn signposts(metadata: &mut Metadata, at: &At<'_>, index: usize) {
    let folder = PageKey::Record(index).address(at.catalog(), at.main());
    let beside = |name: &str| at.asset(&format!("{folder}{name}"));
    at.published().absolute(&folder).into_iter().for_each(|url| metadata.link("cite-as", None, url));
    for kind in ["https://schema.org/AboutPage", "https://schema.org/Report"] {
        metadata.link("type", None, kind);
    }
    let license = at.catalog().config.site.license.as_ref().and_then(|license| license.url.as_deref());
    license.iter().for_each(|url| metadata.link("license", None, *url));
    metadata.link("describedby", Some("application/x-research-info-systems"), beside(ris::BESIDE));
    metadata.link("describedby", Some("application/x-bibtex"), beside(bibtex::BESIDE));
    metadata.link("describedby", Some("application/vnd.citationstyles.csl+json"), beside(csl::BESIDE));
    metadata.link("alternate", Some("application/json"), beside(json::BESIDE));
    metadata.link("collection", None, at.page(PageKey::Data));
}

/// `2026/03/14`, with the parts that are known.
fn slashed(date: Date) -> String {
    date.to_string().replace('-', "/")
}
