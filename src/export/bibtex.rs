//! BibTeX: names of institutions whole, titles as they are.

use std::fmt::Write;

use super::{Citation, Set, scan};
use crate::output::File;
use crate::record::Author;

/// The file beside the page of a record.
pub const BESIDE: &str = "cita.bib";

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// All records in one file.
pub fn file(set: &Set<'_>) -> Vec<File> {
    let entries: Vec<String> = set.own_citations().map(entry).collect();
    vec![File::text(set.published.data("citas.bib"), entries.join("\n"))]
}

/// The entry of one record.
pub fn entry(citation: &Citation) -> String {
    let mut text = format!("@techreport{{{},\n", citation.key);
    let authors: Vec<String> = citation.authors.iter().map(author).collect();
    field(&mut text, "author", Some(&authors.join(" and ")));
    field(&mut text, "title", Some(&format!("{{{}}}", escaped(&citation.title))));
    let institution = citation.publisher.as_deref().unwrap_or(&citation.site);
    field(&mut text, "institution", Some(&format!("{{{}}}", escaped(institution))));
    field(&mut text, "type", Some(&escaped(&citation.kind)));
    field(&mut text, "number", citation.number.as_deref().map(escaped).as_deref());
    field(&mut text, "series", citation.other_site().map(escaped).as_deref());
    field(&mut text, "edition", citation.edition.as_deref().map(escaped).as_deref());
    if let Some(date) = citation.date {
        field(&mut text, "year", Some(&date.year.to_string()));
        let month = date.month.and_then(|month| MONTHS.get(usize::from(month) - 1));
        month.into_iter().for_each(|month| {
            let _ = writeln!(text, "  month = {month},");
        });
    }
    field(&mut text, "url", citation.url.as_deref());
    field(&mut text, "language", Some(citation.lang.code()));
    field(
        &mut text,
        "keywords",
        Some(&escaped(&citation.keywords.join(", ")))
            .filter(|words| !words.is_empty())
            .map(|words| words.as_str()),
    );
    field(&mut text, "abstract", citation.summary.as_deref().map(escaped).as_deref());
    text.push_str("}\n");
    text
}

fn field(text: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        let _ = writeln!(text, "  {name} = {{{value}}},");
    }
}

/// A person by family and given name; an institution in braces, so that it is never taken apart.
fn author(author: &Author) -> String {
    match author {
        Author::Person { family, given } if given.is_empty() => format!("{{{}}}", escaped(family)),
        Author::Person { family, given } => format!("{}, {}", escaped(family), escaped(given)),
        Author::Institution { literal } => format!("{{{}}}", escaped(literal)),
    }
}

/// Text with what TeX takes for a command written out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = scan::first(rest.as_bytes(), special) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let (command, after) = after.split_at(1);
        match command {
            "\\" => out.push_str("\\textbackslash{}"),
            "~" => out.push_str("\\textasciitilde{}"),
            "^" => out.push_str("\\textasciicircum{}"),
            other => out.extend(["\\", other]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether TeX takes a character for a command.
fn special(byte: u8) -> bool {
    matches!(byte, b'\\' | b'~' | b'^' | b'{' | b'}' | b'$' | b'&' | b'#' | b'_' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_institutions_whole_and_escapes_commands() {
        let name = |text: &str| author(&Author::parse(text));
        assert_eq!(name("Municipalidad de Rosario"), "{Municipalidad de Rosario}");
        assert_eq!(name("Panfichi, Aldo"), "Panfichi, Aldo");
        assert_eq!(escaped(r"50 % {a_b} \x"), r"50 \% \{a\_b\} \textbackslash{}x");
    }
}
