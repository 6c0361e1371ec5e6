//! Editions: the observatory as it stood on a day, so that what was cited can be told from what came after.
//!
//! An edition keeps no copy of the content: it keeps a hash of every field of every record, and says what changed
//! since the edition before.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::report::rules;
use crate::report::{Finding, Span};

/// The folder of the site that keeps them, and under which they are published.
pub const FOLDER: &str = "ediciones";

/// The observatory as it stood on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// What it is called: `2026`.
    #[serde(rename = "nombre")]
    pub name: String,
    /// The day.
    #[serde(rename = "fecha")]
    pub date: String,
    /// The commit that says what it held, where git knew.
    #[serde(rename = "revision", default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// How many records each collection had.
    #[serde(rename = "cuentas")]
    pub counts: BTreeMap<String, Counts>,
    /// What changed since the edition before.
    #[serde(rename = "cambios")]
    pub changes: Changes,
    /// The records.
    #[serde(rename = "fichas")]
    pub records: BTreeMap<String, Frozen>,
}

/// How many records there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Full ones.
    #[serde(rename = "completas")]
    pub full: usize,
    /// Identified ones.
    #[serde(rename = "identificadas")]
    pub identified: usize,
}

/// What changed between two editions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The edition before.
    #[serde(rename = "desde", skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Records that were not there.
    #[serde(rename = "nuevas")]
    pub added: Vec<String>,
    /// Records that are there no more.
    #[serde(rename = "retiradas")]
    pub removed: Vec<String>,
    /// Records that say something else, with the fields in which they do.
    #[serde(rename = "cambiadas")]
    pub changed: BTreeMap<String, Vec<String>>,
}

/// A record by its hashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// What it was called.
    #[serde(rename = "titulo")]
    pub title: String,
    /// The hash of all it said.
    pub hash: String,
    /// The hash of each field that said something; `titulo@en` is a translation.
    #[serde(rename = "campos")]
    pub fields: BTreeMap<String, String>,
}

/// The path of an edition's file below the site.
pub fn path(name: &str) -> String {
    format!("{FOLDER}/{}.json", crate::fold::slug(name))
}

/// The edition's file.
pub fn text(edition: &Edition) -> String {
    serde_json::to_string_pretty(edition).unwrap_or_default() + "\n"
}

/// Reads an edition's file.
///
/// # Errors
///
/// A finding, where the file is not one that this program has written.
pub fn read(text: &str, file: u32) -> Result<Edition, Finding> {
    serde_json::from_str(text).map_err(|error| {
        let before = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let at = (before + error.column().saturating_sub(1)).min(text.len());
        Finding::new(
            &rules::BAD_EDITION,
            Span::new(file, at, at),
            "El archivo de la edición está incompleto o dañado: hasta aquí se entiende, y no más.",
            "The file of the edition is incomplete or damaged: it can be read as far as here, and no further.",
        )
        .hint(
            "Estos archivos los escribe «atalaya edition»: recupérelo de su historia, o hágalo de nuevo.",
            "These files are written by “atalaya edition”: take it from its history, or make it anew.",
        )
    })
}
