//! Sums and norms in a running text.

use crate::fold::fold;
use crate::import::values::{Sum, money};

/// How many sums or norms of a field are proposed.
const MOST: usize = 20;

/// The words that may follow a number that is money.
const UNITS: &[&str] = &[
    "mil",
    "miles",
    "mm",
    "m",
    "millon",
    "millones",
    "million",
    "millions",
    "milhao",
    "milhoes",
    "de",
    "of",
    "pesos",
    "peso",
    "dolares",
    "dolar",
    "dollars",
    "euros",
    "euro",
    "reales",
    "reais",
    "soles",
    "chilenos",
    "mexicanos",
    "argentinos",
    "colombianos",
];

/// What a law, a decree or an agreement is called, folded.
const NORMS: &[&str] = &[
    "ley",
    "leyes",
    "decreto",
    "decretos",
    "d s",
    "d l",
    "d f l",
    "resolucion",
    "ordenanza",
    "acuerdo",
    "reglamento",
    "law",
    "act",
    "decree",
    "lei",
    "portaria",
    "resolucao",
];

/// The sums that a text names, each with its words.
pub(super) fn amounts(text: &str, local: Option<&'static str>) -> Vec<(Sum, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.contains(|c: char| c.is_ascii_digit()))
    {
        let sign = at.checked_sub(1).map(|before| words[before]).filter(|before| before.ends_with('$'));
        let units = words[at + 1..].iter().take(4).take_while(|word| UNITS.contains(&fold(word).as_str()));
        let number = word.trim_matches(['(', ')', ';', ',', '.']);
        let told: Vec<&str> = sign.into_iter().chain([number]).chain(units.copied()).collect();
        let told = told.join(" ");
        found.extend(money(&told, local).map(|sum| (sum, told.trim_matches(['(', ')']).to_owned())));
    }
    found.truncate(MOST);
    found
}

/// A norm that a text names by its kind and number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Norm {
    /// What it is: `Ley`, `D.S.`.
    pub(super) kind: String,
    /// Its number as written: `19.284`.
    pub(super) number: String,
}

/// The norms that a text names: a word for one, and a number soon after it.
pub(super) fn norms(text: &str) -> Vec<Norm> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found: Vec<Norm> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let named = fold(word);
        if !NORMS.contains(&named.as_str()) || found.len() == MOST {
            continue;
        }
        let ends = |word: &&&str| !word.ends_with(['.', ';']) || word.chars().any(|c| c.is_ascii_digit());
        let number = words[at + 1..].iter().take(6).take_while(ends).find_map(|word| number(word));
        let kind = word.trim_matches(['(', ',', '“', '"']).to_owned();
        if let Some(number) = number {
            let norm = Norm { kind, number };
            if !found.iter().any(|known| known.number == norm.number) {
                found.push(norm);
            }
        }
    }
    found
}

/// `Nº19.284`, `01-2001`, `27867` → the number; a year in brackets is none.
fn number(word: &str) -> Option<String> {
    if word.starts_with('(') {
        return None;
    }
    let from = word.find(|letter: char| letter.is_ascii_digit())?;
    let sign = &word[..from];
    let number: String = word[from..]
        .chars()
        .take_while(|letter| letter.is_ascii_digit() || ".-/".contains(*letter))
        .collect();
    let number = number.trim_end_matches(['.', '-', '/']).to_owned();
    (sign.chars().count() < 4 && number.len() > 1).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_in_a_sentence() {
        let text =
            "El presupuesto fue de $43.400.000, y costó 92 millones de pesos en 5 años (US$ 1.200), un 35%.";
        let sums: Vec<f64> = amounts(text, None).iter().map(|(sum, _)| sum.amount).collect();
        assert_eq!(sums, [43_400_000.0, 92_000_000.0, 1200.0]);
    }

    #[test]
    fn norms_in_a_sentence() {
        let text = "La Ley Nº19.284 y el D.S. 014 de julio; la ley Orgánica de Gobiernos 27867 (2002). Una ley. El 5 de junio.";
        let told: Vec<String> =
            norms(text).into_iter().map(|norm| format!("{} {}", norm.kind, norm.number)).collect();
        assert_eq!(told, ["Ley 19.284", "D.S. 014", "ley 27867"]);
    }
}
