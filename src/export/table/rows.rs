//! The rows of a table, all cells one after the other: a table has hundreds of thousands of rows, which would be as many
//! lists.

use super::Cell;

/// The rows of a table.
#[derive(Debug)]
pub struct Rows<'a> {
    width: usize,
    cells: Vec<Cell<'a>>,
}

impl<'a> Rows<'a> {
    /// No rows yet, each of so many cells.
    pub(in crate::export) fn new(width: usize) -> Rows<'a> {
        Rows { width: width.max(1), cells: Vec::new() }
    }

    /// Adds a row.
    pub(in crate::export) fn push(&mut self, row: impl IntoIterator<Item = Cell<'a>>) {
        self.cells.extend(row);
        debug_assert_eq!(self.cells.len() % self.width, 0, "a row has as many cells as there are columns");
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.cells.len() / self.width
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Each row.
    pub fn iter(&self) -> impl Iterator<Item = &[Cell<'a>]> {
        self.cells.chunks_exact(self.width)
    }

    /// The rows in parts of so many, each as its cells one after the other.
    pub(in crate::export) fn parts(&self, rows: usize) -> impl Iterator<Item = &[Cell<'a>]> {
        self.cells.chunks(rows * self.width)
    }
}
