//! Which field a line of a report begins with: by the names that the model gives its fields, and what comes near them.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::CollectionConfig;
use crate::fold::fold;
use crate::import::mapping::names as names_of;

/// A label has no more words than this.
const WORDS: usize = 12;
/// A name without a colon after it is a label only from so many words on.
const WORDS_WITHOUT_COLON: usize = 3;
/// Shorter words tell nothing.
const SHORTEST: usize = 4;
/// How near a label must come to a name.
const NEAR: f64 = 0.75;
/// How many words a label may add to a name that it begins with.
const MORE: usize = 6;

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// A field of the model.
    Field(usize),
    /// A dimension, whose fields follow.
    Dimension(usize),
    /// Something that the model does not have.
    Nothing,
}

/// A label at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label<'l> {
    /// What it names.
    pub(super) named: Named,
    /// Its words.
    pub(super) words: &'l str,
    /// What the line says after it.
    pub(super) rest: &'l str,
}

/// The names of a collection's fields and dimensions, folded.
pub(super) struct Names {
    known: BTreeMap<String, Named>,
    /// The same with their telling words, for what only comes near one.
    names: Vec<Name>,
}

struct Name {
    name: String,
    telling: BTreeSet<String>,
    named: Named,
}

impl Names {
    /// The names that the model gives, under those that the map of labels gives.
    pub(super) fn new(model: &CollectionConfig, map: &BTreeMap<String, String>) -> Names {
        let mut names = BTreeMap::new();
        for (label, id) in map {
            let named = model.field_at(id).map_or(Named::Nothing, Named::Field);
            names.insert(fold(label), named);
        }
        for (at, field) in model.fields.iter().enumerate() {
            names_of(field).for_each(|name| {
                names.entry(fold(name)).or_insert(Named::Field(at));
            });
        }
        for (at, dimension) in model.dimensions.iter().enumerate() {
            for (_, label) in dimension.label.iter() {
                names.entry(fold(label)).or_insert(Named::Dimension(at));
            }
        }
        names.remove("");
        let with_words = |(name, named): (&String, &Named)| Name {
            name: name.clone(),
            telling: telling(name),
            named: *named,
        };
        Names { names: names.iter().map(with_words).collect(), known: names }
    }

    /// Whether a line is, or begins with, a name as it is known.
    pub(super) fn is_named(&self, line: &str) -> bool {
        let words = announced(line).map_or(line, |(words, _)| words);
        self.known(words).is_some()
    }

    /// The label that a line begins with. `opens` says that a paragraph begins here.
    pub(super) fn label<'l>(&self, line: &'l str, opens: bool) -> Option<Label<'l>> {
        let line = unnumbered(line);
        // In the middle of a paragraph only a name as it is known is a label: prose has colons too.
        if let Some((words, rest)) = announced(line)
            && let Some(named) = if opens { self.named(words) } else { self.known(words) }
        {
            return Some(Label { named, words, rest });
        }
        let whole = line.trim_end_matches(['.', ':', ' ']);
        if let Some(named @ Named::Dimension(_)) = self.known(whole) {
            return Some(Label { named, words: whole, rest: "" });
        }
        if opens && whole.split_whitespace().count() <= WORDS {
            let named = self.known(whole).or_else(|| self.heading(whole));
            if let Some(named) = named {
                return Some(Label { named, words: whole, rest: "" });
            }
        }
        self.unannounced(line, opens)
    }

    /// What a name names, as it is known.
    pub(super) fn known(&self, name: &str) -> Option<Named> {
        self.known.get(&fold(name)).copied()
    }

    /// What a label names: by its name, by a name that it begins with, by one that it comes near.
    pub(super) fn named(&self, label: &str) -> Option<Named> {
        if let Some(named) = self.known(label) {
            return Some(named);
        }
        self.near(label, |_| true)
    }

    /// What a label comes nearest to, among the names of one kind.
    fn near(&self, label: &str, kind: impl Fn(Named) -> bool) -> Option<Named> {
        let label = fold(label);
        let words = telling(&label);
        let names = self.names.iter().filter(|name| kind(name.named));
        let scored = names.map(|name| (likeness(&label, &words, name), name.name.len(), name.named));
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
        (best.0 >= NEAR).then_some(best.2)
    }

    /// The dimension that a line is the heading of, whatever it adds to its name.
    fn heading(&self, line: &str) -> Option<Named> {
        self.near(line, |named| matches!(named, Named::Dimension(_)))
    }

    /// A name of several words that no colon follows, at the beginning of a paragraph; or any name that a dash or a
    /// column's width sets off.
    fn unannounced<'l>(&self, line: &'l str, opens: bool) -> Option<Label<'l>> {
        let mut known = None;
        for (count, word) in words(line).take(if opens { WORDS } else { 0 }).enumerate() {
            let rest = &line[word.end..];
            let set_off = rest.starts_with(['\t', '–', '—'])
                || ["  ", " –", " —", " - ", ".-", ".–"].iter().any(|sign| rest.starts_with(sign));
            if count + 1 < WORDS_WITHOUT_COLON && !set_off {
                continue;
            }
            if let Some(Named::Field(at)) = self.known.get(&fold(&line[..word.end])) {
                known = Some((Named::Field(*at), word.end));
            }
        }
        let (named, end) = known?;
        Some(Label { named, words: &line[..end], rest: line[end..].trim_start_matches(SET_OFF) })
    }
}

/// What may stand between a label and what it announces.
const SET_OFF: [char; 7] = [':', '-', '–', '—', '.', ' ', '\t'];

/// The words of a line, as stretches of it.
fn words(line: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    line.split_whitespace().map(move |word| {
        let start = word.as_ptr() as usize - line.as_ptr() as usize;
        start..start + word.trim_end_matches(['.', ',', ':']).len()
    })
}

/// The words before a colon and those after it, where they may be a label: `Año de gestación: 1998`.
pub(super) fn announced(line: &str) -> Option<(&str, &str)> {
    let (words, rest) = line.split_once(':')?;
    let first = words.chars().next()?;
    let fits = first.is_uppercase() && words.split_whitespace().count() <= WORDS;
    let address = rest.starts_with("//");
    (fits && !address && !words.contains(". ")).then(|| (words.trim(), rest.trim_start_matches(SET_OFF)))
}

/// A line without the number or letter of a list before a label: `1.`, `a)`.
fn unnumbered(line: &str) -> &str {
    let marked = line.split_once(['.', ')']).filter(|(mark, rest)| {
        let short = (1..=2).contains(&mark.len()) && mark.chars().all(|c| c.is_ascii_alphanumeric());
        short && rest.starts_with([' ', '-'])
    });
    marked.map_or(line, |(_, rest)| rest.trim_start_matches(['-', ' ']))
}

/// From 0 to 1: how near a label comes to a name, both folded.
fn likeness(label: &str, words: &BTreeSet<String>, name: &Name) -> f64 {
    let more = label.strip_prefix(name.name.as_str()).filter(|rest| rest.starts_with(' '));
    if more.is_some_and(|rest| rest.split_whitespace().count() <= MORE) {
        return 0.9;
    }
    spelling(label, &name.name).max(shared(words, &name.telling))
}

/// How alike the spelling is; nothing where the lengths alone keep them apart.
fn spelling(label: &str, name: &str) -> f64 {
    let (short, long) = (label.len().min(name.len()), label.len().max(name.len()));
    let comparable = name.len() > SHORTEST && short as f64 >= NEAR * long as f64;
    if comparable { strsim::normalized_damerau_levenshtein(label, name) } else { 0.0 }
}

/// How much of the telling words of both is in both. One word in common is too little to go by.
fn shared(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let both = a.intersection(b).count();
    if both < 2 { 0.0 } else { both as f64 / (a.len() + b.len() - both) as f64 }
}

fn telling(text: &str) -> BTreeSet<String> {
    text.split(' ').filter(|word| word.len() >= SHORTEST).map(str::to_owned).collect()
}
