//! From Markdown to HTML, event by event.

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, html};

use super::findings::{missing_alternative, raw_html, unsafe_link};
use super::headings::name_headings;
use super::{Prose, SITE, SiteLink, options};
use crate::link;
use crate::report::{Report, Span};

/// How a piece of prose stands in its surroundings.
pub(super) struct Setting<'a> {
    pub(super) span: Span,
    pub(super) exact: bool,
    pub(super) prefix: &'a str,
    /// The level of Markdown heading that becomes which level of HTML heading.
    pub(super) top: (u8, u8),
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

pub(super) fn render(markdown: &str, setting: Setting<'_>, report: &mut Report) -> Prose {
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
