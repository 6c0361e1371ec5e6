//! The one door to the TOML parser: text → tree with places.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::check::rules;
use crate::report::{Finding, Report, Span};
use crate::tree::{Data, Key, Node};

/// Parses a whole file; every syntax error is a finding, and what could be read is returned.
pub(crate) fn parse(text: &str, file: u32, report: &mut Report) -> Node {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        report.add(
            Finding::new(
                &rules::TOML_SYNTAX,
                Span::new(file, range.start, range.end),
                format!("Esto no es TOML válido: {}.", error.message()),
                format!("This is not valid TOML: {}.", error.message()),
            )
            .hint(
                "Los textos van entre comillas; cada clave, una sola vez.",
                "Texts go in quotes; each key is given once.",
            ),
        );
    }
    let span = span(file, &table);
    Node { span, data: Data::Map(entries(table.get_ref(), file)) }
}

fn span<T>(file: u32, value: &Spanned<T>) -> Span {
    let range = value.span();
    Span::new(file, range.start, range.end)
}

/// The entries of a table in the order in which they were written.
fn entries(table: &DeTable<'_>, file: u32) -> Vec<(Key, Node)> {
    let mut entries: Vec<(Key, Node)> = table
        .iter()
        .map(|(key, value)| (Key { text: key.get_ref().to_string(), span: span(file, key) }, node(value, file)))
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
