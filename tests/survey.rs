//! Counts are exact: on random observatories, every cell of a matrix, every set, every group of a field and every pair
//! of actors is what one gets by counting the fichas one by one, from what was written and not from what was read.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use atalaya::catalog::Catalog;
use atalaya::figure::matrix::Cell;
use atalaya::record::Absence;
use atalaya::site;
use atalaya::source::Root;
use atalaya::survey::across::{Group, groups};
use atalaya::survey::sets::Set;
use atalaya::survey::{crossing, network};
use proptest::prelude::*;

/// The themes: two broad ones, each with two under it.
const THEMES: [(&str, Option<usize>); 6] =
    [("a", None), ("a-1", Some(0)), ("a-2", Some(0)), ("b", None), ("b-1", Some(3)), ("b-2", Some(3))];
const SCALES: [&str; 3] = ["local", "regional", "nacional"];
const ABSENCES: [&str; 4] = ["sin-informacion", "no-existe", "no-aplica", "sin-relevar"];

/// A ficha as it is written.
#[derive(Clone, Debug)]
struct Ficha {
    themes: BTreeSet<usize>,
    scale: Option<usize>,
    year: Option<i32>,
    goals: Result<(), usize>,
    actors: BTreeSet<usize>,
}

fn ficha() -> impl Strategy<Value = Ficha> {
    let themes = proptest::collection::btree_set(0..THEMES.len(), 0..3);
    let actors = proptest::collection::btree_set(0..5usize, 0..4);
    let goals = prop_oneof![Just(Ok(())), (0..ABSENCES.len()).prop_map(Err)];
    (themes, proptest::option::of(0..SCALES.len()), proptest::option::of(1990..1996i32), goals, actors)
        .prop_map(|(themes, scale, year, goals, actors)| Ficha { themes, scale, year, goals, actors })
}

const SITE: &str = r#"
[site]
title = "x"
[actors]
files = "content/actores.yaml"
[[matrix]]
rows = "tema"
columns = "escala"
[[taxonomy]]
id = "tema"
file = "content/tema.yaml"
[[taxonomy]]
id = "escala"
file = "content/escala.yaml"
[[collection]]
id = "fichas"
folder = "content/fichas"
[collection.roles]
title = "titulo"
period = "periodo"
actors = "actores"
[[collection.field]]
id = "titulo"
kind = "line"
[[collection.field]]
id = "tema"
kind = "terms"
taxonomy = "tema"
many = true
[[collection.field]]
id = "escala"
kind = "terms"
taxonomy = "escala"
[[collection.field]]
id = "periodo"
kind = "period"
[[collection.field]]
id = "actores"
kind = "actors"
[[collection.dimension]]
id = "unica"
label = "Única"
[[collection.dimension.field]]
id = "objetivos"
kind = "text"
answer = true
"#;

fn written(ficha: &Ficha, at: usize) -> String {
    let mut text = format!("titulo: Ficha {at:03}\n");
    let list = |ids: Vec<String>| format!("[{}]", ids.join(", "));
    if !ficha.themes.is_empty() {
        let _ = writeln!(
            text,
            "tema: {}",
            list(ficha.themes.iter().map(|at| THEMES[*at].0.to_owned()).collect())
        );
    }
    if let Some(scale) = ficha.scale {
        let _ = writeln!(text, "escala: {}", SCALES[scale]);
    }
    if let Some(year) = ficha.year {
        let _ = writeln!(text, "periodo: {year}");
    }
    if !ficha.actors.is_empty() {
        let _ = writeln!(
            text,
            "actores: {}",
            list(ficha.actors.iter().map(|at| format!("actor-{at}")).collect())
        );
    }
    let goals =
        ficha.goals.map_or_else(|absence| ABSENCES[absence].to_owned(), |()| "Un objetivo.".to_owned());
    let _ = writeln!(text, "objetivos: {goals}");
    text
}

fn read(fichas: &[Ficha], folder: &Path) -> std::sync::Arc<Catalog> {
    fs::create_dir_all(folder.join("content/fichas")).expect("made");
    let put = |name: &str, text: &str| fs::write(folder.join(name), text).expect("written");
    put("site.toml", SITE);
    let broader = |at: &Option<usize>| at.map_or(String::new(), |at| format!(", amplio: {}", THEMES[at].0));
    put(
        "content/tema.yaml",
        &THEMES.iter().map(|(id, at)| format!("- {{ id: {id}{} }}\n", broader(at))).collect::<String>(),
    );
    put("content/escala.yaml", &SCALES.map(|id| format!("- {{ id: {id} }}\n")).concat());
    put(
        "content/actores.yaml",
        &(0..5).map(|at| format!("- {{ id: actor-{at}, nombre: Actor {at} }}\n")).collect::<String>(),
    );
    for (at, ficha) in fichas.iter().enumerate() {
        put(&format!("content/fichas/f-{at:03}.yaml"), &written(ficha, at));
    }
    let opened = site::open(&Root::new(folder), false);
    assert!(!opened.report.has_errors(), "{:?}", opened.report.findings);
    opened.catalog.expect("a catalog")
}

/// The fichas, by their numbers, for which something holds.
fn those(fichas: &[Ficha], holds: impl Fn(&Ficha) -> bool) -> Vec<usize> {
    fichas.iter().enumerate().filter(|(_, ficha)| holds(ficha)).map(|(at, _)| at).collect()
}

/// Whether a ficha is of a theme: of itself, or of one under it; past the last, whether it is of none.
fn of_theme(ficha: &Ficha, row: usize) -> bool {
    if row == THEMES.len() {
        return ficha.themes.is_empty();
    }
    ficha.themes.iter().any(|theme| *theme == row || THEMES[*theme].1 == Some(row))
}

fn of_scale(ficha: &Ficha, column: usize) -> bool {
    if column == SCALES.len() { ficha.scale.is_none() } else { ficha.scale == Some(column) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn every_count_is_what_one_counts(fichas in proptest::collection::vec(ficha(), 1..24)) {
        let folder = tempfile::tempdir().expect("a folder");
        let catalog = read(&fichas, folder.path());
        let survey = &catalog.survey;

        // A matrix: cases, those who do not say, and which empty cells are known to be empty.
        let crossing = survey.crossings[0].as_ref().expect("two taxonomies");
        for row in 0..=THEMES.len() {
            prop_assert_eq!(&crossing.totals[row], &those(&fichas, |ficha| of_theme(ficha, row)));
            for column in 0..=SCALES.len() {
                let cases = those(&fichas, |ficha| of_theme(ficha, row) && of_scale(ficha, column));
                prop_assert_eq!(&crossing.cells[row][column], &cases, "row {} column {}", row, column);
                let inner = row < THEMES.len() && column < SCALES.len();
                let unsaid = those(&fichas, |ficha| {
                    of_theme(ficha, row) && ficha.scale.is_none() || of_scale(ficha, column) && ficha.themes.is_empty()
                });
                let unsaid = if inner { unsaid.len() } else { 0 };
                prop_assert_eq!(crossing.unsaid(row, column), unsaid);
                let known = if !cases.is_empty() { Cell::Cases } else if unsaid > 0 { Cell::NoDatum } else { Cell::NoCase };
                prop_assert_eq!(crossing.cell(row, column), known);
            }
            let listed: Vec<usize> = crossing::row_pages(crossing, row)
                .into_iter()
                .flatten()
                .flat_map(|(column, range)| crossing.cells[row][column][range].to_vec())
                .collect();
            prop_assert_eq!(listed, crossing.cells[row].concat(), "the pages of a row list each of its cells once");
        }

        // Sets.
        let found: BTreeMap<Set, Vec<usize>> = survey.sets.iter().cloned().collect();
        let set = |set: Set| found.get(&set).cloned().unwrap_or_default();
        prop_assert_eq!(set(Set::Full(0)), those(&fichas, |_| true));
        prop_assert_eq!(set(Set::Answered(0, (100, 100))), those(&fichas, |ficha| ficha.goals.is_ok()));
        prop_assert_eq!(set(Set::Answered(0, (0, 39))), those(&fichas, |ficha| ficha.goals.is_err()));
        prop_assert_eq!(set(Set::Without(0)), those(&fichas, |ficha| ficha.themes.is_empty()));
        for year in 1990..1996 {
            prop_assert_eq!(set(Set::Began(0, year)), those(&fichas, |ficha| ficha.year == Some(year)));
        }

        // A field across all fichas: every ficha once, the absences by their reason.
        let model = &catalog.config.collections[0];
        let pages = &survey.across[0][model.field_at("objetivos").expect("a field")];
        let mut listed: Vec<usize> = pages.iter().flatten().flat_map(|slice| slice.records.clone()).collect();
        listed.sort_unstable();
        prop_assert_eq!(listed, those(&fichas, |_| true));
        for (at, absence) in Absence::ALL.into_iter().enumerate() {
            let counted = groups(pages).into_iter().find(|(group, _)| *group == Group::Absent(absence)).map_or(0, |(_, n)| n);
            prop_assert_eq!(counted, those(&fichas, |ficha| ficha.goals == Err(at)).len());
        }

        // A field that classifies: each answer once, and counted under each of its terms.
        let pages = &survey.across[0][model.field_at("tema").expect("a field")];
        let mut shown: Vec<usize> = pages.iter().flatten().flat_map(|slice| slice.records.clone()).collect();
        shown.sort_unstable();
        prop_assert_eq!(shown, those(&fichas, |ficha| !ficha.themes.is_empty()));
        for theme in 0..THEMES.len() {
            let mut counted: Vec<usize> = pages
                .iter()
                .flatten()
                .filter(|slice| slice.group == Group::Term(0, theme))
                .flat_map(|slice| slice.records.iter().copied().chain(slice.also.iter().map(|(at, _)| *at)))
                .collect();
            counted.sort_unstable();
            let told = groups(pages).into_iter().find(|(group, _)| *group == Group::Term(0, theme)).map_or(0, |(_, n)| n);
            prop_assert_eq!(told, counted.len());
            prop_assert_eq!(counted, those(&fichas, |ficha| ficha.themes.contains(&theme)));
        }

        // Pairs of actors.
        let network = network::of(&catalog, 0..fichas.len());
        for a in 0..5 {
            for b in a + 1..5 {
                let shared = those(&fichas, |ficha| ficha.actors.contains(&a) && ficha.actors.contains(&b));
                let edge = network.edges.iter().find(|edge| (edge.a, edge.b) == (a, b));
                prop_assert_eq!(edge.map(|edge| edge.records.clone()).unwrap_or_default(), shared);
            }
        }

        // Those of one ficha alone are drawn as one, where they are at least two; nobody is lost or drawn twice.
        let (gathered, groups_of) = network.gathered(2);
        let loners = |at: usize| {
            let own = fichas[at].actors.iter().filter(|actor| those(&fichas, |ficha| ficha.actors.contains(actor)).len() == 1);
            own.copied().collect::<Vec<usize>>()
        };
        let alone: Vec<Vec<usize>> =
            (0..fichas.len()).map(loners).filter(|actors| actors.len() > 1).collect();
        let mut told: Vec<Vec<usize>> = groups_of.values().map(|group| group.actors.clone()).collect();
        told.sort();
        let mut wanted = alone.clone();
        wanted.sort();
        prop_assert_eq!(told, wanted);
        let mut drawn: Vec<usize> = gathered.actors.iter().map(|(actor, _)| *actor).collect();
        drawn.extend(groups_of.values().flat_map(|group| group.actors[1..].iter().copied()));
        drawn.sort_unstable();
        let mut all: Vec<usize> = network.actors.iter().map(|(actor, _)| *actor).collect();
        all.sort_unstable();
        prop_assert_eq!(drawn, all);

        // Those alike share what is said, never the lack of it.
        for at in 0..fichas.len() {
            for one in catalog.survey.alike(&catalog, at) {
                let (a, b) = (&fichas[at], &fichas[one.record]);
                prop_assert!(one.record != at && !(one.terms.is_empty() && one.actors.is_empty()));
                let actors: Vec<usize> = a.actors.intersection(&b.actors).copied().collect();
                prop_assert_eq!(one.actors.iter().copied().collect::<BTreeSet<_>>(), actors.into_iter().collect());
            }
        }
    }
}
