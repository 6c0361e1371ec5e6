//! The answer to one field: a value, a text, or the reason why there is none.

mod body;
mod findings;
mod front;
mod value;

use std::sync::Arc;

use super::absence::Absence;
use crate::markdown::Prose;
use crate::report::Span;

pub(crate) use body::{from_body, join};
pub(crate) use findings::field_twice;
pub(crate) use front::{KEYS, read};
pub use value::Value;

/// What a ficha says in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The structured value.
    pub value: Option<Value>,
    /// The prose: the whole answer of a text field, the commentary of any other.
    pub text: Option<Arc<Prose>>,
    /// Why there is neither.
    pub absence: Option<Absence>,
    /// Whether what is said is known to be incomplete.
    pub partial: bool,
    /// A remark of the editors.
    pub note: Option<String>,
    /// Where just this field was taken from.
    pub source: Option<String>,
    /// Where it is said.
    pub span: Span,
}

impl Answer {
    /// An answer that says nothing yet.
    pub(crate) fn empty(span: Span) -> Answer {
        Answer { value: None, text: None, absence: None, partial: false, note: None, source: None, span }
    }

    /// An answer that says why there is no value.
    pub(crate) fn absent(absence: Absence, span: Span) -> Answer {
        Answer { absence: Some(absence), ..Answer::empty(span) }
    }

    /// Whether it says anything: a value, a text or an absence, not only a note.
    pub fn is_given(&self) -> bool {
        self.value.is_some() || self.text.is_some() || self.absence.is_some()
    }

    /// Whether there is a value or a text.
    pub fn has_content(&self) -> bool {
        self.value.is_some() || self.text.is_some()
    }
}
