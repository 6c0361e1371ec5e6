//! Function words: never demanded by a question, never lost inside a phrase.

/// Words that carry grammar, not matter, in Spanish, Portuguese and English (folded, sorted).
const STOP: &[&str] = &[
    "a", "about", "al", "algun", "alguna", "algunas", "algunos", "and", "ao", "aos", "aquel", "are", "as",
    "at", "by", "cada", "com", "como", "con", "contra", "da", "das", "de", "del", "desde", "do", "dos", "e",
    "el", "ella", "em", "en", "entre", "era", "es", "esa", "ese", "eso", "esta", "estan", "estas", "este",
    "esto", "estos", "for", "from", "fue", "fueron", "ha", "han", "hasta", "i", "in", "is", "la", "las",
    "le", "les", "lo", "los", "mas", "me", "mi", "muy", "na", "nas", "no", "nos", "o", "of", "on", "or",
    "os", "otra", "otras", "otro", "otros", "ou", "para", "pela", "pelo", "pero", "por", "que", "se", "ser",
    "si", "sin", "sobre", "son", "su", "sus", "tambien", "the", "to", "tras", "u", "um", "uma", "un", "una",
    "unas", "uno", "unos", "with", "y", "ya",
];

/// Words that only put the question (folded, sorted): they ask, but are not what is asked for.
const NEUTRAL: &[&str] = &[
    "acerca",
    "algun",
    "alguna",
    "algunas",
    "algunos",
    "ano",
    "anos",
    "aquellas",
    "aquellos",
    "bastante",
    "bastantes",
    "buscar",
    "busco",
    "comenzaron",
    "comenzo",
    "cual",
    "cuales",
    "cuando",
    "cuanto",
    "cuantos",
    "dan",
    "deal",
    "demasiada",
    "demasiadas",
    "demasiado",
    "demasiados",
    "donde",
    "empezaron",
    "empezo",
    "existe",
    "existen",
    "existieron",
    "existio",
    "find",
    "hace",
    "hacen",
    "hay",
    "how",
    "hubo",
    "iniciaron",
    "inicio",
    "is",
    "me",
    "mostrar",
    "mucha",
    "muchas",
    "mucho",
    "muchos",
    "muestra",
    "muy",
    "nace",
    "nacen",
    "nacieron",
    "nacio",
    "onde",
    "posee",
    "poseen",
    "quais",
    "qual",
    "quando",
    "que",
    "quien",
    "quienes",
    "relacionada",
    "relacionadas",
    "relacionado",
    "relacionados",
    "respecto",
    "show",
    "sobre",
    "surge",
    "surgen",
    "surgieron",
    "surgio",
    "tem",
    "tenga",
    "tengan",
    "that",
    "tiene",
    "tienen",
    "trabaja",
    "trabajan",
    "trata",
    "tratan",
    "tuvieron",
    "tuvo",
    "varias",
    "varios",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "year",
    "years",
];

/// Words for doing something, to somebody, about something (folded, sorted): beside a word that says what, they help to
/// order and are not demanded.
const VAGUE: &[&str] = &[
    "acceso",
    "accion",
    "acciones",
    "actividad",
    "actividades",
    "apoyo",
    "areas",
    "asunto",
    "asuntos",
    "atencion",
    "atividades",
    "ayuda",
    "combate",
    "creacion",
    "cuidado",
    "defensa",
    "defesa",
    "ejemplo",
    "ejemplos",
    "example",
    "examples",
    "exemplo",
    "exemplos",
    "fomento",
    "gente",
    "grupo",
    "grupos",
    "hombre",
    "hombres",
    "impulso",
    "lucha",
    "lugar",
    "lugares",
    "luta",
    "manejo",
    "mejora",
    "mejoramiento",
    "people",
    "persona",
    "personas",
    "pessoas",
    "problema",
    "problemas",
    "proceso",
    "procesos",
    "programa",
    "programas",
    "programme",
    "programmes",
    "project",
    "projects",
    "projeto",
    "projetos",
    "promocion",
    "promotion",
    "proyecto",
    "proyectos",
    "sectores",
    "sitio",
    "sitios",
    "support",
    "tarea",
    "tareas",
    "tema",
    "temas",
    "uso",
    "zona",
    "zonas",
];

/// First halves of compounds, written apart, with a hyphen or joined: `micro empresa` (folded, sorted).
const PREFIXES: &[&str] = &[
    "agro", "anti", "auto", "bi", "bio", "co", "eco", "electro", "etno", "ex", "extra", "foto", "geo",
    "hidro", "infra", "inter", "intra", "macro", "meso", "micro", "mini", "mono", "multi", "neo", "para",
    "pluri", "poli", "post", "pre", "pro", "pseudo", "psico", "re", "semi", "socio", "sub", "super", "tele",
    "trans", "tri", "ultra", "video",
];

/// Whether a folded word may be the first half of a compound.
pub fn is_prefix(fold: &str) -> bool {
    PREFIXES.binary_search(&fold).is_ok() && fold != "para"
}

/// Whether a folded word is a function word.
pub fn is_stop(fold: &str) -> bool {
    !matches!(fold, "sin" | "no") && STOP.binary_search(&fold).is_ok()
}

/// Whether a folded word says little beside another.
pub fn is_vague(fold: &str) -> bool {
    VAGUE.binary_search(&fold).is_ok()
}

/// Whether a folded word only puts the question.
pub fn is_neutral(fold: &str) -> bool {
    NEUTRAL.binary_search(&fold).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_are_sorted() {
        assert!(super::NEUTRAL.is_sorted() && super::VAGUE.is_sorted());
        let mut folded = super::STOP.to_vec();
        folded.retain(|w| w.is_ascii());
        assert!(folded.is_sorted(), "{folded:?}");
    }
}
