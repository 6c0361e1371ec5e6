//! An entry as the terms of its Tantivy document.

use super::reverse::Met;
use super::stream;
use super::tagger::Tagger;
use crate::search::entry::{Entry, Kind, Stock};
use crate::search::wire::{CONCEPT, Class, SLOT_BITS, TERM_END};
use crate::search::words::{Word, is_prefix, is_stop, key, split};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What is remembered of a spelling.
struct Known {
    word: Word,
    /// The word as a term, all but the letter of its class.
    term: String,
    lexicon: Option<u32>,
    stop: bool,
    /// It may be the first half of a compound.
    prefix: bool,
}

/// Turns entries into terms, remembering every spelling it has met.
pub(super) struct Terms<'a> {
    stock: &'a Stock,
    tagger: &'a Tagger,
    seen: FxHashMap<String, u32>,
    met: Met,
    record: bool,
    known: Vec<Known>,
}

impl<'a> Terms<'a> {
    pub(super) fn new(stock: &'a Stock, tagger: &'a Tagger) -> Terms<'a> {
        Terms {
            stock,
            tagger,
            seen: FxHashMap::default(),
            met: Met::default(),
            record: false,
            known: Vec::new(),
        }
    }

    /// The folds of all spellings met.
    pub(super) fn folds(&self) -> BTreeSet<String> {
        self.known.iter().map(|k| k.word.fold.clone()).collect()
    }

    /// The phrases of the lexicon that were met.
    pub(super) fn met(&mut self) -> Met {
        std::mem::take(&mut self.met)
    }

    /// All terms of an entry.
    pub(super) fn of(&mut self, entry: &Entry) -> stream::Terms {
        self.record = entry.kind == Kind::Record;
        let mut out = stream::Terms::none();
        self.keys(entry, &mut out);
        let found = entry.parts.iter().filter_map(|part| Some((part, part.class?)));
        let mut found: Vec<_> = found.filter(|(_, class)| entry.finds(*class)).collect();
        found.sort_by_key(|(part, _)| part.field);
        for parts in found.chunk_by(|(a, _), (b, _)| a.field == b.field) {
            let mut free = 0;
            for (part, class) in parts {
                free += self.text(&part.text, *class, part.field << SLOT_BITS, free, &mut out) + 8;
            }
        }
        out
    }

    /// Adds what the entry is an instance of.
    fn keys(&self, entry: &Entry, out: &mut stream::Terms) {
        for (taxonomy, term) in &entry.terms {
            let mut at = Some(*term);
            let mut class = Class::Key;
            while let Some(term) = at {
                let id = concept_of(self.stock, *taxonomy, term);
                push_concept(out, *taxonomy + 1, &id, false, class);
                at = self.stock.taxonomies[*taxonomy as usize].terms[term as usize].broader.checked_sub(1);
                class = Class::Broader;
            }
        }
        let mut keys: Vec<_> = entry.keys.iter().collect();
        keys.sort_by_key(|(field, _)| *field);
        for (field, id) in keys {
            push_concept(out, *field << SLOT_BITS, id, false, Class::Key);
        }
    }

    /// Adds the terms of one text; gives how many words it had.
    fn text(&mut self, text: &str, class: Class, slot: u32, offset: usize, out: &mut stream::Terms) -> usize {
        let spans: Vec<_> = split(text).collect();
        let ids: Vec<u32> = spans.iter().map(|s| self.id(&text[s.start..s.end])).collect();
        let last = (1 << SLOT_BITS) - 1;
        let at = |i: usize| slot + ((offset + i) as u32).min(last);
        for (i, id) in ids.iter().enumerate() {
            let known = &self.known[*id as usize];
            push_word(out, at(i), &known.term, class);
            let joins = spans[i].hyphen || known.prefix;
            if joins && i + 1 < ids.len() {
                let joined = self.joined(*id, ids[i + 1]);
                push_word(out, at(i), &classless(&joined), class);
            }
        }
        if class == Class::Label {
            return ids.len();
        }
        let hyphens: Vec<bool> = spans.iter().map(|s| s.hyphen).collect();
        self.concepts(&ids, &hyphens, class, at, out);
        ids.len()
    }

    fn concepts(
        &mut self,
        ids: &[u32],
        hyphens: &[bool],
        class: Class,
        at: impl Fn(usize) -> u32,
        out: &mut stream::Terms,
    ) {
        let words: Vec<_> = ids.iter().map(|id| self.known[*id as usize].lexicon).collect();
        let skip: Vec<_> =
            ids.iter().zip(hyphens).map(|(id, hyphen)| self.known[*id as usize].stop && !hyphen).collect();
        let mut i = 0;
        while i < words.len() {
            let found = if skip[i] { None } else { self.tagger.longest(&words, &skip, i) };
            let Some((tags, length)) = found else {
                i += 1;
                continue;
            };
            for tag in tags {
                self.met.phrases.insert(tag.phrase);
                if self.record {
                    self.met.marked.insert(tag.phrase);
                }
                let id = &self.stock.concepts[tag.concept as usize].id;
                push_concept(out, at(i), id, tag.near, class);
            }
            i += length;
        }
    }

    fn joined(&self, a: u32, b: u32) -> Word {
        let (a, b) = (&self.known[a as usize].word, &self.known[b as usize].word);
        let marked = !(a.mark.is_empty() && b.mark.is_empty());
        let mark = if marked { [a.spelling(), b.spelling()].concat() } else { String::new() };
        Word { fold: [a.fold.as_str(), &b.fold].concat(), mark }
    }

    fn id(&mut self, raw: &str) -> u32 {
        if let Some(id) = self.seen.get(raw) {
            return *id;
        }
        let word = Word::new(raw);
        let term = classless(&word);
        let (stop, prefix) = (is_stop(&word.fold), is_prefix(&word.fold));
        let lexicon = self.tagger.word(&key(&word.fold));
        let id = self.known.len() as u32;
        self.known.push(Known { word, term, lexicon, stop, prefix });
        self.seen.insert(raw.to_string(), id);
        id
    }
}

/// The concept a term of a taxonomy is.
pub(super) fn concept_of(stock: &Stock, taxonomy: u32, term: u32) -> String {
    let taxonomy = &stock.taxonomies[taxonomy as usize];
    ["t:", &taxonomy.id, ":", &taxonomy.terms[term as usize].id].concat()
}

/// The index term of a word.
pub(super) fn word_term(word: &Word, class: Class) -> String {
    let mut term = classless(word);
    term.push(class.letter() as char);
    term
}

/// The same, all but the letter of its class.
fn classless(word: &Word) -> String {
    let mut term = String::with_capacity(word.fold.len() + word.mark.len() + 2);
    term.push_str(&word.fold);
    term.push(TERM_END);
    term.push_str(&word.mark);
    term
}

fn push_word(out: &mut stream::Terms, at: u32, term: &str, class: Class) {
    out.push(at, &[term, (class.letter() as char).encode_utf8(&mut [0; 4])]);
}

fn push_concept(out: &mut stream::Terms, at: u32, id: &str, near: bool, class: Class) {
    let mut letters = [[0; 4]; 3];
    let [first, end, letter] = &mut letters;
    let (first, end) = (CONCEPT.encode_utf8(first), TERM_END.encode_utf8(end));
    let letter = (class.letter() as char).encode_utf8(letter);
    out.push(at, &[first, id, end, letter, if near { "~" } else { "" }]);
}
