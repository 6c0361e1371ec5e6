//! From the parser's events to the tree.

use std::collections::BTreeSet;
use std::ops::Range;

use granit_parser::{Event, ScalarStyle, Span as Marks};

use super::findings::{
    alias, cut_text, duplicate, second_document, slipped, syntax, tag, too_deep, too_many,
};
use super::{Limits, Stop, slips};
use crate::report::{Finding, Report, Span};
use crate::tree::{Data, Key, Node};

/// A list or mapping whose end has not been met yet.
enum Open {
    Seq(Span, Vec<Node>),
    Map(Span, Vec<(Key, Node)>, Option<Key>),
}

/// The tree while it grows, event by event.
pub(super) struct Builder<'t> {
    text: &'t str,
    file: u32,
    offset: usize,
    limits: Limits,
    count: usize,
    open: Vec<Open>,
    root: Option<Node>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str, file: u32, offset: usize, limits: Limits) -> Builder<'t> {
        Builder { text, file, offset, limits, count: 0, open: Vec::new(), root: None }
    }

    /// What was read; a text without content is an empty mapping.
    pub(super) fn root(self) -> Node {
        let span = Span::new(self.file, self.offset, self.offset);
        self.root.unwrap_or(Node { span, data: Data::Map(Vec::new()) })
    }

    pub(super) fn event(&mut self, event: Event<'_>, marks: &Marks, report: &mut Report) -> Result<(), Stop> {
        let span = self.span(marks);
        if let Event::Scalar(_, ScalarStyle::Plain, ..) = event {
            report.findings.extend(self.cut(span));
            self.swallowed(span)?;
        }
        match event {
            Event::Scalar(.., Some(_))
            | Event::SequenceStart(.., Some(_))
            | Event::MappingStart(.., Some(_)) => Err(tag(self.from('!', span))),
            Event::Scalar(_, _, 1.., _)
            | Event::SequenceStart(_, 1.., _)
            | Event::MappingStart(_, 1.., _) => Err(alias(self.from('&', span))),
            Event::Scalar(text, ..) => self.place(Node { span, data: Data::Scalar(text.into_owned()) }),
            Event::SequenceStart(..) => self.enter(Open::Seq(span, Vec::new()), span),
            Event::MappingStart(..) => self.enter(Open::Map(span, Vec::new(), None), span),
            Event::SequenceEnd | Event::MappingEnd => self.leave(span, report),
            Event::Alias(_) | Event::UnresolvedAlias(_) | Event::Anchor(..) => Err(alias(span)),
            Event::DocumentStart(..) if self.root.is_some() => Err(second_document(span)),
            _ => Ok(()),
        }
    }

    /// The place of a stretch of the text.
    pub(super) fn at(&self, at: Range<usize>) -> Span {
        Span::new(self.file, self.offset + at.start, self.offset + at.end)
    }

    /// The number of the text's first line in the file: what does not begin the file follows the line that opens it.
    pub(super) fn first_line(&self) -> usize {
        if self.offset == 0 { 1 } else { 2 }
    }

    /// Stops at a text without quotes whose further lines begin with a dash or its own bullet: items of a list that are
    /// not read as such.
    fn swallowed(&self, span: Span) -> Result<(), Stop> {
        let (start, end) = (span.start as usize - self.offset, span.end as usize - self.offset);
        let text = self.text.get(start..end).unwrap_or_default();
        let first = |end: usize| text.len() - text[end + 1..].trim_start_matches([' ', '\t', '\r']).len();
        let further = text.match_indices('\n').map(|(end, _)| first(end));
        let bullet = text.chars().next().filter(|sign| matches!(sign, '•' | '–' | '—' | '*'));
        let is_item = |said: &str| said.starts_with('-') || bullet.is_some_and(|sign| said.starts_with(sign));
        match further.into_iter().find(|at| is_item(&text[*at..])) {
            Some(at) => Err(slipped(slips::dash(self.text, start + at, self.first_line()), |at| self.at(at))),
            None => Ok(()),
        }
    }

    /// A place from the sign before it on that marks it.
    fn from(&self, sign: char, span: Span) -> Span {
        let before = self.text.get(..span.start as usize - self.offset);
        let at = before.and_then(|before| before.rfind(sign));
        Span { start: at.map_or(span.start, |at| (self.offset + at) as u32), ..span }
    }

    /// The finding that a single blank and a «#» end a text without quotes: two blanks or more are meant to part a
    /// comment from it.
    fn cut(&self, span: Span) -> Option<Finding> {
        let end = span.end as usize - self.offset;
        let rest = self.text.get(end..)?.lines().next()?;
        let comment = rest.strip_prefix(' ').filter(|rest| rest.starts_with('#'))?;
        let start = span.end as usize + 1;
        let place = Span::new(self.file, start, start + comment.trim_end().len());
        (span.end > span.start).then(|| cut_text(place, comment.trim_end()))
    }

    /// Of a document that cannot be read to its end, the keys given twice so far are told all the same.
    pub(super) fn abandon(self, report: &mut Report) {
        for open in self.open {
            if let Open::Map(_, entries, _) = open {
                once(entries, report);
            }
        }
    }

    fn span(&self, marks: &Marks) -> Span {
        let range = marks.byte_range().unwrap_or(0..0);
        Span::new(self.file, self.offset + range.start, self.offset + range.end)
    }

    fn enter(&mut self, open: Open, span: Span) -> Result<(), Stop> {
        self.open.push(open);
        if self.open.len() > self.limits.depth { Err(too_deep(span, self.limits.depth)) } else { Ok(()) }
    }

    fn leave(&mut self, end: Span, report: &mut Report) -> Result<(), Stop> {
        let node = match self.open.pop() {
            Some(Open::Seq(span, items)) => Node { span: join(span, end), data: Data::Seq(items) },
            Some(Open::Map(span, entries, _)) => {
                Node { span: join(span, end), data: Data::Map(once(entries, report)) }
            }
            None => return Ok(()),
        };
        self.place(node)
    }

    /// Puts a finished value where it belongs: into the open list, as key or value of the open mapping, or as root.
    fn place(&mut self, node: Node) -> Result<(), Stop> {
        self.count += 1;
        if self.count > self.limits.nodes {
            return Err(too_many(node.span, self.limits.nodes));
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Seq(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => match key.take() {
                None => *key = Some(as_key(node)?),
                Some(key) => entries.push((key, node)),
            },
        }
        Ok(())
    }
}

/// The entries whose key was not there before; the others are findings.
fn once(entries: Vec<(Key, Node)>, report: &mut Report) -> Vec<(Key, Node)> {
    let mut seen = BTreeSet::new();
    let first: Vec<bool> = entries.iter().map(|(key, _)| seen.insert(key.text.as_str())).collect();
    if seen.len() == entries.len() {
        return entries;
    }
    let (kept, again): (Vec<_>, Vec<_>) = entries.into_iter().zip(first).partition(|(_, first)| *first);
    again.iter().for_each(|((key, _), _)| report.add(duplicate(key)));
    kept.into_iter().map(|(entry, _)| entry).collect()
}

/// From the start of the first to the end of the last.
fn join(start: Span, end: Span) -> Span {
    Span { end: end.end.max(start.end), ..start }
}

fn as_key(node: Node) -> Result<Key, Stop> {
    let within = |at: Range<usize>| Span { end: node.span.start + at.end as u32, ..node.span };
    match node.data {
        Data::Scalar(text) => match slips::in_front(&text) {
            Some(slip) => Err(slipped(slip, within)),
            None => Ok(Key { text, span: node.span }),
        },
        _ => Err(syntax(node.span, "a key must be plain text")),
    }
}
