//! What earlier imports of a table wrote, by the row's key: so that a second import neither doubles a ficha nor undoes
//! what a person has changed in it. It lies beside the table and is committed with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::disk;
use crate::report::Words;

/// What earlier imports wrote.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Ledger {
    rows: BTreeMap<String, Entry>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    path: String,
    hash: String,
}

/// How a row stands to what was imported before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was never imported.
    Unknown,
    /// Its file says what the row says.
    Same,
    /// Its file is as the last import left it, and the row says something else now.
    Untouched,
    /// Its file was changed by hand.
    Edited,
    /// Its file was removed by hand.
    Removed,
}

impl Ledger {
    /// The ledger of a table.
    ///
    /// # Errors
    ///
    /// Where there is one that cannot be read: to go on without it might double every ficha.
    pub fn of(table: &Path) -> Result<Ledger, Words> {
        let path = beside(table);
        match std::fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| broken(&path)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Ledger::default()),
            Err(error) => Err(disk::unreadable(&path, &error)),
        }
    }

    /// The ledger without what it says of files that are no fichas of a folder: it may have been tampered with.
    pub fn within(mut self, folder: &str) -> Ledger {
        self.rows.retain(|_, entry| is_ficha_of(&entry.path, folder));
        self
    }

    /// The file that a row was written to.
    pub fn path(&self, key: &str) -> Option<&str> {
        self.rows.get(key).map(|entry| entry.path.as_str())
    }

    /// How a row stands that would now be written as `text`.
    pub fn standing(&self, key: &str, site: &Path, text: &str) -> Standing {
        let Some(entry) = self.rows.get(key) else { return Standing::Unknown };
        let path = site.join(&entry.path);
        if path.is_symlink() {
            return Standing::Edited;
        }
        match std::fs::read(path) {
            Err(_) => Standing::Removed,
            Ok(now) if without_returns(&now) == text.as_bytes() => Standing::Same,
            Ok(now) if hash(&now) == entry.hash => Standing::Untouched,
            Ok(_) => Standing::Edited,
        }
    }

    /// Notes what was written.
    pub fn note(&mut self, key: &str, path: &str, text: &str) {
        self.rows.insert(key.to_owned(), Entry { path: path.to_owned(), hash: hash(text.as_bytes()) });
    }

    /// Keeps the ledger beside its table.
    ///
    /// # Errors
    ///
    /// Where the disk refuses.
    pub fn save(&self, table: &Path) -> Result<(), Words> {
        let text = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        disk::write(&beside(table), text.as_bytes())
    }
}

fn broken(path: &Path) -> Words {
    let path = path.display();
    Words {
        es: format!(
            "{path} no se entiende, y sin saber qué se importó antes se duplicarían fichas: recupere de git o de una copia la versión anterior de ese archivo"
        ),
        en: format!(
            "{path} cannot be understood, and without knowing what was imported before fichas would be doubled: bring back the version before of that file, from git or a copy"
        ),
    }
}

fn beside(table: &Path) -> PathBuf {
    super::beside(table, "importado.json")
}

fn is_ficha_of(path: &str, folder: &str) -> bool {
    let name = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    name.is_some_and(|name| !name.contains(['/', '\\']) && name.ends_with(".md"))
}

/// A text with its lines ended in one way: that git or an editor ended them in another is no change by hand.
fn without_returns(bytes: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let last = lines.len() - 1;
    let plain = |(at, line): (usize, &&[u8])| {
        if at < last { line.strip_suffix(b"\r").unwrap_or(line).to_vec() } else { line.to_vec() }
    };
    lines.iter().enumerate().map(plain).collect::<Vec<_>>().join(&b'\n')
}

fn hash(bytes: &[u8]) -> String {
    let mut hash = blake3::hash(&without_returns(bytes)).to_hex().to_string();
    hash.truncate(32);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_lines_are_no_change() {
        assert_eq!(without_returns(b"a\r\nb\r\n"), b"a\nb\n");
        assert_eq!(without_returns(b"a\rb\n\r"), b"a\rb\n\r");
        assert_eq!(hash(b"a\r\nb\n"), hash(b"a\nb\n"));
        assert_ne!(hash(b"a\nb\n"), hash(b"a\nc\n"));
    }
}
