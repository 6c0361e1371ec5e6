//! CSV in UTF-8, one file per table. No cell can be taken for a formula by a spreadsheet.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::table::{Cell, Table};
use super::{Set, scan};
use crate::output::{HELD, Put};

/// A file per table.
///
/// # Errors
///
/// Those of `put`.
pub fn files(set: &Set<'_>, put: &dyn Put) -> io::Result<()> {
    set.tables.iter().try_for_each(|table| {
        put.pour(set.published.data(&format!("{}.csv", table.name)), &|out| self::table(table, out))
    })
}

/// A table with its header.
pub(super) fn table(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::with_capacity(2 * HELD);
    line(table.columns.iter().map(|column| column.name.as_str()), &mut text);
    for row in table.rows.iter() {
        for (at, cell) in row.iter().enumerate() {
            separate(at, &mut text);
            write(cell, &mut text);
        }
        text.push_str("\r\n");
        if text.len() > HELD {
            out.write_all(text.as_bytes())?;
            text.clear();
        }
    }
    out.write_all(text.as_bytes())
}

/// Adds a line of these texts.
pub(crate) fn line<'t>(cells: impl IntoIterator<Item = &'t str>, text: &mut String) {
    for (at, cell) in cells.into_iter().enumerate() {
        separate(at, text);
        quoted(cell, text);
    }
    text.push_str("\r\n");
}

fn separate(at: usize, text: &mut String) {
    if at > 0 {
        text.push(',');
    }
}

fn write(cell: &Cell<'_>, text: &mut String) {
    let _ = match cell {
        Cell::Empty => Ok(()),
        Cell::Absent(absence) => {
            text.push_str(absence.id());
            Ok(())
        }
        Cell::Text(value) => {
            quoted(value, text);
            Ok(())
        }
        Cell::Id(id) => {
            quoted(id, text);
            Ok(())
        }
        Cell::Integer(number) => write!(text, "{number}"),
        Cell::Number(number) => write!(text, "{number}"),
        Cell::Flag(yes) => write!(text, "{yes}"),
    };
}

/// Text in quotes where it needs them; before what a spreadsheet would take for a formula goes an apostrophe.
fn quoted(value: &str, text: &mut String) {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let plain =
        !formula && scan::first(value.as_bytes(), special).is_none() && value.trim().len() == value.len();
    if plain {
        text.push_str(value);
        return;
    }
    text.push('"');
    if formula {
        text.push('\'');
    }
    for (at, piece) in value.split('"').enumerate() {
        text.push_str(if at > 0 { "\"\"" } else { "" });
        text.push_str(piece);
    }
    text.push('"');
}

/// Whether a character cannot stand in a text without quotes.
fn special(byte: u8) -> bool {
    matches!(byte, b',' | b'"' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &str) -> String {
        let mut text = String::new();
        quoted(value, &mut text);
        text
    }

    #[test]
    fn defuses_formulas() {
        for formula in ["=1+1", "+1", "-1", "@x", "\tx"] {
            assert_eq!(written(formula), format!("\"'{formula}\""));
        }
        assert_eq!(written("a=1"), "a=1");
    }

    #[test]
    fn quotes_what_needs_it() {
        assert_eq!(written("a,b"), "\"a,b\"");
        assert_eq!(written("dijo \"sí\""), "\"dijo \"\"sí\"\"\"");
        assert_eq!(written("dos\nlíneas"), "\"dos\nlíneas\"");
        assert_eq!(written("Ñuñoa"), "Ñuñoa");
    }
}
