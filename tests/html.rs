//! The built site as a browser meets it: every link and anchor leads somewhere, and nothing asks another host.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

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

/// The site of this repository in memory, by path.
fn built(base_url: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let root = Root::new(env!("CARGO_MANIFEST_DIR"));
    let options = Options { base_url: base_url.map(str::to_owned), strict: false };
    let built = site::make(&root, &options);
    assert!(!built.files.is_empty(), "the site does not build: {:?}", built.opened.report);
    built.files.into_iter().map(|file| (file.path, file.bytes)).collect()
}

fn pages(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&str, Page> {
    let html = files.par_iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.as_str(), page(&String::from_utf8_lossy(bytes)))).collect()
}

fn page(html: &str) -> Page {
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
        links: all("a[href]", "href"),
        loads: [all(LOADED, "href"), all("[src]", "src")].concat(),
        inline: inline.collect(),
        policy: all("meta[http-equiv=Content-Security-Policy]", "content")
            .iter()
            .any(|policy| policy.contains("default-src 'none'")),
        ids,
    }
}

/// The links that a browser follows by itself; the others only say what stands where.
const LOADED: &str =
    "link:is([rel=stylesheet], [rel=icon], [rel=preload], [rel=modulepreload], [rel=manifest])[href]";

/// Whether a script holds data, which no browser runs.
fn is_data(kind: Option<&str>) -> bool {
    kind.is_some_and(|kind| kind.ends_with("json"))
}

fn is_elsewhere(link: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| link.starts_with(scheme))
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

fn faults(base: Option<&str>) -> Vec<String> {
    let files = built(base);
    let pages = pages(&files);
    assert!(pages.len() > 100, "{} pages", pages.len());
    let mut faults = Vec::new();
    for (path, page) in &pages {
        let own = page
            .links
            .iter()
            .filter(|link| !is_elsewhere(link) || base.is_some_and(|base| link.starts_with(base)));
        faults.extend(own.chain(&page.loads).filter_map(|link| fault(path, link, base, &files, &pages)));
        faults.extend(page.twice.iter().map(|id| format!("{path}: two elements are “{id}”")));
        faults.extend(page.inline.iter().map(|what| format!("{path}: {what} inside the page")));
        faults.extend((!page.policy).then(|| format!("{path}: no policy")));
    }
    faults
}

#[test]
fn relative_links_lead_somewhere() {
    assert_eq!(faults(None), Vec::<String>::new());
}

#[test]
fn links_under_an_address_lead_somewhere() {
    assert_eq!(faults(Some("https://example.org/observatorio/")), Vec::<String>::new());
}

#[test]
fn relative_links_name_the_file_so_that_they_work_from_disk() {
    let files = built(None);
    for (path, page) in pages(&files) {
        let folder = page.links.iter().find(|link| {
            !is_elsewhere(link)
                && !link.starts_with('#')
                && link.split('#').next().unwrap_or_default().ends_with('/')
        });
        assert_eq!(folder, None, "in {path}");
    }
}

#[test]
fn the_checks_see_what_they_look_for() {
    let page = page("<p id=a style='x' onclick='y'><b id=a></b><script>1</script><a href='../x.html#b'></a>");
    assert_eq!(page.twice, ["a"]);
    assert_eq!(page.inline, ["onclick", "style", "script"]);
    assert!(!page.policy);
    assert_eq!(target("a/b/index.html", "../x.html#b", None).as_deref(), Some("a/x.html"));
    assert_eq!(target("index.html", "../x.html", None), None);
    assert_eq!(target("a/index.html", "/elsewhere/x", Some("/here/")), None);
}
