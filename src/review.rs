//! What a change does to an observatory, for whoever decides on it: two states of it, put side by side.

pub mod markdown;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::catalog::Catalog;
use crate::export::json;
use crate::lang::Lang;
use crate::permalinks::{self, lasting};
use crate::record::{Record, completeness};
use crate::report::{Finding, Words, rules};
use crate::site::Opened;
use crate::view::Links;

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
    /// Terms of vocabularies that were not there, by `taxonomy/id`.
    pub new_terms: Vec<Named>,
    /// Terms that are there no more.
    pub lost_terms: Vec<Named>,
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
    /// What it is called in the language of the review, and what it said and says in words: see
    /// [`crate::figure::word`].
    #[serde(skip)]
    pub words: Told,
    /// What it said.
    pub before: Option<Json>,
    /// What it says.
    pub after: Option<Json>,
}

/// A change of a field in the words of the site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// What the field is called.
    pub label: String,
    /// What it said.
    pub before: Option<String>,
    /// What it says.
    pub after: Option<String>,
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

/// What leads from one state to the other, in the words of a language. A state whose `site.toml` cannot be read counts
/// as empty.
pub fn review(before: &Opened, after: &Opened, lang: Lang) -> Review {
    let mut review = Review::default();
    let mut stems = BTreeMap::new();
    if let (Some(old), Some(new)) = (&before.catalog, &after.catalog) {
        let links = [Links::new(old, None), Links::new(new, None)];
        let sides = Sides { old, new, links: [&links[0], &links[1]], lang };
        let renamed = records(&sides, &mut review);
        let stem = |opened: &Opened, record: &Record| stem(opened.sources.path(record.span.file)).to_owned();
        stems.extend(
            renamed
                .iter()
                .map(|(was, at)| (stem(before, &old.records[*was]), stem(after, &new.records[*at]))),
        );
        (review.new_terms, review.lost_terms) = apart(&terms(old), &terms(new));
        (review.new_actors, review.lost_actors) = apart(&actors(old), &actors(new));
        review.dead = dead(old, new);
        review.new_drafts = apart(&drafts(old), &drafts(new)).0;
    }
    let twice = |finding: &NewFinding| finding.rule == rules::LIKELY_DUPLICATE.code;
    (review.duplicates, review.findings) = findings(before, after, &stems).into_iter().partition(twice);
    review
}

/// The two states, with the words in which they are told.
struct Sides<'a> {
    old: &'a Catalog,
    new: &'a Catalog,
    links: [&'a Links<'a>; 2],
    lang: Lang,
}

/// The path of a file without the endings: `x/ficha.en.md` → `x/ficha`.
fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    path[name..].find('.').map_or(path, |at| &path[..name + at])
}

/// Names by id.
type Names = BTreeMap<String, String>;

/// What only the second has, and what only the first has.
fn apart(old: &Names, new: &Names) -> (Vec<Named>, Vec<Named>) {
    let only = |one: &Names, other: &Names| {
        let own = one.iter().filter(|(id, _)| !other.contains_key(*id));
        own.map(|(id, name)| Named { id: id.clone(), name: name.clone() }).collect()
    };
    (only(new, old), only(old, new))
}

fn terms(catalog: &Catalog) -> Names {
    let main = catalog.config.site.languages[0];
    let taxonomies = catalog.config.taxonomies.iter().zip(&catalog.taxonomies);
    let named = taxonomies.flat_map(|(own, taxonomy)| {
        let terms = taxonomy.terms.iter();
        terms.map(move |term| (format!("{}/{}", own.id, term.id), term.label.text(main).to_owned()))
    });
    named.collect()
}

fn actors(catalog: &Catalog) -> Names {
    let main = catalog.config.site.languages[0];
    catalog.actors.iter().map(|actor| (actor.id.clone(), actor.name.text(main).to_owned())).collect()
}

fn drafts(catalog: &Catalog) -> Names {
    let named = |draft: &Record| {
        let model = catalog.model(draft);
        let title = draft.line(Some(model.roles.title)).unwrap_or(&draft.slug);
        (format!("{}/{}", model.id, draft.slug), title.to_owned())
    };
    catalog.drafts.iter().map(|draft| named(draft)).collect()
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

/// Tells what became of each record; those that stand elsewhere, as their places before and after.
fn records(sides: &Sides<'_>, review: &mut Review) -> Vec<(usize, usize)> {
    let (old, new) = (sides.old, sides.new);
    let mut renamed = Vec::new();
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
                review.changed.extend(changed(sides, *was, at));
                renamed.push((*was, at));
            }
            None => review.removed.push(named(old, *was)),
        }
    }
    review.added = came.into_iter().map(|at| named(new, at)).collect();
    let both = after.iter().filter_map(|(id, at)| Some((*before.get(id)?, *at)));
    review.changed.extend(both.filter_map(|(was, at)| changed(sides, was, at)));
    review.changed.sort_by(|a, b| a.record.id.cmp(&b.record.id));
    renamed
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

/// What a field, which may be `titulo@en`, is called, and what it says in words.
fn told(links: &Links<'_>, at: usize, field: &str, lang: Lang) -> Option<(String, Option<String>)> {
    let record = &links.catalog.records[at];
    let (id, translated) = field.split_once('@').map_or((field, None), |(id, lang)| (id, Lang::parse(lang)));
    let model = links.catalog.model(record);
    let place = model.field_at(id)?;
    let answer = match translated {
        None => record.answer(place),
        Some(lang) => record.translations.get(lang).and_then(|answers| answers.get(place)?.as_ref()),
    };
    let declared = &model.fields[place];
    let label = declared.label.text(lang);
    let label = translated.map_or_else(|| label.to_owned(), |lang| format!("{label} ({lang})"));
    Some((label, answer.map(|answer| links.in_words(declared, answer, lang))))
}

/// A change of a field in words.
fn in_words(sides: &Sides<'_>, [was, at]: [usize; 2], field: &str) -> Told {
    let before = told(sides.links[0], was, field, sides.lang);
    let after = told(sides.links[1], at, field, sides.lang);
    let label = after.as_ref().or(before.as_ref()).map_or(field, |(label, _)| label);
    Told {
        label: label.to_owned(),
        before: before.and_then(|(_, said)| said),
        after: after.and_then(|(_, said)| said),
    }
}

fn changed(sides: &Sides<'_>, was: usize, at: usize) -> Option<Changed> {
    let (old, new) = (sides.old, sides.new);
    let (before, after) = (said(old, was), said(new, at));
    let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differing = fields.into_iter().filter(|field| before.get(*field) != after.get(*field));
    let change = |field: &String| FieldChange {
        field: field.clone(),
        words: in_words(sides, [was, at], field),
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

/// The findings of now that are not among those of before, wherever in their file they stand, and under whatever name it
/// was: `stems` leads from the old to the new.
fn findings(before: &Opened, after: &Opened, stems: &BTreeMap<String, String>) -> Vec<NewFinding> {
    let path = |opened: &Opened, finding: &Finding| Some(opened.sources.path(finding.place?.file).to_owned());
    let now = |path: String| match stems.get(stem(&path)) {
        Some(new) => format!("{new}{}", &path[stem(&path).len()..]),
        None => path,
    };
    let key = |finding: &Finding, file: Option<String>| (finding.rule.code, file, finding.message.en.clone());
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for finding in &before.report.findings {
        *known.entry(key(finding, path(before, finding).map(now))).or_default() += 1;
    }
    let told_before = |finding: &Finding| key(finding, path(after, finding));
    let new = after.report.findings.iter().filter(|finding| match known.get_mut(&told_before(finding)) {
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
