//! What the rules need of each record: found in the record and the lists alone, and so kept with what else is known of
//! the record.

use std::collections::BTreeSet;

use super::{OF_EACH, acronyms};
use crate::catalog::Catalog;
use crate::fold::fold;
use crate::markdown::SiteLink;
use crate::record::{Record, Value};
use crate::report::{Report, Span};

/// What the rules need of a record.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// What the rules found that look at one record alone.
    pub(super) report: Report,
    /// The links of its texts to places inside the site, and their pictures.
    pub(super) links: Vec<SiteLink>,
    /// The files of media that it names.
    pub(super) media: Vec<(String, Span)>,
    /// Its title, folded.
    pub(super) title: String,
    /// The actors that paid for it.
    pub(super) funders: Vec<usize>,
    /// The names, folded, of the mentions of actors that may be several.
    pub(super) unresolved: Vec<String>,
    /// The roles in which actors took part.
    pub(super) roles: Vec<usize>,
}

/// The lists, as the rules ask them of each record.
pub(super) struct Lists<'a> {
    pub(super) catalog: &'a Catalog,
    /// The acronyms that need no explanation.
    pub(super) explained: BTreeSet<String>,
}

impl<'a> Lists<'a> {
    pub(super) fn of(catalog: &'a Catalog) -> Lists<'a> {
        Lists { catalog, explained: acronyms::names(catalog) }
    }

    /// What the rules need of a record.
    pub(super) fn ask(&self, at: usize) -> Said {
        let record = &self.catalog.records[at];
        let mut report = Report::default();
        OF_EACH.iter().for_each(|(_, check)| check(self, record, &mut report));
        let model = self.catalog.model(record);
        let parts = record.participations(model.roles.actors);
        let unresolved = parts.iter().filter(|part| part.actor.target.is_none());
        Said {
            report,
            links: links(record),
            media: media(record),
            title: fold(self.catalog.title(at)),
            funders: funders(record),
            unresolved: unresolved.map(|part| fold(&part.actor.written)).collect(),
            roles: parts.iter().flat_map(|part| &part.roles).filter_map(|role| role.target).collect(),
        }
    }
}

/// The links of the texts of a record, in all its languages; of another observatory's, none.
fn links(record: &Record) -> Vec<SiteLink> {
    let translated = record.translations.iter().flat_map(|(_, answers)| answers);
    let answers = record.answers.iter().chain(translated).flatten();
    let texts = answers.filter(|_| record.elsewhere.is_none()).filter_map(|answer| answer.text.as_deref());
    texts.flat_map(|text| &text.links).cloned().collect()
}

fn media(record: &Record) -> Vec<(String, Span)> {
    let values = record.answers.iter().flatten().filter_map(|answer| match &answer.value {
        Some(Value::Media(media)) => Some(media),
        _ => None,
    });
    values.flatten().filter_map(|medium| Some((medium.file.clone()?, medium.span))).collect()
}

fn funders(record: &Record) -> Vec<usize> {
    let money = record.answers.iter().flatten().filter_map(|answer| match &answer.value {
        Some(Value::Money(money)) => Some(money),
        _ => None,
    });
    money.flat_map(|money| &money.sources).filter_map(|source| source.actor.as_ref()?.target).collect()
}
