//! Terms and actors that nobody names.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::fold::fold;
use crate::report::rules;
use crate::report::{Finding, Report};

/// Every term outside a scale classifies a record, an actor or a participation, itself or by a narrower one.
pub(super) fn terms(catalog: &Catalog, report: &mut Report) {
    let config = catalog.config.actors.as_ref();
    let at = |id: Option<&String>| id.and_then(|id| catalog.taxonomy_at(id));
    let kinds = at(config.and_then(|actors| actors.kinds.as_ref()));
    let roles = at(config.and_then(|actors| actors.roles.as_ref()));
    if uncertain(report) {
        return;
    }
    for (taxonomy, declared) in catalog.taxonomies.iter().enumerate() {
        if catalog.config.taxonomies[taxonomy].ordinal {
            continue; // A scale keeps all its steps.
        }
        for (term, known) in declared.terms.iter().enumerate() {
            let used = !catalog.with_term(taxonomy, term).is_empty()
                || Some(taxonomy) == kinds && is_kind(catalog, term)
                || Some(taxonomy) == roles && is_role(catalog, term);
            if !used {
                let label = known.label.text(catalog.config.site.languages[0]);
                report.add(
                    Finding::new(
                        &rules::UNUSED_TERM,
                        known.span,
                        format!("Ninguna ficha usa el término «{label}»."),
                        format!("No record uses the term “{label}”."),
                    )
                    .hint(
                        "Quítelo del vocabulario, o clasifique con él alguna ficha.",
                        "Take it out of the vocabulary, or classify a record by it.",
                    ),
                );
            }
        }
    }
}

fn is_kind(catalog: &Catalog, term: usize) -> bool {
    catalog.actors.iter().any(|actor| actor.kind.as_ref().is_some_and(|kind| kind.target == Some(term)))
}

fn is_role(catalog: &Catalog, term: usize) -> bool {
    (0..catalog.records.len()).any(|at| catalog.said(at).roles.contains(&term))
}

/// Every actor took part in something, or paid for it.
pub(super) fn actors(catalog: &Catalog, report: &mut Report) {
    if uncertain(report) {
        return;
    }
    let said = || (0..catalog.records.len()).map(|at| catalog.said(at));
    let funders: BTreeSet<usize> = said().flat_map(|said| &said.funders).copied().collect();
    let unresolved: BTreeSet<&str> = said().flat_map(|said| &said.unresolved).map(String::as_str).collect();
    for (at, actor) in catalog.actors.iter().enumerate() {
        let perhaps = || actor.names().any(|name| unresolved.contains(fold(name).as_str()));
        if catalog.with_actor(at).is_empty() && !funders.contains(&at) && !perhaps() {
            let name = actor.name.text(catalog.config.site.languages[0]);
            report.add(
                Finding::new(
                    &rules::UNUSED_ACTOR,
                    actor.span,
                    format!("Ninguna ficha nombra al actor «{name}»."),
                    format!("No record names the actor “{name}”."),
                )
                .hint(
                    "Quítelo de la lista, o nómbrelo en la ficha en que participó.",
                    "Take it out of the list, or name it in the record it took part in.",
                ),
            );
        }
    }
}

/// Whether something was left unread that may use what seems unused.
fn uncertain(report: &Report) -> bool {
    let unread = [
        rules::UNREADABLE.code,
        rules::NOT_UTF8.code,
        rules::OVER_LIMIT.code,
        rules::YAML_SYNTAX.code,
        rules::YAML_ALIAS.code,
        rules::TOML_SYNTAX.code,
        rules::BAD_CONFIG.code,
        rules::BROADER_CYCLE.code,
    ];
    report.findings.iter().any(|finding| unread.contains(&finding.rule.code))
}
