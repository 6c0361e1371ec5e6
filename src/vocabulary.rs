//! Controlled vocabularies: taxonomies of terms, and the list of actors.

mod actors;
pub mod synonyms;
mod terms;

pub(crate) use actors::KEYS as ACTOR_KEYS;
pub use actors::{Actor, read as read_actors};
pub(crate) use terms::{KEYS as TERM_KEYS, same_id};
pub use terms::{Taxonomy, Term, read as read_terms};
