//! The documentation tells the truth: every rule has its page, and the examples do what the pages say.

#![allow(clippy::expect_used)]

mod built;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use atalaya::lang::Lang;
use atalaya::report::rules::RULES;
use atalaya::report::{Severity, human};
use atalaya::site;
use atalaya::source::Root;
use built::here;

/// A block of code: what stands after the fence, and the lines.
struct Block {
    info: String,
    text: String,
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(Block { info: info.to_owned(), text: text.join("\n") + "\n" });
        }
    }
    blocks
}

/// A complete ficha of the shared site of the bad cases.
const FICHA: &[(&str, &str)] = &[
    ("titulo", "Agenda 21 local"),
    ("tema", "salud"),
    ("periodo", "2001"),
    ("actores", "[fosis]"),
    ("presupuesto", "no-existe"),
];
const BODY: &str = "## Objetivos\n\nCuidar el agua.\n";

/// The ficha with other lines in its front matter, and another body.
fn ficha(front: &str, body: &str) -> String {
    let own = |key: &str| front.lines().any(|line| line.starts_with(&format!("{key}:")));
    let lines = FICHA.iter().filter(|(key, _)| !own(key)).map(|(key, value)| format!("{key}: {value}\n"));
    format!("---\n{}{front}---\n\n{body}", lines.collect::<String>())
}

/// The codes that a site tells, and its words.
fn told(site: &Path) -> (BTreeSet<&'static str>, String) {
    let opened = site::open(&Root::new(site), false);
    let codes = opened.report.findings.iter().map(|finding| finding.rule.code).collect();
    (codes, human(&opened.report, &opened.sources, Lang::EN))
}

/// What the shared site tells with an example in it; `None` where the example is not to be run.
fn try_out(block: &Block) -> Option<(BTreeSet<&'static str>, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    built::copy(&here("tests/bad/_base"), folder.path());
    let write = |path: &str, text: String| fs::write(folder.path().join(path), text).expect("written");
    match block.info.split_once(' ')? {
        ("yaml", "ficha") => write("content/experiencias/ejemplo.md", ficha(&block.text, BODY)),
        ("md", "cuerpo") => write("content/experiencias/ejemplo.md", ficha("", &block.text)),
        (_, path) => {
            let before = fs::read_to_string(folder.path().join(path)).expect("a file of the shared site");
            write(path, format!("{before}\n{}", block.text));
        }
    }
    Some(told(folder.path()))
}

#[test]
fn every_rule_has_its_page_in_both_languages() {
    for rule in RULES {
        let path = here("docs/rules").join(format!("{}.md", rule.code));
        let page = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
        let severity = if rule.severity == Severity::Error { "error" } else { "aviso · warning" };
        assert!(page.starts_with(&format!("# `{}` ({severity})\n", rule.code)), "{}: title", rule.code);
        for part in [
            "\n## Español\n",
            "\n**Por qué.** ",
            "\n## English\n",
            "\n**Why.** ",
            "\n## Ejemplo · Example\n",
            "Mal · Wrong",
            "Bien · Right",
        ] {
            assert!(page.contains(part), "{}: no “{}”", rule.code, part.trim());
        }
    }
    let pages = fs::read_dir(here("docs/rules")).expect("readable").count();
    assert_eq!(pages, RULES.len() + 1, "a page for each rule, and the list of them");
    let list = fs::read_to_string(here("docs/rules/README.md")).expect("readable");
    assert!(RULES.iter().all(|rule| list.contains(&format!("]({}.md)", rule.code))));
}

#[test]
fn the_examples_of_the_rules_do_what_they_say() {
    let (mut run, mut wrong) = (0, Vec::new());
    for rule in RULES {
        let page = fs::read_to_string(here("docs/rules").join(format!("{}.md", rule.code))).expect("a page");
        let expected_first = page.contains("Mal · Wrong:\n");
        for (at, block) in blocks(&page).iter().enumerate() {
            let Some((codes, text)) = try_out(block) else { continue };
            let expected =
                if at == 0 && expected_first { BTreeSet::from([rule.code]) } else { BTreeSet::new() };
            run += 1;
            // An example may use a term, actor or taxonomy that nothing else uses.
            let codes: BTreeSet<_> =
                codes.into_iter().filter(|code| !UNUSED.contains(code) || *code == rule.code).collect();
            if codes != expected {
                wrong.push(format!("{}, example {}: expected {expected:?}\n{text}", rule.code, at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(run > 70, "only {run} examples were run");
}

const UNUSED: [&str; 2] = ["unused-term", "unused-actor"];

fn page(name: &str) -> String {
    fs::read_to_string(here("docs").join(name)).expect("a page")
}

#[test]
fn the_examples_of_the_ficha_are_read_without_a_finding() {
    let mut run = 0;
    for block in blocks(&page("ficha.md")) {
        let folder = tempfile::tempdir().expect("a folder");
        built::copy(&here("tests/sites/reading"), folder.path());
        let text = match block.info.as_str() {
            "md ficha" => block.text.clone(),
            "yaml ficha" => format!("---\ntitulo: Un ejemplo\n{}---\n", block.text),
            _ => continue,
        };
        fs::write(folder.path().join("content/fichas/ejemplo.md"), text).expect("written");
        let opened = site::open(&Root::new(folder.path()), false);
        let own = |place: atalaya::report::Span| opened.sources.path(place.file).ends_with("/ejemplo.md");
        let found = opened.report.findings.iter().filter(|finding| finding.place.is_some_and(own));
        let found: Vec<_> = found.filter(|finding| finding.rule.code != "unanswered-field").collect();
        assert!(found.is_empty(), "{}\n{:?}", block.text, found[0].message.en);
        let catalog = opened.catalog.expect("there is a declaration");
        let record = catalog.records.iter().find(|record| record.slug == "ejemplo").expect("it is read");
        let given = record.answers.iter().flatten().count();
        let keys = block
            .text
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_lowercase()) && line.contains(':'))
            .count();
        assert!(given >= keys, "{}", block.text);
        run += 1;
    }
    assert!(run > 12, "only {run} examples were run");
}

#[test]
fn the_examples_of_site_toml_are_a_site() {
    let folder = tempfile::tempdir().expect("a folder");
    built::copy(&here("tests/bad/_base/content"), &folder.path().join("content"));
    for file in ["experiencias", "medios"] {
        fs::remove_dir_all(folder.path().join("content").join(file)).expect("removed");
    }
    fs::write(folder.path().join("content/escalas.yaml"), "- { id: local }\n").expect("written");
    fs::write(folder.path().join("content/duplicados.yaml"), "[]\n").expect("written");
    let blocks = blocks(&page("site-toml.md"));
    for block in blocks.iter().filter(|block| block.info.contains(' ') && !block.info.ends_with(" site.toml"))
    {
        let path = block.info.split(' ').nth(1).expect("a path");
        fs::write(folder.path().join(path), &block.text).expect("written");
    }
    let declaration = blocks.iter().filter(|block| block.info.ends_with(" site.toml"));
    let declaration: String = declaration.map(|block| format!("{}\n", block.text)).collect();
    fs::write(folder.path().join("site.toml"), &declaration).expect("written");
    let (codes, text) = told(folder.path());
    assert!(codes.iter().all(|code| UNUSED.contains(code)), "{text}");
    assert_every_key_is_told(folder.path(), &declaration);
}

/// Puts an unknown key into each table in turn; every key that the finding names must stand in the page.
fn assert_every_key_is_told(site: &Path, declaration: &str) {
    let page = page("site-toml.md");
    let mut keys = BTreeSet::new();
    let tables = declaration.lines().filter(|line| line.starts_with('[')).collect::<BTreeSet<_>>();
    for table in &tables {
        fs::write(
            site.join("site.toml"),
            declaration.replacen(&format!("{table}\n"), &format!("{table}\nqqqq = 1\n"), 1),
        )
        .expect("written");
        let (_, text) = told(site);
        let fit = text.split("These fit here: ").nth(1).unwrap_or_else(|| panic!("{table}: {text}"));
        keys.extend(fit.split('.').next().unwrap_or_default().split(", ").map(str::to_owned));
    }
    assert!(keys.len() > 40, "{keys:?}");
    let missing: Vec<_> = keys.iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "site-toml.md does not explain {missing:?}");
}

#[test]
fn every_key_of_every_kind_of_field_is_told_in_both_languages() {
    let page = page("ficha.md");
    let folder = tempfile::tempdir().expect("a folder");
    built::copy(&here("tests/sites/reading"), folder.path());
    for field in ["periodo", "lugar", "presupuesto"] {
        fits(folder.path(), &page, &format!("{field}: {{ qqqq: 1, nota: x }}"));
    }
    for field in ["actores", "normas", "indicadores", "referencias", "medios", "enlaces"] {
        fits(folder.path(), &page, &format!("{field}: [{{ qqqq: 1 }}]"));
    }
    fits(folder.path(), &page, "presupuesto: { fuentes: [{ qqqq: 1 }] }");
}

fn fits(site: &Path, page: &str, line: &str) {
    fs::write(site.join("content/fichas/ejemplo.md"), format!("---\ntitulo: Un ejemplo\n{line}\n---\n"))
        .expect("written");
    let opened = site::open(&Root::new(site), false);
    let finding = opened.report.findings.iter().find(|finding| finding.rule.code == "unknown-key");
    let finding = finding.unwrap_or_else(|| panic!("{line}: no key is unknown"));
    let hint = finding.hint.as_ref().expect("a hint");
    for words in [&hint.es, &hint.en] {
        let keys = words.split(": ").nth(1).expect("a list").trim_end_matches('.').split(", ");
        for key in keys {
            assert!(page.contains(&format!("`{key}`")), "{line}: `{key}` is not told");
        }
    }
}

#[test]
fn the_architecture_names_every_room_and_every_test() {
    let page = page("ARCHITECTURE.md");
    for folder in ["src", "tests"] {
        for entry in fs::read_dir(here(folder)).expect("readable") {
            let name = entry.expect("readable").file_name().to_string_lossy().into_owned();
            let told = page.contains(&format!("`{name}`")) || page.contains(&format!("`{folder}/{name}`"));
            assert!(told || !name.ends_with(".rs") || name == "lib.rs", "{folder}/{name} is not told");
        }
    }
}
