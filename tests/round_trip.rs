//! What is published as JSON can be read back: it says all that the fichas say.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::Path;

use atalaya::report::human;
use atalaya::site::{self, Options};
use atalaya::source::Root;
use serde_json::{Map, Value as Json, json};

fn published(site: &Path) -> String {
    let built = site::make(&Root::new(site), &Options::default());
    let told = human(&built.opened.report, &built.opened.sources, atalaya::lang::Lang::EN);
    let file = built.files.into_iter().find(|file| file.path == "datos/fichas.json");
    String::from_utf8(file.unwrap_or_else(|| panic!("{told}")).bytes).expect("UTF-8")
}

/// A value as a file writes it: years in one text, an author as one name.
fn written(value: &Json) -> Json {
    match value {
        Json::Object(entries) if entries.contains_key("sigue") => entries["texto"].clone(),
        Json::Object(entries) if entries.contains_key("family") => Json::from(format!(
            "{}, {}",
            entries["family"].as_str().unwrap_or(""),
            entries["given"].as_str().unwrap_or("")
        )),
        Json::Object(entries) if entries.contains_key("literal") => {
            json!({ "institution": entries["literal"] })
        }
        Json::Object(entries) => {
            let name = |key: &String| if key == "point" { "coordinates".to_owned() } else { key.clone() };
            Json::Object(entries.iter().map(|(key, value)| (name(key), written(value))).collect())
        }
        Json::Array(items) => items.iter().map(written).collect(),
        other => other.clone(),
    }
}

fn fields(record: &Json) -> Json {
    let fields = record.as_object().expect("fields").iter();
    Json::Object(fields.map(|(field, answer)| (field.clone(), written(answer))).collect::<Map<_, _>>())
}

#[test]
fn records_published_as_json_are_read_back_the_same() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/site");
    let before = published(&from);
    let site = tempfile::tempdir().expect("a folder");
    for entry in walkdir::WalkDir::new(&from).min_depth(1) {
        let entry = entry.expect("readable");
        let to = site.path().join(entry.path().strip_prefix(&from).expect("below"));
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(to).expect("made"),
            false if entry.path().parent().is_some_and(|folder| folder.ends_with("fichas")) => {}
            false => fs::copy(entry.path(), to).map(|_| ()).expect("copied"),
        }
    }
    // JSON is YAML, so a record's fields are a ficha as they stand.
    let records: Vec<Json> = serde_json::from_str(&before).expect("JSON");
    assert_eq!(records.len(), 3);
    for record in &records {
        let file = |name: String| site.path().join("content/fichas").join(name);
        let slug = record["slug"].as_str().expect("a slug");
        fs::write(file(format!("{slug}.yaml")), fields(&record["campos"]).to_string()).expect("written");
        for (lang, translated) in record["traducciones"].as_object().expect("translations") {
            fs::write(file(format!("{slug}.{lang}.yaml")), fields(translated).to_string()).expect("written");
        }
    }
    assert_eq!(published(site.path()), before);
}
