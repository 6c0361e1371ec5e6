//! The commands of the guides do what the guides say.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod built;
#[path = "guides/steps.rs"]
mod steps;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use steps::{Step, arguments, commands, commands_of, read, section, steps};

/// Where the guide for editors makes an observatory.
const PRACTICE: &str = "## Un observatorio para practicar";

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

/// A copy of this observatory under git, as an editor has it.
fn cloned() -> tempfile::TempDir {
    let work = tempfile::tempdir().unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir(work.path().join("content")).unwrap();
    built::copy(&here.join("content"), &work.path().join("content"));
    fs::copy(here.join("site.toml"), work.path().join("site.toml")).unwrap();
    for line in ["init -q", "add .", "commit -qm inicio"] {
        assert!(git(&arguments(line), work.path()), "{line}");
    }
    work
}

fn git(arguments: &[String], at: &Path) -> bool {
    let own = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"];
    Command::new("git").args(own).args(arguments).current_dir(at).output().unwrap().status.success()
}

/// An observatory to practise with, made as the guide says.
fn practised() -> (tempfile::TempDir, PathBuf) {
    let work = tempfile::tempdir().unwrap();
    let mut at = work.path().to_owned();
    for step in steps(&section("guia-editores.md", PRACTICE).0) {
        let Step::Command(words) = step else { panic!("only commands") };
        match words[0].as_str() {
            "cd" => at = at.join(&words[1]),
            "git" => assert!(git(&words[1..], &at), "{words:?}"),
            _ => assert_eq!(run(&words[1..], &at).0, Some(0), "{words:?}"),
        }
    }
    (work, at)
}

/// A ficha with the keys of a block in its front matter, in place of those it has or of their help.
fn with_keys(ficha: &str, block: &str) -> String {
    let mut parts = ficha.splitn(3, "---\n");
    let (_, head, body) = (parts.next(), parts.next().unwrap(), parts.next().unwrap());
    let own = block.lines().filter(|line| !line.starts_with(' '));
    let keys: Vec<&str> = own.filter_map(|line| Some(line.split_once(':')?.0)).collect();
    let mut skipped = false;
    let kept = head.lines().filter(|line| {
        let known = |line: &str| keys.iter().any(|key| line.starts_with(&format!("{key}:")));
        skipped = known(line) || known(line.trim_start_matches("# ")) || skipped && line.starts_with(' ');
        !skipped
    });
    let kept: String = kept.map(|line| format!("{line}\n")).collect();
    format!("---\n{kept}{block}---\n{body}")
}

/// A ficha with the text of a block under the heading with which the block begins.
fn with_text(ficha: &str, block: &str) -> String {
    let heading = block.lines().next().unwrap();
    let at = ficha.find(&format!("\n{heading}\n")).unwrap() + 1;
    let end = ficha[at + 1..].find("\n#").map_or(ficha.len(), |end| at + 1 + end);
    format!("{}{block}{}", &ficha[..at], &ficha[end..])
}

/// That the program says every paragraph of a block, whatever the numbers of the lines.
fn assert_told(told: &str, block: &str) {
    let loose = |text: &str| {
        let words =
            text.split(|c: char| c.is_whitespace() || c.is_ascii_digit()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ")
    };
    let told = loose(told);
    for paragraph in block.split("\n\n") {
        assert!(told.contains(&loose(paragraph)), "{paragraph}\nis not in\n{told}");
    }
}

#[test]
fn the_guide_for_editors_leads_from_nothing_to_a_ficha_ready_to_be_proposed() {
    let site = cloned();
    follow_the_guide(site.path());
}

#[test]
fn the_guide_for_editors_leads_there_in_an_observatory_to_practise_with_too() {
    let (_work, site) = practised();
    follow_the_guide(&site);
    assert_eq!(run(&["check".to_owned()], &site).1, "4 registros, sin errores ni avisos\n");
}

/// Does what the guide for editors says, but for making an observatory and for importing, which are tried apart.
fn follow_the_guide(site: &Path) {
    let actors = site.join("content/actores/actores.yaml");
    let path = site.join("content/experiencias/mesa-de-agua-del-nuble.md");
    let check = ["check", "--lang", "es"].map(str::to_owned);
    let (mut commands, mut examples) = (0, 0);
    let (importing, practice) =
        (section("guia-editores.md", "## Importar").0, section("guia-editores.md", PRACTICE).0);
    for step in steps(&read("guia-editores.md").replace(&importing, "").replace(&practice, "")) {
        let edit = |change: &dyn Fn(&str) -> String| {
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, change(&text)).unwrap();
        };
        match step {
            Step::Command(words) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                match words[..] {
                    // What goes elsewhere, or does not end; tests/serve.rs tries it.
                    ["cd", ..] | ["git", "clone" | "push" | "config", ..] | ["atalaya", "serve"] => continue,
                    ["git", ref rest @ ..] => {
                        let rest: Vec<String> = rest.iter().map(|word| (*word).to_owned()).collect();
                        assert!(git(&rest, site), "{words:?}");
                    }
                    ["atalaya", ref rest @ ..] => {
                        let rest: Vec<String> = rest.iter().map(|word| (*word).to_owned()).collect();
                        let (code, told) = run(&rest, site);
                        // The first check asks for what must be given.
                        let wanted = if rest[0] == "check" && examples < 1 { 1 } else { 0 };
                        assert_eq!(code, Some(wanted), "{words:?}: {told}");
                    }
                    _ => panic!("{words:?}"),
                }
                commands += 1;
            }
            Step::Block(info, block) => match info.as_str() {
                "text atalaya check" => assert_told(&run(&check, site).1, &block),
                "text aviso" => {
                    let before = fs::read_to_string(&path).unwrap();
                    edit(&|text| with_keys(text, "tema: [medioambiente, pezca]\n"));
                    let told = run(&check, site).1;
                    assert_told(&told, &block);
                    fs::write(&path, before).unwrap();
                }
                "yaml cabecera" => {
                    edit(&|text| with_keys(text, &block));
                    examples += 1;
                }
                "markdown cuerpo" => edit(&|text| with_text(text, &block)),
                "yaml actores" => {
                    let list = fs::read_to_string(&actors).unwrap();
                    fs::write(&actors, list + &block).unwrap();
                }
                // A table to import is that of docs/import.md, which tests/import.rs tries.
                other => assert_eq!(other, "", "what is this block?"),
            },
        }
    }
    assert!(commands >= 8 && examples >= 4, "{commands} commands, {examples} examples");
    let (code, told) = run(&check, site);
    assert_eq!(code, Some(0), "{told}");
    assert!(!told.contains("mesa-de-agua"), "{told}");
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
