//! The catalog as the search sees it: entries, and the lexicon that leads to them.

mod entries;
mod facets;
mod lexicon;
mod texts;

use crate::catalog::Catalog;
use crate::config::Field;
use crate::lang::{Lang, Localized};
use crate::search::entry::Stock;
use crate::search::wire;

/// Everything the index is made from.
pub fn stock(catalog: &Catalog) -> Stock {
    let languages = &catalog.config.site.languages;
    let fields = fields(catalog);
    let mut taxonomies = taxonomies(catalog);
    let facets = facets::Facets::new(catalog, taxonomies.len());
    taxonomies.extend(facets.taxonomies());
    Stock {
        languages: languages.iter().map(Lang::to_string).collect(),
        taxonomies,
        territory: territory(catalog),
        concepts: lexicon::concepts(catalog, &fields),
        entries: entries::entries(catalog, &fields, &facets),
        fields: fields
            .iter()
            .map(|f| wire::Field { id: f.id.clone(), labels: labels(&f.label, languages) })
            .collect(),
    }
}

/// The fields of all collections, each id once: those of the template first, whose places are told in fewer bytes.
fn fields(catalog: &Catalog) -> Vec<&Field> {
    let mut fields: Vec<&Field> = Vec::new();
    let all = || catalog.config.collections.iter().flat_map(|c| &c.fields);
    let template = all().filter(|f| f.dimension.is_some());
    for field in template.chain(all().filter(|f| f.dimension.is_none())) {
        if !fields.iter().any(|known| known.id == field.id) {
            fields.push(field);
        }
    }
    fields
}

fn labels(label: &Localized, languages: &[Lang]) -> Vec<String> {
    languages.iter().map(|lang| label.text(*lang).to_owned()).collect()
}

fn taxonomies(catalog: &Catalog) -> Vec<wire::Taxonomy> {
    let languages = &catalog.config.site.languages;
    let declared = catalog.config.taxonomies.iter().zip(&catalog.taxonomies);
    let taxonomies = declared.map(|(config, taxonomy)| {
        let term = |term: &crate::vocabulary::Term| wire::TermInfo {
            id: term.id.clone(),
            broader: term.broader.map_or(0, |at| at as u32 + 1),
            labels: labels(&term.label, languages),
            records: 0,
        };
        wire::Taxonomy {
            id: config.id.clone(),
            ordinal: config.ordinal,
            labels: labels(&config.label.one, languages),
            terms: taxonomy.terms.iter().map(term).collect(),
            ..wire::Taxonomy::default()
        }
    });
    taxonomies.collect()
}

/// The taxonomy of the territories of the first collection, whose records are explored.
fn territory(catalog: &Catalog) -> Option<usize> {
    let model = catalog.config.collections.first()?;
    catalog.taxonomy_at(model.fields[model.roles.territory?].taxonomy.as_deref()?)
}
