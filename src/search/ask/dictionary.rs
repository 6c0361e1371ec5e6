//! Which words the index has: the forms of a word, everything that begins like it.

use super::{Engine, Trouble};
use crate::search::wire::{CONCEPT, Class, TERM_END};
use crate::search::words::{Word, key, kinship};
use tantivy::InvertedIndexReader;
use tantivy::postings::TermInfo;

/// A posting list that supports a unit of the question.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// Where its postings lie.
    pub(super) info: TermInfo,
    /// Where in the entry it stands.
    pub(super) class: Class,
    /// How well it fits what was asked.
    pub(super) weight: f32,
}

/// One spelling the index has.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// Without accents.
    pub(super) fold: String,
    /// With accents, where that differs.
    pub(super) mark: String,
    /// The posting list.
    pub(super) source: Source,
}

/// What the dictionary knows about a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms {
    /// Its forms in texts.
    pub(super) forms: Vec<Form>,
    /// The lexicon or a text has it.
    pub(super) known: bool,
}

/// More terms than this with one beginning are not read.
const MANY: usize = 40_000;

/// So many letters that stand for no word by themselves are the beginning of one, whatever words are akin to it:
/// `empoder` asks for `empoderamiento` no less than for `empodera`.
const BEGUN: usize = 4;

/// A word that names a place is not inflected: other forms count this much.
const NAMESAKE: f32 = 0.2;

/// All terms of a dictionary that begin with some bytes.
pub(super) fn scan(index: &InvertedIndexReader, prefix: &str) -> Result<Vec<(String, TermInfo)>, Trouble> {
    let mut upper = prefix.as_bytes().to_vec();
    let mut range = index.terms().range().ge(prefix.as_bytes());
    if let Some(last) = upper.last_mut() {
        *last += 1;
        range = range.lt(&upper);
    }
    let mut stream = range.into_stream()?;
    let mut found = Vec::new();
    while found.len() < MANY && stream.advance() {
        if let Ok(term) = std::str::from_utf8(stream.key()) {
            found.push((term.to_string(), stream.value().clone()));
        }
    }
    Ok(found)
}

/// The forms of a word; when it is not written so anywhere, what begins with it.
pub(super) fn forms(engine: &Engine, word: &Word, as_prefix: bool) -> Result<Forms, Trouble> {
    let own = scan(&engine.text, &root(engine, word))?;
    let spelled: Vec<Form> = own.into_iter().filter_map(read).collect();
    let stems = stems(engine, word, &spelled);
    let known = spelled.iter().any(|form| kinship(&word.fold, &[], &form.fold, &engine.stems) > 0.0);
    let written = |form: &Form| form.fold == word.fold || is_plural(&form.fold, &word.fold);
    let begun = word.fold.len() >= BEGUN && !spelled.iter().any(written);
    let prefix = as_prefix || begun || (!known && word.fold.len() >= 3);
    let mut forms = Vec::new();
    for mut form in spelled {
        let by_word = kinship_of(engine, word, &stems, &form);
        let weight =
            if by_word == 0.0 && prefix && form.fold.starts_with(&word.fold) { 0.8 } else { by_word };
        if weight > 0.0 && form.source.class != Class::Known {
            form.source.weight = weight;
            forms.push(form);
        }
    }
    let named = |form: &Form| form.fold == word.fold && form.source.class == Class::Place;
    if forms.iter().any(named) {
        forms
            .iter_mut()
            .filter(|form| form.fold != word.fold)
            .for_each(|form| form.source.weight *= NAMESAKE);
    }
    Ok(Forms { forms, known })
}

/// Whether one of two words is the other's plural.
fn is_plural(a: &str, b: &str) -> bool {
    let is = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| matches!(rest, "s" | "es"));
    is(a, b) || is(b, a)
}

/// What all forms of a word begin with.
fn root(engine: &Engine, word: &Word) -> String {
    if word.fold.chars().count() < 3 {
        return [&word.fold, TERM_END.encode_utf8(&mut [0; 4]) as &str].concat();
    }
    let mut root = common(&word.fold, &key(&word.fold));
    for stem in engine.stems.of(word.spelling()) {
        let folded = crate::search::words::fold(&stem).0;
        if folded.chars().count() > 3 {
            root = common(root, &folded);
        }
    }
    if root.chars().count() < 3 { word.fold.clone() } else { root.to_string() }
}

fn common<'a>(a: &'a str, b: &str) -> &'a str {
    let length = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    &a[..length]
}

/// The stems of a word, and those of its accented spellings when it was typed without accents.
fn stems(engine: &Engine, word: &Word, spelled: &[Form]) -> Vec<Vec<String>> {
    let mut all = vec![engine.stems.of(word.spelling())];
    if word.mark.is_empty() {
        let same = spelled.iter().filter(|form| form.fold == word.fold && !form.mark.is_empty());
        for form in same {
            let stems = engine.stems.of(&form.mark);
            if !all.contains(&stems) {
                all.push(stems);
            }
        }
    }
    all
}

fn kinship_of(engine: &Engine, word: &Word, stems: &[Vec<String>], form: &Form) -> f32 {
    if form.fold == word.fold {
        return spelling(word, form);
    }
    let spelled = if form.mark.is_empty() { &form.fold } else { &form.mark };
    let mut best = if key(&word.fold) == key(&form.fold) { 0.95 } else { 0.0 };
    for stems in stems {
        if best == 0.0 {
            best = kinship(word.spelling(), stems, spelled, &engine.stems);
        }
    }
    best
}

/// The same letters: the exact accents count most, and ñ is not n for who typed it.
fn spelling(word: &Word, form: &Form) -> f32 {
    if word.mark == form.mark {
        return 1.0;
    }
    let tilde = |text: &str| text.contains('ñ');
    if !word.mark.is_empty() && tilde(&word.mark) != tilde(&form.mark) { 0.4 } else { 0.96 }
}

fn read((term, info): (String, TermInfo)) -> Option<Form> {
    let (fold, rest) = term.split_once(TERM_END)?;
    if fold.starts_with(CONCEPT) {
        return None;
    }
    let class = Class::of(*rest.as_bytes().last()?)?;
    let source = Source { info, class, weight: 1.0 };
    Some(Form { fold: fold.to_string(), mark: rest[..rest.len() - 1].to_string(), source })
}
