//! What is on show: the last good site, and what is wrong with the newest.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::live::{BASE, Live};
use crate::catalog::Catalog;
use crate::config::Config;
use crate::edition;
use crate::lang::Lang;
use crate::memory::Memory;
use crate::render::{self, Fingerprint, Theme};
use crate::report::{Report, Span, overlay};
use crate::site::{self, Opened};
use crate::source::{Root, Sources, Stamp};
use crate::view::Links;

/// What the browser is shown at one moment.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Counts the readings that changed something.
    pub number: u64,
    /// The number of the last reading in which nothing was wrong; the browser reloads when it grows.
    pub good: u64,
    /// The site of that reading, if there was any.
    pub live: Option<Arc<Live>>,
    /// The findings of the newest reading, for the browser, as JSON.
    pub findings: String,
    /// The language in which findings are told.
    pub lang: Lang,
}

/// Reads the site again and again.
#[derive(Debug)]
pub struct Bench {
    root: Root,
    lang: Option<Lang>,
    memory: Memory,
    theme: Option<Arc<Theme>>,
    stage: Stage,
    folders: BTreeSet<String>,
    seen: Option<Seen>,
}

/// All that a site is made from: where it is the same, so is the site.
#[derive(Debug, PartialEq)]
struct Seen {
    texts: Sources,
    /// The findings by code and place: a text that was misread may be the same when it is read rightly.
    found: Vec<(&'static str, Option<Span>)>,
    theme: Option<Fingerprint>,
    media: Vec<(String, Option<Stamp>)>,
}

impl Seen {
    fn of(root: &Root, opened: &Opened) -> Seen {
        let texts = opened.sources.clone();
        let found = opened.report.findings.iter().map(|found| (found.rule.code, found.place)).collect();
        let Some(catalog) = &opened.catalog else {
            return Seen { texts, found, theme: None, media: Vec::new() };
        };
        let folder = catalog.config.site.media.as_deref().unwrap_or_default();
        let media = catalog.media.iter().map(|file| (file.clone(), root.stamp(&format!("{folder}/{file}"))));
        let theme = Some(Theme::fingerprint_now(root, &catalog.config));
        Seen { texts, found, theme, media: media.collect() }
    }
}

impl Bench {
    /// A bench for the site in a folder, telling findings in a language or else in the site's own.
    pub fn new(root: Root, lang: Option<Lang>) -> Bench {
        let stage =
            Stage { number: 0, good: 0, live: None, findings: String::new(), lang: lang.unwrap_or(Lang::ES) };
        let memory = Memory::default();
        Bench { root, lang, memory, theme: None, stage, folders: BTreeSet::new(), seen: None }
    }

    /// Reads the site as it is now and says what to show. Where nothing has changed, that is what was shown before.
    pub fn read(&mut self, mut tell: impl FnMut(&Opened, Duration)) -> Stage {
        let start = Instant::now();
        let mut opened = site::open_with(&self.root, false, Some(&mut self.memory));
        let seen = Seen::of(&self.root, &opened);
        if self.seen.as_ref() == Some(&seen) {
            return self.stage.clone();
        }
        self.seen = Some(seen);
        let live = self.lay_out(&mut opened);
        if let Some(catalog) = &opened.catalog {
            self.folders.extend(folders(&catalog.config));
            self.stage.lang = self.lang.unwrap_or(catalog.config.site.languages[0]);
        }
        self.stage.number += 1;
        self.stage.findings = overlay(&opened.report, &opened.sources, self.stage.lang);
        if let Some(live) = live {
            self.stage.good = self.stage.number;
            self.stage.live = Some(Arc::new(live));
        }
        tell(&opened, start.elapsed());
        self.stage.clone()
    }

    /// The folders on which the site depends, as far as they are known: the first part of every path it declares.
    pub fn folders(&self) -> BTreeSet<String> {
        let mut folders = self.folders.clone();
        folders.extend(["themes", edition::FOLDER].map(str::to_owned));
        folders
    }

    /// The site with its theme, where nothing is wrong with either.
    fn lay_out(&mut self, opened: &mut Opened) -> Option<Live> {
        let catalog = opened.catalog.clone().filter(|_| !opened.report.has_errors())?;
        let mut report = Report::default();
        let theme = self.theme(&catalog, &mut opened.sources, &mut report);
        let live = theme.map(|theme| Live::new(self.root.clone(), catalog, theme));
        opened.report.extend(report);
        opened.report = std::mem::take(&mut opened.report).sorted(&opened.sources, false);
        live.filter(|_| !opened.report.has_errors())
    }

    /// The theme: the one in use where it has not changed, otherwise a new one, tried on a page of every kind so that
    /// a broken template is told at once.
    fn theme(&mut self, catalog: &Catalog, sources: &mut Sources, report: &mut Report) -> Option<Arc<Theme>> {
        let now = self.seen.as_ref().and_then(|seen| seen.theme);
        if let Some(theme) = self.theme.as_ref().filter(|theme| Some(theme.fingerprint()) == now) {
            return Some(Arc::clone(theme));
        }
        let theme = Arc::new(Theme::load(&self.root, &catalog.config, sources, report)?);
        render::try_out(&Links::new(catalog, Some(BASE)), &theme, report);
        // One with findings is loaded again, so that they are told again.
        self.theme = report.findings.is_empty().then(|| Arc::clone(&theme));
        Some(theme)
    }
}

/// The first part of every path that the site declares.
fn folders(config: &Config) -> impl Iterator<Item = String> {
    let site = &config.site;
    let own = [&site.pages, &site.media, &site.glossary].into_iter().flatten();
    let actors = config.actors.iter().map(|actors| &actors.files);
    let taxonomies = config.taxonomies.iter().map(|taxonomy| &taxonomy.file);
    let collections = config.collections.iter().map(|collection| &collection.folder);
    let others = config.collections.iter().flat_map(|collection| &collection.observatories);
    let others = others.map(|observatory| &observatory.data);
    let paths = own.chain(actors).chain(taxonomies).chain(collections).chain(others);
    paths.filter_map(|path| path.split('/').next()).map(str::to_owned)
}
