//! Exploring: every count of a facet, cell of a matrix, year and place, and every set, against a naive count over the
//! records of the catalog, for random questions; on this observatory and on a generated one.
#![cfg(feature = "build")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../benches/corpus/mod.rs"]
#[allow(dead_code)]
mod corpus;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use atalaya::catalog::Catalog;
use atalaya::record::{Answer, completeness};
use atalaya::search::ask::{Answer as Found, Ask, Choice, Mode};
use atalaya::search::disk::Library;
use atalaya::search::wire::Nature;
use atalaya::search::{index, stock};
use atalaya::site;
use atalaya::source::Root;
use atalaya::survey::across::absent;
use atalaya::survey::sets::band;
use proptest::prelude::*;

/// An observatory with its search.
struct World {
    catalog: std::sync::Arc<Catalog>,
    library: Library,
    /// Ids of facets with those of their values.
    values: Vec<(String, Vec<String>)>,
    /// What each record has in each facet.
    facts: Vec<BTreeMap<String, BTreeSet<String>>>,
}

impl World {
    fn open(folder: &Path) -> World {
        let catalog = site::open(&Root::new(folder), false).catalog.unwrap();
        let stock = stock::stock(&catalog);
        let value = |facet: &atalaya::search::wire::Taxonomy| {
            let own = facet.terms.iter().map(|term| term.id.clone());
            (facet.id.clone(), own.chain(["sin-dato".to_owned()]).collect())
        };
        let values = stock.taxonomies.iter().map(value).collect();
        let library = Library::of(index::build(&stock).unwrap()).unwrap();
        let mut world = World { catalog, library, values, facts: Vec::new() };
        let facts = |at| world.values.iter().map(|(id, _)| (id.clone(), world.read(at, id))).collect();
        world.facts = world.catalog.of_collection(0).map(facts).collect();
        world
    }

    fn ask(&self, ask: &Ask) -> Found {
        self.library.ask(ask).unwrap()
    }

    /// All of a set, by asking for it page by page.
    fn set(&self, ask: &Ask) -> BTreeSet<usize> {
        let by_slug: BTreeMap<&str, usize> =
            self.catalog.of_collection(0).map(|at| (self.catalog.records[at].slug.as_str(), at)).collect();
        let mut set = BTreeSet::new();
        loop {
            let more = Ask { offset: set.len(), limit: 1000, counts: false, groups: false, ..ask.clone() };
            let answer = self.ask(&more);
            set.extend(answer.hits.iter().map(|hit| by_slug[hit.card.id.as_str()]));
            if set.len() >= answer.total as usize {
                assert_eq!(set.len(), answer.total as usize);
                return set;
            }
        }
    }

    /// What a record has in a facet, read from the catalog: its terms and the broader ones, or what the other facets say.
    fn read(&self, at: usize, facet: &str) -> BTreeSet<String> {
        let catalog = &self.catalog;
        let record = &catalog.records[at];
        let model = catalog.model(record);
        match facet {
            "inicio" => self
                .begins(at)
                .map(|year| format!("{0}-{1}", year / 10 * 10, year / 10 * 10 + 9))
                .into_iter()
                .collect(),
            "actor" => {
                let fields = record.fields_of_actors(catalog);
                fields.into_iter().map(|actor| catalog.actors[actor].id.clone()).collect()
            }
            "completitud" if record.identified => BTreeSet::new(),
            "completitud" => {
                let (from, to) = band(completeness(record, model).percent);
                [format!("{from}-{to}")].into()
            }
            "ausencia" => {
                let mut has = BTreeSet::new();
                for (field, declared) in model.template() {
                    let answer = record.answer(field);
                    if answer.is_some_and(Answer::has_content) {
                        continue;
                    }
                    if let Some(kind) = absent(record, answer, true) {
                        has.insert(declared.id.clone());
                        has.insert(format!("{}.{}", declared.id, kind.id()));
                    }
                }
                has
            }
            "registro" => [if record.identified { "identificada" } else { "completa" }.to_owned()].into(),
            taxonomy => {
                let taxonomy = catalog.taxonomy_at(taxonomy).unwrap();
                let known = &catalog.taxonomies[taxonomy];
                let mut has = BTreeSet::new();
                for term in catalog.terms_of(at, taxonomy) {
                    let mut next = Some(term);
                    while let Some(term) = next {
                        has.insert(known.terms[term].id.clone());
                        next = known.terms[term].broader;
                    }
                }
                has
            }
        }
    }

    fn begins(&self, at: usize) -> Option<i32> {
        let record = &self.catalog.records[at];
        record.period(self.catalog.model(record).roles.period)?.years().map(|(from, _)| from)
    }

    /// Whether a record has a value of a facet.
    fn holds(&self, at: usize, facet: &str, value: &str) -> bool {
        if facet == "inicio" && value != "sin-dato" {
            let Some(year) = self.begins(at) else { return false };
            let (from, to) = value.split_once('-').unwrap_or((value, value));
            return from.parse().map_or(true, |from: i32| year >= from)
                && to.parse().map_or(true, |to: i32| year <= to);
        }
        let has = &self.facts[at][facet];
        if value == "sin-dato" { has.is_empty() } else { has.contains(value) }
    }

    /// Whether a choice lets a record through.
    fn passes(&self, at: usize, choice: &Choice) -> bool {
        let holds = |value: &String| self.holds(at, &choice.facet, value);
        match choice.mode {
            Mode::Any => choice.values.iter().any(holds),
            Mode::All | Mode::Besides => choice.values.iter().all(holds),
            Mode::None => !choice.values.iter().any(holds),
        }
    }
}

/// The actors of a record, read from its answers.
trait Actors {
    fn fields_of_actors(&self, catalog: &Catalog) -> BTreeSet<usize>;
}

impl Actors for atalaya::record::Record {
    fn fields_of_actors(&self, catalog: &Catalog) -> BTreeSet<usize> {
        let model = catalog.model(self);
        let parts = (0..model.fields.len()).filter_map(|field| self.answer(field)?.value.as_ref());
        let actors = parts.filter_map(|value| match value {
            atalaya::record::Value::Actors(parts) => Some(parts.iter().filter_map(|part| part.actor.target)),
            _ => None,
        });
        actors.flatten().collect()
    }
}

/// The choices as they work: with the span of years, and with what is meant where nobody speaks of the state.
fn meant(ask: &Ask) -> Vec<Choice> {
    let mut choices = ask.choices.clone();
    if let (from, to) = ask.years
        && (from.is_some() || to.is_some())
    {
        let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
        let span = format!("{}-{}", year(from), year(to));
        match choices.iter_mut().find(|choice| choice.facet == "inicio" && choice.mode == Mode::Any) {
            Some(choice) => choice.values.push(span),
            None => choices.push(Choice { facet: "inicio".into(), values: vec![span], mode: Mode::Any }),
        }
    }
    if !choices.iter().any(|choice| choice.facet == "registro") {
        let values = vec!["completa".to_owned()];
        choices.push(Choice { facet: "registro".into(), values, mode: Mode::Any });
    }
    choices
}

/// Compares everything an answer says with what the catalog says.
fn compare(world: &World, ask: &Ask, crossed: (usize, usize)) {
    let words =
        Ask { question: ask.question.clone(), ..Ask::read("registro=completa&registro=identificada") };
    let fitting = world.set(&words);
    let choices = meant(ask);
    let through = |at: usize, but: &str| {
        choices
            .iter()
            .filter(|c| c.facet != but || c.mode != Mode::Any)
            .all(|choice| world.passes(at, choice))
    };
    let expected: BTreeSet<usize> = fitting.iter().copied().filter(|at| through(*at, "")).collect();
    assert_eq!(world.set(ask), expected, "{}", ask.write());

    let (rows, columns) = (&world.values[crossed.0].0, &world.values[crossed.1].0);
    let opened = world.values.iter().map(|(id, _)| id.clone()).collect();
    let whole =
        Ask { opened, crossed: Some((rows.clone(), columns.clone())), places: true, limit: 0, ..ask.clone() };
    let answer = world.ask(&whole);
    assert_eq!(answer.facets.len(), world.values.len());
    for counted in &answer.facets {
        let facet = counted.facet.as_str();
        let inside: Vec<usize> = fitting.iter().copied().filter(|at| through(*at, facet)).collect();
        for (value, count) in &counted.counts {
            let naive = inside.iter().filter(|at| world.holds(**at, facet, value)).count();
            assert_eq!(*count as usize, naive, "{facet}={value} of {}", ask.write());
        }
        opens(world, ask, facet, &counted.counts);
    }

    let began = fitting.iter().filter(|at| through(**at, "inicio")).filter_map(|at| world.begins(*at));
    let mut years: BTreeMap<i32, u32> = BTreeMap::new();
    began.for_each(|year| *years.entry(year).or_default() += 1);
    assert_eq!(answer.years, years.into_iter().collect::<Vec<_>>());

    let (places, nowhere) = answer.places.unwrap();
    let somewhere = |at: &&usize| atalaya::survey::places::is_somewhere(&world.catalog, **at);
    assert_eq!(nowhere as usize, expected.iter().filter(|at| !somewhere(at)).count());
    for place in places.iter().take(3) {
        let value = format!("{},{}", place.at.0, place.at.1);
        let same: u32 =
            places.iter().filter(|other| other.at == place.at).map(|other| other.records).max().unwrap();
        let mut there = ask.clone();
        there.choose("lugar", value);
        assert!(world.set(&there).len() >= same as usize);
        assert!(world.set(&there).is_subset(&expected));
    }

    let Some(matrix) = answer.crossed else { return };
    for (row, across) in matrix.rows.iter().zip(&matrix.cells) {
        for (column, count) in matrix.columns.iter().zip(across) {
            let both = |at: &&usize| world.holds(**at, rows, row) && world.holds(**at, columns, column);
            let naive: BTreeSet<usize> = expected.iter().filter(both).copied().collect();
            assert_eq!(*count as usize, naive.len(), "{row} × {column} of {}", ask.write());
            if *count > 0 && (row.len() + column.len()) % 11 == 0 {
                let mut cell = ask.clone();
                cell.choose(&format!("y.{rows}"), row.clone());
                cell.choose(&format!("y.{columns}"), column.clone());
                assert_eq!(world.set(&cell), naive, "the set of {row} × {column}");
            }
        }
    }
}

/// Some counts against the sets that ticking their value alone opens.
fn opens(world: &World, ask: &Ask, facet: &str, counts: &[(String, u32)]) {
    for (value, count) in counts.iter().step_by(11) {
        let mut alone = ask.clone();
        alone.choices.retain(|choice| choice.facet != facet || choice.mode == Mode::None);
        let all = ask.choices.iter().find(|choice| choice.facet == facet && choice.mode == Mode::All);
        alone.choices.extend(all.cloned());
        let besides =
            ask.choices.iter().filter(|choice| choice.facet == facet && choice.mode == Mode::Besides);
        alone.choices.extend(besides.cloned());
        if facet == "inicio" {
            alone.years = (None, None);
        }
        match alone.choices.iter_mut().find(|choice| choice.facet == facet && choice.mode == Mode::All) {
            Some(choice) => choice.values.push(value.clone()),
            None => alone.choose(facet, value.clone()),
        }
        assert_eq!(world.ask(&alone).total, *count, "what {facet}={value} opens, of {}", ask.write());
    }
}

/// A random question: words, choices in random facets and ways, years.
#[derive(Clone, Debug)]
struct Random {
    words: usize,
    choices: Vec<(usize, Vec<usize>, u8)>,
    years: (Option<i32>, Option<i32>),
    crossed: (usize, usize),
}

fn random() -> impl Strategy<Value = Random> {
    let choice = (0usize..100, proptest::collection::vec(0usize..1000, 1..4), 0u8..5);
    let year = || proptest::option::weighted(0.15, 1985i32..2024);
    let all =
        (0usize..8, proptest::collection::vec(choice, 0..4), (year(), year()), (0usize..100, 0usize..100));
    all.prop_map(|(words, choices, years, crossed)| Random { words, choices, years, crossed })
}

const WORDS: [&str; 4] = ["", "desarrollo", "municipios comunidad", "gestión -salud"];

fn asked(world: &World, random: &Random) -> Ask {
    let mut ask = Ask::new(WORDS.get(random.words).copied().unwrap_or_default());
    ask.years = random.years;
    for (facet, values, mode) in &random.choices {
        let (facet, known) = &world.values[facet % world.values.len()];
        let prefix = ["", "", "no.", "y.", ""][*mode as usize];
        for value in values {
            ask.choose(&format!("{prefix}{facet}"), known[value % known.len()].clone());
        }
        if *mode == 4 {
            ask.choices
                .iter_mut()
                .filter(|c| c.facet == *facet && c.mode == Mode::Any)
                .for_each(|c| c.mode = Mode::All);
        }
    }
    // An address says once how the values of a facet go together.
    Ask { groups: false, ..Ask::read(&ask.write()) }
}

fn check(world: &World, random: &Random) {
    let ask = asked(world, random);
    let size = world.values.len();
    compare(world, &ask, (random.crossed.0 % size, random.crossed.1 % size));
}

fn generated() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explore");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    corpus::write(&folder, &corpus::generate(80, 11)).unwrap();
    folder
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_cells_and_sets_of_this_observatory_are_exact(random in random()) {
        thread_local!(static WORLD: World = World::open(Path::new(env!("CARGO_MANIFEST_DIR"))));
        WORLD.with(|world| check(world, &random));
    }

    #[test]
    fn counts_cells_and_sets_of_a_generated_observatory_are_exact(random in random()) {
        thread_local!(static WORLD: World = World::open(&generated()));
        WORLD.with(|world| check(world, &random));
    }
}

#[test]
fn the_questions_reach_every_facet_and_are_not_all_empty() {
    let world = World::open(Path::new(env!("CARGO_MANIFEST_DIR")));
    let natures: Vec<Nature> =
        world.library.engine().manifest().taxonomies.iter().map(|facet| facet.nature).collect();
    for nature in [Nature::Years, Nature::Actors, Nature::Completeness, Nature::Absence, Nature::State] {
        assert!(natures.contains(&nature), "{nature:?}");
    }
    let all = world.ask(&Ask::read("registro=completa&registro=identificada&abrir=actor"));
    assert!(all.total > 70);
    for counted in all.facets.iter().filter(|counted| !counted.facet.contains("-de-")) {
        assert!(counted.counts.iter().filter(|(_, count)| *count > 0).count() > 1, "{}", counted.facet);
    }
}
