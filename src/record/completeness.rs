//! How much of what its template asks a record answers.

use serde::Serialize;

use super::{Absence, Answer, Record};
use crate::config::CollectionConfig;

/// How much of the template is answered by a value or a text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Completeness {
    /// Questions answered by a value or a text.
    pub answered: usize,
    /// All questions of the template.
    pub total: usize,
    /// The answered ones in per cent.
    pub percent: usize,
    /// The others by kind of absence, where there are any.
    pub absences: Vec<(&'static str, usize)>,
}

/// Counts the answers of a record to the questions of its template.
pub fn completeness(record: &Record, model: &CollectionConfig) -> Completeness {
    let mut counted = Completeness::default();
    let mut absent = [0; Absence::ALL.len()];
    for (field, _) in model.template() {
        counted.total += 1;
        let answer = record.answer(field);
        if answer.is_some_and(Answer::has_content) {
            counted.answered += 1;
        } else {
            let absence = answer.and_then(|answer| answer.absence).unwrap_or(Absence::NotSurveyed);
            absent[absence as usize] += 1;
        }
    }
    counted.percent = (100 * counted.answered).checked_div(counted.total).unwrap_or(0);
    let kinds = Absence::ALL.iter().zip(absent).filter(|(_, count)| *count > 0);
    counted.absences = kinds.map(|(absence, count)| (absence.id(), count)).collect();
    counted
}
