//! Two taxonomies crossed: which records stand at each pair of terms, and which do not say.

use crate::catalog::Catalog;
use crate::config::MatrixConfig;
use crate::figure::matrix::{Cell, cell};

/// Two taxonomies crossed. The last row and the last column hold the records that do not say.
#[derive(Debug, PartialEq)]
pub struct Crossing {
    /// The taxonomy of the rows.
    pub rows: usize,
    /// The taxonomy of the columns.
    pub columns: usize,
    /// The terms of the columns: those under no other.
    pub column_terms: Vec<usize>,
    /// Per row and column, the records in order.
    pub cells: Vec<Vec<Vec<usize>>>,
    /// Per row, all its records.
    pub totals: Vec<Vec<usize>>,
}

/// The crossing that a declaration names, if it names two taxonomies.
pub fn of(catalog: &Catalog, matrix: &MatrixConfig) -> Option<Crossing> {
    let rows = catalog.taxonomy_at(&matrix.rows)?;
    let columns = catalog.taxonomy_at(&matrix.columns)?;
    let collection = collection(catalog, matrix)?;
    let column_terms: Vec<usize> = catalog.taxonomies[columns].under(None).collect();
    let height = catalog.taxonomies[rows].terms.len() + 1;
    let width = column_terms.len() + 1;
    let mut cells = vec![vec![Vec::new(); width]; height];
    let mut totals = vec![Vec::new(); height];
    for at in catalog.of_collection(collection) {
        let across = columns_of(catalog, at, columns, &column_terms);
        for row in rows_of(catalog, at, rows) {
            totals[row].push(at);
            across.iter().for_each(|column| cells[row][*column].push(at));
        }
    }
    Some(Crossing { rows, columns, column_terms, cells, totals })
}

/// The collection a matrix is about: the one it names, otherwise the first.
pub fn collection(catalog: &Catalog, matrix: &MatrixConfig) -> Option<usize> {
    let collections = &catalog.config.collections;
    match &matrix.collection {
        Some(id) => collections.iter().position(|collection| collection.id == *id),
        None => (!collections.is_empty()).then_some(0),
    }
}

/// The rows a record stands in: its terms with those above them, or the row of those who do not say.
fn rows_of(catalog: &Catalog, at: usize, taxonomy: usize) -> std::collections::BTreeSet<usize> {
    let known = &catalog.taxonomies[taxonomy];
    let rows: std::collections::BTreeSet<usize> =
        catalog.terms_of(at, taxonomy).flat_map(|term| known.ancestry(term)).collect();
    if rows.is_empty() { [known.terms.len()].into() } else { rows }
}

fn columns_of(catalog: &Catalog, at: usize, taxonomy: usize, columns: &[usize]) -> Vec<usize> {
    let rows = rows_of(catalog, at, taxonomy);
    if rows.contains(&catalog.taxonomies[taxonomy].terms.len()) {
        return vec![columns.len()];
    }
    columns.iter().enumerate().filter(|(_, term)| rows.contains(term)).map(|(column, _)| column).collect()
}

impl Crossing {
    /// How many records of the row and the column of a cell might belong in it, but do not say.
    pub fn unsaid(&self, row: usize, column: usize) -> usize {
        let (last_row, last_column) = (self.cells.len() - 1, self.column_terms.len());
        if row == last_row || column == last_column {
            return 0;
        }
        self.cells[row][last_column].len() + self.cells[last_row][column].len()
    }

    /// What a cell knows.
    pub fn cell(&self, row: usize, column: usize) -> Cell {
        cell(self.cells[row][column].len(), self.unsaid(row, column))
    }
}

/// How many records a page of a row lists.
pub const PER_ROW_PAGE: usize = 1000;

/// A stretch of the records of a cell on a page of its row: the column, then from where to where.
pub type Stretch = (usize, std::ops::Range<usize>);

/// The pages of a row: its cells one after another, cut where a page is full.
pub fn row_pages(crossing: &Crossing, row: usize) -> Vec<Vec<Stretch>> {
    let mut pages: Vec<Vec<Stretch>> = Vec::new();
    let mut room = 0;
    for (column, records) in crossing.cells[row].iter().enumerate() {
        let mut from = 0;
        while from < records.len() {
            if room == 0 {
                pages.push(Vec::new());
                room = PER_ROW_PAGE;
            }
            let to = records.len().min(from + room);
            room -= to - from;
            if let Some(page) = pages.last_mut() {
                page.push((column, from..to));
            }
            from = to;
        }
    }
    pages
}
