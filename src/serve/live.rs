//! A good site, ready to answer for any of its files.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::plan::PageKey;
use crate::render::{self, Theme};
use crate::report::Report;
use crate::site;
use crate::source::Root;
use crate::view::Links;

/// The base under which all links of a served site stand.
pub(super) const BASE: &str = "/";

/// A site that was read without errors. Its pages are rendered when they are asked for; what is no page (data,
/// search, exports) is made all at once when the first of it is asked for.
#[derive(Debug)]
pub struct Live {
    root: Root,
    catalog: Arc<Catalog>,
    theme: Arc<Theme>,
    others: OnceLock<BTreeMap<String, Vec<u8>>>,
}

impl Live {
    /// The site of a catalog laid out by a theme.
    pub(super) fn new(root: Root, catalog: Arc<Catalog>, theme: Arc<Theme>) -> Live {
        Live { root, catalog, theme, others: OnceLock::new() }
    }

    /// The bytes of a file by its path below the site (`experiencias/coredepa/index.html`).
    ///
    /// # Errors
    ///
    /// Where a template does not work, what was found.
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>, Report> {
        if let Some((key, lang)) = self.page(path) {
            let links = Links::new(&self.catalog, Some(BASE));
            return render::file(&links, &self.theme, key, lang).map(|file| Some(file.bytes));
        }
        if let Some(bytes) = self.theme.asset(path) {
            return Ok(Some(bytes.to_vec()));
        }
        if let Some(bytes) = site::medium(&self.catalog, &self.root, path) {
            return Ok(Some(bytes));
        }
        if let Some(bytes) = site::card(&self.catalog, path) {
            return Ok(Some(bytes));
        }
        Ok(self.others.get_or_init(|| self.make_others()).get(path).cloned())
    }

    fn make_others(&self) -> BTreeMap<String, Vec<u8>> {
        let index = site::search_files(&self.catalog, &mut Report::default());
        let others = site::others(&self.catalog, Some(BASE)).into_iter().chain(index);
        others.map(|file| (file.path, file.bytes)).collect()
    }

    fn page(&self, path: &str) -> Option<(PageKey, Lang)> {
        let address = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => path,
        };
        self.catalog.addresses().by_address.get(address).copied()
    }

    /// The error page in the language of the part of the site in which nothing was found.
    pub(super) fn not_found(&self, path: &str) -> Result<Option<Vec<u8>>, Report> {
        let first = path.split('/').next().and_then(Lang::parse);
        let site = &self.catalog.config.site;
        let lang = first.filter(|lang| site.languages.contains(lang)).unwrap_or(site.languages[0]);
        self.file(&PageKey::NotFound.address(&self.catalog, lang))
    }
}
