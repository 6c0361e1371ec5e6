//! A mention of something that is listed elsewhere: a term, an actor, another record.

use crate::report::{Report, Span};
use crate::tree::{self, Node};

/// What was written, and which listed thing it means once that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// As written: an id, a label, an acronym.
    pub written: String,
    /// Where.
    pub span: Span,
    /// The place of what it means in its list; `None` until it is resolved, and after if it means nothing.
    pub target: Option<usize>,
}

impl Mention {
    /// A mention that is not resolved yet.
    pub fn new(written: impl Into<String>, span: Span) -> Mention {
        Mention { written: written.into(), span, target: None }
    }
}

/// The mentions of a list, or the only one of a scalar.
pub(crate) fn read(node: &Node, report: &mut Report) -> Vec<Mention> {
    let mentions =
        node.items().iter().filter_map(|item| Some(Mention::new(tree::text(item, report)?, item.span)));
    mentions.collect()
}
