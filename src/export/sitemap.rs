//! Being found: the sitemap, split where the protocol asks, and the rules for robots.

use super::{Set, cite, oai, xml};
use crate::output::File;
use crate::plan::{PageKey, Plan};
use crate::record::Date;

/// The most addresses that a sitemap holds.
const MOST: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Every page in every language; nothing where the site's address is not known.
pub fn files(set: &Set<'_>) -> Vec<File> {
    if set.published.base().is_none() {
        return Vec::new();
    }
    let pages = pages(set);
    if pages.len() <= MOST {
        return vec![File::text("sitemap.xml", sitemap(&pages))];
    }
    let parts = pages.chunks(MOST).enumerate();
    let mut files: Vec<File> =
        parts.map(|(at, pages)| File::text(format!("sitemap-{}.xml", at + 1), sitemap(pages))).collect();
    let mut index =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for file in &files {
        index.push_str("<sitemap>");
        xml::element("loc", &set.published.address(&file.path), &mut index);
        index.push_str("</sitemap>\n");
    }
    index.push_str("</sitemapindex>\n");
    files.push(File::text("sitemap.xml", index));
    files
}

/// What robots may read: everything.
pub fn robots(set: &Set<'_>) -> Vec<File> {
    let map = set.published.absolute("sitemap.xml").map(|address| format!("Sitemap: {address}\n"));
    vec![File::text("robots.txt", format!("User-agent: *\nAllow: /\n{}", map.unwrap_or_default()))]
}

fn pages(set: &Set<'_>) -> Vec<(String, Option<Date>)> {
    let published = &set.published;
    let catalog = published.catalog;
    let lasting = |key: &PageKey| {
        !matches!(key, PageKey::NotFound | PageKey::Moved(_) | PageKey::Withdrawn(_) | PageKey::Status)
    };
    let keys: Vec<PageKey> = Plan::of(catalog).pages.into_iter().filter(lasting).collect();
    let languages = catalog.config.site.languages.iter();
    let page = |key: &PageKey, lang| (published.address(&key.address(catalog, lang)), changed(set, *key));
    languages.flat_map(|lang| keys.iter().map(move |key| page(key, *lang))).collect()
}

/// When a page changed last, where that is known.
fn changed(set: &Set<'_>, key: PageKey) -> Option<Date> {
    let PageKey::Record(record) = key else { return None };
    let record = &set.published.catalog.records[record];
    cite::date(record, set.published.catalog.model(record).roles.published)
}

fn sitemap(pages: &[(String, Option<Date>)]) -> String {
    let mut text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    for (address, changed) in pages {
        text.push_str("<url>");
        xml::element("loc", address, &mut text);
        if let Some(date) = changed {
            xml::element("lastmod", &oai::day(*date), &mut text);
        }
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    text
}
