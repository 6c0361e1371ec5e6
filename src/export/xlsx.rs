//! One spreadsheet with a sheet per table. Text is text, numbers are numbers; nothing is a formula.

use std::fmt::Write;
use std::io;

use super::table::{Cell, Table};
use super::zip::{self, Content};
use super::{Set, xml};
use crate::output::File;

/// The most rows a sheet holds, its header among them.
const ROWS: usize = 1_048_576;
/// The most characters a cell holds.
const CHARACTERS: usize = 32_767;

/// How much of a sheet is held before it is packed.
const HELD: usize = 64 * 1024;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The book.
pub fn file(set: &Set<'_>) -> Vec<File> {
    vec![File { path: set.published.data("observatorio.xlsx"), bytes: book(&set.tables) }]
}

fn book(tables: &[Table<'_>]) -> Vec<u8> {
    let sheets: Vec<(String, &Table<'_>, &[Vec<Cell<'_>>])> = tables.iter().flat_map(sheets_of).collect();
    let mut files = vec![
        part("[Content_Types].xml", content_types(sheets.len())),
        part("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml".to_owned())])),
        part("xl/workbook.xml", workbook(&sheets)),
        part("xl/_rels/workbook.xml.rels", workbook_relations(sheets.len())),
    ];
    files.extend(sheets.iter().enumerate().map(|(at, (_, table, rows))| {
        let content: Content<'_> = Box::new(|out| sheet(table, rows, out));
        (format!("xl/worksheets/sheet{}.xml", at + 1), content)
    }));
    zip::archive(files)
}

/// A small part of the book.
fn part<'c>(name: &str, text: String) -> (String, Content<'c>) {
    (name.to_owned(), Box::new(move |out| out.write_all(text.as_bytes())))
}

/// A table in as many sheets as it takes.
fn sheets_of<'t, 'a>(table: &'t Table<'a>) -> Vec<(String, &'t Table<'a>, &'t [Vec<Cell<'a>>])> {
    if table.rows.is_empty() {
        return vec![(table.name.to_owned(), table, &[])];
    }
    let name = |at: usize| if at == 0 { table.name.to_owned() } else { format!("{} {}", table.name, at + 1) };
    table.rows.chunks(ROWS - 1).enumerate().map(|(at, rows)| (name(at), table, rows)).collect()
}

/// Writes a sheet, never more of it at once than is worth packing: it is far larger than what becomes of it.
fn sheet(table: &Table<'_>, rows: &[Vec<Cell<'_>>], out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = String::with_capacity(2 * HELD);
    let _ = write!(text, "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">");
    text.push_str(
        "<pane ySplit=\"1\" topLeftCell=\"A2\" state=\"frozen\"/></sheetView></sheetViews><sheetData><row>",
    );
    table.columns.iter().for_each(|column| self::text(&column.name, &mut text));
    text.push_str("</row>");
    for row in rows {
        text.push_str("<row>");
        row.iter().for_each(|value| cell(value, &mut text));
        text.push_str("</row>");
        if text.len() > HELD {
            out.write_all(text.as_bytes())?;
            text.clear();
        }
    }
    text.push_str("</sheetData></worksheet>");
    out.write_all(text.as_bytes())
}

fn cell(value: &Cell<'_>, text: &mut String) {
    let _ = match value {
        Cell::Empty => {
            text.push_str("<c/>");
            Ok(())
        }
        Cell::Absent(absence) => {
            self::text(absence.id(), text);
            Ok(())
        }
        Cell::Text(value) => {
            self::text(value, text);
            Ok(())
        }
        Cell::Integer(number) => write!(text, "<c><v>{number}</v></c>"),
        Cell::Number(number) => write!(text, "<c><v>{number}</v></c>"),
        Cell::Flag(yes) => write!(text, "<c t=\"b\"><v>{}</v></c>", u8::from(*yes)),
    };
}

fn text(value: &str, out: &mut String) {
    out.push_str("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    let long = value.len() > CHARACTERS;
    match long.then(|| value.char_indices().nth(CHARACTERS)).flatten() {
        Some((end, _)) => xml::escape(&value[..end], out),
        None => xml::escape(value, out),
    }
    out.push_str("</t></is></c>");
}

fn content_types(sheets: usize) -> String {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut text = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/>"
    );
    for sheet in 1..=sheets {
        let _ = write!(
            text,
            "<Override PartName=\"/xl/worksheets/sheet{sheet}.xml\" ContentType=\"{kind}.worksheet+xml\"/>"
        );
    }
    text.push_str("</Types>");
    text
}

fn relations(targets: &[(&str, String)]) -> String {
    let mut text = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (at, (kind, target)) in targets.iter().enumerate() {
        let _ =
            write!(text, "<Relationship Id=\"r{}\" Type=\"{DOCUMENT}/{kind}\" Target=\"{target}\"/>", at + 1);
    }
    text.push_str("</Relationships>");
    text
}

fn workbook_relations(sheets: usize) -> String {
    let targets: Vec<(&str, String)> =
        (1..=sheets).map(|at| ("worksheet", format!("worksheets/sheet{at}.xml"))).collect();
    relations(&targets)
}

fn workbook(sheets: &[(String, &Table<'_>, &[Vec<Cell<'_>>])]) -> String {
    let mut text = format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOCUMENT}\"><sheets>");
    for (at, (name, ..)) in sheets.iter().enumerate() {
        let number = at + 1;
        let _ = write!(text, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
    }
    text.push_str("</sheets></workbook>");
    text
}
