//! Everything a site's files say, read but not yet joined.

mod ignored;
mod lists;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{CollectionConfig, Config, TableConfig, localized};
use crate::duplicates::Likeness;
use crate::edition::{self, Edition};
use crate::elsewhere;
use crate::fold::slug;
use crate::glossary::Entry;
use crate::history::{self, History};
use crate::lang::{Lang, Localized};
use crate::markdown::Prose;
use crate::memory::{Kept, Memory};
use crate::permalinks::{self, LOCK, Permalink};
use crate::record::read::name_and_language;
use crate::record::slugs::Addresses;
use crate::record::{self, Record};
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::source::{MAX_LIST, MAX_TEXT, Root, Sources, Stamp};
use crate::tree::Entries;
use crate::vocabulary::synonyms::Synonyms;
use crate::vocabulary::{Actor, Taxonomy};
use crate::yaml::{self, Limits};
use lists::Lists;

pub(crate) use lists::KeptLists;

/// The endings of a file that holds a record.
pub const RECORD_FILES: &[&str] = &[".md", ".markdown", ".yaml", ".yml"];

/// What the files say.
#[derive(Debug, Default)]
pub struct Content {
    /// The taxonomies in the order of the configuration.
    pub taxonomies: Vec<Taxonomy>,
    /// The actors in the order of their files.
    pub actors: Vec<Actor>,
    /// Whether every file of actors could be read.
    pub actors_whole: bool,
    /// The records in the order of their files.
    pub records: Vec<Arc<Record>>,
    /// Collections and slugs of the records whose files could not be read, which is a finding already.
    pub unread: BTreeSet<(usize, String)>,
    /// The free pages.
    pub pages: Vec<Page>,
    /// The paths of images and documents, below the folder of media.
    pub media: Vec<String>,
    /// The glossary.
    pub glossary: Vec<Entry>,
    /// Every address that was ever published, where the site keeps a list.
    pub permalinks: Vec<Permalink>,
    /// The editions, oldest first.
    pub editions: Vec<Edition>,
    /// The general synonyms of the search.
    pub synonyms: Vec<Synonyms>,
    /// What is known of records that look alike.
    pub duplicates: Vec<Likeness>,
    /// What the records said before, where the site asks for it.
    pub history: History,
}

/// A free page, such as *Acerca de*.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its address: the file's name.
    pub slug: String,
    /// Its title per language.
    pub title: Localized,
    /// Its place among the pages.
    pub order: f64,
    /// Its text per language.
    pub text: Localized<Prose>,
    /// Where it begins.
    pub span: Span,
}

/// Reads all files that the configuration names, in parallel where there are many.
pub fn read(
    root: &Root,
    config: &Config,
    mut memory: Option<&mut Memory>,
    sources: &mut Sources,
    report: &mut Report,
) -> Content {
    let languages = &config.site.languages;
    let Lists { taxonomies, actors, actors_whole, glossary, synonyms, duplicates } =
        lists::read(root, config, memory.as_deref_mut(), sources, report);
    let permalinks = permalinks(root, sources, report);
    let (mut records, mut unread) = (Vec::new(), BTreeSet::new());
    for collection in config.collections.iter().enumerate() {
        let mut own =
            records_of(root, collection, config, memory.as_deref_mut(), sources, &mut unread, report);
        for table in &collection.1.tables {
            let addresses = Addresses::of(config, collection, &own, &unread, &permalinks);
            let rows = rows_of(root, collection, table, &addresses, languages[0], sources, report);
            own.extend(rows.into_iter().map(Arc::new));
        }
        let here = elsewhere::Here { config, taxonomies: &taxonomies, actors: &actors };
        let others = elsewhere::read(root, &here, collection.0, &own, sources, report);
        own.extend(others.into_iter().map(Arc::new));
        records.extend(own);
    }
    let pages = config.site.pages.as_deref().map(|folder| pages(root, folder, languages, sources, report));
    let media = config.site.media.as_deref().map(|folder| media(root, folder)).unwrap_or_default();
    let pages = pages.unwrap_or_default();
    Content {
        taxonomies,
        actors,
        actors_whole,
        records,
        unread,
        pages,
        media,
        glossary,
        synonyms,
        duplicates,
        history: history::read(root, config),
        permalinks,
        editions: editions(root, sources, report),
    }
}

/// The editions by their days.
fn editions(root: &Root, sources: &mut Sources, report: &mut Report) -> Vec<Edition> {
    let mut editions = Vec::new();
    for path in root.list(edition::FOLDER, &[".json"]) {
        let Some(file) = root.read(&path, MAX_LIST, sources, report) else { continue };
        match edition::read(&sources.get(file).text, file) {
            Ok(edition) => editions.push(edition),
            Err(finding) => report.add(finding),
        }
    }
    editions.sort_by(|a, b| (&a.date, &a.name).cmp(&(&b.date, &b.name)));
    editions
}

/// The list of published addresses, if the site keeps one.
fn permalinks(root: &Root, sources: &mut Sources, report: &mut Report) -> Vec<Permalink> {
    let file = root.exists(LOCK).then(|| root.read(LOCK, MAX_LIST, sources, report)).flatten();
    file.map(|file| permalinks::read(&sources.get(file).text, file)).unwrap_or_default()
}

/// The records of a collection. Files are read and parsed in parallel; numbers and findings keep the order of paths.
fn records_of(
    root: &Root,
    collection: (usize, &CollectionConfig),
    config: &Config,
    memory: Option<&mut Memory>,
    sources: &mut Sources,
    unread: &mut BTreeSet<(usize, String)>,
    report: &mut Report,
) -> Vec<Arc<Record>> {
    if collection.1.folder.is_empty() {
        return Vec::new(); // A missing key of site.toml, told there.
    }
    let languages = &config.site.languages;
    let known = memory.as_deref();
    let listing = known.and_then(|memory| memory.listing(root, collection.0));
    let listing = listing.unwrap_or_else(|| Arc::new(root.listing(&collection.1.folder, RECORD_FILES)));
    let model = record::Model::new(collection.0, collection.1);
    let first = sources.iter().count() as u32;
    let read: Vec<Arc<Kept>> = listing
        .paths
        .par_iter()
        .enumerate()
        .map(|(at, path)| {
            let file = first + at as u32;
            let kept = known.and_then(|memory| memory.recall(root, collection.0, at, (path, file)));
            kept.unwrap_or_else(|| Arc::new(record_of(root, path, file, &model, languages)))
        })
        .collect();
    if let Some(memory) = memory {
        memory.keep(collection.0, Arc::clone(&listing), read.clone());
    }
    let mut records = Vec::with_capacity(read.len());
    for kept in read {
        if kept.record.is_none() {
            unread.insert((collection.0, slug(&name_and_language(&kept.source.path, languages).0)));
        }
        sources.add(Arc::clone(&kept.source));
        records.extend(kept.record.clone());
        report.findings.extend_from_slice(&kept.report.findings);
    }
    ignored::tell(&listing.others, config, sources, report);
    records
}

/// What a file of a record says.
fn record_of(root: &Root, path: &str, file: u32, model: &record::Model<'_>, languages: &[Lang]) -> Kept {
    let mut report = Report::default();
    let stamp = root.stamp(path).filter(Stamp::is_at_rest);
    let (source, problem) = root.load(path, MAX_TEXT);
    let record = match problem {
        Some(problem) => {
            report.add(problem.finding(file));
            None
        }
        None => record::read(&source, file, model, languages, &mut report),
    };
    let (path, source, record) = (path.to_owned(), Arc::new(source), record.map(Arc::new));
    Kept { path, stamp, number: file, source, record, report }
}

/// The rows of a table of identified experiences, beside the addresses of others.
fn rows_of(
    root: &Root,
    collection: (usize, &CollectionConfig),
    table: &TableConfig,
    addresses: &Addresses<'_>,
    lang: Lang,
    sources: &mut Sources,
    report: &mut Report,
) -> Vec<Record> {
    let Some(file) = root.read(&table.file, MAX_LIST, sources, report) else { return Vec::new() };
    record::table::read(&sources.get(file).text, file, collection, table, addresses, lang, report)
}

/// The free pages: one per name, in as many languages as there are files (`acerca.md`, `acerca.en.md`).
fn pages(
    root: &Root,
    folder: &str,
    languages: &[Lang],
    sources: &mut Sources,
    report: &mut Report,
) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for path in root.list(folder, &[".md", ".markdown"]) {
        let Some(file) = root.read(&path, MAX_TEXT, sources, report) else { continue };
        let (name, lang) = name_and_language(&path, languages);
        let slug = crate::fold::slug(&name);
        let Some((title, order, text)) = page(&sources.get(file).text, file, lang, report) else { continue };
        if slug.is_empty() {
            report.add(record::nameless(Span::start_of(file)));
            continue;
        }
        match pages.iter_mut().find(|page| page.slug == slug) {
            Some(known) if known.text.get(lang).is_some() => report.add(page_twice(&slug, lang, file)),
            Some(known) => {
                title.iter().for_each(|(lang, title)| known.title.set(lang, title.clone()));
                known.text.set(lang, text);
                known.order = known.order.min(order);
            }
            None => {
                pages.push(Page {
                    slug,
                    title,
                    order,
                    text: Localized::one(lang, text),
                    span: Span::start_of(file),
                });
            }
        }
    }
    pages.sort_by(|a, b| a.order.total_cmp(&b.order).then_with(|| a.slug.cmp(&b.slug)));
    pages
}

/// The finding that two files are the same page in the same language.
fn page_twice(slug: &str, lang: Lang, file: u32) -> Finding {
    Finding::new(
        &rules::SAME_SLUG,
        Span::start_of(file),
        format!("La página «{slug}» ya está en este idioma ({lang})."),
        format!("The page “{slug}” is there in this language ({lang}) already."),
    )
    .hint("Deje un solo archivo por página y por idioma.", "Keep one file for each page and language.")
}

/// Title, order and text of a page's file.
fn page(text: &str, file: u32, lang: Lang, report: &mut Report) -> Option<(Localized, f64, Prose)> {
    let parts = record::parts::split(text);
    let node = yaml::parse(&text[parts.front.clone()], file, parts.front.start, Limits::FICHA, report)?;
    let mut entries = Entries::of(&node, report);
    let title = entries.take(&["titulo", "title", "título"]).map(|node| localized(node, lang, report));
    let order = entries.number(&["orden", "order", "ordem"], report).unwrap_or(f64::MAX);
    entries.finish(report);
    if title.is_none() {
        report.add(record::missing_key(("titulo", "title"), Span::start_of(file)).hint(
            "Escriba al comienzo del archivo una línea «---», otra «titulo: …» y otra «---».",
            "Write at the beginning of the file a line “---”, another “title: …” and another “---”.",
        ));
    }
    let body = parts.sections.first().map_or(text.len(), |first| first.start);
    let span = Span::new(file, body, text.len());
    Some((title.unwrap_or_default(), order, Prose::in_page(&text[body..], span, true, report)))
}

/// The files of the media folder, by their paths below it.
fn media(root: &Root, folder: &str) -> Vec<String> {
    let files = root.list(folder, &[]);
    files.iter().filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned)).collect()
}
