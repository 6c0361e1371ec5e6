//! Where in a report each ficha begins, and which stretch of it answers which field.

use std::collections::{BTreeMap, BTreeSet};

use super::furniture::Line;
use super::labels::{Named, Names, announced};
use super::prose;
use crate::config::CollectionConfig;
use crate::fold::fold;

/// How many lines below its heading a ficha without a name of its own must begin with its first field.
const SOON: usize = 6;
/// How many labels make a heading that of a ficha.
const ENOUGH: usize = 2;
/// A heading's number is parted from what stands before it by no more words than this.
const PREFIX: usize = 3;
/// A label that is not known has no more words than this; what is longer is a sentence with a colon.
const FOREIGN: usize = 2;
/// No page is narrower than this, in letters.
const NARROWEST: usize = 60;
/// The most lines of a title.
const TITLE: usize = 4;

/// A ficha as it stands in the report.
#[derive(Clone, Debug, Default)]
pub(super) struct Found<'t> {
    /// Its number, where it has one.
    pub(super) number: Option<&'t str>,
    /// Its title.
    pub(super) title: String,
    /// Its first line and its last, from 1.
    pub(super) lines: (usize, usize),
    /// What answers its fields, in order; a field may be answered in several parts.
    pub(super) parts: Vec<Part<'t>>,
    /// The lines that no field takes.
    pub(super) unplaced: Vec<&'t str>,
}

/// A stretch that answers a field.
#[derive(Clone, Debug)]
pub(super) struct Part<'t> {
    /// The field, as an index.
    pub(super) field: usize,
    /// The words by which the report names it.
    pub(super) label: &'t str,
    /// Its lines; an empty one parts paragraphs.
    pub(super) lines: Vec<&'t str>,
}

/// A line that may be the heading of a ficha: `Experiencia 3: Grupo de los 12`.
#[derive(Clone, Debug)]
struct Heading<'t> {
    at: usize,
    prefix: String,
    number: &'t str,
    title: &'t str,
}

/// The fichas of a report, in order.
pub(super) fn fichas<'t>(lines: &'t [Line], model: &CollectionConfig, names: &Names) -> Vec<Found<'t>> {
    let headings = headings(lines, model, names);
    let mut starts: Vec<(usize, Option<Heading<'t>>)> =
        headings.into_iter().map(|heading| (heading.at, Some(heading))).collect();
    if starts.is_empty() {
        starts = titles(lines, model, names).into_iter().map(|at| (at, None)).collect();
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]).collect();
    let width = prose::width(lines.iter().map(|line| line.text.as_str())).max(NARROWEST);
    let one = |((from, heading), to): ((usize, Option<Heading<'t>>), usize)| {
        Reader { model, names, width, found: Found::default(), current: None }.read(&lines[from..to], heading)
    };
    starts.into_iter().zip(ends).map(one).collect()
}

/// Whether a paragraph begins at a line.
pub(super) fn opens(lines: &[Line], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| lines[before].text.is_empty())
}

/// The headings of fichas: those of the form that most fichas have.
fn headings<'t>(lines: &'t [Line], model: &CollectionConfig, names: &Names) -> Vec<Heading<'t>> {
    let mut forms: BTreeMap<String, Vec<Heading<'t>>> = BTreeMap::new();
    for heading in (0..lines.len()).filter_map(|at| heading(lines, at)) {
        forms.entry(heading.prefix.clone()).or_default().push(heading);
    }
    let own: BTreeSet<String> = model.label.one.iter().map(|(_, label)| fold(label)).collect();
    let labelled = forms.into_iter().map(|(prefix, found)| {
        let ends: Vec<usize> = found.iter().skip(1).map(|next| next.at).chain([lines.len()]).collect();
        let holds = |(heading, end): (Heading<'t>, usize)| {
            is_ficha(lines, names, model, &heading, end).then_some(heading)
        };
        let found: Vec<Heading<'t>> = found.into_iter().zip(ends).filter_map(holds).collect();
        (found.len(), own.contains(&prefix), found)
    });
    labelled.max_by_key(|(count, own, _)| (*count, *own)).map(|(_, _, found)| found).unwrap_or_default()
}

/// Whether the lines below a heading are those of a ficha: labels of at least two fields before the next heading of its
/// form, the first of them soon where only a number tells the heading from an item of a list.
fn is_ficha(
    lines: &[Line],
    names: &Names,
    model: &CollectionConfig,
    heading: &Heading<'_>,
    end: usize,
) -> bool {
    let below = || (heading.at + 1..end).filter(|at| !lines[*at].text.is_empty());
    let label = |at: usize| names.label(&lines[at].text, opens(lines, at)).map(|label| label.named);
    if heading.prefix.is_empty() {
        let first = below().take(SOON).find_map(label);
        let begins = match first {
            Some(Named::Dimension(at)) => at == 0,
            Some(Named::Field(at)) => model.fields[at].dimension.is_none_or(|dimension| dimension == 0),
            _ => false,
        };
        if !begins {
            return false;
        }
    }
    let mut fields = BTreeSet::new();
    below().filter_map(label).any(|named| {
        fields.insert(named);
        fields.iter().filter(|named| matches!(named, Named::Field(_))).count() >= ENOUGH
    })
}

/// Reads a line as `WORDS NUMBER: TITLE`, `NUMBER. TITLE`, or as `WORDS NUMBER` with the title below.
fn heading(lines: &[Line], at: usize) -> Option<Heading<'_>> {
    let line = lines[at].text.as_str();
    let digits = line.find(|letter: char| letter.is_ascii_digit())?;
    let (before, rest) = line.split_at(digits);
    let number = &rest[..rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len())];
    let prefix = before.trim().trim_end_matches(['°', 'º']).trim();
    let prefix = prefix.strip_suffix(['N', 'n']).filter(|_| before.contains(['°', 'º'])).unwrap_or(prefix);
    let plain = prefix.chars().all(|letter| letter.is_alphabetic() || letter == ' ');
    if number.len() > 3 || !plain || prefix.split_whitespace().count() > PREFIX {
        return None;
    }
    let after = rest[number.len()..].trim_start();
    let title = after.trim_start_matches([':', '.', ')', '-', '–', '—', ' ']);
    let set_off =
        title.len() < after.len() && !title.is_empty() && !title.starts_with(|c: char| c.is_numeric());
    let below = after.is_empty() && !prefix.is_empty();
    (set_off || below).then(|| Heading { at, prefix: fold(prefix), number, title })
}

/// The lines that name the title of a ficha, where no headings are numbered.
fn titles(lines: &[Line], model: &CollectionConfig, names: &Names) -> Vec<usize> {
    let title = |at: &usize| {
        let label = names.label(&lines[*at].text, opens(lines, *at));
        label.is_some_and(|label| label.named == Named::Field(model.roles.title))
    };
    (0..lines.len()).filter(title).collect()
}

struct Reader<'a, 't> {
    model: &'a CollectionConfig,
    names: &'a Names,
    /// The width of the page, in letters.
    width: usize,
    found: Found<'t>,
    /// The field whose text is being read.
    current: Option<usize>,
}

impl<'t> Reader<'_, 't> {
    fn read(mut self, lines: &'t [Line], heading: Option<Heading<'t>>) -> Found<'t> {
        let last = lines.iter().rfind(|line| !line.text.is_empty());
        let numbers = |line: Option<&Line>| line.map_or(0, |line| line.number);
        self.found.lines = (numbers(lines.first()), numbers(last));
        let mut at = 0;
        if let Some(heading) = heading {
            self.found.number = Some(heading.number);
            at = self.title(lines, heading.title);
        }
        for at in at..lines.len() {
            let opens = opens(lines, at) || at > 0 && self.found.parts.is_empty();
            if at > 0 && self.is_foreign(&lines[at].text, &lines[at - 1].text) {
                self.current = None;
            }
            self.line(&lines[at].text, opens);
        }
        self.found
    }

    /// The title, which may go on over several lines; returns where what follows begins.
    fn title(&mut self, lines: &'t [Line], first: &'t str) -> usize {
        let mut words = vec![first];
        let mut at = 1;
        if first.is_empty() {
            at += lines.iter().skip(1).take_while(|line| line.text.is_empty()).count();
        }
        while let Some(line) = lines.get(at).filter(|_| at < TITLE + 1) {
            if line.text.is_empty() || self.names.label(&line.text, true).is_some() {
                break;
            }
            words.push(&line.text);
            at += 1;
        }
        self.found.title = words.join(" ").trim().trim_end_matches('.').trim_end().to_owned();
        at
    }

    fn line(&mut self, line: &'t str, opens: bool) {
        let label = self.names.label(line, opens).filter(|label| match label.named {
            // A name that no colon follows is a label once; after that it is a word like others.
            Named::Field(at) => line[..].contains(':') || label.rest.is_empty() || !self.has(at),
            _ => true,
        });
        let Some(label) = label else { return self.text(line) };
        let (Named::Field(at), rest) = (label.named, label.rest) else {
            self.current = None;
            if label.named == Named::Nothing {
                self.found.unplaced.push(line);
            }
            return;
        };
        if at == self.model.roles.title {
            self.found.title = rest.trim_end_matches('.').to_owned();
        } else {
            let lines = if rest.is_empty() { Vec::new() } else { vec![rest] };
            self.found.parts.push(Part { field: at, label: label.words, lines });
        }
        self.current = Some(at);
    }

    /// Whether a line begins with a label that is not known and so ends the answer before it: `Contacto: …` where the
    /// line above is a sentence's last or had room for that word. An answer that begins with such a label is parted by
    /// more of them: `General: …`, `Específicos: …`.
    fn is_foreign(&self, line: &str, above: &str) -> bool {
        let Some((words, _)) = announced(line) else { return false };
        let first = words.split_whitespace().next().unwrap_or_default();
        let room = above.chars().count() + first.chars().count() < self.width;
        let ended = above.is_empty() || above.ends_with(['.', ';', '?', '!']) || room;
        let part = self.found.parts.last().filter(|_| self.current.is_some());
        let answer = part.and_then(|part| part.lines.first());
        let whole = answer.is_some_and(|first| announced(first).is_none());
        ended && whole && words.split_whitespace().count() <= FOREIGN
    }

    fn has(&self, field: usize) -> bool {
        self.found.parts.iter().any(|part| part.field == field)
    }

    /// A line without a label belongs to the field before it.
    fn text(&mut self, line: &'t str) {
        let found = &mut self.found;
        match (self.current, found.parts.last_mut()) {
            (Some(at), Some(part)) if at == part.field => part.lines.push(line),
            _ if line.is_empty() => {}
            // The title goes on.
            (Some(_), None) => found.title = format!("{} {line}", found.title).trim().to_owned(),
            _ => found.unplaced.push(line),
        }
    }
}
