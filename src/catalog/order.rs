//! In which order records stand.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Catalog;
use super::written::Written;
use crate::collate::Order;
use crate::config::Config;
use crate::record::Record;
use crate::record::read::number;
use crate::report::Span;

/// What a record is sorted by: its collection, full before identified before those of other observatories, its number,
/// its title.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    collection: usize,
    identified: bool,
    observatory: Option<usize>,
    number: i64,
    title: Vec<u8>,
    slug: String,
    span: Span,
}

impl Rank {
    fn of(config: &Config, order: &Order, record: &Record) -> Rank {
        let roles = &config.collections[record.collection].roles;
        Rank {
            collection: record.collection,
            identified: record.identified,
            observatory: record.elsewhere.as_ref().map(|elsewhere| elsewhere.observatory),
            number: number(record, roles.number).unwrap_or(i64::MAX),
            title: order.key(record.line(Some(roles.title)).unwrap_or(&record.slug)),
            slug: record.slug.clone(),
            span: record.span,
        }
    }
}

/// A record in its place.
pub(super) struct Placed {
    pub(super) rank: Arc<Rank>,
    pub(super) written: Written,
    /// Its place in the catalog before, where that was made of the same files.
    pub(super) earlier: Option<usize>,
}

/// Records in order. What the catalog before knows of a record is not asked of it again.
pub(super) fn placed(config: &Config, records: Vec<Written>, before: Option<&Catalog>) -> Vec<Placed> {
    let order = Order::of(config.site.languages[0]);
    let places: FxHashMap<Span, usize> = before
        .iter()
        .flat_map(|before| before.records.iter().enumerate().map(|(at, record)| (record.span, at)))
        .collect();
    let earlier = |written: &Written| {
        let at = *places.get(&written.own.span)?;
        before?.known[at].is_of(written).then_some(at)
    };
    let place = |written: Written| {
        let earlier = earlier(&written);
        let known = before.zip(earlier).map(|(before, at)| Arc::clone(&before.known[at].rank));
        let rank = known.unwrap_or_else(|| Arc::new(Rank::of(config, &order, &written.own)));
        Placed { rank, written, earlier }
    };
    let mut placed: Vec<Placed> = records.into_iter().map(place).collect();
    // In the order before, which is nearly that of today, so that little is left to sort.
    placed.sort_by_key(|placed| placed.earlier);
    placed.sort_by(|a, b| a.rank.cmp(&b.rank));
    placed
}

/// Records in order.
pub(super) fn sorted(config: &Config, mut records: Vec<Arc<Record>>) -> Vec<Arc<Record>> {
    let order = Order::of(config.site.languages[0]);
    records.sort_by_cached_key(|record| Rank::of(config, &order, record));
    records
}
