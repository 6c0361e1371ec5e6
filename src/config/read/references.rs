//! What names another part of the model must name one that is there.

use super::Named;
use super::parts::bad;
use crate::config::{Config, MatrixConfig};
use crate::fold::nearest;
use crate::report::rules;
use crate::report::{Finding, Report, Span};

/// Tells every name of a taxonomy or collection that is not declared, and every id that is there twice.
pub(super) fn references(config: &Config, mentions: &[Named], report: &mut Report) {
    let taxonomies: Vec<&str> = config.taxonomies.iter().map(|taxonomy| taxonomy.id.as_str()).collect();
    let collections: Vec<&str> = config.collections.iter().map(|collection| collection.id.as_str()).collect();
    for Named { taxonomy, name, span } in mentions {
        let known = if *taxonomy { &taxonomies } else { &collections };
        if !known.contains(&name.as_str()) {
            let (es, en) = if *taxonomy {
                ("ninguna taxonomía", "no taxonomy")
            } else {
                ("ninguna colección", "no collection")
            };
            let all = known.join(", ");
            report.add(
                bad(
                    *span,
                    &format!("No se declara {es} «{name}»."),
                    &format!("There is {en} “{name}” declared."),
                )
                .suggest(&nearest(name, known.iter().copied(), 2))
                .or_hint(format!("Se declaran: {all}."), format!("Declared are: {all}.")),
            );
        }
    }
    for matrix in &config.matrices {
        let dimensions = matrix.is_of_absences();
        let columns: &[&str] = if dimensions { &[MatrixConfig::ABSENCES] } else { &taxonomies };
        if !dimensions {
            declared(&matrix.rows, &taxonomies, matrix.span, report);
        }
        declared(&matrix.columns, columns, matrix.span, report);
        matrix.collection.iter().for_each(|name| declared(name, &collections, matrix.span, report));
    }
    unique(taxonomies.iter().zip(config.taxonomies.iter().map(|t| t.span)), report);
    unique(collections.iter().zip(config.collections.iter().map(|c| c.span)), report);
    for collection in &config.collections {
        let ids: Vec<&str> = collection.fields.iter().map(|field| field.id.as_str()).collect();
        unique(ids.iter().zip(collection.fields.iter().map(|field| field.span)), report);
    }
}

/// Tells where a matrix names what there is not.
fn declared(name: &str, known: &[&str], span: Span, report: &mut Report) {
    if known.contains(&name) {
        return;
    }
    let all = known.join(", ");
    let finding = bad(
        span,
        &format!("La matriz nombra «{name}», que no está declarado."),
        &format!("The matrix names “{name}”, which is not declared."),
    );
    let hint = (format!("Puede ser: {all}."), format!("It may be: {all}."));
    report.add(finding.suggest(&nearest(name, known.iter().copied(), 2)).or_hint(hint.0, hint.1));
}

fn unique<'a>(ids: impl Iterator<Item = (&'a &'a str, Span)>, report: &mut Report) {
    let mut seen = std::collections::BTreeSet::new();
    for (id, span) in ids {
        if !seen.insert(*id) {
            report.add(
                Finding::new(
                    &rules::SAME_ID,
                    span,
                    format!("El identificador «{id}» ya está usado."),
                    format!("The id “{id}” is already used."),
                )
                .hint("Dé a cada uno el suyo, o deje uno solo.", "Give each its own, or keep only one."),
            );
        }
    }
}
