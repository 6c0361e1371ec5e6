//! What a field names twice.

use std::collections::BTreeSet;

use super::said::Lists;
use crate::record::{Mention, Participation, Record, Value};
use crate::report::rules;
use crate::report::{Finding, Report};

/// No field names a term, a record, or an actor in one role, a second time.
pub(super) fn twice(lists: &Lists<'_>, record: &Record, report: &mut Report) {
    if record.elsewhere.is_some() {
        return;
    }
    for (field, answer) in lists.catalog.model(record).fields.iter().zip(&record.answers) {
        match answer.as_ref().and_then(|answer| answer.value.as_ref()) {
            Some(Value::Terms(_)) if !field.many => {} // Where one fits, a second is told anyhow.
            Some(Value::Terms(mentions) | Value::Records(mentions)) => names(mentions, report),
            Some(Value::Actors(parts)) => actors(parts, report),
            _ => {}
        }
    }
}

fn names(mentions: &[Mention], report: &mut Report) {
    let mut seen = BTreeSet::new();
    for mention in mentions.iter().filter(|mention| mention.target.is_some_and(|target| !seen.insert(target)))
    {
        report.add(
            Finding::new(
                &rules::NAMED_TWICE,
                mention.span,
                format!("«{}» está dos veces en este campo, y cuenta una.", mention.written),
                format!("“{}” is twice in this field, and counts once.", mention.written),
            )
            .hint("Borre una de las dos.", "Delete one of the two."),
        );
    }
}

fn actors(parts: &[Participation], report: &mut Report) {
    let mut seen = BTreeSet::new();
    for part in parts {
        names(&part.roles, report);
        let Some(actor) = part.actor.target else { continue };
        let given = part.roles.iter().filter_map(|role| role.target).map(Some);
        let roles = given.chain(part.roles.is_empty().then_some(None)).map(|role| (actor, role));
        let roles: Vec<(usize, Option<usize>)> = roles.collect();
        if roles.iter().any(|role| seen.contains(role)) {
            report.add(
                Finding::new(
                    &rules::NAMED_TWICE,
                    part.actor.span,
                    format!("El actor «{}» está dos veces con el mismo papel.", part.actor.written),
                    format!("The actor “{}” is there twice in the same role.", part.actor.written),
                )
                .hint(
                    "Deje una sola entrada; los papeles y las notas de ambas caben en ella.",
                    "Keep one entry; the roles and notes of both fit in it.",
                ),
            );
        }
        seen.extend(roles);
    }
}
