//! The picture of each ficha for social networks, where `site.toml` asks for it: as SVG, still to be drawn.

use super::{Citation, Published};
use crate::config::CollectionConfig;
use crate::figure::card::{Card, svg};
use crate::plan::PageKey;
use crate::record::Record;

/// The file beside the page of a record.
pub const BESIDE: &str = "tarjeta.png";

/// Its address below the site; none where the site makes none.
pub fn address(published: &Published<'_>, record: usize) -> Option<String> {
    let asked = published.catalog.config.site.social_images && published.catalog.is_own(record);
    asked.then(|| format!("{}{BESIDE}", published.page(PageKey::Record(record))))
}

/// The picture of a record.
pub fn picture(published: &Published<'_>, index: usize) -> String {
    let catalog = published.catalog;
    let record = &catalog.records[index];
    let model = catalog.model(record);
    let citation = Citation::brief(published, index, published.main());
    let period = record.period(model.roles.period).map(|period| period.to_string());
    let facts: Vec<String> = place(published, record, model).into_iter().chain(period).collect();
    let number = citation.number.map(|number| format!(" {number}")).unwrap_or_default();
    svg(&Card {
        site: citation.site,
        title: citation.title,
        facts: facts.join(" · "),
        kind: format!("{}{number}", citation.kind),
    })
}

/// Where it was, from near to far: its territories and countries.
fn place(published: &Published<'_>, record: &Record, model: &CollectionConfig) -> Vec<String> {
    let catalog = published.catalog;
    let roles = [model.roles.territory, model.roles.country].into_iter().flatten();
    let labels = roles.filter_map(|field| {
        let taxonomy = catalog.taxonomy_at(model.fields[field].taxonomy.as_deref()?)?;
        let label = |term| catalog.term(taxonomy, term).label.text(published.main());
        let labels: Vec<&str> = record.terms(field).map(label).collect();
        Some(labels.join(", ")).filter(|labels| !labels.is_empty())
    });
    labels.collect()
}
