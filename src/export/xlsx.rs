//! One spreadsheet with a sheet per table. Text is text, numbers are numbers; nothing is a formula.

mod strings;

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Set;
use super::table::{Cell, Table};
use super::zip::{self, Entry, Packer};
use crate::output::{HELD, Put};
use strings::Strings;

/// The most rows a sheet holds, its header among them.
const ROWS: usize = 1_048_576;
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The book.
///
/// # Errors
///
/// Those of `put`.
pub fn file(set: &Set<'_>, put: &dyn Put) -> io::Result<()> {
    put.pour(set.published.data("observatorio.xlsx"), &|out| book(&set.tables, out))
}

fn book(tables: &[Table<'_>], out: &mut dyn Write) -> io::Result<()> {
    let sheets: Vec<Sheet<'_, '_>> = tables.iter().flat_map(sheets_of).collect();
    let mut entries = vec![
        Entry::of("[Content_Types].xml", content_types(sheets.len()).as_bytes())?,
        Entry::of("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml".to_owned())]).as_bytes())?,
        Entry::of("xl/workbook.xml", workbook(&sheets).as_bytes())?,
        Entry::of("xl/_rels/workbook.xml.rels", workbook_relations(sheets.len()).as_bytes())?,
    ];
    let cells: usize = sheets.iter().map(|(.., cells)| cells.len()).sum();
    let mut strings = Strings::new(cells / 4);
    for (at, (_, table, cells)) in sheets.iter().enumerate() {
        entries.push(sheet(&format!("xl/worksheets/sheet{}.xml", at + 1), table, cells, &mut strings)?);
    }
    entries.push(strings.finish()?);
    zip::archive(&entries, out)
}

/// A sheet by its name, with its table and the cells of its rows.
type Sheet<'t, 'a> = (String, &'t Table<'a>, &'t [Cell<'a>]);

/// A table in as many sheets as it takes.
fn sheets_of<'t, 'a>(table: &'t Table<'a>) -> Vec<Sheet<'t, 'a>> {
    if table.rows.is_empty() {
        return vec![(table.name.to_owned(), table, &[])];
    }
    let name = |at: usize| if at == 0 { table.name.to_owned() } else { format!("{} {}", table.name, at + 1) };
    table.rows.parts(ROWS - 1).enumerate().map(|(at, cells)| (name(at), table, cells)).collect()
}

/// Packs a sheet, never more of it at once than is worth packing: it is far larger than what becomes of it.
fn sheet<'t>(
    name: &str,
    table: &'t Table<'_>,
    cells: &'t [Cell<'_>],
    strings: &mut Strings<'t>,
) -> io::Result<Entry> {
    let mut part = Packer::new(name);
    let mut text = String::with_capacity(2 * HELD);
    let _ = write!(text, "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">");
    text.push_str(
        "<pane ySplit=\"1\" topLeftCell=\"A2\" state=\"frozen\"/></sheetView></sheetViews><sheetData><row>",
    );
    table.columns.iter().try_for_each(|column| shared(&column.name, strings, &mut text))?;
    text.push_str("</row>");
    for row in cells.chunks(table.columns.len()) {
        text.push_str("<row>");
        row.iter().try_for_each(|value| cell(value, strings, &mut text))?;
        text.push_str("</row>");
        if text.len() > HELD {
            part.write_all(text.as_bytes())?;
            text.clear();
        }
    }
    text.push_str("</sheetData></worksheet>");
    part.write_all(text.as_bytes())?;
    part.finish()
}

fn cell<'t>(value: &'t Cell<'_>, strings: &mut Strings<'t>, text: &mut String) -> io::Result<()> {
    let _ = match value {
        Cell::Empty => {
            text.push_str("<c/>");
            Ok(())
        }
        Cell::Absent(absence) => return shared(absence.id(), strings, text),
        Cell::Text(value) => return shared(value, strings, text),
        Cell::Id(id) => return shared(id, strings, text),
        Cell::Integer(number) => write!(text, "<c><v>{number}</v></c>"),
        Cell::Number(number) => write!(text, "<c><v>{number}</v></c>"),
        Cell::Flag(yes) => write!(text, "<c t=\"b\"><v>{}</v></c>", u8::from(*yes)),
    };
    Ok(())
}

/// A cell with a text, by the number of the text.
fn shared<'t>(value: &'t str, strings: &mut Strings<'t>, text: &mut String) -> io::Result<()> {
    let number = strings.number(value)?;
    text.push_str("<c t=\"s\"><v>");
    digits(number, text);
    text.push_str("</v></c>");
    Ok(())
}

/// A number, of which a book has more than of anything else.
fn digits(mut number: usize, text: &mut String) {
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    while number > 0 || first == digits.len() {
        first -= 1;
        digits[first] += (number % 10) as u8;
        number /= 10;
    }
    text.extend(digits[first..].iter().map(|digit| char::from(*digit)));
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
    let _ = write!(
        text,
        "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{kind}.sharedStrings+xml\"/></Types>"
    );
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
    let sheets = (1..=sheets).map(|at| ("worksheet", format!("worksheets/sheet{at}.xml")));
    let strings = ("sharedStrings", "sharedStrings.xml".to_owned());
    relations(&sheets.chain([strings]).collect::<Vec<_>>())
}

fn workbook(sheets: &[Sheet<'_, '_>]) -> String {
    let mut text = format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOCUMENT}\"><sheets>");
    for (at, (name, ..)) in sheets.iter().enumerate() {
        let number = at + 1;
        let _ = write!(text, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
    }
    text.push_str("</sheets></workbook>");
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn writes_numbers() {
        let mut text = String::new();
        for number in [0, 7, 10, 98_765, usize::MAX] {
            super::digits(number, &mut text);
            text.push(' ');
        }
        assert_eq!(text, "0 7 10 98765 18446744073709551615 ");
    }
}
