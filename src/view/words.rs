//! An answer in plain words, whatever its kind: what two states of a field are compared by.

use super::links::{At, Links};
use crate::config::Field;
use crate::fold::fold;
use crate::lang::Lang;
use crate::numbers::number;
use crate::record::{
    Amount, Answer, Funding, Indicator, Mention, Money, Participation, Place, Reference, Value,
};

impl Links<'_> {
    /// All that an answer says, in the words of a language; its text as it is written, for a mark may be all that
    /// changed in it.
    pub(crate) fn in_words(&self, field: &Field, answer: &Answer, lang: Lang) -> String {
        let at = self.anywhere(lang);
        let written = answer.text.as_ref().map(|text| text.markdown.as_str());
        let rest = words(&at, field, &Answer { text: None, ..answer.clone() });
        let (first, last) = match answer.value {
            None => (written.unwrap_or_default(), rest.as_str()),
            Some(_) => (rest.as_str(), written.unwrap_or_default()),
        };
        [first, last].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// All that an answer says, a line for each part of it. Names are looked up anew, for an earlier state of a record may
/// name what is there no more.
pub(super) fn words(at: &At<'_>, field: &Field, answer: &Answer) -> String {
    let mut lines = answer.value.as_ref().map(|known| value(at, field, known)).unwrap_or_default();
    lines.extend(answer.text.as_ref().map(|text| text.plain()));
    lines.extend(
        answer
            .absence
            .filter(|_| !answer.has_content())
            .map(|absence| crate::figure::word(&format!("absence.{}", absence.id()), None)),
    );
    if answer.partial {
        lines.push(crate::figure::word("field.partial", None));
    }
    lines.extend(answer.note.clone());
    lines.extend(answer.source.clone());
    lines.join("\n")
}

fn value(at: &At<'_>, field: &Field, value: &Value) -> Vec<String> {
    match value {
        Value::Line(text) | Value::Number(text) => vec![text.clone()],
        Value::List(items) => items.clone(),
        Value::Period(period) => vec![period.to_string()],
        Value::Date(date) => vec![date.to_string()],
        Value::Flag(yes) => vec![crate::figure::word(if *yes { "flag.yes" } else { "flag.no" }, None)],
        Value::Terms(mentions) => terms(at, field.taxonomy.as_deref(), mentions),
        Value::Records(mentions) => mentions.iter().map(|mention| record(at, field, mention)).collect(),
        Value::Place(known) => place(at, known),
        Value::Actors(parts) => parts.iter().map(|part| participation(at, part)).collect(),
        Value::Money(known) => money(at, known),
        Value::Norms(norms) => norms
            .iter()
            .map(|norm| {
                joined([&norm.kind, &norm.number, &norm.year, &norm.title, &norm.link, &norm.note], ", ")
            })
            .collect(),
        Value::Indicators(known) => known.iter().map(indicator).collect(),
        Value::References(known) => known.iter().map(reference).collect(),
        Value::Media(known) => known
            .iter()
            .map(|medium| {
                joined(
                    [&medium.file, &medium.url, &medium.alternative, &medium.caption, &medium.author],
                    ", ",
                )
            })
            .collect(),
        Value::Links(links) => links
            .iter()
            .map(|link| joined([&link.title, &Some(link.url.clone()), &link.note], ", "))
            .collect(),
    }
}

fn joined<'a>(parts: impl IntoIterator<Item = &'a Option<String>>, between: &str) -> String {
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(between)
}

fn terms(at: &At<'_>, taxonomy: Option<&str>, mentions: &[Mention]) -> Vec<String> {
    let known = taxonomy.and_then(|id| at.catalog().taxonomy_at(id));
    let name = |mention: &Mention| {
        let terms = known.map(|taxonomy| at.catalog().taxonomies[taxonomy].terms.as_slice());
        let same = |term: &&crate::vocabulary::Term| {
            fold(&term.id) == fold(&mention.written)
                || term.label.iter().any(|(_, label)| fold(label) == fold(&mention.written))
        };
        let term = terms.into_iter().flatten().find(same);
        term.map_or_else(|| mention.written.clone(), |term| at.text(&term.label).0)
    };
    mentions.iter().map(name).collect()
}

fn record(at: &At<'_>, field: &Field, mention: &Mention) -> String {
    let catalog = at.catalog();
    let own = |collection: usize| catalog.record_at(collection, &mention.written);
    let named = field.collection.as_deref();
    let named = catalog.config.collections.iter().position(|known| Some(known.id.as_str()) == named);
    named.and_then(own).map_or_else(|| mention.written.clone(), |record| at.title(record).0)
}

fn actor(at: &At<'_>, mention: &Mention) -> String {
    let written = fold(&mention.written);
    let actors = &at.catalog().actors;
    let known = actors.iter().find(|actor| fold(&actor.id) == written);
    let known = known.or_else(|| actors.iter().find(|actor| actor.names().any(|name| fold(name) == written)));
    known.map_or_else(|| mention.written.clone(), |actor| at.text(&actor.name).0)
}

fn participation(at: &At<'_>, part: &Participation) -> String {
    let roles = at.catalog().config.actors.as_ref().and_then(|actors| actors.roles.as_deref());
    let roles = terms(at, roles, &part.roles).join(", ");
    let roles = Some(roles).filter(|roles| !roles.is_empty());
    joined([&Some(actor(at, &part.actor)), &roles, &part.note], " · ")
}

fn place(at: &At<'_>, place: &Place) -> Vec<String> {
    let point =
        place.point.map(|point| format!("{} {}", number(point.lat, at.lang), number(point.lon, at.lang)));
    let named = [&place.country, &place.territory].into_iter().flatten().cloned();
    named.chain(place.localities.iter().cloned()).chain(point).collect()
}

fn money(at: &At<'_>, money: &Money) -> Vec<String> {
    let amount = |known: &Amount| {
        let sum = Some(number(known.amount, at.lang));
        joined([&sum, &known.currency, &known.year, &known.concept, &known.note], " · ")
    };
    let source = |known: &Funding| {
        let name = known.actor.as_ref().map(|mention| actor(at, mention)).or(known.name.clone());
        let share = known.share.map(|share| format!("{} %", number(share, at.lang)));
        let sum = known.amount.map(|amount| number(amount, at.lang));
        joined([&name, &share, &sum, &known.currency, &known.note], " · ")
    };
    money.amounts.iter().map(amount).chain(money.sources.iter().map(source)).collect()
}

fn indicator(known: &Indicator) -> String {
    let status = known.status.map(|status| crate::figure::word(&format!("status.{}", status.id()), None));
    let name = Some(known.name.clone());
    joined(
        [&name, &known.goal, &known.baseline, &known.target, &known.value, &known.unit, &known.year, &status],
        " · ",
    )
}

fn reference(known: &Reference) -> String {
    let by: Vec<String> = known.authors.iter().map(ToString::to_string).collect();
    let by = Some(by.join("; ")).filter(|by| !by.is_empty());
    let title = Some(known.title.clone());
    joined([&by, &known.year, &title, &known.container, &known.publisher, &known.pages, &known.url], ", ")
}
