//! One field across all records, one below the other, with those that do not answer it and why.

mod signs;

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::list::{Pager, pager_of};
use super::search::{self, Live};
use super::shell;
use super::value::{self, Said};
use crate::config::Part;
use crate::plan::PageKey;
use crate::record::Absence;
use crate::survey::across::{Group, Page, Slice, begins, groups, standing};

pub use signs::{Head, Names};
pub(crate) use signs::{PLACE, head, name};

/// A page of a field across all records.
#[derive(Debug, Serialize)]
pub struct AcrossView {
    /// The field.
    pub title: Anchor,
    /// What it asks for.
    pub help: Anchor,
    /// The collection.
    pub collection: Anchor,
    /// How many records answer.
    pub answered: usize,
    /// How many are asked and do not.
    pub unanswered: usize,
    /// The groups with how many records each has, and where each begins.
    pub groups: Vec<GroupLink>,
    /// What stands on this page.
    pub slices: Vec<SliceView>,
    /// The pages of the field.
    pub pager: Pager,
    /// The link to the table of the field.
    pub csv: String,
    /// The id of the field.
    pub field: String,
    /// What the scripts need that group and narrow, where the records can be explored.
    pub live: Option<Live>,
    /// The fields of the same dimension, this one among them.
    pub fields: Vec<Anchor>,
}

/// A group, seen from anywhere in the field's pages.
#[derive(Debug, Serialize)]
pub struct GroupLink {
    /// What it is called, how many records it has, where it begins.
    pub group: Anchor,
    /// The id of the absence, where it is one.
    pub absence: Option<&'static str>,
}

/// The part of a group that stands on a page.
#[derive(Debug, Serialize)]
pub struct SliceView {
    /// Its anchor.
    pub id: String,
    /// What it is called.
    pub label: Anchor,
    /// The id of the absence, where it is one.
    pub absence: Option<&'static str>,
    /// How many records the whole group has, wherever their answers stand.
    pub total: usize,
    /// Whether it began on an earlier page.
    pub continued: bool,
    /// The answers.
    pub entries: Vec<Entry>,
    /// The records of the group whose answers stand under another, each with a link to its answer.
    pub also: Names,
    /// The records that do not answer.
    pub absent: Names,
}

/// The answer of a record.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Its anchor.
    pub id: String,
    /// The record, as HTML: its [`Head`] as the theme lays it out, which also stands in other fields' pages.
    pub head: String,
    /// Whose head it is.
    #[serde(skip)]
    pub(crate) record: usize,
    /// Where on the record's page the field stands: `#presupuesto`, or nothing.
    #[serde(skip)]
    pub(crate) place: String,
    /// What it says.
    pub field: Said,
}

/// The link to the first page of a field, where it has one.
pub(super) fn link(at: &At<'_>, collection: usize, field: usize) -> Option<String> {
    let pages = &at.catalog().survey.across[collection][field];
    (!pages.is_empty()).then(|| at.page(PageKey::Across(collection, field, 0)))
}

/// The link to where an absence begins among the pages of a field.
pub(super) fn link_to(at: &At<'_>, collection: usize, field: usize, group: Group) -> Option<String> {
    let page = begins(&at.catalog().survey.across[collection][field], group)?;
    let address = PageKey::Across(collection, field, page).address(at.catalog(), at.lang);
    Some(at.to(&format!("{address}#{}", anchor(at, group))))
}

fn anchor(at: &At<'_>, group: Group) -> String {
    match group {
        Group::Term(taxonomy, term) => format!("at-{}", at.catalog().term(taxonomy, term).id),
        Group::Unclassified => "at-all".to_owned(),
        Group::Absent(absence) => format!("at-{}", absence.id()),
    }
}

/// What a group is called; that of absences is the theme's to say.
fn label(at: &At<'_>, group: Group, alone: bool) -> Anchor {
    match group {
        Group::Term(taxonomy, term) => at.term(taxonomy, term),
        Group::Unclassified if alone => shell::word("across.all", None),
        Group::Unclassified => shell::word("figures.without", None),
        Group::Absent(_) => shell::word("across.absent", None),
    }
}

fn absence(group: Group) -> Option<&'static str> {
    if let Group::Absent(absence) = group { Some(Absence::id(absence)) } else { None }
}

/// The view of a page of a field.
pub(super) fn view(at: &At<'_>, collection: usize, field: usize, page: usize) -> AcrossView {
    let catalog = at.catalog();
    let model = &catalog.config.collections[collection];
    let declared = &model.fields[field];
    let pages: &[Page] = &catalog.survey.across[collection][field];
    let known = groups(pages);
    let alone = !known.iter().any(|(group, _)| matches!(group, Group::Term(..)));
    let group_link = |(group, count): (Group, usize)| {
        let href = link_to(at, collection, field, group);
        GroupLink {
            group: Anchor { href, count: Some(count), ..label(at, group, alone) },
            absence: absence(group),
        }
    };
    let (help, lang) = at.text(&declared.help);
    AcrossView {
        title: Anchor { href: None, ..at.anchor(&declared.label, at.key) },
        help: Anchor { text: help, lang, href: None, count: None },
        collection: shell::anchor(at, PageKey::Collection(collection, 0)),
        answered: standing(pages, false),
        unanswered: standing(pages, true),
        groups: known.iter().copied().map(group_link).collect(),
        slices: pages
            .get(page)
            .into_iter()
            .flatten()
            .map(|slice| self::slice(at, collection, field, slice, alone))
            .collect(),
        pager: pager_of(at, pages.len(), page, |page| PageKey::Across(collection, field, page)),
        csv: at.asset(&csv_address(catalog, collection, field)),
        field: declared.id.clone(),
        live: (collection == 0).then(|| search::live(at)),
        fields: siblings(at, collection, field),
    }
}

/// The fields of the same dimension that have a page.
fn siblings(at: &At<'_>, collection: usize, field: usize) -> Vec<Anchor> {
    let fields = &at.catalog().config.collections[collection].fields;
    let same = (0..fields.len()).filter(|other| fields[*other].dimension == fields[field].dimension);
    let linked = same.filter_map(|other| Some((other, link(at, collection, other)?)));
    linked
        .map(|(other, href)| {
            let href = Some(href).filter(|_| other != field);
            Anchor { href, ..at.anchor(&fields[other].label, at.key) }
        })
        .collect()
}

fn slice(at: &At<'_>, collection: usize, field: usize, slice: &Slice, alone: bool) -> SliceView {
    let absent = absence(slice.group);
    let (answers, absences) =
        if absent.is_some() { (&[][..], &slice.records[..]) } else { (&slice.records[..], &[][..]) };
    SliceView {
        id: anchor(at, slice.group),
        label: Anchor { href: None, ..label(at, slice.group, alone) },
        absence: absent,
        total: slice.total,
        continued: slice.continued,
        entries: answers.iter().map(|record| entry(at, collection, field, *record)).collect(),
        also: Names::of(slice.also.iter().map(|(record, page)| (*record, Some(*page)))),
        absent: Names::of(absences.iter().map(|record| (*record, None))),
    }
}

fn entry(at: &At<'_>, collection: usize, field: usize, index: usize) -> Entry {
    let catalog = at.catalog();
    let record = &catalog.records[index];
    let declared = &catalog.config.collections[collection].fields[field];
    let shown = declared.dimension.is_some() && !record.identified;
    Entry {
        id: record.slug.clone(),
        head: String::new(),
        record: index,
        place: if shown { format!("#{}", declared.id) } else { String::new() },
        field: elsewhere(at, index, value::said(at, record, field)),
    }
}

/// The answer as it is shown away from its record: links to a part of the record's own page lead there, and headings
/// of several records do not claim one anchor.
fn elsewhere(at: &At<'_>, index: usize, said: Said) -> Said {
    let html = said.html.map(|html| {
        if !html.contains("=\"#") && !html.contains(" id=\"") {
            return html;
        }
        let page = at.page(PageKey::Record(index));
        let slug = &at.catalog().records[index].slug;
        let html = html.replace("<a href=\"#", &format!("<a href=\"{page}#"));
        html.replace(" id=\"", &format!(" id=\"{slug}-"))
    });
    Said { html, ..said }
}

/// The address of the table of a field.
pub fn csv_address(catalog: &crate::catalog::Catalog, collection: usize, field: usize) -> String {
    let model = &catalog.config.collections[collection];
    let own = if collection == 0 { String::new() } else { format!("{}/", model.id) };
    let part = |part| catalog.config.addresses.of(part);
    format!("{}/{}/{own}{}.csv", part(Part::Data), part(Part::Fields), model.fields[field].id)
}
