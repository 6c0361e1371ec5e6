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
    "ano",
    "anos",
    "any",
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
    "cuentan",
    "dan",
    "deal",
    "demasiada",
    "demasiadas",
    "demasiado",
    "demasiados",
    "desarrollada",
    "desarrolladas",
    "desarrollado",
    "desarrollados",
    "does",
    "donde",
    "ejecutada",
    "ejecutadas",
    "ejecutado",
    "ejecutados",
    "empezaron",
    "empezo",
    "existe",
    "existem",
    "existen",
    "existieron",
    "existio",
    "find",
    "foram",
    "hace",
    "hacen",
    "has",
    "have",
    "hay",
    "how",
    "hubo",
    "incluye",
    "incluyen",
    "iniciaron",
    "inicio",
    "llevada",
    "llevadas",
    "llevado",
    "llevados",
    "llevan",
    "mostrar",
    "mucha",
    "muchas",
    "mucho",
    "muchos",
    "muestra",
    "nace",
    "nacen",
    "nacida",
    "nacidas",
    "nacido",
    "nacidos",
    "nacieron",
    "nacio",
    "nasceram",
    "nasceu",
    "ocurre",
    "ocurren",
    "ocurrida",
    "ocurridas",
    "ocurrido",
    "ocurridos",
    "onde",
    "originada",
    "originadas",
    "originado",
    "originados",
    "posee",
    "poseen",
    "proviene",
    "provienen",
    "quais",
    "qual",
    "quando",
    "quien",
    "quienes",
    "realizada",
    "realizadas",
    "realizado",
    "realizados",
    "referente",
    "referentes",
    "referida",
    "referidas",
    "referido",
    "referidos",
    "relacionada",
    "relacionadas",
    "relacionado",
    "relacionados",
    "respecto",
    "sao",
    "show",
    "some",
    "surge",
    "surgen",
    "surgida",
    "surgidas",
    "surgido",
    "surgidos",
    "surgieron",
    "surgio",
    "surgiram",
    "tem",
    "tenga",
    "tengan",
    "that",
    "there",
    "tiene",
    "tienen",
    "trabaja",
    "trabajan",
    "trata",
    "tratan",
    "tuvieron",
    "tuvo",
    "usan",
    "utilizan",
    "varias",
    "varios",
    "vienen",
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

    #[test]
    fn no_word_stands_in_two_lists() {
        let again = |word: &&str| super::is_stop(word) || super::is_vague(word);
        assert_eq!(super::NEUTRAL.iter().find(|word| again(word)), None);
        assert_eq!(super::VAGUE.iter().find(|word| super::is_stop(word)), None);
    }
}
