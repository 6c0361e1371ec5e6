//! The search of this observatory: how good its answers are, that they are the same every time, that nothing breaks it.
#![cfg(feature = "build")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::path::Path;
use std::process::Command;

use atalaya::search::ask::{Ask, Engine};
use atalaya::search::disk::Library;
use atalaya::search::index::{self, File};
use atalaya::search::judge::{self, Judged, Verdict};
use atalaya::search::{publish, stock};
use atalaya::site;
use atalaya::source::Root;
use proptest::prelude::*;

fn files() -> Vec<File> {
    let opened = site::open(&Root::new(env!("CARGO_MANIFEST_DIR")), false);
    index::build(&stock::stock(opened.catalog.as_ref().unwrap())).unwrap()
}

fn library() -> Library {
    Library::of(files()).unwrap()
}

#[test]
fn answers_are_as_good_as_they_were() {
    let library = library();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/judged");
    for (file, number, [ndcg, success, recall, precision, empty]) in LEAST {
        let questions: Vec<Judged> =
            judge::read(&std::fs::read_to_string(folder.join(file).with_extension("yaml")).unwrap());
        assert_eq!(questions.len(), *number, "{file}");
        let verdicts: Vec<(&Judged, Verdict)> =
            questions.iter().map(|q| (q, judge::judge(&library, q).unwrap())).collect();
        let score = judge::score(&verdicts);
        assert!(score.ndcg > *ndcg && score.success > *success && score.recall > *recall, "{file} {score:?}");
        assert!(score.precision > *precision && score.empty > *empty, "{file} {score:?}");
    }
}

/// How many questions every judged set has, and what it must reach: nDCG@10, success@1, recall@10, relevant, empty.
const LEAST: &[(&str, usize, [f64; 5])] = &[
    ("propias", 133, [0.95, 0.96, 0.96, 0.84, 0.8]),
    ("segundas", 112, [0.93, 0.95, 0.94, 0.82, 0.9]),
    ("reserva", 146, [0.94, 0.96, 0.94, 0.85, 0.9]),
    ("terceras", 120, [0.88, 0.92, 0.89, 0.82, 0.9]),
    ("cuartas", 105, [0.93, 0.96, 0.94, 0.88, 0.85]),
    ("quintas", 90, [0.94, 0.96, 0.94, 0.86, 0.9]),
];

#[test]
fn the_same_content_gives_the_same_bytes() {
    assert!(files() == files());
}

#[test]
fn the_engine_of_the_page_is_made_from_these_sources() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/browser/sources.sh");
    let hash = Command::new("sh").arg(script).output().unwrap();
    let hash = String::from_utf8(hash.stdout).unwrap();
    assert_eq!(
        hash.trim(),
        publish::ENGINE_SOURCES.trim(),
        "run sh src/browser/build.sh and commit what it makes"
    );
}

#[test]
fn filters_narrow_and_their_counts_agree() {
    let library = library();
    let all = library.ask(&Ask::read("n=0")).unwrap();
    // The kind of record decides what all records are; tests/explore.rs counts it.
    for facet in all.facets.iter().filter(|facet| facet.facet != "registro") {
        for (value, count) in facet.counts.iter().filter(|(_, n)| *n > 0) {
            let mut ask = Ask::read("n=0");
            ask.choose(&facet.facet, value.clone());
            assert_eq!(library.ask(&ask).unwrap().total, *count, "{}={value}", facet.facet);
            let mut ask = Ask::read("n=0");
            ask.choose(&format!("no.{}", facet.facet), value.clone());
            assert_eq!(library.ask(&ask).unwrap().total, all.total - *count, "no.{}={value}", facet.facet);
        }
    }
}

#[test]
fn what_is_left_out_is_counted_and_can_be_had() {
    let library = library();
    for question in
        ["q=pobreza", "q=sostenibilidad", "q=turismo&pais=CL", "q=mesa+de+trabajo&no.escala=regional"]
    {
        let short = library.ask(&Ask::read(&format!("{question}&n=0"))).unwrap();
        let all = library.ask(&Ask::read(&format!("{question}&n=0&paso=1"))).unwrap();
        assert!(short.passing > 0, "{question}");
        assert_eq!((all.total, all.passing), (short.total + short.passing, 0), "{question}");
    }
}

#[test]
fn whatever_has_a_word_in_quotation_marks_is_found() {
    let library = library();
    let has =
        |text: &str, word: &str| text.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|w| w == word);
    for word in ["sostenibilidad", "pesca", "turismo", "capacitación"] {
        let files = std::fs::read_dir("content/experiencias").unwrap().map(|file| file.unwrap().path());
        let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
        let named = texts.filter(|path| has(&std::fs::read_to_string(path).unwrap(), word));
        let mut named: Vec<String> =
            named.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
        assert!(!named.is_empty(), "{word}");
        let ask = Ask { limit: 100, ..Ask::new(&format!("\"{word}\"")) };
        let found = library.ask(&ask).unwrap();
        let ids: Vec<&str> = found.hits.iter().map(|hit| hit.card.id.as_str()).collect();
        named.retain(|slug| !ids.contains(&slug.as_str()));
        assert!(named.is_empty(), "{word}: {named:?} is missing from {ids:?}");
    }
}

#[test]
fn what_goes_on_has_no_last_year() {
    let all = library().ask(&Ask::read("n=100")).unwrap();
    let years = |id: &str| all.hits.iter().find(|hit| hit.card.id == id).map(|hit| hit.card.years);
    assert_eq!(years("red-facilitacion-inversiones"), Some((Some(2005), None)));
    assert_eq!(years("emprende-lago-llanquihue"), Some((Some(2005), Some(2005))));
    assert_eq!(years("jovenes-aymaras-parinacota"), Some((Some(1996), Some(2000))));
}

#[test]
fn a_page_of_results_is_a_stretch_of_all() {
    let library = library();
    let all = library.ask(&Ask::read("q=desarrollo&n=100")).unwrap();
    let part = library.ask(&Ask::read("q=desarrollo&n=3&pasar=2")).unwrap();
    assert_eq!(part.total, all.total);
    assert!(part.hits.iter().eq(all.hits.iter().skip(2).take(3)));
}

#[test]
fn a_damaged_index_is_told() {
    let entry = files().swap_remove(0).bytes;
    for length in [0, 1, 3, 4, 100, entry.len() / 2, entry.len() - 1] {
        assert!(Engine::open(&entry[..length]).is_err(), "cut at {length}");
    }
    for at in [0, 7, 20_000, entry.len() / 2, entry.len() - 5] {
        let mut damaged = entry.clone();
        damaged[at] ^= 0x55;
        assert!(Engine::open(&damaged).is_err(), "damaged at {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_question_is_answered(questions in proptest::collection::vec("\\PC{0,60}", 1..4), odd in "[-\"«»:* a-zñáé0-9.@]{0,80}") {
        thread_local!(static LIBRARY: Library = library());
        LIBRARY.with(|library| {
            for question in questions.iter().chain([&odd]) {
                let answer = library.ask(&Ask::new(question)).unwrap();
                prop_assert!(answer.hits.len() <= 10 && answer.hits.len() as u32 <= answer.total);
                let address = Ask::new(question).write();
                prop_assert_eq!(&Ask::read(&address).question, question);
            }
            Ok(())
        })?;
    }

    #[test]
    fn any_bytes_are_no_index(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Engine::open(&bytes).is_err());
        let sealed = atalaya::search::wire::seal(bytes);
        prop_assert!(Engine::open(&sealed).is_err());
    }
}
