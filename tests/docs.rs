//! The documentation tells the truth: every rule has its page, and the examples do what the pages say.

#![allow(clippy::expect_used)]

mod built;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use atalaya::check::rules::RULES;
use atalaya::lang::Lang;
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
