//! The words that lead to things: labels, synonyms, names, in every language of the site.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::config::Field;
use crate::lang::{Label, Localized};
use crate::record::Absence;
use crate::search::entry::Concept;
use crate::search::words::phrase_key;

/// How absences are spoken of, in the languages the program speaks.
const ABSENCES: &[(&str, &[&str])] = &[
    (
        "sin-informacion",
        &[
            "sin información",
            "no hay información",
            "no tiene información",
            "falta información",
            "falta de información",
            "se desconoce",
            "desconocido",
            "sin datos",
            "sin dato",
            "sin antecedentes",
            "no hay antecedentes",
            "no informado",
            "no se informa",
            "no se sabe",
            "no se conoce",
            "no hay datos",
            "unknown",
            "no information",
            "no data",
            "not known",
            "without information",
            "sem informação",
            "sem dados",
            "não informado",
            "desconhecido",
        ],
    ),
    (
        "no-existe",
        &[
            "sin",
            "no",
            "no existe",
            "no existen",
            "no tiene",
            "no tienen",
            "no hay",
            "no posee",
            "no poseen",
            "no cuenta con",
            "no cuentan con",
            "carece",
            "carecen",
            "carente",
            "ausencia",
            "falta",
            "inexistente",
            "ninguno",
            "ningún",
            "none",
            "without",
            "does not exist",
            "lacking",
            "sem",
            "não tem",
            "não existe",
            "não há",
            "nenhum",
        ],
    ),
    ("no-aplica", &["no aplica", "no corresponde", "no se aplica", "not applicable", "não se aplica"]),
    (
        "sin-relevar",
        &["sin relevar", "no relevado", "no relevada", "not surveyed", "não levantado", "sem levantamento"],
    ),
    (
        "parcial",
        &[
            "parcial",
            "parcialmente",
            "información parcial",
            "incompleto",
            "incompleta",
            "partial",
            "incomplete",
        ],
    ),
];

/// The whole lexicon.
pub(super) fn concepts(catalog: &Catalog, fields: &[&Field]) -> Vec<Concept> {
    let mut concepts: Vec<Concept> = (1..)
        .zip(&catalog.synonyms)
        .map(|(i, group)| Concept {
            id: format!("g:{i}"),
            phrases: group.phrases.clone(),
            near: group.near.clone(),
        })
        .collect();
    let groups = concepts.len();
    concepts.extend(fields.iter().map(|field| field_concept(field)));
    concepts.extend(taxonomies(catalog));
    concepts.extend(catalog.actors.iter().enumerate().map(|(at, actor)| Concept {
        id: of_actor(at),
        phrases: actor.names().map(str::to_owned).collect(),
        near: Vec::new(),
    }));
    concepts.extend(catalog.config.collections.iter().map(|c| Concept {
        id: format!("c:{}", c.id),
        phrases: many(&c.label).chain(CASES.iter().map(|s| (*s).to_owned())).collect(),
        near: Vec::new(),
    }));
    concepts.extend(absences());
    let (groups, rest) = concepts.split_at_mut(groups);
    rest.iter_mut().filter(|c| c.id.starts_with("f:")).for_each(|field| widen(field, groups));
    concepts
}

/// What records are called besides the label of their collection.
const CASES: &[&str] = &[
    "caso",
    "casos",
    "ficha",
    "fichas",
    "iniciativa",
    "iniciativas",
    "buena práctica",
    "buenas prácticas",
    "case",
    "cases",
    "record",
    "initiative",
    "good practice",
    "good practices",
    "boa prática",
    "boas práticas",
];

fn all(text: &Localized) -> impl Iterator<Item = String> + '_ {
    text.iter().map(|(_, text)| text.clone())
}

fn many(label: &Label) -> impl Iterator<Item = String> + '_ {
    all(&label.one).chain(all(&label.many))
}

fn spoken(id: &str) -> String {
    id.replace('-', " ")
}

fn field_concept(field: &Field) -> Concept {
    let phrases = all(&field.label).chain(field.aliases.iter().cloned()).chain([spoken(&field.id)]);
    Concept { id: format!("f:{}", field.id), phrases: phrases.collect(), near: Vec::new() }
}

/// A field is also meant by the synonyms of its label.
fn widen(field: &mut Concept, groups: &[Concept]) {
    let own: BTreeSet<String> = field.phrases.iter().map(|p| phrase_key(p)).collect();
    for group in groups {
        if group.phrases.iter().any(|p| own.contains(&phrase_key(p))) {
            field.near.extend(group.phrases.iter().filter(|p| !own.contains(&phrase_key(p))).cloned());
        }
    }
}

fn taxonomies(catalog: &Catalog) -> Vec<Concept> {
    let actors = catalog.config.actors.as_ref();
    let internal: Vec<&str> =
        actors.into_iter().flat_map(|a| [a.kinds.as_deref(), a.roles.as_deref()]).flatten().collect();
    let mut concepts = Vec::new();
    for (config, taxonomy) in catalog.config.taxonomies.iter().zip(&catalog.taxonomies) {
        let phrases = many(&config.label).chain([spoken(&config.id)]).collect();
        concepts.push(Concept { id: format!("x:{}", config.id), phrases, near: Vec::new() });
        if internal.contains(&config.id.as_str()) {
            continue;
        }
        concepts.extend(taxonomy.terms.iter().map(|term| Concept {
            id: format!("t:{}:{}", config.id, term.id),
            phrases: all(&term.label).chain([spoken(&term.id)]).collect(),
            near: term.synonyms.iter().map(|(_, text)| text.clone()).collect(),
        }));
    }
    concepts
}

fn absences() -> impl Iterator<Item = Concept> {
    ABSENCES.iter().map(|(id, phrases)| Concept {
        id: format!("u:{id}"),
        phrases: phrases.iter().map(|s| (*s).to_owned()).chain([spoken(id)]).collect(),
        near: Vec::new(),
    })
}

/// The concept of a field that is absent in a way.
pub(super) fn absence(field: &str, absence: Absence) -> String {
    format!("z:{field}:{}", absence.id())
}

/// The concept of an actor: by its place, since these ids weigh on every reader.
pub(super) fn of_actor(at: usize) -> String {
    format!("a:{at}")
}
