//! What a question wants: units (each a word or phrase with everything that expresses it) and conditions.

use super::conditions::{self, Condition};
use super::dictionary::{Form, Source, forms};
use super::lexicon::{Meaning, meanings, sources};
use super::question::{Asked, Piece, pieces};
use super::typo::guesses;
use super::{Engine, Trouble};
use crate::search::words::{Word, is_neutral, is_prefix, is_stop, is_vague, key};

/// One thing the question wants.
#[derive(Clone, Debug, Default)]
pub(super) struct Unit {
    /// The posting lists of its word.
    pub(super) words: Vec<Source>,
    /// The posting lists of each of its meanings.
    pub(super) ideas: Vec<Vec<Source>>,
    /// The posting lists of each word of a quoted phrase, in order.
    pub(super) phrase: Vec<Vec<Source>>,
    /// The year it names.
    pub(super) year: Option<i32>,
    /// Folds of the forms it matches, for the excerpts.
    pub(super) folds: Vec<String>,
    /// Concepts it matches, for the excerpts.
    pub(super) concepts: Vec<String>,
    /// Helps to order, is not demanded.
    pub(super) soft: bool,
    /// Must not be there.
    pub(super) excluded: bool,
    /// Only within this field.
    pub(super) field: Option<u32>,
}

/// A question understood.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// What is wanted.
    pub(super) units: Vec<Unit>,
    /// What must hold.
    pub(super) conditions: Vec<Condition>,
    /// The question as it was probably meant.
    pub(super) corrected: Vec<Correction>,
    /// All that is wanted stands in quotation marks: whatever has it is wanted.
    pub(super) literal: bool,
}

/// A stretch of the question with what it means.
#[derive(Clone, Debug, Default)]
pub(super) struct Segment {
    /// Its words.
    pub(super) words: Vec<Asked>,
    /// What they mean together.
    pub(super) meanings: Vec<Meaning>,
    /// It has served in a condition.
    pub(super) used: bool,
}

impl Segment {
    /// It carries grammar only.
    pub(super) fn is_stop(&self) -> bool {
        self.words.iter().all(|w| is_stop(&w.word.fold))
    }

    /// The rest of the first meaning whose id begins so.
    pub(super) fn meaning(&self, prefix: &str) -> Option<&str> {
        self.meanings.iter().find_map(|m| m.id.strip_prefix(prefix))
    }
}

/// The longest phrase that is looked up.
const PHRASE: usize = 7;

/// Runs every item before giving up, so that all missing blocks are noted at once.
pub(super) fn all<T>(results: impl Iterator<Item = Result<T, Trouble>>) -> Result<Vec<T>, Trouble> {
    let (mut done, mut trouble) = (Vec::new(), None);
    for result in results {
        match result {
            Ok(item) => done.push(item),
            Err(error) => trouble = Some(error),
        }
    }
    trouble.map_or(Ok(done), Err)
}

/// Understands a question.
pub(super) fn plan(engine: &Engine, question: &str) -> Result<Plan, Trouble> {
    let pieces = pieces(question);
    let plans = all(pieces.iter().map(|piece| of_piece(engine, piece)))?;
    let literal = pieces.iter().all(|piece| piece.quoted || piece.excluded);
    let mut plan = Plan { literal, ..Plan::default() };
    for part in plans {
        plan.units.extend(part.units);
        plan.conditions.extend(part.conditions);
        plan.corrected.extend(part.corrected);
    }
    Ok(plan)
}

fn of_piece(engine: &Engine, piece: &Piece) -> Result<Plan, Trouble> {
    if let Some(name) = &piece.field {
        return of_field(engine, name, piece);
    }
    if piece.quoted && piece.words.len() > 1 {
        return Ok(only(quoted(engine, piece)?));
    }
    if piece.excluded || piece.quoted {
        let units = all(piece.words.iter().map(|word| exact(engine, word)))?;
        let units = units.into_iter().map(|unit| Unit { excluded: piece.excluded, ..unit }).collect();
        return Ok(Plan { units, ..Plan::default() });
    }
    of_words(engine, &piece.words)
}

fn only(unit: Unit) -> Plan {
    Plan { units: vec![unit], ..Plan::default() }
}

fn of_words(engine: &Engine, words: &[Asked]) -> Result<Plan, Trouble> {
    let ahead = all(words.iter().map(|w| forms(engine, &w.word, w.prefix)));
    let mut segments = segments(engine, words)?;
    ahead?;
    let mut plan = Plan { conditions: conditions::take(engine, &mut segments)?, ..Plan::default() };
    let content = |s: &&Segment| !s.used && !s.is_stop();
    let asks = segments.iter().filter(content).any(|s| !is_frame(s));
    let wanted: Vec<&Segment> = segments
        .iter()
        .filter(content)
        .filter(|s| !is_frame(s) || (!asks && plan.conditions.is_empty()))
        .collect();
    // `experiencias urbanas`: records of a kind are asked for, and nothing else is said of them.
    let framed = segments.iter().any(|segment| segment.meaning("c:").is_some());
    if let ([only], true, true) = (wanted.as_slice(), framed, plan.conditions.is_empty()) {
        plan.conditions.extend(conditions::classified(engine, only)?);
    }
    // What only qualifies something that is not there stands in no text.
    let (filtered, lacks) = (!plan.conditions.is_empty(), plan.conditions.iter().any(|known| known.lacks));
    for (segment, (units, corrected)) in
        wanted.iter().zip(all(wanted.iter().map(|segment| of_segment(engine, segment)))?)
    {
        let soft = framed && filtered && wanted.len() == 1 || lacks && segment.meanings.is_empty();
        plan.units.extend(units.into_iter().map(|unit| Unit { soft: unit.soft || soft, ..unit }));
        plan.corrected.extend(corrected);
    }
    Ok(plan)
}

/// What every record is, or what only puts the question: `experiencias`, `cuáles`, a lone `sin`.
fn is_frame(segment: &Segment) -> bool {
    let neutral = segment
        .words
        .iter()
        .all(|w| is_neutral(&w.word.fold) || matches!(w.word.fold.as_str(), "sin" | "no"));
    neutral || segment.meaning("c:").is_some()
}

/// Cuts a question into the longest phrases the lexicon knows, and single words.
fn segments(engine: &Engine, words: &[Asked]) -> Result<Vec<Segment>, Trouble> {
    let spans =
        (0..words.len()).flat_map(|from| (1..=PHRASE.min(words.len() - from)).map(move |n| (from, n)));
    let known =
        all(spans.map(|(from, n)| Ok::<_, Trouble>(((from, n), span(engine, &words[from..from + n])?))))?;
    let meanings =
        |from: usize, n: usize| known.iter().find(|(at, _)| *at == (from, n)).map(|(_, m)| m.as_slice());
    let (mut out, mut from) = (Vec::new(), 0);
    while from < words.len() {
        let longest = (1..=PHRASE).rev().find(|n| meanings(from, *n).is_some_and(|m| !m.is_empty()));
        let n = longest.unwrap_or_else(|| compound(engine, words, from));
        let found = meanings(from, n).unwrap_or_default().to_vec();
        out.push(Segment { words: words[from..from + n].to_vec(), meanings: found, used: false });
        from += n;
    }
    Ok(out)
}

/// Two words that are written as one where the index has them so: `micro empresa`.
fn compound(engine: &Engine, words: &[Asked], from: usize) -> usize {
    let joins = words.get(from + 1).is_some() && (words[from].hyphen || is_prefix(&words[from].word.fold));
    let found =
        joins && forms(engine, &joined(&words[from..from + 2]), false).is_ok_and(|f| !f.forms.is_empty());
    1 + usize::from(found)
}

fn joined(words: &[Asked]) -> Word {
    let fold = words.iter().map(|w| w.word.fold.as_str()).collect();
    let mark = words.iter().map(|w| w.word.spelling()).collect();
    let word = Word { fold, mark };
    if word.fold == word.mark { Word { mark: String::new(), ..word } } else { word }
}

fn span(engine: &Engine, words: &[Asked]) -> Result<Vec<Meaning>, Trouble> {
    let edges = [words.first(), words.last()];
    let content = |w: &&Asked| w.hyphen || !is_stop(&w.word.fold);
    if !edges.into_iter().flatten().all(|w| content(&w)) {
        return Ok(Vec::new());
    }
    let keys: Vec<String> = words.iter().filter(content).map(|w| key(&w.word.fold)).collect();
    meanings(engine, &keys.join(" "))
}

/// What was typed, and what was probably meant.
pub(super) type Correction = (String, String);

fn of_segment(engine: &Engine, segment: &Segment) -> Result<(Vec<Unit>, Option<Correction>), Trouble> {
    let soft = is_label(segment) || segment.words.iter().all(|w| is_vague(&w.word.fold));
    let mut unit = Unit { soft, year: year(segment), ..Unit::default() };
    let meant: Vec<&Meaning> = segment.meanings.iter().filter(|m| is_idea(&m.id)).collect();
    unit.ideas = all(meant.iter().map(|m| sources(engine, m, 0.85)))?;
    unit.concepts = meant.iter().map(|m| m.id.clone()).collect();
    let word = joined(&segment.words);
    let several = segment.words.len() > 1;
    if several && !meant.is_empty() {
        return Ok((vec![unit], None));
    }
    if several && meant.is_empty() && !segment.meanings.is_empty() {
        let units = all(segment.words.iter().filter(|w| !is_stop(&w.word.fold)).map(|w| exact(engine, w)))?;
        return Ok((units.into_iter().map(|u| Unit { soft: true, ..u }).collect(), None));
    }
    let found = forms(engine, &word, segment.words.iter().any(|w| w.prefix))?;
    if found.forms.is_empty() && !found.known && segment.meanings.is_empty() {
        let corrected = correct(engine, &word, &mut unit)?;
        return Ok((vec![unit], corrected));
    }
    take_forms(&mut unit, found.forms, 1.0);
    Ok((vec![unit], None))
}

fn take_forms(unit: &mut Unit, forms: Vec<Form>, weight: f32) {
    for form in forms {
        if !unit.folds.contains(&form.fold) {
            unit.folds.push(form.fold);
        }
        unit.words.push(Source { weight: form.source.weight * weight, ..form.source });
    }
}

/// Follows the words that may have been meant; says what the likeliest one is.
fn correct(engine: &Engine, word: &Word, unit: &mut Unit) -> Result<Option<Correction>, Trouble> {
    let guesses = guesses(engine, word)?;
    let first = guesses.first().map(|g| (word.spelling().to_string(), g.word.spelling().to_string()));
    for guess in guesses.iter().filter(|guess| guess.weight > 0.0) {
        let found = forms(engine, &guess.word, false)?;
        take_forms(unit, found.forms, guess.weight);
        for meaning in meanings(engine, &key(&guess.word.fold))? {
            if is_idea(&meaning.id) {
                unit.ideas.push(sources(engine, &meaning, 0.8 * guess.weight)?);
                unit.concepts.push(meaning.id);
            }
        }
    }
    Ok(first)
}

/// A word as it is, without meanings.
fn exact(engine: &Engine, asked: &Asked) -> Result<Unit, Trouble> {
    let mut unit = Unit::default();
    take_forms(&mut unit, forms(engine, &asked.word, asked.prefix)?.forms, 1.0);
    Ok(unit)
}

fn quoted(engine: &Engine, piece: &Piece) -> Result<Unit, Trouble> {
    let mut unit = Unit { excluded: piece.excluded, ..Unit::default() };
    for found in all(piece.words.iter().map(|w| forms(engine, &w.word, false)))? {
        let same = found.forms.into_iter().filter(|f| f.source.weight >= 0.95);
        let mut sources = Vec::new();
        for form in same {
            sources.push(form.source);
            unit.folds.push(form.fold);
        }
        unit.phrase.push(sources);
    }
    Ok(unit)
}

/// `field:value`: a condition when the value is a term, an absence or a year; else words within the field.
fn of_field(engine: &Engine, name: &str, piece: &Piece) -> Result<Plan, Trouble> {
    if let Some(condition) = conditions::of_field(engine, name, piece)? {
        return Ok(Plan { conditions: vec![condition], ..Plan::default() });
    }
    let inner = Piece { field: None, ..piece.clone() };
    let mut plan = of_piece(engine, &inner)?;
    match conditions::field(engine, name)? {
        Some(field) => plan.units.iter_mut().for_each(|unit| unit.field = Some(field)),
        None => {
            let words = super::question::pieces(name).into_iter().flat_map(|p| p.words).collect::<Vec<_>>();
            plan.units.extend(of_words(engine, &words)?.units);
        }
    }
    Ok(plan)
}

/// Meanings that stand in texts; labels and absences do not.
pub(super) fn is_idea(id: &str) -> bool {
    matches!(id.as_bytes().first(), Some(b'g' | b'a' | b't'))
}

fn is_label(segment: &Segment) -> bool {
    let label = segment.meaning("f:").is_some() || segment.meaning("x:").is_some();
    label && !segment.meanings.iter().any(|m| is_idea(&m.id))
}

/// The year a segment names.
pub(super) fn year(segment: &Segment) -> Option<i32> {
    let [only] = segment.words.as_slice() else { return None };
    let fold = &only.word.fold;
    let four = fold.len() == 4 && fold.bytes().all(|b| b.is_ascii_digit());
    four.then(|| fold.parse().ok()).flatten().filter(|year| (1800..2200).contains(year))
}
