//! Values as people write them in tables: absences, years, money, several in one cell.

use crate::fold::fold;
use crate::record::Period;
use crate::report::Span;
use crate::tree::MOST;

/// The values of a cell that holds several, parted by any of the signs that people use.
pub fn several<'c>(cell: &'c str, separator: Option<&str>) -> Vec<&'c str> {
    let parts: Vec<&str> = match separator {
        Some(separator) if !separator.is_empty() => cell.split(separator).collect(),
        _ if cell.contains([';', '\n', '|']) => cell.split([';', '\n', '|']).collect(),
        _ => cell.split(',').collect(),
    };
    parts
        .into_iter()
        .map(|part| part.trim().trim_start_matches(['-', '•', '·', '*']).trim())
        .filter(|part| !part.is_empty())
        .collect()
}

/// Years as people write them: `1996-2000`, `1996 a 2000`, `desde 1998`, `1998 a la fecha`, `aprox. 1992`, `15/03/2004`.
pub fn period(cell: &str) -> Option<Period> {
    let folded = fold(cell);
    let about = ["aprox", "alrededor", "circa", "ca.", "hacia", "cerca de", "about", "por volta"]
        .iter()
        .any(|sign| folded.contains(sign))
        || cell.contains('~');
    let years = years(&folded);
    let ongoing = [
        "a la fecha",
        "actualidad",
        "presente",
        "en curso",
        "vigente",
        "desde",
        "hasta hoy",
        "to date",
        "since",
        "ongoing",
        "em andamento",
        "ate hoje",
    ]
    .iter()
    .any(|sign| folded.contains(sign))
        || cell.trim().ends_with(['-', '–', '—']);
    let tilde = if about { "~" } else { "" };
    let text = match years[..] {
        [only] if ongoing => format!("{tilde}{only}–"),
        [only] if folded.starts_with("hasta") || folded.starts_with("until") => format!("–{tilde}{only}"),
        [only] => format!("{tilde}{only}"),
        [first, last] if first == last => format!("{tilde}{first}"),
        [first, last] => format!("{tilde}{first}–{last}"),
        _ => return None,
    };
    Period::parse(&text, Span::default()).ok()
}

/// The numbers of four digits that may be years.
fn years(text: &str) -> Vec<i32> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4);
    runs.filter_map(|run| run.parse().ok()).filter(|year| (1500..2200).contains(year)).collect()
}

/// An amount with its currency where that is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// How much.
    pub amount: f64,
    /// In which currency (ISO 4217).
    pub currency: Option<&'static str>,
    /// Whether something had to be guessed, such as what a bare `$` or `M$` stands for.
    pub guessed: bool,
}

/// The signs and names of currencies, the longest first.
const CURRENCIES: &[(&str, &str)] = &[
    ("dolares", "USD"),
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
    ("s/.", "PEN"),
    ("pen", "PEN"),
    ("clp", "CLP"),
    ("mxn", "MXN"),
    ("ars", "ARS"),
    ("cop", "COP"),
    ("pesos chilenos", "CLP"),
    ("pesos mexicanos", "MXN"),
    ("pesos argentinos", "ARS"),
    ("pesos colombianos", "COP"),
];

/// A currency by its code.
pub fn currency(code: &str) -> Option<&'static str> {
    CURRENCIES.iter().map(|(_, known)| *known).find(|known| known.eq_ignore_ascii_case(code))
}

/// Money as people write it: `$43.400.000`, `M$ 800.000` (thousands), `MM$ 12,5` and `92 millones de pesos` (millions).
/// `local` is the currency of a bare peso or `$`.
pub fn money(cell: &str, local: Option<&'static str>) -> Option<Sum> {
    // Signs matter here, which folding drops.
    let folded = cell.to_lowercase().replace(['ó', 'õ'], "o").replace('é', "e");
    let mut named = CURRENCIES.iter().filter(|(name, _)| folded.contains(name));
    let named = named.next().map(|(_, code)| *code);
    let peso = folded.contains('$') || folded.contains("peso");
    if named.is_none() && !peso && !folded.contains("millon") {
        return None;
    }
    let numbers: Vec<&str> = folded
        .split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
        .map(|run| run.trim_matches(['.', ',']))
        .filter(|run| !run.is_empty())
        .collect();
    let [written] = numbers[..] else { return None };
    let number = number(written)?;
    let (factor, thousands) = match () {
        () if folded.contains("mm$")
            || folded.contains("millon")
            || folded.contains("milhoes")
            || folded.contains("million") =>
        {
            (1e6, false)
        }
        () if folded.contains("m$") => (1e3, true),
        () if folded.contains(" mil ") || folded.ends_with(" mil") => (1e3, false),
        () => (1.0, false),
    };
    let currency = named.or(local.filter(|_| peso));
    let sum = Sum { amount: number * factor, currency, guessed: thousands || named.is_none() };
    Some(sum).filter(|sum| sum.amount <= MOST)
}

/// A number with points and commas as people set them: the last sign parts decimals unless three digits follow it.
pub fn number(written: &str) -> Option<f64> {
    let last = written.rfind(['.', ',']);
    let text = match last {
        Some(at) if written.len() - at - 1 != 3 => {
            let sign = &written[at..=at];
            if written.matches(sign).count() > 1 {
                written.replace(['.', ','], "")
            } else {
                format!("{}.{}", written[..at].replace(['.', ','], ""), &written[at + 1..])
            }
        }
        _ => written.replace(['.', ','], ""),
    };
    text.parse().ok().filter(|number| *number <= MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_as_people_write_them() {
        for (cell, period_) in [
            ("1996-2000", Some("1996–2000")),
            ("1996 a 2000", Some("1996–2000")),
            ("desde 1998", Some("1998–")),
            ("1998 a la fecha", Some("1998–")),
            ("1997–", Some("1997–")),
            ("aprox. 1992", Some("~1992")),
            ("15/03/2004", Some("2004")),
            ("2004-03-15", Some("2004")),
            ("hasta 1999", Some("–1999")),
            ("fines de los noventa", None),
            ("2000-1996", None),
        ] {
            assert_eq!(period(cell).map(|period| period.to_string()).as_deref(), period_, "{cell}");
        }
    }

    #[test]
    fn money_as_people_write_it() {
        for (cell, amount, currency) in [
            ("$43.400.000", 43_400_000.0, Some("CLP")),
            ("M$ 800.000", 800_000_000.0, Some("CLP")),
            ("92 millones de pesos", 92_000_000.0, Some("CLP")),
            ("MM$ 12,5", 12_500_000.0, Some("CLP")),
            ("US$ 1,250.50", 1250.5, Some("USD")),
            ("3.500 euros", 3500.0, Some("EUR")),
        ] {
            let sum = money(cell, Some("CLP"));
            assert_eq!(
                sum.as_ref().map(|sum| (sum.amount, sum.currency)),
                Some((amount, currency)),
                "{cell}"
            );
        }
        assert_eq!(money("unos cinco millones", Some("CLP")), None);
        assert_eq!(money("entre $10 y $20", Some("CLP")), None);
    }

    #[test]
    fn several_values_in_a_cell() {
        assert_eq!(several("salud; turismo, rural", None), ["salud", "turismo, rural"]);
        assert_eq!(several("salud, turismo", None), ["salud", "turismo"]);
        assert_eq!(several("• a\n• b", None), ["a", "b"]);
    }
}
