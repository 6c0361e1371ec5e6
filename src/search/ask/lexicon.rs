//! What a phrase means: the concepts of the lexicon, and the posting lists of a concept.

use super::dictionary::{Source, scan};
use super::{Engine, Trouble};
use crate::search::wire::{CONCEPT, Class, PHRASES, TERM_END};

/// A meaning that a phrase of the question has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The concept's id.
    pub(super) id: String,
    /// The phrase is only near to it.
    pub(super) near: bool,
}

/// The meanings of a phrase, given by its key.
pub(super) fn meanings(engine: &Engine, key: &str) -> Result<Vec<Meaning>, Trouble> {
    let prefix = [key, TERM_END.encode_utf8(&mut [0; 4])].concat();
    let mut found = Vec::new();
    for (term, _) in scan(&engine.lexicon, &prefix)? {
        let rest = &term[prefix.len()..];
        if let Some(id) = rest.strip_prefix('e') {
            found.push(Meaning { id: id.to_string(), near: false });
        } else if let Some(id) = rest.strip_prefix('n') {
            found.push(Meaning { id: id.to_string(), near: true });
        }
    }
    Ok(found)
}

/// What is only near to a concept counts this much.
const NEAR: f32 = 0.2;
/// A title that only has a near word is not about the concept: the near word weighs at most so much.
const ASIDE: f32 = 2.0;
/// A term that is asked for by a synonym of its label counts this much: its synonyms are often narrower.
const BY_SYNONYM: f32 = 0.4;
/// A text that names a term of a vocabulary is not thereby classified by it: the name counts this much.
const SAID: f32 = 0.35;

/// The posting lists of a concept: where it is expressed, and (for less) where only something near to it is.
pub(super) fn sources(engine: &Engine, meaning: &Meaning, weight: f32) -> Result<Vec<Source>, Trouble> {
    let prefix =
        [CONCEPT.encode_utf8(&mut [0; 4]) as &str, &meaning.id, TERM_END.encode_utf8(&mut [0; 4])].concat();
    let classified = meaning.id.starts_with("t:");
    let mut found = Vec::new();
    for (term, info) in scan(&engine.text, &prefix)? {
        let rest = &term.as_bytes()[prefix.len()..];
        let Some(class) = rest.first().and_then(|letter| Class::of(*letter)) else { continue };
        let near = |near: bool| {
            if near && classified {
                BY_SYNONYM
            } else if near {
                NEAR
            } else {
                1.0
            }
        };
        let said = if classified && !matches!(class, Class::Key | Class::Broader) { SAID } else { 1.0 };
        let close = if rest.len() > 1 && !classified { (ASIDE / class.weight()).min(1.0) } else { 1.0 };
        let distance = near(rest.len() > 1) * near(meaning.near) * said * close;
        found.push(Source { info, class, weight: weight * distance });
    }
    Ok(found)
}

/// The keys of all phrases of a concept.
pub(super) fn phrases(engine: &Engine, id: &str) -> Result<Vec<String>, Trouble> {
    let prefix = [PHRASES.encode_utf8(&mut [0; 4]) as &str, id, TERM_END.encode_utf8(&mut [0; 4])].concat();
    Ok(scan(&engine.lexicon, &prefix)?
        .into_iter()
        .map(|(term, _)| term[prefix.len()..].to_string())
        .collect())
}
