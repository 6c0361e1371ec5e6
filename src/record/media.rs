//! An image, a video or a document that goes with a ficha.

use serde::Serialize;

use crate::markdown;
use crate::report::{Report, Span};
use crate::tree::{Entries, Names, Node};

const KIND: Names = &["tipo", "kind"];
const FILE: Names = &["archivo", "file", "arquivo"];
const URL: Names = &["url", "enlace", "link"];
const ALTERNATIVE: Names = &["alternativa", "alt", "alternative"];
const CAPTION: Names = &["pie", "caption", "legenda", "titulo", "title"];
const AUTHOR: Names = &["autor", "author"];
const LICENSE: Names = &["licencia", "license", "licença", "licenca"];
/// Every key of a medium.
pub(crate) const KEYS: &[Names] = &[KIND, FILE, URL, ALTERNATIVE, CAPTION, AUTHOR, LICENSE];

/// What a medium is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MediumKind {
    /// A picture, shown on the page.
    Image,
    /// A moving picture, linked.
    Video,
    /// A text or table, linked.
    Document,
}

/// A medium: a file of the site, or an address elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Medium {
    /// What it is.
    pub kind: MediumKind,
    /// The file, below the site's folder of media.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Where it is, when elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The text that stands for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative: Option<String>,
    /// What stands below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Under which terms it may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// Where its file is named.
    #[serde(skip)]
    pub span: Span,
}

/// A list of media.
pub(crate) fn read(node: &Node, report: &mut Report) -> Vec<Medium> {
    node.items().iter().filter_map(|item| one(item, report)).collect()
}

/// How a medium is written, in Spanish and English.
const EXAMPLE: (&str, &str) = (
    "[{ archivo: mesa.jpg, alternativa: Qué se ve en ella }]",
    "[{ file: board.jpg, alternative: What it shows }]",
);

fn one(node: &Node, report: &mut Report) -> Option<Medium> {
    if !node.is_map() {
        let finding = crate::tree::wrong_kind(node, crate::tree::GROUP);
        report.add(
            finding.hint(format!("Escríbalo así: {}.", EXAMPLE.0), format!("Write it so: {}.", EXAMPLE.1)),
        );
        return None;
    }
    let mut entries = Entries::of(node, report);
    let kind = entries.text(KIND, report);
    let named = entries.take(FILE);
    let file = named.and_then(|node| crate::tree::text(node, report));
    let url = crate::link::address(entries.take(URL), report);
    let medium = Medium {
        kind: medium_kind(kind.as_deref(), file.as_deref().or(url.as_deref()).unwrap_or_default()),
        alternative: entries.text(ALTERNATIVE, report),
        caption: entries.text(CAPTION, report),
        author: entries.text(AUTHOR, report),
        license: entries.text(LICENSE, report),
        file,
        url,
        span: named.map_or(node.span, |node| node.span),
    };
    entries.finish(report);
    check(&medium, node.span, report);
    Some(medium)
}

/// The kind that is declared or, failing that, the one the file's ending tells.
fn medium_kind(declared: Option<&str>, name: &str) -> MediumKind {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    match declared {
        Some("video" | "vídeo") => MediumKind::Video,
        Some("imagen" | "image" | "imagem") => MediumKind::Image,
        Some(_) => MediumKind::Document,
        None if ["png", "jpg", "jpeg", "webp", "svg", "gif", "avif"].contains(&ending.as_str()) => {
            MediumKind::Image
        }
        None if ["mp4", "webm", "ogv"].contains(&ending.as_str()) => MediumKind::Video,
        None => MediumKind::Document,
    }
}

fn check(medium: &Medium, whole: Span, report: &mut Report) {
    if medium.file.is_none() && medium.url.is_none() {
        report.add(super::missing_key(("archivo", "file"), whole));
    }
    if medium.kind == MediumKind::Image && medium.alternative.is_none() {
        report.add(markdown::missing_alternative(medium.span));
    }
}
