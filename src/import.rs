//! Other people's tables → fichas. Nothing that a person has written or changed is ever overwritten.

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
use crate::report::Words;

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

/// A row with what becomes of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The line of the table, from 1.
    pub line: usize,
    /// What the row is known by from one import to the next.
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

/// What importing a table would do.
#[derive(Debug)]
pub struct Import {
    /// The rows, in order.
    pub outcomes: Vec<Outcome>,
    /// The columns that no field takes.
    pub unused: Vec<String>,
    ledger: Ledger,
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
        let model = &catalog.config.collections[columns.collection];
        let mut taken: BTreeSet<String> =
            catalog.of_collection(columns.collection).map(|at| catalog.records[at].slug.clone()).collect();
        let titles: BTreeSet<String> =
            catalog.of_collection(columns.collection).map(|at| fold(catalog.title(at))).collect();
        let mut outcomes = Vec::new();
        let mut keys = BTreeSet::new();
        for row in &sheet.rows {
            let made = row::ficha(catalog, &columns, row);
            let key = key(&columns, row);
            let file = |name: &str| format!("{}/{name}.md", model.folder);
            let path = ledger.path(&key).map(str::to_owned).unwrap_or_else(|| {
                file(&free(&slug(&made.title), &mut taken, |name| site.join(file(name)).exists()))
            });
            let fate = match refused(&made.title, &key, &mut keys) {
                Some(why) => Fate::Refused(why),
                None => match ledger.standing(&key, site, &made.text) {
                    Standing::Unknown if titles.contains(&fold(&made.title)) => {
                        Fate::Refused(there_already(&made.title))
                    }
                    Standing::Unknown => Fate::New,
                    Standing::Same => Fate::Same,
                    Standing::Untouched => Fate::Renewed,
                    Standing::Edited => Fate::Edited,
                    Standing::Removed => Fate::Removed,
                },
            };
            keys.insert(key.clone());
            outcomes.push(Outcome { line: row.line, key, path, text: made.text, fate, doubts: made.doubts });
        }
        Ok(Import { outcomes, unused: columns.unused, ledger })
    }

    /// Writes the new and the renewed files, and what was written, so that the next import knows.
    ///
    /// # Errors
    ///
    /// Where the disk refuses.
    pub fn write(mut self, site: &Path, table: &Path) -> std::io::Result<usize> {
        let mut written = 0;
        for outcome in &self.outcomes {
            if matches!(outcome.fate, Fate::New | Fate::Renewed) {
                let path = site.join(&outcome.path);
                path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
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

/// A row without a title, or a second one with the same key.
fn refused(title: &str, key: &str, keys: &mut BTreeSet<String>) -> Option<Words> {
    if slug(title).is_empty() {
        return Some(Words {
            es: "no tiene título, y sin él no puede ser una ficha".to_owned(),
            en: "it has no title, and without one it cannot be a ficha".to_owned(),
        });
    }
    keys.contains(key).then(|| Words {
        es: format!("repite «{key}», que ya está en una fila anterior"),
        en: format!("it repeats “{key}”, which an earlier row has"),
    })
}

fn there_already(title: &str) -> Words {
    Words {
        es: format!("ya hay una ficha con el título «{title}», que no viene de esta tabla"),
        en: format!("there is a ficha called “{title}” already, which does not come from this table"),
    }
}

/// A name that no other file has.
fn free(name: &str, taken: &mut BTreeSet<String>, exists: impl Fn(&str) -> bool) -> String {
    let name: String = name.chars().take(80).collect();
    let name = name.trim_end_matches('-').to_owned();
    let numbered = (2..).map(|n| format!("{name}-{n}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    let free = names.find(|name| !taken.contains(name) && !exists(name)).unwrap_or(name);
    taken.insert(free.clone());
    free
}

fn key(columns: &mapping::Columns, row: &Row) -> String {
    columns.key(row).unwrap_or(columns.title(row)).trim().to_owned()
}

/// A file beside a table, by the table's name and what it is: `casos.xlsx.mapa.toml`.
fn beside(table: &Path, what: &str) -> PathBuf {
    let name = table.file_name().unwrap_or_default().to_string_lossy();
    table.with_file_name(format!("{name}.{what}"))
}
