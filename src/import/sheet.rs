//! A table as rows of text, from CSV, XLSX or ODS, within limits that a hostile file cannot pass.

mod csv;
mod grid;
mod headers;
mod kinds;
mod ods;
mod xlsx;

use std::io::{Cursor, Read};

use crate::report::Words;

pub(super) use csv::decoded;
use kinds::Kind;
pub use kinds::without_sheets;

/// The largest file that is read, in bytes.
pub const MAX_FILE: u64 = 32 * 1024 * 1024;
/// The most bytes that a packed table may hold once unpacked.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;

/// A table: headers, and the rows that say anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What the columns are called.
    pub headers: Vec<String>,
    /// The rows below.
    pub rows: Vec<Row>,
    /// The lines above the headers, with what they say: titles, names of groups of columns.
    pub above: Vec<(usize, String)>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its line in the table, from 1.
    pub line: usize,
    /// Its cells, as many as there are headers.
    pub cells: Vec<String>,
}

/// Reads a table by the ending of its name. `known` says whether a text may be the name of a column.
///
/// # Errors
///
/// Why it cannot be read.
pub fn read(
    name: &str,
    bytes: &[u8],
    sheet: Option<&str>,
    known: &dyn Fn(&str) -> bool,
) -> Result<Sheet, Words> {
    let grid = match kinds::kind(name, bytes)? {
        Kind::Excel => {
            packed(bytes)?;
            xlsx::grid(bytes, sheet)?
        }
        Kind::OpenDocument => {
            packed(bytes)?;
            ods::grid(bytes, sheet)?
        }
        Kind::Text if sheet.is_some() => return Err(kinds::without_sheets()),
        Kind::Text => csv::grid(bytes)?,
    };
    headers::headed(grid, known)
}

/// A packed table must not unpack to more than is read, whatever it says of itself.
fn packed(bytes: &[u8]) -> Result<(), Words> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut left = MAX_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(unreadable)?;
        left -= std::io::copy(&mut part.take(left), &mut std::io::sink()).map_err(unreadable)?;
        if left == 0 {
            let most = MAX_UNPACKED >> 20;
            return Err(words(
                format!("desempaquetada ocupa más de {most} MB: no es una tabla que pueda leerse sin riesgo"),
                format!("unpacked it takes more than {most} MB: it is no table that can safely be read"),
            ));
        }
    }
    Ok(())
}

/// The sheet asked for, or the first.
fn chosen(names: &[String], wanted: Option<&str>) -> Result<String, Words> {
    let found = match wanted {
        Some(wanted) => names.iter().find(|name| name.as_str() == wanted),
        None => names.first(),
    };
    let all = names.join(", ");
    found.cloned().ok_or_else(|| {
        words(format!("no hay tal hoja; hay: {all}"), format!("there is no such sheet; there are: {all}"))
    })
}

/// Whatever is wrong with a packed file, what can be done about it is the same.
fn unreadable(_: impl std::fmt::Display) -> Words {
    words(
        "el archivo está dañado o no es lo que su nombre dice: ábralo con Excel o LibreOffice, guárdelo de nuevo como .xlsx o .ods y repita la orden",
        "the file is damaged or is not what its name says: open it with Excel or LibreOffice, save it anew as .xlsx or .ods and run this again",
    )
}

fn words(es: impl Into<String>, en: impl Into<String>) -> Words {
    Words { es: es.into(), en: en.into() }
}

/// The day of a date with its hour.
fn date(text: &str) -> String {
    text.split(['T', ' ']).next().unwrap_or_default().to_owned()
}

/// A number without a decimal part that says nothing.
fn number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { number.to_string() }
}
