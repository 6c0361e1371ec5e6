//! Small observatories in `tests/sites/`, each with the pages and the data that are expected of it.
//!
//! Compared is what stands inside `<main>` of every page, and the records as JSON. `UPDATE=1 cargo test --test golden` writes
//! down what is built now; look at the difference before committing it.

#![allow(clippy::expect_used)]

mod built;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use built::{Built, build, here, main};

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(here("tests/sites")).expect("readable");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    cases.sort();
    cases
}

/// What is compared: by path.
fn compared(site: &Built) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> =
        site.pages().map(|(path, page)| (path.to_owned(), main(&page))).collect();
    let data = site.0.keys().filter(|path| path.ends_with("/fichas.json"));
    files.extend(data.map(|path| (path.clone(), site.text(path).to_owned())));
    files
}

fn expected(folder: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file());
    let read = files.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        (path, fs::read_to_string(entry.path()).expect("readable"))
    });
    read.collect()
}

fn write(folder: &Path, files: &BTreeMap<String, String>) {
    let _ = fs::remove_dir_all(folder);
    for (path, text) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }
}

#[test]
fn every_site_is_built_as_expected() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (now, folder) = (compared(&build(&case)), case.join("expected"));
        if std::env::var_os("UPDATE").is_some() {
            write(&folder, &now);
        }
        let before = expected(&folder);
        let paths = now.keys().chain(before.keys().filter(|path| !now.contains_key(*path)));
        let differing = paths.filter(|path| now.get(*path) != before.get(*path));
        wrong.extend(differing.map(|path| difference(&case, path, before.get(path), now.get(path))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The first line in which a file differs.
fn difference(case: &Path, path: &str, before: Option<&String>, now: Option<&String>) -> String {
    let name = format!("{}/{path}", case.file_name().unwrap_or_default().to_string_lossy());
    let (Some(before), Some(now)) = (before, now) else {
        return format!("{name}: {}", if now.is_some() { "is not expected" } else { "is not built" });
    };
    let (mut old, mut new) = (before.lines(), now.lines());
    loop {
        match (old.next(), new.next()) {
            (a, b) if a == b && a.is_some() => {}
            (a, b) => return format!("{name}:\n  expected {a:?}\n  built    {b:?}"),
        }
    }
}

#[test]
fn every_link_leads_somewhere_and_no_id_stands_twice() {
    for case in cases() {
        let faults = build(&case).faults();
        assert!(faults.is_empty(), "{}: {}", case.display(), faults.join("\n"));
    }
}

#[test]
fn a_dead_link_would_be_found() {
    let mut site = build(&here("tests/sites/soil"));
    site.0.remove("slopes/steep/index.html");
    assert!(site.faults().iter().any(|fault| fault.contains("slopes/steep/")));
}

#[test]
fn one_record_is_the_same_however_it_is_written() {
    let site = build(&here("tests/sites/reading"));
    let records = site.json("datos/fichas.json");
    let ways = ["como-markdown", "como-yaml", "con-bom-y-crlf", "descompuesta", "ano-con-espacios-e-y-n"];
    let fields = |slug: &str| {
        let mut list = records.as_array().expect("a list").iter();
        let record = list.find(|record| record["slug"] == slug).unwrap_or_else(|| panic!("no {slug}"));
        let mut fields = record["campos"].clone();
        // A block of YAML ends in a line feed or not as its writer likes; the text is the same.
        let text = fields["objetivos"]["texto"].as_str().expect("a text").trim().to_owned();
        fields["objetivos"]["texto"] = text.into();
        fields
    };
    for way in &ways[1..] {
        assert_eq!(fields(way), fields(ways[0]), "{way}");
    }
    let first = fields(ways[0]);
    assert_eq!(first.as_object().expect("fields").len(), 17, "every kind of field");
    assert_eq!(
        first["lugares-visitados"]["valor"],
        serde_json::json!(["NO", "007", "Sí", "1_000"]),
        "YAML is read literally"
    );
    assert_eq!(first["lugar"]["valor"]["country"], "NO");
}

#[test]
fn the_four_absences_are_told_apart_in_every_kind_of_field() {
    let site = build(&here("tests/sites/reading"));
    let records = site.json("datos/fichas.json");
    let record =
        records.as_array().expect("a list").iter().find(|record| record["slug"] == "ausencias").expect("it");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for field in record["campos"].as_object().expect("fields").values() {
        if let Some(absence) = field["ausencia"].as_str() {
            *counts.entry(absence).or_default() += 1;
        }
    }
    let expected = [("no-aplica", 4), ("no-existe", 4), ("sin-informacion", 5), ("sin-relevar", 3)];
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_translation_is_shown_in_its_language_and_what_is_not_translated_is_marked() {
    let site = build(&here("tests/sites/languages"));
    let english = site.text("en/fichas/canales/index.html");
    assert!(english.contains("That the water come") && !english.contains("Que el agua llegue"));
    assert!(site.text("fichas/canales/index.html").contains("Que el agua llegue"));
    assert!(site.text("en/fichas/pozo/index.html").contains("lang=\"es\""));
    assert!(site.text("fichas/spring/index.html").contains("lang=\"en\""));
}
