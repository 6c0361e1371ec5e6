//! What a ficha is: one record of an experience, each field answered by a value, a text or an absence.

pub(crate) mod absence;
pub(crate) mod actor;
pub(crate) mod answer;
pub(crate) mod completeness;
pub(crate) mod indicator;
pub(crate) mod media;
pub(crate) mod money;
pub(crate) mod norm;
pub(crate) mod parts;
pub(crate) mod period;
pub(crate) mod place;
pub(crate) mod read;
pub(crate) mod reference;
pub(crate) mod slugs;
pub(crate) mod table;
pub(crate) mod term;

pub use crate::date::Date;
pub use crate::link::Link;
pub use absence::Absence;
pub use actor::Participation;
pub use answer::{Answer, Value};
pub use completeness::{Completeness, completeness};
pub use indicator::{Indicator, Status};
pub use media::{Medium, MediumKind};
pub use money::{Amount, Funding, Money};
pub use norm::Norm;
pub use period::{Period, Year};
pub use place::{Place, Point};
pub(crate) use read::nameless;
pub use read::{Model, read};
pub use reference::{Author, Reference};
pub use term::Mention;

use crate::lang::{Lang, Localized};
use crate::report::Span;
pub(crate) use crate::tree::missing_key;

/// One record of a collection.
#[derive(Clone, Debug)]
pub struct Record {
    /// The collection, as an index into the configuration.
    pub collection: usize,
    /// The last part of its address; unique in its collection.
    pub slug: String,
    /// Where it begins: the file it stands in.
    pub span: Span,
    /// The language it is written in.
    pub lang: Lang,
    /// The answer to each field of the collection, in the model's order.
    pub answers: Vec<Option<Answer>>,
    /// The answers that are translated, per language, in the model's order.
    pub translations: Localized<Vec<Option<Answer>>>,
    /// Slugs under which it was published before.
    pub formerly: Vec<Mention>,
    /// Fields that the file answers in a way that cannot be read, which is a finding already.
    pub unread: Vec<usize>,
    /// Whether it is a draft, which is read and counted, and not published.
    pub draft: bool,
    /// Whether it only names an experience, without the fields of a full ficha.
    pub identified: bool,
    /// For an identified experience, the full record of the same.
    pub full: Option<Mention>,
    /// For one of another observatory, which one, and where its ficha is.
    pub elsewhere: Option<Elsewhere>,
}

/// A record of another observatory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Which of those that the collection names.
    pub observatory: usize,
    /// The address of its ficha.
    pub url: String,
}

impl Record {
    /// A record that only names an experience, still without a name of its own.
    pub(crate) fn identified(
        collection: usize,
        lang: Lang,
        span: Span,
        answers: Vec<Option<Answer>>,
    ) -> Record {
        Record {
            collection,
            slug: String::new(),
            span,
            lang,
            answers,
            translations: Localized::default(),
            formerly: Vec::new(),
            unread: Vec::new(),
            draft: false,
            identified: true,
            full: None,
            elsewhere: None,
        }
    }

    /// The answer to a field.
    pub fn answer(&self, field: usize) -> Option<&Answer> {
        self.answers.get(field)?.as_ref()
    }

    /// The answer to the field that plays a part, if the collection has such a field.
    pub fn role(&self, role: Option<usize>) -> Option<&Answer> {
        self.answer(role?)
    }

    /// The line of text that answers a field.
    pub fn line(&self, role: Option<usize>) -> Option<&str> {
        match self.role(role)?.value.as_ref()? {
            Value::Line(text) => Some(text),
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The period that answers a field.
    pub fn period(&self, role: Option<usize>) -> Option<Period> {
        match self.role(role)?.value.as_ref()? {
            Value::Period(period) => Some(*period),
            _ => None,
        }
    }

    /// The place that answers a field.
    pub fn place(&self, role: Option<usize>) -> Option<&Place> {
        match self.role(role)?.value.as_ref()? {
            Value::Place(place) => Some(place),
            _ => None,
        }
    }

    /// The terms that answer a field, as places in its taxonomy.
    pub fn terms(&self, field: usize) -> impl Iterator<Item = usize> + '_ {
        let mentions = match self.answer(field).and_then(|answer| answer.value.as_ref()) {
            Some(Value::Terms(mentions)) => mentions.as_slice(),
            _ => &[],
        };
        mentions.iter().filter_map(|mention| mention.target)
    }

    /// Who took part, in the order of the file.
    pub fn participations(&self, role: Option<usize>) -> &[Participation] {
        match self.role(role).and_then(|answer| answer.value.as_ref()) {
            Some(Value::Actors(participations)) => participations,
            _ => &[],
        }
    }
}
