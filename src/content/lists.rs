//! The lists against which records are read: vocabularies, actors, the glossary, synonyms, what is decided of records
//! that look alike. They come before the records, and are read again only where one of their files has changed.

use std::sync::Arc;

use crate::config::Config;
use crate::duplicates::{self, Likeness};
use crate::glossary::{self, Entry};
use crate::memory::Memory;
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::source::{MAX_LIST, Root, Source, Sources, Stamp};
use crate::tree::Node;
use crate::vocabulary::synonyms::{self, Synonyms};
use crate::vocabulary::{Actor, Taxonomy, read_actors, read_terms};
use crate::yaml::{self, Limits};

/// The endings of a file that holds a list.
const LIST_FILES: &[&str] = &[".yaml", ".yml"];

/// What the lists say.
#[derive(Clone, Debug)]
pub(crate) struct Lists {
    /// The taxonomies in the order of the configuration.
    pub(super) taxonomies: Vec<Taxonomy>,
    /// The actors in the order of their files.
    pub(super) actors: Vec<Actor>,
    /// Whether every file of actors could be read.
    pub(super) actors_whole: bool,
    pub(super) glossary: Vec<Entry>,
    pub(super) synonyms: Vec<Synonyms>,
    pub(super) duplicates: Vec<Likeness>,
}

/// The lists with the files in which they stand.
#[derive(Debug)]
pub(crate) struct KeptLists {
    /// The number of the first file.
    first: u32,
    /// The paths, each with how the disk described the file before it was read; none where that cannot be relied on.
    files: Vec<(String, Option<Stamp>)>,
    sources: Vec<Arc<Source>>,
    lists: Lists,
    report: Report,
}

impl KeptLists {
    /// Whether the lists stand in these files, and nothing in them can have changed.
    fn is_of(&self, root: &Root, first: u32, paths: &[String]) -> bool {
        let same = |((known, stamp), path): (&(String, Option<Stamp>), &String)| {
            known == path && stamp.is_some() && *stamp == root.stamp(path)
        };
        self.first == first && self.files.len() == paths.len() && self.files.iter().zip(paths).all(same)
    }
}

/// Reads the lists that the configuration names.
pub(super) fn read(
    root: &Root,
    config: &Config,
    memory: Option<&mut Memory>,
    sources: &mut Sources,
    report: &mut Report,
) -> Lists {
    let first = sources.iter().count() as u32;
    let paths: Vec<String> = named(config).flat_map(|path| root.list(path, LIST_FILES)).collect();
    let known = memory.as_deref().and_then(Memory::lists);
    let kept = known.filter(|kept| kept.is_of(root, first, &paths)).unwrap_or_else(|| {
        let stamps = paths.iter().map(|path| root.stamp(path).filter(Stamp::is_at_rest));
        let files = paths.iter().cloned().zip(stamps).collect();
        let (mut own, mut report) = (sources.clone(), Report::default());
        let lists = parse(root, config, &mut own, &mut report);
        Arc::new(KeptLists { first, files, sources: own.from(first), lists, report })
    });
    for source in &kept.sources {
        sources.add(Arc::clone(source));
    }
    report.findings.extend_from_slice(&kept.report.findings);
    let lists = kept.lists.clone();
    if let Some(memory) = memory {
        memory.keep_lists(kept);
    }
    lists
}

/// The path of every list.
fn named(config: &Config) -> impl Iterator<Item = &str> {
    let taxonomies = config.taxonomies.iter().map(|taxonomy| &taxonomy.file);
    let actors = config.actors.iter().map(|actors| &actors.files);
    let others = [&config.site.glossary, &config.synonyms, &config.site.duplicates];
    let paths = taxonomies.chain(actors).chain(others.into_iter().flatten());
    paths.map(String::as_str).filter(|path| !path.is_empty())
}

fn parse(root: &Root, config: &Config, sources: &mut Sources, report: &mut Report) -> Lists {
    let default = config.site.languages[0];
    let taxonomies = config.taxonomies.iter().map(|taxonomy| {
        let (trees, whole) = list(root, &taxonomy.file, taxonomy.file_span, sources, report);
        let terms = trees.iter().flat_map(|node| read_terms(node, default, report)).collect();
        Taxonomy::new(terms, whole, report)
    });
    let taxonomies: Vec<Taxonomy> = taxonomies.collect();
    let declared = config.actors.as_ref();
    let (trees, actors_whole) = declared
        .map_or((Vec::new(), true), |actors| list(root, &actors.files, actors.files_span, sources, report));
    let actors = trees.iter().flat_map(|node| read_actors(node, default, report)).collect();
    let glossary = optional(root, config.site.glossary.as_deref(), config.site.span, sources, report);
    let glossary = glossary.iter().flat_map(|node| glossary::read(node, default, report)).collect();
    let synonyms = optional(root, config.synonyms.as_deref(), config.site.span, sources, report);
    let synonyms = synonyms.iter().flat_map(|node| synonyms::read(node, report)).collect();
    let duplicates = optional(root, config.site.duplicates.as_deref(), config.site.span, sources, report);
    let duplicates = duplicates.iter().flat_map(|node| duplicates::read(node, report)).collect();
    Lists { taxonomies, actors, actors_whole, glossary, synonyms, duplicates }
}

/// The trees of a list that a site may do without.
fn optional(
    root: &Root,
    path: Option<&str>,
    declared: Span,
    sources: &mut Sources,
    report: &mut Report,
) -> Vec<Node> {
    path.map(|path| list(root, path, declared, sources, report).0).unwrap_or_default()
}

/// The trees of a YAML file, or of all in a folder, and whether all of them could be read.
fn list(
    root: &Root,
    path: &str,
    declared: Span,
    sources: &mut Sources,
    report: &mut Report,
) -> (Vec<Node>, bool) {
    if path.is_empty() {
        return (Vec::new(), false); // A missing key of site.toml, told there.
    }
    let files = root.list(path, LIST_FILES);
    if files.is_empty() {
        report.add(no_files(path, declared));
    }
    let mut trees = Vec::new();
    for file in &files {
        let Some(number) = root.read(file, MAX_LIST, sources, report) else { continue };
        trees.extend(yaml::parse(&sources.get(number).text, number, 0, Limits::LIST, report));
    }
    let whole = !files.is_empty() && trees.len() == files.len();
    (trees, whole)
}

fn no_files(path: &str, declared: Span) -> Finding {
    Finding::new(
        &rules::UNREADABLE,
        declared,
        format!("No hay ningún archivo YAML en «{path}»."),
        format!("There is no YAML file at “{path}”."),
    )
    .hint(
        "Cree el archivo o corrija la ruta en site.toml.",
        "Create the file or correct the path in site.toml.",
    )
}
