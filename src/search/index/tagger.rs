//! Which words of a text express a concept of the lexicon: the longest phrase wins.

use crate::search::entry::Concept;
use crate::search::words::phrase_key;
use rustc_hash::FxHashMap;

/// A concept met in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Ordinal of the concept.
    pub(super) concept: u32,
    /// Ordinal of the phrase among all phrases of the lexicon.
    pub(super) phrase: u32,
    /// The phrase is only near to it.
    pub(super) near: bool,
}

#[derive(Default)]
struct Node {
    next: FxHashMap<u32, u32>,
    tags: Vec<Tag>,
}

/// All phrases of the lexicon, as a tree of word keys.
pub(super) struct Tagger {
    keys: FxHashMap<String, u32>,
    nodes: Vec<Node>,
}

impl Tagger {
    pub(super) fn new(concepts: &[Concept]) -> Tagger {
        let mut tagger = Tagger { keys: FxHashMap::default(), nodes: vec![Node::default()] };
        let mut ordinal = 0;
        for (i, concept) in concepts.iter().enumerate() {
            for (near, phrases) in [(false, &concept.phrases), (true, &concept.near)] {
                for phrase in phrases {
                    if is_tagged(&concept.id) {
                        tagger.add(phrase, Tag { concept: i as u32, phrase: ordinal, near });
                    }
                    ordinal += 1;
                }
            }
        }
        tagger
    }

    fn add(&mut self, phrase: &str, tag: Tag) {
        let key = phrase_key(phrase);
        if key.is_empty() {
            return;
        }
        let mut at = 0;
        for word in key.split(' ') {
            let fresh = self.keys.len() as u32;
            let id = *self.keys.entry(word.to_string()).or_insert(fresh);
            at = self.step(at, id);
        }
        let tags = &mut self.nodes[at as usize].tags;
        if !tags.iter().any(|t| t.concept == tag.concept) {
            tags.push(tag);
        }
    }

    fn step(&mut self, at: u32, id: u32) -> u32 {
        let fresh = self.nodes.len() as u32;
        let next = *self.nodes[at as usize].next.entry(id).or_insert(fresh);
        if next == fresh {
            self.nodes.push(Node::default());
        }
        next
    }

    /// The lexicon's number for a word's key; `None` for a word no phrase has.
    pub(super) fn word(&self, key: &str) -> Option<u32> {
        self.keys.get(key).copied()
    }

    /// The tags of the longest phrase that begins at a word, and how many words it takes.
    ///
    /// `words` are the lexicon's numbers; `skip` tells which words are function words.
    pub(super) fn longest(
        &self,
        words: &[Option<u32>],
        skip: &[bool],
        from: usize,
    ) -> Option<(&[Tag], usize)> {
        let (mut at, mut best) = (0_u32, None);
        for i in from..words.len() {
            if i > from && skip[i] {
                continue;
            }
            let Some(next) = words[i].and_then(|w| self.nodes[at as usize].next.get(&w)) else { break };
            at = *next;
            let tags = &self.nodes[at as usize].tags;
            if !tags.is_empty() {
                best = Some((tags.as_slice(), i + 1 - from));
            }
        }
        best
    }
}

/// Whether a concept is looked for in texts; labels of fields and words for absences are not: they stand everywhere.
pub(super) fn is_tagged(id: &str) -> bool {
    matches!(id.as_bytes().first(), Some(b'g' | b'a' | b't'))
}
