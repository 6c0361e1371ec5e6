//! CSL-JSON, which citation processors read.

use serde::Serialize;

use super::{Citation, Set};
use crate::output::File;
use crate::record::{Author, Date};

/// The file beside the page of a record.
pub const BESIDE: &str = "cita.json";

/// All records in one file.
pub fn file(set: &Set<'_>) -> Vec<File> {
    vec![File::text(set.published.data("citas.json"), document(set.own_citations()))]
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    r#type: &'static str,
    title: &'a str,
    author: &'a [Author],
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    publisher: &'a str,
    genre: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(rename = "collection-title", skip_serializing_if = "Option::is_none")]
    collection: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    language: &'a str,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    keyword: String,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    parts: [Vec<i32>; 1],
}

/// A list of citations.
pub fn document<'c>(citations: impl IntoIterator<Item = &'c Citation>) -> String {
    let items: Vec<String> =
        citations.into_iter().filter_map(|citation| serde_json::to_string(&item(citation)).ok()).collect();
    format!("[\n{}\n]\n", items.join(",\n"))
}

fn item(citation: &Citation) -> Item<'_> {
    Item {
        id: &citation.key,
        r#type: "report",
        title: &citation.title,
        author: &citation.authors,
        issued: citation.date.map(|date| Issued { parts: [parts(date)] }),
        publisher: citation.publisher.as_deref().unwrap_or(&citation.site),
        genre: &citation.kind,
        number: citation.number.as_deref(),
        collection: citation.other_site(),
        edition: citation.edition.as_deref(),
        url: citation.url.as_deref(),
        language: citation.lang.code(),
        summary: citation.summary.as_deref(),
        keyword: citation.keywords.join(", "),
    }
}

fn parts(date: Date) -> Vec<i32> {
    std::iter::once(date.year).chain(date.month.into_iter().chain(date.day).map(i32::from)).collect()
}
