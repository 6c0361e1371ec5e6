//! The site's general synonyms: a thesaurus of its field, in all its languages.
//!
//! ```yaml
//! - { es: [joven, juventud], en: [youth], pt: [juventude], cerca: [adolescente] }
//! ```

use crate::lang::Lang;
use crate::report::Report;
use crate::tree::{self, Data, Node};

const NEAR: &[&str] = &["cerca", "near", "perto"];

/// Phrases that say the same, and phrases that are near to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// Phrases that say the same, in whatever language.
    pub phrases: Vec<String>,
    /// Phrases that are near to it, and count less.
    pub near: Vec<String>,
}

/// Reads a list of groups.
pub(crate) fn read(root: &Node, report: &mut Report) -> Vec<Synonyms> {
    if !matches!(root.data, Data::Seq(_)) && !root.is_blank() {
        report.add(tree::wrong_kind(root, ("una lista de grupos", "a list of groups")));
        return Vec::new();
    }
    root.items().iter().map(|node| one(node, report)).collect()
}

fn one(node: &Node, report: &mut Report) -> Synonyms {
    let mut group = Synonyms::default();
    let Data::Map(entries) = &node.data else {
        report.add(tree::wrong_kind(node, ("un grupo de claves", "a group of keys")));
        return group;
    };
    for (key, node) in entries {
        let phrases = node.items().iter().filter_map(|item| tree::text(item, report)).collect::<Vec<_>>();
        match Lang::parse(&key.text) {
            _ if NEAR.contains(&key.text.as_str()) => group.near.extend(phrases),
            Some(_) => group.phrases.extend(phrases),
            None => report.add(tree::wrong_kind(
                node,
                ("un idioma como «es», o «cerca»", "a language such as “es”, or “near”"),
            )),
        }
    }
    group
}
