//! Lists of records, a page at a time.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use super::record::acronym;
use super::value::PeriodView;
use crate::catalog::Tally;
use crate::export::{Citation, coins};
use crate::plan::{PER_PAGE, PageKey};
use crate::record::Record;
use crate::record::completeness;

/// A page of a list of all records of a collection.
#[derive(Debug, Serialize)]
pub struct ListView {
    /// What the records are called.
    pub title: String,
    /// What the collection holds.
    pub help: String,
    /// How many full records there are.
    pub full: usize,
    /// How many identified ones.
    pub identified: usize,
    /// How many of other observatories.
    pub elsewhere: usize,
    /// The records of this page.
    pub cards: Vec<Card>,
    /// The pages of the list.
    pub pager: Pager,
    /// The page of the model, where the collection has a template.
    pub model: Option<String>,
}

/// A record in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// Its title with its page.
    pub title: Anchor,
    /// Its acronym, where the title does not hold it.
    pub acronym: Option<String>,
    /// Its number in the source.
    pub number: Option<String>,
    /// Its period.
    pub period: Option<PeriodView>,
    /// Where: territories or, failing that, countries.
    pub place: Vec<Anchor>,
    /// The other terms by which it is classified, by field.
    pub terms: Vec<Classified>,
    /// Its summary, plain and whole.
    pub summary: Option<Anchor>,
    /// Whether it only names an experience.
    pub identified: bool,
    /// For an identified experience, the full record of the same.
    pub full: Option<Anchor>,
    /// The observatory it belongs to, where that is another.
    pub elsewhere: Option<Anchor>,
    /// How much of the template is answered, in per cent.
    pub percent: usize,
    /// Its citation for reference managers that read lists (COinS).
    pub coins: Option<String>,
}

/// The terms of a record in one field.
#[derive(Clone, Debug, Serialize)]
pub struct Classified {
    /// The name of the field.
    pub label: Anchor,
    /// The terms.
    pub terms: Vec<Anchor>,
}

/// The pages of a list.
#[derive(Debug, Serialize)]
pub struct Pager {
    /// This page, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The first, the last and the pages around this one; empty where there is only one.
    pub near: Vec<PageLink>,
}

/// A page of a list, seen from another.
#[derive(Debug, Serialize)]
pub struct PageLink {
    /// Its number, from 1.
    pub number: usize,
    /// Where it is.
    pub href: String,
    /// Whether pages are left out before it.
    pub gap: bool,
}

/// The pager of a list of so many entries; `key` makes the key of a page from its number.
pub(super) fn pager(at: &At<'_>, entries: usize, page: usize, key: impl Fn(usize) -> PageKey) -> Pager {
    pager_of(at, entries.div_ceil(PER_PAGE).max(1), page, key)
}

/// The pager of a list of so many pages.
pub(super) fn pager_of(at: &At<'_>, pages: usize, page: usize, key: impl Fn(usize) -> PageKey) -> Pager {
    Pager {
        page: page + 1,
        pages,
        previous: page.checked_sub(1).map(|page| at.page(key(page))),
        next: (page + 1 < pages).then(|| at.page(key(page + 1))),
        near: near(page, pages)
            .map(|(other, gap)| PageLink { number: other + 1, href: at.page(key(other)), gap })
            .collect(),
    }
}

/// The first page, the last and those within two of this one, each with whether pages are left out before it.
fn near(page: usize, pages: usize) -> impl Iterator<Item = (usize, bool)> {
    let shown = move |other: &usize| *other == 0 || other + 1 == pages || other.abs_diff(page) <= 2;
    let mut before = None;
    (0..pages).filter(move |other| pages > 1 && shown(other)).map(move |other| {
        let gap = before.is_some_and(|before| before + 1 < other);
        before = Some(other);
        (other, gap)
    })
}

/// The cards of a page of records.
fn cards(at: &At<'_>, records: &[usize], page: usize) -> Vec<Card> {
    records.iter().skip(page * PER_PAGE).take(PER_PAGE).map(|record| card(at, *record)).collect()
}

/// A page of the list of a collection.
pub(super) fn collection(at: &At<'_>, collection: usize, page: usize) -> ListView {
    let catalog = at.catalog();
    let config = &catalog.config.collections[collection];
    let (first, last) = catalog.range_of(collection);
    let records: Vec<usize> = (first..last).collect();
    let Tally { full, identified, elsewhere } = catalog.tally(first..last);
    ListView {
        title: at.text(&config.label.many).0,
        help: at.text(&config.help).0,
        full,
        identified,
        elsewhere,
        cards: cards(at, &records, page),
        pager: pager(at, records.len(), page, |page| PageKey::Collection(collection, page)),
        model: config.template().next().map(|_| at.page(PageKey::Model(collection))),
    }
}

/// The card of a record.
pub(crate) fn card(at: &At<'_>, index: usize) -> Card {
    let catalog = at.catalog();
    let record = &catalog.records[index];
    let model = catalog.model(record);
    let roles = &model.roles;
    let title = at.record(index);
    let territories = field_terms(at, record, roles.territory);
    let place = if territories.is_empty() { field_terms(at, record, roles.country) } else { territories };
    let shown = |field: &usize| {
        let declared = &model.fields[*field];
        declared.taxonomy.is_some()
            && declared.required
            && ![roles.territory, roles.country, roles.source].contains(&Some(*field))
    };
    let classified = (0..model.fields.len()).filter(shown);
    Card {
        acronym: acronym(record.line(roles.acronym), &title.text),
        title,
        number: record.line(roles.number).map(str::to_owned),
        period: record.period(roles.period).map(|period| PeriodView::of(&period)),
        place,
        terms: classified.filter_map(|field| self::classified(at, record, field)).collect(),
        summary: summary(at, index),
        identified: record.identified,
        full: catalog.full_of(index).map(|full| at.record(full)),
        elsewhere: at.observatory(index),
        percent: completeness(record, model).percent,
        coins: catalog.is_own(index).then(|| coins::title(&Citation::brief(at.published(), index, at.lang))),
    }
}

/// The terms of a field under its name, where there are any.
fn classified(at: &At<'_>, record: &Record, field: usize) -> Option<Classified> {
    let (text, lang) = at.text(&at.catalog().model(record).fields[field].label);
    let terms = field_terms(at, record, Some(field));
    (!terms.is_empty()).then_some(Classified { label: Anchor { text, lang, href: None, count: None }, terms })
}

/// The terms of a field with their pages.
pub(super) fn field_terms(at: &At<'_>, record: &Record, field: Option<usize>) -> Vec<Anchor> {
    let catalog = at.catalog();
    let Some(field) = field else { return Vec::new() };
    let taxonomy =
        catalog.model(record).fields[field].taxonomy.as_deref().and_then(|id| catalog.taxonomy_at(id));
    let Some(taxonomy) = taxonomy else { return Vec::new() };
    record.terms(field).map(|term| at.term(taxonomy, term)).collect()
}

/// The summary as plain text, in the best language.
pub(super) fn summary(at: &At<'_>, index: usize) -> Option<Anchor> {
    let record = &at.catalog().records[index];
    let field = at.catalog().model(record).roles.summary?;
    let translated =
        record.translations.get(at.lang).and_then(|answers| answers.get(field)?.as_ref()?.text.as_ref());
    if let Some(text) = translated {
        return Some(Anchor { text: text.plain(), lang: None, href: None, count: None });
    }
    let text = at.catalog().summary(index);
    (!text.is_empty()).then(|| at.own(text, record.lang))
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn pagers_show_both_ends_and_the_neighbours() {
        let shown = |page, pages| near(page, pages).collect::<Vec<_>>();
        assert!(shown(0, 1).is_empty());
        assert_eq!(shown(0, 2), [(0, false), (1, false)]);
        let middle = [(0, false), (8, true), (9, false), (10, false), (11, false), (12, false), (19, true)];
        assert_eq!(shown(10, 20), middle);
        assert_eq!(shown(19, 20), [(0, false), (17, true), (18, false), (19, false)]);
    }
}
