//! Where links lead, seen from a page.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::catalog::Catalog;
use crate::export::{Published, is_whole};
use crate::figure::map::Frame;
use crate::figure::world;
use crate::lang::{Lang, Localized};
use crate::markdown::{Prose, SITE, SiteLink};
use crate::plan::{PageKey, media_address};
use crate::survey::likeness::Likeness;

use super::Anchor;
use super::explain::Spellings;

/// Stands where the way to the root of the site goes, in what is laid out before it is known.
pub(crate) const WAY: char = '\u{E001}';

/// The whole site as links see it.
#[derive(Debug)]
pub struct Links<'a> {
    /// The observatory.
    pub catalog: &'a Catalog,
    published: Published<'a>,
    base: Option<String>,
    spellings: Spellings<'a>,
    frames: OnceLock<BTreeMap<String, Frame>>,
}

impl<'a> Links<'a> {
    /// Links under `base` or, without it, relative to each page so that the site works from any folder and from disk.
    pub fn new(catalog: &'a Catalog, base: Option<&str>) -> Links<'a> {
        Links {
            catalog,
            published: Published::new(catalog, base),
            base: base.map(|base| format!("{}/", base.trim_end_matches('/'))),
            spellings: Spellings::of(catalog),
            frames: OnceLock::new(),
        }
    }

    /// The links as a page sees them.
    pub fn at(&'a self, key: PageKey, lang: Lang) -> At<'a> {
        let address = key.address(self.catalog, lang);
        // The error page is shown at any address, so that only links from the root of its host are right in it; where
        // the site has not said what its address is, they are right from the root of the site alone.
        let base = match key {
            PageKey::NotFound => {
                self.base.clone().or_else(|| self.catalog.config.site.base_url.as_deref().map(below_host))
            }
            _ => self.base.clone(),
        };
        let up = base.clone().unwrap_or_else(|| "../".repeat(address.matches('/').count()));
        At { links: self, key, lang, address, up, whole: base.is_some() }
    }

    /// The links as no page sees them yet: each begins with [`WAY`], for what many pages show alike.
    pub(crate) fn anywhere(&'a self, lang: Lang) -> At<'a> {
        At { up: WAY.to_string(), ..self.at(PageKey::Home, lang) }
    }
}

/// The part of an address after the host: `/observatorio/` of `https://example.org/observatorio/`.
fn below_host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned())
}

/// The file in which the page of an address is kept.
pub fn file(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') {
        format!("{address}index.html")
    } else {
        address.to_owned()
    }
}

/// A page, as the place from which its links lead.
#[derive(Debug)]
pub struct At<'a> {
    links: &'a Links<'a>,
    /// The page.
    pub key: PageKey,
    /// Its language.
    pub lang: Lang,
    /// Its address below the site.
    pub address: String,
    /// What leads to the root of the site, ending in a slash or empty.
    pub(crate) up: String,
    /// Whether links are whole, and lead to folders; otherwise they name the file, for reading from disk.
    whole: bool,
}

impl<'a> At<'a> {
    /// The observatory.
    pub fn catalog(&self) -> &'a Catalog {
        self.links.catalog
    }

    /// The glossary by its words.
    pub fn spellings(&self) -> &'a Spellings<'a> {
        &self.links.spellings
    }

    /// The records most like a record.
    pub fn alike(&self, record: usize) -> Vec<Likeness> {
        self.catalog().survey.alike(self.catalog(), record)
    }

    /// The frame of the small map of a country.
    pub fn frame(&self, code: &str) -> Option<&'a Frame> {
        let frames = || super::map::frames(self.catalog(), &world::countries());
        self.links.frames.get_or_init(frames).get(code)
    }

    /// The observatory with its lasting address.
    pub fn published(&self) -> &'a Published<'a> {
        &self.links.published
    }

    /// The language of the content.
    pub fn main(&self) -> Lang {
        self.catalog().config.site.languages[0]
    }

    /// The link to an address of the site, of a page or of a file; a whole address is one already.
    pub fn to(&self, address: &str) -> String {
        if is_whole(address) {
            return address.to_owned();
        }
        if self.whole {
            return format!("{}{address}", self.up);
        }
        let (path, rest) = address.find(['#', '?']).map_or((address, ""), |at| address.split_at(at));
        let folder = path.is_empty() || path.ends_with('/');
        format!("{}{path}{}{rest}", self.up, if folder { "index.html" } else { "" })
    }

    /// The link to a file, never a page: `assets/site.css`.
    pub fn asset(&self, address: &str) -> String {
        format!("{}{address}", self.up)
    }

    /// The link to the root of the site, for scripts.
    pub fn root(&self) -> String {
        let root = self.asset("");
        if root.is_empty() { "./".to_owned() } else { root }
    }

    /// The link to a page in the language of this one.
    pub fn page(&self, key: PageKey) -> String {
        if let PageKey::Record(at) = key
            && let Some(elsewhere) = &self.catalog().records[at].elsewhere
        {
            return elsewhere.url.clone();
        }
        let mut link = String::with_capacity(self.up.len() + 96);
        link.push_str(&self.up);
        let start = link.len();
        key.write_address(self.catalog(), self.lang, &mut link);
        let folder = link.len() == start || link.ends_with('/');
        if folder && !self.whole {
            link.push_str("index.html");
        }
        link
    }

    /// A text in the best language, marked where that is not the page's.
    pub fn text(&self, text: &Localized) -> (String, Option<Lang>) {
        match text.best(self.lang) {
            Some((lang, text)) => (text.clone(), (lang != self.lang).then_some(lang)),
            None => (String::new(), None),
        }
    }

    /// Words of the content's language, marked where that is not the page's.
    pub fn own(&self, text: &str, lang: Lang) -> Anchor {
        Anchor { text: text.to_owned(), lang: (lang != self.lang).then_some(lang), href: None, count: None }
    }

    /// A text with where it leads.
    pub fn anchor(&self, text: &Localized, key: PageKey) -> Anchor {
        let (text, lang) = self.text(text);
        Anchor { text, lang, href: Some(self.page(key)), count: None }
    }

    /// A term with its page.
    pub fn term(&self, taxonomy: usize, term: usize) -> Anchor {
        self.anchor(&self.catalog().term(taxonomy, term).label, PageKey::Term(taxonomy, term, 0))
    }

    /// A record with its page.
    pub fn record(&self, at: usize) -> Anchor {
        let (text, lang) = self.title(at);
        let href = Some(self.page(PageKey::Record(at)));
        Anchor { text, lang, href, count: None }
    }

    /// The observatory that a record belongs to with its home page, where that is another.
    pub fn observatory(&self, at: usize) -> Option<Anchor> {
        let observatory = self.catalog().observatory(at)?;
        let (text, lang) = self.text(&observatory.name);
        Some(Anchor { text, lang, href: Some(observatory.url.clone()), count: None })
    }

    /// The title of a record in the best language.
    pub fn title(&self, at: usize) -> (String, Option<Lang>) {
        let (title, lang) = self.catalog().title_in(at, self.lang);
        (title.to_owned(), (lang != self.lang).then_some(lang))
    }

    /// An actor with its page.
    pub fn actor(&self, at: usize) -> Anchor {
        self.anchor(&self.catalog().actors[at].name, PageKey::Actor(at, 0))
    }

    /// The HTML of a text, with links of the site made to lead from this page.
    pub fn html(&self, prose: &Prose) -> String {
        if prose.links.is_empty() {
            return prose.html.clone();
        }
        let mark = format!("=\"{SITE}");
        let mut pieces = prose.html.split(&mark);
        let mut html = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
            match piece[..digits].parse().ok().and_then(|number: usize| prose.links.get(number)) {
                Some(link) => html.push_str(&format!("=\"{}", self.target(link))),
                None => html.push_str(&mark),
            }
            html.push_str(&piece[digits..]);
        }
        html
    }

    /// Where a link or picture of a text leads from this page, as an attribute writes it.
    fn target(&self, link: &SiteLink) -> String {
        let target = if link.picture {
            self.asset(&format!("{}/{}", media_address(self.catalog()), link.target.trim_start_matches('/')))
        } else {
            self.localized(&link.target)
        };
        target.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
    }

    /// A link of a text, which names the address in the main language, as a link to the page in this one.
    fn localized(&self, target: &str) -> String {
        let address = target.trim_start_matches('/');
        let (path, rest) = address.find(['#', '?']).map_or((address, ""), |at| address.split_at(at));
        let file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        let slash = if path.is_empty() || path.ends_with('/') || file { "" } else { "/" };
        let home = if self.lang == self.main() || file { String::new() } else { format!("{}/", self.lang) };
        self.to(&format!("{home}{path}{slash}{rest}"))
    }
}

#[cfg(test)]
mod tests {
    use super::below_host;

    #[test]
    fn addresses_below_a_host_begin_and_end_with_a_slash() {
        assert_eq!(below_host("https://example.org/observatorio/"), "/observatorio/");
        assert_eq!(below_host("https://example.org/"), "/");
        assert_eq!(below_host("https://example.org"), "/");
    }
}
