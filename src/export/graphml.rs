//! The network of actors as GraphML, for programs that draw and measure networks.

use std::io;

use super::{Set, xml};
use crate::output::{HELD, Put};
use crate::survey::network::{self, Edge, Network};
use crate::vocabulary::Actor;

/// The file, in the folder of data.
pub const NAME: &str = "red.graphml";

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="name" for="node" attr.name="name" attr.type="string"/>
<key id="acronym" for="node" attr.name="acronym" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="records" for="node" attr.name="records" attr.type="int"/>
<key id="weight" for="edge" attr.name="weight" attr.type="int"/>
<key id="shared" for="edge" attr.name="shared" attr.type="string"/>
<graph id="actors" edgedefault="undirected">
"#;

/// The file, where any two actors acted together.
///
/// # Errors
///
/// Those of `put`.
pub fn file(set: &Set<'_>, put: &dyn Put) -> io::Result<()> {
    let catalog = set.published.catalog;
    if !catalog.survey.has_network {
        return Ok(());
    }
    let network = network::of(catalog, 0..catalog.records.len());
    put.pour(set.published.data(NAME), &|out| graph(set, &network, out))
}

fn graph(set: &Set<'_>, network: &Network, out: &mut dyn io::Write) -> io::Result<()> {
    let actors = &set.published.catalog.actors;
    let mut text = String::from(HEAD);
    network.actors.iter().for_each(|(at, records)| node(set, &actors[*at], *records, &mut text));
    for known in &network.edges {
        edge(set, known, &mut text);
        if text.len() > HELD {
            out.write_all(text.as_bytes())?;
            text.clear();
        }
    }
    text.push_str("</graph>\n</graphml>\n");
    out.write_all(text.as_bytes())
}

/// An actor, with the number of its records.
fn node(set: &Set<'_>, actor: &Actor, records: usize, text: &mut String) {
    open("node", &[("id", &actor.id)], text);
    data("name", actor.name.text(set.published.main()), text);
    data("acronym", actor.acronym.as_deref().unwrap_or_default(), text);
    data("kind", actor.kind.as_ref().map_or("", |kind| kind.written.as_str()), text);
    data("records", &records.to_string(), text);
    text.push_str("</node>\n");
}

/// Two actors, with the records in which both took part.
fn edge(set: &Set<'_>, edge: &Edge, text: &mut String) {
    let catalog = set.published.catalog;
    let slugs: Vec<&str> = edge.records.iter().map(|at| catalog.records[*at].slug.as_str()).collect();
    let (a, b) = (&catalog.actors[edge.a].id, &catalog.actors[edge.b].id);
    open("edge", &[("source", a), ("target", b)], text);
    data("weight", &slugs.len().to_string(), text);
    data("shared", &slugs.join(" "), text);
    text.push_str("</edge>\n");
}

fn open(name: &str, attributes: &[(&str, &str)], text: &mut String) {
    text.extend(["<", name]);
    for (key, value) in attributes {
        text.extend([" ", key, "=\""]);
        xml::escape(value, text);
        text.push('"');
    }
    text.push('>');
}

/// What is known under a key; nothing where that is nothing.
fn data(key: &str, value: &str, text: &mut String) {
    if !value.is_empty() {
        text.extend(["<data key=\"", key, "\">"]);
        xml::escape(value, text);
        text.push_str("</data>");
    }
}
