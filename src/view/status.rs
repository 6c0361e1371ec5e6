//! How far the work has come, for those who do it.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::shell;
use crate::plan::PageKey;
use crate::record::Absence;
use crate::status::{self, CollectionStatus, DraftStatus, FieldStatus, SourceStatus, Use};

/// How many of a list are named.
const NAMED: usize = 100;

/// The page of the state of the work.
#[derive(Debug, Serialize)]
pub struct StatusView {
    /// The collections that hold anything.
    pub collections: Vec<CollectionView>,
    /// Terms of few uses.
    pub rare_terms: Named,
    /// Actors of few uses.
    pub rare_actors: Named,
    /// Terms and actors that may be one under two names.
    pub alike: Vec<[Anchor; 2]>,
}

/// The first of a list, and how many more there are.
#[derive(Debug, Serialize)]
pub struct Named {
    /// The first, with how many records each has.
    pub first: Vec<Anchor>,
    /// How many more there are.
    pub more: usize,
}

/// A collection.
#[derive(Debug, Serialize)]
pub struct CollectionView {
    /// The collection.
    pub collection: Anchor,
    /// Full records.
    pub full: usize,
    /// Those that only name an experience.
    pub identified: usize,
    /// How many full records answer so much of the template: from, to, how many.
    pub bands: Vec<(usize, usize, usize)>,
    /// The kinds of absence, as the columns of the tables.
    pub absences: [&'static str; 4],
    /// The questions of the template.
    pub fields: Vec<Row>,
    /// The sources of the records.
    pub sources: Vec<Row>,
    /// The drafts.
    pub drafts: Vec<DraftStatus>,
    /// Records with questions that nobody has looked into, and how many.
    pub unfinished: Vec<Anchor>,
    /// How many records nobody has reviewed since they were written.
    pub unreviewed: usize,
    /// The oldest of these with the day they were written.
    pub oldest: Vec<(Anchor, Option<String>)>,
}

/// What is told of a field or of a source.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The field or the source.
    pub label: Anchor,
    /// How many records answer it, or come from it.
    pub records: usize,
    /// How many answer it only in part.
    pub partial: usize,
    /// How many answers are missing, by kind of absence.
    pub absent: [usize; 4],
}

/// The view of the page.
pub(super) fn view(at: &At<'_>) -> StatusView {
    let status = status::status(at.catalog());
    let told = status.collections.iter().enumerate();
    let told = told.filter(|(_, one)| one.full + one.identified + one.drafts.len() > 0);
    let term = |one: &Use| Anchor { count: Some(one.records), ..at.term(one.at.0, one.at.1) };
    let actor = |one: &Use| Anchor { count: Some(one.records), ..at.actor(one.at.0) };
    let terms = status.alike_terms.iter().map(|pair| [term(&pair[0]), term(&pair[1])]);
    let actors = status.alike_actors.iter().map(|pair| [actor(&pair[0]), actor(&pair[1])]);
    StatusView {
        collections: told.map(|(place, one)| collection(at, place, one)).collect(),
        rare_terms: named(&status.rare_terms, term),
        rare_actors: named(&status.rare_actors, actor),
        alike: terms.chain(actors).take(NAMED).collect(),
    }
}

fn named(all: &[Use], anchor: impl Fn(&Use) -> Anchor) -> Named {
    Named { first: all.iter().take(NAMED).map(anchor).collect(), more: all.len().saturating_sub(NAMED) }
}

fn collection(at: &At<'_>, place: usize, one: &CollectionStatus) -> CollectionView {
    let waiting = one.unfinished.iter();
    let oldest = one.oldest_unreviewed.iter();
    CollectionView {
        collection: shell::anchor(at, PageKey::Collection(place, 0)),
        full: one.full,
        identified: one.identified,
        bands: one.bands.iter().map(|((from, to), count)| (*from, *to, *count)).collect(),
        absences: Absence::ALL.map(Absence::id),
        fields: one.fields.iter().map(|field| self::field(at, place, field)).collect(),
        sources: one.sources.iter().map(|source| self::source(at, place, source)).collect(),
        drafts: one.drafts.clone(),
        unfinished: waiting
            .map(|one| Anchor { count: Some(one.questions), ..at.record(one.record) })
            .collect(),
        unreviewed: one.unreviewed,
        oldest: oldest.map(|one| (at.record(one.record), one.date.clone())).collect(),
    }
}

fn field(at: &At<'_>, collection: usize, field: &FieldStatus) -> Row {
    let pages = &at.catalog().survey.across[collection][field.at];
    let key = PageKey::Across(collection, field.at, 0);
    let label = shell::anchor(at, key);
    Row {
        label: if pages.is_empty() { Anchor { href: None, ..label } } else { label },
        records: field.answered,
        partial: field.partial,
        absent: Absence::ALL.map(|kind| field.absences.get(kind.id()).copied().unwrap_or_default()),
    }
}

fn source(at: &At<'_>, collection: usize, source: &SourceStatus) -> Row {
    let model = &at.catalog().config.collections[collection];
    let taxonomy = model.roles.source.and_then(|field| model.fields[field].taxonomy.as_deref());
    let taxonomy = taxonomy.and_then(|id| at.catalog().taxonomy_at(id));
    let term = taxonomy.and_then(|of| Some((of, at.catalog().taxonomies[of].find(&source.source)?)));
    Row {
        label: term.map_or_else(
            || Anchor { text: source.source.clone(), lang: None, href: None, count: None },
            |(of, term)| at.term(of, term),
        ),
        records: source.records,
        partial: 0,
        absent: Absence::ALL.map(|kind| source.absences.get(kind.id()).copied().unwrap_or_default()),
    }
}
