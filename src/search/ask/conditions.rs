//! Questions that are really filters: `escala provincial`, `iniciadas en 2005`, `presupuesto sin información`.

use super::dictionary::Source;
use super::lexicon::{Meaning, meanings, sources};
use super::question::Piece;
use super::units::{Segment, all, year};
use super::{Engine, Trouble};
use crate::search::wire::Class;
use crate::search::words::{is_neutral, key, phrase_key};

/// Something that must hold of an entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Condition {
    /// It holds where one of these does, as much as the weight says.
    pub(super) sources: Vec<Source>,
    /// It holds of the entries that begin (or, with `ends`, end) in these years.
    pub(super) years: Option<(i32, i32)>,
    /// The years are those of the end.
    pub(super) ends: bool,
    /// It must not hold.
    pub(super) excluded: bool,
    /// It asks for what is not there.
    pub(super) lacks: bool,
}

/// The kinds of absence an asked one stands for, and how well.
const ABSENCES: &[(&str, &[(&str, f32)])] = &[
    ("sin-informacion", &[("sin-informacion", 1.0), ("parcial", 0.6), ("sin-relevar", 0.5)]),
    ("no-existe", &[("no-existe", 1.0), ("no-aplica", 0.6), ("sin-informacion", 0.5)]),
    ("no-aplica", &[("no-aplica", 1.0)]),
    ("sin-relevar", &[("sin-relevar", 1.0)]),
    ("parcial", &[("parcial", 1.0)]),
];

/// Takes the conditions out of a question; the segments that served are marked.
pub(super) fn take(engine: &Engine, segments: &mut [Segment]) -> Result<Vec<Condition>, Trouble> {
    let mut found = years(segments);
    let pairs: Vec<(usize, usize)> = neighbours(segments);
    let conditions = all(pairs.iter().map(|(a, b)| pair(engine, &segments[*a], &segments[*b])))?;
    for ((a, b), condition) in pairs.into_iter().zip(conditions) {
        // Where it holds of nothing, what was typed is taken for words.
        if let Some(condition) = condition.filter(|condition| !condition.sources.is_empty())
            && !segments[a].used
            && !segments[b].used
        {
            segments[a].used = true;
            segments[b].used = true;
            found.push(condition);
        }
    }
    Ok(found)
}

/// Pairs of segments with nothing between them but function words and words that only put the question.
fn neighbours(segments: &[Segment]) -> Vec<(usize, usize)> {
    let silent = |segment: &Segment| {
        segment.is_stop()
            || segment.meanings.is_empty() && segment.words.iter().all(|word| is_neutral(&word.word.fold))
    };
    let content: Vec<usize> =
        (0..segments.len()).filter(|i| !silent(&segments[*i]) && !segments[*i].used).collect();
    content.windows(2).map(|w| (w[0], w[1])).collect()
}

/// A label beside one of its terms, or beside a word for an absence; in either order.
fn pair(engine: &Engine, a: &Segment, b: &Segment) -> Result<Option<Condition>, Trouble> {
    for (label, value) in [(a, b), (b, a)] {
        if let (Some(field), Some(kind)) = (label.meaning("f:"), value.meaning("u:")) {
            return absence(engine, field, kind).map(Some);
        }
        let Some(taxonomy) = taxonomy(engine, label) else { continue };
        if let Some(term) = value.meaning(&["t:", &taxonomy, ":"].concat()) {
            return term_of(engine, &taxonomy, term).map(Some);
        }
    }
    Ok(None)
}

/// The entries classified by the term a segment names, where it names one.
pub(super) fn classified(engine: &Engine, segment: &Segment) -> Result<Option<Condition>, Trouble> {
    let term = segment.meaning("t:").and_then(|id| id.split_once(':'));
    term.map(|(taxonomy, term)| term_of(engine, taxonomy, term)).transpose()
}

/// The taxonomy a segment names, as such or as the field it classifies.
fn taxonomy(engine: &Engine, label: &Segment) -> Option<String> {
    let id = label.meaning("x:").or_else(|| label.meaning("f:"))?;
    engine.manifest.taxonomy(id).map(|_| id.to_string())
}

/// The entries classified by a term or a narrower one.
fn term_of(engine: &Engine, taxonomy: &str, term: &str) -> Result<Condition, Trouble> {
    let meaning = Meaning { id: ["t:", taxonomy, ":", term].concat(), near: false };
    let mut sources = sources(engine, &meaning, 1.0)?;
    sources.retain(|s| matches!(s.class, Class::Key | Class::Broader));
    Ok(Condition { sources, ..Condition::default() })
}

/// The entries that lack a field, in the asked way first.
fn absence(engine: &Engine, field: &str, kind: &str) -> Result<Condition, Trouble> {
    let kinds = ABSENCES.iter().find(|(asked, _)| *asked == kind).map_or(&[][..], |(_, kinds)| kinds);
    let lists = all(kinds.iter().map(|(kind, weight)| {
        let meaning = Meaning { id: ["z:", field, ":", kind].concat(), near: false };
        sources(engine, &meaning, *weight)
    }))?;
    Ok(Condition { sources: lists.concat(), lacks: true, ..Condition::default() })
}

/// The field a name stands for, by id or label in any language.
pub(super) fn field(engine: &Engine, name: &str) -> Result<Option<u32>, Trouble> {
    let meant = meanings(engine, &phrase_key(name))?;
    let id = meant.iter().find_map(|m| m.id.strip_prefix("f:"));
    Ok(id.and_then(|id| engine.manifest.fields.iter().position(|f| f.id == id)).map(|i| i as u32))
}

/// `field:value` where the value is a term of the field's taxonomy, a kind of absence, or a year.
pub(super) fn of_field(engine: &Engine, name: &str, piece: &Piece) -> Result<Option<Condition>, Trouble> {
    let number = piece.words.first().and_then(|w| w.word.fold.parse::<i32>().ok());
    let years = match (key(&crate::search::words::fold(name).0).as_str(), number) {
        ("desd" | "since" | "from", Some(from)) => Some((from, i32::MAX)),
        ("hast" | "until" | "to" | "ate", Some(to)) => Some((i32::MIN, to)),
        ("ano" | "an" | "year", Some(year)) => Some((year, year)),
        _ => None,
    };
    if years.is_some() {
        return Ok(Some(Condition { years, excluded: piece.excluded, ..Condition::default() }));
    }
    let folds: Vec<&str> = piece.words.iter().map(|w| w.word.fold.as_str()).collect();
    let asked = [name, &folds.join(" ")].map(phrase_key);
    let [label, value] =
        <[_; 2]>::try_from(all(asked.iter().map(|key| meanings(engine, key)))?).unwrap_or_default();
    let segment = |meanings| Segment { meanings, ..Segment::default() };
    let condition = pair(engine, &segment(label), &segment(value))?;
    Ok(condition.map(|c| Condition { excluded: piece.excluded, ..c }))
}

/// How a year is spoken of; the words are folded beginnings.
const BEGUN: &[&str] = &[
    "inici",
    "comenz",
    "empez",
    "nacid",
    "nacier",
    "nacio",
    "cread",
    "fundad",
    "surg",
    "gestad",
    "start",
    "created",
    "founded",
    "began",
    "begun",
    "born",
    "criad",
    "nascid",
    "comecad",
    "lanzad",
    "constituid",
    "formad",
];
const ENDED: &[&str] = &["termin", "finaliz", "conclu", "acabad", "ended", "finished", "encerrad", "cerrad"];
const SINCE: &[&str] = &["desde", "partir", "since", "from"];
const AFTER: &[&str] = &["despues", "posterior", "after", "apos", "depois"];
const UNTIL: &[&str] = &["hasta", "until", "ate", "till"];
const BEFORE: &[&str] = &["antes", "anterior", "before", "previas"];

/// The years a question asks for by their relation to records; a bare year stays a word.
fn years(segments: &mut [Segment]) -> Vec<Condition> {
    let at: Vec<(usize, i32)> = (0..segments.len()).filter_map(|i| Some((i, year(&segments[i])?))).collect();
    let Some((first, one)) = at.first().copied() else { return Vec::new() };
    let before: Vec<usize> = (first.saturating_sub(4)..first).rev().collect();
    let says = |words: &[&str]| {
        before.iter().copied().find(|i| {
            segments[*i].words.iter().any(|w| words.iter().any(|begin| w.word.fold.starts_with(begin)))
        })
    };
    let ends = says(ENDED);
    let verb = ends.or_else(|| says(BEGUN));
    let other = [
        (SINCE, one, i32::MAX),
        (AFTER, one + 1, i32::MAX),
        (UNTIL, i32::MIN, one),
        (BEFORE, i32::MIN, one - 1),
    ]
    .into_iter()
    .find_map(|(words, from, to)| says(words).map(|i| (i, from, to)));
    let second = at.get(1).filter(|(i, two)| *i <= first + 2 && *two >= one);
    let range = match (second, other) {
        (Some((_, two)), _) => (one, *two),
        (None, Some((_, from, to))) => (from, to),
        (None, None) if verb.is_some() => (one, one),
        _ => return Vec::new(),
    };
    let mut used: Vec<usize> = [verb, other.map(|o| o.0)].into_iter().flatten().collect();
    used.push(first);
    used.extend(second.map(|s| s.0));
    for i in used {
        segments[i].used = true;
    }
    vec![Condition { years: Some(range), ends: ends.is_some(), ..Condition::default() }]
}
