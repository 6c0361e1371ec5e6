//! The things of schema.org that a record is described with, each with the properties that are told; what is not known
//! is left out.

use serde::Serialize;

use crate::lang::Lang;
use crate::record::Date;

/// A document: what it tells of, in one graph.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    #[serde(rename = "@context")]
    pub(super) context: &'static str,
    #[serde(rename = "@graph")]
    pub(super) graph: (Report<'a>, Project<'a>, BreadcrumbList<'a>),
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct Report<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub url: String,
    pub name: &'a str,
    pub headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<&'a str>,
    pub in_language: Lang,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<&'a str>,
    pub is_accessible_for_free: bool,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    pub summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<DefinedTerm<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub citation: Vec<CreativeWork<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spatial_coverage: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temporal_coverage: Option<String>,
    pub is_part_of: Dataset<'a>,
    pub about: Reference,
    pub encoding: [MediaObject; 3],
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct Project<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub member: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub founding_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dissolution_date: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub location: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<MonetaryGrant<'a>>,
    pub subject_of: Reference,
}

/// Who wrote, published or took part.
#[derive(Debug, Serialize)]
#[serde(tag = "@type")]
pub(super) enum Agent<'a> {
    #[serde(rename_all = "camelCase")]
    Person { name: String, family_name: &'a str, given_name: &'a str },
    #[serde(rename_all = "camelCase")]
    Organization {
        #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        alternate_name: Option<&'a str>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        same_as: Vec<String>,
    },
}

impl<'a> Agent<'a> {
    /// An organization of which only the name is known.
    pub(super) fn named(name: &'a str) -> Agent<'a> {
        Agent::Organization { id: None, name, alternate_name: None, same_as: Vec::new() }
    }
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct DefinedTerm<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub term_code: &'a str,
    pub name: &'a str,
    pub in_defined_term_set: DefinedTermSet<'a>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type")]
pub(super) struct DefinedTermSet<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct CreativeWork<'a> {
    pub name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "@type")]
pub(super) enum Place<'a> {
    #[serde(rename_all = "camelCase")]
    AdministrativeArea {
        name: &'a str,
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        same_as: &'a [String],
    },
    Place {
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        geo: Option<GeoCoordinates>,
    },
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(tag = "@type")]
pub(super) struct GeoCoordinates {
    pub latitude: f64,
    pub longitude: f64,
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type")]
pub(super) struct MonetaryGrant<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    pub amount: MonetaryAmount<'a>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type")]
pub(super) struct MonetaryAmount<'a> {
    pub value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type")]
pub(super) struct Dataset<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct MediaObject {
    pub content_url: String,
    pub encoding_format: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct BreadcrumbList<'a> {
    pub item_list_element: [ListItem<'a>; 3],
}

#[derive(Debug, Serialize)]
#[serde(tag = "@type")]
pub(super) struct ListItem<'a> {
    pub position: usize,
    pub name: &'a str,
    pub item: String,
}

/// Another thing of the graph, by its id.
#[derive(Debug, Serialize)]
pub(super) struct Reference {
    #[serde(rename = "@id")]
    pub id: String,
}
