//! What the parts of addresses are called that no record, term, actor or page names.

use crate::lang::Lang;
use crate::tree::Names;

/// A part of an address that the program gives, not the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The search.
    Search,
    /// Records side by side.
    Compare,
    /// One field across all records.
    Fields,
    /// The observatory in numbers.
    Figures,
    /// The crossings of two taxonomies.
    Matrices,
    /// Who acted with whom.
    Network,
    /// Where the records are.
    Map,
    /// When they were.
    Timeline,
    /// The glossary.
    Glossary,
    /// The editions.
    Editions,
    /// The model of a collection, below its list.
    Model,
    /// The published data.
    Data,
    /// The actors.
    Actors,
    /// The set of the full records.
    Full,
    /// The set of the records that only name an experience.
    Identified,
    /// The set of the records of other observatories.
    Elsewhere,
    /// The sets by how much is answered.
    Answered,
    /// The sets by the year in which they began.
    Year,
    /// The sets of what a taxonomy does not classify.
    Without,
    /// The row of a matrix for what is not classified.
    Unclassified,
    /// How far the work has come.
    Status,
}

/// Every part, with its key in `[addresses]` and its names in Spanish, English and Portuguese.
pub(super) const PARTS: [(Part, Names, [&str; 3]); 21] = [
    (Part::Search, &["search"], ["buscar", "search", "buscar"]),
    (Part::Compare, &["compare"], ["comparar", "compare", "comparar"]),
    (Part::Fields, &["fields"], ["campos", "fields", "campos"]),
    (Part::Figures, &["figures"], ["cifras", "figures", "numeros"]),
    (Part::Matrices, &["matrices"], ["matriz", "matrix", "matriz"]),
    (Part::Network, &["network"], ["red", "network", "rede"]),
    (Part::Map, &["map"], ["mapa", "map", "mapa"]),
    (Part::Timeline, &["timeline"], ["cronologia", "timeline", "cronologia"]),
    (Part::Glossary, &["glossary"], ["glosario", "glossary", "glossario"]),
    (Part::Editions, &["editions"], ["ediciones", "editions", "edicoes"]),
    (Part::Model, &["model"], ["modelo", "model", "modelo"]),
    (Part::Data, &["data"], ["datos", "data", "dados"]),
    (Part::Actors, &["actors"], ["actores", "actors", "atores"]),
    (Part::Full, &["full"], ["completas", "full", "completas"]),
    (Part::Identified, &["identified"], ["identificadas", "identified", "identificadas"]),
    (Part::Elsewhere, &["elsewhere"], ["otros-observatorios", "other-observatories", "outros-observatorios"]),
    (Part::Answered, &["answered"], ["respondidas", "answered", "respondidas"]),
    (Part::Year, &["year"], ["ano", "year", "ano"]),
    (Part::Without, &["without"], ["sin", "without", "sem"]),
    (Part::Unclassified, &["unclassified"], ["sin-dato", "no-data", "sem-dado"]),
    (Part::Status, &["status"], ["estado", "status", "estado"]),
];

/// The keys of `[addresses]`.
pub(crate) fn address_keys() -> impl Iterator<Item = &'static str> {
    PARTS.iter().flat_map(|(_, keys, _)| keys.iter()).copied()
}

/// The names of all parts in a site.
#[derive(Clone, Debug)]
pub struct Addresses([String; PARTS.len()]);

impl Addresses {
    /// The names in a language; those in Spanish where the program does not speak it.
    pub fn in_language(lang: Lang) -> Addresses {
        let at = [Lang::ES, Lang::EN, Lang::PT].iter().position(|known| *known == lang).unwrap_or(0);
        Addresses(PARTS.map(|(_, _, names)| names[at].to_owned()))
    }

    /// Gives a part another name.
    pub fn set(&mut self, part: Part, name: String) {
        self.0[part as usize] = name;
    }

    /// The name of a part.
    pub fn of(&self, part: Part) -> &str {
        &self.0[part as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_stands_at_its_own_place() {
        assert!(PARTS.iter().enumerate().all(|(at, (part, ..))| *part as usize == at));
    }
}
