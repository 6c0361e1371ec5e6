//! One field across all records: who answers it, grouped, and who does not, by the reason; cut into pages by weight.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::record::{Absence, Answer, Record, Value};
use crate::survey::periods::main_taxonomy;

/// What the records of a slice have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// They answer, and are classified by this term, or by one under it.
    Term(usize, usize),
    /// They answer, and nothing classifies them.
    Unclassified,
    /// They do not answer, for this reason.
    Absent(Absence),
}

/// Records of a group that stand on the same page.
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    /// The group.
    pub group: Group,
    /// How many records the whole group has, wherever their answers stand.
    pub total: usize,
    /// Whether the group began on an earlier page.
    pub continued: bool,
    /// The records whose answers stand here, in order: each answer stands once, under the first of its groups.
    pub records: Vec<usize>,
    /// The records of the group whose answers stand under another, each with the page on which it does.
    pub also: Vec<(usize, usize)>,
}

/// A page: its slices.
pub type Page = Vec<Slice>;

/// How heavy a page may become, in bytes of its own content; navigation comes on top.
const HEAVIEST: usize = 230_000;

/// The pages of every field of every collection.
pub fn all(catalog: &Catalog) -> Vec<Vec<Vec<Page>>> {
    (0..catalog.config.collections.len()).map(|collection| fields(catalog, collection)).collect()
}

fn fields(catalog: &Catalog, collection: usize) -> Vec<Vec<Page>> {
    let model = &catalog.config.collections[collection];
    let main = main_groups(catalog, collection);
    let fields = 0..model.fields.len();
    fields.into_par_iter().map(|field| pages(catalog, collection, field, &main)).collect()
}

/// The groups of each record of a collection by the first taxonomy that every record must name: the broadest terms
/// above its own, that of its first before the others.
fn main_groups(catalog: &Catalog, collection: usize) -> Vec<Vec<Group>> {
    let model = &catalog.config.collections[collection];
    let main = main_taxonomy(catalog, model);
    let field = model
        .fields
        .iter()
        .position(|field| field.taxonomy.as_deref().is_some_and(|id| main == catalog.taxonomy_at(id)));
    let groups = |at: usize| {
        let (Some(field), Some(taxonomy)) = (field, main) else { return vec![Group::Unclassified] };
        let broadest = |term| catalog.taxonomies[taxonomy].ancestry(term).pop().unwrap_or(term);
        of_terms(taxonomy, catalog.records[at].terms(field).map(|term| (term, broadest(term))))
    };
    catalog.of_collection(collection).map(groups).collect()
}

/// The groups of a record by its terms, each with the term that stands for it: that of the first before the others.
fn of_terms(taxonomy: usize, terms: impl Iterator<Item = (usize, usize)>) -> Vec<Group> {
    let mut terms: Vec<(usize, usize)> = terms.collect();
    terms.sort_unstable();
    let mut groups: Vec<Group> = Vec::new();
    for (_, term) in terms {
        let group = Group::Term(taxonomy, term);
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    if groups.is_empty() { vec![Group::Unclassified] } else { groups }
}

/// The pages of a field; none for the field that is the title, and for one that no record speaks of.
fn pages(catalog: &Catalog, collection: usize, field: usize, main: &[Vec<Group>]) -> Vec<Page> {
    let model = &catalog.config.collections[collection];
    if field == model.roles.title {
        return Vec::new();
    }
    let own = model.fields[field].taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id));
    let mut told: Vec<Told> = Vec::new();
    let all = catalog.of_collection(collection).zip(main);
    for (at, main) in all.filter(|(at, _)| catalog.is_own(*at)) {
        let record = &catalog.records[at];
        let answer = record.answer(field);
        let groups: Vec<Group> = match own {
            _ if !answer.is_some_and(Answer::has_content) => {
                absent(record, answer, model.fields[field].answer).map(Group::Absent).into_iter().collect()
            }
            Some(own) => of_terms(own, record.terms(field).map(|term| (term, term))),
            None => main.clone(),
        };
        told.extend(groups.into_iter().enumerate().map(|(place, group)| (group, place > 0, at)));
    }
    told.sort();
    cut(catalog, field, told)
}

/// Why a record does not answer; none where it is not asked: an identified one, or outside the template.
pub fn absent(record: &Record, answer: Option<&Answer>, asked: bool) -> Option<Absence> {
    let said = answer.and_then(|answer| answer.absence);
    let asked = asked && !record.identified;
    said.or(asked.then_some(Absence::NotSurveyed))
}

/// A record in a group, and whether its answer stands under another.
type Told = (Group, bool, usize);

/// The pages: groups in order, a new page where the next record would make it too heavy.
fn cut(catalog: &Catalog, field: usize, told: Vec<Told>) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut heavy = HEAVIEST;
    for same in told.chunk_by(|a, b| a.0 == b.0) {
        let (group, total) = (same[0].0, same.len());
        let mut continued = false;
        let mut fresh = true;
        for (_, also, at) in same {
            let light = *also || matches!(group, Group::Absent(_));
            let weight = if light { 260 } else { weight(&catalog.records[*at], field) };
            if heavy + weight > HEAVIEST {
                pages.push(Page::new());
                (heavy, fresh) = (0, true);
            }
            heavy += weight;
            let Some(page) = pages.last_mut() else { continue };
            if fresh {
                page.push(Slice { group, total, continued, records: Vec::new(), also: Vec::new() });
                (fresh, continued) = (false, true);
            }
            let Some(slice) = page.last_mut() else { continue };
            if *also { slice.also.push((*at, 0)) } else { slice.records.push(*at) }
        }
    }
    point(&mut pages);
    pages
}

/// Writes beside each record that only is pointed to on which page its answer stands.
fn point(pages: &mut [Page]) {
    let stands: HashMap<usize, usize> = pages
        .iter()
        .enumerate()
        .flat_map(|(page, slices)| {
            slices.iter().flat_map(move |slice| slice.records.iter().map(move |at| (*at, page)))
        })
        .collect();
    for (at, page) in pages.iter_mut().flatten().flat_map(|slice| &mut slice.also) {
        *page = stands.get(at).copied().unwrap_or(0);
    }
}

/// About how many bytes an answer takes on a page.
fn weight(record: &Record, field: usize) -> usize {
    let Some(answer) = record.answer(field) else { return 400 };
    let value = match &answer.value {
        None => 0,
        Some(Value::Line(text)) => text.len(),
        Some(Value::List(items)) => items.iter().map(|item| item.len() + 20).sum(),
        Some(Value::Terms(mentions) | Value::Records(mentions)) => 180 * mentions.len(),
        Some(Value::Actors(parts)) => {
            parts.iter().map(|part| 420 + part.note.as_ref().map_or(0, String::len)).sum()
        }
        Some(Value::Money(money)) => 300 * (money.amounts.len() + money.sources.len()),
        Some(Value::Norms(norms)) => 450 * norms.len(),
        Some(Value::Indicators(indicators)) => 600 * indicators.len(),
        Some(Value::References(references)) => 500 * references.len(),
        Some(Value::Media(media)) => 500 * media.len(),
        Some(Value::Links(links)) => 300 * links.len(),
        Some(_) => 200,
    };
    let prose = answer.text.as_ref().map_or(0, |text| text.html.len() + text.html.len() / 8);
    700 + value + prose + answer.note.as_ref().map_or(0, String::len)
}

/// The page, from 0, on which a group begins.
pub fn begins(pages: &[Page], group: Group) -> Option<usize> {
    pages.iter().position(|page| page.iter().any(|slice| slice.group == group))
}

/// The groups of a field with how many records each has, in order.
pub fn groups(pages: &[Page]) -> Vec<(Group, usize)> {
    let slices = pages.iter().flatten().filter(|slice| !slice.continued);
    slices.map(|slice| (slice.group, slice.total)).collect()
}

/// How many records stand on the pages of a field with an answer, or without one: each once, whatever its groups.
pub fn standing(pages: &[Page], absent: bool) -> usize {
    let slices = pages.iter().flatten();
    slices
        .filter(|slice| matches!(slice.group, Group::Absent(_)) == absent)
        .map(|slice| slice.records.len())
        .sum()
}
