//! Where a word begins and ends.

/// A word's place in its text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The word is joined to the next one by a hyphen (`micro-emprendimiento`).
    pub hyphen: bool,
}

/// Cuts a text into words: letters and digits, the dots inside acronyms (`FF.CC.`) and numbers (`19.284`), `@` between
/// letters (`niñ@s`).
pub fn split(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].char_indices().find(|(_, c)| c.is_alphanumeric())?.0;
        let end = word_end(text, start);
        at = end;
        Some(Span { start, end, hyphen: hyphenated(&text[end..]) })
    })
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}')
}

fn run(text: &str, from: usize) -> usize {
    text[from..].char_indices().find(|(_, c)| !is_part(*c)).map_or(text.len(), |(i, _)| from + i)
}

fn word_end(text: &str, start: usize) -> usize {
    let first = run(text, start);
    let mut end = first;
    while let Some(next) = joined(text, start, end, first) {
        end = next;
    }
    end
}

/// The end of the next run when a dot, comma or at sign joins it to this word.
fn joined(text: &str, start: usize, end: usize, first: usize) -> Option<usize> {
    let joint = text[end..].chars().next()?;
    if !matches!(joint, '.' | ',' | '@') {
        return None;
    }
    let next = run(text, end + 1);
    let (before, after) = (&text[start..end], &text[end + 1..next]);
    let joins = match joint {
        '@' => !after.is_empty() && after.chars().count() <= 2 && ends_in_letter(before),
        _ if is_digits(after) => after.len() == 3 && is_thousands(&text[start..first], before),
        '.' => is_acronym_part(after) && before.split('.').all(is_acronym_part),
        _ => false,
    };
    let at_end = joint == '@' && after.is_empty() && ends_in_letter(before);
    if at_end { Some(end + 1) } else { joins.then_some(next) }
}

fn ends_in_letter(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphabetic)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `19` in `19.284`, `1.000` in `1.000.000`: groups of three after one of one to three.
fn is_thousands(first: &str, before: &str) -> bool {
    is_digits(first)
        && first.len() <= 3
        && before.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

/// `FF` and `CC` in `FF.CC.`: one or two capital letters.
fn is_acronym_part(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= 2 && text.chars().all(char::is_uppercase)
}

fn hyphenated(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('-' | '\u{2010}' | '\u{2011}'))
        && chars.next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::split;

    fn words(text: &str) -> Vec<&str> {
        split(text).map(|s| &text[s.start..s.end]).collect()
    }

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(
            words("Mesa de Concertación (Puno), 2001."),
            ["Mesa", "de", "Concertación", "Puno", "2001"]
        );
        assert_eq!(words("niños/as"), ["niños", "as"]);
        assert_eq!(words("  …  "), Vec::<&str>::new());
    }

    #[test]
    fn numbers_and_acronyms_stay_whole() {
        assert_eq!(words("la ley 19.284 y 1.000.000"), ["la", "ley", "19.284", "y", "1.000.000"]);
        assert_eq!(words("FF.CC. del Sur S.A."), ["FF.CC", "del", "Sur", "S.A"]);
        assert_eq!(words("en 2001.Después 12.5 3.1416"), ["en", "2001", "Después", "12", "5", "3", "1416"]);
        assert_eq!(words("l@s niñ@s, tod@"), ["l@s", "niñ@s", "tod@"]);
    }

    #[test]
    fn a_compound_knows_its_hyphen() {
        let spans: Vec<bool> = split("micro-emprendimiento - 2001-2005").map(|s| s.hyphen).collect();
        assert_eq!(spans, [true, false, false, false]);
    }
}
