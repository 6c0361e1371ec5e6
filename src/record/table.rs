//! Rows of a table as identified experiences.

use std::collections::BTreeMap;

use super::answer;
use super::slugs::Addresses;
use super::{Mention, Record};
use crate::config::{CollectionConfig, Field, Kind, TableConfig};
use crate::fold::{nearest, slug};
use crate::lang::Lang;
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::tree::{Data, Node};

/// How often each slug is used so far.
pub(crate) type Taken = BTreeMap<String, usize>;

/// The longest slug that is made of a title, in letters.
const LONGEST: usize = 60;

/// The records of a CSV text with a row of headers, with slugs beside the `addresses` of others; what a row says wrong is a finding at its line.
pub(crate) fn read(
    text: &str,
    file: u32,
    collection: (usize, &CollectionConfig),
    table: &TableConfig,
    addresses: &Addresses<'_>,
    lang: Lang,
    report: &mut Report,
) -> Vec<Record> {
    let mut read: Vec<(Record, String)> = Vec::new();
    let mut columns = None;
    rows(text, file, report, |headers, row, report| {
        let columns = columns.get_or_insert_with(|| Columns::of(table, headers, file, report));
        if let Some(row) = row {
            let row = Known { row, table };
            read.push(row.record(collection, columns, lang, report));
        }
    });
    let unnamed = read.iter_mut().filter(|(record, _)| record.slug.is_empty());
    addresses.give(unnamed.map(|(record, title)| (record, std::mem::take(title))).collect());
    read.into_iter().map(|(record, _)| record).collect()
}

/// Hands on the headers, without a row, and then each row that is not blank; what cannot be read is a finding.
pub(crate) fn rows<'t>(
    text: &'t str,
    file: u32,
    report: &mut Report,
    mut each: impl FnMut(&[String], Option<Row<'_, 't>>, &mut Report),
) {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers: Vec<String> = match reader.headers() {
        Ok(headers) => headers.iter().map(str::to_owned).collect(),
        Err(error) => return report.add(bad_table(Span::start_of(file), &error.to_string())),
    };
    each(&headers, None, report);
    for row in reader.records() {
        match row {
            Ok(row) if row.iter().all(str::is_empty) => {}
            Ok(row) => {
                let at = row.position().map_or(0, |position| position.byte() as usize);
                each(&headers, Some(Row { cells: &row, text, file, at }), report);
            }
            Err(error) => {
                let at = error.position().map_or(0, |position| position.byte() as usize);
                report.add(bad_table(Span::new(file, at, at), &error.to_string()));
            }
        }
    }
}

/// Where each thing stands in a row.
struct Columns {
    fields: Vec<(usize, usize)>,
    full: Option<usize>,
    slug: Option<usize>,
}

impl Columns {
    fn of(table: &TableConfig, headers: &[String], file: u32, report: &mut Report) -> Columns {
        let mut place = |name: &String| {
            let at = headers.iter().position(|header| header == name);
            if at.is_none() {
                report.add(missing_column(name, headers, file));
            }
            at
        };
        let fields =
            table.columns.iter().filter_map(|(field, column)| Some((*field, place(column)?))).collect();
        Columns {
            fields,
            full: table.full.as_ref().and_then(&mut place),
            slug: table.slug.as_ref().and_then(place),
        }
    }
}

/// A row while it is read.
pub(crate) struct Row<'r, 't> {
    cells: &'r csv::StringRecord,
    text: &'t str,
    file: u32,
    at: usize,
}

/// A row whose columns the declaration names.
struct Known<'a, 't> {
    row: Row<'a, 't>,
    table: &'a TableConfig,
}

impl Known<'_, '_> {
    /// The record of a row, with the slug that the row gives it, and its title, of which one can be made.
    fn record(
        &self,
        (at, model): (usize, &CollectionConfig),
        columns: &Columns,
        lang: Lang,
        report: &mut Report,
    ) -> (Record, String) {
        let Known { row, table } = self;
        let mut answers = vec![None; model.fields.len()];
        for (field, column) in &columns.fields {
            if let Some(node) = row.node(*column, &model.fields[*field], &table.separator) {
                answers[*field] = answer::read(&model.fields[*field], &node, report);
            }
        }
        let full = columns.full.and_then(|column| Some(Mention::new(row.cell(column)?, row.span(column))));
        let own = columns.slug.and_then(|column| row.cell(column)).map(slug);
        let title = columns.fields.iter().find(|(field, _)| *field == model.roles.title);
        let title = title.and_then(|(_, column)| row.cell(*column)).unwrap_or_default();
        let span = row.span(columns.fields.first().map_or(0, |(_, column)| *column));
        let slug = own.unwrap_or_default();
        (Record { slug, full, ..Record::identified(at, lang, span, answers) }, title.to_owned())
    }
}

impl Row<'_, '_> {
    /// The words of a cell; a blank one is `None`.
    pub(crate) fn cell(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(str::trim).filter(|text| !text.is_empty())
    }

    /// The cell as the value of a field: several values stand apart by the separator where the field takes a list.
    pub(crate) fn node(&self, column: usize, field: &Field, separator: &str) -> Option<Node> {
        let text = self.cell(column)?;
        let span = self.span(column);
        let scalar = |text: &str| Node { span, data: Data::Scalar(text.trim().to_owned()) };
        let many =
            matches!(field.kind, Kind::Terms | Kind::List | Kind::Actors | Kind::Records | Kind::Links);
        if many && text.contains(separator) {
            let items = text.split(separator).filter(|item| !item.trim().is_empty());
            return Some(Node { span, data: Data::Seq(items.map(scalar).collect()) });
        }
        Some(scalar(text))
    }

    /// Where a cell stands: its words in the row's line, or the row's beginning where they are not found as they are.
    pub(crate) fn span(&self, column: usize) -> Span {
        let row = &self.text[self.at.min(self.text.len())..];
        let before: usize = (0..column).filter_map(|column| Some(self.cells.get(column)?.len())).sum();
        let found = self.cells.get(column).and_then(|cell| {
            let from = (before..=before.min(row.len())).find(|at| row.is_char_boundary(*at))?;
            row.get(from..)?.find(cell).map(|at| (from + at, cell.len()))
        });
        let (start, length) = found.unwrap_or((0, 0));
        Span::new(self.file, self.at + start, self.at + start + length)
    }
}

/// A slug cut at a word.
pub(crate) fn short(slug: &str) -> String {
    if slug.len() <= LONGEST {
        return slug.to_owned();
    }
    let cut = slug[..LONGEST].rfind('-').unwrap_or(LONGEST);
    slug[..cut].to_owned()
}

/// A slug that no row before has: the second one gets `-2`.
pub(crate) fn numbered(slug: String, taken: &mut Taken) -> String {
    let times = taken.entry(slug.clone()).or_insert(0);
    *times += 1;
    if *times == 1 { slug } else { format!("{slug}-{times}") }
}

fn bad_table(span: Span, detail: &str) -> Finding {
    Finding::new(
        &rules::BAD_TABLE,
        span,
        format!("La tabla no se puede leer: {detail}."),
        format!("The table cannot be read: {detail}."),
    )
    .hint(
        "Guárdela como CSV con comas y una fila de encabezados; un texto con comas o comillas va entre comillas.",
        "Save it as CSV with commas and a row of headers; a text with commas or quotes goes in quotes.",
    )
}

pub(crate) fn missing_column(name: &str, headers: &[String], file: u32) -> Finding {
    let all = headers.join(", ");
    Finding::new(
        &rules::BAD_TABLE,
        Span::start_of(file),
        format!("La tabla no tiene ninguna columna «{name}»."),
        format!("The table has no column “{name}”."),
    )
    .suggest(&nearest(name, headers.iter().map(String::as_str), 2))
    .or_hint(format!("Las columnas son: {all}."), format!("The columns are: {all}."))
}
