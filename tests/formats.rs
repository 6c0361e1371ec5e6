//! `atalaya check --format …` and `atalaya explain`, as programs and people read them.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// An observatory of one ficha, with an unknown term, an odd file name and a warning.
fn broken() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let declaration = "[site]\ntitle = \"Prueba\"\nlanguages = [\"es\"]\n\n[[taxonomy]]\nid = \"tema\"\nlabel = \"Tema\"\nfile = \"temas.yaml\"\n\n[[collection]]\nid = \"fichas\"\nlabel = \"Ficha\"\nfolder = \"fichas\"\n\n[collection.roles]\ntitle = \"titulo\"\n\n[[collection.field]]\nid = \"titulo\"\nkind = \"line\"\n\n[[collection.field]]\nid = \"tema\"\nkind = \"terms\"\ntaxonomy = \"tema\"\n";
    fs::write(root.path().join("site.toml"), declaration).unwrap();
    fs::write(root.path().join("temas.yaml"), "- id: agua\n- id: pesca\n").unwrap();
    fs::create_dir(root.path().join("fichas")).unwrap();
    fs::write(root.path().join("fichas/año, 100 %.md"), "---\ntitulo: Añó\ntema: pezca\n---\n").unwrap();
    root
}

fn run(args: &[&str], site: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_atalaya")).args(args).arg("--site").arg(site).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn sarif_gives_rules_levels_and_places() {
    let root = broken();
    let output = run(&["check", "--format", "sarif", "--lang", "en"], root.path());
    assert_eq!(output.status.code(), Some(1));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["version"], "2.1.0");
    let run = &document["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    for result in results {
        let at = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[at]["id"], result["ruleId"]);
        assert!(matches!(result["level"].as_str(), Some("error" | "warning")));
    }
    let term = results.iter().find(|result| result["ruleId"] == "unknown-term").unwrap();
    let place = &term["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "fichas/a%C3%B1o%2C%20100%20%25.md");
    assert_eq!(
        (&place["region"]["startLine"], &place["region"]["startColumn"]),
        (&Value::from(3), &Value::from(7))
    );
    assert_eq!(place["region"]["endColumn"], 12);
    assert!(term["message"]["text"].as_str().unwrap().contains("Did you mean “pesca”?"));
}

#[test]
fn github_gets_one_escaped_command_per_finding() {
    let root = broken();
    let text = stdout(&run(&["check", "--format", "github"], root.path()));
    let line = text.lines().find(|line| line.contains("title=unknown-term")).unwrap();
    let place = "file=fichas/año%2C 100 %25.md,line=3,col=7,endColumn=12,";
    assert!(
        line.starts_with(&format!("::error {place}title=unknown-term::«pezca» no es un término")),
        "{line}"
    );
    assert!(line.contains("%0A¿Quiso decir «pesca»?"), "{line}");
    assert!(text.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ")));
}

#[test]
fn all_formats_tell_the_same_findings() {
    let root = broken();
    let json: Value =
        serde_json::from_str(&stdout(&run(&["check", "--format", "json"], root.path()))).unwrap();
    let sarif: Value =
        serde_json::from_str(&stdout(&run(&["check", "--format", "sarif"], root.path()))).unwrap();
    let github = stdout(&run(&["check", "--format", "github"], root.path()));
    let human = String::from_utf8(run(&["check"], root.path()).stderr).unwrap();
    let findings = json["findings"].as_array().unwrap();
    assert!(findings.len() >= 2);
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), findings.len());
    assert_eq!(github.lines().count(), findings.len());
    for finding in findings {
        let message = finding["message"].as_str().unwrap();
        assert!(human.contains(message) && sarif.to_string().contains(message), "{message}");
    }
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    for rule in atalaya::report::rules::RULES {
        let explain = |lang: &str| {
            let output = Command::new(env!("CARGO_BIN_EXE_atalaya"))
                .args(["explain", rule.code, "--lang", lang])
                .output()
                .unwrap();
            assert!(output.status.success(), "{}: {}", rule.code, String::from_utf8_lossy(&output.stderr));
            stdout(&output)
        };
        let (es, en) = (explain("es"), explain("en"));
        assert!(es.contains("**Por qué.**") && !es.contains("## English"), "{es}");
        assert!(en.contains("**Why.**") && !en.contains("## Español"), "{en}");
        assert!(en.starts_with(&format!("# `{}`", rule.code)), "{en}");
    }
}

#[test]
fn an_unknown_rule_is_answered_with_the_nearest() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_atalaya")).args(["explain", "unknown-terms"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("unknown-term"));
    let outside = Command::new(env!("CARGO_BIN_EXE_atalaya")).args(["explain", "README"]).output().unwrap();
    assert_eq!(outside.status.code(), Some(2));
}
