//! Parquet, one file per table: optional columns of text, numbers and flags, plainly encoded and compressed with gzip.
//!
//! An absence is a null here; the reason stands in the table of answers.

mod thrift;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use super::Set;
use super::table::{Cell, Table, Type};
use crate::output::File;
use thrift::Struct;

const MAGIC: &[u8; 4] = b"PAR1";
/// How many rows are kept together.
const GROUP: usize = 50_000;

// The numbers that the format gives to what is used of it.
const OPTIONAL: i64 = 1;
const UTF8: i64 = 0;
const PLAIN: i64 = 0;
const RLE: i64 = 3;
const GZIP: i64 = 2;
const DATA_PAGE: i64 = 0;

/// A file per table.
pub fn files(set: &Set<'_>) -> Vec<File> {
    let file = |table: &Table<'_>| File {
        path: set.published.data(&format!("{}.parquet", table.name)),
        bytes: bytes(table),
    };
    set.tables.par_iter().map(file).collect()
}

struct Chunk {
    bytes: Vec<u8>,
    values: usize,
    unpacked: usize,
}

fn bytes(table: &Table<'_>) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let mut groups = Vec::new();
    for rows in table.rows.chunks(GROUP) {
        let columns = 0..table.columns.len();
        let chunks: Vec<Chunk> =
            columns.into_par_iter().map(|at| chunk(rows, at, table.columns[at].kind)).collect();
        let mut metadata = Vec::new();
        let start = out.len();
        for (column, chunk) in table.columns.iter().zip(&chunks) {
            metadata.push(column_chunk(&column.name, column.kind, chunk, out.len()));
            out.extend(&chunk.bytes);
        }
        let size = (out.len() - start) as i64;
        groups.push(Struct::default().list(1, metadata).integer(2, size).integer(3, rows.len() as i64));
    }
    let footer = Struct::default()
        .small(1, 1)
        .list(2, schema(table))
        .integer(3, table.rows.len() as i64)
        .list(4, groups)
        .text(6, "atalaya")
        .bytes();
    out.extend(&footer);
    out.extend((footer.len() as u32).to_le_bytes());
    out.extend(MAGIC);
    out
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
        .small(4, GZIP)
        .integer(5, chunk.values as i64)
        .integer(6, chunk.unpacked as i64)
        .integer(7, chunk.bytes.len() as i64)
        .integer(9, offset as i64);
    Struct::default().integer(2, offset as i64).nested(3, metadata)
}

/// The page of a column: which rows have a value, then the values.
fn chunk(rows: &[Vec<Cell<'_>>], at: usize, kind: Type) -> Chunk {
    let mut page = levels(rows, at, kind);
    values(rows, at, kind, &mut page);
    let packed = packed(&page).unwrap_or_default();
    let data = Struct::default().small(1, rows.len() as i64).small(2, PLAIN).small(3, RLE).small(4, RLE);
    let header = Struct::default()
        .small(1, DATA_PAGE)
        .small(2, page.len() as i64)
        .small(3, packed.len() as i64)
        .nested(5, data)
        .bytes();
    let unpacked = header.len() + page.len();
    Chunk { bytes: [header, packed].concat(), values: rows.len(), unpacked }
}

fn packed(page: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(page)?;
    encoder.finish()
}

/// Whether a cell holds a value of the column's type.
fn present(cell: &Cell<'_>, kind: Type) -> bool {
    matches!(
        (cell, kind),
        (Cell::Text(_), Type::Text)
            | (Cell::Integer(_), Type::Integer)
            | (Cell::Number(_), Type::Number)
            | (Cell::Flag(_), Type::Flag)
    )
}

/// The definition levels as runs, with the length of their bytes before them.
fn levels(rows: &[Vec<Cell<'_>>], at: usize, kind: Type) -> Vec<u8> {
    let mut runs = Vec::new();
    for run in rows.chunk_by(|a, b| present(&a[at], kind) == present(&b[at], kind)) {
        thrift::varint((run.len() as u64) << 1, &mut runs);
        runs.push(u8::from(present(&run[0][at], kind)));
    }
    [&(runs.len() as u32).to_le_bytes()[..], &runs].concat()
}

fn values(rows: &[Vec<Cell<'_>>], at: usize, kind: Type, page: &mut Vec<u8>) {
    let cells = rows.iter().map(|row| &row[at]).filter(|cell| present(cell, kind));
    let mut flags = Vec::new();
    for cell in cells {
        match cell {
            Cell::Text(text) => {
                page.extend((text.len() as u32).to_le_bytes());
                page.extend(text.as_bytes());
            }
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
