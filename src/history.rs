//! What the records said before: the changes that git remembers of their files, read as records.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::config::{CollectionConfig, Config};
use crate::content::RECORD_FILES;
use crate::git::{self, Change};
use crate::lang::Lang;
use crate::record::read::name_and_language;
use crate::record::{self, Record};
use crate::report::Report;
use crate::source::{MAX_TEXT, Root, Source, decode, ends};

/// A change of a record, all that was done to one of its files in a day together.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// The language of the file: that of the record, or of a translation.
    pub lang: Lang,
    /// What the file said before and after; none where it came into being.
    pub said: Option<(Record, Record)>,
}

/// By collection and slug, what happened to each record, the newest first.
pub type History = BTreeMap<(usize, String), Vec<Edit>>;

/// What git remembers of the records, where the site asks for it; nothing where there is no git or no history.
pub(crate) fn read(root: &Root, config: &Config) -> History {
    let folders: Vec<&str> = config.collections.iter().map(|collection| collection.folder.as_str()).collect();
    if !config.site.history || folders.iter().all(|folder| folder.is_empty()) {
        return History::new();
    }
    let changes = git::changes(root.path(), &folders, MAX_TEXT);
    let models: Vec<record::Model<'_>> =
        config.collections.iter().enumerate().map(|(at, own)| record::Model::new(at, own)).collect();
    let read: Vec<_> = changes.into_par_iter().filter_map(|change| edit(change, config, &models)).collect();
    let mut history = History::new();
    for (key, edit) in read {
        add(history.entry(key).or_default(), edit);
    }
    history
}

/// What a change did to a record, and to which; none where what it left behind cannot be read.
fn edit(change: Change, config: &Config, models: &[record::Model<'_>]) -> Option<((usize, String), Edit)> {
    let at = config.collections.iter().position(|collection| holds(collection, &change.path))?;
    let languages = &config.site.languages;
    let (name, lang) = name_and_language(&change.path, languages);
    let read = |bytes: Vec<u8>| {
        let source = Source { path: change.path.clone(), text: decode(bytes).0 };
        record::read(&source, 0, &models[at], languages, &mut Report::default())
    };
    let said = match (change.before, change.after) {
        (Some(before), Some(after)) => Some((read(before)?, read(after)?)),
        (None, None) => None,
        _ => return None,
    };
    Some(((at, crate::fold::slug(&name)), Edit { date: change.date, lang, said }))
}

fn holds(collection: &CollectionConfig, path: &str) -> bool {
    let below = path.strip_prefix(collection.folder.as_str()).and_then(|rest| rest.strip_prefix('/'));
    !collection.folder.is_empty() && below.is_some() && ends(path, RECORD_FILES)
}

/// Adds what happened earlier; what was done to a file in one day is one change.
fn add(edits: &mut Vec<Edit>, earlier: Edit) {
    let same = edits.iter_mut().rev().find(|edit| edit.lang == earlier.lang);
    match same.filter(|edit| edit.date == earlier.date) {
        Some(edit) => {
            let before = earlier.said.map(|(before, _)| before);
            edit.said = edit.said.take().zip(before).map(|((_, after), before)| (before, after));
        }
        None => edits.push(earlier),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(date: &str, said: bool) -> Edit {
        let record = || Record {
            collection: 0,
            slug: date.to_owned(),
            span: Default::default(),
            lang: Lang::ES,
            answers: Vec::new(),
            translations: Default::default(),
            formerly: Vec::new(),
            unread: Vec::new(),
            draft: false,
            identified: false,
            full: None,
            elsewhere: None,
        };
        Edit { date: date.to_owned(), lang: Lang::ES, said: said.then(|| (record(), record())) }
    }

    #[test]
    fn a_day_is_one_change() {
        let mut edits = Vec::new();
        for (date, said) in
            [("2026-02-02", true), ("2026-02-02", true), ("2026-01-01", true), ("2026-01-01", false)]
        {
            add(&mut edits, edit(date, said));
        }
        let told: Vec<(&str, bool)> =
            edits.iter().map(|edit| (edit.date.as_str(), edit.said.is_some())).collect();
        assert_eq!(told, [("2026-02-02", true), ("2026-01-01", false)]);
    }
}
