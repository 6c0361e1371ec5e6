//! Tables as plain text, whatever parts their cells and however their letters are encoded.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::grid::Grid;
use super::words;
use crate::report::Words;

/// How many lines of a table are looked at to find out what parts its cells.
const SAMPLE: usize = 100;
/// What may part the cells, the likeliest first.
const SIGNS: [u8; 4] = *b";,\t|";

pub(super) fn grid(bytes: &[u8]) -> Result<Grid, Words> {
    // However an office program ends its lines, they are counted alike.
    let text = decoded(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let delimiter = delimiter(&text);
    if let Some(line) = unclosed(&text, delimiter) {
        return Err(not_closed(line));
    }
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(::csv::Trim::All)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let (mut grid, mut lines) = (Grid::default(), Lines { text: text.as_bytes(), at: 0, line: 0 });
    for record in reader.records() {
        let record = record
            .map_err(|_| words("la tabla no se entiende como texto", "the table cannot be read as text"))?;
        let line = lines.of(record.position().map_or(0, |position| position.byte() as usize));
        for (column, cell) in record.iter().enumerate() {
            grid.set(line, column, cell.to_owned())?;
        }
    }
    Ok(grid)
}

/// The lines of a text, counted as it is read.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line, from 0, of the first row from a place on: blank lines before it are passed over.
    fn of(&mut self, place: usize) -> usize {
        let blank = self.text.iter().skip(place).take_while(|byte| **byte == b'\n').count();
        let passed = self.text.get(self.at..place + blank).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = self.at.max(place + blank);
        self.line
    }
}

/// The line, from 1, of a quote that swallows what follows it: it never closes, or it closes on a later line in the
/// middle of a cell.
fn unclosed(text: &str, delimiter: u8) -> Option<usize> {
    let (mut line, mut open, mut begins) = (1, None, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        line += usize::from(byte == b'\n');
        match (byte, open) {
            (b'"', None) if begins => open = Some(line),
            (b'"', Some(_)) if bytes.peek() == Some(&b'"') => drop(bytes.next()),
            (b'"', Some(from)) => {
                let ends = bytes.peek().is_none_or(|next| *next == delimiter || next.is_ascii_whitespace());
                if !ends && from < line {
                    return open;
                }
                open = None;
            }
            _ => {}
        }
        begins = byte == delimiter || byte == b'\n';
    }
    open
}

fn not_closed(line: usize) -> Words {
    words(
        format!(
            "la comilla que abre una celda en la línea {line} no se cierra, y se traga las filas que siguen: ciérrela o quítela"
        ),
        format!(
            "the quote that opens a cell on line {line} is not closed, and swallows the rows that follow: close it or take it out"
        ),
    )
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

/// What parts the cells: the sign that most lines have outside quotes, and have equally often; a title above the table
/// may hold others.
fn delimiter(text: &str) -> u8 {
    let counts = counts(text);
    let score = |at: &usize| {
        let own: Vec<usize> = counts.iter().map(|line| line[*at]).filter(|count| *count > 0).collect();
        let alike = |count: &usize| own.iter().filter(|other| *other == count).count();
        (own.len(), own.iter().map(alike).max().unwrap_or_default(), own.iter().sum::<usize>())
    };
    (0..SIGNS.len()).rev().max_by_key(score).map_or(b',', |at| SIGNS[at])
}

/// How often the first lines have each sign outside quotes.
fn counts(text: &str) -> Vec<[usize; SIGNS.len()]> {
    let (mut quoted, mut before) = (false, b'\n');
    let mut counts = vec![[0; SIGNS.len()]];
    for byte in text.bytes() {
        let sign = SIGNS.iter().position(|sign| *sign == byte).filter(|_| !quoted);
        let may_open = before == b'\n' || before == b'"' || SIGNS.contains(&before);
        let full = counts.len() == SAMPLE;
        match (sign, counts.last_mut()) {
            (Some(sign), Some(line)) => line[sign] += 1,
            _ if byte == b'"' && (quoted || may_open) => quoted = !quoted,
            _ if byte == b'\n' && !quoted && full => break,
            _ if byte == b'\n' && !quoted => counts.push([0; SIGNS.len()]),
            _ => {}
        }
        before = byte;
    }
    counts
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_that_parts_cells_is_that_of_the_table_not_of_its_title() {
        for (text, sign) in [
            ("Catastro de ferias, mesas, redes, 2020\nTítulo;Resumen\nUna;hola, qué tal\n", b';'),
            ("a,b\nc;d;e,f\n", b','),
            ("a\tb, c\nd\te\n", b'\t'),
            ("\"a;b;c\",d\n", b','),
            ("", b';'),
        ] {
            assert_eq!(delimiter(text), sign, "{text}");
        }
    }

    #[test]
    fn a_quote_that_swallows_rows_is_found() {
        for (text, line) in [
            ("a;b\nc;\"open\nd;x\n", Some(2)),
            ("a;b\nc;\"open\nd;\"x\"\n", Some(2)),
            ("a;b\nc;\"two\nlines\"\nd;5\" pipe\n", None),
            ("a;b\n\"say \"\"yes\"\"\";x\n", None),
            ("a;\"b\" c\n", None),
        ] {
            assert_eq!(unclosed(text, b';'), line, "{text}");
        }
    }
}
