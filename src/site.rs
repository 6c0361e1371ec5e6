//! The straight line from a folder to a published site.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

use crate::catalog::Catalog;
use crate::check::check;
use crate::config;
use crate::content;
use crate::export::{self, Published, card};
use crate::lang::Lang;
use crate::memory::Memory;
use crate::output::{self, File, Put, Stage, Writer, Written};
use crate::plan::{PageKey, Plan};
use crate::raster;
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
pub struct Timings(pub Vec<Step>);

/// How long a step took.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Its name.
    pub name: &'static str,
    /// By the clock.
    pub wall: Duration,
    /// On all processors together, the disk's share included.
    pub cpu: Duration,
}

impl Timings {
    fn time<T>(&mut self, step: &'static str, work: impl FnOnce() -> T) -> T {
        let (start, before) = (Instant::now(), processor_time());
        let result = work();
        self.0.push(Step { name: step, wall: start.elapsed(), cpu: processor_time().saturating_sub(before) });
        result
    }
}

/// What this process has used of all processors so far.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.max(0).unsigned_abs(), time.tv_nsec.max(0).unsigned_abs() as u32)
}

/// The site's own language, where there is a declaration that can be read.
pub fn language(root: &Root) -> Option<Lang> {
    let (declaration, problem) = root.load(DECLARATION, MAX_TEXT);
    let report = &mut Report::default();
    let config = config::read(&toml::parse(&declaration.text, 0, report), report);
    problem.is_none().then(|| config.site.languages[0])
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
        render::known(root, &config, &mut report);
        let content = timings
            .time("read", || content::read(root, &config, memory.as_deref_mut(), &mut sources, &mut report));
        let before = memory.as_deref().and_then(Memory::catalog);
        let catalog = timings.time("gather", || Catalog::gather(config, content, before, &mut report));
        timings.time("check", || check(&catalog, &mut report));
        let catalog = Arc::new(catalog);
        if let Some(memory) = memory {
            memory.keep_catalog(&catalog);
        }
        catalog
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
    // Nothing is written, so that no disk can refuse.
    let made = output::in_memory(|put| {
        produce(&mut opened, root, options, put)?;
        cards(&mut opened, None, options, put)
    });
    let mut files = made.unwrap_or_default();
    for pair in files.windows(2).filter(|pair| pair[0].path == pair[1].path) {
        opened.report.add(claimed_twice(&pair[0].path));
    }
    if opened.report.has_errors() {
        files.clear();
    }
    Built { opened, files }
}

/// Hands on every file of the site, in no order; returns those of the search, which are among them. None where
/// something is wrong.
fn produce(opened: &mut Opened, root: &Root, options: &Options, put: &dyn Put) -> io::Result<Vec<File>> {
    let mut search = Vec::new();
    let Some(catalog) = opened.catalog.clone().filter(|_| !opened.report.has_errors()) else {
        return Ok(search);
    };
    let mut report = Report::default();
    let timings = &mut opened.timings;
    let theme =
        timings.time("theme", || Theme::load(root, &catalog.config, &mut opened.sources, &mut report));
    if let Some(theme) = theme {
        let links = timings.time("links", || Links::new(&catalog, options.base_url.as_deref()));
        let (records, views): (Vec<PageKey>, Vec<PageKey>) =
            Plan::of(&catalog).pages.into_iter().partition(|key| key.is_of_content());
        timings.time("pages", || {
            theme.assets().into_iter().chain(media(&catalog, root)).try_for_each(|file| put.put(file))?;
            render::pages(&links, &theme, &records, put, &mut report)
        })?;
        timings.time("views", || {
            render::pages(&links, &theme, &views, put, &mut report)?;
            pictures(&catalog).into_iter().try_for_each(|file| put.put(file))
        })?;
        timings
            .time("export", || export::files(Published::new(&catalog, options.base_url.as_deref()), put))?;
        search = timings.time("index", || search_files(&catalog, &mut report));
        search.iter().cloned().try_for_each(|file| put.put(file))?;
    }
    opened.report.extend(report);
    opened.report = std::mem::take(&mut opened.report).sorted(&opened.sources, options.strict);
    Ok(search)
}

/// Hands on the pictures of the records for social networks, where the site asks for them; those that were drawn before
/// are remembered in the site's folder.
fn cards(opened: &mut Opened, kept: Option<&Root>, options: &Options, put: &dyn Put) -> io::Result<()> {
    let catalog = opened.catalog.clone().filter(|catalog| catalog.config.site.social_images);
    let Some(catalog) = catalog.filter(|_| !opened.report.has_errors()) else { return Ok(()) };
    let published = Published::new(&catalog, options.base_url.as_deref());
    let records = 0..catalog.records.len();
    let pictures = records
        .filter_map(|record| Some((card::address(&published, record)?, card::picture(&published, record))));
    opened.timings.time("pictures", || raster::files(kept, pictures.collect(), put))
}

/// The picture of a record by its path below the site.
pub(crate) fn card(catalog: &Catalog, path: &str) -> Option<Vec<u8>> {
    path.strip_suffix(card::BESIDE)?;
    let published = Published::new(catalog, None);
    let is_it = |record: &usize| card::address(&published, *record).as_deref() == Some(path);
    let record = (0..catalog.records.len()).find(is_it)?;
    raster::draw(&card::picture(&published, record), &raster::options()).ok()
}

/// Every file of the site that is neither a page of the plan nor copied as it is.
pub(crate) fn others(catalog: &Catalog, base: Option<&str>) -> Vec<File> {
    let exported = output::in_memory(|put| export::files(Published::new(catalog, base), put));
    exported.unwrap_or_default().into_iter().chain(pictures(catalog)).collect()
}

/// What the views publish beside their pages.
fn pictures(catalog: &Catalog) -> Vec<File> {
    let mut files = crate::view::columns::files(catalog);
    files.extend(crate::view::map::outlines(catalog));
    files
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

/// Builds the site in a folder into another, whole or not at all. Every file is written as soon as it is made, so that
/// only what is being made is held in memory.
///
/// # Errors
///
/// Where the disk refuses. Findings about the content are no error: they stand in the report, and nothing is written.
pub fn build(root: &Root, out: &Path, options: &Options) -> io::Result<(Opened, Option<Written>)> {
    let mut opened = open(root, options.strict);
    if opened.report.has_errors() || opened.catalog.is_none() {
        return Ok((opened, None));
    }
    let stage = Stage::begin(out)?;
    let (clash, clashes) = mpsc::channel();
    let put = Staged { stage: &stage, clash };
    let search = produce(&mut opened, root, options, &put)?;
    cards(&mut opened, Some(root), options, &put)?;
    let packed = || crate::search::publish::packed(&search).into_iter().try_for_each(|file| put.put(file));
    opened.timings.time("pack", packed)?;
    drop(put);
    let clashes: BTreeSet<String> = clashes.iter().collect();
    clashes.iter().for_each(|path| opened.report.add(claimed_twice(path)));
    if opened.report.has_errors() {
        return Ok((opened, None));
    }
    let written = opened.timings.time("swap", || stage.finish())?;
    Ok((opened, Some(written)))
}

/// The next site, and where to tell the paths that two files claim.
struct Staged<'s> {
    stage: &'s Stage,
    clash: mpsc::Sender<String>,
}

impl Staged<'_> {
    fn told(&self, path: &str, done: io::Result<()>) -> io::Result<()> {
        match done {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.clash.send(path.to_owned()).map_err(io::Error::other)
            }
            done => done,
        }
    }
}

impl Put for Staged<'_> {
    fn put(&self, file: File) -> io::Result<()> {
        self.told(&file.path, self.stage.put(&file))
    }

    fn pour(&self, path: String, write: &Writer<'_>) -> io::Result<()> {
        self.told(&path, self.stage.pour(&path, write))
    }
}

/// Where a site is written to unless something else is asked for.
pub fn default_out(root: &Root) -> PathBuf {
    root.path().join("public")
}
