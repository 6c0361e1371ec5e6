//! A value as one line of plain text, for a cell.

use std::borrow::Cow;

use crate::catalog::Catalog;
use crate::config::Field;
use crate::record::{Mention, Money, Norm, Reference, Value};

/// The value as plain text; several are joined by `; `.
pub(super) fn text<'a>(catalog: &'a Catalog, field: &Field, value: &'a Value) -> Cow<'a, str> {
    match value {
        Value::Line(text) | Value::Number(text) => Cow::Borrowed(text),
        Value::List(items) => joined(items.iter().map(String::as_str)),
        Value::Period(period) => Cow::Owned(period.to_string()),
        Value::Date(date) => Cow::Owned(date.to_string()),
        Value::Flag(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
        Value::Terms(mentions) => joined(terms(catalog, field.taxonomy.as_deref(), mentions)),
        Value::Records(mentions) => {
            joined(mentions.iter().filter_map(|mention| Some(catalog.records[mention.target?].slug.as_str())))
        }
        Value::Actors(parts) => {
            joined(parts.iter().filter_map(|part| Some(catalog.actors[part.actor.target?].id.as_str())))
        }
        Value::Place(place) => joined(place.localities.iter().map(String::as_str)),
        Value::Money(money) => joined(self::money(catalog, money).iter().map(String::as_str)),
        Value::Norms(norms) => joined(norms.iter().map(norm).collect::<Vec<_>>().iter().map(String::as_str)),
        Value::Indicators(indicators) => joined(indicators.iter().map(|indicator| indicator.name.as_str())),
        Value::References(references) => {
            joined(references.iter().map(reference).collect::<Vec<_>>().iter().map(String::as_str))
        }
        Value::Media(media) => {
            joined(media.iter().filter_map(|medium| medium.file.as_deref().or(medium.url.as_deref())))
        }
        Value::Links(links) => joined(links.iter().map(|link| link.url.as_str())),
    }
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> Cow<'static, str> {
    Cow::Owned(texts.collect::<Vec<&str>>().join("; "))
}

/// The ids of the terms that mentions mean.
pub(super) fn terms<'a>(
    catalog: &'a Catalog,
    taxonomy: Option<&str>,
    mentions: &'a [Mention],
) -> impl Iterator<Item = &'a str> {
    let taxonomy = taxonomy.and_then(|id| catalog.taxonomy_at(id));
    mentions.iter().filter_map(move |mention| Some(catalog.term(taxonomy?, mention.target?).id.as_str()))
}

fn money(catalog: &Catalog, money: &Money) -> Vec<String> {
    let amounts = money.amounts.iter().map(|amount| {
        let currency = amount.currency.as_deref().unwrap_or_default();
        format!("{} {currency}", amount.amount).trim_end().to_owned()
    });
    let sources = money.sources.iter().map(|source| {
        let actor =
            source.actor.as_ref().and_then(|mention| Some(catalog.actors[mention.target?].id.as_str()));
        let share = source.share.map(|share| format!(" ({share} %)")).unwrap_or_default();
        format!("{}{share}", actor.or(source.name.as_deref()).unwrap_or_default())
    });
    amounts.chain(sources).collect()
}

fn norm(norm: &Norm) -> String {
    let parts = [&norm.kind, &norm.number, &norm.year, &norm.title];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn reference(reference: &Reference) -> String {
    let authors: Vec<String> = reference.authors.iter().map(ToString::to_string).collect();
    let year = reference.year.as_deref().map(|year| format!(" ({year})")).unwrap_or_default();
    let before = format!("{}{year}", authors.join(" & "));
    if before.is_empty() { reference.title.clone() } else { format!("{before}. {}", reference.title) }
}
