//! Other people's tables and reports → fichas. Nothing that a person has written or changed is ever overwritten.

pub mod absences;
pub mod document;
pub mod ficha;
mod known;
pub mod ledger;
mod map;
pub mod mapping;
pub mod row;
pub mod sheet;
pub mod values;

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::disk;
use crate::fold::slug;
use crate::report::Words;

use document::Drafted;
use ficha::Made;
use known::{Known, free};
use ledger::Ledger;
use mapping::Mapping;
use sheet::{Row, Sheet};

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A new file.
    New,
    /// The file that an earlier import made and nobody has changed since, made anew.
    Renewed,
    /// What it says stands in its file already.
    Same,
    /// Its file was changed by hand since it was imported, and stays as it is.
    Edited,
    /// Its file was removed by hand since it was imported, and is not made again.
    Removed,
    /// It cannot become a ficha, for this reason.
    Refused(Words),
}

/// A ficha that might be made, with what becomes of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The first line it was made of and the last, from 1.
    pub lines: (usize, usize),
    /// What it is known by from one import to the next.
    pub key: String,
    /// The file of the ficha, below the site.
    pub path: String,
    /// The text of the file.
    pub text: String,
    /// What becomes of it.
    pub fate: Fate,
    /// What could not be understood with certainty.
    pub doubts: Vec<Words>,
}

/// What importing a table or a report would do.
#[derive(Debug)]
pub struct Import {
    /// The fichas, in order.
    pub outcomes: Vec<Outcome>,
    /// The columns that no field takes.
    pub unused: Vec<String>,
    /// The lines above the headers of a table, with what they say, which go nowhere.
    pub above: Vec<(usize, String)>,
    folder: String,
    ledger: Ledger,
}

/// A ficha that might be made.
struct Candidate {
    lines: (usize, usize),
    key: String,
    made: Made,
}

impl Import {
    /// Finds out what every row of a table becomes; changes nothing.
    ///
    /// # Errors
    ///
    /// Where the mapping names a collection, a field or a column that is not there.
    pub fn plan(
        site: &Path,
        catalog: &Catalog,
        sheet: &Sheet,
        mapping: &Mapping,
        ledger: Ledger,
    ) -> Result<Import, Words> {
        let columns = mapping.resolve(catalog, sheet)?;
        let candidates = sheet.rows.iter().map(|row| Candidate {
            lines: (row.line, row.line),
            key: key(&columns, row),
            made: row::ficha(catalog, &columns, row),
        });
        let mut import = Import::of(site, catalog, columns.collection, candidates, ledger);
        import.unused = columns.unused;
        import.above = sheet.above.clone();
        Ok(import)
    }

    /// Finds out what every ficha of a report becomes; changes nothing.
    pub fn drafts(
        site: &Path,
        catalog: &Catalog,
        collection: usize,
        drafted: Vec<Drafted>,
        ledger: Ledger,
    ) -> Import {
        let candidates = drafted.into_iter().map(|one| Candidate {
            lines: one.lines,
            key: one.number.unwrap_or_else(|| one.made.title.clone()),
            made: one.made,
        });
        Import::of(site, catalog, collection, candidates, ledger)
    }

    fn of(
        site: &Path,
        catalog: &Catalog,
        collection: usize,
        candidates: impl Iterator<Item = Candidate>,
        ledger: Ledger,
    ) -> Import {
        let folder = catalog.config.collections[collection].folder.clone();
        let ledger = ledger.within(&folder);
        let mut known = Known::of(catalog, collection);
        let mut outcomes = Vec::new();
        for Candidate { lines, key, made } in candidates {
            let file = |name: &str| format!("{folder}/{name}.md");
            let path = ledger.path(&key).map(str::to_owned).unwrap_or_else(|| {
                file(&free(&slug(&made.title), &mut known.slugs, |name| site.join(file(name)).exists()))
            });
            let fate = known
                .refusal(&made.title, &key)
                .map_or_else(|| known.fate(&made, ledger.standing(&key, site, &made.text)), Fate::Refused);
            known.keys.insert(key.clone());
            known.made(&made.title, &fate);
            outcomes.push(Outcome { lines, key, path, text: made.text, fate, doubts: made.doubts });
        }
        Import { outcomes, unused: Vec::new(), above: Vec::new(), folder, ledger }
    }

    /// Writes the new and the renewed files, and what was written, so that the next import knows.
    ///
    /// # Errors
    ///
    /// Where the disk refuses, or the folder leads out of the site.
    pub fn write(mut self, site: &Path, table: &Path) -> Result<usize, Words> {
        let folder = site.join(&self.folder);
        within(site, &folder)?;
        let mut written = 0;
        for outcome in self.outcomes.iter().filter(|one| matches!(one.fate, Fate::New | Fate::Renewed)) {
            let path = site.join(&outcome.path);
            put(&path, outcome).map_err(|error| disk::unwritable(&path, &error))?;
            self.ledger.note(&outcome.key, &outcome.path, &outcome.text);
            written += 1;
        }
        self.ledger.save(table)?;
        Ok(written)
    }
}

/// Makes a folder, which must not lead out of the site.
fn within(site: &Path, folder: &Path) -> Result<(), Words> {
    let told = |error: std::io::Error| disk::unwritable(folder, &error);
    disk::folder(folder)?;
    if folder.canonicalize().map_err(told)?.starts_with(site.canonicalize().map_err(told)?) {
        return Ok(());
    }
    let folder = folder.display();
    Err(Words {
        es: format!(
            "la carpeta «{folder}» lleva fuera del sitio, y ahí no se escribe: ponga en su lugar una carpeta propia"
        ),
        en: format!(
            "the folder “{folder}” leads out of the site, where nothing is written: put a folder of the site in its place"
        ),
    })
}

/// A new file takes the place of none, whatever has come there since the plan was made.
fn put(path: &Path, outcome: &Outcome) -> std::io::Result<()> {
    let new = outcome.fate == Fate::New;
    let mut file = OpenOptions::new().write(true).create_new(new).truncate(!new).open(path)?;
    file.write_all(outcome.text.as_bytes())
}

fn key(columns: &mapping::Columns, row: &Row) -> String {
    columns.key(row).unwrap_or(columns.title(row)).trim().to_owned()
}

/// A file beside a table, by the table's name and what it is: `casos.xlsx.mapa.toml`.
pub fn beside(table: &Path, what: &str) -> PathBuf {
    let name = table.file_name().unwrap_or_default().to_string_lossy();
    table.with_file_name(format!("{name}.{what}"))
}
