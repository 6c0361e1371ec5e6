//! Markdown → safe HTML, with the headings and links it holds. Pure.
//!
//! Raw HTML and links to unsafe schemes are removed, each with a finding. A link inside the site is written
//! as `href="site:N"`, with its number among the links of the text, so that each page can make it relative to itself.

mod findings;
mod headings;
mod render;

use pulldown_cmark::{Event, Options, Parser};

use self::render::{Setting, render};
use crate::report::{Report, Span};

pub(crate) use self::findings::missing_alternative;

/// The mark before the number of a link of the site in rendered HTML.
pub const SITE: &str = "site:";

/// A piece of Markdown and what it renders to.
#[derive(Clone, Debug, PartialEq)]
pub struct Prose {
    /// As written.
    pub markdown: String,
    /// As HTML, with each link of the site as [`SITE`] and its number in `links`.
    pub html: String,
    /// Links and pictures inside the site.
    pub links: Vec<SiteLink>,
    /// The headings.
    pub headings: Vec<Heading>,
    /// Where it stands in its file, where it stands there just as it is.
    pub place: Option<Span>,
}

impl Prose {
    /// The prose of a field: its headings begin at level 4, below the field's own, and their anchors carry the
    /// field's id. With `exact`, the text stands in the file just as it is, so that places inside it are known.
    pub(crate) fn in_field(
        markdown: &str,
        span: Span,
        exact: bool,
        field: &str,
        report: &mut Report,
    ) -> Prose {
        render(markdown, Setting { span, exact, prefix: field, top: (3, 4) }, report)
    }

    /// The prose of a page: headings begin at level 2, below the page's title.
    pub fn in_page(markdown: &str, span: Span, exact: bool, report: &mut Report) -> Prose {
        render(markdown, Setting { span, exact, prefix: "", top: (2, 2) }, report)
    }

    /// Where a word stands in the file, where that is known.
    pub fn find(&self, word: &str) -> Option<Span> {
        let place = self.place?;
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let mut found = self.markdown.match_indices(word).map(|(at, _)| at);
        let whole = |at: &usize| {
            apart(self.markdown[..*at].chars().next_back()) && {
                let mut after = self.markdown[at + word.len()..].chars();
                let next = after.next();
                apart(next) || next == Some('s') && apart(after.next())
            }
        };
        let start = place.start as usize + found.find(whole)?;
        Some(Span::new(place.file, start, start + word.len()))
    }

    /// The words without any marks, blocks separated by a space.
    pub fn plain(&self) -> String {
        plain(&self.markdown)
    }
}

/// A link to a place inside the site.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteLink {
    /// The address as written: `/tema/salud/`, `#objetivos`, `/x/#y`; for a picture, the file.
    pub target: String,
    /// Whether it is a picture.
    pub picture: bool,
    /// Where it is written.
    pub span: Span,
}

/// A heading inside a piece of prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// The anchor, unique on its page as far as the prefix makes it.
    pub id: String,
    /// The words.
    pub text: String,
    /// The level in HTML.
    pub level: u8,
}

/// The words of a piece of Markdown without any marks.
pub fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(_) if !text.ends_with(' ') => text.push(' '),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> (String, Vec<&'static str>) {
        let mut report = Report::default();
        let prose = Prose::in_field(markdown, Span::default(), true, "campo", &mut report);
        (prose.html.trim().to_owned(), report.findings.iter().map(|finding| finding.rule.code).collect())
    }

    #[test]
    fn removes_what_is_not_safe() {
        assert_eq!(html("<b>x</b>"), ("<p>x</p>".to_owned(), vec!["raw-html"]));
        assert_eq!(html("<script>alert(1)</script>").0, "");
        assert_eq!(html("[x](javascript:alert(1))"), ("<p>x</p>".to_owned(), vec!["unsafe-link"]));
        assert_eq!(html("[x](JaVaScript:alert(1))").0, "<p>x</p>");
        assert_eq!(html("[x](//elsewhere.example/)").0, "<p>x</p>");
        assert_eq!(html("![x](https://elsewhere.example/x.png)").1, ["unsafe-link"]);
        assert_eq!(html("![x](../../etc/x.png)").1, ["unsafe-link"]);
    }

    #[test]
    fn marks_links_of_the_site_and_names_headings() {
        assert_eq!(html("[x](/tema/salud/)").0, r#"<p><a href="site:0">x</a></p>"#);
        assert_eq!(
            html("### Así es\n\n### Así es").0,
            "<h4 id=\"campo-asi-es\">Así es</h4>\n<h4 id=\"campo-asi-es--2\">Así es</h4>"
        );
    }
}
