//! Years as people write them, and whether what is written says more than the years or may mean other ones.

use super::forms::{ABOUT, AND, FROM, MONTHS, ONGOING, PART, SINCE, TO, UNTIL};
use crate::record::Period;
use crate::report::Span;

/// What was read of a text with years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// The years.
    pub period: Period,
    /// Whether the text says more than the years do: a day, *end of*.
    pub more: bool,
    /// Whether the text may mean other years than these.
    pub doubtful: bool,
}

/// The years of a text: `1996-2000`, `1998-99`, `desde 1998`, `hasta 1999`, `aprox. 1992`, `15/03/2004`.
pub fn years(text: &str) -> Option<Years> {
    let mut said = Said::of(text);
    said.without_days();
    let mut read = match said.years[..] {
        [year] => one(year, &said.part(0), &said.part(1))?,
        [first, last] => two(first, last, [&said.part(0), &said.part(1), &said.part(2)])?,
        _ => return None,
    };
    read.more |= said.more || read.doubtful;
    read.doubtful |= said.doubtful;
    Some(read)
}

fn one(year: i32, before: &str, after: &str) -> Option<Years> {
    let before = before.strip_suffix(" el ano").or(before.strip_suffix(" ano")).unwrap_or(before);
    let after = if after == "-" { after } else { after.trim_start_matches([',', '-', ' ']) };
    let plain = |form: String| read(&form, false, false);
    let doubt = |form: String| read(&form, true, true);
    let begins = |list: &[&str], text: &str| list.iter().any(|sign| starts_with(text, sign));
    match (before, after) {
        ("" | "en" | "ano" | "el ano" | "in", "") => plain(format!("{year}")),
        ("", after) if ONGOING.contains(&after) => plain(format!("{year}–")),
        (before, "") if SINCE.contains(&before) => plain(format!("{year}–")),
        (before, after) if SINCE.contains(&before) && ONGOING.contains(&after) => plain(format!("{year}–")),
        (before, "") if UNTIL.contains(&before) => plain(format!("–{year}")),
        (before, "") if ABOUT.contains(&before) => plain(format!("~{year}")),
        ("", after) if ABOUT.contains(&after) => plain(format!("~{year}")),
        (before, "") if PART.contains(&before) => doubt(format!("~{year}")),
        ("", "?") => doubt(format!("~{year}")),
        (before, _) if SINCE.contains(&before) => doubt(format!("{year}–")),
        (before, _) if UNTIL.contains(&before) => doubt(format!("–{year}")),
        ("", after) if begins(ONGOING, after) => doubt(format!("{year}–")),
        (before, _) if ABOUT.contains(&before) => doubt(format!("~{year}")),
        _ => doubt(format!("{year}")),
    }
}

fn two(first: i32, last: i32, [before, between, after]: [&str; 3]) -> Option<Years> {
    let about = ABOUT.contains(&before) || ABOUT.contains(&after);
    let tilde = if about { "~" } else { "" };
    let form = if first == last { format!("{tilde}{first}") } else { format!("{tilde}{first}–{last}") };
    let listed = AND.contains(&between) && !["entre", "between"].contains(&before);
    let alone = FROM.contains(&before) && after.is_empty();
    let sure =
        TO.contains(&between) && !listed && (alone || about && (before.is_empty() || after.is_empty()));
    read(&form, !sure, !sure)
}

fn read(form: &str, more: bool, doubtful: bool) -> Option<Years> {
    let period = Period::parse(form, Span::default()).ok()?;
    Some(Years { period, more, doubtful })
}

fn starts_with(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| rest.starts_with([' ', ',']))
}

/// A text parted at its years.
struct Said {
    years: Vec<i32>,
    /// What stands before, between and after them, in plain words.
    parts: Vec<Vec<String>>,
    more: bool,
    doubtful: bool,
}

impl Said {
    fn of(text: &str) -> Said {
        let mut said = Said { years: Vec::new(), parts: vec![Vec::new()], more: false, doubtful: false };
        for piece in pieces(&plain(text)) {
            if piece.starts_with(|letter: char| letter.is_ascii_digit()) {
                said.number(&piece);
            } else {
                said.word(piece);
            }
        }
        said
    }

    fn word(&mut self, word: String) {
        if let Some(part) = self.parts.last_mut() {
            part.push(word);
        }
    }

    fn year(&mut self, year: i32) {
        self.years.push(year);
        self.parts.push(Vec::new());
    }

    /// A run of digits and what joins them: a year, two years, a date.
    fn number(&mut self, run: &str) {
        let groups: Vec<&str> = run.split(['-', '/', '.']).collect();
        match (&groups[..], groups.iter().map(|group| year(group)).collect::<Vec<_>>().as_slice()) {
            (_, [Some(one)]) => self.year(*one),
            (_, [Some(first), Some(last)]) => {
                self.year(*first);
                self.word("-".to_owned());
                self.year(*last);
            }
            ([_, short], [Some(first), None]) => self.short(*first, short),
            (dated, [Some(one), None, None] | [None, None, Some(one)] | [None, Some(one)])
                if is_date(dated) =>
            {
                self.more = true;
                self.year(*one);
            }
            _ => self.word(run.to_owned()),
        }
    }

    /// `1998-99`, `2001-02`: the years of a period, or a year with its month.
    fn short(&mut self, first: i32, short: &str) {
        let Some(number) = short.parse::<i32>().ok().filter(|_| short.len() == 2) else {
            return self.word(format!("{first}-{short}"));
        };
        let century = first - first % 100;
        let month = (1..=12).contains(&number);
        let last = if number > first % 100 { century + number } else { century + 100 + number };
        // The year of a later century is meant only where it is near.
        let later = last >= century + 100;
        let range = !later || last - first < 30;
        self.year(first);
        self.doubtful |= range && (month || later);
        if range && !(month && later) {
            self.word("-".to_owned());
            self.year(last);
        } else {
            self.more = true;
        }
    }

    /// Takes out months, and the days before them: `15 de marzo de 2001`.
    fn without_days(&mut self) {
        for part in &mut self.parts {
            while let Some(at) = part.iter().position(|word| MONTHS.contains(&word.as_str())) {
                let of = |word: Option<&String>| {
                    usize::from(word.is_some_and(|word| word == "de" || word == "of"))
                };
                let last = at + of(part.get(at + 1));
                let mut first = at - of(at.checked_sub(1).and_then(|before| part.get(before)));
                let day = first.checked_sub(1).and_then(|before| part[before].parse::<u8>().ok());
                first -= usize::from(day.is_some());
                part.drain(first..=last);
                self.more = true;
            }
        }
    }

    fn part(&self, at: usize) -> String {
        self.parts.get(at).map(|words| words.join(" ")).unwrap_or_default()
    }
}

/// Lower case without accents; the signs that matter stay.
fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace(['–', '—'], "-");
    text.replace('á', "a")
        .replace('é', "e")
        .replace('í', "i")
        .replace('ó', "o")
        .replace(['ñ'], "n")
        .replace('ç', "c")
}

/// The words of a text, its runs of digits with the signs inside them, and the signs that matter on their own.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let digit = |letter: char| letter.is_ascii_digit();
        let inside = "-/.".contains(letter) && digit(before) && letters.peek().copied().is_some_and(digit);
        let number = digit(letter) && (digit(before) || before == '\0');
        match pieces.last_mut() {
            Some(last) if inside || number || letter.is_alphabetic() && before.is_alphabetic() => {
                last.push(letter)
            }
            _ if letter.is_alphanumeric() || "-?~,;/".contains(letter) => pieces.push(letter.to_string()),
            _ => {}
        }
        before = if inside { '\0' } else { letter };
    }
    pieces
}

/// A number of four digits that may be a year.
fn year(group: &str) -> Option<i32> {
    group.parse().ok().filter(|year| group.len() == 4 && (1500..2200).contains(year))
}

/// Whether what stands beside a year in a date may be its month and day.
fn is_date(groups: &[&str]) -> bool {
    let others: Vec<u32> = groups
        .iter()
        .filter(|group| year(group).is_none())
        .map(|group| group.parse().unwrap_or_default())
        .collect();
    let month = |number: &u32| (1..=12).contains(number);
    others.iter().all(|number| (1..=31).contains(number)) && others.iter().any(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_as_people_write_them() {
        for (cell, period, more, doubtful) in [
            ("1996-2000", "1996–2000", false, false),
            ("1996 a 2000", "1996–2000", false, false),
            ("entre 1996 y 2000", "1996–2000", false, false),
            ("1998-99", "1998–1999", false, false),
            ("1998/99", "1998–1999", false, false),
            ("2001-02", "2001–2002", false, true),
            ("1998-05", "1998", true, true),
            ("2004-03", "2004", true, false),
            ("desde 1998", "1998–", false, false),
            ("Desde el año 1998", "1998–", false, false),
            ("1998 a la fecha", "1998–", false, false),
            ("desde 1998 a la fecha", "1998–", false, false),
            ("1998 - presente", "1998–", false, false),
            ("1998, vigente", "1998–", false, false),
            ("aprox. 1996-2000", "~1996–2000", false, false),
            ("1997–", "1997–", false, false),
            ("aprox. 1992", "~1992", false, false),
            ("~1992", "~1992", false, false),
            ("15/03/2004", "2004", true, false),
            ("2004-03-15", "2004", true, false),
            ("15 de marzo de 2004", "2004", true, false),
            ("marzo 2004 - abril 2005", "2004–2005", true, false),
            ("hasta 1999", "–1999", false, false),
            ("vigente hasta 2005", "–2005", false, false),
            ("terminó en 2005", "–2005", false, false),
            ("no vigente, 1998", "1998", true, true),
            ("1998 y 2001", "1998–2001", true, true),
            ("1998?", "~1998", true, true),
            ("fines de 1998", "~1998", true, true),
            ("desde 1998, Chile", "1998–", true, true),
            ("2001, Chile", "2001", true, true),
        ] {
            let read = years(cell).map(|read| (read.period.to_string(), read.more, read.doubtful));
            assert_eq!(read, Some((period.to_owned(), more, doubtful)), "{cell}");
        }
        for cell in ["fines de los noventa", "2000-1996", "1998, 2000, 2002", "", "12345"] {
            assert_eq!(years(cell), None, "{cell}");
        }
    }
}
