//! How much of a unit an entry has, and where its words stand.

use super::dictionary::Source;
use super::units::{Unit, all};
use super::{Engine, Trouble};
use crate::search::wire::{Class, SLOT_BITS};
use std::collections::BTreeMap;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

/// How much of a unit every entry has.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    /// Anywhere.
    pub(super) total: Vec<f32>,
    /// Where it concerns the whole entry: title, names, terms, place, summary.
    pub(super) whole: Vec<f32>,
}

/// Positions of words, by entry.
pub(super) type Places = BTreeMap<u32, Vec<u32>>;

/// The evidence for a unit.
pub(super) fn of(engine: &Engine, unit: &Unit) -> Result<Evidence, Trouble> {
    let documents = engine.documents as usize;
    let mut evidence = Evidence { total: vec![0.0; documents], whole: vec![0.0; documents] };
    if !unit.phrase.is_empty() {
        return phrase(engine, unit, evidence);
    }
    if let Some(field) = unit.field {
        return within(engine, unit, field, evidence);
    }
    let lists = all(std::iter::once(&unit.words).chain(&unit.ideas).map(|sources| sum(engine, sources)))?;
    let mut lists = lists.into_iter();
    if let Some(words) = lists.next() {
        evidence = words;
    }
    for idea in lists {
        join(&mut evidence.total, &idea.total);
        join(&mut evidence.whole, &idea.whole);
    }
    Ok(evidence)
}

/// The greater of the two counts, and a little of the other.
fn join(best: &mut [f32], other: &[f32]) {
    for (a, b) in best.iter_mut().zip(other) {
        *a = a.max(*b) + 0.15 * a.min(*b);
    }
}

fn sum(engine: &Engine, sources: &[Source]) -> Result<Evidence, Trouble> {
    let documents = engine.documents as usize;
    let mut out = Evidence { total: vec![0.0; documents], whole: vec![0.0; documents] };
    let lists = all(sources.iter().map(|s| {
        Ok::<_, Trouble>(engine.text.read_postings_from_terminfo(&s.info, IndexRecordOption::WithFreqs)?)
    }))?;
    for (source, mut postings) in sources.iter().zip(lists) {
        let weight = source.weight * source.class.weight();
        let whole = concerns_all(source.class);
        let mut doc = postings.doc();
        while doc != TERMINATED {
            let much = weight * often(postings.term_freq());
            if let Some(sum) = out.total.get_mut(doc as usize) {
                *sum += much;
                out.whole[doc as usize] += if whole { much } else { 0.0 };
            }
            doc = postings.advance();
        }
    }
    Ok(out)
}

/// The tenth time a word is said adds less than the first.
fn often(times: u32) -> f32 {
    let times = times as f32;
    2.0 * times / (times + 1.0)
}

fn concerns_all(class: Class) -> bool {
    matches!(class, Class::Title | Class::Name | Class::Key | Class::Broader | Class::Place)
}

/// Where the words of some sources stand, in the wanted entries.
pub(super) fn places(
    engine: &Engine,
    sources: &[&Source],
    wanted: &dyn Fn(u32) -> bool,
) -> Result<Places, Trouble> {
    let option = IndexRecordOption::WithFreqsAndPositions;
    let lists = all(sources
        .iter()
        .map(|s| Ok::<_, Trouble>(engine.text.read_postings_from_terminfo(&s.info, option)?)))?;
    let (mut places, mut here) = (Places::new(), Vec::new());
    for mut postings in lists {
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if wanted(doc) {
                postings.positions(&mut here);
                places.entry(doc).or_default().extend_from_slice(&here);
            }
            doc = postings.advance();
        }
    }
    places.values_mut().for_each(|p| p.sort_unstable());
    Ok(places)
}

/// The weight of a place, by the class its source has.
fn phrase(engine: &Engine, unit: &Unit, mut evidence: Evidence) -> Result<Evidence, Trouble> {
    let classes: Vec<Class> = Class::ALL.into_iter().filter(|c| *c != Class::Known).collect();
    let found = all(classes.iter().map(|class| {
        let here = |word: &Vec<Source>| word.iter().filter(|s| s.class == *class).cloned().collect();
        let words: Vec<Vec<Source>> = unit.phrase.iter().map(here).collect();
        shared(engine, &words).map(|words| in_a_row(&words, unit.field))
    }))?;
    for (class, found) in classes.iter().zip(found) {
        for (doc, times) in found {
            let much = class.weight() * often(times) * 1.5;
            evidence.total[doc as usize] += much;
            evidence.whole[doc as usize] += if concerns_all(*class) { much } else { 0.0 };
        }
    }
    Ok(evidence)
}

/// Where words stand in the entries that may have them all: those that have the rarest.
fn shared(engine: &Engine, words: &[Vec<Source>]) -> Result<Vec<Places>, Trouble> {
    let having = |at: &usize| words[*at].iter().map(|source| source.info.doc_freq).sum::<u32>();
    let Some(rarest) = (0..words.len()).min_by_key(having).filter(|at| having(at) > 0) else {
        return Ok(Vec::new());
    };
    let of = |at: usize, wanted: &dyn Fn(u32) -> bool| {
        places(engine, &words[at].iter().collect::<Vec<_>>(), wanted)
    };
    let rare = of(rarest, &|_| true);
    let has = |doc: u32| rare.as_ref().map_or(true, |rare| rare.contains_key(&doc));
    all((0..words.len()).map(|at| if at == rarest { rare.clone() } else { of(at, &has) }))
}

/// How often words stand one after the other.
fn in_a_row(words: &[Places], field: Option<u32>) -> BTreeMap<u32, u32> {
    let mut found = BTreeMap::new();
    let Some((first, rest)) = words.split_first() else { return found };
    for (doc, starts) in first {
        let follows = |at: u32| {
            (1..).zip(rest).all(|(i, word)| word.get(doc).is_some_and(|p| p.binary_search(&(at + i)).is_ok()))
        };
        let times =
            starts.iter().filter(|at| field.is_none_or(|f| **at >> SLOT_BITS == f) && follows(**at)).count();
        if times > 0 {
            found.insert(*doc, times as u32);
        }
    }
    found
}

fn within(engine: &Engine, unit: &Unit, field: u32, mut evidence: Evidence) -> Result<Evidence, Trouble> {
    let sources: Vec<&Source> = unit.words.iter().chain(unit.ideas.iter().flatten()).collect();
    for (doc, positions) in places(engine, &sources, &|_| true)? {
        let times = positions.iter().filter(|at| **at >> SLOT_BITS == field).count() as u32;
        evidence.total[doc as usize] = 3.0 * often(times);
    }
    Ok(evidence)
}
