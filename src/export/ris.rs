//! RIS, which most reference managers read.

use super::{Citation, Set};
use crate::output::File;
use crate::record::{Author, Date};

/// The file beside the page of a record.
pub const BESIDE: &str = "cita.ris";

/// All records in one file.
pub fn file(set: &Set<'_>) -> Vec<File> {
    let mut text = String::new();
    set.own_citations().for_each(|citation| write(citation, &mut text));
    vec![File::text(set.published.data("citas.ris"), text)]
}

/// The entry of one record.
pub fn entry(citation: &Citation) -> String {
    let mut text = String::with_capacity(1024);
    write(citation, &mut text);
    text
}

fn write(citation: &Citation, text: &mut String) {
    line(text, "TY", "RPRT");
    line(text, "ID", &citation.key);
    citation.authors.iter().for_each(|name| line(text, "AU", &author(name)));
    line(text, "TI", &citation.title);
    let mut some =
        |tag: &str, value: Option<&str>| value.into_iter().for_each(|value| line(text, tag, value));
    some("T2", citation.other_site());
    some("PB", Some(citation.publisher.as_deref().unwrap_or(&citation.site)));
    some("M3", Some(&citation.kind));
    some("M1", citation.number.as_deref());
    some("ET", citation.edition.as_deref());
    some("PY", citation.date.map(|date| date.year.to_string()).as_deref());
    some("DA", citation.date.map(slashed).as_deref());
    some("UR", citation.url.as_deref());
    some("LA", Some(citation.lang.code()));
    some("AB", citation.summary.as_deref());
    citation.keywords.iter().for_each(|word| line(text, "KW", word));
    text.push_str("ER  - \r\n\r\n");
}

/// A tag of two letters and its value on one line.
fn line(text: &mut String, tag: &str, value: &str) {
    text.extend([tag, "  - "]);
    for (at, word) in value.split_whitespace().enumerate() {
        text.extend([if at > 0 { " " } else { "" }, word]);
    }
    text.push_str("\r\n");
}

/// The format takes a name apart at its first comma; an institution keeps together only without one.
fn author(author: &Author) -> String {
    match author {
        Author::Institution { literal } => literal.replace(", ", " – ").replace(',', " "),
        person => person.to_string(),
    }
}

/// `2026/03/14/`, with the parts that are known.
fn slashed(date: Date) -> String {
    let part = |part: Option<u8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    format!("{:04}/{}/{}/", date.year, part(date.month), part(date.day))
}
