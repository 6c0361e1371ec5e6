//! Other people's tables and reports → fichas. Nothing that a person has written or changed is ever overwritten.

pub mod absences;
pub mod document;
pub mod ficha;
pub mod ledger;
pub mod mapping;
pub mod row;
pub mod sheet;
pub mod values;

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::fold::{fold, slug};
use crate::record::Record;
use crate::report::Words;

use document::Drafted;
use ficha::Made;
use ledger::{Ledger, Standing};
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
            outcomes.push(Outcome { lines, key, path, text: made.text, fate, doubts: made.doubts });
        }
        Import { outcomes, unused: Vec::new(), folder, ledger }
    }

    /// Writes the new and the renewed files, and what was written, so that the next import knows.
    ///
    /// # Errors
    ///
    /// Where the disk refuses.
    pub fn write(mut self, site: &Path, table: &Path) -> std::io::Result<usize> {
        let mut written = 0;
        let folder = site.join(&self.folder);
        std::fs::create_dir_all(&folder)?;
        if !folder.canonicalize()?.starts_with(site.canonicalize()?) {
            return Err(std::io::Error::other(format!("{}: it leads out of the site", folder.display())));
        }
        for outcome in &self.outcomes {
            if matches!(outcome.fate, Fate::New | Fate::Renewed) {
                let path = site.join(&outcome.path);
                // A new file takes the place of none, whatever has come there since the plan was made.
                let new = outcome.fate == Fate::New;
                let mut file = OpenOptions::new().write(true).create_new(new).truncate(!new).open(&path)?;
                file.write_all(outcome.text.as_bytes())?;
                self.ledger.note(&outcome.key, &outcome.path, &outcome.text);
                written += 1;
            }
        }
        self.ledger.save(table)?;
        Ok(written)
    }
}

/// What is there already, and what has been made so far.
struct Known {
    slugs: BTreeSet<String>,
    titles: BTreeSet<String>,
    keys: BTreeSet<String>,
}

impl Known {
    fn of(catalog: &Catalog, collection: usize) -> Known {
        let title = catalog.config.collections[collection].roles.title;
        let published = catalog.of_collection(collection).map(|at| &catalog.records[at]);
        let drafts = catalog.drafts.iter().filter(|draft| draft.collection == collection);
        let all: Vec<&Record> = published.chain(drafts).map(AsRef::as_ref).collect();
        Known {
            slugs: all.iter().map(|record| record.slug.clone()).collect(),
            titles: all.iter().map(|record| fold(record.line(Some(title)).unwrap_or(&record.slug))).collect(),
            keys: BTreeSet::new(),
        }
    }

    /// Why something without a title, or a second one with the same key, is refused.
    fn refusal(&self, title: &str, key: &str) -> Option<Words> {
        if slug(title).is_empty() {
            return Some(Words {
                es: "no tiene título, y sin él no puede ser una ficha".to_owned(),
                en: "it has no title, and without one it cannot be a ficha".to_owned(),
            });
        }
        self.keys.contains(key).then(|| Words {
            es: format!("repite «{key}», que ya está antes"),
            en: format!("it repeats “{key}”, which is there before"),
        })
    }

    fn fate(&self, made: &Made, standing: Standing) -> Fate {
        match standing {
            Standing::Unknown if self.titles.contains(&fold(&made.title)) => {
                Fate::Refused(there_already(&made.title))
            }
            Standing::Unknown => Fate::New,
            Standing::Same => Fate::Same,
            Standing::Untouched => Fate::Renewed,
            Standing::Edited => Fate::Edited,
            Standing::Removed => Fate::Removed,
        }
    }
}

fn there_already(title: &str) -> Words {
    Words {
        es: format!("ya hay una ficha con el título «{title}», que no viene de aquí"),
        en: format!("there is a ficha called “{title}” already, which does not come from here"),
    }
}

/// Names that some systems keep for themselves, whatever the ending.
fn reserved(name: &str) -> bool {
    let port = |kind: &str| name.strip_prefix(kind).is_some_and(|rest| rest.len() == 1);
    ["con", "prn", "aux", "nul"].contains(&name) || port("com") || port("lpt")
}

/// A name that no other file has.
fn free(name: &str, taken: &mut BTreeSet<String>, exists: impl Fn(&str) -> bool) -> String {
    let name: String = name.chars().take(80).collect();
    let name = name.trim_end_matches('-').to_owned();
    let numbered = (2..).map(|n| format!("{name}-{n}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    let free = names.find(|name| !reserved(name) && !taken.contains(name) && !exists(name)).unwrap_or(name);
    taken.insert(free.clone());
    free
}

fn key(columns: &mapping::Columns, row: &Row) -> String {
    columns.key(row).unwrap_or(columns.title(row)).trim().to_owned()
}

/// A file beside a table, by the table's name and what it is: `casos.xlsx.mapa.toml`.
pub fn beside(table: &Path, what: &str) -> PathBuf {
    let name = table.file_name().unwrap_or_default().to_string_lossy();
    table.with_file_name(format!("{name}.{what}"))
}
