//! Acronyms and special terms of the glossary, explained where a page first uses them.

use std::collections::{BTreeMap, BTreeSet};

use super::links::At;
use super::value::FieldView;
use crate::catalog::Catalog;
use crate::figure::escape;
use crate::fold::slug;
use crate::plan::PageKey;

/// The glossary by the first word of each spelling; the longest spelling first.
#[derive(Debug, Default)]
pub struct Spellings<'a>(BTreeMap<&'a str, Vec<(&'a str, usize)>>);

impl<'a> Spellings<'a> {
    /// Every spelling of every entry that says what it stands for.
    pub fn of(catalog: &'a Catalog) -> Spellings<'a> {
        let mut spellings = Spellings::default();
        for (at, entry) in catalog.glossary.iter().enumerate().filter(|(_, entry)| !entry.meaning.is_empty())
        {
            for spelling in std::iter::once(&entry.term).chain(&entry.also) {
                let first = spelling.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                if !first.is_empty() {
                    spellings.0.entry(first).or_default().push((spelling, at));
                }
            }
        }
        spellings
            .0
            .values_mut()
            .for_each(|known| known.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.len())));
        spellings
    }

    /// The entry that a text begins with, and the length of its spelling there.
    fn at(&self, text: &str, first: &str) -> Option<(usize, usize)> {
        let whole = |spelling: &str| {
            let rest = text.strip_prefix(spelling);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.0
            .get(first)?
            .iter()
            .find(|(spelling, _)| whole(spelling))
            .map(|(spelling, at)| (*at, spelling.len()))
    }
}

/// Marks the first use of each entry in these fields, in the order in which the page shows them.
pub(super) fn fields<'f>(at: &At<'_>, fields: impl Iterator<Item = &'f mut FieldView>) {
    if at.spellings().0.is_empty() {
        return;
    }
    let mut seen = BTreeSet::new();
    for field in fields {
        if let Some(html) = field.html.as_mut() {
            *html = explained(at, html, &mut seen);
        }
    }
}

/// The elements inside which nothing is explained.
const LEFT_ALONE: [&str; 10] = ["a", "abbr", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"];

fn explained(at: &At<'_>, html: &str, seen: &mut BTreeSet<usize>) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut inside = 0usize;
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (text, tag) = rest.split_at(open);
        words(at, text, inside == 0, seen, &mut out);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let name = tag[1..end].trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if LEFT_ALONE.contains(&name) {
            inside = if tag.starts_with("</") { inside.saturating_sub(1) } else { inside + 1 };
        }
        out.push_str(&tag[..end]);
        rest = &tag[end..];
    }
    words(at, rest, inside == 0, seen, &mut out);
    out
}

/// A piece of text between tags, word by word.
fn words(at: &At<'_>, text: &str, open: bool, seen: &mut BTreeSet<usize>, out: &mut String) {
    let mut rest = text;
    while open && !rest.is_empty() {
        let start = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        match at.spellings().at(rest, word).filter(|(entry, _)| seen.insert(*entry)) {
            Some((entry, length)) => {
                out.push_str(&mark(at, entry, &rest[..length]));
                rest = &rest[length..];
            }
            None => {
                out.push_str(word);
                rest = &rest[word.len()..];
            }
        }
    }
    out.push_str(rest);
}

/// A spelling with what it stands for, leading to the glossary.
fn mark(at: &At<'_>, entry: usize, spelling: &str) -> String {
    let entry = &at.catalog().glossary[entry];
    let (meaning, lang) = at.text(&entry.meaning);
    let lang = lang.map_or(String::new(), |lang| format!(" lang=\"{lang}\""));
    let address = PageKey::Glossary.address(at.catalog(), at.lang);
    let href = at.to(&format!("{address}#{}", slug(&entry.term)));
    format!(
        "<a class=\"explained\" href=\"{}\"><abbr title=\"{}\"{lang}>{spelling}</abbr></a>",
        escape(&href),
        escape(&meaning)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use crate::glossary;
    use crate::lang::Lang;
    use crate::report::Report;
    use crate::view::Links;

    fn explained_with_a_glossary(html: &str) -> String {
        let mut report = Report::default();
        let site = crate::toml::parse("[site]\ntitle = \"x\"\nglossary = \"g.yaml\"", 0, &mut report);
        let config = crate::config::read(&site, &mut report);
        let entries = crate::toml::parse(
            "g = [{ term = \"FNDR\", meaning = \"Fondo\" }, { term = \"FNDR local\", meaning = \"Otro\" }, { term = \"plan\" }]",
            0,
            &mut report,
        );
        let glossary = match &entries.data {
            crate::tree::Data::Map(map) => glossary::read(&map[0].1, Lang::ES, &mut report),
            _ => Vec::new(),
        };
        let catalog = Catalog::gather(config, Content { glossary, ..Content::default() }, None, &mut report);
        let links = Links::new(&catalog, None);
        explained(&links.at(PageKey::Home, Lang::ES), html, &mut BTreeSet::new())
    }

    #[test]
    fn explains_the_first_use_only_and_never_in_links_or_headings() {
        let html =
            "<h3>FNDR</h3><p><a href=\"x\">FNDR</a> El FNDR, y el FNDR; FNDRs, el plan y el FNDR local.</p>";
        let mark = |title: &str, text: &str, id: &str| {
            format!(
                "<a class=\"explained\" href=\"glosario/index.html#{id}\"><abbr title=\"{title}\">{text}</abbr></a>"
            )
        };
        let (one, two) = (mark("Fondo", "FNDR", "fndr"), mark("Otro", "FNDR local", "fndr-local"));
        let wanted = format!(
            "<h3>FNDR</h3><p><a href=\"x\">FNDR</a> El {one}, y el FNDR; FNDRs, el plan y el {two}.</p>"
        );
        assert_eq!(explained_with_a_glossary(html), wanted);
    }
}
