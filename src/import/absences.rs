//! How people say that there is nothing to say: in a cell of a table, and in a sentence of a report.

use crate::fold::fold;
use crate::record::Absence;

/// How people say that there is nothing to say, folded, with what they mean.
const ABSENCES: &[(Absence, &[&str])] = &[
    (
        Absence::NoInformation,
        &[
            "s/i",
            "s.i.",
            "s/d",
            "s.d.",
            "si",
            "sin informacion",
            "sin dato",
            "sin datos",
            "sin antecedentes",
            "no hay informacion",
            "no hay antecedentes",
            "no existen antecedentes",
            "se desconoce",
            "desconocido",
            "no informa",
            "no especifica",
            "?",
            "no information",
            "unknown",
            "sem informacao",
            "sem dados",
        ],
    ),
    (
        Absence::None,
        &[
            "no existe",
            "no existen",
            "no hay",
            "ninguno",
            "ninguna",
            "no tiene",
            "none",
            "nao existe",
            "nenhum",
            "nenhuma",
        ],
    ),
    (
        Absence::NotApplicable,
        &["n/a", "n.a.", "na", "no aplica", "no corresponde", "not applicable", "nao se aplica"],
    ),
    (
        Absence::NotSurveyed,
        &[
            "pendiente",
            "por completar",
            "sin relevar",
            "-",
            "--",
            "—",
            "…",
            "...",
            "not surveyed",
            "nao levantado",
        ],
    ),
];

/// The absence that a cell states, if it says nothing else.
pub fn absence(cell: &str) -> Option<Absence> {
    let plain = cell.trim();
    let folded = fold(plain.trim_end_matches('.'));
    let said = |name: &&str| {
        **name == folded
            || **name == plain.to_lowercase()
            || fold(name.trim_end_matches('.')) == folded && name.len() > 2
    };
    // «Sí» answers a question; only the bare acronym is an absence.
    let yes = ["sí", "Sí", "SÍ", "si", "Si"].contains(&plain);
    Absence::parse(plain)
        .or_else(|| ABSENCES.iter().find(|(_, names)| names.iter().any(said)).map(|(absence, _)| *absence))
        .filter(|_| !yes && !plain.is_empty())
}

/// How a sentence begins that says that nothing is known, folded.
const UNKNOWN: &[&str] = &["no", "sin", "nao", "sem"];
/// What makes another sentence of it: *no obstante*, *sin embargo*, *no sólo*.
const NOT_SO: &[&str] = &["obstante", "embargo", "solo", "so", "apenas", "only"];
/// What is not known in it.
const KNOWLEDGE: &[&str] = &[
    "informacion",
    "antecedente",
    "antecedentes",
    "datos",
    "conocimiento",
    "registro",
    "registros",
    "information",
    "data",
    "informacao",
    "dados",
];
/// How a sentence begins, or goes on after whom it speaks of, that says that there is none.
const NOTHING: &[&str] = &[
    "no existe",
    "no existen",
    "no hay",
    "no tiene",
    "no tienen",
    "no posee",
    "no cuenta con",
    "there is no",
    "it has no",
    "nao existe",
    "nao ha",
    "nao tem",
    "nao possui",
];
/// Within how many words a sentence says what is not known.
const SOON: usize = 5;
/// A sentence that says that there is none, and no more, has at most so many words.
const WORDS: usize = 14;
/// Within how many words it begins to.
const SUBJECT: usize = 6;

/// The absence that a sentence states: `No se tiene información al respecto`, `No existe una normativa que la sustente`.
pub fn stated(sentence: &str) -> Option<Absence> {
    let plain = sentence.trim().trim_end_matches('.');
    let folded = fold(plain);
    let words: Vec<&str> = folded.split(' ').collect();
    if words.get(1).is_some_and(|word| NOT_SO.contains(word)) {
        return None;
    }
    if UNKNOWN.contains(&words[0]) && words.iter().take(SOON + 1).any(|word| KNOWLEDGE.contains(word)) {
        return Some(Absence::NoInformation);
    }
    let goes_on = plain.contains([',', ';', ':']);
    let within = |name: &&str| {
        let before = folded.find(&format!("{name} ")).map(|at| folded[..at].split_whitespace().count());
        before.is_some_and(|before| before == 0 || plain.starts_with(['“', '"', '«']) && before <= SUBJECT)
    };
    (!goes_on && words.len() <= WORDS && NOTHING.iter().any(within)).then_some(Absence::None)
}

/// The absence that a text states, and what it says beyond that: `No se conoce el monto. Lo pagan los municipios.`
pub fn stated_first(text: &str) -> Option<(Absence, &str)> {
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    let (first, rest) = text.split_at(end);
    let known = absence(first).or_else(|| stated(first))?;
    Some((known, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absences_as_people_write_them() {
        for (cell, id) in [
            ("s/i", Some("sin-informacion")),
            ("S/I", Some("sin-informacion")),
            ("No existen antecedentes.", Some("sin-informacion")),
            ("No existe", Some("no-existe")),
            ("N/A", Some("no-aplica")),
            ("-", Some("sin-relevar")),
            ("Sí", None),
            ("No existe ley, pero sí un decreto", None),
            ("", None),
        ] {
            assert_eq!(absence(cell).map(Absence::id), id, "{cell}");
        }
    }

    #[test]
    fn absences_as_reports_state_them() {
        for (sentence, id) in [
            ("No se tiene información al respecto.", Some("sin-informacion")),
            ("No existen antecedentes específicos del presupuesto utilizado.", Some("sin-informacion")),
            ("No presenta información", Some("sin-informacion")),
            ("no existe una normatividad asociada a este programa", Some("no-existe")),
            ("No cuenta con una normatividad.", Some("no-existe")),
            ("“El Grupo” no posee una normativa legal que lo sustente.", Some("no-existe")),
            ("No existe un monto fijo, lo aportan los municipios", None),
            ("La mesa no tiene sede, pero sí estatutos.", None),
            ("No sólo hay datos", None),
            ("Sin embargo, los datos faltan", None),
        ] {
            assert_eq!(stated(sentence).map(Absence::id), id, "{sentence}");
        }
        let (absence, rest) =
            stated_first("No se tiene conocimiento del monto. Paga el municipio.").expect("some");
        assert_eq!((absence.id(), rest), ("sin-informacion", "Paga el municipio."));
    }
}
