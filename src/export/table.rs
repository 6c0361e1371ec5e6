//! The observatory as tables: what they hold, whichever format they are written in.

mod details;
mod fields;
mod lists;
mod plain;
mod rows;
mod wide;

use std::borrow::Cow;
use std::sync::Arc;

use super::Published;
use crate::elsewhere;
use crate::lang::Lang;
use crate::record::{Absence, Record};
use crate::report::Words;

pub(super) use lists::kind_label;
pub use rows::Rows;

/// A table.
#[derive(Debug)]
pub struct Table<'a> {
    /// Its name, and that of its file: `fichas`.
    pub name: &'static str,
    /// What it holds.
    pub about: Words,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The columns that tell one row from another.
    pub key: &'static [&'static str],
    /// The columns that name a row of another table.
    pub foreign: Vec<Foreign>,
    /// Its rows, each as long as there are columns.
    pub rows: Rows<'a>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub about: Words,
    /// The type of its values.
    pub kind: Type,
    /// The values it may take, in their order, with what they are called.
    pub categories: Vec<(String, String)>,
}

/// The type of a column's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
}

/// Columns that name a row of another table.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// The columns here.
    pub columns: &'static [&'static str],
    /// The table.
    pub table: &'static str,
    /// The columns there.
    pub named: &'static [&'static str],
}

/// The value of a row in a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing, without a reason.
    Empty,
    /// Nothing, and why.
    Absent(Absence),
    /// Text.
    Text(Cow<'a, str>),
    /// The id of a record, which stands in many rows.
    Id(Arc<str>),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Cell<'a> {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

impl<'a> Cell<'a> {
    /// Text that may be missing.
    fn some(text: Option<&'a str>) -> Cell<'a> {
        text.map_or(Cell::Empty, Cell::from)
    }

    /// Several texts in one cell; none leave it empty.
    fn joined<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Cell<'a> {
        let texts: Vec<T> = texts.into_iter().collect();
        let text = texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("; ");
        if text.is_empty() { Cell::Empty } else { Cell::from(text) }
    }

    /// Text, or nothing where it is empty.
    fn text(text: Cow<'a, str>) -> Cell<'a> {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// A number that may be missing.
    fn number(number: Option<f64>) -> Cell<'a> {
        number.map_or(Cell::Empty, Cell::Number)
    }
}

/// A column of a type with what it holds, in Spanish and in English.
fn column(name: impl Into<String>, kind: Type, es: &str, en: &str) -> Column {
    Column { name: name.into(), about: words(es, en), kind, categories: Vec::new() }
}

fn words(es: &str, en: &str) -> Words {
    Words { es: es.to_owned(), en: en.to_owned() }
}

/// The columns that name a record in every table.
const RECORD: Foreign = Foreign { columns: &["ficha"], table: "fichas", named: &["ficha"] };

/// The id of a record across collections: `experiencias/coredepa`.
pub(super) fn id(published: &Published<'_>, record: usize) -> String {
    let record = &published.catalog.records[record];
    format!("{}/{}", published.catalog.model(record).id, record.slug)
}

/// What a record is, as data name it.
pub(crate) fn state(record: &Record) -> &'static str {
    match (&record.elsewhere, record.identified) {
        (Some(_), _) => elsewhere::STATE,
        (None, true) => "identificada",
        (None, false) => "completa",
    }
}

/// The ids of all records, each made once for the rows of all tables.
struct Ids(Vec<Arc<str>>);

impl Ids {
    fn of(published: &Published<'_>) -> Ids {
        let records = 0..published.catalog.records.len();
        Ids(records.map(|record| id(published, record).into()).collect())
    }

    fn cell<'a>(&self, record: usize) -> Cell<'a> {
        Cell::Id(Arc::clone(&self.0[record]))
    }
}

/// All tables.
pub fn tables<'a>(published: &Published<'a>) -> Vec<Table<'a>> {
    let ids = Ids::of(published);
    vec![
        wide::fichas(published, &ids),
        fields::campos(published, &ids),
        fields::clasificacion(published, &ids),
        lists::actores(published),
        details::participaciones(published, &ids),
        lists::terminos(published),
        details::referencias(published, &ids),
        details::normas(published, &ids),
        details::montos(published, &ids),
        details::indicadores(published, &ids),
    ]
}

/// The text of an absence, as data name it.
pub fn absence_label(absence: Absence, lang: Lang) -> &'static str {
    let (es, en) = match absence {
        Absence::NoInformation => ("La fuente dice que no lo sabe", "The source says that it does not know"),
        Absence::None => ("La fuente dice que no hay", "The source says that there is none"),
        Absence::NotApplicable => ("La pregunta no se aplica", "The question does not apply"),
        Absence::NotSurveyed => ("Nadie lo ha relevado todavía", "Nobody has looked yet"),
    };
    if lang == Lang::ES { es } else { en }
}
