//! The value of a field, ready to be laid out: one shape per kind.

use serde::Serialize;

use super::Anchor;
use super::links::At;
use crate::config::{Field, Kind};
use crate::numbers::number;
use crate::plan::{PageKey, media_address};
use crate::record::{
    Amount, Answer, Funding, Indicator, Medium, Mention, Money, Norm, Participation, Period, Place, Record,
    Reference, Status, Value,
};

/// The answer to a field as a page shows it.
#[derive(Debug, Serialize)]
pub struct FieldView {
    /// The field's id, its anchor on the page.
    pub id: String,
    /// The part that the field plays in its collection, where a theme may want to tell it: `notes`, `references`.
    pub role: Option<&'static str>,
    /// Its name.
    pub label: Anchor,
    /// What it asks for.
    pub help: String,
    /// Where it stands with the same field of every other record.
    pub across: Option<String>,
    /// The structured value.
    pub value: Option<ValueView>,
    /// The prose, as HTML.
    pub html: Option<String>,
    /// The language of the prose and the texts of the value, where it is not the page's.
    pub lang: Option<crate::lang::Lang>,
    /// The id of the absence, where there is neither.
    pub absence: Option<&'static str>,
    /// Whether the answer is known to be incomplete.
    pub partial: bool,
    /// A remark of the editors.
    pub note: Option<String>,
    /// Where just this field was taken from.
    pub source: Option<String>,
}

/// A value by its kind; `kind` says which part of the theme lays it out.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ValueView {
    /// A text or a number.
    Line {
        /// The text.
        text: String,
    },
    /// Several texts.
    List {
        /// The texts.
        items: Vec<String>,
    },
    /// A period.
    Period(PeriodView),
    /// A date.
    Date {
        /// Year, month and day: `2026-11-20`.
        date: String,
    },
    /// Terms, each with its page.
    Terms {
        /// The terms.
        terms: Vec<Anchor>,
    },
    /// Other records.
    Records {
        /// The records.
        records: Vec<Anchor>,
    },
    /// A place.
    Place {
        /// The country, where it is given here.
        country: Option<String>,
        /// The territory, where it is given here.
        territory: Option<String>,
        /// Municipalities and localities.
        localities: Vec<String>,
        /// Latitude and longitude, as the language writes them.
        point: Option<(String, String)>,
    },
    /// Actors, grouped by their kind.
    Actors {
        /// The groups in the order of the vocabulary of kinds.
        groups: Vec<ActorGroup>,
        /// How many they are.
        total: usize,
    },
    /// A budget.
    Money {
        /// The amounts.
        amounts: Vec<AmountView>,
        /// Where the money came from.
        sources: Vec<FundingView>,
        /// Whether the share of any of them is known.
        with_shares: bool,
        /// Whether the amount of any of them is known.
        with_amounts: bool,
    },
    /// Norms.
    Norms {
        /// The norms.
        norms: Vec<Norm>,
    },
    /// Indicators.
    Indicators {
        /// The indicators.
        indicators: Vec<IndicatorView>,
    },
    /// Works cited.
    References {
        /// The works.
        references: Vec<ReferenceView>,
    },
    /// Media.
    Media {
        /// The media.
        media: Vec<MediumView>,
    },
    /// Links elsewhere.
    Links {
        /// The links.
        links: Vec<crate::record::Link>,
    },
    /// Yes or no.
    Flag {
        /// Which.
        yes: bool,
    },
}

/// A period, in pieces from which a theme makes words.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    /// As it is written: `1996–2000`, `~1992`, `1997–`.
    pub text: String,
    /// The first year.
    pub start: Option<i32>,
    /// The last year.
    pub end: Option<i32>,
    /// Whether it goes on.
    pub ongoing: bool,
    /// Whether a year is approximate.
    pub about: bool,
}

impl PeriodView {
    /// The view of a period.
    pub(super) fn of(period: &Period) -> PeriodView {
        PeriodView {
            text: period.to_string(),
            start: period.start.map(|year| year.year),
            end: period.end.map(|year| year.year),
            ongoing: period.ongoing,
            about: [period.start, period.end].into_iter().flatten().any(|year| year.about),
        }
    }
}

/// The actors of one kind.
#[derive(Debug, Serialize)]
pub struct ActorGroup {
    /// The kind, with its page.
    pub kind: Option<Anchor>,
    /// The actors.
    pub actors: Vec<ParticipationView>,
}

/// An actor's part.
#[derive(Debug, Serialize)]
pub struct ParticipationView {
    /// The actor, with its page.
    pub actor: Anchor,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Its roles, each with its page.
    pub roles: Vec<Anchor>,
    /// What else is known.
    pub note: Option<String>,
}

/// A sum of money.
#[derive(Debug, Serialize)]
pub struct AmountView {
    /// The number as the language writes it.
    pub amount: String,
    /// The code of the currency.
    pub currency: Option<String>,
    /// Of which year.
    pub year: Option<String>,
    /// What for.
    pub concept: Option<String>,
    /// What else is known.
    pub note: Option<String>,
}

/// Where some of the money came from.
#[derive(Debug, Serialize)]
pub struct FundingView {
    /// Who gave it.
    pub name: Anchor,
    /// The share of the whole, in per cent, as the language writes it.
    pub share: Option<String>,
    /// The share as the length of a bar, from 0 to 100.
    pub percent: Option<u32>,
    /// The amount.
    pub amount: Option<AmountView>,
    /// What else is known.
    pub note: Option<String>,
}

/// An indicator with a bar's length.
#[derive(Debug, Serialize)]
pub struct IndicatorView {
    /// The indicator as it is known.
    #[serde(flatten)]
    pub indicator: Indicator,
    /// The id of its status.
    pub status_id: Option<&'static str>,
    /// The result in per cent of the target, from 0 to 100, where both are numbers.
    pub percent: Option<u32>,
}

/// A work cited, in pieces that a template joins.
#[derive(Debug, Serialize)]
pub struct ReferenceView {
    /// The authors in a line, ready to be read.
    pub by: String,
    /// The work as it is known.
    #[serde(flatten)]
    pub reference: Reference,
}

/// A medium with its address.
#[derive(Debug, Serialize)]
pub struct MediumView {
    /// The medium as it is known.
    #[serde(flatten)]
    pub medium: Medium,
    /// Where it is.
    pub href: String,
}

/// The view of the answer to a field; an unanswered field is shown as not surveyed.
pub(super) fn field(
    at: &At<'_>,
    field: &Field,
    record: &Record,
    answer: Option<&Answer>,
    translated: Option<&Answer>,
) -> FieldView {
    let (label, label_lang) = at.text(&field.label);
    let said = translated.filter(|answer| answer.has_content()).or(answer);
    let lang = if translated.is_some_and(Answer::has_content) { at.lang } else { record.lang };
    let has_content = said.is_some_and(Answer::has_content);
    let absence = answer.and_then(|answer| answer.absence);
    FieldView {
        id: field.id.clone(),
        role: None,
        label: Anchor { text: label, lang: label_lang, href: None, count: None },
        help: at.text(&field.help).0,
        across: None,
        value: said
            .or(answer)
            .and_then(|said| said.value.as_ref())
            .or_else(|| answer?.value.as_ref())
            .map(|known| value(at, field, known)),
        html: said.and_then(|said| said.text.as_ref()).map(|text| at.html(text)),
        lang: (lang != at.lang).then_some(lang),
        absence: (!has_content).then(|| absence.unwrap_or(crate::record::Absence::NotSurveyed).id()),
        partial: answer.is_some_and(|answer| answer.partial),
        note: answer.and_then(|answer| answer.note.clone()),
        source: answer.and_then(|answer| answer.source.clone()),
    }
}

/// The view of a value.
pub(super) fn value(at: &At<'_>, field: &Field, value: &Value) -> ValueView {
    match value {
        Value::Line(text) => ValueView::Line { text: text.clone() },
        Value::Number(text) => ValueView::Line { text: text.clone() },
        Value::Date(date) => ValueView::Date { date: date.to_string() },
        Value::Flag(yes) => ValueView::Flag { yes: *yes },
        Value::List(items) => ValueView::List { items: items.clone() },
        Value::Period(period) => ValueView::Period(PeriodView::of(period)),
        Value::Terms(mentions) => ValueView::Terms { terms: terms(at, field, mentions) },
        Value::Records(mentions) => ValueView::Records {
            records: mentions.iter().filter_map(|mention| Some(at.record(mention.target?))).collect(),
        },
        Value::Place(known) => place(at, known),
        Value::Actors(parts) => ValueView::Actors { groups: groups(at, parts), total: parts.len() },
        Value::Money(known) => money(at, known),
        Value::Norms(norms) => ValueView::Norms { norms: norms.clone() },
        Value::Indicators(known) => {
            ValueView::Indicators { indicators: known.iter().map(indicator).collect() }
        }
        Value::References(known) => {
            ValueView::References { references: known.iter().map(reference).collect() }
        }
        Value::Media(known) => {
            ValueView::Media { media: known.iter().map(|medium| self::medium(at, medium)).collect() }
        }
        Value::Links(links) => ValueView::Links { links: links.clone() },
    }
}

fn terms(at: &At<'_>, field: &Field, mentions: &[Mention]) -> Vec<Anchor> {
    debug_assert!(field.kind == Kind::Terms);
    let Some(taxonomy) = field.taxonomy.as_deref().and_then(|id| at.catalog().taxonomy_at(id)) else {
        return Vec::new();
    };
    mentions.iter().filter_map(|mention| Some(at.term(taxonomy, mention.target?))).collect()
}

fn place(at: &At<'_>, place: &Place) -> ValueView {
    ValueView::Place {
        country: place.country.clone(),
        territory: place.territory.clone(),
        localities: place.localities.clone(),
        point: place.point.map(|point| (number(point.lat, at.lang), number(point.lon, at.lang))),
    }
}

/// The participations by kind of actor, in the order of the vocabulary of kinds.
fn groups(at: &At<'_>, parts: &[Participation]) -> Vec<ActorGroup> {
    let catalog = at.catalog();
    let actors = catalog.config.actors.as_ref();
    let kinds = actors.and_then(|actors| catalog.taxonomy_at(actors.kinds.as_deref()?));
    let mut groups: std::collections::BTreeMap<usize, Vec<ParticipationView>> = Default::default();
    for part in parts {
        let Some(actor) = part.actor.target else { continue };
        let kind = catalog.actors[actor].kind.as_ref().and_then(|kind| kind.target);
        groups.entry(kind.unwrap_or(usize::MAX)).or_default().push(participation(at, actor, part));
    }
    let kind_of = |kind: usize| Some(at.term(kinds?, kind)).filter(|_| kind != usize::MAX);
    let group =
        |(kind, actors)| ActorGroup { kind: if kind == usize::MAX { None } else { kind_of(kind) }, actors };
    groups.into_iter().map(group).collect()
}

fn participation(at: &At<'_>, actor: usize, part: &Participation) -> ParticipationView {
    ParticipationView {
        actor: at.actor(actor),
        acronym: at.catalog().actors[actor].acronym.clone(),
        roles: roles(at, part),
        note: part.note.clone(),
    }
}

/// The roles of a participation, each with its page.
pub(super) fn roles(at: &At<'_>, part: &Participation) -> Vec<Anchor> {
    let catalog = at.catalog();
    let roles =
        catalog.config.actors.as_ref().and_then(|actors| catalog.taxonomy_at(actors.roles.as_deref()?));
    let Some(roles) = roles else { return Vec::new() };
    part.roles.iter().filter_map(|role| Some(at.term(roles, role.target?))).collect()
}

fn money(at: &At<'_>, money: &Money) -> ValueView {
    ValueView::Money {
        amounts: money.amounts.iter().map(|amount| self::amount(at, amount)).collect(),
        sources: money.sources.iter().map(|source| funding(at, source)).collect(),
        with_shares: money.sources.iter().any(|source| source.share.is_some()),
        with_amounts: money.sources.iter().any(|source| source.amount.is_some()),
    }
}

fn amount(at: &At<'_>, amount: &Amount) -> AmountView {
    AmountView {
        amount: number(amount.amount, at.lang),
        currency: amount.currency.clone(),
        year: amount.year.clone(),
        concept: amount.concept.clone(),
        note: amount.note.clone(),
    }
}

fn funding(at: &At<'_>, source: &Funding) -> FundingView {
    let actor = source.actor.as_ref().and_then(|mention| mention.target).map(|actor| at.actor(actor));
    let name =
        || Anchor { text: source.name.clone().unwrap_or_default(), lang: None, href: None, count: None };
    FundingView {
        name: actor.unwrap_or_else(name),
        share: source.share.map(|share| number(share, at.lang)),
        percent: source.share.map(|share| share.clamp(0.0, 100.0).round() as u32),
        amount: source.amount.map(|amount| AmountView {
            amount: number(amount, at.lang),
            currency: source.currency.clone(),
            year: None,
            concept: None,
            note: None,
        }),
        note: source.note.clone(),
    }
}

fn indicator(indicator: &Indicator) -> IndicatorView {
    let percent = match (indicator.value_number(), indicator.target_number()) {
        (Some(value), Some(target)) if target > 0.0 => {
            Some((100.0 * value / target).clamp(0.0, 100.0).round() as u32)
        }
        _ => None,
    };
    IndicatorView { indicator: indicator.clone(), status_id: indicator.status.map(Status::id), percent }
}

fn reference(reference: &Reference) -> ReferenceView {
    let authors: Vec<String> = reference.authors.iter().map(ToString::to_string).collect();
    ReferenceView { by: authors.join("; "), reference: reference.clone() }
}

fn medium(at: &At<'_>, medium: &Medium) -> MediumView {
    let file = medium.file.as_ref().map(|file| at.asset(&format!("{}/{file}", media_address(at.catalog()))));
    MediumView { href: file.or(medium.url.clone()).unwrap_or_default(), medium: medium.clone() }
}

/// The page of the list that a record stands in, for orientation.
pub(super) fn list_of(at: &At<'_>, record: &Record) -> String {
    at.page(PageKey::Collection(record.collection, 0))
}
