//! What is there already, by names, titles and keys, and so what becomes of what an import would make.

use std::collections::BTreeSet;

use super::Fate;
use super::ficha::Made;
use super::ledger::Standing;
use crate::catalog::Catalog;
use crate::fold::{fold, slug};
use crate::record::Record;
use crate::report::Words;

/// What is there already, and what has been made so far.
pub(super) struct Known {
    pub(super) slugs: BTreeSet<String>,
    titles: BTreeSet<String>,
    /// The titles of what this table or report has made so far.
    own: BTreeSet<String>,
    pub(super) keys: BTreeSet<String>,
}

impl Known {
    pub(super) fn of(catalog: &Catalog, collection: usize) -> Known {
        let title = catalog.config.collections[collection].roles.title;
        let published = catalog.of_collection(collection).map(|at| &catalog.records[at]);
        let drafts = catalog.drafts.iter().filter(|draft| draft.collection == collection);
        let all: Vec<&Record> = published.chain(drafts).map(AsRef::as_ref).collect();
        Known {
            slugs: all.iter().map(|record| record.slug.clone()).collect(),
            titles: all.iter().map(|record| fold(record.line(Some(title)).unwrap_or(&record.slug))).collect(),
            own: BTreeSet::new(),
            keys: BTreeSet::new(),
        }
    }

    /// Remembers what was made, so that nothing else gets its title.
    pub(super) fn made(&mut self, title: &str, fate: &Fate) {
        if !matches!(fate, Fate::Refused(_)) {
            self.own.insert(fold(title));
        }
    }

    /// Why something without a title, or a second one with the same key, is refused.
    pub(super) fn refusal(&self, title: &str, key: &str) -> Option<Words> {
        if slug(title).is_empty() {
            return Some(Words {
                es: "no tiene título, y sin él no puede ser una ficha".to_owned(),
                en: "it has no title, and without one it cannot be a ficha".to_owned(),
            });
        }
        self.keys.contains(key).then(|| Words {
            es: format!("repite «{key}», que ya está antes"),
            en: format!("it repeats “{key}”, which is there before"),
        })
    }

    pub(super) fn fate(&self, made: &Made, standing: Standing) -> Fate {
        match standing {
            Standing::Unknown if self.own.contains(&fold(&made.title)) => Fate::Refused(twice(&made.title)),
            Standing::Unknown if self.titles.contains(&fold(&made.title)) => {
                Fate::Refused(there_already(&made.title))
            }
            Standing::Unknown => Fate::New,
            Standing::Same => Fate::Same,
            Standing::Untouched => Fate::Renewed,
            Standing::Edited => Fate::Edited,
            Standing::Removed => Fate::Removed,
        }
    }
}

fn there_already(title: &str) -> Words {
    Words {
        es: format!("ya hay una ficha con el título «{title}», que no viene de aquí"),
        en: format!("there is a ficha called “{title}” already, which does not come from here"),
    }
}

fn twice(title: &str) -> Words {
    Words {
        es: format!(
            "repite el título «{title}», que ya está antes: si son dos fichas, dé a cada una el suyo"
        ),
        en: format!(
            "it repeats the title “{title}”, which is there before: if they are two fichas, give each its own"
        ),
    }
}

/// Names that some systems keep for themselves, whatever the ending.
fn reserved(name: &str) -> bool {
    let port = |kind: &str| name.strip_prefix(kind).is_some_and(|rest| rest.len() == 1);
    ["con", "prn", "aux", "nul"].contains(&name) || port("com") || port("lpt")
}

/// A name that no other file has.
pub(super) fn free(name: &str, taken: &mut BTreeSet<String>, exists: impl Fn(&str) -> bool) -> String {
    let name: String = name.chars().take(80).collect();
    let name = name.trim_end_matches('-').to_owned();
    let numbered = (2..).map(|n| format!("{name}-{n}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    let free = names.find(|name| !reserved(name) && !taken.contains(name) && !exists(name)).unwrap_or(name);
    taken.insert(free.clone());
    free
}
