//! Values as people write them in tables: years, money, dates, points, several in one cell.

mod dates;
mod forms;
mod money;
mod points;
mod years;

pub use dates::{Day, day};
pub use money::{Sum, bare, currencies, currency, money};
pub use points::{point, tells_of_coordinates};
pub use years::{Years, years};

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

/// A number with points and commas as people set them: the last sign parts decimals unless three digits follow it; what
/// stands between signs is three digits, or it is no number.
pub fn number(written: &str) -> Option<f64> {
    let (whole, decimals) = match written.rfind(['.', ',']) {
        Some(at) if parts_decimals(written, at) => (&written[..at], &written[at + 1..]),
        _ => (written, ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped =
        groups.iter().skip(1).all(|group| group.len() == 3) && groups.iter().all(|group| digits(group));
    if !grouped || groups[0].is_empty() || !digits(decimals) {
        return None;
    }
    format!("{}.{decimals}0", groups.concat()).parse().ok().filter(|number: &f64| *number <= MOST)
}

/// Whether the last sign of a number parts its decimals: no more than three digits stand before a thousand.
fn parts_decimals(written: &str, at: usize) -> bool {
    let once = written.matches(&written[at..=at]).count() == 1;
    let alone = !written[..at].contains(['.', ',']);
    once && (written.len() - at - 1 != 3 || alone && (at > 3 || &written[..at] == "0"))
}

/// Whether the sign in a number may part decimals as well as thousands: `1.500`.
pub fn may_be_thousands(written: &str) -> bool {
    written.split_once(['.', ',']).is_some_and(|(whole, rest)| {
        (1..=3).contains(&whole.len())
            && whole != "0"
            && rest.len() == 3
            && rest.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_values_in_a_cell() {
        assert_eq!(several("salud; turismo, rural", None), ["salud", "turismo, rural"]);
        assert_eq!(several("salud, turismo", None), ["salud", "turismo"]);
        assert_eq!(several("• a\n• b", None), ["a", "b"]);
    }

    #[test]
    fn numbers_as_people_set_them() {
        for (written, read) in [
            ("43.400.000", Some(43_400_000.0)),
            ("1,250.50", Some(1250.5)),
            ("1.250,5", Some(1250.5)),
            ("12,5", Some(12.5)),
            ("1.500", Some(1500.0)),
            ("43400000", Some(43_400_000.0)),
            ("43400.125", Some(43_400.125)),
            ("0.125", Some(0.125)),
            ("43.400.00", None),
            ("1.2.3", None),
            ("", None),
        ] {
            assert_eq!(number(written), read, "{written}");
        }
        assert!(may_be_thousands("1.500") && !may_be_thousands("1.5") && !may_be_thousands("0.125"));
    }
}
