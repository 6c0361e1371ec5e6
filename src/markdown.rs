//! Markdown → safe HTML, with the headings and links it holds. Pure.
//!
//! Raw HTML and links to unsafe schemes are removed, each with a finding. A link inside the site is written
//! as `href="site:N"`, with its number among the links of the text, so that each page can make it relative to itself.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

use crate::fold::slug;
use crate::link;
use crate::report::rules;
use crate::report::{Finding, Report, Span};

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

/// How a piece of prose stands in its surroundings.
struct Setting<'a> {
    span: Span,
    exact: bool,
    prefix: &'a str,
    /// The level of Markdown heading that becomes which level of HTML heading.
    top: (u8, u8),
}

impl Setting<'_> {
    fn place(&self, range: std::ops::Range<usize>) -> Span {
        if !self.exact {
            return self.span;
        }
        let start = self.span.start as usize;
        Span::new(self.span.file, start + range.start, start + range.end)
    }

    fn level(&self, level: HeadingLevel) -> u8 {
        (level as u8).saturating_sub(self.top.0).saturating_add(self.top.1).min(6)
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

fn render(markdown: &str, setting: Setting<'_>, report: &mut Report) -> Prose {
    let mut prose = Prose {
        markdown: markdown.to_owned(),
        html: String::new(),
        links: Vec::new(),
        headings: Vec::new(),
        place: setting.exact.then_some(setting.span),
    };
    let mut writer = Writer { setting, prose: &mut prose, report, unsafe_links: Vec::new() };
    let parser = Parser::new_ext(markdown, options()).into_offset_iter();
    let mut events: Vec<Event<'_>> = parser.filter_map(|(event, range)| writer.event(event, range)).collect();
    name_headings(&mut events, &mut prose);
    prose.html.reserve(markdown.len() + markdown.len() / 8);
    html::push_html(&mut prose.html, events.into_iter());
    prose
}

struct Writer<'a, 'r> {
    setting: Setting<'a>,
    prose: &'r mut Prose,
    report: &'r mut Report,
    /// For each open link, whether it was unsafe and is dropped.
    unsafe_links: Vec<bool>,
}

impl Writer<'_, '_> {
    /// The event as it may be published, or nothing.
    fn event<'e>(&mut self, event: Event<'e>, range: std::ops::Range<usize>) -> Option<Event<'e>> {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => {
                let silent = ["<!--", "</"].iter().any(|start| text.trim_start().starts_with(start));
                if !text.trim().is_empty() && !silent {
                    self.report.add(raw_html(self.setting.place(range)));
                }
                None
            }
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => None,
            // Alignment would be an inline style, which the pages' security policy forbids.
            Event::Start(Tag::Table(columns)) => {
                Some(Event::Start(Tag::Table(vec![Alignment::None; columns.len()])))
            }
            Event::Start(Tag::Heading { level, classes: _, attrs: _, id: _ }) => {
                let level = HeadingLevel::try_from(usize::from(self.setting.level(level))).unwrap_or(level);
                let id = Some(CowStr::from(self.setting.prefix.to_owned()));
                Some(Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }))
            }
            Event::End(TagEnd::Heading(level)) => {
                let level = HeadingLevel::try_from(usize::from(self.setting.level(level))).unwrap_or(level);
                Some(Event::End(TagEnd::Heading(level)))
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let target = self.link(link_type, &dest_url, range);
                self.unsafe_links.push(target.is_none());
                target.map(|dest_url| {
                    Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, id })
                })
            }
            Event::End(TagEnd::Link) => (self.unsafe_links.pop() == Some(false)).then_some(event),
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let target = self.picture(&dest_url, range);
                self.unsafe_links.push(target.is_none());
                target.map(|dest_url| Event::Start(Tag::Image { link_type, dest_url, title, id }))
            }
            Event::End(TagEnd::Image) => (self.unsafe_links.pop() == Some(false)).then_some(event),
            event => Some(event),
        }
    }

    /// Where a link leads once it is published; `None` where that is not safe.
    fn link<'e>(
        &mut self,
        kind: LinkType,
        target: &str,
        range: std::ops::Range<usize>,
    ) -> Option<CowStr<'e>> {
        let place = self.setting.place(range);
        if kind == LinkType::Email {
            return Some(CowStr::from(format!("mailto:{target}")));
        }
        if link::is_web(target) {
            return Some(CowStr::from(target.to_owned()));
        }
        if has_scheme(target) || target.starts_with("//") {
            self.report.add(unsafe_link(target, place));
            return None;
        }
        self.prose.links.push(SiteLink { target: target.to_owned(), picture: false, span: place });
        let anchor = target.starts_with('#');
        Some(CowStr::from(if anchor { target.to_owned() } else { self.marked() }))
    }

    /// A picture is a file of the site's media, shown from there.
    fn picture<'e>(&mut self, target: &str, range: std::ops::Range<usize>) -> Option<CowStr<'e>> {
        let place = self.setting.place(range.clone());
        if has_scheme(target) || target.starts_with("//") || target.split('/').any(|part| part == "..") {
            self.report.add(unsafe_link(target, place));
            return None;
        }
        if self.prose.markdown[range].starts_with("![]") {
            self.report.add(missing_alternative(place));
        }
        self.prose.links.push(SiteLink { target: target.to_owned(), picture: true, span: place });
        Some(CowStr::from(self.marked()))
    }

    /// The mark of the link that was met last: its number in the prose's list.
    fn marked(&self) -> String {
        format!("{SITE}{}", self.prose.links.len() - 1)
    }
}

/// Whether an address begins with a scheme such as `javascript:`.
fn has_scheme(target: &str) -> bool {
    let before = target.split(['/', '?', '#']).next().unwrap_or_default();
    before.contains(':')
}

/// Gives each heading an anchor made of its words, and lists it.
fn name_headings(events: &mut [Event<'_>], prose: &mut Prose) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for at in 0..events.len() {
        if !matches!(events[at], Event::Start(Tag::Heading { .. })) {
            continue;
        }
        let words = heading_words(&events[at..]);
        if let Event::Start(Tag::Heading { level, id, .. }) = &mut events[at] {
            let base = anchor(id.as_deref().unwrap_or_default(), &words);
            let times = taken.entry(base.clone()).or_default();
            *times += 1;
            let name = if *times == 1 { base } else { format!("{base}--{times}") };
            prose.headings.push(Heading { id: name.clone(), text: words, level: *level as u8 });
            *id = Some(CowStr::from(name));
        }
    }
}

/// The anchor of a heading: its words, after the id of the field it stands in.
fn anchor(prefix: &str, words: &str) -> String {
    let own = slug(words);
    match (prefix, own.as_str()) {
        ("", "") => "s".to_owned(),
        ("", _) => own,
        (prefix, "") => format!("{prefix}-s"),
        (prefix, own) => format!("{prefix}-{own}"),
    }
}

fn heading_words(events: &[Event<'_>]) -> String {
    let mut words = String::new();
    for event in events.iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))) {
        if let Event::Text(text) | Event::Code(text) = event {
            words.push_str(text);
        }
    }
    words
}

fn raw_html(place: Span) -> Finding {
    Finding::new(
        &rules::RAW_HTML,
        place,
        "En este texto hay una etiqueta de HTML, y no se publica.",
        "There is an HTML tag in this text, and it is not published.",
    )
    .hint(
        "Use Markdown: *énfasis*, **fuerte**, listas con «-», tablas con «|». Si el signo «<» es parte del texto, escriba &lt;.",
        "Use Markdown: *emphasis*, **strong**, lists with “-”, tables with “|”. If the sign “<” belongs to the text, write &lt;.",
    )
}

fn unsafe_link(target: &str, place: Span) -> Finding {
    let shown: String = target.chars().take(60).collect();
    Finding::new(
        &rules::UNSAFE_LINK,
        place,
        format!("El enlace o la imagen «{shown}» no es segura para quien lee, y no se publica."),
        format!("The link or picture “{shown}” is not safe for readers, and it is not published."),
    )
    .hint(
        "Un enlace empieza por https://, por mailto: o, dentro del sitio, por «/»; una imagen es un archivo de la carpeta de medios.",
        "A link begins with https://, with mailto: or, inside the site, with “/”; a picture is a file of the folder of media.",
    )
}

/// The finding that an image says nothing to those who do not see it.
pub(crate) fn missing_alternative(span: Span) -> Finding {
    Finding::new(
        &rules::MISSING_ALTERNATIVE,
        span,
        "La imagen no tiene un texto que diga qué muestra a quien no puede verla.",
        "The image has no text that tells those who cannot see it what it shows.",
    )
    .hint(
        "Descríbala en una frase: «alternativa: …» en la cabecera, o entre los corchetes de ![…](archivo).",
        "Describe it in a sentence: “alt: …” in the front matter, or between the brackets of ![…](file).",
    )
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
