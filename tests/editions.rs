//! Editions: what changed since the last, from git where there is git, from the last edition's file where not.

#![allow(clippy::expect_used)]

mod built;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use built::{build, copy, here};
use serde_json::{Value, json};
use tempfile::TempDir;

fn git(site: &Path, arguments: &[&str]) {
    let run = Command::new("git")
        .current_dir(site)
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
        .args(arguments)
        .output()
        .expect("git runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

fn edition(site: &Path, name: &str, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya"));
    command.args(["edition", name, "--site"]).arg(site).args(more).output().expect("it runs")
}

fn frozen(site: &Path, name: &str, more: &[&str]) -> Value {
    let told = edition(site, name, more);
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let text = fs::read_to_string(site.join(format!("ediciones/{name}.json"))).expect("written");
    serde_json::from_str(&text).expect("JSON")
}

fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&here("tests/readers/site"), folder.path());
    folder
}

fn edit(site: &Path, file: &str, from: &str, to: &str) {
    let path = site.join("content/fichas").join(file);
    let text = fs::read_to_string(&path).expect("readable");
    assert!(text.contains(from), "{file} has no “{from}”");
    fs::write(path, text.replace(from, to)).expect("written");
}

const LATER: &[&str] = &["--date", "2027-01-02"];

#[test]
fn without_git_the_last_file_says_what_was() {
    let site = site();
    let first = frozen(site.path(), "2026", &[]);
    assert_eq!(first["fecha"], "2026-11-20", "the day of site.toml");
    assert_eq!(first["cuentas"]["practicas"], json!({ "completas": 3, "identificadas": 0 }));
    assert_eq!(first.get("revision"), None);
    let again = edition(site.path(), "2026", &[]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("una edición no cambia nunca"));

    edit(site.path(), "huerto.yaml", "titulo: Huerto", "titulo: Huerta");
    fs::remove_file(site.path().join("content/fichas/red-de-barrios.md")).expect("removed");
    edit(site.path(), "mesa-de-salud.md", "relacionadas: [red-de-barrios]", "relacionadas: [huerto]");
    let second = frozen(site.path(), "2027", LATER);
    let changes = &second["cambios"];
    assert_eq!(changes["desde"], "2026");
    assert_eq!(changes["retiradas"], json!(["practicas/red-de-barrios"]));
    assert_eq!(changes["cambiadas"]["practicas/huerto"], json!(["titulo"]));
    assert_eq!(changes["cambiadas"]["practicas/mesa-de-salud"], json!(["relacionadas"]));
    let page = build(site.path());
    let page = page.text("ediciones/index.html");
    assert!(page.contains("2027") && page.contains("+Red de barrios") && page.contains("Título"), "{page}");
}

#[test]
fn with_git_the_commit_of_the_last_edition_says_it() {
    let site = site();
    git(site.path(), &["init", "-q"]);
    git(site.path(), &["add", "-A"]);
    git(site.path(), &["commit", "-qm", "first"]);
    let first = frozen(site.path(), "2026", &[]);
    let revision = first["revision"].as_str().expect("everything was committed").to_owned();
    assert_eq!(revision.len(), 40);
    // Had the program counted otherwise then, the hashes of the file would say that everything changed.
    let path = site.path().join("ediciones/2026.json");
    let text = fs::read_to_string(&path).expect("readable");
    let hash = first["fichas"]["practicas/huerto"]["hash"].as_str().expect("a hash").to_owned();
    fs::write(&path, text.replace(&hash, &"0".repeat(32))).expect("written");
    edit(site.path(), "red-de-barrios.md", "titulo: \"+Red", "titulo: \"Red");
    let second = frozen(site.path(), "2027", LATER);
    assert_eq!(second["cambios"]["cambiadas"], json!({ "practicas/red-de-barrios": ["titulo"] }));
    assert_eq!(second["cambios"]["desde"], "2026");
    assert_eq!(second.get("revision"), None, "what is not committed is at no commit");

    // A commit that git no longer knows leaves the file.
    let text = fs::read_to_string(&path).expect("readable").replace(&revision, &"1".repeat(40));
    fs::write(&path, text).expect("written");
    fs::remove_file(site.path().join("ediciones/2027.json")).expect("removed");
    let third = frozen(site.path(), "2027", LATER);
    let changed = third["cambios"]["cambiadas"].as_object().expect("changes");
    assert!(changed.contains_key("practicas/huerto"), "{changed:?}");
}

#[test]
fn any_revision_can_be_compared_with() {
    let site = site();
    git(site.path(), &["init", "-q"]);
    git(site.path(), &["add", "-A"]);
    git(site.path(), &["commit", "-qm", "first"]);
    git(site.path(), &["tag", "publicado"]);
    edit(site.path(), "huerto.yaml", "titulo: Huerto", "titulo: Huerta");
    let first = frozen(site.path(), "2026", &["--since", "publicado"]);
    assert_eq!(first["cambios"]["desde"], "publicado");
    assert_eq!(first["cambios"]["cambiadas"], json!({ "practicas/huerto": ["titulo"] }));
    let told = edition(site.path(), "2027", &["--since", "nunca"]);
    assert!(!told.status.success() && String::from_utf8_lossy(&told.stderr).contains("nunca"));
}
