//! The whole set described: for search engines (schema.org), for deposits (RO-Crate), for citing it (CFF).

use serde_json::{Value as Json, json};

use super::contents::contents;
use super::jsonld::{coverage, dataset_id, object};
use super::{Published, Set, cite};
use crate::lang::Lang;
use crate::output::File;
use crate::plan::PageKey;

/// The set as a schema.org `Dataset` with its files, told in a language.
pub fn document(published: &Published<'_>, lang: Lang) -> Json {
    let mut dataset = dataset(published, lang);
    if let Json::Object(entries) = &mut dataset {
        entries.insert("@context".to_owned(), json!("https://schema.org"));
        entries.insert("@id".to_owned(), json!(dataset_id(published)));
        let files = contents(published.catalog).into_iter().map(|content| {
            json!({
                "@type": "DataDownload", "name": content.about.text(lang), "encodingFormat": content.kind,
                "contentUrl": published.address(&published.data(&content.name)),
            })
        });
        entries.insert("distribution".to_owned(), files.collect());
    }
    dataset
}

fn dataset(published: &Published<'_>, lang: Lang) -> Json {
    let catalog = published.catalog;
    let site = &catalog.config.site;
    let organization = site.publisher_in(lang).map(|name| json!({ "@type": "Organization", "name": name }));
    let fields = catalog.config.collections.iter().flat_map(|collection| collection.template());
    let period = |record: &crate::record::Record| record.period(catalog.model(record).roles.period);
    object(json!({
        "@type": "Dataset", "name": site.title.text(lang), "description": description(published, lang),
        "url": published.address(&PageKey::Data.address(catalog, lang)), "version": site.edition,
        "creator": organization, "publisher": organization, "inLanguage": site.languages,
        "license": site.license.as_ref().map(|license| license.url.as_ref().unwrap_or(&license.name)),
        "datePublished": cite::edition_date(published), "isAccessibleForFree": true,
        "temporalCoverage": coverage(&catalog.records, period), "spatialCoverage": countries(published, lang),
        "keywords": catalog.config.taxonomies.iter().map(|taxonomy| taxonomy.label.many.text(lang)).collect::<Vec<_>>(),
        "variableMeasured": fields.map(|(_, field)| field.label.text(lang)).collect::<Vec<_>>(),
    }))
}

/// At least fifty characters, as search engines ask.
fn description(published: &Published<'_>, lang: Lang) -> String {
    let site = &published.catalog.config.site;
    let text = site.description.text(lang);
    if text.chars().count() >= 50 { text.to_owned() } else { format!("{}. {text}", site.title.text(lang)) }
}

fn countries(published: &Published<'_>, lang: Lang) -> Vec<String> {
    let catalog = published.catalog;
    let Some(taxonomy) = catalog.config.site.countries.as_deref().and_then(|id| catalog.taxonomy_at(id))
    else {
        return Vec::new();
    };
    let terms = 0..catalog.taxonomies[taxonomy].terms.len();
    let used = terms.filter(|term| !catalog.with_term(taxonomy, *term).is_empty());
    used.map(|term| catalog.term(taxonomy, term).label.text(lang).to_owned()).collect()
}

/// The folder of data as an RO-Crate, so that it can be deposited as it is.
pub fn crate_metadata(set: &Set<'_>) -> Vec<File> {
    let published = &set.published;
    let main = published.main();
    let files = contents(published.catalog);
    let files: Vec<_> =
        files.into_iter().filter(|content| content.name != "ro-crate-metadata.json").collect();
    let mut root = dataset(published, main);
    let mut graph = vec![json!({
        "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": { "@id": "./" },
        "conformsTo": { "@id": "https://w3id.org/ro/crate/1.1" },
    })];
    if let Json::Object(entries) = &mut root {
        entries.insert("@id".to_owned(), json!("./"));
        entries.insert("identifier".to_owned(), json!(published.base().unwrap_or("./")));
        entries.insert(
            "hasPart".to_owned(),
            files.iter().map(|content| json!({ "@id": content.name })).collect(),
        );
        refer(entries, "license", "CreativeWork", &mut graph);
        for role in ["publisher", "creator"] {
            refer(entries, role, "Organization", &mut graph);
        }
    }
    graph.push(root);
    graph.extend(files.iter().map(|content| json!({
        "@id": content.name, "@type": "File", "name": content.about.text(main), "encodingFormat": content.kind,
    })));
    let document = json!({ "@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph });
    vec![File::text(published.data("ro-crate-metadata.json"), format!("{document:#}\n"))]
}

/// Puts what an entry says into an entity of its own, since an RO-Crate is flat.
fn refer(entries: &mut serde_json::Map<String, Json>, entry: &str, class: &str, graph: &mut Vec<Json>) {
    let Some(value) = entries.get(entry).cloned() else { return };
    let name = value.get("name").unwrap_or(&value).as_str().unwrap_or_default().to_owned();
    let id = if name.contains("://") { name.clone() } else { format!("#{}", crate::fold::slug(&name)) };
    entries.insert(entry.to_owned(), json!({ "@id": id }));
    if !graph.iter().any(|entity| entity["@id"] == json!(id)) {
        graph.push(json!({ "@id": id, "@type": class, "name": name }));
    }
}

/// How to cite the whole set, in the Citation File Format.
pub fn citation_file(set: &Set<'_>) -> Vec<File> {
    let published = &set.published;
    let site = &published.catalog.config.site;
    let title = site.title.text(published.main());
    let quoted = |text: &str| Json::from(text).to_string();
    let mut text =
        format!("cff-version: 1.2.0\nmessage: {}\ntype: dataset\ntitle: {}\n", quoted(title), quoted(title));
    text.push_str(&format!(
        "authors:\n  - name: {}\n",
        quoted(site.publisher_in(published.main()).unwrap_or(title))
    ));
    let day = cite::edition_date(published).filter(|date| date.day.is_some());
    let date = day.map(|date| date.to_string());
    let license = site.license.as_ref().and_then(|license| license.url.clone());
    let entries = [
        ("version", site.edition.clone()),
        ("date-released", date),
        ("url", published.base().map(str::to_owned)),
        ("license-url", license),
    ];
    for (name, value) in entries {
        value.iter().for_each(|value| text.push_str(&format!("{name}: {}\n", quoted(value))));
    }
    vec![File::text(published.data("CITATION.cff"), text)]
}
