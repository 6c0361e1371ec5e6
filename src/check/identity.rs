//! What must tell one record from another.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::said::Lists;
use crate::catalog::Catalog;
use crate::record::read::number;
use crate::record::{Record, Value};
use crate::report::rules;
use crate::report::{Finding, Report, Rule, Span};

/// Two records of a collection with one slug claim one address.
pub(super) fn slugs(catalog: &Catalog, report: &mut Report) {
    if catalog.has_unique_slugs() {
        return;
    }
    let key = |at: usize| {
        let record = &catalog.records[at];
        Some((Cow::from(&record.slug), record.span))
    };
    let told = |other: &str, slug: &str| {
        (
            format!("Esta ficha pide la misma dirección que «{other}»: {slug}."),
            format!("This record claims the same address as “{other}”: {slug}."),
        )
    };
    let hint = (
        "La dirección es el nombre del archivo, sin acentos ni mayúsculas: cambie el de uno de los dos.",
        "The address is the file's name without accents and capitals: change one of the two.",
    );
    twice(catalog, report, &rules::SAME_SLUG, key, told, hint);
}

/// The number of a record counts: it is whole, and has no sign.
pub(super) fn counts(lists: &Lists<'_>, record: &Record, report: &mut Report) {
    let Some(answer) = record.role(lists.catalog.model(record).roles.number) else { return };
    let Some(Value::Number(written)) = &answer.value else { return };
    if written.parse::<u64>().is_err() {
        report.add(
            Finding::new(
                &rules::WRONG_KIND,
                answer.span,
                format!("El número de una ficha es entero y no lleva signo, y aquí dice «{written}»."),
                format!("The number of a record is whole and has no sign, and here it says “{written}”."),
            )
            .hint("Escriba sólo cifras: 21.", "Write digits only: 21."),
        );
    }
}

/// Two records of a collection with one number.
pub(super) fn numbers(catalog: &Catalog, report: &mut Report) {
    let key = |at: usize| {
        let record = &catalog.records[at];
        let role = catalog.model(record).roles.number;
        Some((Cow::from(number(record, role)?.to_string()), record.role(role)?.span))
    };
    let told = |other: &str, number: &str| {
        (
            format!("El número {number} ya lo tiene la ficha «{other}»."),
            format!("The number {number} belongs to the record “{other}” already."),
        )
    };
    let hint = (
        "Cambie uno de los dos; si son la misma experiencia, deje una sola ficha.",
        "Change one of the two; if they are the same experience, keep one record only.",
    );
    twice(catalog, report, &rules::SAME_NUMBER, key, told, hint);
}

/// Two full records of a collection with one title are probably one.
pub(super) fn titles(catalog: &Catalog, report: &mut Report) {
    let key = |at: usize| {
        let record = &catalog.records[at];
        let role = Some(catalog.model(record).roles.title);
        record.line(role).filter(|_| !record.identified)?;
        Some((Cow::from(&catalog.said(at).title), record.role(role)?.span))
    };
    let told = |other: &str, _: &str| {
        (
            format!("La ficha «{other}» tiene el mismo título."),
            format!("The record “{other}” has the same title."),
        )
    };
    twice(catalog, report, &rules::SAME_TITLE, key, told, KEEP_ONE);
}

const KEEP_ONE: (&str, &str) = (
    "Cambie una de las dos; si son la misma experiencia, deje una sola ficha.",
    "Change one of the two; if they are the same experience, keep one record only.",
);

/// Tells each record whose key an earlier one in the order of files has, at the place of the key.
fn twice<'k>(
    catalog: &'k Catalog,
    report: &mut Report,
    rule: &'static Rule,
    key: impl Fn(usize) -> Option<(Cow<'k, str>, Span)>,
    told: impl Fn(&str, &str) -> (String, String),
    hint: (&str, &str),
) {
    let mut known: FxHashMap<(usize, Cow<'_, str>), Vec<usize>> = FxHashMap::default();
    let records = catalog.records.iter().enumerate();
    for (at, record, (key, _)) in records.filter_map(|(at, record)| Some((at, record, key(at)?))) {
        known.entry((record.collection, key)).or_default().push(at);
    }
    let mut shared: Vec<Vec<usize>> = known.into_values().filter(|records| records.len() > 1).collect();
    for records in &mut shared {
        records.sort_by_key(|at| catalog.records[*at].span);
        let other = &catalog.records[records[0]];
        let title = other.line(Some(catalog.model(other).roles.title)).unwrap_or(&other.slug);
        for (key, span) in records[1..].iter().filter_map(|at| key(*at)) {
            let (es, en) = told(title, &key);
            report.add(Finding::new(rule, span, es, en).hint(hint.0, hint.1));
        }
    }
}
