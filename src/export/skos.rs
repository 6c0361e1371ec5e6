//! The taxonomies as SKOS: one concept scheme each, its terms as concepts.

use super::{Published, Set};
use crate::lang::Lang;
use crate::output::File;
use crate::plan::PageKey;
use serde_json::{Map, Value as Json, json};

/// The vocabularies in Turtle.
pub fn turtle(set: &Set<'_>) -> Vec<File> {
    let mut text = String::from(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n",
    );
    for statement in statements(&set.published) {
        text.push_str(&format!("\n<{}> a skos:{}", iri(&statement.subject), statement.class));
        for (property, object) in &statement.said {
            let object = match object {
                Object::Thing(address) => format!("<{}>", iri(address)),
                Object::Text(words, lang) => format!("{}@{lang}", literal(words)),
                Object::Code(code) => literal(code),
            };
            text.push_str(&format!(" ;\n  {property} {object}"));
        }
        text.push_str(" .\n");
    }
    vec![File::text(set.published.data("vocabularios.ttl"), text)]
}

/// The vocabularies in JSON-LD.
pub fn jsonld(set: &Set<'_>) -> Vec<File> {
    let graph: Vec<Json> = statements(&set.published).iter().map(node).collect();
    let context =
        json!({ "skos": "http://www.w3.org/2004/02/skos/core#", "foaf": "http://xmlns.com/foaf/0.1/" });
    let document = json!({ "@context": context, "@graph": graph });
    vec![File::text(set.published.data("vocabularios.jsonld"), format!("{document:#}\n"))]
}

/// What is said of a thing.
struct Statement {
    subject: String,
    class: &'static str,
    said: Vec<(&'static str, Object)>,
}

enum Object {
    Thing(String),
    Text(String, Lang),
    Code(String),
}

fn statements(published: &Published<'_>) -> Vec<Statement> {
    let catalog = published.catalog;
    let mut statements = Vec::new();
    for (taxonomy, terms) in catalog.taxonomies.iter().enumerate() {
        statements.push(scheme(published, taxonomy));
        statements.extend((0..terms.terms.len()).map(|term| concept(published, taxonomy, term)));
    }
    statements
}

fn scheme(published: &Published<'_>, taxonomy: usize) -> Statement {
    let config = &published.catalog.config.taxonomies[taxonomy];
    let mut said = texts("skos:prefLabel", config.label.many.iter());
    said.extend(texts("skos:definition", config.help.iter()));
    let top = published.catalog.taxonomies[taxonomy].under(None);
    said.extend(top.map(|term| ("skos:hasTopConcept", Object::Thing(of_term(published, taxonomy, term)))));
    Statement { subject: of_scheme(published, taxonomy), class: "ConceptScheme", said }
}

fn concept(published: &Published<'_>, taxonomy: usize, at: usize) -> Statement {
    let terms = &published.catalog.taxonomies[taxonomy];
    let term = &terms.terms[at];
    let thing = |other: usize| Object::Thing(of_term(published, taxonomy, other));
    let scheme = || Object::Thing(of_scheme(published, taxonomy));
    let mut said = vec![("skos:inScheme", scheme()), ("skos:notation", Object::Code(term.id.clone()))];
    said.extend(texts("skos:prefLabel", term.label.iter()));
    said.extend(texts("skos:altLabel", term.synonyms.iter().map(|(lang, word)| (*lang, word))));
    said.extend(texts("skos:definition", term.definition.iter()));
    match term.broader {
        Some(broader) => said.push(("skos:broader", thing(broader))),
        None => said.push(("skos:topConceptOf", scheme())),
    }
    said.extend(terms.under(Some(at)).map(|narrower| ("skos:narrower", thing(narrower))));
    let same = term.same_as.iter().filter(|address| crate::link::is_web(address));
    said.extend(same.map(|address| ("skos:exactMatch", Object::Thing(address.clone()))));
    said.extend(term.url.iter().map(|url| ("foaf:page", Object::Thing(url.clone()))));
    Statement { subject: of_term(published, taxonomy, at), class: "Concept", said }
}

fn texts<'t>(
    property: &'static str,
    texts: impl Iterator<Item = (Lang, &'t String)>,
) -> Vec<(&'static str, Object)> {
    texts.map(|(lang, text)| (property, Object::Text(text.clone(), lang))).collect()
}

fn of_scheme(published: &Published<'_>, taxonomy: usize) -> String {
    published.address(&published.page(PageKey::Taxonomy(taxonomy)))
}

fn of_term(published: &Published<'_>, taxonomy: usize, term: usize) -> String {
    published.address(&published.page(PageKey::Term(taxonomy, term, 0)))
}

/// An address without the characters that Turtle forbids in one.
fn iri(address: &str) -> String {
    let forbidden = |c: char| c <= ' ' || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\');
    address.chars().filter(|c| !forbidden(*c)).collect()
}

/// A text in quotes; JSON escapes it as Turtle does.
fn literal(text: &str) -> String {
    Json::from(text).to_string()
}

fn node(statement: &Statement) -> Json {
    let mut entries: Map<String, Json> = Map::new();
    entries.insert("@id".to_owned(), json!(statement.subject));
    entries.insert("@type".to_owned(), json!(format!("skos:{}", statement.class)));
    for (property, object) in &statement.said {
        let value = match object {
            Object::Thing(address) => json!({ "@id": address }),
            Object::Text(words, lang) => json!({ "@value": words, "@language": lang }),
            Object::Code(code) => json!({ "@value": code }),
        };
        if let Json::Array(values) = entries.entry(*property).or_insert_with(|| json!([])) {
            values.push(value);
        }
    }
    Json::Object(entries)
}
