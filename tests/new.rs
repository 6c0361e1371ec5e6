//! `atalaya new`: what it makes builds at once, and what it makes to be filled in can be.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn atalaya(args: &[&str], at: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_atalaya")).args(args).current_dir(at).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

#[test]
fn a_new_site_of_either_model_in_each_language_builds_without_a_finding() {
    let work = tempfile::tempdir().unwrap();
    for model in ["observatory", "empty"] {
        for lang in ["es", "en", "pt"] {
            let name = format!("{model}-{lang}");
            let title = "Observatorio «del \"Sur\"»";
            let made = atalaya(
                &["new", "site", &name, "--model", model, "--lang", lang, "--title", title],
                work.path(),
            );
            assert!(made.status.success(), "{}", told(&made));
            let built = atalaya(&["build", "--strict"], &work.path().join(&name));
            assert!(built.status.success() && built.stderr.is_empty(), "{name}: {}", told(&built));
            let home = fs::read_to_string(work.path().join(&name).join("public/index.html")).unwrap();
            assert!(home.contains(&format!("<html lang=\"{lang}\">")) && home.contains("«del"), "{name}");
            for file in
                [".github/workflows/sitio.yml", ".gitlab-ci.yml", ".vscode/settings.json", ".gitignore"]
            {
                assert!(work.path().join(&name).join(file).exists(), "{file}");
            }
            let settings = fs::read(work.path().join(&name).join(".vscode/settings.json")).unwrap();
            let settings = serde_json::from_slice::<serde_json::Value>(&settings).unwrap();
            for schema in settings["yaml.schemas"].as_object().unwrap().keys() {
                let text = fs::read(work.path().join(&name).join(schema)).unwrap();
                serde_json::from_slice::<serde_json::Value>(&text).unwrap();
            }
        }
    }
}

/// The lines of a vocabulary, whether they stand in it or are set aside as comments.
fn lines(vocabulary: &str) -> Vec<&str> {
    let terms = vocabulary.lines().map(|line| line.strip_prefix("# ").unwrap_or(line));
    let mut terms: Vec<&str> = terms.filter(|line| line.starts_with([' ', '-'])).collect();
    terms.sort_unstable();
    terms
}

#[test]
fn the_vocabularies_of_a_new_site_suffice_to_begin_and_lack_nothing() {
    let work = tempfile::tempdir().unwrap();
    assert!(atalaya(&["new", "site", "sitio"], work.path()).status.success());
    let own = work.path().join("sitio/content/vocabularios");
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/vocabularios");
    let ready = |text: &str| text.lines().filter(|line| line.starts_with("- ")).count();
    for (name, least) in [
        ("area", 3),
        ("escala", 6),
        ("fuente", 1),
        ("institucionalidad", 3),
        ("modalidad", 3),
        ("pais", 2),
        ("rol-de-actor", 8),
        ("rol-gore", 5),
        ("seleccion", 2),
        ("tema", 13),
        ("territorio", 7),
        ("tipo-de-actor", 8),
    ] {
        let file = format!("{name}.yaml");
        let (text, whole) =
            (fs::read_to_string(own.join(&file)).unwrap(), fs::read_to_string(all.join(&file)).unwrap());
        assert_eq!(ready(&text), least, "{name}");
        assert_eq!(lines(&text), lines(&whole), "{name}");
        let aside = text.contains("# Términos listos para usar: quite el # de los que hagan falta.\n# ");
        assert_eq!(aside, ready(&whole) > least, "{name}");
    }
    let sample = work.path().join("sitio/content/experiencias/feria-campesina-de-ejemplo.md");
    let sample = fs::read_to_string(sample).unwrap();
    assert!(
        sample.contains("\npais: CL\n") && sample.contains("\nterritorio: provincia-de-nuble\n"),
        "{sample}"
    );
    assert!(sample.contains("# Uno de: rural, urbana, mixta\narea: rural\n"), "{sample}");
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let work = tempfile::tempdir().unwrap();
    fs::write(work.path().join("mine.txt"), "x").unwrap();
    let made = atalaya(&["new", "site", "."], work.path());
    assert_eq!(made.status.code(), Some(2));
    assert!(told(&made).contains("no está vacía"));
    assert_eq!(fs::read_dir(work.path()).unwrap().count(), 1);
}

#[test]
fn a_new_ficha_shows_every_field_and_asks_only_for_what_must_be_given() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let work = tempfile::tempdir().unwrap();
    assert!(atalaya(&["new", "site", "sitio"], work.path()).status.success());
    let site = work.path().join("sitio");
    let made = atalaya(&["new", "ficha", "Mesa \"Ñuble\": agua"], &site);
    assert_eq!(told(&made).trim(), "content/experiencias/mesa-nuble-agua.md");
    let path = site.join("content/experiencias/mesa-nuble-agua.md");
    let text = fs::read_to_string(&path).unwrap();
    let declared = fs::read_to_string(here.join("site.toml")).unwrap();
    let first = declared.split("[[collection]]").nth(1).unwrap();
    let ids: Vec<&str> =
        first.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')).collect();
    let labels = first
        .split("field]]")
        .skip(1)
        .filter_map(|block| block.split("label = { es = \"").nth(1)?.split('"').next());
    let labels: Vec<&str> = labels.collect();
    assert!(ids.len() > 40 && labels.len() > 40);
    for label in labels {
        assert!(
            text.contains(&format!("# {label}. ")) || text.contains(&format!("# {label}.\n")),
            "{label}\n{text}"
        );
    }
    // Only what is required is missing.
    let checked = atalaya(&["check", "--format", "json"], &site);
    let report: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for finding in findings {
        let rule = finding["rule"].as_str().unwrap();
        assert!(matches!(rule, "missing-field" | "empty-field"), "{finding}");
        assert_eq!(finding["file"], "content/experiencias/mesa-nuble-agua.md");
    }
    // Filled in, it is clean.
    let first = fs::read_to_string(site.join("content/experiencias/feria-campesina-de-ejemplo.md")).unwrap();
    let given = |id: &str| {
        let line = first.lines().find(|line| line.starts_with(&format!("{id}: "))).unwrap();
        (format!("# {id}: […]"), line.to_owned())
    };
    let filled = ["tema", "pais", "territorio", "area", "fuente"].iter().map(|id| given(id));
    let mut text = filled.fold(text, |text, (from, to)| text.replace(&from, &to));
    text = text.replace("# Resumen\n\n", "# Resumen\n\nUna mesa de agua.\n\n");
    fs::write(&path, text).unwrap();
    let built = atalaya(&["build", "--strict"], &site);
    assert!(built.status.success(), "{}", told(&built));
    // And it is never written over.
    let again = atalaya(&["new", "ficha", "Mesa Ñuble agua"], &site);
    assert_eq!(again.status.code(), Some(2));
    assert!(fs::read_to_string(&path).unwrap().contains("Una mesa de agua."));
}

#[test]
fn a_new_ficha_goes_where_it_is_told_and_nowhere_else() {
    let work = tempfile::tempdir().unwrap();
    assert!(atalaya(&["new", "site", "sitio", "--model", "empty"], work.path()).status.success());
    let site = work.path().join("sitio");
    let wrong = atalaya(&["new", "ficha", "Uno", "--collection", "nada"], &site);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(told(&wrong).contains("hay: fichas"));
    assert_eq!(atalaya(&["new", "ficha", "¿…?"], &site).status.code(), Some(2));
    let made = atalaya(&["new", "ficha", "../../fuera", "--collection", "fichas"], &site);
    assert_eq!(told(&made).trim(), "content/fichas/fuera.md");
}
