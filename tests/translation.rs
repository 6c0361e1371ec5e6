//! What has no translation is counted: by the program, and once more by hand.

#![allow(clippy::expect_used)]

mod built;

use std::path::Path;
use std::process::Command;

use built::here;
use serde_json::Value;

fn atalaya(verb: &[&str], site: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya"));
    let told = command.args(verb).arg("--site").arg(site).output().expect("it runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8(told.stdout).expect("UTF-8")
}

#[test]
fn check_counts_what_each_language_lacks() {
    let told = atalaya(&["check", "--lang", "en"], &here("tests/sites/languages"));
    // In Spanish, title, summary and objectives of the ficha that is only in English; in English, title and summary of
    // the well, the definition of the theme.
    let lines: Vec<&str> = told.lines().filter(|line| line.starts_with("Untranslated")).collect();
    assert_eq!(
        lines,
        ["Untranslated (es): 3 texts of records.", "Untranslated (en): 2 texts of records, 1 term."]
    );
    let told = atalaya(&["check", "--lang", "en"], &here("tests/sites/soil"));
    assert!(!told.contains("Untranslated"), "a site in one language lacks nothing: {told}");
}

#[test]
fn of_this_observatory_it_counts_every_text_that_is_only_in_spanish() {
    let status: Value =
        serde_json::from_str(&atalaya(&["status", "--format", "json"], &here(""))).expect("JSON");
    let site = built::build(&here(""));
    let records = site.json("datos/fichas.json");
    let mut texts = 0;
    for record in records.as_array().expect("records").iter().filter(|record| record["estado"] == "completa")
    {
        for (field, answer) in record["campos"].as_object().expect("fields") {
            let words = |value: &Value| {
                value.is_string() || value.as_array().is_some_and(|all| all.iter().all(Value::is_string))
            };
            let worded = [
                "titulo",
                "otros-nombres",
                "postulante",
                "tema-fuente",
                "notas-fuente",
                "observaciones",
                "ciclo",
            ];
            let line = worded.contains(&field.as_str()) && words(&answer["valor"]);
            texts += usize::from(answer["texto"].is_string() || line);
        }
    }
    for (at, lang) in ["en", "pt"].into_iter().enumerate() {
        let told = &status["untranslated"][at];
        assert_eq!((told["lang"].as_str(), told["texts"].as_u64()), (Some(lang), Some(texts as u64)));
        assert_eq!(told["pages"], 0, "the free pages are in all three");
        assert_eq!(told["model"], 0, "and so is the model");
    }
}
