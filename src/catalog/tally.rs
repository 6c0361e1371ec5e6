//! Records counted by what they are.

use super::Catalog;
use crate::config::ObservatoryConfig;

/// How many records there are of each kind; never one number for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Full ones.
    pub full: usize,
    /// Those that only name an experience.
    pub identified: usize,
    /// Those of other observatories.
    pub elsewhere: usize,
}

impl Catalog {
    /// Counts records.
    pub fn tally(&self, records: impl IntoIterator<Item = usize>) -> Tally {
        let mut tally = Tally::default();
        for record in records.into_iter().map(|at| &self.records[at]) {
            *match (&record.elsewhere, record.identified) {
                (Some(_), _) => &mut tally.elsewhere,
                (None, true) => &mut tally.identified,
                (None, false) => &mut tally.full,
            } += 1;
        }
        tally
    }

    /// Whether a record is this observatory's own.
    pub fn is_own(&self, record: usize) -> bool {
        self.records[record].elsewhere.is_none()
    }

    /// The observatory that a record belongs to, where that is another.
    pub fn observatory(&self, record: usize) -> Option<&ObservatoryConfig> {
        let record = &self.records[record];
        self.model(record).observatories.get(record.elsewhere.as_ref()?.observatory)
    }
}
