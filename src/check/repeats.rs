//! What a field names twice.

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
    for (at, mention) in mentions.iter().enumerate().skip(1) {
        if mentions[..at].iter().any(|before| is_same(before, mention)) {
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
}

fn actors(parts: &[Participation], report: &mut Report) {
    for (at, part) in parts.iter().enumerate() {
        names(&part.roles, report);
        if parts[..at].iter().any(|before| is_same(&before.actor, &part.actor) && share_a_role(before, part))
        {
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
    }
}

fn is_same(one: &Mention, other: &Mention) -> bool {
    one.target.is_some() && one.target == other.target
}

fn share_a_role(one: &Participation, other: &Participation) -> bool {
    let shared = |role: &Mention| other.roles.iter().any(|its| is_same(its, role));
    one.roles.iter().any(shared) || one.roles.is_empty() && other.roles.is_empty()
}
