//! A table as rows of text, from CSV, XLSX or ODS, within limits that a hostile file cannot pass.

use std::io::{Cursor, Read};

use calamine::{Data, Ods, Reader, Xlsx};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::report::Words;

/// The largest file that is read, in bytes.
pub const MAX_FILE: u64 = 32 * 1024 * 1024;
/// The most bytes that a packed table may hold once unpacked.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;
/// The most rows that are read.
const MAX_ROWS: usize = 50_000;
/// The most columns that are read.
const MAX_COLUMNS: usize = 500;

/// A table: headers, and the rows that say anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What the columns are called.
    pub headers: Vec<String>,
    /// The rows below.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its line in the table, from 1.
    pub line: usize,
    /// Its cells, as many as there are headers.
    pub cells: Vec<String>,
}

/// Reads a table by the ending of its name.
///
/// # Errors
///
/// Why it cannot be read.
pub fn read(name: &str, bytes: &[u8], sheet: Option<&str>) -> Result<Sheet, Words> {
    let name = name.to_lowercase();
    let grid = if name.ends_with(".xlsx") {
        packed(bytes)?;
        xlsx(bytes, sheet)?
    } else if name.ends_with(".ods") {
        packed(bytes)?;
        ods(bytes, sheet)?
    } else {
        csv(bytes)?
    };
    headed(grid)
}

/// Cells by their line and column, both from 0, in order.
type Grid = Vec<(usize, Vec<String>)>;

/// The first row with at least two texts is that of the headers.
fn headed(grid: Grid) -> Result<Sheet, Words> {
    let said = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
    let mut rows = grid.into_iter().filter(|(_, row)| said(row) > 0).skip_while(|(_, row)| said(row) < 2);
    let Some((_, headers)) = rows.next() else {
        return Err(words("la tabla no tiene una fila de encabezados", "the table has no row of headers"));
    };
    let headers: Vec<String> = headers.iter().map(|header| one_line(header)).collect();
    let rows = rows.map(|(line, mut cells)| {
        cells.resize(headers.len(), String::new());
        Row { line: line + 1, cells }
    });
    Ok(Sheet { rows: rows.collect(), headers })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn csv(bytes: &[u8]) -> Result<Grid, Words> {
    let text = decoded(bytes);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(::csv::Trim::All)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut grid = Grid::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            words(format!("la tabla no se entiende: {error}"), format!("the table cannot be read: {error}"))
        })?;
        let line = record.position().map_or(0, |position| position.line() as usize).saturating_sub(1);
        bounded(grid.len(), record.len())?;
        grid.push((line, record.iter().map(str::to_owned).collect()));
    }
    Ok(grid)
}

/// The text of a file that says nothing of its encoding: UTF-8 where it is that, otherwise what its bytes look like.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, ..] => return UTF_16LE.decode(bytes).0.into_owned(),
        [0xfe, 0xff, ..] => return UTF_16BE.decode(bytes).0.into_owned(),
        _ => {}
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}

/// What parts the cells: the sign that the first line has most often outside quotes.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b';', 0), (b',', 0), (b'\t', 0), (b'|', 0)];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && counts.iter().any(|(_, count)| *count > 0) => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, count)| *count += 1),
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
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

fn xlsx(bytes: &[u8], sheet: Option<&str>) -> Result<Grid, Words> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let name = chosen(&book.sheet_names(), sheet)?;
    let mut grid = Grid::new();
    let mut cells = book.worksheet_cells_reader(&name).map_err(unreadable)?;
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (line, column) = cell.get_position();
        bounded(grid.len(), column as usize + 1)?;
        if grid.last().is_none_or(|(last, _)| *last != line as usize) {
            grid.push((line as usize, Vec::new()));
        }
        if let Some((_, row)) = grid.last_mut() {
            row.resize(row.len().max(column as usize + 1), String::new());
            row[column as usize] = text(&Data::from(cell.get_value().clone()));
        }
    }
    drop(cells);
    for region in book.merge_cells_by_sheet_name(&name).unwrap_or_default() {
        spread(&mut grid, (region.start.0 as usize, region.end.0 as usize), region.start.1 as usize);
    }
    Ok(grid)
}

/// A cell that is merged downwards holds for every row it covers.
fn spread(grid: &mut Grid, (first, last): (usize, usize), column: usize) {
    let value = grid.iter().find(|(line, _)| *line == first).and_then(|(_, row)| row.get(column)).cloned();
    let Some(value) = value.filter(|_| last > first) else { return };
    for (_, row) in grid.iter_mut().filter(|(line, _)| (first..=last).contains(line)) {
        row.resize(row.len().max(column + 1), String::new());
        row[column].clone_from(&value);
    }
}

fn ods(bytes: &[u8], sheet: Option<&str>) -> Result<Grid, Words> {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(unreadable)?;
    let name = chosen(&book.sheet_names(), sheet)?;
    let range = book.worksheet_range(&name).map_err(unreadable)?;
    let from = range.start().map_or((0, 0), |(line, column)| (line as usize, column as usize));
    let mut grid = Grid::new();
    for (at, row) in range.rows().enumerate() {
        let cells: Vec<String> = row.iter().map(text).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        bounded(grid.len(), from.1 + cells.len())?;
        grid.push((from.0 + at, std::iter::repeat_n(String::new(), from.1).chain(cells).collect()));
    }
    Ok(grid)
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

/// What a cell says, as a person reads it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(when) => {
            let (year, month, day, ..) = when.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(when) => date(when),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        other => other.to_string().trim().to_owned(),
    }
}

fn date(text: &str) -> String {
    text.split(['T', ' ']).next().unwrap_or_default().to_owned()
}

fn bounded(rows: usize, columns: usize) -> Result<(), Words> {
    if rows < MAX_ROWS && columns <= MAX_COLUMNS {
        return Ok(());
    }
    Err(words(
        format!("la tabla tiene más de {MAX_ROWS} filas o de {MAX_COLUMNS} columnas"),
        format!("the table has more than {MAX_ROWS} rows or {MAX_COLUMNS} columns"),
    ))
}

fn unreadable(error: impl std::fmt::Display) -> Words {
    words(
        format!("el archivo no se puede leer como tabla: {error}"),
        format!("the file cannot be read as a table: {error}"),
    )
}

fn words(es: impl Into<String>, en: impl Into<String>) -> Words {
    Words { es: es.into(), en: en.into() }
}
