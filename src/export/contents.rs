//! What the folder of data holds: every file with its format and what it is.

use crate::catalog::Catalog;
use crate::report::Words;

/// A file of the folder of data.
#[derive(Clone, Debug)]
pub struct Content {
    /// Its name.
    pub name: String,
    /// What it is; files of one thing in several formats share it.
    pub what: &'static str,
    /// What its format is called.
    pub format: &'static str,
    /// Its media type.
    pub kind: &'static str,
    /// What it is, told.
    pub about: Words,
}

/// The tables, and what each holds.
const TABLES: &[(&str, &str, &str)] = &[
    ("fichas", "Las fichas, una fila cada una", "The records, one row each"),
    ("campos", "Las respuestas, una fila por ficha y campo", "The answers, one row per record and field"),
    ("clasificacion", "Los términos de cada ficha", "The terms of each record"),
    ("actores", "Los actores", "The actors"),
    ("participaciones", "Los roles de cada actor en cada ficha", "The roles of each actor in each record"),
    ("terminos", "Los términos de las taxonomías", "The terms of the taxonomies"),
    ("referencias", "Las obras citadas", "The works cited"),
    ("normas", "Las normas", "The norms"),
    ("montos", "Los montos y de dónde provienen", "The amounts and where they came from"),
    ("indicadores", "Los indicadores", "The indicators"),
];

/// A file: name, id, format, media type, and what it is in Spanish and English.
type Other = (&'static str, &'static str, &'static str, &'static str, (&'static str, &'static str));

/// The other files.
const OTHERS: &[Other] = &[
    (
        "observatorio.xlsx",
        "book",
        "XLSX",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ("Todas las tablas en un libro", "All tables in one book"),
    ),
    (
        "datapackage.json",
        "package",
        "Data Package",
        "application/json",
        ("Las tablas con sus columnas, tipos y claves", "The tables with their columns, types and keys"),
    ),
    ("libro-de-codigos.md", "codebook", "Markdown", "text/markdown", ("El libro de códigos", "The codebook")),
    (
        "fichas.geojson",
        "places",
        "GeoJSON",
        "application/geo+json",
        ("Las fichas con coordenadas", "The records that have coordinates"),
    ),
    (
        super::graphml::NAME,
        "network",
        "GraphML",
        "application/graphml+xml",
        ("La red de actores", "The network of actors"),
    ),
    (
        "vocabularios.ttl",
        "vocabularies",
        "SKOS Turtle",
        "text/turtle",
        ("Los vocabularios", "The vocabularies"),
    ),
    (
        "vocabularios.jsonld",
        "vocabularies",
        "SKOS JSON-LD",
        "application/ld+json",
        ("Los vocabularios", "The vocabularies"),
    ),
    (
        "citas.bib",
        "citations",
        "BibTeX",
        "application/x-bibtex",
        ("Las citas de todas las fichas", "The citations of all records"),
    ),
    (
        "citas.ris",
        "citations",
        "RIS",
        "application/x-research-info-systems",
        ("Las citas de todas las fichas", "The citations of all records"),
    ),
    (
        "citas.json",
        "citations",
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        ("Las citas de todas las fichas", "The citations of all records"),
    ),
    (
        "actores-mixnmatch.csv",
        "matching",
        "Mix’n’match",
        "text/csv",
        ("Los actores, para emparejarlos con Wikidata", "The actors, to be matched with Wikidata"),
    ),
    (
        "ro-crate-metadata.json",
        "crate",
        "RO-Crate",
        "application/ld+json",
        ("Esta carpeta, descrita para depositarla", "This folder, described so that it can be deposited"),
    ),
    ("CITATION.cff", "cite", "CFF", "application/x-yaml", ("Cómo citar el conjunto", "How to cite the set")),
];

/// Every file of the folder, those of one thing together.
pub fn contents(catalog: &Catalog) -> Vec<Content> {
    let actors = catalog.config.actors.is_some();
    let mut contents: Vec<Content> = TABLES.iter().flat_map(|(name, es, en)| table(name, es, en)).collect();
    contents.extend(
        OTHERS.iter().map(|(name, what, format, kind, (es, en))| content(name, what, format, kind, es, en)),
    );
    contents.retain(|content| content.what != "network" || catalog.survey.has_network);
    contents.retain(|content| actors || content.what != "matching");
    contents
}

fn table(name: &'static str, es: &str, en: &str) -> Vec<Content> {
    let file = |ending: &str, format, kind| content(&format!("{name}.{ending}"), name, format, kind, es, en);
    let mut files = vec![file("csv", "CSV", "text/csv")];
    if name != "campos" {
        files.push(file("json", "JSON", "application/json"));
    }
    if name == "fichas" {
        files.push(file("ndjson", "NDJSON", "application/x-ndjson"));
    }
    files.push(file("parquet", "Parquet", "application/vnd.apache.parquet"));
    files
}

fn content(
    name: &str,
    what: &'static str,
    format: &'static str,
    kind: &'static str,
    es: &str,
    en: &str,
) -> Content {
    Content {
        name: name.to_owned(),
        what,
        format,
        kind,
        about: Words { es: es.to_owned(), en: en.to_owned() },
    }
}
