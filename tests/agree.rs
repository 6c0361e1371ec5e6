//! What stands beside a link is what the link opens: on this observatory, page by page.
#![cfg(feature = "build")]
#![allow(clippy::expect_used, missing_docs)]

mod built;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use atalaya::catalog::Catalog;
use atalaya::record::Answer;
use atalaya::search::ask::Ask;
use atalaya::search::disk::Library;
use atalaya::search::{index, stock};
use atalaya::site;
use atalaya::source::Root;
use atalaya::survey::across::{Group, groups};
use built::{Built, build, here};
use scraper::{ElementRef, Html, Selector};

fn built() -> &'static Built {
    static SITE: OnceLock<Built> = OnceLock::new();
    SITE.get_or_init(|| build(&here("")))
}

fn catalog() -> Arc<Catalog> {
    static CATALOG: OnceLock<Arc<Catalog>> = OnceLock::new();
    let open = || site::open(&Root::new(here("")), false).catalog.expect("a catalog");
    CATALOG.get_or_init(open).clone()
}

fn page(path: &str) -> Html {
    Html::parse_document(built().text(path))
}

fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first number of a text.
fn number(text: &str) -> usize {
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("no number in “{text}”"))
}

/// The pages, in the first language, of every term and every actor.
fn pages_below(folders: &[String]) -> Vec<&'static str> {
    let below = |path: &&String| folders.iter().any(|folder| path.starts_with(&format!("{folder}/")));
    built().0.keys().filter(|path| path.ends_with("/index.html")).filter(below).map(String::as_str).collect()
}

#[test]
fn exploring_opens_as_many_records_as_its_link_says() {
    let catalog = catalog();
    let library = Library::of(index::build(&stock::stock(&catalog)).expect("an index")).expect("a library");
    let mut folders: Vec<String> =
        catalog.config.taxonomies.iter().map(|taxonomy| taxonomy.address.clone()).collect();
    folders.push("actores".to_owned());
    let mut seen = 0;
    for path in pages_below(&folders) {
        let page = page(path);
        for link in all(&page, "main .tally a") {
            let href = link.attr("href").unwrap_or_default();
            let Some((_, asked)) = href.split_once('?').filter(|(page, _)| page.contains("buscar/")) else {
                continue;
            };
            seen += 1;
            let answer = library.ask(&Ask::read(asked)).expect("an answer");
            assert_eq!(number(&text(link)), answer.total as usize, "{path}: {} opens {asked}", text(link));
        }
    }
    assert!(seen > 300, "{seen} links");
}

#[test]
fn a_row_of_a_matrix_leads_to_as_many_records_as_it_counts() {
    let catalog = catalog();
    let paths = catalog.config.matrices.iter().map(|matrix| format!("matriz/{}/index.html", matrix.slug()));
    let mut seen = 0;
    for path in paths {
        if !built().0.contains_key(&path) {
            continue;
        }
        for row in all(&page(&path), "tbody th:has(.count)") {
            let count = row
                .select(&Selector::parse(".count").expect("a selector"))
                .next()
                .map(text)
                .expect("a count");
            let link = row.select(&Selector::parse("a").expect("a selector")).next();
            let Some(href) = link.and_then(|link| link.attr("href")) else {
                assert_eq!(number(&count), 0, "{path}: {}", text(row));
                continue;
            };
            let listed = page(href.trim_start_matches("../"));
            assert_eq!(number(&count), number(&text(all(&listed, ".page-head .tally")[0])), "{path}: {href}");
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} rows");
}

#[test]
fn a_term_says_what_it_lists_collection_by_collection() {
    let catalog = catalog();
    for (taxonomy, config) in catalog.config.taxonomies.iter().enumerate() {
        for (term, known) in catalog.taxonomies[taxonomy].terms.iter().enumerate() {
            let page = page(&format!("{}/{}/index.html", config.address, known.id));
            let records = catalog.with_term(taxonomy, term);
            let collections: BTreeSet<usize> =
                records.iter().map(|at| catalog.records[*at].collection).collect();
            let headings: Vec<String> = all(&page, "h2[id^=at-records]").into_iter().map(text).collect();
            let labels: Vec<&str> = collections
                .iter()
                .map(|at| catalog.config.collections[*at].label.many.text(atalaya::lang::Lang::ES))
                .collect();
            assert!(
                labels.starts_with(&headings.iter().map(String::as_str).collect::<Vec<_>>()),
                "{}",
                known.id
            );
            let Some(tally) = all(&page, "main .with-aside > div > .tally").first().copied().map(text) else {
                continue;
            };
            for collection in &collections {
                let own = records.iter().filter(|at| catalog.records[**at].collection == *collection).count();
                let label = &catalog.config.collections[*collection].label;
                let name = if own == 1 { &label.one } else { &label.many }
                    .text(atalaya::lang::Lang::ES)
                    .to_lowercase();
                assert!(tally.contains(&format!("{own} {name}")), "{}: {tally}", known.id);
            }
        }
    }
}

#[test]
fn each_record_on_the_map_stands_under_a_territory_of_its_own() {
    let catalog = catalog();
    let page = page("mapa/index.html");
    let by_title: BTreeMap<&str, Vec<usize>> =
        (0..catalog.records.len()).fold(BTreeMap::new(), |mut known, at| {
            known.entry(catalog.title(at)).or_insert_with(Vec::new).push(at);
            known
        });
    let mut seen = 0;
    for territory in all(&page, ".places h4, .places h3:has(a)") {
        let name = territory.text().next().map(str::trim).unwrap_or_default().to_owned();
        let name = if name.is_empty() { text(territory) } else { name };
        let list =
            territory.next_siblings().filter_map(ElementRef::wrap).find(|next| next.value().name() == "ul");
        let Some(list) = list else { continue };
        for record in list.select(&Selector::parse("li:not(.aside) > a").expect("a selector")) {
            let own = by_title[text(record).as_str()].iter().any(|at| {
                let known = atalaya::survey::places::territories_of(&catalog, *at);
                // One with a point of its own may name no territory.
                known.iter().any(|(a, b)| catalog.term(*a, *b).label.text(atalaya::lang::Lang::ES) == name)
                    || known.is_empty() && name == "lugar preciso"
            });
            assert!(own, "{} under {name}", text(record));
            seen += 1;
        }
        let count = number(&text(
            territory.select(&Selector::parse(".count").expect("a selector")).next().expect("a count"),
        ));
        if let Some(href) = territory
            .select(&Selector::parse("a").expect("a selector"))
            .next()
            .and_then(|link| link.attr("href"))
        {
            let term = href.trim_end_matches("/index.html").rsplit('/').next().expect("an id");
            let taxonomy = catalog.taxonomy_at("territorio").expect("territories");
            let at = catalog.taxonomies[taxonomy].find(term).expect("a term");
            assert_eq!(count, catalog.with_term(taxonomy, at).len(), "{name} leads to what it says");
        }
    }
    assert!(seen > 60, "{seen} records");
    assert!(
        !text(all(&page, ".page-head .tally")[0]).contains("herramienta"),
        "what has no place is not looked for"
    );
}

#[test]
fn a_field_counts_each_answer_under_all_its_themes_and_shows_it_once() {
    let catalog = catalog();
    for (field, pages) in catalog.survey.across[0].iter().enumerate() {
        let declared = &catalog.config.collections[0].fields[field];
        let mut shown: Vec<usize> = pages.iter().flatten().flat_map(|slice| slice.records.clone()).collect();
        shown.sort_unstable();
        assert!(shown.windows(2).all(|pair| pair[0] < pair[1]), "{} shows an answer twice", declared.id);
        for (group, total) in groups(pages) {
            let Group::Term(taxonomy, term) = group else { continue };
            if declared.taxonomy.is_some() {
                continue;
            }
            let answers = |at: &&usize| {
                let record = &catalog.records[**at];
                record.collection == 0 && record.answer(field).is_some_and(Answer::has_content)
            };
            let naive = catalog.with_term(taxonomy, term).iter().filter(answers).count();
            assert_eq!(total, naive, "{}: {}", declared.id, catalog.term(taxonomy, term).id);
        }
        for (at, page) in pages.iter().flatten().flat_map(|slice| &slice.also) {
            assert!(
                pages[*page].iter().any(|slice| slice.records.contains(at)),
                "{} points past {at}",
                declared.id
            );
        }
    }
}

#[test]
fn a_colour_means_the_same_kind_in_every_network_and_each_line_opens_its_pair() {
    let catalog = catalog();
    let mut kinds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut around = 0;
    let paths = pages_below(&["red".to_owned(), "actores".to_owned()]);
    for path in paths {
        let page = page(path);
        for one in all(&page, ".key li:has(.node)") {
            let node = one.select(&Selector::parse(".node").expect("a selector")).next().expect("a node");
            let class = node.attr("class").unwrap_or_default().to_owned();
            kinds.entry(class).or_default().insert(text(one));
        }
        for svg in all(&page, "svg.around") {
            around += 1;
            let edges =
                svg.select(&Selector::parse("a.edge[href^='#at-with-']").expect("a selector")).count();
            let nodes = svg.select(&Selector::parse("a.node").expect("a selector")).count();
            assert!(edges == nodes && edges > 1, "{path}: {edges} lines to {nodes} actors");
            assert_eq!(all(&page, ".pairs > li[id^=at-with-]").len(), edges, "{path}");
        }
    }
    assert!(around > 100, "{around} actors");
    assert!(kinds.values().all(|names| names.len() == 1), "{kinds:?}");
    let known = catalog.config.actors.as_ref().and_then(|actors| actors.kinds.clone()).expect("kinds");
    assert!(kinds.len() <= catalog.taxonomies[catalog.taxonomy_at(&known).expect("kinds")].terms.len() + 1);
}

#[test]
fn figures_count_the_collection_they_stand_under() {
    let catalog = catalog();
    let page = page("cifras/index.html");
    let began = |collection: usize| {
        let period = catalog.config.collections[collection].roles.period;
        let own = catalog.of_collection(collection);
        own.filter(|at| catalog.records[*at].period(period).is_some_and(|period| period.start.is_some()))
            .count()
    };
    for (collection, figure) in
        (0..catalog.config.collections.len()).zip(all(&page, "section[aria-labelledby^=at-collection]"))
    {
        let years = Selector::parse(".chart-wide .counted .count").expect("a selector");
        let told: usize = figure.select(&years).map(|count| number(&text(count))).sum();
        assert_eq!(told, began(collection), "{}", catalog.config.collections[collection].id);
    }
    let twice = (0..catalog.records.len()).filter(|at| catalog.full_of(*at).is_some()).count();
    let said = format!("De las identificadas, {twice} son la misma experiencia que una ficha completa.");
    for path in ["cifras/index.html", "matriz/tema-escala/index.html"] {
        assert!(text(page_body(&self::page(path))).contains(&said), "{path}: {said}");
    }
}

fn page_body(page: &Html) -> ElementRef<'_> {
    all(page, "main")[0]
}

#[test]
fn what_is_in_another_language_says_so() {
    for path in ["en/mapa/index.html", "pt/mapa/index.html"] {
        let page = page(path);
        let spots = all(&page, "svg.map a.spot");
        assert!(!spots.is_empty() && spots.iter().all(|spot| spot.attr("lang") == Some("es")), "{path}");
    }
    let english = page("en/index.html");
    let foot = text(all(&english, "footer")[0]);
    assert!(foot.contains("Observatory of regional cooperation."), "{foot}");
}
