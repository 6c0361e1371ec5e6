//! What the editors have decided of records that look alike.

use crate::report::{Report, Span};
use crate::tree::{Entries, Names, Node};

const SAME: Names = &["iguales", "same", "iguais"];
const DIFFERENT: Names = &["distintas", "different", "distintos"];
const REASON: Names = &["motivo", "reason"];

/// Records, by slug or title, that are the same experience, or are not.
#[derive(Clone, Debug)]
pub struct Likeness {
    /// The slugs or titles.
    pub records: Vec<String>,
    /// Whether they are one experience entered several times.
    pub same: bool,
    /// Why.
    pub reason: Option<String>,
    /// Where it is said.
    pub span: Span,
}

/// Reads a list of `{ iguales: […], motivo: … }` and `{ distintas: […], motivo: … }`.
pub(crate) fn read(root: &Node, report: &mut Report) -> Vec<Likeness> {
    root.items().iter().map(|node| one(node, report)).collect()
}

fn one(node: &Node, report: &mut Report) -> Likeness {
    let mut entries = Entries::of(node, report);
    let same = entries.texts(SAME, report);
    let different = entries.texts(DIFFERENT, report);
    let reason = entries.text(REASON, report);
    entries.finish(report);
    let is_same = !same.is_empty();
    Likeness { records: if is_same { same } else { different }, same: is_same, reason, span: node.span }
}
