//! Numbers as each language writes them.

use crate::lang::Lang;

/// A number with its thousands apart and at most two decimals: `18.700` in Spanish, `18,700` in English. Spanish leaves
/// four digits together, as its academies ask; English and Portuguese do not.
pub fn number(value: f64, lang: Lang) -> String {
    let (thousands, decimal) = if lang == Lang::EN { (',', '.') } else { ('.', ',') };
    let together = if lang == Lang::ES { 4 } else { 3 };
    let size = value.abs();
    // Whole numbers, most of all, need no decimal arithmetic.
    let rounded =
        if size.fract() == 0.0 && size < 1e15 { (size as u64).to_string() } else { format!("{size:.2}") };
    let (whole, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut text = String::new();
    if value < 0.0 {
        text.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && whole.len() > together {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(decimal);
        text.push_str(fraction);
    }
    text
}

/// A count.
pub fn count(value: usize, lang: Lang) -> String {
    number(value as f64, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_as_the_language_does() {
        assert_eq!(number(43_400_000.0, Lang::ES), "43.400.000");
        assert_eq!(number(43_400_000.5, Lang::EN), "43,400,000.5");
        assert_eq!(number(1870.0, Lang::ES), "1870");
        assert_eq!(number(6699.0, Lang::EN), "6,699");
        assert_eq!(number(6699.0, Lang::PT), "6.699");
        assert_eq!(number(670.0, Lang::EN), "670");
        assert_eq!(number(-12.25, Lang::PT), "−12,25");
    }
}
