//! Records as their files have them, each joined with its translations.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lang::Lang;
use crate::record::Record;
use crate::report::rules;
use crate::report::{Finding, Report};

/// A record as files have it: its own and those that translate it, with nothing resolved.
pub(super) struct Written {
    pub(super) own: Arc<Record>,
    pub(super) translations: Vec<Arc<Record>>,
}

impl Written {
    /// The records of its files.
    pub(super) fn files(&self) -> impl Iterator<Item = &Arc<Record>> {
        std::iter::once(&self.own).chain(&self.translations)
    }

    /// The record in all its languages. It is copied where somebody else, a memory, holds it too.
    pub(super) fn joined(self) -> Record {
        let mut record = Arc::unwrap_or_clone(self.own);
        for translation in self.translations.into_iter().map(Arc::unwrap_or_clone) {
            record.translations.set(translation.lang, translation.answers);
        }
        record
    }
}

/// Joins files in other languages to the record they translate. Where there is none in the site's own language, the
/// first of them is the record and the others translate it.
pub(super) fn translations(default: Lang, records: Vec<Arc<Record>>, report: &mut Report) -> Vec<Written> {
    let alone = |own| Written { own, translations: Vec::new() };
    let (own, others): (Vec<_>, Vec<_>) = records.into_iter().partition(|record| record.lang == default);
    let mut originals: Vec<Written> = own.into_iter().map(alone).collect();
    if others.is_empty() {
        return originals;
    }
    let key = |record: &Record| (record.collection, record.slug.clone());
    let mut known: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for (at, original) in originals.iter().enumerate() {
        known.entry(key(&original.own)).or_insert(at);
    }
    for record in others {
        match known.get(&key(&record)) {
            Some(at) => translate(&mut originals[*at], record, report),
            None => {
                known.insert(key(&record), originals.len());
                originals.push(alone(record));
            }
        }
    }
    originals
}

fn translate(original: &mut Written, record: Arc<Record>, report: &mut Report) {
    let known = |other: &Arc<Record>| other.lang == record.lang;
    if known(&original.own) || original.translations.iter().any(known) {
        report.add(
            Finding::new(
                &rules::SAME_SLUG,
                record.span,
                format!("La ficha «{}» ya está en este idioma ({}).", record.slug, record.lang),
                format!("The record “{}” is there in this language ({}) already.", record.slug, record.lang),
            )
            .hint(
                "Deje un solo archivo por ficha y por idioma.",
                "Keep one file for each record and language.",
            ),
        );
        return;
    }
    original.translations.push(record);
}
