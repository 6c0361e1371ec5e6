//! The slugs that rows of a table get of their titles: each keeps the one it was published under, and none takes an
//! address that is, or was, that of another record.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Record;
use super::table::short;
use crate::config::{CollectionConfig, Config};
use crate::fold::slug;
use crate::permalinks::Permalink;

/// The addresses of a collection that a row finds.
pub(crate) struct Addresses<'a> {
    model: &'a CollectionConfig,
    /// What belongs to others: today, before they were renamed, or until they were taken down.
    taken: BTreeSet<String>,
    /// What was published, by whomever.
    published: BTreeSet<&'a str>,
}

impl<'a> Addresses<'a> {
    /// The addresses of a collection, beside the records already `known` and the slugs of those that are `unread`.
    pub(crate) fn of(
        config: &'a Config,
        (at, model): (usize, &'a CollectionConfig),
        known: &[Arc<Record>],
        unread: &BTreeSet<(usize, String)>,
        permalinks: &'a [Permalink],
    ) -> Addresses<'a> {
        let today = known.iter().map(|record| record.slug.as_str());
        let before = known.iter().flat_map(|record| &record.formerly).map(|name| name.written.as_str());
        let unread = unread.iter().filter(|(collection, _)| *collection == at).map(|(_, slug)| slug.as_str());
        let mut taken: BTreeSet<String> =
            today.chain(before).chain(unread).map(|slug| address(model, slug)).collect();
        taken.extend(config.withdrawn.iter().map(|page| page.address.clone()));
        taken.extend(config.moved.iter().map(|moved| moved.from.clone()));
        let published = permalinks.iter().map(|permalink| permalink.address.as_str()).collect();
        Addresses { model, taken, published }
    }

    /// Gives their slugs to rows, each with its title.
    pub(crate) fn give(&self, rows: Vec<(&mut Record, String)>) {
        let mut alike: BTreeMap<String, Vec<&mut Record>> = BTreeMap::new();
        for (record, title) in rows {
            alike.entry(short(&slug(&title))).or_default().push(record);
        }
        for (name, records) in alike {
            let slugs = self.free(&name, records.len());
            records.into_iter().zip(slugs).for_each(|(record, slug)| record.slug = slug);
        }
    }

    /// The slugs of `count` rows with one name. Of those published, the last are theirs: `x` was that of a ficha
    /// where rows have had `x-2`.
    fn free(&self, name: &str, count: usize) -> Vec<String> {
        let numbered = |number: usize| if number == 1 { name.to_owned() } else { format!("{name}-{number}") };
        let published = |slug: &String| self.published.contains(address(self.model, slug).as_str());
        let taken = |slug: &String| self.taken.contains(&address(self.model, slug));
        let known = (1..).map(numbered).take_while(|slug| published(slug) || taken(slug));
        let mut slugs: Vec<String> = known.filter(|slug| published(slug) && !taken(slug)).collect();
        slugs.drain(..slugs.len().saturating_sub(count));
        let new = (1..).map(numbered).filter(|slug| !published(slug) && !taken(slug));
        slugs.extend(new.take(count - slugs.len()));
        slugs
    }
}

/// The address of a record, below the site's root.
fn address(model: &CollectionConfig, slug: &str) -> String {
    format!("{}/", model.address.replace("{slug}", slug))
}
