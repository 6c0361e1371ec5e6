//! What happened to a record: when each field changed, and what was changed in it.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::Anchor;
use super::links::At;
use super::words::words;
use crate::history::Edit;
use crate::record::Record;

/// How many changes are told.
const TOLD: usize = 12;
/// How many words are shown around what changed, and at most of what came or went.
const AROUND: usize = 8;
const MOST: usize = 80;

/// What happened to a record.
#[derive(Debug, Serialize)]
pub struct HistoryView {
    /// The changes, the newest first.
    pub edits: Vec<EditView>,
    /// How many older ones are not told.
    pub older: usize,
    /// When it came into being.
    pub added: Option<String>,
}

/// What was changed in a day.
#[derive(Debug, Serialize)]
pub struct EditView {
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// The language of the translation that was changed, where it was one.
    pub translation: Option<crate::lang::Lang>,
    /// The fields.
    pub fields: Vec<ChangeView>,
}

/// What was changed in a field.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// The field, with its place on the page.
    pub field: Anchor,
    /// The language of what it says, where it is not the page's.
    pub lang: Option<crate::lang::Lang>,
    /// What came, what went, and the words around.
    pub pieces: Vec<Piece>,
}

/// A stretch of words.
#[derive(Debug, PartialEq, Serialize)]
pub struct Piece {
    /// `same`, `gone` or `new`.
    pub kind: &'static str,
    /// The words.
    pub text: String,
}

/// The history of a record; none where nothing is known of it.
pub(super) fn view(at: &At<'_>, index: usize) -> Option<HistoryView> {
    let record = &at.catalog().records[index];
    let known = at.catalog().history.get(&(record.collection, record.slug.clone()))?;
    let added = known.iter().rev().find(|edit| edit.said.is_none() && edit.lang == record.lang);
    let mut edits = known.iter().filter_map(|edit| self::edit(at, record, edit));
    let told: Vec<EditView> = edits.by_ref().take(TOLD).collect();
    Some(HistoryView { edits: told, older: edits.count(), added: added.map(|edit| edit.date.clone()) })
}

/// What a change did; none where it changed nothing that the page shows.
fn edit(at: &At<'_>, record: &Record, edit: &Edit) -> Option<EditView> {
    let (before, after) = edit.said.as_ref()?;
    let fields: Vec<ChangeView> = (0..at.catalog().model(record).fields.len())
        .filter_map(|field| change(at, field, [before, after], edit.lang))
        .collect();
    let translation = Some(edit.lang).filter(|lang| *lang != record.lang);
    (!fields.is_empty()).then(|| EditView { date: edit.date.clone(), translation, fields })
}

fn change(at: &At<'_>, field: usize, states: [&Record; 2], lang: crate::lang::Lang) -> Option<ChangeView> {
    let declared = &at.catalog().model(states[0]).fields[field];
    let [before, after] =
        states.map(|state| state.answer(field).map(|answer| words(at, declared, answer)).unwrap_or_default());
    if before == after {
        return None;
    }
    let (text, label_lang) = at.text(&declared.label);
    Some(ChangeView {
        field: Anchor { text, lang: label_lang, href: Some(format!("#{}", declared.id)), count: None },
        lang: (lang != at.lang).then_some(lang),
        pieces: pieces(&before, &after),
    })
}

/// What leads from one text to the other, word by word.
fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let diff = TextDiff::from_words(before, after);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut().filter(|(tag, _)| *tag == change.tag()) {
            Some((_, text)) => text.push_str(change.value()),
            None => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    let last = runs.len().saturating_sub(1);
    let piece = |(at, (tag, text)): (usize, &(ChangeTag, String))| match tag {
        ChangeTag::Equal => Piece { kind: "same", text: around(text, at == 0, at == last) },
        ChangeTag::Delete => Piece { kind: "gone", text: cut(text, MOST, 0) },
        ChangeTag::Insert => Piece { kind: "new", text: cut(text, MOST, 0) },
    };
    runs.iter().enumerate().map(piece).collect()
}

/// Of the words around what changed, those nearest to it.
fn around(text: &str, first: bool, last: bool) -> String {
    cut(text, if first { 0 } else { AROUND }, if last { 0 } else { AROUND })
}

/// The first and the last words of a text, with an ellipsis for those between them, where there are more.
fn cut(text: &str, first: usize, last: usize) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    if words.len() <= first + last + 1 {
        return text.to_owned();
    }
    let (head, tail) = (words[..first].concat(), words[words.len() - last..].concat());
    format!("{head}… {tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_told_at_length() {
        let words: Vec<String> = (0..40).map(|at| format!("w{at}")).collect();
        let before = words.join(" ");
        let after = before.replace("w20", "otra cosa");
        let pieces = pieces(&before, &after);
        let kinds: Vec<&str> = pieces.iter().map(|piece| piece.kind).collect();
        assert_eq!(kinds, ["same", "gone", "new", "same"]);
        assert_eq!(pieces[0].text, "… w12 w13 w14 w15 w16 w17 w18 w19 ");
        assert_eq!((pieces[1].text.as_str(), pieces[2].text.as_str()), ("w20", "otra cosa"));
    }
}
