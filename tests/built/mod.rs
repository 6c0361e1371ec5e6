//! A site built in memory, for tests to look at.

#![allow(dead_code, unreachable_pub, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use atalaya::lang::Lang;
use atalaya::report::human;
use atalaya::site::{self, Options};
use atalaya::source::Root;
use scraper::{Html, Selector};
use serde_json::Value;

/// A site by the addresses of its files.
pub struct Built(pub BTreeMap<String, Vec<u8>>);

/// A folder of this repository.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Builds the site in a folder; errors fail the test with their words.
pub fn build(folder: &Path) -> Built {
    let built = site::make(&Root::new(folder), &Options::default());
    let told = human(&built.opened.report, &built.opened.sources, Lang::EN);
    assert!(!built.opened.report.has_errors(), "{told}");
    Built(built.files.into_iter().map(|file| (file.path, file.bytes)).collect())
}

/// Copies a folder over another.
pub fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).min_depth(1) {
        let entry = entry.expect("readable");
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        match entry.file_type().is_dir() {
            true => std::fs::create_dir_all(&target).expect("made"),
            false => std::fs::copy(entry.path(), &target).map(|_| ()).expect("copied"),
        }
    }
}

impl Built {
    /// A file as text.
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.0.get(path).unwrap_or_else(|| panic!("there is no {path}"));
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// A file as JSON.
    pub fn json(&self, path: &str) -> Value {
        serde_json::from_str(self.text(path)).expect("JSON")
    }

    /// The pages, by address.
    pub fn pages(&self) -> impl Iterator<Item = (&str, Html)> {
        let pages = self.0.keys().filter(|path| path.ends_with(".html"));
        pages.map(|path| (path.as_str(), Html::parse_document(self.text(path))))
    }

    /// Every link inside the site that leads to no file or to no anchor, and every id that stands twice on a page.
    pub fn faults(&self) -> Vec<String> {
        let pages: BTreeMap<&str, Html> = self.pages().collect();
        let ids: BTreeMap<&str, Vec<&str>> =
            pages.iter().map(|(path, page)| (*path, attributes(page, "id"))).collect();
        let mut faults = Vec::new();
        for (path, page) in &pages {
            let own: BTreeSet<&&str> = ids[path].iter().collect();
            if own.len() < ids[path].len() {
                faults.push(format!("{path}: an id stands twice among {:?}", ids[path]));
            }
            let links = || attributes(page, "href").into_iter().chain(attributes(page, "src"));
            // The error page may be shown anywhere, so that its links begin at the root of the published site.
            let root = links()
                .find_map(|link| link.strip_suffix("assets/site.css"))
                .filter(|root| root.starts_with('/'));
            for link in links() {
                let below = root.and_then(|root| link.strip_prefix(root));
                let link = below.map_or(link.to_owned(), |rest| format!("./{rest}"));
                let from = if below.is_some() { "404.html" } else { *path };
                faults.extend(self.fault(from, &link, &ids));
            }
        }
        faults
    }

    fn fault(&self, path: &str, link: &str, ids: &BTreeMap<&str, Vec<&str>>) -> Option<String> {
        if ["https://", "http://", "mailto:", "data:"].iter().any(|scheme| link.starts_with(scheme)) {
            return None;
        }
        let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
        let target = target.split('?').next().unwrap_or_default();
        if let Some(below) = target.strip_prefix('/') {
            return self.whole_fault(path, link, &format!("/{below}"));
        }
        let target = if target.is_empty() { path.to_owned() } else { join(path, target)? };
        if !self.0.contains_key(&target) {
            return Some(format!("{path}: “{link}” leads to no file ({target})"));
        }
        let known = ids.get(target.as_str()).is_none_or(|ids| anchor.is_empty() || ids.contains(&anchor));
        (!known).then(|| format!("{path}: “{link}” leads to no anchor of {target}"))
    }
}

impl Built {
    /// What is wrong with a link from the root of the host: only the error page, shown at any address, has such.
    fn whole_fault(&self, path: &str, link: &str, target: &str) -> Option<String> {
        let home = Html::parse_document(self.text("index.html"));
        let canonical = Selector::parse("link[rel=canonical]").expect("a selector");
        let address = home.select(&canonical).next().and_then(|link| link.attr("href")).unwrap_or_default();
        let base = address.splitn(4, '/').nth(3).map(|base| format!("/{base}")).unwrap_or_default();
        let target = target.strip_prefix(&base).filter(|_| path.ends_with("404.html") && !base.is_empty());
        let Some(target) = target else {
            return Some(format!("{path}: “{link}” leads from the root of the host"));
        };
        let folder = target.is_empty() || target.ends_with('/');
        let file = if folder { format!("{target}index.html") } else { target.to_owned() };
        (!self.0.contains_key(&file)).then(|| format!("{path}: “{link}” leads to no file ({file})"))
    }
}

/// A relative link from a page, as an address below the site.
fn join(page: &str, link: &str) -> Option<String> {
    let link = percent_decoded(link);
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => parts.pop().map(|_| ())?,
            part => parts.push(part),
        }
    }
    let folder = link.ends_with('/') || link.is_empty() || link.ends_with('.');
    let address = parts.join("/");
    Some(match (folder, address.is_empty()) {
        (true, true) => "index.html".to_owned(),
        (true, false) => format!("{address}/index.html"),
        _ => address,
    })
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The values of an attribute in a page, in order.
pub fn attributes<'p>(page: &'p Html, name: &str) -> Vec<&'p str> {
    let selector = Selector::parse(&format!("[{name}]")).expect("a selector");
    let elements: Vec<_> = page.select(&selector).collect();
    elements.into_iter().filter_map(|element| element.value().attr(name)).collect()
}

/// What stands inside `<main>`, one element to a line.
pub fn main(page: &Html) -> String {
    let selector = Selector::parse("main").expect("a selector");
    let inner = page.select(&selector).next().map(|main| main.inner_html()).unwrap_or_default();
    let lines = inner.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}
