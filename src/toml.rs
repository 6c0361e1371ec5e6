//! The one door to the TOML parser: text → tree with places.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::tree::{Data, Key, Node};

/// Parses a whole file; every syntax error is a finding, and what could be read is returned.
pub(crate) fn parse(text: &str, file: u32, report: &mut Report) -> Node {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        report.add(syntax(error.message(), Span::new(file, range.start, range.end)));
    }
    let span = span(file, &table);
    Node { span, data: Data::Map(entries(table.get_ref(), file)) }
}

/// What the parser complains of, by words of its own, in the editor's words; the last is for the rest.
const COMPLAINTS: &[(&str, &str, &str)] = &[
    ("duplicate key", "Esta clave ya se dio antes.", "This key was given before."),
    ("string values must be quoted", "Un texto va entre comillas.", "A text goes in quotes."),
    ("unclosed", "Falta cerrar unas comillas, un «[» o un «{».", "A quote, “[” or “{” is not closed."),
    ("invalid basic string", "Faltan o sobran unas comillas.", "Quotes are missing, or there are too many."),
    ("missing comma", "Falta una coma entre dos valores.", "A comma between two values is missing."),
    ("missing assignment", "Falta «= valor» después de la clave.", "“= value” is missing after the key."),
    (
        "invalid unquoted key",
        "Una clave sólo lleva letras sin acento, cifras, «-» y «_».",
        "A key holds only letters without accents, digits, “-” and “_”.",
    ),
    (
        "recurs",
        "Hay listas o grupos unos dentro de otros en demasiados niveles.",
        "Lists or groups stand inside one another too deep.",
    ),
    ("", "Esto no está escrito según las reglas de TOML.", "This is not written by the rules of TOML."),
];

fn syntax(message: &str, span: Span) -> Finding {
    let (_, es, en) = COMPLAINTS.iter().find(|(words, ..)| message.contains(words)).unwrap_or(&COMPLAINTS[0]);
    Finding::new(&rules::TOML_SYNTAX, span, *es, *en).hint(
        "Cada línea es «clave = valor», con los textos entre comillas: title = \"Observatorio\".",
        "Each line is “key = value”, with texts in quotes: title = \"Observatory\".",
    )
}

fn span<T>(file: u32, value: &Spanned<T>) -> Span {
    let range = value.span();
    Span::new(file, range.start, range.end)
}

/// The entries of a table in the order in which they were written.
fn entries(table: &DeTable<'_>, file: u32) -> Vec<(Key, Node)> {
    let mut entries: Vec<(Key, Node)> = table
        .iter()
        .map(|(key, value)| {
            (Key { text: key.get_ref().to_string(), span: span(file, key) }, node(value, file))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span);
    entries
}

fn node(value: &Spanned<DeValue<'_>>, file: u32) -> Node {
    let data = match value.get_ref() {
        DeValue::String(text) => Data::Scalar(text.to_string()),
        DeValue::Integer(number) => Data::Scalar(number.as_str().replace('_', "")),
        DeValue::Float(number) => Data::Scalar(number.as_str().replace('_', "")),
        DeValue::Boolean(flag) => Data::Scalar(flag.to_string()),
        DeValue::Datetime(date) => Data::Scalar(date.to_string()),
        DeValue::Array(items) => Data::Seq(items.iter().map(|item| node(item, file)).collect()),
        DeValue::Table(table) => Data::Map(entries(table, file)),
    };
    Node { span: span(file, value), data }
}
