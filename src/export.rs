//! The observatory for other programs: citations, tables, vocabularies, feeds. One file per format, each a pure
//! function of what is published.

pub mod atom;
pub mod bibtex;
pub mod card;
pub mod cite;
pub mod codebook;
pub mod coins;
pub mod contents;
pub mod csl;
pub mod csv;
pub mod datapackage;
pub mod dataset;
pub mod editions;
pub mod geojson;
pub mod graphml;
pub mod json;
pub mod jsonld;
pub mod mixnmatch;
pub mod oai;
pub mod opensearch;
pub mod parquet;
pub mod redirects;
pub mod ris;
mod scan;
pub mod sitemap;
pub mod skos;
pub mod style;
pub mod table;
pub mod xlsx;
mod xml;
mod zip;

use std::io;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::config::Part;
use crate::lang::Lang;
use crate::output::{File, Put};
use crate::plan::PageKey;

pub use cite::Citation;
pub use table::Table;

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
        if is_whole(address) {
            return Some(address.to_owned());
        }
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
        format!("{}/{name}", self.catalog.config.addresses.of(Part::Data))
    }
}

/// Whether an address names its host, and so leads out of the site.
pub fn is_whole(address: &str) -> bool {
    address.contains("://")
}

/// The observatory made ready for the formats: each record as a work that can be cited, and the tables.
#[derive(Debug)]
pub struct Set<'a> {
    /// The observatory with its address.
    pub published: Published<'a>,
    /// The citation of each record, in the language of the content.
    pub citations: Vec<Citation>,
    /// Each record as JSON, on one line.
    pub lines: Vec<Vec<u8>>,
    /// The hash of what each record says.
    pub hashes: Vec<String>,
    /// The tables.
    pub tables: Vec<Table<'a>>,
}

impl<'a> Set<'a> {
    /// Makes ready what is published.
    pub fn new(published: Published<'a>) -> Set<'a> {
        let records = 0..published.catalog.records.len();
        let said = |record| {
            let said = json::Said::of(published.catalog, record);
            (said.line(&published, record), editions::of(&said))
        };
        let cited = |record| Citation::of(&published, record, published.main());
        let ((lines, hashes), (citations, tables)) = rayon::join(
            || records.clone().into_par_iter().map(said).unzip(),
            || (records.clone().into_par_iter().map(cited).collect(), table::tables(&published)),
        );
        Set { lines, hashes, citations, tables, published }
    }

    /// The records of this observatory itself.
    pub fn own(&self) -> impl Iterator<Item = usize> + '_ {
        let catalog = self.published.catalog;
        (0..catalog.records.len()).filter(|record| catalog.is_own(*record))
    }

    /// Their citations.
    pub fn own_citations(&self) -> impl Iterator<Item = &Citation> {
        self.own().map(|record| &self.citations[record])
    }
}

/// Hands on every file that the site publishes for other programs, in no order.
///
/// # Errors
///
/// Those of `put`.
pub fn files(published: Published<'_>, put: &dyn Put) -> io::Result<()> {
    let set = Set::new(published);
    let records = (0..set.published.catalog.records.len()).into_par_iter();
    let own = records.filter(|record| set.published.catalog.is_own(*record));
    let (beside, others) = rayon::join(
        || own.flat_map_iter(|record| beside(&set, record)).try_for_each(|file| put.put(file)),
        || FORMATS.par_iter().try_for_each(|(_, format)| format.put(&set, put)),
    );
    beside.and(others)
}

/// What makes the files of a format.
#[derive(Clone, Copy, Debug)]
pub enum Format {
    /// Small ones.
    Made(fn(&Set<'_>) -> Vec<File>),
    /// Large ones, written as they are made.
    Poured(fn(&Set<'_>, &dyn Put) -> io::Result<()>),
}

impl Format {
    /// Hands on the files.
    ///
    /// # Errors
    ///
    /// Those of `put`.
    pub fn put(self, set: &Set<'_>, put: &dyn Put) -> io::Result<()> {
        match self {
            Format::Made(make) => make(set).into_iter().try_for_each(|file| put.put(file)),
            Format::Poured(pour) => pour(set, put),
        }
    }
}

/// The formats by the names that `atalaya export` knows.
pub const FORMATS: &[(&str, Format)] = &[
    ("bibtex", Format::Made(bibtex::file)),
    ("ris", Format::Made(ris::file)),
    ("csl", Format::Made(csl::file)),
    ("csv", Format::Poured(csv::files)),
    ("json", Format::Poured(json::files)),
    ("ndjson", Format::Poured(json::ndjson)),
    ("xlsx", Format::Poured(xlsx::file)),
    ("parquet", Format::Poured(parquet::files)),
    ("datapackage", Format::Made(datapackage::file)),
    ("geojson", Format::Made(geojson::file)),
    ("graphml", Format::Poured(graphml::file)),
    ("skos", Format::Made(skos::turtle)),
    ("skos-jsonld", Format::Made(skos::jsonld)),
    ("codebook", Format::Made(codebook::file)),
    ("ro-crate", Format::Made(dataset::crate_metadata)),
    ("cff", Format::Made(dataset::citation_file)),
    ("mixnmatch", Format::Poured(mixnmatch::file)),
    ("sitemap", Format::Made(sitemap::files)),
    ("robots", Format::Made(sitemap::robots)),
    ("redirects", Format::Made(redirects::files)),
    ("editions", Format::Made(editions::files)),
    ("atom", Format::Made(atom::files)),
    ("opensearch", Format::Made(opensearch::file)),
    ("oai-pmh", Format::Made(oai::files)),
];

/// The files that stand beside the page of a record.
pub fn beside(set: &Set<'_>, record: usize) -> Vec<File> {
    let folder = set.published.page(PageKey::Record(record));
    let citation = &set.citations[record];
    let path = |name: &str| format!("{folder}{name}");
    vec![
        File::text(path(bibtex::BESIDE), bibtex::entry(citation)),
        File::text(path(ris::BESIDE), ris::entry(citation)),
        File::text(path(csl::BESIDE), csl::document([citation])),
        File { path: path(json::BESIDE), bytes: [&set.lines[record][..], b"\n"].concat() },
    ]
}
