//! Citations ready to be read, in the styles APA and Chicago (author–date), as each language writes them.

use serde::Serialize;

use super::Citation;
use crate::lang::Lang;
use crate::record::Author;

/// A stretch of a citation.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are the title of a work, set in italics.
    pub title: bool,
}

/// What citations say in a language.
struct Usage {
    and: &'static str,
    number: &'static str,
    edition: &'static str,
    undated: &'static str,
    within: &'static str,
    quotes: (&'static str, &'static str),
}

fn usage(lang: Lang) -> Usage {
    let (es, pt) = (lang == Lang::ES, lang == Lang::PT);
    let pick = |spanish, portuguese, other| {
        if es {
            spanish
        } else if pt {
            portuguese
        } else {
            other
        }
    };
    Usage {
        and: pick("y", "e", "and"),
        number: pick("n.º", "n.º", "no."),
        edition: pick("edición", "edição", "edition"),
        undated: pick("s. f.", "s.d.", "n.d."),
        within: pick("En", "Em", "In"),
        quotes: if es { ("«", "»") } else { ("“", "”") },
    }
}

/// The citation in the style of the APA, seventh edition.
pub fn apa(citation: &Citation, lang: Lang) -> Vec<Piece> {
    let usage = usage(lang);
    let and = if lang == Lang::EN { "&" } else { usage.and };
    let names: Vec<String> = citation.authors.iter().map(initials).collect();
    let year = citation.date.map_or(usage.undated.to_owned(), |date| date.year.to_string());
    let inside = citation.other_site();
    let mut pieces = vec![
        plain(format!("{} ({year}). ", ended(&joined(&names, and)))),
        Piece { title: inside.is_none(), ..plain(citation.title.clone()) },
    ];
    let about = brackets(&[kind(citation, &usage), edition(citation, &usage).filter(|_| inside.is_none())]);
    pieces.push(plain(format!("{about}.")));
    if let Some(site) = inside {
        pieces.push(plain(format!(" {} ", usage.within)));
        pieces.push(Piece { text: site.to_owned(), title: true });
        pieces.push(plain(format!("{}.", brackets(&[edition(citation, &usage)]))));
    }
    pieces.push(plain(tail(citation)));
    pieces
}

/// The citation in the style of Chicago, author–date.
pub fn chicago(citation: &Citation, lang: Lang) -> Vec<Piece> {
    let usage = usage(lang);
    let year = citation.date.map_or(usage.undated.to_owned(), |date| date.year.to_string());
    let (open, close) = usage.quotes;
    let names = ended(&in_full(&citation.authors, usage.and));
    let mut pieces = vec![plain(format!("{names} {}", ended(&year)))];
    let stop = if lang == Lang::EN { (".", "") } else { ("", ".") };
    pieces.push(plain(format!(" {open}{}{}{close}{}", citation.title, stop.0, stop.1)));
    if let Some(site) = citation.other_site() {
        pieces.push(plain(format!(" {} ", usage.within)));
        pieces.push(Piece { text: site.to_owned(), title: true });
        pieces.push(plain(".".to_owned()));
    }
    for part in [kind(citation, &usage), edition(citation, &usage)].into_iter().flatten() {
        pieces.push(plain(format!(" {}", ended(&capital(&part)))));
    }
    pieces.push(plain(tail(citation)));
    pieces
}

/// The pieces as one line of plain text.
pub fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

fn plain(text: String) -> Piece {
    Piece { text, title: false }
}

/// The publisher and the address, each after a space.
fn tail(citation: &Citation) -> String {
    let publisher = citation.other_publisher().map(|name| format!(" {}", ended(name)));
    let url = citation.url.as_ref().map(|url| format!(" {url}"));
    [publisher, url].into_iter().flatten().collect()
}

/// `Experiencia n.º 17`, where there is a number.
fn kind(citation: &Citation, usage: &Usage) -> Option<String> {
    citation.number.as_ref().map(|number| format!("{} {} {number}", citation.kind, usage.number))
}

fn edition(citation: &Citation, usage: &Usage) -> Option<String> {
    citation.edition.as_ref().map(|edition| format!("{} {edition}", usage.edition))
}

fn brackets(parts: &[Option<String>]) -> String {
    let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) }
}

fn ended(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `Panfichi, A.`; an institution whole.
fn initials(author: &Author) -> String {
    match author {
        Author::Person { family, given } if !given.is_empty() => {
            let initials: Vec<String> = given
                .split_whitespace()
                .filter_map(|name| name.chars().next())
                .map(|letter| format!("{letter}."))
                .collect();
            format!("{family}, {}", initials.join(" "))
        }
        other => other.to_string(),
    }
}

/// The first author by family name, the others as they are called.
fn in_full(authors: &[Author], and: &str) -> String {
    let names = authors.iter().enumerate().map(|(at, author)| match author {
        Author::Person { family, given } if at > 0 && !given.is_empty() => format!("{given} {family}"),
        other => other.to_string(),
    });
    joined(&names.collect::<Vec<_>>(), and)
}

/// `A`, `A, y B`, `A, B, y C`.
fn joined(names: &[String], and: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{}, {and} {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Date;

    fn citation() -> Citation {
        Citation {
            key: "x".to_owned(),
            title: "Mesa de Puno".to_owned(),
            lang: Lang::ES,
            authors: vec![Author::parse("Panfichi, Aldo"), Author::parse("Pérez, Ana María")],
            date: Some(Date { year: 2026, month: None, day: None }),
            kind: "Experiencia".to_owned(),
            number: Some("1".to_owned()),
            site: "Observatorio".to_owned(),
            edition: Some("2026".to_owned()),
            publisher: Some("Editor".to_owned()),
            url: Some("https://e.example/x/".to_owned()),
            summary: None,
            keywords: Vec::new(),
        }
    }

    #[test]
    fn writes_both_styles() {
        assert_eq!(
            text(&apa(&citation(), Lang::ES)),
            "Panfichi, A., y Pérez, A. M. (2026). Mesa de Puno (Experiencia n.º 1). En Observatorio (edición 2026). Editor. https://e.example/x/"
        );
        assert_eq!(
            text(&chicago(&citation(), Lang::EN)),
            "Panfichi, Aldo, and Ana María Pérez. 2026. “Mesa de Puno.” In Observatorio. Experiencia no. 1. Edition 2026. Editor. https://e.example/x/"
        );
    }

    #[test]
    fn names_an_institution_once_and_whole() {
        let literal = "Observatorio".to_owned();
        let one = Citation {
            authors: vec![Author::Institution { literal: literal.clone() }],
            publisher: Some(literal),
            date: None,
            number: None,
            ..citation()
        };
        assert_eq!(
            text(&apa(&one, Lang::ES)),
            "Observatorio. (s. f.). Mesa de Puno (edición 2026). https://e.example/x/"
        );
        assert_eq!(
            text(&chicago(&one, Lang::ES)),
            "Observatorio. s. f. «Mesa de Puno». Edición 2026. https://e.example/x/"
        );
    }
}
