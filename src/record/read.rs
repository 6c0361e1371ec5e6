//! From the text of a file to a record, with everything that is wrong in it.

mod findings;
mod model;
mod unfilled;

use super::answer;
use super::parts::{self, Parts, Section};
use super::term;
use super::{Answer, Record, Value};
use crate::config::{DRAFT, FORMERLY, Field, Kind};
use crate::fold::{fold, slug};
use crate::lang::{Lang, Localized};
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::source::Source;
use crate::tree::{self, Data, Key, Node};
use crate::yaml::{self, Limits};
use findings::{no_blank, not_opened, unclosed, unknown_field, unknown_heading};
use unfilled::{is_placeholder, placeholder, unfilled};

pub(crate) use findings::nameless;
pub use model::Model;

/// The record of a file, or `None` where its front matter cannot be read at all. The language is that of the file's
/// name (`ficha.en.md`) or else the site's first.
pub fn read(
    source: &Source,
    file: u32,
    model: &Model<'_>,
    languages: &[Lang],
    report: &mut Report,
) -> Option<Record> {
    let (name, lang) = name_and_language(&source.path, languages);
    let markdown = !crate::source::ends(&source.path, &[".yaml", ".yml"]);
    let parts = if markdown { parts::split(&source.text) } else { whole(&source.text) };
    if slug(&name).is_empty() {
        report.add(nameless(Span::start_of(file)));
        return None;
    }
    let mut reader = Reader {
        text: &source.text,
        file,
        body: parts.front.end as u32,
        model,
        record: Record {
            collection: model.at,
            slug: slug(&name),
            span: Span::start_of(file),
            lang,
            answers: vec![None; model.config.fields.len()],
            translations: Localized::default(),
            formerly: Vec::new(),
            unread: Vec::new(),
            draft: false,
            identified: false,
            full: None,
            elsewhere: None,
        },
        report,
    };
    reader.front_matter(&parts)?;
    reader.body(&parts);
    Some(reader.record)
}

/// A YAML file is front matter alone.
fn whole(text: &str) -> Parts {
    Parts { front: 0..text.len(), unclosed: false, sections: Vec::new() }
}

/// `content/x/ficha.en.md` → (`ficha`, en).
pub(crate) fn name_and_language(path: &str, languages: &[Lang]) -> (String, Lang) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let default = languages.first().copied().unwrap_or(Lang::ES);
    match stem.rsplit_once('.') {
        Some((stem, code)) => match Lang::parse(code).filter(|lang| languages.contains(lang)) {
            Some(lang) => (stem.to_owned(), lang),
            None => (format!("{stem}.{code}"), default),
        },
        None => (stem.to_owned(), default),
    }
}

struct Reader<'a> {
    text: &'a str,
    file: u32,
    /// Where the body begins, to tell an answer of the front matter from one of the body.
    body: u32,
    model: &'a Model<'a>,
    record: Record,
    report: &'a mut Report,
}

impl Reader<'_> {
    fn front_matter(&mut self, parts: &Parts) -> Option<()> {
        if parts.unclosed {
            self.report.add(unclosed(self.file));
            return None;
        }
        if let Some(line) = parts::almost_front_matter(self.text).filter(|_| parts.front.is_empty()) {
            self.report.add(not_opened(Span::new(self.file, line.start, line.end)));
            return None;
        }
        let text = &self.text[parts.front.clone()];
        let root = yaml::parse(text, self.file, parts.front.start, Limits::FICHA, self.report);
        let Some(root) = root else {
            self.record.draft = true; // For all that is known: what is left open is not told.
            self.body(parts);
            return None;
        };
        let Data::Map(entries) = &root.data else {
            if !root.is_blank() {
                self.report.add(crate::tree::wrong_kind(&root, crate::tree::GROUP));
            }
            return Some(());
        };
        // First of all whether it is a draft: what a draft leaves open is not told.
        for first in [true, false] {
            entries
                .iter()
                .filter(|(key, _)| is_draft(key) == first)
                .for_each(|(key, node)| self.entry(key, node));
        }
        Some(())
    }

    fn entry(&mut self, key: &Key, node: &Node) {
        let name = key.text.to_lowercase();
        if FORMERLY.contains(&name.as_str()) {
            self.record.formerly = term::read(node, self.report);
            return;
        }
        if is_draft(key) {
            self.record.draft = tree::flag(node, self.report).unwrap_or(true);
            return;
        }
        let Some(at) = self.model.field(&key.text) else {
            self.report.add(unknown_field(self.model.config, key));
            return;
        };
        if !self.record.draft && unfilled(node, self.report) {
            return self.record.unread.push(at);
        }
        let field = &self.model.config.fields[at];
        if self.record.answers[at].is_some() {
            self.report.add(answer::field_twice(field, key.span));
            return;
        }
        let told = self.report.findings.len();
        let answer = answer::read(field, node, self.report);
        let is_given = answer.as_ref().is_some_and(Answer::is_given);
        if answer.is_none() || !is_given && self.report.findings.len() > told {
            self.record.unread.push(at);
        }
        self.record.answers[at] = answer;
    }

    fn body(&mut self, parts: &Parts) {
        for section in &parts.sections {
            self.section(section);
        }
    }

    fn section(&mut self, section: &Section) {
        let text = &self.text[section.text.clone()];
        self.without_blank(text, section.text.start);
        let span = trimmed(text, Span::new(self.file, section.text.start, section.text.end));
        if section.level == 0 {
            return match self.model.config.roles.body {
                Some(at) => self.answer(at, text, span, span),
                None => self.report.add(self.stray(span)),
            };
        }
        let heading = Span::new(self.file, section.heading.start, section.heading.end);
        let words = &self.text[section.heading.clone()];
        match self.model.field(words) {
            Some(at) => self.answer(at, text, span, heading),
            None if section.level == 1 && self.model.dimensions.contains(&fold(words)) => {
                if !text.trim().is_empty() {
                    self.report.add(self.stray(span));
                }
            }
            None => self.report.add(unknown_heading(self.model.config, words, heading)),
        }
    }

    /// Tells of headings whose signs nothing parts from the words: `#Objetivos`.
    fn without_blank(&mut self, text: &str, mut start: usize) {
        for line in text.split_inclusive('\n') {
            let words = line.trim_start_matches('#').trim_end();
            let signs = line.len() - line.trim_start_matches('#').len();
            let heads = matches!(signs, 1 | 2) && !words.starts_with([' ', '\t']);
            if heads && self.model.field(words).is_some() {
                let place = Span::new(self.file, start, start + line.trim_end().len());
                self.report.add(no_blank(&line[..signs], words.trim(), place));
            }
            start += line.len();
        }
    }

    /// Takes the text of a section as the answer to a field; `named` is where the field is named.
    fn answer(&mut self, at: usize, text: &str, span: Span, named: Span) {
        let field = &self.model.config.fields[at];
        let place = if text.trim().is_empty() { named } else { span };
        if !self.record.draft && is_placeholder(text) {
            self.report.add(placeholder(text, place));
            return self.record.unread.push(at);
        }
        let alone = self.record.answers[at].is_none();
        let Some(mut given) = answer::from_body(field, text.trim(), place, alone, self.report) else {
            return self.record.unread.push(at);
        };
        self.record.answers[at] = Some(match self.record.answers[at].take() {
            Some(before) if before.span.start >= self.body => {
                self.report.add(answer::field_twice(field, named));
                before
            }
            Some(front) => {
                given.span = named;
                answer::join(field, front, given, self.report)
            }
            None => given,
        });
    }

    /// The finding that text stands in no field.
    fn stray(&self, span: Span) -> Finding {
        let fields = || self.model.config.fields.iter().filter(|field| field.kind == Kind::Text);
        let example = fields().find(|field| field.dimension.is_some()).or_else(|| fields().next());
        let example = example.map_or("…", |field| field.label.text(self.record.lang));
        Finding::new(
            &rules::STRAY_TEXT,
            first_line(self.text, span),
            "Este texto no está en ningún campo y no se publica.",
            "This text stands in no field and is not published.",
        )
        .hint(
            format!("Póngalo debajo del título del campo al que responde: ## {example}"),
            format!("Put it under the heading of the field it answers: ## {example}"),
        )
    }
}

/// Whether a key says that the record is a draft.
fn is_draft(key: &Key) -> bool {
    DRAFT.iter().any(|name| key.text.eq_ignore_ascii_case(name))
}

fn names(field: &Field) -> impl Iterator<Item = &str> {
    let labels = field.label.iter().map(|(_, label)| label.as_str());
    labels.chain(field.aliases.iter().map(String::as_str)).chain([field.id.as_str()])
}

/// A span without the blank around its text.
fn trimmed(text: &str, span: Span) -> Span {
    let start = text.len() - text.trim_start().len();
    let length = text.trim().len();
    Span { start: span.start + start as u32, end: span.start + (start + length) as u32, ..span }
}

fn first_line(text: &str, span: Span) -> Span {
    let shown = &text[span.start as usize..span.end as usize];
    let length = shown.lines().next().unwrap_or_default().len();
    Span { end: span.start + length as u32, ..span }
}

/// The number of a record as a whole number, where it is one.
pub(crate) fn number(record: &Record, role: Option<usize>) -> Option<i64> {
    match record.role(role)?.value.as_ref()? {
        Value::Number(number) => number.parse().ok(),
        _ => None,
    }
}
