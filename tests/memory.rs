//! What is served is what a build would write, whatever was remembered on the way; and what is remembered does not grow.

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

#[test]
fn a_file_that_was_saved_in_an_old_encoding_and_then_rightly_is_read_rightly() {
    let copy = server::site();
    let path = copy.path().join("content/experiencias/coredepa.md");
    let text = fs::read_to_string(&path).unwrap();
    let text: String = text.chars().filter(|letter| u32::from(*letter) < 256).collect();
    let old: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let mut bench = Bench::new(Root::new(copy.path()), None);
    fs::write(&path, &text).unwrap();
    assert!(bench.read(|_, _| {}).live.is_some());
    fs::write(&path, old).unwrap();
    assert!(bench.read(|_, _| {}).findings.contains("not-utf8"));
    fs::write(&path, &text).unwrap();
    let stage = bench.read(|_, _| {});
    assert!(stage.good == stage.number && !stage.findings.contains("not-utf8"), "{}", stage.findings);
}

/// A small observatory in two languages, with a theme of its own.
fn small() -> tempfile::TempDir {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = tempfile::tempdir().unwrap();
    server::copy(&here.join("tests/bad/_base"), root.path());
    let template = "themes/observatorio/templates/record.html";
    fs::create_dir_all(root.path().join(template).parent().unwrap()).unwrap();
    fs::copy(here.join(template), root.path().join(template)).unwrap();
    let text = fs::read_to_string(root.path().join("content/experiencias/coredepa.md")).unwrap();
    for at in 0..12 {
        let copy = without_number(&text, at);
        fs::write(root.path().join(format!("content/experiencias/copia-{at}.md")), copy).unwrap();
    }
    root
}

/// One change of the small observatory, which leaves it other than it was.
fn small_edit(root: &Path, dice: &mut Dice, round: usize) {
    let files = fichas(root);
    let file = &files[dice.roll(files.len())];
    let text = fs::read_to_string(file).unwrap();
    let new = |ending: &str| root.join("content/experiencias").join(format!("nueva-{round}{ending}"));
    let change = |path: &str, from: &str, to: &str| {
        let path = root.join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from} in {}", path.display());
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    };
    match dice.roll(12) {
        0 | 1 => fs::write(file, text.replacen("titulo: ", &format!("titulo: Vez {round} de "), 1)).unwrap(),
        2 => fs::write(file, format!("{text}\nUn párrafo nuevo, {round}.\n")).unwrap(),
        3 => fs::write(file, text.replacen("tema: ", &format!("tema: nada-{round}-"), 1) + "\n").unwrap(),
        4 if files.len() < 20 => fs::write(new(".md"), without_number(&text, round)).unwrap(),
        5 if files.len() < 20 => fs::write(new(".en.md"), without_number(&text, round)).unwrap(),
        4..=6 if files.len() > 8 => fs::remove_file(file).unwrap(),
        7 => fs::rename(file, new(".md")).unwrap(),
        8 => change("content/temas.yaml", "es: ", &format!("es: Tema {round} ")),
        9 => change("content/actores.yaml", "nombre: ", &format!("nombre: Actor {round} ")),
        10 => change(
            "themes/observatorio/templates/record.html",
            "<article",
            &format!("<!-- {round} --><article"),
        ),
        _ => change("site.toml", "Observatorio", &format!("Observatorio {round}")),
    }
}

/// Undoes what grows: words that were put in, again and again, and mentions of what there is not.
fn tidied(root: &Path, clean: &BTreeMap<PathBuf, String>) {
    for path in fichas(root) {
        let text = fs::read_to_string(&path).unwrap();
        if text.len() > 3000 || text.contains("nada-") {
            fs::write(
                &path,
                without_number(&clean[Path::new("content/experiencias/coredepa.md")], path.as_os_str().len()),
            )
            .unwrap();
        }
    }
    for (path, text) in clean.iter().filter(|(path, _)| !path.starts_with("content/experiencias")) {
        fs::write(root.join(path), text).unwrap();
    }
}

#[test]
fn after_a_thousand_edits_in_a_row_the_site_is_a_cold_build_and_memory_has_not_grown() {
    let server = server::Server::start(small());
    let root = server.root.path().to_owned();
    let paths = [
        "content/experiencias/coredepa.md",
        "content/temas.yaml",
        "content/actores.yaml",
        "themes/observatorio/templates/record.html",
        "site.toml",
    ];
    let clean: BTreeMap<PathBuf, String> = paths
        .iter()
        .map(|path| (PathBuf::from(path), fs::read_to_string(root.join(path)).unwrap()))
        .collect();
    let mut events = server.events();
    events.next();
    let mut dice = Dice(5);
    let mut early = 0.0;
    for round in 0..1000 {
        small_edit(&root, &mut dice, round);
        events.next();
        if round % 50 == 49 {
            tidied(&root, &clean);
            // A page of each reading is asked for now and then, as a browser does.
            server.get("/experiencias/");
        }
        if round == 249 {
            early = server.megabytes();
        }
    }
    let late = server.megabytes();
    assert!(late < early * 1.2 + 8.0, "{early} MB after 250 edits, {late} MB after 1000");
    tidied(&root, &clean);
    let path = root.join("content/paginas/acerca.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}\nAquí termina.\n")).unwrap();
    server.wait_for("/acerca/", "Aquí termina.");
    let cold = site::make(&Root::new(&root), &Options { base_url: Some("/".to_owned()), strict: false });
    assert!(cold.files.len() > 100, "{}", cold.files.len());
    for file in &cold.files {
        let served = server.get(&format!("/{}", file.path.strip_suffix("index.html").unwrap_or(&file.path)));
        let body = served.body.split("<script src=\"/_atalaya/").next().unwrap();
        let own = String::from_utf8_lossy(&file.bytes);
        let own = if body.len() < served.body.len() {
            own.trim_end().trim_end_matches("</html>").trim_end().trim_end_matches("</body>")
        } else {
            &own
        };
        assert!(body == own, "{} differs", file.path);
    }
}
