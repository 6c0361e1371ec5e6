//! What a change does to an observatory, for whoever decides on it: two states of it, put side by side.

pub mod markdown;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::catalog::Catalog;
use crate::export::json;
use crate::permalinks::{self, lasting};
use crate::record::{Record, completeness};
use crate::report::{Finding, Words, rules};
use crate::site::Opened;

/// What a change does.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Review {
    /// Records that were not there: their paths and titles.
    pub added: Vec<Named>,
    /// Records that are there no more.
    pub removed: Vec<Named>,
    /// Records that stand elsewhere now.
    pub renamed: Vec<Renamed>,
    /// Records that say something else.
    pub changed: Vec<Changed>,
    /// Terms of vocabularies that were not there, as `taxonomy/id`.
    pub new_terms: Vec<String>,
    /// Terms that are there no more.
    pub lost_terms: Vec<String>,
    /// Actors that were not there.
    pub new_actors: Vec<Named>,
    /// Actors that are there no more.
    pub lost_actors: Vec<Named>,
    /// Addresses that were there and would lead nowhere.
    pub dead: Vec<String>,
    /// Drafts that were none before.
    pub new_drafts: Vec<Named>,
    /// Records that look like one experience entered twice, and did not before, with the reasons.
    pub duplicates: Vec<NewFinding>,
    /// What else is wrong now and was not before.
    pub findings: Vec<NewFinding>,
}

/// Something by its id and its name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Named {
    /// `experiencias/coredepa`, `fosis`.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// A record that stands elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Renamed {
    /// Where it stood.
    pub from: String,
    /// Where it stands.
    pub to: Named,
}

/// A record that says something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changed {
    /// The record.
    pub record: Named,
    /// How much of its template it answered and answers, in per cent.
    pub completeness: (usize, usize),
    /// The fields that changed.
    pub fields: Vec<FieldChange>,
}

/// A field that says something else; nothing where it said or says nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// The field; `titulo@en` is a translation.
    pub field: String,
    /// What it said.
    pub before: Option<Json>,
    /// What it says.
    pub after: Option<Json>,
}

/// A finding that was not there before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewFinding {
    /// The rule.
    pub rule: &'static str,
    /// The file, where there is one.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong, in Spanish and English.
    #[serde(serialize_with = "both")]
    pub message: Words,
}

fn both<S: serde::Serializer>(words: &Words, serializer: S) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeMap;
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry("es", &words.es)?;
    map.serialize_entry("en", &words.en)?;
    map.end()
}

/// What leads from one state to the other. A state whose `site.toml` cannot be read counts as empty.
pub fn review(before: &Opened, after: &Opened) -> Review {
    let twice = |finding: &NewFinding| finding.rule == rules::LIKELY_DUPLICATE.code;
    let (duplicates, findings) = findings(before, after).into_iter().partition(twice);
    let mut review = Review { duplicates, findings, ..Review::default() };
    if let (Some(old), Some(new)) = (&before.catalog, &after.catalog) {
        records(old, new, &mut review);
        (review.new_terms, review.lost_terms) = apart(&terms(old), &terms(new));
        let (old_actors, new_actors) = (actors(old), actors(new));
        let named = |ids: Vec<String>, of: &BTreeMap<String, String>| {
            ids.into_iter().map(|id| Named { name: of[&id].clone(), id }).collect()
        };
        let (added, lost) = apart(&keys(&old_actors), &keys(&new_actors));
        (review.new_actors, review.lost_actors) = (named(added, &new_actors), named(lost, &old_actors));
        review.dead = dead(old, new);
        let (old_drafts, new_drafts) = (drafts(old), drafts(new));
        review.new_drafts = named(apart(&keys(&old_drafts), &keys(&new_drafts)).0, &new_drafts);
    }
    review
}

/// What only the second has, and what only the first has.
fn apart(old: &BTreeSet<String>, new: &BTreeSet<String>) -> (Vec<String>, Vec<String>) {
    (new.difference(old).cloned().collect(), old.difference(new).cloned().collect())
}

fn keys(map: &BTreeMap<String, String>) -> BTreeSet<String> {
    map.keys().cloned().collect()
}

fn terms(catalog: &Catalog) -> BTreeSet<String> {
    let taxonomies = catalog.config.taxonomies.iter().zip(&catalog.taxonomies);
    taxonomies
        .flat_map(|(own, taxonomy)| taxonomy.terms.iter().map(move |term| format!("{}/{}", own.id, term.id)))
        .collect()
}

fn actors(catalog: &Catalog) -> BTreeMap<String, String> {
    let main = catalog.config.site.languages[0];
    catalog.actors.iter().map(|actor| (actor.id.clone(), actor.name.text(main).to_owned())).collect()
}

fn drafts(catalog: &Catalog) -> BTreeMap<String, String> {
    let named = |draft: &Record| {
        let model = catalog.model(draft);
        let title = draft.line(Some(model.roles.title)).unwrap_or(&draft.slug);
        (format!("{}/{}", model.id, draft.slug), title.to_owned())
    };
    catalog.drafts.iter().map(named).collect()
}

/// The addresses of before that neither a page nor a move answers for.
fn dead(old: &Catalog, new: &Catalog) -> Vec<String> {
    let published = lasting(old);
    permalinks::lost(new, published.keys().map(String::as_str)).into_iter().map(str::to_owned).collect()
}

fn id(catalog: &Catalog, at: usize) -> String {
    format!("{}/{}", catalog.model(&catalog.records[at]).id, catalog.records[at].slug)
}

fn named(catalog: &Catalog, at: usize) -> Named {
    Named { id: id(catalog, at), name: catalog.title(at).to_owned() }
}

fn records(old: &Catalog, new: &Catalog, review: &mut Review) {
    let by_id = |catalog: &Catalog| {
        (0..catalog.records.len()).map(|at| (id(catalog, at), at)).collect::<BTreeMap<_, _>>()
    };
    let (before, after) = (by_id(old), by_id(new));
    let mut came: Vec<usize> =
        after.iter().filter(|(id, _)| !before.contains_key(*id)).map(|(_, at)| *at).collect();
    let unread = |at: usize| {
        let record = &old.records[at];
        new.unread.contains(&(record.collection, record.slug.clone()))
    };
    let gone = before.iter().filter(|(id, at)| !after.contains_key(*id) && !unread(**at));
    for (from, was) in gone {
        // It stands elsewhere if another says that this was its name, or says the same under the same title.
        let slug = &old.records[*was].slug;
        let same = |at: &usize| {
            new.records[*at].formerly.iter().any(|name| name.written == *slug)
                || new.title(*at) == old.title(*was)
        };
        match came.iter().position(same) {
            Some(place) => {
                let at = came.remove(place);
                review.renamed.push(Renamed { from: from.clone(), to: named(new, at) });
                review.changed.extend(changed(old, *was, new, at));
            }
            None => review.removed.push(named(old, *was)),
        }
    }
    review.added = came.into_iter().map(|at| named(new, at)).collect();
    let both = after.iter().filter_map(|(id, at)| Some((*before.get(id)?, *at)));
    review.changed.extend(both.filter_map(|(was, at)| changed(old, was, new, at)));
    review.changed.sort_by(|a, b| a.record.id.cmp(&b.record.id));
}

/// What a record says, by field, translations included.
fn said(catalog: &Catalog, at: usize) -> Map<String, Json> {
    let mut fields = json::fields(catalog, at);
    for (lang, own) in json::translations(catalog, &catalog.records[at]) {
        let Json::Object(own) = own else { continue };
        fields.extend(own.into_iter().map(|(field, value)| (format!("{field}@{lang}"), value)));
    }
    fields
}

fn changed(old: &Catalog, was: usize, new: &Catalog, at: usize) -> Option<Changed> {
    let (before, after) = (said(old, was), said(new, at));
    let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing = fields.into_iter().filter(|field| before.get(*field) != after.get(*field));
    let change = |field: &String| FieldChange {
        field: field.clone(),
        before: before.get(field).cloned(),
        after: after.get(field).cloned(),
    };
    let fields: Vec<FieldChange> = differing.map(change).collect();
    let percent = |catalog: &Catalog, at: usize| {
        completeness(&catalog.records[at], catalog.model(&catalog.records[at])).percent
    };
    (!fields.is_empty()).then(|| Changed {
        record: named(new, at),
        completeness: (percent(old, was), percent(new, at)),
        fields,
    })
}

/// The findings of now that are not among those of before, wherever in their file they stand.
fn findings(before: &Opened, after: &Opened) -> Vec<NewFinding> {
    let key = |opened: &Opened, finding: &Finding| {
        let file = finding.place.map(|place| opened.sources.path(place.file).to_owned());
        (finding.rule.code, file, finding.message.en.clone())
    };
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    before.report.findings.iter().for_each(|finding| *known.entry(key(before, finding)).or_default() += 1);
    let new = after.report.findings.iter().filter(|finding| match known.get_mut(&key(after, finding)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
    let told = new.map(|finding| NewFinding {
        rule: finding.rule.code,
        file: finding.place.map(|place| after.sources.path(place.file).to_owned()),
        line: finding.place.map(|place| after.sources.spot(place).line),
        message: finding.message.clone(),
    });
    told.collect()
}
