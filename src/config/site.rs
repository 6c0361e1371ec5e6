//! The shape of what the site says of itself.

use crate::lang::{Lang, Localized};
use crate::report::Span;

/// The theme that comes with the program.
pub const THEME: &str = "observatorio";

/// What the site is and says of itself.
#[derive(Clone, Debug)]
pub struct SiteConfig {
    /// Its name.
    pub title: Localized,
    /// One or two sentences on what it holds.
    pub description: Localized,
    /// The languages of the pages; the first is the content's and stands at the root.
    pub languages: Vec<Lang>,
    /// Where the site is published, for canonical addresses: `https://example.org/observatorio/`.
    pub base_url: Option<String>,
    /// Who publishes it.
    pub publisher: Localized,
    /// Where to write to those who publish it.
    pub email: Option<String>,
    /// The gateway that serves the site's OAI-PMH static repository.
    pub oai_gateway: Option<String>,
    /// The name of the edition, as a citation gives it.
    pub edition: Option<String>,
    /// The date of the edition, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Under which terms the content may be used.
    pub license: Option<License>,
    /// The theme, a folder of `themes/` or one that comes with the program.
    pub theme: String,
    /// Where that is declared.
    pub theme_span: Span,
    /// The folder of the free pages.
    pub pages: Option<String>,
    /// The folder of images and documents.
    pub media: Option<String>,
    /// The file of the glossary.
    pub glossary: Option<String>,
    /// The file that says which records that look alike are the same, and which are not.
    pub duplicates: Option<String>,
    /// Whether each ficha has a picture for social networks.
    pub social_images: bool,
    /// What the main menu leads to: ids of collections, taxonomies and free pages, or `actores`.
    pub menu: Vec<String>,
    /// Where that is declared.
    pub menu_span: Span,
    /// The taxonomy whose term ids are ISO 3166 country codes.
    pub countries: Option<String>,
    /// Whether the pages of records tell what git remembers of them.
    pub history: bool,
    /// Where the declaration stands.
    pub span: Span,
}

impl SiteConfig {
    /// Who publishes it, for readers of a language.
    pub fn publisher_in(&self, lang: Lang) -> Option<&str> {
        self.publisher.best(lang).map(|(_, name)| name.as_str())
    }
}

/// A licence by name and address.
#[derive(Clone, Debug)]
pub struct License {
    /// Its name.
    pub name: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// A move that `site.toml` declares, of a page or of all pages below a folder.
#[derive(Clone, Debug)]
pub struct MoveConfig {
    /// The address it was.
    pub from: String,
    /// The address it is.
    pub to: String,
    /// Where the declaration stands.
    pub span: Span,
}

/// A page that was taken down, and says so.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    /// Its address.
    pub address: String,
    /// What stood there.
    pub title: Localized,
    /// Why it does no more.
    pub reason: Localized,
    /// Since when.
    pub date: Option<String>,
    /// Where the declaration stands.
    pub span: Span,
}
