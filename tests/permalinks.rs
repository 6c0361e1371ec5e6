//! Addresses that were published stay: what is renamed leads on, what is taken down says so, and the check tells the rest.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::Path;

use atalaya::permalinks;
use atalaya::report::Finding;
use atalaya::site::{self, Built, Options};
use atalaya::source::Root;
use tempfile::TempDir;

/// The site of the readers with the list of its addresses, for a test to change.
fn published() -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/site");
    for entry in walkdir::WalkDir::new(&from).min_depth(1) {
        let entry = entry.expect("readable");
        let to = site.path().join(entry.path().strip_prefix(&from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).expect("made");
        } else {
            fs::copy(entry.path(), to).expect("copied");
        }
    }
    let opened = site::open(&Root::new(site.path()), false);
    let lock = permalinks::lock(opened.catalog.as_ref().expect("a catalog"));
    fs::write(site.path().join(permalinks::LOCK), lock).expect("written");
    site
}

fn replace(site: &TempDir, file: &str, from: &str, to: &str) {
    let path = site.path().join(file);
    let text = fs::read_to_string(&path).expect("readable");
    assert!(text.contains(from), "{file} has no “{from}”");
    fs::write(path, text.replace(from, to)).expect("written");
}

fn make(site: &TempDir) -> Built {
    site::make(&Root::new(site.path()), &Options::default())
}

/// What the check says of lost addresses: message and hint in Spanish.
fn lost(site: &TempDir) -> Vec<(String, String)> {
    let built = make(site);
    let found = built.opened.report.findings.iter().filter(|finding| finding.rule.code == "lost-address");
    let words = |finding: &Finding| (finding.message.es.clone(), finding.hint.clone().expect("a hint").es);
    found.map(words).collect()
}

fn page(built: &Built, path: &str) -> String {
    let file =
        built.files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("there is no {path}"));
    String::from_utf8(file.bytes.clone()).expect("UTF-8")
}

#[test]
fn a_site_that_kept_its_addresses_has_nothing_to_add() {
    let site = published();
    assert_eq!(lost(&site), []);
    let opened = site::open(&Root::new(site.path()), false);
    assert!(permalinks::unlisted(opened.catalog.as_ref().expect("a catalog")).is_empty());
}

#[test]
fn a_ficha_that_is_renamed_leaves_a_redirect() {
    let site = published();
    let folder = site.path().join("content/fichas");
    fs::rename(folder.join("huerto.yaml"), folder.join("huerta-comunal.yaml")).expect("renamed");
    let [(message, hint)] = lost(&site).try_into().expect("one");
    assert!(message.contains("/practicas/huerto/"), "{message}");
    assert!(hint.contains("«antes: [huerto]»"), "{hint}");

    replace(&site, "content/fichas/huerta-comunal.yaml", "titulo: Huerto", "titulo: Huerto\nantes: [huerto]");
    assert_eq!(lost(&site), []);
    let built = make(&site);
    let old = page(&built, "practicas/huerto/index.html");
    assert!(
        old.contains("http-equiv=\"refresh\" content=\"0; url=../../practicas/huerta-comunal/index.html\""),
        "{old}"
    );
    let canonical = "https://prueba.example.org/observatorio/practicas/huerta-comunal/";
    assert!(old.contains(&format!("<link rel=\"canonical\" href=\"{canonical}\">")), "{old}");
    assert!(
        page(&built, "en/practicas/huerto/index.html").contains("en/practicas/huerta-comunal/index.html")
    );
    assert!(
        page(&built, "_redirects")
            .contains("/observatorio/practicas/huerto/ /observatorio/practicas/huerta-comunal/ 301")
    );
    assert!(!page(&built, "sitemap.xml").contains("practicas/huerto/"));
}

#[test]
fn a_term_or_actor_that_is_renamed_leaves_a_redirect() {
    let site = published();
    replace(
        &site,
        "content/vocabularios/tema.yaml",
        "- id: vivienda",
        "- id: habitat\n  sinonimos: [vivienda]",
    );
    replace(&site, "content/actores.yaml", "- id: sin-fichas", "- id: actor-sin-fichas");
    let told = lost(&site);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.iter()
            .any(|(_, hint)| hint.contains("añada al término que está en su lugar «antes: [vivienda]»"))
    );
    assert!(told.iter().any(|(_, hint)| {
        hint.contains("añada al actor de «/actores/actor-sin-fichas/» «antes: [sin-fichas]»")
    }));

    replace(&site, "content/vocabularios/tema.yaml", "- id: habitat", "- id: habitat\n  antes: [vivienda]");
    replace(
        &site,
        "content/actores.yaml",
        "- id: actor-sin-fichas",
        "- id: actor-sin-fichas\n  antes: [sin-fichas]",
    );
    assert_eq!(lost(&site), []);
    assert!(page(&make(&site), "tema/vivienda/index.html").contains("tema/habitat/index.html"));
}

#[test]
fn a_ficha_that_is_taken_down_says_so() {
    let site = published();
    fs::remove_file(site.path().join("content/fichas/huerto.yaml")).expect("removed");
    let [(_, hint)] = lost(&site).try_into().expect("one");
    let line = "[[withdrawn]] address = \"practicas/huerto/\"";
    assert!(hint.contains(line), "{hint}");

    let said = "[[withdrawn]]\naddress = \"practicas/huerto/\"\ntitle = \"Huerto\"\nreason = \"A pedido.\"\n";
    let declaration = site.path().join("site.toml");
    let text = fs::read_to_string(&declaration).expect("readable");
    fs::write(&declaration, format!("{text}\n{said}")).expect("written");
    assert_eq!(lost(&site), []);
    let page = page(&make(&site), "practicas/huerto/index.html");
    assert!(
        page.contains("A pedido.") && page.contains("noindex") && !page.contains("http-equiv=\"refresh\"")
    );
}

#[test]
fn a_folder_that_moves_takes_its_pages_along() {
    let site = published();
    replace(&site, "site.toml", "address = \"practicas/{slug}\"", "address = \"fichas/{slug}\"");
    assert_eq!(lost(&site).len(), 5, "{:?}", lost(&site));
    let declaration = site.path().join("site.toml");
    let text = fs::read_to_string(&declaration).expect("readable");
    fs::write(&declaration, format!("{text}\n[[moved]]\nfrom = \"practicas\"\nto = \"fichas\"\n"))
        .expect("written");
    assert_eq!(lost(&site), []);
    assert!(
        page(&make(&site), "practicas/mesa-de-salud/index.html").contains("fichas/mesa-de-salud/index.html")
    );
}

/// Declares a table whose only row has the title of the huerto, so that both ask for one address.
fn with_row(site: &TempDir) {
    let table =
        "[[collection.table]]\nfile = \"content/identificadas.csv\"\ncolumns = { titulo = \"Nombre\" }\n";
    let declaration = site.path().join("site.toml");
    let text = fs::read_to_string(&declaration).expect("readable");
    fs::write(&declaration, format!("{text}\n{table}")).expect("written");
    fs::write(site.path().join("content/identificadas.csv"), "Nombre\nHuerto\n").expect("written");
    let opened = site::open(&Root::new(site.path()), false);
    let lock = permalinks::lock(opened.catalog.as_ref().expect("a catalog"));
    assert!(lock.contains("practicas/huerto/\n") && lock.contains("practicas/huerto-2/\n"), "{lock}");
    fs::write(site.path().join(permalinks::LOCK), lock).expect("written");
}

#[test]
fn no_row_of_a_table_inherits_the_address_of_a_ficha() {
    let site = published();
    with_row(&site);
    let folder = site.path().join("content/fichas");
    fs::rename(folder.join("huerto.yaml"), folder.join("huerta-comunal.yaml")).expect("renamed");
    let [(message, hint)] = lost(&site).try_into().expect("one");
    assert!(message.contains("«/practicas/huerto/»"), "{message}");
    assert!(hint.contains("«antes: [huerto]»"), "{hint}");

    replace(&site, "content/fichas/huerta-comunal.yaml", "titulo: Huerto", "titulo: Huerto\nantes: [huerto]");
    let built = make(&site);
    let errors = built.opened.report.findings.iter().filter(|finding| finding.rule.code == "same-address");
    assert_eq!((lost(&site), errors.count()), (Vec::new(), 0));
    assert!(page(&built, "practicas/huerto/index.html").contains("practicas/huerta-comunal/index.html"));
    assert!(page(&built, "practicas/huerto-2/index.html").contains("Huerto"));
}

#[test]
fn a_file_that_cannot_be_read_has_lost_no_address() {
    let site = published();
    with_row(&site);
    replace(&site, "content/fichas/huerto.yaml", "titulo: ", "titulo: [");
    assert_eq!(lost(&site), []);
    fs::remove_file(site.path().join("content/fichas/red-de-barrios.md")).expect("removed");
    let [(message, _)] = lost(&site).try_into().expect("one");
    assert!(message.contains("«/practicas/red-de-barrios/»"), "{message}");
}
