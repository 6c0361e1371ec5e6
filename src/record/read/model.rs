//! A collection as its files are read by.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{CollectionConfig, Field};
use crate::fold::fold;

/// A collection as its files are read by: every name of a field, folded, with the field it names.
pub struct Model<'a> {
    /// The collection, as an index into the configuration.
    pub(super) at: usize,
    pub(super) config: &'a CollectionConfig,
    fields: BTreeMap<String, usize>,
    pub(super) dimensions: BTreeSet<String>,
}

impl<'a> Model<'a> {
    /// The names of a collection's fields: ids go before labels, labels before aliases.
    pub fn new(at: usize, config: &'a CollectionConfig) -> Model<'a> {
        let mut fields = BTreeMap::new();
        for level in [id, labels, aliases] {
            for (at, field) in config.fields.iter().enumerate() {
                for name in level(field) {
                    fields.entry(fold(name)).or_insert(at);
                }
            }
        }
        let dimensions = config.dimensions.iter().flat_map(|dimension| {
            let labels = dimension.label.iter().map(|(_, label)| label);
            std::iter::once(&dimension.id).chain(labels).map(|name| fold(name))
        });
        Model { at, config, fields, dimensions: dimensions.collect() }
    }

    /// The field that an id, a label in any language or an alias names.
    pub(crate) fn field(&self, name: &str) -> Option<usize> {
        self.fields.get(&fold(name)).copied()
    }
}

fn id(field: &Field) -> Vec<&str> {
    vec![&field.id]
}

fn labels(field: &Field) -> Vec<&str> {
    field.label.iter().map(|(_, label)| label.as_str()).collect()
}

fn aliases(field: &Field) -> Vec<&str> {
    field.aliases.iter().map(String::as_str).collect()
}
