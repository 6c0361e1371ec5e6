//! The straight line from a folder to a published site.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::catalog::Catalog;
use crate::check::check;
use crate::config;
use crate::content;
use crate::export::{self, Published};
use crate::memory::Memory;

use crate::output::{self, File, Written};
use crate::render::{self, Theme};
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::source::{MAX_TEXT, Root, Sources};
use crate::toml;
use crate::view::Links;

/// The name of the declaration in the site's folder.
pub const DECLARATION: &str = "site.toml";

/// A site that has been read and checked.
#[derive(Debug)]
pub struct Opened {
    /// The files, for showing the lines of findings.
    pub sources: Sources,
    /// What was found, in order.
    pub report: Report,
    /// The observatory, where there is a declaration to read it by.
    pub catalog: Option<Arc<Catalog>>,
    /// How long each step took.
    pub timings: Timings,
}

/// How long each step took, in order.
#[derive(Clone, Debug, Default)]
pub struct Timings(pub Vec<(&'static str, Duration)>);

impl Timings {
    fn time<T>(&mut self, step: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push((step, start.elapsed()));
        result
    }
}

/// Reads and checks the site in a folder. With `strict`, warnings are errors.
pub fn open(root: &Root, strict: bool) -> Opened {
    open_with(root, strict, None)
}

/// The same, remembering between one reading and the next what a file was found to say.
pub fn open_with(root: &Root, strict: bool, mut memory: Option<&mut Memory>) -> Opened {
    let mut sources = Sources::default();
    let mut report = Report::default();
    let mut timings = Timings::default();
    let declaration = root.read(DECLARATION, MAX_TEXT, &mut sources, &mut report);
    let catalog = declaration.map(|file| {
        let text = &sources.get(file).text;
        if let Some(memory) = memory.as_deref_mut() {
            memory.begin(text);
        }
        let tree = toml::parse(text, file, &mut report);
        let config = config::read(&tree, &mut report);
        let content =
            timings.time("read", || content::read(root, &config, memory, &mut sources, &mut report));
        let catalog = timings.time("gather", || Catalog::gather(config, content, &mut report));
        timings.time("check", || check(&catalog, &mut report));
        Arc::new(catalog)
    });
    let report = report.sorted(&sources, strict);
    Opened { sources, report, catalog, timings }
}

/// How a site is built.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The address under which all links stand; without it they are relative, and the site works from any folder.
    pub base_url: Option<String>,
    /// Whether warnings stop the build.
    pub strict: bool,
}

/// A site in memory: every file by its address, and what was found on the way.
#[derive(Debug)]
pub struct Built {
    /// What was read.
    pub opened: Opened,
    /// The files of the site, in order; none where something is wrong.
    pub files: Vec<File>,
}

/// Reads, checks and renders the site in a folder; writes nothing.
pub fn make(root: &Root, options: &Options) -> Built {
    let mut opened = open(root, options.strict);
    let mut files = Vec::new();
    if let Some(catalog) = opened.catalog.as_ref().filter(|_| !opened.report.has_errors()) {
        let mut report = Report::default();
        let theme = opened
            .timings
            .time("theme", || Theme::load(root, &catalog.config, &mut opened.sources, &mut report));
        if let Some(theme) = theme {
            let links = Links::new(catalog, options.base_url.as_deref());
            files = opened.timings.time("render", || pages(catalog, &links, &theme, root, &mut report));
            files.extend(opened.timings.time("export", || others(catalog, options.base_url.as_deref())));
            files.extend(opened.timings.time("index", || search_files(catalog, &mut report)));
            in_order(&mut files, &mut report);
        }
        opened.report.extend(report);
        opened.report = std::mem::take(&mut opened.report).sorted(&opened.sources, options.strict);
    }
    if opened.report.has_errors() {
        files.clear();
    }
    Built { opened, files }
}

/// Every page of the site and what it shows, in no order.
fn pages(catalog: &Catalog, links: &Links<'_>, theme: &Theme, root: &Root, report: &mut Report) -> Vec<File> {
    let mut files = render::pages(catalog, links, theme, report);
    files.extend(theme.assets());
    files.extend(media(catalog, root));
    files
}

/// Every file of the site that is neither a page of the plan nor copied as it is.
pub(crate) fn others(catalog: &Catalog, base: Option<&str>) -> Vec<File> {
    let mut files = export::files(Published::new(catalog, base));
    files.extend(crate::view::columns::files(catalog));
    files.extend(crate::view::graphml::file(catalog));
    files.extend(crate::view::map::outlines(catalog));
    files
}

/// Puts the files in the order of their paths; no two may have one.
fn in_order(files: &mut [File], report: &mut Report) {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    for pair in files.windows(2).filter(|pair| pair[0].path == pair[1].path) {
        report.add(claimed_twice(&pair[0].path));
    }
}

/// The finding that two files of the site have one path: a page, an image, a file of data or of the theme.
fn claimed_twice(path: &str) -> Finding {
    Finding::of_site(
        &rules::SAME_ADDRESS,
        format!("Dos archivos del sitio piden la misma dirección, «/{path}»."),
        format!("Two files of the site claim the same address, “/{path}”."),
    )
    .hint(
        "Cambie el nombre de uno, o la dirección que da site.toml a la carpeta de medios o a la de datos.",
        "Change the name of one, or the address that site.toml gives the folder of media or of data.",
    )
}

/// The files of the search.
pub(crate) fn search_files(catalog: &Catalog, report: &mut Report) -> Vec<File> {
    crate::search::publish::files(catalog).unwrap_or_else(|error| {
        report.add(Finding::new(
            &rules::UNREADABLE,
            Span::default(),
            format!("No se pudo hacer el índice de la búsqueda: {error}."),
            format!("The index of the search could not be made: {error}."),
        ));
        Vec::new()
    })
}

/// The images and documents, as they are.
fn media(catalog: &Catalog, root: &Root) -> Vec<File> {
    let address = crate::plan::media_address(catalog);
    let paths = catalog.media.iter().map(|file| format!("{address}/{file}"));
    paths.filter_map(|path| Some(File { bytes: medium(catalog, root, &path)?, path })).collect()
}

/// The bytes of an image or document by its path below the site.
pub(crate) fn medium(catalog: &Catalog, root: &Root, path: &str) -> Option<Vec<u8>> {
    let folder = catalog.config.site.media.as_deref()?;
    let file = path.strip_prefix(crate::plan::media_address(catalog))?.strip_prefix('/')?;
    catalog
        .media
        .iter()
        .any(|known| known == file)
        .then(|| root.bytes(&format!("{folder}/{file}")).ok())
        .flatten()
}

/// Builds the site in a folder into another, whole or not at all.
///
/// # Errors
///
/// Where the disk refuses. Findings about the content are no error: they stand in the report, and nothing is written.
pub fn build(root: &Root, out: &Path, options: &Options) -> std::io::Result<(Built, Option<Written>)> {
    let mut built = make(root, options);
    if built.opened.report.has_errors() || built.opened.catalog.is_none() {
        return Ok((built, None));
    }
    built.files.extend(built.opened.timings.time("pack", || crate::search::publish::packed(&built.files)));
    let start = Instant::now();
    let written = output::write(out, &built.files)?;
    built.opened.timings.0.push(("write", start.elapsed()));
    Ok((built, Some(written)))
}

/// Where a site is written to unless something else is asked for.
pub fn default_out(root: &Root) -> PathBuf {
    root.path().join("public")
}
