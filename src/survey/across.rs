//! One field across all records: who answers it, grouped, and who does not, by the reason; cut into pages by weight.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::catalog::{Catalog, Since, kept};
use crate::config::{CollectionConfig, Field};
use crate::record::{Absence, Answer, Record, Value};
use crate::survey::periods::main_taxonomy;

/// What the records of a slice have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// They answer, and are classified by this term first, or by one under it.
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
const HEAVIEST: u32 = 230_000;
/// How heavy a record is that takes one line: it does not answer, or its answer stands elsewhere.
const LINE: u32 = 260;

/// In which groups of a field a record stands, and how heavy it is there: in the first with its answer, in the others
/// with a line. None where it does not stand.
pub(crate) type Told = Vec<(Group, u32)>;

/// The pages of every field of every collection.
pub(crate) fn all(catalog: &Catalog, since: Option<&Since<'_>>) -> Vec<Vec<Arc<Vec<Page>>>> {
    // Asked of all at once, so that fields that are put together side by side need not wait for one another.
    (0..catalog.records.len()).into_par_iter().for_each(|at| {
        catalog.told(at);
    });
    let collections = catalog.config.collections.iter().enumerate();
    let fields = |(collection, model): (usize, &CollectionConfig)| {
        let fields = (0..model.fields.len()).into_par_iter().map(|field| {
            let own = |catalog: &Catalog, at: usize| catalog.records[at].collection == collection;
            let told =
                |catalog: &Catalog, at: usize| own(catalog, at).then(|| catalog.told(at)[field].clone());
            let known = |before: &Catalog| Arc::clone(&before.survey.across[collection][field]);
            kept(since, catalog, told, known, || Arc::new(pages(catalog, collection, field)))
        });
        fields.collect()
    };
    collections.map(fields).collect()
}

/// What a record tells in each field of its collection.
pub(crate) fn told(catalog: &Catalog, at: usize) -> Vec<Told> {
    let record = &catalog.records[at];
    let main = main_groups(catalog, record);
    let told = |field| {
        let groups = groups_of(catalog, at, field, &main).into_iter().enumerate();
        groups.map(|(place, group)| (group, if place == 0 { weight(record, field) } else { LINE })).collect()
    };
    (0..catalog.model(record).fields.len()).map(told).collect()
}

/// The groups of a record by the first taxonomy that every record must name: the broadest terms above its own, that of
/// its first before the others.
fn main_groups(catalog: &Catalog, record: &Record) -> Vec<Group> {
    let model = catalog.model(record);
    let main = main_taxonomy(catalog, model);
    let is_main = |field: &Field| field.taxonomy.as_deref().is_some_and(|id| main == catalog.taxonomy_at(id));
    let (Some(field), Some(taxonomy)) = (model.fields.iter().position(is_main), main) else {
        return vec![Group::Unclassified];
    };
    let broadest = |term| catalog.taxonomies[taxonomy].ancestry(term).pop().unwrap_or(term);
    of_terms(taxonomy, record.terms(field).map(|term| (term, broadest(term))))
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

/// The groups of a record in a field; none for the field that is the title, and where the record is not asked.
fn groups_of(catalog: &Catalog, at: usize, field: usize, main: &[Group]) -> Vec<Group> {
    let record = &catalog.records[at];
    let model = catalog.model(record);
    if field == model.roles.title || !catalog.is_own(at) {
        return Vec::new();
    }
    let (answer, declared) = (record.answer(field), &model.fields[field]);
    if !answer.is_some_and(Answer::has_content) {
        return absent(record, answer, declared.answer).map(Group::Absent).into_iter().collect();
    }
    match declared.taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id)) {
        Some(own) => of_terms(own, record.terms(field).map(|term| (term, term))),
        None => main.to_vec(),
    }
}

/// A record on its way to a page: whether its answer stands under another group, its place, its weight.
type Weighed = (bool, usize, u32);

/// The pages of a field; none where no record speaks of it.
fn pages(catalog: &Catalog, collection: usize, field: usize) -> Vec<Page> {
    let mut groups: BTreeMap<Group, Vec<Weighed>> = BTreeMap::new();
    for at in catalog.of_collection(collection) {
        for (place, (group, weight)) in catalog.told(at)[field].iter().enumerate() {
            groups.entry(*group).or_default().push((place > 0, at, *weight));
        }
    }
    groups.values_mut().for_each(|records| records.sort_unstable());
    let mut pages = cut(groups);
    point(&mut pages);
    pages
}

/// Why a record does not answer; none where it is not asked: an identified one, or outside the template.
pub fn absent(record: &Record, answer: Option<&Answer>, asked: bool) -> Option<Absence> {
    let said = answer.and_then(|answer| answer.absence);
    let asked = asked && !record.identified;
    said.or(asked.then_some(Absence::NotSurveyed))
}

/// The pages: groups in order, a new page where the next record would make it too heavy.
fn cut(groups: BTreeMap<Group, Vec<Weighed>>) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut heavy = HEAVIEST;
    for (group, records) in groups {
        let total = records.len();
        let mut continued = false;
        let mut fresh = true;
        for (also, at, weight) in records {
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
            if also { slice.also.push((at, 0)) } else { slice.records.push(at) }
        }
    }
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
fn weight(record: &Record, field: usize) -> u32 {
    let answer = record.answer(field).filter(|answer| answer.has_content());
    let Some(answer) = answer else { return LINE };
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
    let bytes = 700 + value + prose + answer.note.as_ref().map_or(0, String::len);
    u32::try_from(bytes).unwrap_or(HEAVIEST)
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
