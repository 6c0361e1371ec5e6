//! Books of Excel, cell by cell.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::grid::Grid;
use super::{chosen, unreadable};
use crate::report::Words;

pub(super) fn grid(bytes: &[u8], sheet: Option<&str>) -> Result<Grid, Words> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let name = chosen(&book.sheet_names(), sheet)?;
    let mut grid = Grid::default();
    let mut cells = book.worksheet_cells_reader(&name).map_err(unreadable)?;
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (line, column) = cell.get_position();
        grid.set(line as usize, column as usize, text(&Data::from(cell.get_value().clone())))?;
    }
    drop(cells);
    for region in book.merge_cells_by_sheet_name(&name).unwrap_or_default() {
        grid.merge(region.start.0 as usize, region.end.0 as usize, region.start.1 as usize);
    }
    Ok(grid)
}

/// What a cell says, as a person reads it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(when) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(when) => super::date(when),
        Data::Float(number) => super::number(*number),
        other => other.to_string().trim().to_owned(),
    }
}
