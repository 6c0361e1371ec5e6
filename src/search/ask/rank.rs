//! Scores: how well an entry fits the whole question, and which entries are not worth showing.

use super::columns::Years;
use super::conditions::Condition;
use super::evidence::{Evidence, Places, of, places};
use super::units::{Plan, Unit, all};
use super::{Engine, Trouble};
use crate::search::wire::{Class, SLOT_BITS};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

/// Evidence of this much is half of all.
const HALF: f32 = 3.0;
/// Shown is what has this share of the best score.
const SHARE: f32 = 0.5;
/// Where no more than this fit, they are asked for less.
const FEW: usize = 4;
/// Shown is what has this share of the best score, where few fit.
const SHARE_OF_FEW: f32 = 0.4;
/// Shown is what covers this share of the question.
const COVER: f32 = 0.6;
/// Less than this is a mention in passing.
const PASSING: f32 = 0.15;

/// The scores of all entries; zero for those that do not fit. What only mentions it in passing is still there: [`cut`].
pub(super) fn scores(engine: &Engine, plan: &Plan, years: Option<&Years>) -> Result<Vec<f32>, Trouble> {
    let conditions = all(plan.conditions.iter().map(|c| holds(engine, c, years)))?;
    let wanted: Vec<&Unit> = plan.units.iter().filter(|u| !u.excluded).collect();
    let mut evidence = all(wanted.iter().map(|unit| of(engine, unit)))?;
    let unwanted = all(plan.units.iter().filter(|u| u.excluded).map(|unit| of(engine, unit)))?;
    for (unit, evidence) in wanted.iter().zip(&mut evidence) {
        begins(unit, years, evidence);
    }
    let mut scores = if wanted.is_empty() {
        vec![1.0; engine.documents as usize - 1]
    } else {
        fit(engine, &wanted, &evidence)?
    };
    // What is only helpful orders those for whom the conditions hold; it does not choose among them.
    if !plan.conditions.is_empty() && wanted.iter().all(|unit| unit.soft) {
        scores.iter_mut().for_each(|score| *score = 0.5 + 0.5 * *score);
    }
    scores.resize(engine.documents as usize, 0.0);
    for (doc, score) in scores.iter_mut().enumerate() {
        let held: f32 = conditions.iter().map(|c| c[doc]).product();
        let refused = unwanted.iter().any(|e| e.total[doc] > 0.0);
        *score *= if refused { 0.0 } else { held };
    }
    Ok(scores)
}

/// A year that is named is above all the year a record begins in.
fn begins(unit: &Unit, years: Option<&Years>, evidence: &mut Evidence) {
    let (Some(year), Some(years)) = (unit.year, years) else { return };
    for (doc, (from, to)) in years.iter().enumerate() {
        let much = if *from == year {
            6.0
        } else if *to == year {
            3.0
        } else {
            0.0
        };
        evidence.total[doc] += much;
        evidence.whole[doc] += much;
    }
}

fn holds(engine: &Engine, condition: &Condition, years: Option<&Years>) -> Result<Vec<f32>, Trouble> {
    let mut held = vec![0.0_f32; engine.documents as usize];
    if let Some((from, to)) = condition.years {
        for (doc, (begin, end)) in years.into_iter().flatten().enumerate() {
            let year = if condition.ends { *end } else { *begin };
            held[doc] = f32::from(u8::from(year != 0 && (from..=to).contains(&year)));
        }
    }
    for source in &condition.sources {
        let mut postings = engine.text.read_postings_from_terminfo(&source.info, IndexRecordOption::Basic)?;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            held[doc as usize] = held[doc as usize].max(source.weight);
            doc = postings.advance();
        }
    }
    if condition.excluded {
        held.iter_mut().for_each(|h| *h = if *h > 0.0 { 0.0 } else { 1.0 });
    }
    Ok(held)
}

/// How well the entries fit the units.
fn fit(engine: &Engine, units: &[&Unit], evidence: &[Evidence]) -> Result<Vec<f32>, Trouble> {
    let documents = engine.documents as usize;
    let weights: Vec<f32> = units.iter().zip(evidence).map(|(u, e)| weight(engine, u, e)).collect();
    let all: f32 = weights.iter().sum();
    let demanded: f32 = units.iter().zip(&weights).filter(|(u, _)| !u.soft).map(|(_, w)| w).sum();
    let (mut scores, mut covers) = (vec![0.0; documents], vec![0.0; documents]);
    for ((unit, evidence), weight) in units.iter().zip(evidence).zip(&weights) {
        for (doc, much) in evidence.total.iter().enumerate().filter(|(_, much)| **much > 0.0) {
            scores[doc] += weight * much / (much + HALF) / all;
            covers[doc] += if unit.soft || demanded == 0.0 { 0.0 } else { weight / demanded };
        }
    }
    if demanded == 0.0 {
        covers.fill(1.0);
    }
    let near = nearness(engine, units, evidence, &covers)?;
    for doc in 0..documents {
        let covered = if covers[doc] > 0.999 { 1.0 } else { covers[doc] };
        let enough = covered >= COVER;
        scores[doc] *= if enough { covered * covered * near[doc] } else { 0.0 };
    }
    Ok(scores)
}

/// A rare unit weighs more than one that is everywhere; one that is nowhere weighs most.
fn weight(engine: &Engine, unit: &Unit, evidence: &Evidence) -> f32 {
    let records = engine.manifest.kinds.records.max(1);
    let having = evidence.total.iter().take(records as usize).filter(|much| **much > 0.0).count();
    let rarity = log2((records as f32 + 1.0) / (having as f32 + 0.5));
    rarity.max(0.2) * if unit.soft { 0.3 } else { 1.0 }
}

/// The logarithm, computed so that every machine gives the same bits.
fn log2(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = ((bits >> 23) as i32 - 127) as f32;
    let mantissa = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    exponent + (mantissa - 1.0) * (1.34 - 0.34 * (mantissa - 1.0))
}

/// How near to each other the words of an entry stand, for units that concern no whole entry.
fn nearness(
    engine: &Engine,
    units: &[&Unit],
    evidence: &[Evidence],
    covers: &[f32],
) -> Result<Vec<f32>, Trouble> {
    let mut near = vec![1.0; covers.len()];
    let hard: Vec<usize> =
        (0..units.len()).filter(|i| !units[*i].soft && units[*i].phrase.is_empty()).collect();
    if hard.len() < 2 {
        return Ok(near);
    }
    let wanted = |doc: u32| covers[doc as usize] >= COVER;
    let found = all(hard.iter().map(|i| {
        let unit = units[*i];
        let sources: Vec<_> =
            unit.words.iter().chain(unit.ideas.iter().flatten()).filter(|s| s.class != Class::Key).collect();
        places(engine, &sources, &wanted)
    }))?;
    for (doc, near) in near.iter_mut().enumerate().filter(|(doc, _)| wanted(*doc as u32)) {
        let local: Vec<usize> = (0..hard.len())
            .filter(|k| {
                let evidence = &evidence[hard[*k]];
                evidence.total[doc] > 0.0 && evidence.whole[doc] < 0.5 * evidence.total[doc]
            })
            .collect();
        *near = together(&found, &local, doc as u32);
    }
    Ok(near)
}

/// 1 for words side by side, less for words of one field, least for words that only share an entry.
fn together(found: &[Places], local: &[usize], doc: u32) -> f32 {
    if local.len() < 2 {
        return 1.0;
    }
    let mut all: Vec<(u32, usize)> = Vec::new();
    for unit in local {
        all.extend(found[*unit].get(&doc).into_iter().flatten().map(|at| (*at, *unit)));
    }
    all.sort_unstable();
    let mut best = 0.3_f32;
    for (i, (start, _)) in all.iter().enumerate() {
        best = best.max(from(&all[i..], *start, local.len()));
    }
    best
}

/// How near all units are from one place on.
fn from(rest: &[(u32, usize)], start: u32, units: usize) -> f32 {
    let mut met = Vec::with_capacity(units);
    for (at, unit) in rest.iter().take_while(|(at, _)| at >> SLOT_BITS == start >> SLOT_BITS) {
        if !met.contains(unit) {
            met.push(*unit);
        }
        if met.len() == units {
            return match at - start {
                d if d <= 3 * units as u32 => 1.0,
                d if d <= 24 => 0.85,
                _ => 0.6,
            };
        }
    }
    let share = met.len() as f32 / units as f32;
    if share > 0.6 { 0.5 * share } else { 0.0 }
}

/// Drops what is far below the best record, and mentions in passing where there is better; says what was dropped.
pub(super) fn cut(engine: &Engine, scores: &mut [f32]) -> Vec<usize> {
    let records = engine.manifest.kinds.records as usize;
    let scores = &mut scores[..records];
    let best = scores.iter().fold(0.0_f32, |best, score| best.max(*score));
    let few = scores.iter().filter(|score| **score > 0.0).count() <= FEW;
    let share = best * if few { SHARE_OF_FEW } else { SHARE };
    let least = if best > PASSING { share.max(PASSING) } else { share };
    let dropped = (0..records).filter(|doc| scores[*doc] > 0.0 && scores[*doc] < least).collect::<Vec<_>>();
    dropped.iter().for_each(|doc| scores[*doc] = 0.0);
    dropped
}
