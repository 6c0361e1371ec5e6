//! The commands of the guides do what the guides say.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The lines of a guide that are commands of the program, as their arguments.
fn commands(guide: &str) -> Vec<Vec<String>> {
    commands_of(&read(guide))
}

fn read(guide: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(guide)).unwrap()
}

/// The part of a guide under a heading, and the parts before and after it.
fn section(guide: &str, heading: &str) -> (String, String) {
    let text = read(guide);
    let (before, rest) = text.split_once(&format!("\n{heading}\n")).unwrap();
    let end = rest.find("\n## ").unwrap();
    (rest[..end].to_owned(), before.to_owned() + &rest[end..])
}

fn commands_of(text: &str) -> Vec<Vec<String>> {
    let lines =
        text.lines().filter_map(|line| line.strip_prefix("    ")?.trim_start().strip_prefix("atalaya "));
    lines.map(arguments).collect()
}

/// Words, where quotes hold several together.
fn arguments(line: &str) -> Vec<String> {
    let quoted = line.split('"').enumerate();
    let words = quoted.flat_map(|(at, piece)| match at % 2 {
        0 => piece.split_whitespace().map(str::to_owned).collect(),
        _ => vec![piece.to_owned()],
    });
    words.collect()
}

/// Runs a command in a folder; its exit code and all it said.
fn run(arguments: &[String], at: &Path) -> (Option<i32>, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_atalaya")).args(arguments).current_dir(at).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
fn the_commands_for_operators_work_in_their_order() {
    let work = tempfile::tempdir().unwrap();
    let mut at = work.path().to_owned();
    let commands = commands("operators.md");
    assert!(commands.len() >= 4);
    // What serves goes on until it is stopped; tests/serve.rs tries it.
    for command in commands.iter().filter(|command| command[0] != "serve") {
        let (code, told) = run(command, &at);
        assert_eq!(code, Some(0), "{command:?}: {told}");
        if command[..2] == ["new", "site"] {
            at = at.join(&command[2]);
        }
    }
    assert!(at.join("public/index.html").exists());
}

#[test]
fn the_commands_for_editors_work_in_a_new_observatory() {
    let work = tempfile::tempdir().unwrap();
    let (code, told) = run(&["new", "site", "sitio"].map(str::to_owned), work.path());
    assert_eq!(code, Some(0), "{told}");
    let site = work.path().join("sitio");
    let (_, others) = section("guia-editores.md", "## Importar");
    let commands = commands_of(&others);
    assert!(commands.len() >= 4);
    for command in commands.iter().filter(|command| command[0] != "serve") {
        // After the new ficha, check asks for what must be given, as the guide says.
        let expected = if command[0] == "check" { 1 } else { 0 };
        let (code, told) = run(command, &site);
        assert_eq!(code, Some(expected), "{command:?}: {told}");
    }
    assert!(site.join("content/experiencias/mesa-de-agua-del-nuble.md").exists());
}

#[test]
fn the_commands_for_importing_make_fichas_of_a_table_and_drafts_of_a_report() {
    let work = tempfile::tempdir().unwrap();
    run(&["new", "site", "sitio"].map(str::to_owned), work.path());
    let site = work.path().join("sitio");
    let material = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    fs::copy(material.join("casos.xlsx"), site.join("catastro.xlsx")).unwrap();
    fs::copy(material.join("informe.txt"), site.join("informe.txt")).unwrap();
    let (importing, _) = section("guia-editores.md", "## Importar");
    let commands = commands_of(&importing);
    assert_eq!(commands.len(), 6);
    let said: Vec<String> = commands
        .iter()
        .map(|command| {
            let (code, told) = run(command, &site);
            // Doubts are told with 1; what cannot be done at all would be 2.
            assert!(matches!(code, Some(0 | 1)), "{command:?}: {told}");
            told
        })
        .collect();
    assert!(said[0].contains("No se ha escrito nada") && said[1].contains("3 fichas escritas"), "{said:?}");
    assert!(said[3].contains("No se ha escrito nada") && said[4].contains("3 fichas escritas"), "{said:?}");
    // One experience is in the table and in the report.
    assert!(said[4].contains("ya hay una ficha con el título «Mesa del agua de la cuenca»"), "{said:?}");
    assert!(
        said[5].contains("3 borradores") && said[5].contains("borrador: red-de-caletas-del-sur"),
        "{said:?}"
    );
    for file in [
        "catastro.xlsx.mapa.toml",
        "catastro.xlsx.importado.json",
        "informe.txt.mapa.toml",
        "informe.txt.importado.json",
    ] {
        assert!(site.join(file).exists() && importing.contains(file.split_once('.').unwrap().0), "{file}");
    }
}

#[test]
fn the_example_of_a_partial_answer_is_accepted() {
    let work = tempfile::tempdir().unwrap();
    run(&["new", "site", "sitio"].map(str::to_owned), work.path());
    let guide =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guia-editores.md")).unwrap();
    let example = guide.lines().map(str::trim).find(|line| line.starts_with("presupuesto: {")).unwrap();
    let path = work.path().join("sitio/content/experiencias/una-experiencia-de-ejemplo.md");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("presupuesto: sin-relevar"));
    fs::write(&path, text.replace("presupuesto: sin-relevar", example)).unwrap();
    let (code, told) = run(&["check", "--strict"].map(str::to_owned), &work.path().join("sitio"));
    assert_eq!(code, Some(0), "{told}");
}
