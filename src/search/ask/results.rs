//! The answer, put together: scores, filters, order, cards, excerpts, counts, the suggestion.

use super::cells::{Cell, cells};
use super::columns::{self, Order};
use super::counts::{self, Crossed, FacetCount, Gathered};
use super::facets;
use super::query::{Ask, Choice, Sort};
use super::units::{Plan, all, plan};
use super::{Engine, Trouble, excerpt, rank};
use crate::search::wire::{BlockId, Card, Kinds, Reader};
use std::borrow::Cow;

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
    /// What it says in the columns that were asked for.
    pub cells: Vec<Cell>,
}

/// Results that are not full records.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Group {
    /// `identified`, `others`, `actors`, `terms` or `pages`.
    pub kind: &'static str,
    /// The best of them.
    pub hits: Vec<Hit>,
}

/// What a question gets.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Answer {
    /// How many records fit.
    pub total: u32,
    /// How many more only mention it in passing, and are left out.
    pub passing: u32,
    /// Those that are shown.
    pub hits: Vec<Hit>,
    /// Actors, terms and pages that fit.
    pub groups: Vec<Group>,
    /// The facets, if they were to be counted.
    pub facets: Vec<FacetCount>,
    /// How many begin in each year, if that facet was to be counted.
    pub years: Vec<(i32, u32)>,
    /// Two facets crossed, if they were to be.
    pub crossed: Option<Crossed>,
    /// Where the results are and how many are nowhere, if that was to be told.
    pub places: Option<(Vec<Gathered>, u32)>,
    /// The question as it was probably meant.
    pub suggestion: Option<String>,
}

/// At most so many results in a group.
const GROUP: usize = 3;

/// An actor, a term, a named record is found if it fits this well.
const FITTING: f32 = 0.4;

/// What fits the words of a question, and what of it each choice lets through.
pub(super) struct Found<'a> {
    fits: Vec<bool>,
    choices: &'a [Choice],
    passes: Vec<Vec<bool>>,
    /// What fits and is let through by all of them.
    inside: Vec<bool>,
}

impl Found<'_> {
    fn new(fits: Vec<bool>, choices: &[Choice], passes: Vec<Vec<bool>>) -> Found<'_> {
        let mut found = Found { fits, choices, passes, inside: Vec::new() };
        found.inside = found.through(|_| true);
        found
    }

    /// Whether every choice lets an entry through.
    fn lets(&self, doc: usize) -> bool {
        self.passes.iter().all(|pass| pass[doc])
    }

    /// What fits, whatever was chosen in some choices.
    pub(super) fn but(&self, without: impl Fn(&Choice) -> bool) -> Cow<'_, [bool]> {
        if self.choices.iter().any(&without) {
            self.through(|choice| !without(choice)).into()
        } else {
            self.inside.as_slice().into()
        }
    }

    /// What fits and is let through by some choices.
    fn through(&self, some: impl Fn(&Choice) -> bool) -> Vec<bool> {
        let mut fits = self.fits.clone();
        for (_, pass) in self.choices.iter().zip(&self.passes).filter(|(choice, _)| some(choice)) {
            fits.iter_mut().zip(pass).for_each(|(fits, pass)| *fits &= pass);
        }
        fits
    }
}

/// Answers a question.
pub(super) fn answer(engine: &Engine, ask: &Ask) -> Result<Answer, Trouble> {
    let plan = plan(engine, &ask.question)?;
    let choices = facets::choices(engine, ask);
    let counts_years = counts::counts_years(engine, ask);
    // Most questions name no year and are sorted by relevance: they need not fetch what records are sorted by.
    let needed = counts_years || asks_for_order(engine, ask, &plan, &choices);
    let order = if needed { Order::of(engine).map(Some) } else { Ok(None) };
    let passes = all(choices.iter().map(|choice| facets::passes(engine, choice, order.ok().flatten())));
    let listed = facets::listed(engine);
    // By relevance no two records are sorted by their titles, which are half of all that sorting takes.
    let titles = if ask.sort == Sort::Relevance { Ok(Vec::new()) } else { columns::titles(engine) };
    let (order, titles) = (order?, titles?);
    let mut scores = rank::scores(engine, &plan, order.map(|order| &order.years))?;
    let whole = ask.passing || plan.literal;
    let passing = if whole { Vec::new() } else { rank::cut(engine, &mut scores) };
    let known = engine.manifest.kinds.records as usize;
    let fitting =
        |(doc, listed): (usize, bool)| listed && scores[doc] > 0.0 && (doc < known || scores[doc] > FITTING);
    let listed = listed?;
    let fits = listed.iter().copied().enumerate().map(fitting).collect();
    let found = Found::new(fits, &choices, passes?);
    let passing = passing.into_iter().filter(|doc| listed[*doc] && found.lets(*doc)).count() as u32;
    let mut sorted: Vec<usize> = (0..found.inside.len()).filter(|doc| found.inside[*doc]).collect();
    sort(&mut sorted, &scores, order, &titles, ask.sort);
    let shown: Vec<usize> = sorted.iter().skip(ask.offset).take(ask.limit).copied().collect();
    let facets = if ask.counts { counts::facets(engine, ask, &found) } else { Ok(Vec::new()) };
    let places = ask.places.then(|| counts::places(engine, &found)).transpose();
    let crossed = counts::crossed(engine, ask, &found);
    let hits = hits(engine, &plan, ask, &shown, &scores);
    let groups = groups(engine, &plan, ask, &scores);
    Ok(Answer {
        total: sorted.len() as u32,
        passing,
        hits: hits?,
        groups: groups?,
        facets: facets?,
        years: order
            .filter(|_| counts_years)
            .map_or(Vec::new(), |order| counts::years(engine, order, &found)),
        crossed: crossed?,
        places: places?,
        suggestion: suggestion(&ask.question, &plan),
    })
}

/// Whether years or completeness decide what is found, or in which order.
fn asks_for_order(engine: &Engine, ask: &Ask, plan: &Plan, choices: &[Choice]) -> bool {
    !matches!(ask.sort, Sort::Relevance | Sort::Title)
        || choices.iter().any(|choice| facets::is_of_years(engine, &choice.facet))
        || plan.units.iter().any(|unit| unit.year.is_some())
        || plan.conditions.iter().any(|condition| condition.years.is_some())
}

fn sort(found: &mut [usize], scores: &[f32], order: Option<&Order>, titles: &[u32], by: Sort) {
    let first = |doc: usize| order.map_or(0, |order| order.years[doc].0);
    let complete = |doc: usize| order.map_or(0, |order| order.completeness[doc]);
    let none_last = |year: i32| (year == 0, year);
    match by {
        Sort::Relevance => found.sort_unstable_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b))),
        Sort::Newest => found.sort_unstable_by_key(|doc| (-first(*doc), titles[*doc])),
        Sort::Oldest => found.sort_unstable_by_key(|doc| (none_last(first(*doc)), titles[*doc])),
        Sort::Title => found.sort_unstable_by_key(|doc| titles[*doc]),
        Sort::Completeness => {
            found.sort_unstable_by_key(|doc| (100_u32.saturating_sub(complete(*doc)), titles[*doc]));
        }
    }
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

fn hits(
    engine: &Engine,
    plan: &Plan,
    ask: &Ask,
    shown: &[usize],
    scores: &[f32],
) -> Result<Vec<Hit>, Trouble> {
    let cards = all(shown.iter().map(|doc| card(engine, *doc)));
    let marks = excerpt::Marks::new(engine, plan);
    let (cards, marks) = (cards?, marks?);
    let language = engine.manifest.language(&ask.language);
    let cells = cells(engine, &ask.columns, language, shown, &cards)?;
    let hit = |((doc, card), cells): ((&usize, Card), Vec<Cell>)| Hit {
        score: (scores[*doc] * 1000.0) as u32,
        matches: excerpt::matches(engine, &marks, &card),
        card,
        cells,
    };
    Ok(shown.iter().zip(cards).zip(cells).map(hit).collect())
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
        let mut best: Vec<usize> = range.filter(|doc| scores[*doc] > FITTING).collect();
        best.sort_unstable_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        best.truncate(GROUP);
        let plain = Ask::default();
        Ok(Group { kind, hits: hits(engine, plan, &plain, &best, scores)? })
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
