//! The editions: those that were frozen, and the one of today.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::Set;
use super::json::Said;
use crate::catalog::Catalog;
use crate::edition::{self, Changes, Counts, Edition, Frozen};
use crate::output::File;
use crate::plan::PageKey;

/// The file of the hashes, in the folder of data.
const HASHES: &str = "huellas.json";

/// A file per edition, and one with the hash of what every record says today, by the address of its page: by it a cited
/// set knows whether it is still what it was.
pub fn files(set: &Set<'_>) -> Vec<File> {
    let editions = set.published.catalog.editions.iter();
    let frozen = editions.map(|frozen| File::text(edition::path(&frozen.name), edition::text(frozen)));
    frozen.chain([File::text(set.published.data(HASHES), hashes(set).to_string() + "\n")]).collect()
}

fn hashes(set: &Set<'_>) -> Json {
    let catalog = set.published.catalog;
    let records = set.own().map(|at| {
        let id = super::table::id(&set.published, at);
        (set.published.page(PageKey::Record(at)), json!({ "ficha": id, "hash": set.hashes[at] }))
    });
    let records: BTreeMap<String, Json> = records.collect();
    json!({ "edicion": catalog.config.site.edition, "fichas": records })
}

/// The edition of today, as it differs from another, where there is one.
pub fn freeze(catalog: &Catalog, name: &str, date: &str, before: Option<&Edition>) -> Edition {
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    let mut records = BTreeMap::new();
    for (at, record) in catalog.records.iter().enumerate().filter(|(_, record)| record.elsewhere.is_none()) {
        let collection = &catalog.model(record).id;
        let count = counts.entry(collection.clone()).or_default();
        *(if record.identified { &mut count.identified } else { &mut count.full }) += 1;
        records.insert(format!("{collection}/{}", record.slug), frozen(catalog, at));
    }
    let changes = changes(before, &records);
    Edition { name: name.to_owned(), date: date.to_owned(), revision: None, counts, changes, records }
}

fn frozen(catalog: &Catalog, at: usize) -> Frozen {
    let said = Said::of(catalog, at);
    let fields = fields(&said);
    let hash = whole(&fields);
    let fields = fields.into_iter().map(|(field, hash)| (field.into_owned(), hash)).collect();
    Frozen { title: catalog.title(at).to_owned(), hash, fields }
}

/// The hash of all that a record says.
pub(super) fn of(said: &Said<'_>) -> String {
    whole(&fields(said))
}

/// The hash of each field, in the order of their names; `titulo@en` is a translation.
fn fields<'c>(said: &Said<'c>) -> Vec<(Cow<'c, str>, String)> {
    let own = said.fields().map(|(field, said)| (Cow::Borrowed(field), hash(said, 8)));
    let translated =
        said.translations().map(|(field, lang, said)| (Cow::Owned(format!("{field}@{lang}")), hash(said, 8)));
    let mut fields: Vec<_> = own.chain(translated).collect();
    fields.sort();
    fields
}

fn whole(fields: &[(Cow<'_, str>, String)]) -> String {
    let mut all = String::with_capacity(32 * fields.len());
    for (field, hash) in fields {
        all.extend([field, " ", hash, "\n"]);
    }
    hash(all.as_bytes(), 32)
}

fn hash(said: &[u8], digits: usize) -> String {
    blake3::hash(said).to_hex()[..digits].to_owned()
}

fn changes(before: Option<&Edition>, now: &BTreeMap<String, Frozen>) -> Changes {
    let Some(before) = before else {
        return Changes { added: now.keys().cloned().collect(), ..Changes::default() };
    };
    let old = &before.records;
    let both = now.iter().filter_map(|(id, record)| Some((id, record, old.get(id)?)));
    let changed = both.filter(|(_, new, old)| new.hash != old.hash);
    Changes {
        since: Some(before.name.clone()),
        added: now.keys().filter(|id| !old.contains_key(*id)).cloned().collect(),
        removed: old.keys().filter(|id| !now.contains_key(*id)).cloned().collect(),
        changed: changed.map(|(id, new, old)| (id.clone(), differing(&new.fields, &old.fields))).collect(),
    }
}

/// The fields that say something else, say something new, or say nothing any more.
fn differing(new: &BTreeMap<String, String>, old: &BTreeMap<String, String>) -> Vec<String> {
    let fields: std::collections::BTreeSet<&String> = new.keys().chain(old.keys()).collect();
    fields.into_iter().filter(|field| new.get(*field) != old.get(*field)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(fields: &[(&str, &str)]) -> Frozen {
        let fields: BTreeMap<String, String> =
            fields.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        Frozen { title: String::new(), hash: format!("{fields:?}"), fields }
    }

    #[test]
    fn tells_what_changed_by_field() {
        let set = |records: &[(&str, Frozen)]| -> BTreeMap<String, Frozen> {
            records.iter().map(|(id, record)| ((*id).to_owned(), record.clone())).collect()
        };
        let old =
            set(&[("x/a", record(&[("t", "1"), ("u", "1")])), ("x/b", record(&[])), ("x/c", record(&[]))]);
        let new =
            set(&[("x/a", record(&[("t", "2"), ("v", "1")])), ("x/b", record(&[])), ("x/d", record(&[]))]);
        let name = "2025".to_owned();
        let before = Edition {
            name,
            date: String::new(),
            revision: None,
            counts: BTreeMap::new(),
            changes: Changes::default(),
            records: old,
        };
        let told = changes(Some(&before), &new);
        assert_eq!(told.since.as_deref(), Some("2025"));
        assert_eq!((told.added, told.removed), (vec!["x/d".to_owned()], vec!["x/c".to_owned()]));
        assert_eq!(told.changed["x/a"], ["t", "u", "v"]);
        assert_eq!(told.changed.len(), 1);
    }
}
