//! What a value says, as plain text.

use crate::catalog::Catalog;
use crate::lang::Lang;
use crate::record::{Funding, Money, Norm, Participation, Reference, Value};

/// The texts of a value; terms and places are told by the entry itself.
pub(super) fn texts(catalog: &Catalog, value: &Value) -> Vec<String> {
    match value {
        Value::Line(text) => vec![text.clone()],
        Value::List(items) => items.clone(),
        Value::Period(period) => vec![period.to_string()],
        Value::Actors(parts) => parts.iter().map(|part| participation(catalog, part)).collect(),
        Value::Money(value) => money(catalog, value),
        Value::Norms(norms) => norms.iter().map(norm).collect(),
        Value::Indicators(list) => {
            list.iter().map(|i| joined([Some(&i.name), i.goal.as_ref(), i.note.as_ref()])).collect()
        }
        Value::References(list) => list.iter().map(reference).collect(),
        Value::Media(list) => {
            list.iter().map(|m| joined([m.caption.as_ref(), m.alternative.as_ref()])).collect()
        }
        Value::Links(list) => list.iter().map(|l| joined([l.title.as_ref(), l.note.as_ref()])).collect(),
        _ => Vec::new(),
    }
}

fn joined<const N: usize>(parts: [Option<&String>; N]) -> String {
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ")
}

fn name(catalog: &Catalog, actor: usize) -> String {
    let actor = &catalog.actors[actor];
    let name = actor.name.text(lang(catalog));
    match &actor.acronym {
        Some(acronym) => format!("{name} ({acronym})"),
        None => name.to_owned(),
    }
}

fn participation(catalog: &Catalog, part: &Participation) -> String {
    let name = part.actor.target.map(|at| name(catalog, at)).unwrap_or_else(|| part.actor.written.clone());
    joined([Some(&name), part.note.as_ref()])
}

fn money(catalog: &Catalog, money: &Money) -> Vec<String> {
    let amounts = money.amounts.iter().map(|a| {
        let amount = crate::numbers::number(a.amount, lang(catalog));
        joined([a.concept.as_ref(), Some(&amount), a.currency.as_ref(), a.year.as_ref(), a.note.as_ref()])
    });
    let funding = |f: &Funding| {
        let actor = f.actor.as_ref().and_then(|m| m.target).map(|at| name(catalog, at));
        joined([actor.as_ref(), f.name.as_ref(), f.note.as_ref()])
    };
    amounts.chain(money.sources.iter().map(funding)).collect()
}

fn norm(norm: &Norm) -> String {
    let head =
        [&norm.kind, &norm.number].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
    joined([Some(&head), norm.year.as_ref(), norm.title.as_ref(), norm.note.as_ref()])
}

fn reference(reference: &Reference) -> String {
    let authors = reference.authors.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let [year, container] = [reference.year.as_ref(), reference.container.as_ref()];
    joined([
        Some(&authors),
        year,
        Some(&reference.title),
        container,
        reference.publisher.as_ref(),
        reference.note.as_ref(),
    ])
}

fn lang(catalog: &Catalog) -> Lang {
    catalog.config.site.languages[0]
}
