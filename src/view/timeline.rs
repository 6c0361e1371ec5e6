//! When the records were, grouped, each group under its own scale.

use serde::Serialize;

use super::Anchor;
use super::held::{Held, held};
use super::links::At;
use super::list::{Pager, pager_of};
use super::listing::{Line, line};
use super::shell;
use crate::figure::timeline::{Row, Span, draw};
use crate::plan::PageKey;
use crate::survey::periods::{self, Group, period};

/// A page of the timeline.
#[derive(Debug, Serialize)]
pub struct TimelineView {
    /// The taxonomy it is grouped by.
    pub taxonomy: Anchor,
    /// The ways to group it, this one without a link.
    pub groupings: Vec<Anchor>,
    /// How many records have a period.
    pub dated: usize,
    /// Those, by collection.
    pub held: Vec<Held>,
    /// How many have none though their collection asks for one.
    pub undated: usize,
    /// On the first of several pages, per collection, how many began in each year, as SVG.
    pub years: Vec<(Anchor, String)>,
    /// The groups of this page.
    pub groups: Vec<GroupView>,
    /// The pages.
    pub pager: Pager,
}

/// The records of a term.
#[derive(Debug, Serialize)]
pub struct GroupView {
    /// Its anchor.
    pub id: String,
    /// The term.
    pub term: Anchor,
    /// The picture, as SVG.
    pub svg: String,
    /// The same as a list.
    pub records: Vec<Line>,
}

/// The view of a page of the timeline.
pub(super) fn view(at: &At<'_>, grouping: usize, page: usize) -> TimelineView {
    let catalog = at.catalog();
    let known = &*catalog.survey.periods;
    let (taxonomy, pages) = &known.groupings[grouping];
    let scale = known.years.map(Span::of);
    let groups = pages.get(page).into_iter().flatten();
    let link = |(index, (taxonomy, _)): (usize, &(usize, Vec<Vec<Group>>))| Anchor {
        href: Some(at.page(PageKey::Timeline(index, 0))).filter(|_| index != grouping),
        ..name(at, *taxonomy)
    };
    TimelineView {
        taxonomy: name(at, *taxonomy),
        groupings: known.groupings.iter().enumerate().map(link).collect(),
        dated: known.dated.len(),
        undated: known.undated,
        held: held(at, known.dated.iter().copied()),
        years: if page == 0 && pages.len() > 1 { years(at) } else { Vec::new() },
        groups: scale
            .map(|scale| groups.map(|own| group(at, *taxonomy, own, scale)).collect())
            .unwrap_or_default(),
        pager: pager_of(at, pages.len(), page, |page| PageKey::Timeline(grouping, page)),
    }
}

/// Per collection whose records have years, its columns.
fn years(at: &At<'_>) -> Vec<(Anchor, String)> {
    let collections = 0..at.catalog().config.collections.len();
    let name = |collection| Anchor { href: None, ..shell::anchor(at, PageKey::Collection(collection, 0)) };
    collections
        .filter_map(|collection| Some((name(collection), super::totals::years(at, collection).0?)))
        .collect()
}

fn name(at: &At<'_>, taxonomy: usize) -> Anchor {
    let (text, lang) = at.text(&at.catalog().config.taxonomies[taxonomy].label.one);
    Anchor { text, lang, href: None, count: None }
}

fn group(at: &At<'_>, taxonomy: usize, group: &periods::Group, scale: Span) -> GroupView {
    let catalog = at.catalog();
    let term = match group.0 {
        Some(term) => at.term(taxonomy, term),
        None => shell::word("figures.no-datum", None),
    };
    let row = |record: &usize| {
        let name = at.record(*record);
        Some(Row { label: name.text, lang: name.lang, period: period(catalog, *record)?, href: name.href })
    };
    let rows: Vec<Row> = group.1.iter().filter_map(row).collect();
    GroupView {
        id: format!("at-{}", group.0.map_or("sin-dato", |at| catalog.term(taxonomy, at).id.as_str())),
        svg: draw(&rows, scale, &term.text),
        term,
        records: group.1.iter().map(|record| line(at, *record)).collect(),
    }
}
