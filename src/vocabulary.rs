//! Controlled vocabularies: taxonomies of terms, and the list of actors.

mod actors;
pub mod synonyms;
mod terms;

pub use actors::{Actor, read as read_actors};
pub(crate) use terms::same_id;
pub use terms::{Taxonomy, Term, read as read_terms};
