//! How nearly related two spellings are: by number and gender, or by a common stem.

use super::key;
use frostem::{Algorithm, Stemmer};

/// The stemmers of the site's languages.
pub struct Stems(Vec<Stemmer>);

impl Stems {
    /// Stemmers for the languages that have one (`es`, `pt`, `en`); the others go without.
    pub fn new<'a>(languages: impl IntoIterator<Item = &'a str>) -> Stems {
        Stems(languages.into_iter().filter_map(algorithm).map(Stemmer::new).collect())
    }

    /// The stems of a spelling, one per language.
    pub fn of(&self, word: &str) -> Vec<String> {
        self.0.iter().map(|stemmer| stemmer.stem(word).into_owned()).collect()
    }
}

fn algorithm(language: &str) -> Option<Algorithm> {
    match language {
        "es" => Some(Algorithm::Spanish),
        "pt" => Some(Algorithm::Portuguese),
        "en" => Some(Algorithm::English),
        _ => None,
    }
}

/// How much a form counts for a question's word: 1 the same, 0.95 in number and gender, 0.7 by the stem, 0 unrelated.
///
/// A stem of three letters or fewer proves nothing: the Spanish stemmer gives `solar`, `sólo` and `sol` the same one.
pub fn kinship(asked: &str, asked_stems: &[String], form: &str, stems: &Stems) -> f32 {
    if asked == form {
        return 1.0;
    }
    if key(asked) == key(form) {
        return 0.95;
    }
    let related = stems.of(form).iter().zip(asked_stems).any(|(a, b)| a == b && a.chars().count() > 3);
    if related { 0.7 } else { 0.0 }
}
