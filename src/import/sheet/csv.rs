//! Tables as plain text, whatever parts their cells and however their letters are encoded.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::grid::Grid;
use super::words;
use crate::report::Words;

pub(super) fn grid(bytes: &[u8]) -> Result<Grid, Words> {
    let text = decoded(bytes);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(::csv::Trim::All)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut grid = Grid::default();
    for record in reader.records() {
        let record = record.map_err(|error| {
            words(format!("la tabla no se entiende: {error}"), format!("the table cannot be read: {error}"))
        })?;
        let line = record.position().map_or(0, |position| position.line() as usize).saturating_sub(1);
        for (column, cell) in record.iter().enumerate() {
            grid.set(line, column, cell.to_owned())?;
        }
    }
    Ok(grid)
}

/// The text of a file that says nothing of its encoding: UTF-8 where it is that, otherwise what its bytes look like.
pub(in crate::import) fn decoded(bytes: &[u8]) -> String {
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
