//! The answer, put together: scores, filters, order, cards, excerpts, counts, the suggestion.

use super::facets::{self, Order};
use super::query::{Ask, Sort};
use super::units::{Plan, all, plan};
use super::{Engine, Trouble, excerpt, rank};
use crate::search::wire::{BlockId, Card, Kinds, Reader};

/// A field in which a result matched.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Match {
    /// Id of the field.
    pub field: String,
    /// The place in its text, with what matched between two control characters; [`Match::text`] shows it.
    pub excerpt: String,
}

impl Match {
    /// The excerpt with what matched between two marks.
    pub fn text(&self, open: &str, close: &str) -> String {
        self.excerpt.replace(excerpt::OPEN, open).replace(excerpt::CLOSE, close)
    }
}

/// One result.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Hit {
    /// What it is.
    pub card: Card,
    /// How well it fits, in thousandths.
    pub score: u32,
    /// Where it matched.
    pub matches: Vec<Match>,
}

/// Results that are not full records.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Group {
    /// `identified`, `others`, `actors`, `terms` or `pages`.
    pub kind: &'static str,
    /// The best of them.
    pub hits: Vec<Hit>,
}

/// The values of a facet with their numbers.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FacetCount {
    /// Id of the taxonomy.
    pub facet: String,
    /// Id of the term (`sin-dato` for none) and number, in the terms' own order, zeros too.
    pub counts: Vec<(String, u32)>,
}

/// What a question gets.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Answer {
    /// How many records fit.
    pub total: u32,
    /// Those that are shown.
    pub hits: Vec<Hit>,
    /// Actors, terms and pages that fit.
    pub groups: Vec<Group>,
    /// The facets, if they were to be counted.
    pub facets: Vec<FacetCount>,
    /// The question as it was probably meant.
    pub suggestion: Option<String>,
}

/// At most so many results in a group.
const GROUP: usize = 3;

/// Answers a question.
pub(super) fn answer(engine: &Engine, ask: &Ask) -> Result<Answer, Trouble> {
    let plan = plan(engine, &ask.question)?;
    let dated =
        plan.units.iter().any(|u| u.year.is_some()) || plan.conditions.iter().any(|c| c.years.is_some());
    let order = if dated || facets::needs_order(ask) || plan.units.is_empty() {
        Some(facets::order(engine))
    } else {
        None
    };
    let passes = all(ask.choices.iter().map(|choice| facets::passes(engine, choice)));
    let order = order.transpose()?;
    let mut scores = rank::scores(engine, &plan, order.as_ref().map(|o| &o.years))?;
    between(ask, order.as_ref(), &mut scores);
    let passes = passes?;
    let records = engine.manifest.kinds.records as usize;
    let mut found: Vec<usize> =
        (0..records).filter(|doc| scores[*doc] > 0.0 && passes.iter().all(|p| p[*doc])).collect();
    sort(&mut found, &scores, order.as_ref(), ask, plan.units.is_empty());
    let counts = if ask.counts { counted(engine, ask, &scores, &passes) } else { Ok(Vec::new()) };
    let shown: Vec<usize> = found.iter().skip(ask.offset).take(ask.limit).copied().collect();
    let hits = hits(engine, &plan, &shown, &scores);
    let groups = groups(engine, &plan, ask, &scores);
    Ok(Answer {
        total: found.len() as u32,
        hits: hits?,
        groups: groups?,
        facets: counts?,
        suggestion: suggestion(&ask.question, &plan),
    })
}

fn between(ask: &Ask, order: Option<&Order>, scores: &mut [f32]) {
    let (None, None) = ask.years else {
        let (from, to) = (ask.years.0.unwrap_or(i32::MIN), ask.years.1.unwrap_or(i32::MAX));
        for (doc, (begin, _)) in order.into_iter().flat_map(|o| &o.years).enumerate() {
            scores[doc] *= f32::from(u8::from(*begin != 0 && (from..=to).contains(begin)));
        }
        return;
    };
}

fn sort(found: &mut [usize], scores: &[f32], order: Option<&Order>, ask: &Ask, browse: bool) {
    let by_score = |a: &usize, b: &usize| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b));
    let Some(order) = order else { return found.sort_unstable_by(by_score) };
    let first = |doc: usize| order.years[doc].0;
    let none_last = |year: i32| (year == 0, year);
    match ask.sort {
        Sort::Relevance if browse => {
            found.sort_unstable_by(|a, b| by_score(a, b).then(order.title[*a].cmp(&order.title[*b])))
        }
        Sort::Relevance => found.sort_unstable_by(by_score),
        Sort::Newest => found.sort_unstable_by_key(|doc| (-first(*doc), order.title[*doc])),
        Sort::Oldest => found.sort_unstable_by_key(|doc| (none_last(first(*doc)), order.title[*doc])),
        Sort::Title => found.sort_unstable_by_key(|doc| order.title[*doc]),
        Sort::Completeness => {
            found.sort_unstable_by_key(|doc| {
                (100_u32.saturating_sub(order.completeness[*doc]), order.title[*doc])
            });
        }
    }
}

fn counted(
    engine: &Engine,
    ask: &Ask,
    scores: &[f32],
    passes: &[Vec<bool>],
) -> Result<Vec<FacetCount>, Trouble> {
    all((0..engine.manifest.taxonomies.len()).map(|i| {
        let taxonomy = &engine.manifest.taxonomies[i];
        let others: Vec<&Vec<bool>> = ask
            .choices
            .iter()
            .zip(passes)
            .filter(|(choice, _)| choice.facet != taxonomy.id || facets::narrows_itself(choice))
            .map(|(_, pass)| pass)
            .collect();
        let fits = |doc: usize| scores[doc] > 0.0 && others.iter().all(|pass| pass[doc]);
        let numbers = facets::counts(engine, i, &fits)?;
        let names = taxonomy.terms.iter().map(|t| t.id.clone()).chain(["sin-dato".to_string()]);
        Ok(FacetCount { facet: taxonomy.id.clone(), counts: names.zip(numbers).collect() })
    }))
}

/// The card of an entry.
fn card(engine: &Engine, doc: usize) -> Result<Card, Trouble> {
    let known = engine.manifest.kinds.records as usize;
    let (name, doc, per) = if doc < known {
        ("cards", doc, engine.manifest.cards as usize)
    } else {
        ("others", doc - known, engine.manifest.others as usize)
    };
    let file = engine.manifest.file(name).ok_or(Trouble::Broken)?;
    let block = (doc / per) as u32;
    let bytes = engine.blocks.whole(BlockId { file, block }).ok_or(Trouble::Missing)?;
    let mut r = Reader(&bytes);
    for _ in 0..doc % per {
        Card::read(&mut r)?;
    }
    Ok(Card::read(&mut r)?)
}

fn hits(engine: &Engine, plan: &Plan, shown: &[usize], scores: &[f32]) -> Result<Vec<Hit>, Trouble> {
    let cards = all(shown.iter().map(|doc| card(engine, *doc)));
    let marks = excerpt::Marks::new(engine, plan);
    let (cards, marks) = (cards?, marks?);
    Ok(shown
        .iter()
        .zip(cards)
        .map(|(doc, card)| Hit {
            score: (scores[*doc] * 1000.0) as u32,
            matches: excerpt::matches(engine, &marks, &card),
            card,
        })
        .collect())
}

/// The best actors, terms, pages and named records.
fn groups(engine: &Engine, plan: &Plan, ask: &Ask, scores: &[f32]) -> Result<Vec<Group>, Trouble> {
    if plan.units.is_empty() || ask.offset > 0 || !ask.groups {
        return Ok(Vec::new());
    }
    let Kinds { records, identified, others, actors, terms, pages } = engine.manifest.kinds;
    let mut start = records as usize;
    let spans = [
        ("identified", identified),
        ("others", others),
        ("actors", actors),
        ("terms", terms),
        ("pages", pages),
    ];
    let groups = all(spans.into_iter().map(|(kind, number)| {
        let range = start..start + number as usize;
        start = range.end;
        let mut best: Vec<usize> = range.filter(|doc| scores[*doc] > 0.4).collect();
        best.sort_unstable_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        best.truncate(GROUP);
        Ok(Group { kind, hits: hits(engine, plan, &best, scores)? })
    }))?;
    Ok(groups.into_iter().filter(|g| !g.hits.is_empty()).collect())
}

/// The question with its mistyped words mended.
fn suggestion(question: &str, plan: &Plan) -> Option<String> {
    if plan.corrected.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(question.len());
    let mut done = 0;
    for span in crate::search::words::split(question) {
        let raw = &question[span.start..span.end];
        let word = crate::search::words::Word::new(raw);
        if let Some((_, meant)) = plan.corrected.iter().find(|(typed, _)| *typed == word.spelling()) {
            out.push_str(&question[done..span.start]);
            out.push_str(meant);
            done = span.end;
        }
    }
    out.push_str(&question[done..]);
    Some(out)
}
