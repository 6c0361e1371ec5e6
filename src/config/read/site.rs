//! What the site is and says of itself, and which pages are no more where they were.

use super::Reader;
use super::parts::{bad, localized, missing};
use crate::config::addresses::{Addresses, PARTS};
use crate::config::{License, MoveConfig, SiteConfig, THEME, Withdrawn};
use crate::date::Date;
use crate::lang::Lang;
use crate::link;
use crate::tree::{self, Entries, Node};

impl Reader<'_> {
    pub(super) fn site(&mut self, node: &Node) -> SiteConfig {
        let mut entries = Entries::of(node, self.report);
        let title_node = entries.take(&["title"]);
        if title_node.is_none() {
            self.report.add(missing("title", node.span));
        }
        let site = SiteConfig {
            title: title_node.map(|node| localized(node, self.default, self.report)).unwrap_or_default(),
            description: self.localized(&mut entries, &["description"]),
            languages: self.languages(entries.take(&["languages"])),
            base_url: link::address(entries.take(&["base_url"]), self.report).map(|url| with_slash(&url)),
            publisher: self.localized(&mut entries, &["publisher"]),
            email: entries.text(&["email"], self.report),
            oai_gateway: entries.text(&["oai_gateway"], self.report),
            edition: entries.text(&["edition"], self.report),
            date: self.date(&mut entries),
            license: entries.take(&["license"]).map(|node| self.license(node)),
            theme_span: entries.span_of(&["theme"]),
            theme: self.folder(&mut entries, &["theme"]).unwrap_or_else(|| THEME.to_owned()),
            pages: self.folder(&mut entries, &["pages"]),
            media: self.folder(&mut entries, &["media"]),
            duplicates: self.folder(&mut entries, &["duplicates"]),
            glossary: self.folder(&mut entries, &["glossary"]),
            social_images: entries.flag(&["social_images"], self.report),
            menu_span: entries.span_of(&["menu"]),
            menu: entries.texts(&["menu"], self.report),
            countries: self.named(&mut entries, &["countries"], true),
            history: entries.flag(&["history"], self.report),
            span: node.span,
        };
        entries.finish(self.report);
        site
    }

    /// The date of the edition, which must be one.
    pub(super) fn date(&mut self, entries: &mut Entries<'_>) -> Option<String> {
        let node = entries.take(&["date"])?;
        let text = tree::text(node, self.report)?;
        match Date::parse(&text, node.span) {
            Ok(date) => Some(date.to_string()),
            Err(finding) => {
                self.report.add(finding);
                None
            }
        }
    }

    pub(super) fn languages(&mut self, node: Option<&Node>) -> Vec<Lang> {
        let mut languages = Vec::new();
        for item in node.map_or(&[][..], Node::items) {
            match item.scalar().and_then(Lang::parse) {
                Some(lang) if !languages.contains(&lang) => languages.push(lang),
                Some(_) => {}
                None => self.report.add(
                    bad(
                        item.span,
                        "Esto no es el código de un idioma.",
                        "This is not the code of a language.",
                    )
                    .hint(
                        "Use el de dos o tres letras minúsculas: es, en, pt.",
                        "Use the one of two or three small letters: es, en, pt.",
                    ),
                ),
            }
        }
        if languages.is_empty() { vec![self.default] } else { languages }
    }

    pub(super) fn license(&mut self, node: &Node) -> License {
        if let Some(name) = node.scalar() {
            return License { name: name.to_owned(), url: None };
        }
        let mut entries = Entries::of(node, self.report);
        let license = License {
            name: entries.setting(&["name"], self.report),
            url: link::address(entries.take(&["url"]), self.report),
        };
        entries.finish(self.report);
        license
    }

    pub(super) fn synonyms(&mut self, node: &Node) -> Option<String> {
        let mut entries = Entries::of(node, self.report);
        let file = self.folder(&mut entries, &["synonyms"]);
        entries.finish(self.report);
        file
    }

    pub(super) fn addresses(&mut self, node: Option<&Node>) -> Addresses {
        let mut addresses = Addresses::in_language(self.default);
        let Some(node) = node else { return addresses };
        let mut entries = Entries::of(node, self.report);
        for (part, keys, _) in PARTS {
            if let Some(name) = self.folder(&mut entries, keys) {
                addresses.set(part, name);
            }
        }
        entries.finish(self.report);
        addresses
    }

    pub(super) fn moved(&mut self, node: &Node) -> MoveConfig {
        let mut entries = Entries::of(node, self.report);
        let moved = MoveConfig {
            from: page_address(&entries.setting(&["from"], self.report)),
            to: page_address(&entries.setting(&["to"], self.report)),
            span: node.span,
        };
        entries.finish(self.report);
        moved
    }

    pub(super) fn withdrawn(&mut self, node: &Node) -> Withdrawn {
        let mut entries = Entries::of(node, self.report);
        let withdrawn = Withdrawn {
            address: page_address(&entries.setting(&["address"], self.report)),
            title: self.localized(&mut entries, &["title"]),
            reason: self.localized(&mut entries, &["reason"]),
            date: entries.text(&["date"], self.report),
            span: node.span,
        };
        entries.finish(self.report);
        withdrawn
    }
}

/// An address of a page: from the root of the site, ending in a slash.
fn page_address(written: &str) -> String {
    format!("{}/", written.trim_matches('/'))
}

fn with_slash(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}
