//! The taxonomies, and the list of actors.

use super::Reader;
use super::parts::bad;
use crate::config::{ActorsConfig, IN_ADDRESSES, TaxonomyConfig};
use crate::report::{Finding, Span};
use crate::tree::{Entries, Node};

impl Reader<'_> {
    pub(super) fn taxonomy(&mut self, node: &Node) -> TaxonomyConfig {
        let mut entries = Entries::of(node, self.report);
        let id_span = entries.span_of(&["id"]);
        let id = self.id(&mut entries);
        if IN_ADDRESSES.contains(&id.as_str()) {
            self.report.add(in_addresses(&id, id_span));
        }
        let taxonomy = TaxonomyConfig {
            label: self.label(&mut entries, &id),
            help: self.localized(&mut entries, &["help"]),
            file_span: entries.span_of(&["file"]),
            file: self.path(&mut entries, &["file"]),
            address: self.folder(&mut entries, &["address"]).unwrap_or_else(|| id.clone()),
            ordinal: entries.flag(&["ordinal"], self.report),
            id,
            span: node.span,
        };
        entries.finish(self.report);
        taxonomy
    }

    pub(super) fn actors(&mut self, node: &Node) -> ActorsConfig {
        let mut entries = Entries::of(node, self.report);
        let actors = ActorsConfig {
            label: self.label(&mut entries, "actores"),
            files_span: entries.span_of(&["files"]),
            files: self.path(&mut entries, &["files"]),
            kinds: self.named(&mut entries, &["kinds"], true),
            roles: self.named(&mut entries, &["roles"], true),
            span: node.span,
        };
        entries.finish(self.report);
        actors
    }
}

/// The finding that a taxonomy has a name by which the address of a set says something else.
fn in_addresses(id: &str, span: Span) -> Finding {
    bad(
        span,
        &format!("Una taxonomía no puede llamarse «{id}»: con ese nombre la dirección de un conjunto dice otra cosa."),
        &format!("A taxonomy cannot be called “{id}”: by that name the address of a set says something else."),
    )
    .hint("Elija otro identificador.", "Choose another id.")
}
