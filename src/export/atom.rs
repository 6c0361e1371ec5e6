//! Atom feeds: the newest records of the site, of each term and of each actor.

use rayon::prelude::*;

use super::{Published, Set, cite, xml};
use crate::output::File;
use crate::plan::PageKey;
use crate::record::Date;

/// How many records a feed holds.
const MOST: usize = 30;
/// The name of a feed, in the folder of the page it goes with.
const NAME: &str = "atom.xml";

/// The address of the feed of a page, below the site, where the page has one: feeds need lasting addresses and dates.
pub fn address(published: &Published<'_>, key: PageKey) -> Option<String> {
    let dated = published.base().is_some() && cite::edition_date(published).is_some();
    (dated && !records(published, key).is_empty()).then(|| format!("{}{NAME}", published.page(key)))
}

/// All feeds.
pub fn files(set: &Set<'_>) -> Vec<File> {
    let catalog = set.published.catalog;
    let terms = catalog.taxonomies.iter().enumerate();
    let terms = terms
        .flat_map(|(at, taxonomy)| (0..taxonomy.terms.len()).map(move |term| PageKey::Term(at, term, 0)));
    let actors = (0..catalog.actors.len()).map(|actor| PageKey::Actor(actor, 0));
    let keys: Vec<PageKey> = std::iter::once(PageKey::Home).chain(terms).chain(actors).collect();
    keys.into_par_iter()
        .filter_map(|key| Some(File::text(address(&set.published, key)?, feed(set, key))))
        .collect()
}

/// The records of a page's feed, in the order of the catalog.
fn records(published: &Published<'_>, key: PageKey) -> Vec<usize> {
    let catalog = published.catalog;
    let full = |record: &usize| !catalog.records[*record].identified;
    match key {
        PageKey::Home => (0..catalog.records.len()).filter(full).collect(),
        PageKey::Term(taxonomy, term, _) => {
            catalog.with_term(taxonomy, term).iter().copied().filter(full).collect()
        }
        PageKey::Actor(actor, _) => catalog.with_actor(actor).iter().copied().filter(full).collect(),
        _ => Vec::new(),
    }
}

fn feed(set: &Set<'_>, key: PageKey) -> String {
    let published = &set.published;
    let mut records = records(published, key);
    records.sort_by_key(|record| std::cmp::Reverse(set.citations[*record].date));
    records.truncate(MOST);
    let page = published.address(&published.page(key));
    let own = published.address(&address(published, key).unwrap_or_default());
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        published.main()
    );
    xml::element("title", &title(published, key), &mut text);
    xml::element("id", &page, &mut text);
    link("self", &own, &mut text);
    link("alternate", &page, &mut text);
    let newest = records.iter().filter_map(|record| set.citations[*record].date).max();
    newest.into_iter().for_each(|date| xml::element("updated", &moment(date), &mut text));
    let site = &published.catalog.config.site;
    let main = published.main();
    author(site.publisher_in(main).unwrap_or(site.title.text(main)), &mut text);
    records.iter().for_each(|record| entry(set, *record, &mut text));
    text.push_str("</feed>\n");
    text
}

fn title(published: &Published<'_>, key: PageKey) -> String {
    let catalog = published.catalog;
    let main = published.main();
    let site = catalog.config.site.title.text(main);
    match key {
        PageKey::Term(taxonomy, term, _) => {
            let one = catalog.config.taxonomies[taxonomy].label.one.text(main);
            format!("{one}: {} · {site}", catalog.term(taxonomy, term).label.text(main))
        }
        PageKey::Actor(actor, _) => format!("{} · {site}", catalog.actors[actor].name.text(main)),
        _ => site.to_owned(),
    }
}

fn entry(set: &Set<'_>, record: usize, text: &mut String) {
    let citation = &set.citations[record];
    let page = set.published.address(&set.published.page(PageKey::Record(record)));
    text.push_str("<entry>\n");
    xml::element("title", &citation.title, text);
    xml::element("id", &page, text);
    link("alternate", &page, text);
    citation.date.into_iter().for_each(|date| xml::element("updated", &moment(date), text));
    citation.authors.iter().for_each(|name| author(&name.to_string(), text));
    for word in &citation.keywords {
        text.push_str("<category term=\"");
        xml::escape(word, text);
        text.push_str("\"/>\n");
    }
    citation.summary.iter().for_each(|summary| xml::element("summary", summary, text));
    text.push_str("</entry>\n");
}

fn author(name: &str, text: &mut String) {
    text.push_str("<author>");
    xml::element("name", name, text);
    text.push_str("</author>\n");
}

fn link(rel: &str, address: &str, text: &mut String) {
    text.push_str(&format!("<link rel=\"{rel}\" href=\""));
    xml::escape(address, text);
    text.push_str("\"/>\n");
}

/// The beginning of a day; of the first one where the day is not known.
fn moment(date: Date) -> String {
    format!("{}T00:00:00Z", super::oai::day(date))
}
