//! What is served is what a build would write, whatever was remembered on the way.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[allow(dead_code)]
#[path = "serve/server.rs"]
mod server;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use atalaya::serve::Bench;
use atalaya::site::{self, Options};
use atalaya::source::Root;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

fn fichas(root: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join("content/experiencias")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// One change such as people make, at random.
fn edit(root: &Path, dice: &mut Dice, round: usize) {
    let files = fichas(root);
    let file = &files[dice.roll(files.len())];
    let text = fs::read_to_string(file).unwrap();
    let new = |name: String| root.join("content/experiencias").join(name);
    match dice.roll(9) {
        0 => fs::write(file, text.replacen("titulo: ", &format!("titulo: Vez {round} "), 1)).unwrap(),
        1 => fs::write(file, text.replacen("\n## ", &format!("\nUn párrafo nuevo, {round}.\n\n## "), 3))
            .unwrap(),
        2 => fs::write(file, text.replacen("escala: ", "escala: nada-", 1)).unwrap(),
        3 => fs::write(file, text.replace("escala: nada-", "escala: ")).unwrap(),
        4 => fs::write(new(format!("nueva-{round}.md")), without_number(&text, round)).unwrap(),
        5 if files.len() > 20 => fs::remove_file(file).unwrap(),
        6 => fs::rename(file, new(format!("a-{round}.md"))).unwrap(),
        7 => fs::write(file, text.replace("sernapesca", "fosis")).unwrap(),
        _ => {
            let vocabulary = root.join("content/vocabularios/area.yaml");
            let words = fs::read_to_string(&vocabulary).unwrap();
            fs::write(&vocabulary, words.replacen("es: ", &format!("es: Área {round} "), 1)).unwrap();
        }
    }
}

/// The texts of all files of the content.
fn texts(root: &Path) -> BTreeMap<PathBuf, String> {
    let folders = ["content/experiencias", "content/vocabularios"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(root.join(folder)).unwrap());
    files
        .map(|file| file.unwrap().path())
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

/// Takes back what was done since.
fn restore(root: &Path, before: &BTreeMap<PathBuf, String>) {
    let now = texts(root);
    now.keys().filter(|path| !before.contains_key(*path)).for_each(|path| fs::remove_file(path).unwrap());
    for (path, text) in before.iter().filter(|(path, text)| now.get(*path) != Some(text)) {
        fs::write(path, text).unwrap();
    }
}

fn without_number(text: &str, round: usize) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("numero:"));
    let text = lines.collect::<Vec<_>>().join("\n");
    text.replacen("titulo: ", &format!("titulo: Copia {round} "), 1)
}

/// How many edits are made; `ATALAYA_EDITS` asks for more.
fn rounds() -> usize {
    std::env::var("ATALAYA_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(12)
}

#[test]
fn after_random_edits_what_is_served_is_what_a_cold_build_makes() {
    let copy = server::site();
    let root = Root::new(copy.path());
    let mut bench = Bench::new(root.clone(), None);
    let mut dice = Dice(11);
    let (mut compared, mut broken) = (0, 0);
    for round in 0..rounds() {
        let before = texts(copy.path());
        for _ in 0..=dice.roll(2) {
            edit(copy.path(), &mut dice, round);
        }
        let stage = bench.read(|_, _| {});
        let cold = site::make(&root, &Options { base_url: Some("/".to_owned()), strict: false });
        let told: serde_json::Value = serde_json::from_str(&stage.findings).unwrap();
        assert_eq!(
            told["errors"],
            cold.opened.report.count(atalaya::report::Severity::Error),
            "round {round}"
        );
        if cold.opened.report.has_errors() {
            assert_ne!(stage.good, stage.number);
            broken += 1;
            restore(copy.path(), &before);
            continue;
        }
        assert_eq!(stage.good, stage.number, "round {round}: {}", stage.findings);
        let live = stage.live.expect("a good site");
        // All of them in the last round; in the others, so that it does not take long, a part that changes.
        let step = if round + 1 == rounds() { 1 } else { 17 };
        for file in cold.files.iter().skip(round % step).step_by(step) {
            let served = live.file(&file.path).unwrap_or_else(|report| panic!("{}: {report:?}", file.path));
            assert!(served.as_deref() == Some(file.bytes.as_slice()), "round {round}: {} differs", file.path);
            compared += 1;
        }
    }
    assert!(compared > 300 && broken > 0, "{compared} files compared, {broken} broken sites");
}
