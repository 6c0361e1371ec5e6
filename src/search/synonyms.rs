//! The site's general synonyms, as the vocabulary has them.

pub use crate::vocabulary::synonyms::Synonyms;
