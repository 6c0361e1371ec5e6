//! Books of OpenDocument, read as they stream by: a cell that says that it is repeated a million times is never written
//! out, and what is merged downwards is known.

use std::io::{BufReader, Cursor};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::grid::Grid;
use super::{chosen, unreadable, words};
use crate::report::Words;

/// The largest number of anything that a sheet says is repeated, or that a cell spans.
const MOST: usize = 1 << 24;

pub(super) fn grid(bytes: &[u8], sheet: Option<&str>) -> Result<Grid, Words> {
    let mut names = Vec::new();
    read(bytes, |name| {
        names.push(name.to_owned());
        false
    })?;
    let name = chosen(&names, sheet)?;
    let mut taken = false;
    read(bytes, |this| {
        let first = !taken && this == name;
        taken |= first;
        first
    })
}

/// Reads the tables of the book that are wanted, by their names.
fn read(bytes: &[u8], mut wanted: impl FnMut(&str) -> bool) -> Result<Grid, Words> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let content = archive.by_name("content.xml").map_err(unreadable)?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let mut table = Table::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(unreadable)? {
            Event::Eof => return Ok(table.grid),
            Event::Start(tag) => table.open(&tag, &mut wanted)?,
            Event::Empty(tag) => {
                table.open(&tag, &mut wanted)?;
                table.close(tag.name().as_ref())?;
            }
            Event::End(tag) => table.close(tag.name().as_ref())?,
            Event::Text(text) => table.say(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().ok().flatten();
                let name = quick_xml::escape::resolve_predefined_entity(&reference);
                table.say(&letter.map(String::from).or(name.map(str::to_owned)).unwrap_or_default());
            }
            _ => {}
        }
    }
}

/// A table as far as it has been read.
#[derive(Default)]
struct Table {
    grid: Grid,
    /// Whether the table is one that is wanted; and how deep inside a remark on a cell.
    wanted: bool,
    remarks: usize,
    line: usize,
    column: usize,
    rows: usize,
    cell: Option<Cell>,
    /// What the cells of the row say, with their columns and how many rows they span.
    row: Vec<(usize, String, usize)>,
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    /// What it holds, where that is no text.
    value: Option<String>,
    text: String,
    paragraphs: usize,
    times: usize,
    spans: usize,
}

impl Table {
    fn open(&mut self, tag: &BytesStart<'_>, wanted: &mut impl FnMut(&str) -> bool) -> Result<(), Words> {
        match tag.name().as_ref() {
            "table:table" => {
                (self.wanted, self.line) = (wanted(&attribute(tag, "table:name")?.unwrap_or_default()), 0);
            }
            "office:annotation" => self.remarks += 1,
            _ if !self.wanted || self.remarks > 0 => {}
            "table:table-row" => {
                (self.rows, self.column) = (count(tag, "table:number-rows-repeated")?, 0);
                self.row.clear();
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell = Some(cell(tag)?),
            "text:p" => {
                if let Some(cell) = &mut self.cell {
                    cell.paragraphs += 1;
                    cell.text.extend((cell.paragraphs > 1).then_some('\n'));
                }
            }
            "text:s" => self.say(&" ".repeat(count(tag, "text:c")?.min(100))),
            "text:tab" => self.say("\t"),
            "text:line-break" => self.say("\n"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Words> {
        match name {
            "table:table" => self.wanted = false,
            "office:annotation" => self.remarks = self.remarks.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" if self.remarks == 0 => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                let text = cell.value.unwrap_or_else(|| cell.text.trim().to_owned());
                if !text.is_empty() {
                    // One more than may be is refused where the row is taken over.
                    let columns =
                        self.column..self.column.saturating_add(cell.times.min(super::grid::MAX_COLUMNS + 1));
                    self.row.extend(columns.map(|column| (column, text.clone(), cell.spans)));
                }
                self.column = self.column.saturating_add(cell.times);
            }
            "table:table-row" if self.wanted => self.take_over()?,
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| self.remarks == 0 && cell.paragraphs > 0) {
            cell.text.push_str(text);
        }
    }

    /// Puts the row into the grid, as often as it is repeated.
    fn take_over(&mut self) -> Result<(), Words> {
        let times = if self.row.is_empty() { 0 } else { self.rows };
        for line in (self.line..).take(times) {
            for (column, text, _) in &self.row {
                self.grid.set(line, *column, text.clone())?;
            }
        }
        for (column, _, rows) in &self.row {
            self.grid.merge(self.line, self.line.saturating_add(*rows).saturating_sub(1), *column);
        }
        self.line = self.line.saturating_add(self.rows);
        Ok(())
    }
}

fn cell(tag: &BytesStart<'_>) -> Result<Cell, Words> {
    let kind = attribute(tag, "office:value-type")?.unwrap_or_default();
    let value = match kind.as_str() {
        "float" | "percentage" | "currency" => {
            let number = attribute(tag, "office:value")?.and_then(|value| value.parse().ok());
            number.map(super::number)
        }
        "date" => attribute(tag, "office:date-value")?.map(|value| super::date(&value)),
        "boolean" => attribute(tag, "office:boolean-value")?,
        _ => None,
    };
    Ok(Cell {
        value,
        times: count(tag, "table:number-columns-repeated")?,
        spans: count(tag, "table:number-rows-spanned")?,
        ..Cell::default()
    })
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Words> {
    let attribute = tag.try_get_attribute(name).map_err(unreadable)?;
    let value =
        attribute.map(|value| value.normalized_value(XmlVersion::Implicit1_0).map(|text| text.into_owned()));
    value.transpose().map_err(unreadable)
}

/// How often something is repeated; once unless it is said.
fn count(tag: &BytesStart<'_>, name: &str) -> Result<usize, Words> {
    let Some(value) = attribute(tag, name)? else { return Ok(1) };
    let count = value.parse::<usize>().ok().filter(|count| *count <= MOST);
    count.ok_or_else(|| {
        words(
            format!("«{value}» repeticiones no caben en una tabla"),
            format!("“{value}” repetitions fit no table"),
        )
    })
}
