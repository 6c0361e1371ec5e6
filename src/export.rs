//! The observatory for other programs: citations, tables, vocabularies, feeds. One file per format, each a pure
//! function of what is published.

pub mod bibtex;
pub mod cite;
pub mod csl;
pub mod ris;
pub mod style;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::plan::PageKey;
use crate::site::File;

pub use cite::Citation;

/// The observatory with the lasting address under which it is published, if that is known.
#[derive(Debug)]
pub struct Published<'a> {
    /// The observatory.
    pub catalog: &'a Catalog,
    base: Option<String>,
}

impl<'a> Published<'a> {
    /// Addresses stand under the one that `site.toml` declares or, failing that, under `base`.
    pub fn new(catalog: &'a Catalog, base: Option<&str>) -> Published<'a> {
        let declared = catalog.config.site.base_url.as_deref();
        let base = declared.or(base).map(|base| format!("{}/", base.trim_end_matches('/')));
        Published { catalog, base }
    }

    /// The lasting address of a page or file of the site, where the site has one.
    pub fn absolute(&self, address: &str) -> Option<String> {
        self.base.as_ref().map(|base| format!("{base}{address}"))
    }

    /// The lasting address or, failing that, the address from the root of the site.
    pub fn address(&self, address: &str) -> String {
        self.absolute(address).unwrap_or_else(|| format!("/{address}"))
    }

    /// The address of the site itself, ending in a slash, where it has one.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// The language of the content.
    pub fn main(&self) -> Lang {
        self.catalog.config.site.languages[0]
    }

    /// The address of a page below the site, in the language of the content.
    pub fn page(&self, key: PageKey) -> String {
        key.address(self.catalog, self.main())
    }

    /// The address of a file of the folder of data, below the site.
    pub fn data(&self, name: &str) -> String {
        format!("{}/{name}", self.catalog.config.data_address)
    }
}

/// Every file that the site publishes for other programs, in no order.
pub fn files(published: &Published<'_>) -> Vec<File> {
    let mut files = beside(published);
    files.extend(FORMATS.par_iter().flat_map_iter(|(_, make)| make(published)).collect::<Vec<_>>());
    files
}

/// What makes the files of a format.
type Make = fn(&Published<'_>) -> Vec<File>;

/// The formats by the names that `atalaya export` knows.
pub const FORMATS: &[(&str, Make)] = &[("bibtex", bibtex::file), ("ris", ris::file), ("csl", csl::file)];

/// The files that stand beside the page of each record.
fn beside(published: &Published<'_>) -> Vec<File> {
    let records = 0..published.catalog.records.len();
    records.into_par_iter().flat_map_iter(|record| beside_record(published, record)).collect()
}

fn beside_record(published: &Published<'_>, record: usize) -> Vec<File> {
    let folder = published.page(PageKey::Record(record));
    let citation = Citation::of(published, record, published.main());
    vec![
        File::text(format!("{folder}{}", bibtex::BESIDE), bibtex::entry(&citation)),
        File::text(format!("{folder}{}", ris::BESIDE), ris::entry(&citation)),
        File::text(format!("{folder}{}", csl::BESIDE), csl::document(std::slice::from_ref(&citation))),
    ]
}
