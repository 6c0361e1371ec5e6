//! Filters by facet, and how many results each value of a facet would leave.

use super::query::{Ask, Choice, Mode};
use super::{Engine, Trouble};
use crate::search::wire::{BlockId, Reader};

/// First and last year of every record; 0 where there is none.
pub(super) type Years = Vec<(i32, i32)>;

/// What records are sorted by.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// First and last year.
    pub(super) years: Years,
    /// How complete, in a hundred.
    pub(super) completeness: Vec<u32>,
    /// Place in the order of titles.
    pub(super) title: Vec<u32>,
}

/// The columns records are sorted by.
pub(super) fn order(engine: &Engine) -> Result<Order, Trouble> {
    let bytes = column(engine, "sort")?;
    let mut r = Reader(&bytes);
    let mut order = Order::default();
    for _ in 0..engine.manifest.kinds.records {
        order.years.push((r.signed()?, r.signed()?));
        order.completeness.push(r.number()?);
        order.title.push(r.number()?);
    }
    Ok(order)
}

fn column(engine: &Engine, name: &str) -> Result<tantivy::directory::OwnedBytes, Trouble> {
    let file = engine.manifest.file(name).ok_or(Trouble::Broken)?;
    engine.blocks.whole(BlockId { file, block: 0 }).ok_or(Trouble::Missing)
}

/// For every record the terms of one taxonomy it has, broader ones too.
pub(super) struct Terms(Vec<Vec<u32>>);

/// The terms of every record in one taxonomy.
pub(super) fn terms(engine: &Engine, taxonomy: usize) -> Result<Terms, Trouble> {
    let known = &engine.manifest.taxonomies[taxonomy];
    let bytes = column(engine, &["facet:", &known.id].concat())?;
    let mut r = Reader(&bytes);
    let mut all = Vec::new();
    for _ in 0..engine.manifest.kinds.records {
        let mut own = r.list(|r| r.number())?;
        let mut i = 0;
        while i < own.len() {
            let broader = known.terms.get(own[i] as usize).ok_or(Trouble::Broken)?.broader;
            if let Some(broader) = broader.checked_sub(1).filter(|b| !own.contains(b)) {
                own.push(broader);
            }
            i += 1;
        }
        all.push(own);
    }
    Ok(Terms(all))
}

/// Which records a choice lets through.
pub(super) fn passes(engine: &Engine, choice: &Choice) -> Result<Vec<bool>, Trouble> {
    let records = engine.manifest.kinds.records as usize;
    let Some(taxonomy) = engine.manifest.taxonomy(&choice.facet) else { return Ok(vec![true; records]) };
    let known = &engine.manifest.taxonomies[taxonomy].terms;
    let values: Vec<Option<u32>> =
        choice.values.iter().map(|v| known.iter().position(|t| t.id == *v).map(|i| i as u32)).collect();
    let unclassified = |value: &str, own: &[u32]| value == "sin-dato" && own.is_empty();
    let Terms(all) = terms(engine, taxonomy)?;
    let has = |own: &Vec<u32>, i: usize| {
        values[i].is_some_and(|value| own.contains(&value)) || unclassified(&choice.values[i], own)
    };
    let through = |own: &Vec<u32>| match choice.mode {
        Mode::Any => (0..values.len()).any(|i| has(own, i)),
        Mode::All => (0..values.len()).all(|i| has(own, i)),
        Mode::None => !(0..values.len()).any(|i| has(own, i)),
    };
    Ok(all.iter().map(through).collect())
}

/// How many of the results every value of a facet has: term ordinal → number; the last one counts those without any.
///
/// A facet whose values widen the answer is counted as if nothing were chosen in it.
pub(super) fn counts(
    engine: &Engine,
    taxonomy: usize,
    fits: &dyn Fn(usize) -> bool,
) -> Result<Vec<u32>, Trouble> {
    let Terms(all) = terms(engine, taxonomy)?;
    let known = engine.manifest.taxonomies[taxonomy].terms.len();
    let mut counts = vec![0; known + 1];
    for (_, own) in all.iter().enumerate().filter(|(doc, _)| fits(*doc)) {
        own.iter().for_each(|term| counts[*term as usize] += 1);
        counts[known] += u32::from(own.is_empty());
    }
    Ok(counts)
}

/// Whether a choice narrows its own facet's counts.
pub(super) fn narrows_itself(choice: &Choice) -> bool {
    choice.mode != Mode::Any
}

/// Whether the years of the records must be known to answer.
pub(super) fn needs_order(ask: &Ask) -> bool {
    ask.years != (None, None) || ask.sort != super::Sort::Relevance
}
