//! Every rule has a small observatory that breaks it, with the words an editor will read, in both languages.
//!
//! `tests/bad/<rule>/` holds the files that are laid over `tests/bad/_base/`, and what `atalaya check` says of them.
//! `UPDATE=1 cargo test --test bad` writes down what it says now; read it as prose before committing it.

#![allow(clippy::expect_used)]

mod built;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use atalaya::report::Severity;
use atalaya::report::rules::RULES;
use built::copy;

/// Where the program says what it found: stderr; in `bad-theme`, only building tells.
fn told(site: &Path, rule: &str, lang: &str) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya"));
    match rule {
        "bad-theme" => command.arg("build").arg("--out").arg(site.join("public")),
        _ => command.arg("check"),
    };
    let output = command.args(["--lang", lang, "--site"]).arg(site).output().expect("the program runs");
    (String::from_utf8(output.stderr).expect("UTF-8"), output.status.code())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

fn site(rule: &str) -> tempfile::TempDir {
    let site = tempfile::tempdir().expect("a folder");
    copy(&folder().join("_base"), site.path());
    copy(&folder().join(rule), site.path());
    site
}

#[test]
fn the_shared_site_is_clean() {
    let site = tempfile::tempdir().expect("a folder");
    copy(&folder().join("_base"), site.path());
    assert_eq!(told(site.path(), "", "es"), (String::new(), Some(0)));
}

#[test]
fn every_rule_is_broken_by_its_case_and_says_so() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for rule in RULES {
        if !folder().join(rule.code).is_dir() {
            wrong.push(format!("{}: there is no tests/bad/{}/", rule.code, rule.code));
            continue;
        }
        let site = site(rule.code);
        for lang in ["es", "en"] {
            let (text, code) = told(site.path(), rule.code, lang);
            let file = folder().join(rule.code).join(format!("expected.{lang}.txt"));
            if update {
                fs::write(&file, &text).expect("written");
            }
            let expected = fs::read_to_string(&file).unwrap_or_default();
            if text != expected {
                wrong.push(format!("{} in {lang}: expected\n{expected}\nand it says\n{text}", rule.code));
            }
            let codes = codes(&text);
            if codes != BTreeSet::from([rule.code]) {
                wrong.push(format!("{} in {lang}: tells {codes:?}", rule.code));
            }
            let expected = if rule.severity == Severity::Error { 1 } else { 0 };
            if code != Some(expected) {
                wrong.push(format!("{}: ends with {code:?}", rule.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rules that a report names: `error[unknown-term]: …`.
fn codes(text: &str) -> BTreeSet<&str> {
    let heads = text
        .lines()
        .filter(|line| ["error[", "aviso[", "warning["].iter().any(|start| line.starts_with(start)));
    heads.filter_map(|line| line.split(['[', ']']).nth(1)).collect()
}

#[test]
fn no_case_is_left_of_a_rule_that_is_gone() {
    let known: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    for entry in fs::read_dir(folder()).expect("readable") {
        let name = entry.expect("readable").file_name().to_string_lossy().into_owned();
        assert!(name == "_base" || known.contains(name.as_str()), "tests/bad/{name}/ is of no rule");
    }
}

#[test]
fn warnings_stop_a_strict_check() {
    let site = site("unused-term");
    let strict = Command::new(env!("CARGO_BIN_EXE_atalaya"))
        .args(["check", "--strict", "--site"])
        .arg(site.path())
        .output();
    assert_eq!(strict.expect("the program runs").status.code(), Some(1));
}
