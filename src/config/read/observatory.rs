//! The other observatories that a collection names.

use super::Reader;
use super::collection::unknown_field;
use crate::config::{Field, ObservatoryConfig, Ours};
use crate::lang::Localized;
use crate::link;
use crate::report::Span;
use crate::tree::{self, Entries, Names, Node};

impl Reader<'_> {
    pub(super) fn observatory(&mut self, node: &Node, fields: &[Field]) -> ObservatoryConfig {
        read(self, node, fields)
    }
}

fn read(reader: &mut Reader<'_>, node: &Node, fields: &[Field]) -> ObservatoryConfig {
    let mut entries = Entries::of(node, reader.report);
    let pairs = |names: Names, entries: &mut Entries<'_>, reader: &mut Reader<'_>| {
        entries.take(names).map(|node| words(node, reader)).unwrap_or_default()
    };
    let id = reader.id(&mut entries);
    let observatory = ObservatoryConfig {
        name: name(reader, &mut entries, &id),
        url: address(reader, &mut entries),
        from: entries.text(&["from"], reader.report),
        data_span: entries.span_of(&["data"]),
        data: reader.path(&mut entries, &["data"]),
        columns: entries.take(&["columns"]).map(|node| columns(reader, node, fields)),
        address: entries.text(&["address"], reader.report).unwrap_or_else(|| "url".to_owned()),
        slug: entries.text(&["slug"], reader.report).unwrap_or_else(|| "slug".to_owned()),
        point: point(reader, &mut entries),
        only: pairs(&["only"], &mut entries, reader)
            .into_iter()
            .map(|(key, ours)| (key, ours.word))
            .collect(),
        source: source(reader, &mut entries),
        terms: entries.take(&["terms"]).map(|node| terms(reader, node, fields)).unwrap_or_default(),
        actors: pairs(&["actors"], &mut entries, reader),
        separator: entries.text(&["separator"], reader.report).unwrap_or_else(|| ";".to_owned()),
        id,
        span: node.span,
    };
    entries.finish(reader.report);
    observatory
}

fn name(reader: &mut Reader<'_>, entries: &mut Entries<'_>, id: &str) -> Localized {
    let name = reader.localized(entries, &["name"]);
    if name.is_empty() { Localized::one(reader.default, id.to_owned()) } else { name }
}

fn address(reader: &mut Reader<'_>, entries: &mut Entries<'_>) -> String {
    if !entries.has(&["url"]) {
        reader.report.add(tree::missing_key(("url", "url"), entries.span()));
    }
    link::address(entries.take(&["url"]), reader.report).unwrap_or_default()
}

fn point(reader: &mut Reader<'_>, entries: &mut Entries<'_>) -> Option<(String, String)> {
    let latitude = entries.text(&["latitude"], reader.report);
    latitude.zip(entries.text(&["longitude"], reader.report))
}

fn source(reader: &mut Reader<'_>, entries: &mut Entries<'_>) -> Option<Ours> {
    let span = entries.span_of(&["source"]);
    entries.text(&["source"], reader.report).map(|word| Ours { word, span })
}

/// `{ field = "column" }`.
fn columns(reader: &mut Reader<'_>, node: &Node, fields: &[Field]) -> Vec<(usize, String)> {
    let named = words(node, reader).into_iter();
    named.filter_map(|(key, ours)| Some((field(reader, &key, ours.span, fields)?, ours.word))).collect()
}

/// `{ field = { "their word" = "our word" } }`.
fn terms(reader: &mut Reader<'_>, node: &Node, fields: &[Field]) -> Vec<(usize, String, Ours)> {
    let mut terms = Vec::new();
    for (key, node) in Entries::of(node, reader.report).rest() {
        let Some(field) = field(reader, &key.text, key.span, fields) else { continue };
        terms.extend(words(node, reader).into_iter().map(|(theirs, ours)| (field, theirs, ours)));
    }
    terms
}

fn field(reader: &mut Reader<'_>, name: &str, span: Span, fields: &[Field]) -> Option<usize> {
    let at = fields.iter().position(|field| field.id == name);
    if at.is_none() {
        reader.report.add(unknown_field(name, span, fields));
    }
    at
}

/// Words by words: a blank is one of them.
fn words(node: &Node, reader: &mut Reader<'_>) -> Vec<(String, Ours)> {
    let mut words = Vec::new();
    for (key, node) in Entries::of(node, reader.report).rest() {
        let word = if node.is_blank() { Some(String::new()) } else { tree::text(node, reader.report) };
        words.extend(word.map(|word| (key.text.clone(), Ours { word, span: node.span })));
    }
    words
}
