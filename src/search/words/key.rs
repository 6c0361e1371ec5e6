//! The key of a word: its fold without number and gender, the same for every language of the site.
//!
//! Names and synonyms are compared by key, so that `adultos mayores` is `adulto mayor`. It is lighter than a stem:
//! `solar` and `sólo` keep apart.

use super::{Word, is_stop, split};

/// Endings and what stands for them, longest first.
const ENDINGS: &[(&str, &str)] = &[
    ("ciones", "cion"),
    ("siones", "sion"),
    ("coes", "cao"),
    ("soes", "sao"),
    ("oes", "ao"),
    ("ones", "on"),
    ("anes", "an"),
    ("enes", "en"),
    ("ines", "in"),
    ("ores", "or"),
    ("ares", "ar"),
    ("eres", "er"),
    ("ires", "ir"),
    ("ades", "ad"),
    ("edes", "ed"),
    ("udes", "ud"),
    ("yes", "y"),
    ("ales", "al"),
    ("eles", "el"),
    ("iles", "il"),
    ("oles", "ol"),
    ("ules", "ul"),
    ("ises", "is"),
    ("eses", "es"),
    ("ces", "z"),
    ("ais", "al"),
    ("eis", "el"),
    ("ens", "em"),
    ("ies", "y"),
    ("oras", "or"),
    ("ora", "or"),
    ("as", ""),
    ("os", ""),
    ("s", ""),
    ("a", ""),
    ("o", ""),
];

/// The key of a folded word.
pub fn key(fold: &str) -> String {
    if fold.len() < 4 || fold.bytes().any(|b| b.is_ascii_digit()) {
        return fold.to_string();
    }
    for (ending, instead) in ENDINGS {
        if let Some(root) = fold.strip_suffix(ending)
            && root.len() + instead.len() >= 3
        {
            let mut key = String::with_capacity(fold.len());
            key.push_str(root);
            key.push_str(instead);
            return key;
        }
    }
    fold.to_string()
}

/// The key of a phrase: the keys of its words without the function words; empty when nothing is left.
///
/// A function word that a hyphen joins to the next is part of it: `e-gobierno`.
pub fn phrase_key(text: &str) -> String {
    let all: Vec<(Word, bool)> = split(text).map(|s| (Word::new(&text[s.start..s.end]), s.hyphen)).collect();
    let content: Vec<&Word> =
        all.iter().filter(|(w, hyphen)| *hyphen || !is_stop(&w.fold)).map(|(w, _)| w).collect();
    let kept = if content.is_empty() { all.iter().map(|(w, _)| w).collect() } else { content };
    kept.iter().map(|w| key(&w.fold)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{key, phrase_key};

    fn same(words: &[&str]) {
        for word in words {
            assert_eq!(key(word), key(words[0]), "{word}");
        }
    }

    #[test]
    fn number_and_gender_do_not_count() {
        same(&["campesino", "campesinos", "campesina", "campesinas"]);
        same(&["mujer", "mujeres"]);
        same(&["profesor", "profesora", "profesores", "profesoras"]);
        same(&["asociacion", "asociaciones"]);
        same(&["capacidad", "capacidades"]);
        same(&["policy", "policies"]);
        same(&["municipal", "municipais", "municipales"]);
        same(&["carcel", "carceles"]);
    }

    #[test]
    fn different_words_keep_apart() {
        assert_ne!(key("solar"), key("solo"));
        assert_eq!(key("red"), key("redes"));
    }

    #[test]
    fn a_phrase_drops_its_function_words() {
        assert_eq!(phrase_key("asociaciones de los municipios"), phrase_key("asociación de municipios"));
        assert_eq!(phrase_key("Tercera Edad"), phrase_key("tercera edad"));
    }
}
