//! What must tell one record from another.

use std::collections::BTreeMap;

use super::rules;
use crate::catalog::Catalog;
use crate::fold::fold;
use crate::record::Record;
use crate::record::read::number;
use crate::report::{Finding, Report, Rule, Span};

/// Two records of a collection with one slug claim one address.
pub(super) fn slugs(catalog: &Catalog, report: &mut Report) {
    let key = |record: &Record| Some(record.slug.clone());
    twice(catalog, report, &rules::SAME_SLUG, key, ("la misma dirección", "the same address"));
}

/// Two records of a collection with one number.
pub(super) fn numbers(catalog: &Catalog, report: &mut Report) {
    let key = |record: &Record| number(record, catalog.model(record).roles.number).map(|number| number.to_string());
    twice(catalog, report, &rules::SAME_NUMBER, key, ("el mismo número", "the same number"));
}

/// Two full records of a collection with one title are probably one.
pub(super) fn titles(catalog: &Catalog, report: &mut Report) {
    let key = |record: &Record| {
        let title = record.line(Some(catalog.model(record).roles.title))?;
        (!record.identified).then(|| fold(title))
    };
    twice(catalog, report, &rules::SAME_TITLE, key, ("el mismo título", "the same title"));
}

fn twice(
    catalog: &Catalog,
    report: &mut Report,
    rule: &'static Rule,
    key: impl Fn(&Record) -> Option<String>,
    what: (&str, &str),
) {
    let mut first: BTreeMap<(usize, String), &Record> = BTreeMap::new();
    for record in &catalog.records {
        let Some(key) = key(record) else { continue };
        match first.get(&(record.collection, key.clone())) {
            None => {
                first.insert((record.collection, key), record);
            }
            Some(other) => report.add(told(catalog, rule, record.span, other, &key, what)),
        }
    }
}

fn told(catalog: &Catalog, rule: &'static Rule, span: Span, other: &Record, key: &str, what: (&str, &str)) -> Finding {
    let title = other.line(Some(catalog.model(other).roles.title)).unwrap_or(&other.slug);
    Finding::new(
        rule,
        span,
        format!("Esta ficha tiene {} que «{title}»: {key}.", what.0),
        format!("This record has {} as “{title}”: {key}.", what.1),
    )
    .hint("Cambie una de las dos o, si son la misma, deje una sola.", "Change one of them or, if they are the same, keep only one.")
}
