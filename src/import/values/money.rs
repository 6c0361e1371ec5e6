//! Sums as people write them: `$43.400.000`, `M$ 800.000`, `92 millones de pesos`, `US$ 1,250.50`.

use super::number;
use crate::tree::MOST;

/// An amount with its currency where that is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// How much.
    pub amount: f64,
    /// In which currency (ISO 4217).
    pub currency: Option<&'static str>,
    /// Whether something had to be guessed, such as what a bare `$` or `M$` stands for, or something is said besides.
    pub guessed: bool,
}

/// The signs and names of currencies, each a word of its own.
const CURRENCIES: &[(&str, &str)] = &[
    ("dolares", "USD"),
    ("dolar", "USD"),
    ("dollars", "USD"),
    ("us$", "USD"),
    ("usd", "USD"),
    ("u$s", "USD"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("€", "EUR"),
    ("eur", "EUR"),
    ("reais", "BRL"),
    ("reales", "BRL"),
    ("r$", "BRL"),
    ("brl", "BRL"),
    ("soles", "PEN"),
    ("pen", "PEN"),
    ("clp", "CLP"),
    ("chilenos", "CLP"),
    ("mxn", "MXN"),
    ("mexicanos", "MXN"),
    ("ars", "ARS"),
    ("argentinos", "ARS"),
    ("cop", "COP"),
    ("colombianos", "COP"),
    ("uyu", "UYU"),
    ("uruguayos", "UYU"),
    ("dop", "DOP"),
    ("bob", "BOB"),
    ("bolivianos", "BOB"),
    ("pyg", "PYG"),
    ("guaranies", "PYG"),
    ("gtq", "GTQ"),
    ("quetzales", "GTQ"),
    ("hnl", "HNL"),
    ("lempiras", "HNL"),
    ("nio", "NIO"),
    ("cordobas", "NIO"),
    ("crc", "CRC"),
    ("colones", "CRC"),
    ("pab", "PAB"),
    ("ves", "VES"),
];
/// Names that are other words too: a currency only where nothing else names one.
const OTHER_WORDS: &[&str] = &["reales", "soles", "nio", "ves", "pen", "bob"];
const PESOS: &[&str] = &["$", "peso", "pesos", "m$", "mm$"];
const MILLIONS: &[&str] = &["mm$", "mm", "millon", "millones", "milhao", "milhoes", "million", "millions"];
const THOUSANDS: &[&str] = &["m$", "mil", "miles", "thousand", "thousands"];
/// Measures that may be one or another.
const UNCLEAR: &[&str] = &["m", "k", "billon", "billones", "billion", "billions", "bn", "uf", "utm", "%"];
/// Words that say no more than that it is a sum.
const PLAIN: &[&str] = &["de", "en", "of", "in", "el", "la", "total", "monto", "presupuesto", ":", "(", ")"];

/// A currency by its code.
pub fn currency(code: &str) -> Option<&'static str> {
    CURRENCIES.iter().map(|(_, known)| *known).find(|known| known.eq_ignore_ascii_case(code))
}

/// The codes of the currencies that are known.
pub fn currencies() -> Vec<&'static str> {
    let mut codes: Vec<&str> = CURRENCIES.iter().map(|(_, code)| *code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A sum that says that it is one, by a currency, a `$` or a measure. `local` is the currency of a bare peso or `$`.
pub fn money(cell: &str, local: Option<&'static str>) -> Option<Sum> {
    let (numbers, words) = parted(cell);
    let [written] = &numbers[..] else { return None };
    let said = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let (named, unsure) = named(&words);
    if said(UNCLEAR) || named.is_none() && !said(PESOS) && !said(MILLIONS) && !said(THOUSANDS) {
        return None;
    }
    let amount = number(written)? * factor(&words)?;
    let currency = if unsure { None } else { named.or(local.filter(|_| said(PESOS))) };
    let known = |word: &String| {
        let names = CURRENCIES.iter().any(|(name, _)| name == word);
        names || [PESOS, MILLIONS, THOUSANDS, PLAIN].iter().any(|list| list.contains(&word.as_str()))
    };
    let plain = words.iter().all(known);
    let sum = Sum { amount, currency, guessed: named.is_none() || unsure || said(THOUSANDS) || !plain };
    Some(sum).filter(|sum| sum.amount <= MOST)
}

/// A number alone, in the currency of sums that name none: a guess, however likely.
pub fn bare(cell: &str, local: Option<&'static str>) -> Option<Sum> {
    let cell = cell.trim();
    let digits = cell.chars().all(|letter| letter.is_ascii_digit() || ".,".contains(letter));
    let amount = number(cell).filter(|_| digits)?;
    Some(Sum { amount, currency: local, guessed: true })
}

/// The currency that the words name, and whether they name several.
fn named(words: &[String]) -> (Option<&'static str>, bool) {
    let codes = |ambiguous: bool| {
        let names = CURRENCIES.iter().filter(move |(name, _)| OTHER_WORDS.contains(name) == ambiguous);
        names.filter(|(name, _)| words.iter().any(|word| word == name)).map(|(_, code)| *code)
    };
    let peso = words.iter().any(|word| PESOS.contains(&word.as_str()));
    let first = codes(false).next().or_else(|| codes(true).next().filter(|_| !peso));
    let several = codes(false).any(|code| Some(code) != first);
    (first, several)
}

/// What a number is multiplied by; nothing where the words may mean one measure or another.
fn factor(words: &[String]) -> Option<f64> {
    let said = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let adjacent = words
        .windows(2)
        .any(|pair| THOUSANDS[1..].contains(&pair[0].as_str()) && MILLIONS[2..].contains(&pair[1].as_str()));
    match (said(THOUSANDS), said(MILLIONS)) {
        (true, true) => adjacent.then_some(1e9),
        (true, false) => Some(1e3),
        (false, true) => Some(1e6),
        (false, false) => Some(1.0),
    }
}

/// The numbers of a text, and its words and signs, in lower case without accents.
fn parted(cell: &str) -> (Vec<String>, Vec<String>) {
    let text = cell.to_lowercase().replace(['ó', 'õ'], "o").replace(['ã', 'á'], "a").replace('é', "e");
    let text = format!(" {}", text.replace('í', "i")).replace(" s/.", " pen ").replace(" s/ ", " pen ");
    let (mut numbers, mut words): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let kind = |letter: char| match letter {
        '0'..='9' => 0,
        '.' | ',' => 1,
        _ if letter.is_alphabetic() || "$€".contains(letter) => 2,
        _ if letter.is_whitespace() => 3,
        _ => 4,
    };
    let mut before = 3;
    for letter in text.chars() {
        let now = kind(letter);
        match (before, now) {
            (0 | 1, 1) => push(&mut numbers, letter),
            (0, 0) => push(&mut numbers, letter),
            (1, 0) if numbers.last().is_some_and(|number| number.ends_with(['.', ','])) => {
                push(&mut numbers, letter)
            }
            (_, 0) => numbers.push(letter.to_string()),
            (2, 2) => push(&mut words, letter),
            (_, 2 | 4) => words.push(letter.to_string()),
            _ => {}
        }
        before = now;
    }
    numbers.iter_mut().for_each(|number| number.truncate(number.trim_end_matches(['.', ',']).len()));
    (numbers, words)
}

fn push(pieces: &mut [String], letter: char) {
    if let Some(last) = pieces.last_mut() {
        last.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_as_people_write_it() {
        for (cell, amount, currency, guessed) in [
            ("$43.400.000", 43_400_000.0, Some("CLP"), true),
            ("M$ 800.000", 800_000_000.0, Some("CLP"), true),
            ("92 millones de pesos", 92_000_000.0, Some("CLP"), true),
            ("MM$ 12,5", 12_500_000.0, Some("CLP"), true),
            ("$ 12 MM", 12_000_000.0, Some("CLP"), true),
            ("Miles de pesos: 800", 800_000.0, Some("CLP"), true),
            ("$43.400 (miles)", 43_400_000.0, Some("CLP"), true),
            ("mil millones de pesos chilenos: 2", 2e9, Some("CLP"), true),
            ("US$ 1,250.50", 1250.5, Some("USD"), false),
            ("3.500 euros", 3500.0, Some("EUR"), false),
            ("S/. 5.000", 5000.0, Some("PEN"), false),
            ("12.000 soles", 12_000.0, Some("PEN"), false),
            ("$ 43.400.000 pendiente", 43_400_000.0, Some("CLP"), true),
            ("43.400.000 pesos (independiente)", 43_400_000.0, Some("CLP"), true),
            ("$ 5.000 para pensiones", 5000.0, Some("CLP"), true),
            ("$ 5.000, costos reales", 5000.0, Some("CLP"), true),
            ("5.000 pesos europeos, copas y marsopas", 5000.0, Some("CLP"), true),
            ("US$ 5.000 o euros", 5000.0, None, true),
        ] {
            let sum = money(cell, Some("CLP"));
            let read = sum.as_ref().map(|sum| (sum.amount, sum.currency, sum.guessed));
            assert_eq!(read, Some((amount, currency, guessed)), "{cell}");
        }
        for cell in [
            "unos cinco millones",
            "entre $10 y $20",
            "$ 12.500 M",
            "40 % en pesos",
            "$ 43.400.00",
            "UF 5.000 pesos",
            "",
            "pensiones 5",
        ] {
            assert_eq!(money(cell, Some("CLP")), None, "{cell}");
        }
    }

    #[test]
    fn a_number_alone_is_a_sum_that_somebody_has_to_check() {
        let sum = |amount, currency| Some(Sum { amount, currency, guessed: true });
        assert_eq!(bare("43400000", None), sum(43_400_000.0, None));
        assert_eq!(bare("43.400.000", Some("CLP")), sum(43_400_000.0, Some("CLP")));
        for cell in ["", "abc", "-5", "5 %", "nan", "1.2.3"] {
            assert_eq!(bare(cell, None), None, "{cell}");
        }
    }
}
