//! How people say that there is nothing to say: in a cell of a table, and in a sentence of a report.

mod sentences;
mod words;

use crate::fold::fold;
use crate::record::Absence;
pub use sentences::{stated, stated_first, whole};

/// How people say that there is nothing to say, folded, with what they mean.
const ABSENCES: &[(Absence, &[&str])] = &[
    (
        Absence::NoInformation,
        &[
            "s/i",
            "s.i.",
            "s/d",
            "s.d.",
            "n/d",
            "n.d.",
            "nd",
            "si",
            "sin informacion",
            "sin dato",
            "sin datos",
            "sin antecedentes",
            "no hay informacion",
            "no hay antecedentes",
            "no existen antecedentes",
            "no existe informacion",
            "no se registra",
            "no se registran",
            "no registra",
            "sin registro",
            "no se conoce",
            "no se sabe",
            "no se informa",
            "no consta",
            "no disponible",
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
            "no hubo",
            "no habia",
            "no tuvo",
            "no posee",
            "ninguno",
            "ninguna",
            "no tiene",
            "no tienen",
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
            ("N/D", Some("sin-informacion")),
            ("n.d.", Some("sin-informacion")),
            ("No hubo.", Some("no-existe")),
            ("no se registra", Some("sin-informacion")),
            ("-", Some("sin-relevar")),
            ("Sí", None),
            ("No existe ley, pero sí un decreto", None),
            ("", None),
        ] {
            assert_eq!(absence(cell).map(Absence::id), id, "{cell}");
        }
    }
}
