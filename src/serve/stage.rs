//! What is on show: the last good site, and what is wrong with the newest.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::live::Live;
use super::timed;
use crate::catalog::Catalog;
use crate::config::Config;
use crate::lang::Lang;
use crate::memory::Memory;
use crate::render::{self, Theme};
use crate::report::{Report, overlay};
use crate::site::{self, Opened};
use crate::source::Root;
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
    stage: Stage,
    folders: BTreeSet<String>,
}

impl Bench {
    /// A bench for the site in a folder, telling findings in a language or else in the site's own.
    pub fn new(root: Root, lang: Option<Lang>) -> Bench {
        let stage =
            Stage { number: 0, good: 0, live: None, findings: String::new(), lang: lang.unwrap_or(Lang::ES) };
        Bench { root, lang, memory: Memory::default(), stage, folders: BTreeSet::new() }
    }

    /// Reads the site as it is now and says what to show. Where nothing has changed, that is what was shown before.
    pub fn read(&mut self, mut tell: impl FnMut(&Opened, Duration)) -> Stage {
        let ((opened, live), took) = timed(|| self.open());
        if let Some(catalog) = &opened.catalog {
            self.folders.extend(folders(&catalog.config));
            self.stage.lang = self.lang.unwrap_or(catalog.config.site.languages[0]);
        }
        let findings = overlay(&opened.report, &opened.sources, self.stage.lang);
        if live.is_none() && findings == self.stage.findings {
            return self.stage.clone();
        }
        tell(&opened, took);
        self.stage.number += 1;
        self.stage.findings = findings;
        if let Some(live) = live {
            self.stage.good = self.stage.number;
            self.stage.live = Some(Arc::new(live));
        }
        self.stage.clone()
    }

    /// The folders on which the site depends, as far as they are known: the first part of every path it declares.
    pub fn folders(&self) -> BTreeSet<String> {
        let mut folders = self.folders.clone();
        folders.insert("themes".to_owned());
        folders
    }

    /// The newest reading, and the site where it is a good one.
    fn open(&mut self) -> (Opened, Option<Live>) {
        let mut opened = site::open_with(&self.root, false, Some(&mut self.memory));
        let mut report = Report::default();
        let live = match opened.catalog.clone().filter(|_| !opened.report.has_errors()) {
            Some(catalog) => self.lay_out(catalog, &mut opened, &mut report),
            None => None,
        };
        opened.report.extend(report);
        opened.report = std::mem::take(&mut opened.report).sorted(&opened.sources, false);
        let live = live.filter(|_| !opened.report.has_errors());
        (opened, live)
    }

    /// The site with its theme, tried on one page of every kind so that a broken template is told at once.
    fn lay_out(&mut self, catalog: Arc<Catalog>, opened: &mut Opened, report: &mut Report) -> Option<Live> {
        let theme = Arc::new(Theme::load(&self.root, &catalog.config, &mut opened.sources, report)?);
        render::try_out(&Links::new(&catalog, Some(super::live::BASE)), &theme, report);
        Some(Live::new(self.root.clone(), catalog, theme))
    }
}

/// The first part of every path that the site declares.
fn folders(config: &Config) -> impl Iterator<Item = String> {
    let site = &config.site;
    let own = [&site.pages, &site.media, &site.glossary].into_iter().flatten();
    let actors = config.actors.iter().map(|actors| &actors.files);
    let taxonomies = config.taxonomies.iter().map(|taxonomy| &taxonomy.file);
    let collections = config.collections.iter().map(|collection| &collection.folder);
    let paths = own.chain(actors).chain(taxonomies).chain(collections);
    paths.filter_map(|path| path.split('/').next()).map(str::to_owned)
}
