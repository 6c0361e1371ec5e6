//! Who took part in an experience, and how.

use super::term::{self, Mention};
use crate::report::Report;
use crate::tree::{Entries, Names, Node};

const ACTOR: Names = &["actor", "actor", "ator"];
const ROLE: Names = &["rol", "role", "papel"];
const NOTE: Names = &["nota", "note"];
/// Every key of a participation.
pub(crate) const KEYS: &[Names] = &[ACTOR, ROLE, NOTE];

/// One actor's part in one ficha.
#[derive(Clone, Debug, PartialEq)]
pub struct Participation {
    /// Who.
    pub actor: Mention,
    /// In which roles.
    pub roles: Vec<Mention>,
    /// What else is known of it.
    pub note: Option<String>,
}

/// `[fosis, { actor: sernapesca, rol: [impulsa, financia], nota: … }]`.
pub(crate) fn read(node: &Node, report: &mut Report) -> Vec<Participation> {
    node.items().iter().filter_map(|item| one(item, report)).collect()
}

fn one(node: &Node, report: &mut Report) -> Option<Participation> {
    if let Some(written) = node.scalar() {
        return Some(Participation {
            actor: Mention::new(written.trim(), node.span),
            roles: Vec::new(),
            note: None,
        });
    }
    let mut entries = Entries::of(node, report);
    let named = entries.take(ACTOR);
    let roles = entries.take(ROLE).map(|node| term::read(node, report)).unwrap_or_default();
    let note = entries.text(NOTE, report);
    entries.finish(report);
    let actor = match named {
        Some(named) => Mention::new(crate::tree::text(named, report)?, named.span),
        None => {
            report.add(super::missing_key(("actor", "actor"), node.span));
            return None;
        }
    };
    Some(Participation { actor, roles, note })
}
