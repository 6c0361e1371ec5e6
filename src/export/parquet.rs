//! Parquet, one file per table: optional columns of text, numbers and flags, plainly encoded and compressed with Snappy.
//!
//! An absence is a null here; the reason stands in the table of answers.

mod thrift;

use std::io::{self, Write};

use rayon::prelude::*;
use snap::raw::{Encoder, max_compress_len};

use super::Set;
use super::table::{Cell, Table, Type};
use crate::output::Put;
use thrift::Struct;

const MAGIC: &[u8; 4] = b"PAR1";
/// How many rows are kept together.
const GROUP: usize = 50_000;
/// How many rows of a column are packed together: of long texts some two megabytes.
const PAGE: usize = 2_500;

// The numbers that the format gives to what is used of it.
const OPTIONAL: i64 = 1;
const UTF8: i64 = 0;
const PLAIN: i64 = 0;
const RLE: i64 = 3;
const SNAPPY: i64 = 1;
const DATA_PAGE: i64 = 0;

/// A file per table.
///
/// # Errors
///
/// Those of `put`.
pub fn files(set: &Set<'_>, put: &dyn Put) -> io::Result<()> {
    set.tables.par_iter().try_for_each(|table| {
        put.pour(set.published.data(&format!("{}.parquet", table.name)), &|out| write(table, out))
    })
}

struct Chunk {
    bytes: Vec<u8>,
    values: usize,
    unpacked: usize,
}

fn write(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(MAGIC)?;
    let (mut at, mut groups) = (MAGIC.len(), Vec::new());
    let width = table.columns.len();
    for cells in table.rows.parts(GROUP) {
        let columns = (0..width).into_par_iter();
        let chunks: Vec<Chunk> = columns.map(|at| chunk(cells, width, at, table.columns[at].kind)).collect();
        let mut metadata = Vec::new();
        let start = at;
        for (column, chunk) in table.columns.iter().zip(&chunks) {
            metadata.push(column_chunk(&column.name, column.kind, chunk, at));
            out.write_all(&chunk.bytes)?;
            at += chunk.bytes.len();
        }
        let size = (at - start) as i64;
        groups.push(
            Struct::default().list(1, metadata).integer(2, size).integer(3, (cells.len() / width) as i64),
        );
    }
    let footer = Struct::default()
        .small(1, 1)
        .list(2, schema(table))
        .integer(3, table.rows.len() as i64)
        .list(4, groups)
        .text(6, "atalaya")
        .bytes();
    out.write_all(&footer)?;
    out.write_all(&(footer.len() as u32).to_le_bytes())?;
    out.write_all(MAGIC)
}

fn physical(kind: Type) -> i64 {
    match kind {
        Type::Flag => 0,
        Type::Integer => 2,
        Type::Number => 5,
        Type::Text => 6,
    }
}

fn schema(table: &Table<'_>) -> Vec<Struct> {
    let mut elements = vec![Struct::default().text(4, "schema").small(5, table.columns.len() as i64)];
    elements.extend(table.columns.iter().map(|column| {
        let element =
            Struct::default().small(1, physical(column.kind)).small(3, OPTIONAL).text(4, &column.name);
        if column.kind == Type::Text { element.small(6, UTF8) } else { element }
    }));
    elements
}

fn column_chunk(name: &str, kind: Type, chunk: &Chunk, offset: usize) -> Struct {
    let metadata = Struct::default()
        .small(1, physical(kind))
        .smalls(2, &[PLAIN, RLE])
        .texts(3, &[name])
        .small(4, SNAPPY)
        .integer(5, chunk.values as i64)
        .integer(6, chunk.unpacked as i64)
        .integer(7, chunk.bytes.len() as i64)
        .integer(9, offset as i64);
    Struct::default().integer(2, offset as i64).nested(3, metadata)
}

/// The pages of a column. What holds one before it is packed, and after, is made for the largest and used for all.
fn chunk(cells: &[Cell<'_>], width: usize, at: usize, kind: Type) -> Chunk {
    let mut chunk = Chunk { bytes: Vec::new(), values: cells.len() / width, unpacked: 0 };
    let (mut encoder, mut page, mut packed) = (Encoder::new(), Vec::new(), Vec::new());
    for cells in cells.chunks(PAGE * width) {
        let column = || cells.iter().skip(at).step_by(width);
        page.clear();
        levels(column().map(|cell| present(cell, kind)), &mut page);
        values(column().filter(|cell| present(cell, kind)), &mut page);
        packed.resize(packed.len().max(max_compress_len(page.len())), 0);
        // There is room for whatever comes of it, so nothing hinders.
        let length = encoder.compress(&page, &mut packed).unwrap_or_default();
        let header = header(cells.len() / width, page.len(), length);
        chunk.unpacked += header.len() + page.len();
        chunk.bytes.extend(header);
        chunk.bytes.extend(&packed[..length]);
    }
    chunk
}

/// What a page says of itself.
fn header(rows: usize, unpacked: usize, packed: usize) -> Vec<u8> {
    let data = Struct::default().small(1, rows as i64).small(2, PLAIN).small(3, RLE).small(4, RLE);
    let header = Struct::default().small(1, DATA_PAGE).small(2, unpacked as i64).small(3, packed as i64);
    header.nested(5, data).bytes()
}

/// Whether a cell holds a value of the column's type.
fn present(cell: &Cell<'_>, kind: Type) -> bool {
    matches!(
        (cell, kind),
        (Cell::Text(_) | Cell::Id(_), Type::Text)
            | (Cell::Integer(_), Type::Integer)
            | (Cell::Number(_), Type::Number)
            | (Cell::Flag(_), Type::Flag)
    )
}

/// The definition levels as runs, with the length of their bytes before them.
fn levels(present: impl Iterator<Item = bool>, page: &mut Vec<u8>) {
    let mut runs: Vec<(u64, bool)> = Vec::new();
    for present in present {
        match runs.last_mut() {
            Some((length, same)) if *same == present => *length += 1,
            _ => runs.push((1, present)),
        }
    }
    let mut bytes = Vec::new();
    for (length, present) in runs {
        thrift::varint(length << 1, &mut bytes);
        bytes.push(u8::from(present));
    }
    page.extend((bytes.len() as u32).to_le_bytes());
    page.extend(bytes);
}

/// The values that there are, one after the other.
fn values<'c>(cells: impl Iterator<Item = &'c Cell<'c>>, page: &mut Vec<u8>) {
    let mut flags = Vec::new();
    for cell in cells {
        match cell {
            Cell::Text(text) => self::text(text, page),
            Cell::Id(id) => text(id, page),
            Cell::Integer(number) => page.extend(number.to_le_bytes()),
            Cell::Number(number) => page.extend(number.to_le_bytes()),
            Cell::Flag(yes) => flags.push(*yes),
            Cell::Empty | Cell::Absent(_) => {}
        }
    }
    let bits = flags
        .chunks(8)
        .map(|byte| byte.iter().enumerate().map(|(bit, yes)| u8::from(*yes) << bit).sum::<u8>());
    page.extend(bits);
}

fn text(text: &str, page: &mut Vec<u8>) {
    page.extend((text.len() as u32).to_le_bytes());
    page.extend(text.as_bytes());
}
