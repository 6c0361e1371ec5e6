//! The built site as a browser meets it: every link and anchor leads somewhere, and nothing asks another host.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use atalaya::site::{self, Options};
use atalaya::source::Root;
use rayon::prelude::*;
use scraper::{Html, Selector};

/// What a page holds that others, or its own policy, depend on.
struct Page {
    ids: BTreeSet<String>,
    /// The same id twice.
    twice: Vec<String>,
    links: Vec<String>,
    /// What the browser would load by itself, rather than on a click.
    loads: Vec<String>,
    /// What the policy of the page would refuse: scripts and styles inside it.
    inline: Vec<String>,
    policy: bool,
}

/// The site of a folder of this repository in memory, by path.
fn built(folder: &str, base_url: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let root = Root::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let options = Options { base_url: base_url.map(str::to_owned), strict: false };
    let built = site::make(&root, &options);
    assert!(!built.files.is_empty(), "the site does not build: {:?}", built.opened.report);
    built.files.into_iter().map(|file| (file.path, file.bytes)).collect()
}

fn pages<'f>(files: &'f BTreeMap<String, Vec<u8>>, base: Option<&str>) -> BTreeMap<&'f str, Page> {
    let html = files.par_iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.as_str(), page(&String::from_utf8_lossy(bytes), base))).collect()
}

fn page(html: &str, base: Option<&str>) -> Page {
    let document = Html::parse_document(html);
    let all = |selector: &str, attribute: &str| -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        document.select(&selector).filter_map(|element| element.attr(attribute)).map(str::to_owned).collect()
    };
    let mut ids = BTreeSet::new();
    let twice = all("[id]", "id").into_iter().filter(|id| !ids.insert(id.clone())).collect();
    let elements = Selector::parse("*").expect("a selector");
    let inline = document.select(&elements).flat_map(|element| {
        let name = element.value().name();
        let bare = name == "style"
            || name == "script" && element.attr("src").is_none() && !is_data(element.attr("type"));
        let attributes = element
            .value()
            .attrs()
            .map(|(name, _)| name)
            .filter(|name| *name == "style" || name.starts_with("on"));
        bare.then(|| name.to_owned()).into_iter().chain(attributes.map(str::to_owned)).collect::<Vec<_>>()
    });
    Page {
        twice,
        links: all("a[href], link[href]", "href").into_iter().filter(|link| is_own(link, base)).collect(),
        loads: [
            all("link[rel~=stylesheet], link[rel~=icon], link[rel~=preload]", "href"),
            all("[src]", "src"),
        ]
        .concat()
        .into_iter()
        .filter(|link| !link.starts_with("data:image/"))
        .collect(),
        inline: inline.collect(),
        policy: all("meta[http-equiv=Content-Security-Policy]", "content")
            .iter()
            .any(|policy| policy.contains("default-src 'none'")),
        ids,
    }
}

/// Whether a script holds data, which no browser runs.
fn is_data(kind: Option<&str>) -> bool {
    kind.is_some_and(|kind| kind.ends_with("json"))
}

/// Whether a link stays in the site.
fn is_own(link: &str, base: Option<&str>) -> bool {
    // A picture that stands in the page itself asks nobody.
    let elsewhere =
        ["https://", "http://", "mailto:", "data:image/"].iter().any(|scheme| link.starts_with(scheme));
    !elsewhere || base.is_some_and(|base| link.starts_with(base))
}

/// The path of the file that a link of a page leads to, or `None` where it leaves the site.
fn target(page: &str, link: &str, base: Option<&str>) -> Option<String> {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return Some(page.to_owned());
    }
    let whole = match base {
        Some(base) => path.strip_prefix(base)?.to_owned(),
        None => resolve(page, path)?,
    };
    Some(if whole.is_empty() || whole.ends_with('/') { format!("{whole}index.html") } else { whole })
}

/// A relative path seen from a page.
fn resolve(page: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What is wrong with a link of a page.
fn fault(
    page: &str,
    link: &str,
    base: Option<&str>,
    files: &BTreeMap<String, Vec<u8>>,
    pages: &BTreeMap<&str, Page>,
) -> Option<String> {
    let Some(path) = target(page, link, base) else {
        return Some(format!("{page}: “{link}” leaves the site"));
    };
    if !files.contains_key(&path) {
        return Some(format!("{page}: “{link}” leads to {path}, which is not there"));
    }
    let anchor = link.split_once('#').map(|(_, anchor)| anchor)?;
    let known = pages.get(path.as_str()).is_some_and(|page| page.ids.contains(anchor));
    (!known).then(|| format!("{page}: {path} has no “#{anchor}”"))
}

fn faults(files: &BTreeMap<String, Vec<u8>>, base: Option<&str>) -> Vec<String> {
    let pages = pages(files, base);
    let mut faults = Vec::new();
    for (path, page) in &pages {
        let led = page.links.iter().chain(&page.loads);
        faults.extend(led.filter_map(|link| fault(path, link, base, files, &pages)));
        faults.extend(page.twice.iter().map(|id| format!("{path}: two elements are “{id}”")));
        faults.extend(page.inline.iter().map(|what| format!("{path}: {what} inside the page")));
        faults.extend((!page.policy).then(|| format!("{path}: no policy")));
        let folders = page.links.iter().filter(|link| base.is_none() && is_folder(link));
        faults.extend(folders.map(|link| format!("{path}: “{link}” names no file, which a disk needs")));
    }
    faults
}

fn is_folder(link: &str) -> bool {
    link.split(['#', '?']).next().is_some_and(|path| path.ends_with('/'))
}

#[test]
fn every_link_of_this_observatory_leads_somewhere_and_nothing_is_asked_elsewhere() {
    let files = built("", None);
    assert!(files.len() > 500, "{} files", files.len());
    assert_eq!(faults(&files, None), Vec::<String>::new());
}

#[test]
fn so_it_does_below_an_address() {
    let base = "https://example.org/observatorio/";
    for site in ["tests/sites/languages", "tests/sites/sub-paths"] {
        assert_eq!(faults(&built(site, Some(base)), Some(base)), Vec::<String>::new());
    }
}

#[test]
fn the_checks_see_what_they_look_for() {
    let page =
        page("<p id=a style='x' onclick='y'><b id=a></b><script>1</script><a href='../x.html#b'></a>", None);
    assert_eq!(page.twice, ["a"]);
    assert_eq!(page.inline, ["onclick", "style", "script"]);
    assert!(!page.policy);
    assert_eq!(target("a/b/index.html", "../x.html#b", None).as_deref(), Some("a/x.html"));
    assert_eq!(target("index.html", "../x.html", None), None);
    assert_eq!(target("a/index.html", "/elsewhere/x", Some("/here/")), None);
}
