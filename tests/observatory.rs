//! This repository's own observatory: complete, and counted in two independent ways.

#![allow(clippy::expect_used, clippy::print_stdout)]

mod built;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use atalaya::lang::Lang;
use atalaya::report::human;
use atalaya::site;
use atalaya::source::Root;
use built::{build, here};
use serde_json::Value;

const FICHAS: usize = 23;
const FIELDS: usize = 21;
/// The four absences, and what else may stand in a field.
const ABSENCES: [&str; 4] = ["sin-informacion", "no-existe", "no-aplica", "sin-relevar"];

/// Per field and kind of answer, how many fichas have it.
type Counts = BTreeMap<(String, &'static str), usize>;

/// A field of the template: its id, and every heading by which a file may name it.
struct Question {
    id: String,
    headings: Vec<String>,
}

/// The template, read from the lines of `site.toml` without the program.
fn questions() -> Vec<Question> {
    let text = fs::read_to_string(here("site.toml")).expect("readable");
    let model = text.split("[[collection]]").nth(1).expect("a collection");
    let fields = model.split("[[collection.dimension.field]]").skip(1);
    let quoted = |line: &str| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let question = |field: &str| {
        let line = |key: &str| {
            field.lines().find(|line| line.starts_with(&format!("{key} ="))).map(quoted).unwrap_or_default()
        };
        let id = line("id").remove(0);
        let headings = [vec![id.clone()], line("label"), line("aliases")].concat();
        Question { id, headings: headings.iter().map(|heading| heading.to_lowercase()).collect() }
    };
    fields.map(question).collect()
}

/// What a text is: one of the absences, or content; an empty one is silent.
fn kind(text: &str) -> &'static str {
    let plain = text.trim().trim_end_matches('.').to_lowercase().replace(' ', "-").replace('ó', "o");
    let stated =
        plain.split("ausencia:-").nth(1).map(|rest| rest.split([',', '}', '\n']).next().unwrap_or_default());
    match ABSENCES
        .into_iter()
        .find(|absence| *absence == plain || stated.map(|stated| stated.trim_matches('-')) == Some(absence))
    {
        Some(absence) => absence,
        None if plain.is_empty() => "silent",
        None => "content",
    }
}

/// What each ficha says in each field, read from its lines without the program.
fn naive() -> (Vec<u32>, Counts) {
    let (mut numbers, mut counts) = (Vec::new(), Counts::new());
    let questions = questions();
    let mut files: Vec<_> = fs::read_dir(here("content/experiencias"))
        .expect("readable")
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file).expect("readable");
        let mut parts = text.splitn(3, "---\n");
        let (front, body) = (parts.nth(1).expect("front matter"), parts.next().unwrap_or_default());
        let key = |key: &str| {
            let mut lines = front.lines().skip_while(|line| !line.starts_with(&format!("{key}:")));
            let first = lines.next()?.split_once(':')?.1.to_owned();
            let more = lines.take_while(|line| line.starts_with(' ') || line.starts_with('-'));
            Some(more.fold(first, |text, line| format!("{text}\n{line}")))
        };
        numbers.extend(key("numero").and_then(|number| number.trim().parse::<u32>().ok()));
        for Question { id, headings } in &questions {
            let sections = body.split("\n## ").skip(1).filter_map(|section| section.split_once('\n'));
            let section =
                sections.clone().find(|(heading, _)| headings.contains(&heading.trim().to_lowercase()));
            let section = section.map(|(_, text)| text.split("\n# ").next().unwrap_or_default().to_owned());
            let said = match (key(id), section) {
                (Some(value), Some(text)) if kind(&value) == "content" || kind(&text) != "content" => value,
                (_, Some(text)) | (Some(text), None) => text,
                (None, None) => String::new(),
            };
            *counts.entry((id.clone(), kind(&said))).or_default() += 1;
        }
    }
    numbers.sort_unstable();
    (numbers, counts)
}

/// The full records of the first collection, as published.
fn published() -> Vec<Value> {
    let records = build(&here("")).json("datos/fichas.json");
    let full = |record: &&Value| record["coleccion"] == "experiencias" && record["estado"] == "completa";
    records.as_array().expect("a list").iter().filter(full).cloned().collect()
}

fn counted(records: &[Value]) -> Counts {
    let mut counts = Counts::new();
    for record in records {
        for Question { id, .. } in questions() {
            let answer = &record["campos"][&id];
            let absence = ABSENCES.into_iter().find(|absence| answer["ausencia"] == *absence);
            let content = !answer["valor"].is_null()
                || answer["texto"].as_str().is_some_and(|text| !text.trim().is_empty());
            let kind = absence.unwrap_or(if content { "content" } else { "silent" });
            *counts.entry((id, kind)).or_default() += 1;
        }
    }
    counts
}

#[test]
fn twenty_three_fichas_of_twenty_one_fields_none_silently_empty() {
    let questions = questions();
    assert_eq!(questions.len(), FIELDS);
    let records = published();
    let mut numbers: Vec<u64> = records.iter().filter_map(|record| record["numero"].as_u64()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=FICHAS as u64).collect::<Vec<_>>());
    let counts = counted(&records);
    print_table(&questions, &counts);
    assert_eq!(counts.values().sum::<usize>(), FICHAS * FIELDS);
    let silent: Vec<_> = counts.keys().filter(|(_, kind)| *kind == "silent").collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn the_program_and_a_naive_reading_count_the_same() {
    let (numbers, naive) = naive();
    assert_eq!(numbers, (1..=FICHAS as u32).collect::<Vec<_>>());
    let counted = counted(&published());
    let keys: BTreeSet<_> = naive.keys().chain(counted.keys()).collect();
    let differing: Vec<_> = keys.into_iter().filter(|key| naive.get(*key) != counted.get(*key)).collect();
    let told: Vec<String> = differing
        .iter()
        .map(|key| format!("{key:?}: naively {:?}, published {:?}", naive.get(*key), counted.get(*key)))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

fn print_table(questions: &[Question], counts: &Counts) {
    let kinds = ["content", ABSENCES[0], ABSENCES[1], ABSENCES[2], ABSENCES[3]];
    println!("{:<24}{}", "", kinds.map(|kind| format!("{kind:>16}")).concat());
    for Question { id, .. } in questions {
        let row = kinds.map(|kind| format!("{:>16}", counts.get(&(id.clone(), kind)).unwrap_or(&0)));
        println!("{id:<24}{}", row.concat());
    }
    let sum =
        |kind: &str| counts.iter().filter(|((_, known), _)| *known == kind).map(|(_, n)| n).sum::<usize>();
    println!("{:<24}{}", "total", kinds.map(|kind| format!("{:>16}", sum(kind))).concat());
}

#[test]
fn every_organisation_that_is_named_is_a_listed_actor_with_a_kind() {
    let opened = site::open(&Root::new(here("")), false);
    let catalog = opened.catalog.expect("there is a declaration");
    let mut parts = 0;
    for record in catalog.records.iter().filter(|record| !record.identified) {
        for part in record.participations(catalog.model(record).roles.actors) {
            parts += 1;
            assert!(part.actor.target.is_some(), "{}: {}", record.slug, part.actor.written);
            assert!(
                part.roles.iter().all(|role| role.target.is_some()),
                "{}: {}",
                record.slug,
                part.actor.written
            );
        }
    }
    assert!(parts > 150, "{parts} participations are too few for 23 fichas");
    for actor in &catalog.actors {
        assert!(actor.kind.as_ref().is_some_and(|kind| kind.target.is_some()), "{} has no kind", actor.id);
    }
}

#[test]
fn nothing_is_found_even_strictly() {
    let opened = site::open(&Root::new(here("")), true);
    assert_eq!(human(&opened.report, &opened.sources, Lang::EN), "");
}

#[test]
fn every_link_leads_somewhere_and_no_id_stands_twice() {
    let faults = build(&here("")).faults();
    assert!(faults.is_empty(), "{}", faults[..faults.len().min(40)].join("\n"));
}

/// How many files with an ending lie in a folder.
fn files_in(folder: &str, ending: &str) -> usize {
    let entries = fs::read_dir(here(folder)).expect("readable").map(|entry| entry.expect("an entry").path());
    entries.filter(|path| path.to_string_lossy().ends_with(ending)).count()
}

/// The ids of a list in YAML, read line by line.
fn ids_in(file: &str) -> Vec<String> {
    let text = fs::read_to_string(here(file)).expect("readable");
    let after = |line: &str| {
        let entry = line.strip_prefix("- ")?.trim_start_matches(['{', ' ']);
        Some(entry.strip_prefix("id: ")?.split([',', ' ', '}']).next()?.to_owned())
    };
    text.lines().filter_map(after).collect()
}

#[test]
fn the_counts_on_the_first_page_are_those_of_the_files() {
    let site = build(&here("."));
    let home = String::from_utf8_lossy(&site.0["index.html"]).into_owned();
    let figures = home.split("<ul class=\"figures\"").nth(1).and_then(|rest| rest.split("</ul>").next());
    let figures = figures.expect("figures on the first page");
    let shown = |address: &str| -> usize {
        let entry =
            figures.split(&format!("href=\"{address}/index.html\"><strong>")).nth(1).expect("an entry");
        entry.split('<').next().and_then(|number| number.parse().ok()).expect("a number")
    };
    let table = fs::read_to_string(here("content/identificadas.csv")).expect("readable");
    let rows = table.lines().skip(1).filter(|line| !line.trim().is_empty()).count();
    let actors: usize = ["content/actores/actores.yaml", "content/actores/programas.yaml"]
        .map(|file| ids_in(file).len())
        .iter()
        .sum();
    let said: Vec<String> = ["content/experiencias", "content/programas", "content/herramientas"]
        .iter()
        .flat_map(|folder| fs::read_dir(here(folder)).expect("readable"))
        .map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("readable"))
        .flat_map(|text| {
            text.lines().filter(|line| line.starts_with("fuente:")).map(str::to_owned).collect::<Vec<_>>()
        })
        .chain([table])
        .collect();
    let named = |id: &String| {
        said.iter()
            .any(|text| text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).any(|word| word == id))
    };
    let sources = ids_in("content/vocabularios/fuente.yaml").iter().filter(|id| named(id)).count();

    assert_eq!(shown("experiencias"), files_in("content/experiencias", ".md"));
    assert_eq!(shown("programas"), files_in("content/programas", ".md"));
    assert_eq!(shown("herramientas"), files_in("content/herramientas", ".md"));
    assert!(figures.contains(&format!(">{rows} experiencias identificadas<")), "{rows} rows");
    assert_eq!(shown("actores"), actors);
    assert_eq!(shown("fuentes"), sources);
}
