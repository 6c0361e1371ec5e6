//! An address elsewhere.

use serde::Serialize;

use crate::report::rules;
use crate::report::{Finding, Report};
use crate::tree::{self, Entries, Names, Node};

const TITLE: Names = &["titulo", "title", "título"];
const URL: Names = &["url", "enlace", "link"];
const NOTE: Names = &["nota", "note"];
/// Every key of a link.
pub(crate) const KEYS: &[Names] = &[TITLE, URL, NOTE];

/// A link out of the site.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// What it leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The address.
    pub url: String,
    /// What else is known of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A list of links; a plain text is an address.
pub(crate) fn read(node: &Node, report: &mut Report) -> Vec<Link> {
    node.items().iter().filter_map(|item| one(item, report)).collect()
}

fn one(node: &Node, report: &mut Report) -> Option<Link> {
    if node.scalar().is_some() {
        return address(Some(node), report).map(|url| Link { title: None, url, note: None });
    }
    let mut entries = Entries::of(node, report);
    let title = entries.text(TITLE, report);
    let named = entries.take(URL);
    let note = entries.text(NOTE, report);
    entries.finish(report);
    if named.is_none() {
        report.add(tree::missing_key(("url", "url"), node.span));
    }
    address(named, report).map(|url| Link { title, url, note })
}

/// An `http`, `https` or `mailto` address; anything else is a finding.
pub(crate) fn address(node: Option<&Node>, report: &mut Report) -> Option<String> {
    let node = node?;
    let url = tree::text(node, report)?;
    let well_formed = is_web(&url) && !url.contains(char::is_whitespace);
    if !well_formed {
        report.add(
            Finding::new(
                &rules::BAD_LINK,
                node.span,
                format!("«{url}» no es una dirección de internet."),
                format!("“{url}” is no internet address."),
            )
            .hint(
                "Escríbala entera, con https:// o http:// y sin espacios.",
                "Write it whole, with https:// or http:// and no spaces.",
            ),
        );
        return None;
    }
    Some(url)
}

/// Whether an address leads to the web by a safe scheme.
pub(crate) fn is_web(url: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && url.len() > scheme.len()
    })
}
