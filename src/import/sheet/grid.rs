//! Cells by their places, no more of them than can safely be held.

use super::words;
use crate::report::Words;

/// The most rows that are read.
const MAX_ROWS: usize = 50_000;
/// The most columns that are read.
pub(super) const MAX_COLUMNS: usize = 500;
/// The most cells that are held, blank ones among them.
pub(super) const MAX_CELLS: usize = 4_000_000;

/// The rows of a table that say anything, in order.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<(usize, Vec<String>)>,
    cells: usize,
    /// What is merged downwards: the first line, the last, the column.
    merged: Vec<(usize, usize, usize)>,
}

/// The most merged stretches that are heeded.
const MERGED: usize = 10_000;

impl Grid {
    /// Puts a text into a cell, line and column both from 0; a blank one holds no place. Lines come in order.
    pub(super) fn set(&mut self, line: usize, column: usize, text: String) -> Result<(), Words> {
        if text.is_empty() {
            return Ok(());
        }
        if self.rows.last().is_none_or(|(last, _)| *last < line) {
            self.rows.push((line, Vec::new()));
        }
        let Some((_, row)) = self.rows.last_mut().filter(|(last, _)| *last == line) else {
            return Err(words("las filas no están en orden", "the rows are not in order"));
        };
        let wider = (column + 1).saturating_sub(row.len());
        self.cells += wider;
        if self.rows.len() > MAX_ROWS || column >= MAX_COLUMNS || self.cells > MAX_CELLS {
            return Err(too_large());
        }
        if let Some((_, row)) = self.rows.last_mut() {
            row.resize(row.len() + wider, String::new());
            row[column] = text;
        }
        Ok(())
    }

    /// Notes that a cell is merged downwards.
    pub(super) fn merge(&mut self, first: usize, last: usize, column: usize) {
        if last > first && self.merged.len() < MERGED {
            self.merged.push((first, last, column));
        }
    }

    /// A cell that is merged downwards holds for every row it covers.
    fn spread(&mut self, (first, last, column): (usize, usize, usize)) {
        let from = self.rows.partition_point(|(line, _)| *line < first);
        let to = self.rows.partition_point(|(line, _)| *line <= last);
        let rows = self.rows.get_mut(from..to).unwrap_or_default();
        let Some(((line, row), below)) = rows.split_first_mut() else { return };
        let Some(value) = row.get(column).filter(|value| *line == first && !value.is_empty()) else { return };
        for (_, row) in below {
            row.resize(row.len().max(column + 1), String::new());
            row[column].clone_from(value);
        }
    }

    /// The rows with their lines.
    pub(super) fn rows(mut self) -> Vec<(usize, Vec<String>)> {
        std::mem::take(&mut self.merged).into_iter().for_each(|cell| self.spread(cell));
        self.rows
    }
}

pub(super) fn too_large() -> Words {
    words(
        format!("la tabla tiene más de {MAX_ROWS} filas, de {MAX_COLUMNS} columnas o de {MAX_CELLS} celdas"),
        format!("the table has more than {MAX_ROWS} rows, {MAX_COLUMNS} columns or {MAX_CELLS} cells"),
    )
}
