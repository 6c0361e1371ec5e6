//! The published fichas of other observatories, as identified experiences of theirs.
//!
//! Each stands here with what dates, places and classifies it, and leads to its own address; it has no page here. What
//! another observatory says in a way that cannot be read is a warning: it is not for this one to mend.

mod columns;
mod words;

use std::sync::Arc;

use crate::config::{CollectionConfig, Config, Field, Kind, ObservatoryConfig};
use crate::fold::slug;
use crate::link::is_web;
use crate::record::table::{Row, Taken, numbered, rows, short};
use crate::record::{Elsewhere, Mention, Record, Value, answer};
use crate::report::rules;
use crate::report::{Finding, Report, Severity, Span, Words};
use crate::source::{Root, Sources};
use crate::tree::{Data, Key, Node};
use crate::vocabulary::{Actor, Taxonomy};
use columns::Columns;
use words::Dictionary;

/// The largest table that is read.
const MAX_TABLE: u64 = 256 * 1024 * 1024;
/// What a record of another observatory is called in the published tables.
pub const STATE: &str = "externa";

/// What is known here when another observatory is read.
pub(crate) struct Here<'a> {
    pub(crate) config: &'a Config,
    pub(crate) taxonomies: &'a [Taxonomy],
    pub(crate) actors: &'a [Actor],
}

/// The fichas of the observatories that a collection names, beside the records it has.
pub(crate) fn read(
    root: &Root,
    here: &Here<'_>,
    collection: usize,
    known: &[Arc<Record>],
    sources: &mut Sources,
    report: &mut Report,
) -> Vec<Record> {
    let model = &here.config.collections[collection];
    let mut records = Vec::new();
    for (at, observatory) in model.observatories.iter().enumerate() {
        let path = observatory.table();
        if observatory.data.is_empty() {
            continue; // A missing key of site.toml, told there.
        }
        if !root.exists(&path) {
            report.add(not_fetched(observatory, &path));
            continue;
        }
        let words = Dictionary::of(root, here, model, observatory, sources, report);
        let Some(file) = root.read(&path, MAX_TABLE, sources, report) else { continue };
        let taken = known.iter().map(|record| (record.slug.clone(), 1)).collect();
        let mut reader =
            Reader { collection, model, at, observatory, lang: here.config.site.languages[0], words, taken };
        records.extend(reader.table(&sources.get(file).text, file, report));
    }
    records
}

/// How many fichas of another observatory a table holds.
///
/// # Errors
///
/// What is wrong with it, where it cannot be read or lacks a column.
pub fn check(model: &CollectionConfig, observatory: &ObservatoryConfig, text: &str) -> Result<usize, Words> {
    let (mut report, mut count, mut columns) = (Report::default(), 0, None);
    rows(text, 0, &mut report, |headers, row, report| {
        let columns = columns.get_or_insert_with(|| Columns::of(model, observatory, headers, 0, report));
        let takes = |row| columns.as_ref().is_some_and(|columns| columns.takes(row));
        count += usize::from(row.as_ref().is_some_and(takes));
    });
    report.findings.first().map_or(Ok(count), |finding| Err(finding.message.clone()))
}

struct Reader<'a> {
    collection: usize,
    model: &'a CollectionConfig,
    /// The place of the observatory among those of the collection.
    at: usize,
    observatory: &'a ObservatoryConfig,
    lang: crate::lang::Lang,
    words: Dictionary<'a>,
    taken: Taken,
}

impl Reader<'_> {
    fn table(&mut self, text: &str, file: u32, report: &mut Report) -> Vec<Record> {
        let mut records = Vec::new();
        let mut columns = None;
        let mut told = Report::default();
        rows(text, file, report, |headers, row, report| {
            let columns = columns
                .get_or_insert_with(|| Columns::of(self.model, self.observatory, headers, file, report));
            let (Some(columns), Some(row)) = (columns, row) else { return };
            if columns.takes(&row) {
                records.push(self.record(columns, &row, &mut told));
            }
        });
        self.words.missing(self.observatory, self.model, &mut told);
        for mut finding in told.findings {
            finding.severity = Severity::Warning;
            report.add(finding);
        }
        records
    }

    fn record(&mut self, columns: &Columns, row: &Row<'_, '_>, report: &mut Report) -> Record {
        let mut answers = vec![None; self.model.fields.len()];
        for (at, column) in &columns.fields {
            let field = &self.model.fields[*at];
            let point = columns.points.iter().find(|(known, _)| known == at).map(|(_, pair)| *pair);
            let node = self.node(row, *column, field, point);
            let mut answer = node.and_then(|node| answer::read(field, &node, report));
            if let Some(answer) = &mut answer {
                answer.value = answer.value.take().and_then(|value| self.words.translate(*at, field, value));
            }
            answers[*at] = answer.filter(|answer| answer.is_given());
        }
        let (source, ours) = (self.model.roles.source, self.observatory.source.as_ref());
        if let Some((field, ours)) = source.zip(ours) {
            let mention = Mention::new(ours.word.as_str(), ours.span);
            let answer = answer::Answer::empty(ours.span);
            answers[field] = Some(answer::Answer { value: Some(Value::Terms(vec![mention])), ..answer });
        }
        let title = columns.fields.iter().find(|(field, _)| *field == self.model.roles.title);
        let title = title.and_then(|(_, column)| row.cell(*column)).unwrap_or_default();
        let own = slug(columns.slug.and_then(|column| row.cell(column)).unwrap_or(title));
        let span = row.span(columns.fields.first().map_or(0, |(_, column)| *column));
        let url = self.address(columns.address, row, report);
        Record {
            elsewhere: Some(Elsewhere { observatory: self.at, url }),
            slug: numbered(format!("{}-{}", self.observatory.id, short(&own)), &mut self.taken),
            ..Record::identified(self.collection, self.lang, span, answers)
        }
    }

    /// The cell as the value of a field, without the apostrophe that keeps spreadsheets from calculating.
    fn node(
        &self,
        row: &Row<'_, '_>,
        column: usize,
        field: &Field,
        point: Option<(usize, usize)>,
    ) -> Option<Node> {
        let node = row.node(column, field, &self.observatory.separator).map(plain);
        if field.kind != Kind::Place {
            return node;
        }
        let point = point.and_then(|(lat, lon)| Some([cell(row, lat)?, cell(row, lon)?]));
        let span = node.as_ref().map_or(row.span(column), |node| node.span);
        let key = |text: &str| Key { text: text.to_owned(), span };
        let seq = |items: Vec<Node>| Node { span, data: Data::Seq(items) };
        let names = node.into_iter().flat_map(|node| names(&node, &self.observatory.separator));
        let names: Vec<Node> = names.collect();
        let mut entries = Vec::new();
        entries.extend((!names.is_empty()).then(|| (key("localidades"), seq(names))));
        entries.extend(point.map(|point| (key("coordenadas"), seq(point.into()))));
        (!entries.is_empty()).then_some(Node { span, data: Data::Map(entries) })
    }

    /// The whole address of a ficha; where it has none, that of the observatory.
    fn address(&self, column: Option<usize>, row: &Row<'_, '_>, report: &mut Report) -> String {
        let home = self.observatory.url.trim_end_matches('/');
        let written = column.and_then(|column| Some((row.cell(column)?, row.span(column))));
        match written {
            Some((url, _)) if is_web(url) && is_whole(url) => return url.to_owned(),
            Some((path, _)) if path.starts_with('/') && !path.starts_with("//") => {
                return format!("{home}{path}");
            }
            Some((text, span)) => report.add(no_address(text, span)),
            None => {}
        }
        format!("{home}/")
    }
}

fn cell(row: &Row<'_, '_>, column: usize) -> Option<Node> {
    let text = row.cell(column)?.trim_start_matches('\'').to_owned();
    Some(Node { span: row.span(column), data: Data::Scalar(text) })
}

fn names(node: &Node, separator: &str) -> Vec<Node> {
    let Data::Scalar(text) = &node.data else { return Vec::new() };
    let parts = text.split(separator).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| Node { span: node.span, data: Data::Scalar(part.to_owned()) }).collect()
}

fn plain(node: Node) -> Node {
    let inert = |text: String| match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t']) => rest.to_owned(),
        _ => text,
    };
    let data = match node.data {
        Data::Scalar(text) => Data::Scalar(inert(text)),
        Data::Seq(items) => Data::Seq(items.into_iter().map(plain).collect()),
        other => other,
    };
    Node { data, ..node }
}

/// Whether an address names its host and could be one.
fn is_whole(url: &str) -> bool {
    url.contains("://") && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn no_address(text: &str, span: Span) -> Finding {
    Finding::new(
        &rules::BAD_LINK,
        span,
        format!("«{text}» no es la dirección de una ficha."),
        format!("“{text}” is not the address of a record."),
    )
    .hint(
        "La ficha enlaza la portada de su observatorio; avise a quienes la publican.",
        "The record links to the home page of its observatory; tell those who publish it.",
    )
}

fn not_fetched(observatory: &ObservatoryConfig, path: &str) -> Finding {
    let id = &observatory.id;
    Finding::new(
        &rules::UNREADABLE,
        observatory.data_span,
        format!("No están los datos del observatorio «{id}»: falta «{path}»."),
        format!("The data of the observatory “{id}” are not here: “{path}” is missing."),
    )
    .hint(
        format!("Tráigalos con «atalaya fetch {id}», o corrija «data» en site.toml."),
        format!("Get them with “atalaya fetch {id}”, or correct “data” in site.toml."),
    )
}
