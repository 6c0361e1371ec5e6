//! Which row names the columns, and a name for each column that has none of its own.

use std::collections::BTreeSet;

use super::grid::{Grid, MAX_CELLS, too_large};
use super::{Row, Sheet, words};
use crate::report::Words;

/// Within how many rows the headers are looked for.
const FIRST: usize = 10;
/// The row of the headers is another than the first only where it has so many known names.
const ENOUGH: usize = 2;

/// The table below its headers: the row that has most names of fields, or else the first that says two things.
pub(super) fn headed(grid: Grid, known: &dyn Fn(&str) -> bool) -> Result<Sheet, Words> {
    let rows: Vec<(usize, Vec<String>)> =
        grid.rows().into_iter().filter(|(_, row)| said(row).count() > 0).collect();
    let Some(at) = header(&rows, known) else {
        return Err(words(
            "la tabla no tiene una fila de encabezados: ponga arriba una con el nombre de cada columna",
            "the table has no row of headers: put one above it with the name of each column",
        ));
    };
    let width = rows[at..].iter().map(|(_, row)| row.len()).max().unwrap_or_default();
    if width.saturating_mul(rows.len()) > MAX_CELLS {
        return Err(too_large());
    }
    let headers = named(&rows[at..], width);
    let above = rows[..at].iter().map(|(line, row)| (line + 1, said(row).collect::<Vec<_>>().join(" · ")));
    let above = above.collect();
    let rows = rows.into_iter().skip(at + 1).map(|(line, mut cells)| {
        cells.resize(width, String::new());
        Row { line: line + 1, cells }
    });
    Ok(Sheet { rows: rows.collect(), headers, above })
}

/// What a row says, cell by cell; what spans several columns once.
fn said(row: &[String]) -> impl Iterator<Item = String> + '_ {
    row.iter().filter(|cell| !cell.is_empty()).map(|cell| one_line(cell))
}

fn header(rows: &[(usize, Vec<String>)], known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let first = rows.iter().position(|(_, row)| said(row).count() > 1)?;
    let names = |at: usize| said(&rows[at].1).filter(|cell| known(cell)).count();
    let best = (first..rows.len().min(first + FIRST)).rev().max_by_key(|at| names(*at))?;
    let better = names(best) >= ENOUGH && names(best) > names(first);
    Some(if better { best } else { first })
}

/// The names of the columns, no two of them alike: what a column without one holds must not be lost.
fn named(rows: &[(usize, Vec<String>)], width: usize) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let holds =
        |column: usize| rows.iter().any(|(_, row)| row.get(column).is_some_and(|cell| !cell.is_empty()));
    let own = |column: usize| rows.first().and_then(|(_, row)| row.get(column)).map(|cell| one_line(cell));
    let name = |column: usize| {
        let own = own(column).filter(|own| !own.is_empty());
        let name = own.or_else(|| holds(column).then(|| format!("columna {}", column + 1)));
        let name = name.unwrap_or_default();
        let numbered = (2..).map(|n| format!("{name} ({n})"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let free = names.find(|name| name.is_empty() || !taken.contains(name)).unwrap_or_default();
        taken.insert(free.clone());
        free
    };
    (0..width).map(name).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
