//! From the text of a file to a record, with everything that is wrong in it.

use super::answer;
use super::parts::{self, Parts, Section};
use super::term;
use super::{Record, Value};
use crate::check::rules;
use crate::config::{CollectionConfig, Field};
use crate::fold::{fold, nearest, slug};
use crate::lang::{Lang, Localized};
use crate::report::{Finding, Report, Span};
use crate::source::Source;
use crate::tree::{Data, Key, Node};
use crate::yaml::{self, Limits};

/// The key under which a file lists the slugs it had before.
const FORMERLY: &[&str] = &["antes", "formerly"];

/// The record of a file, or `None` where its front matter cannot be read at all. The language is that of the file's
/// name (`ficha.en.md`) or else the site's first.
pub fn read(
    source: &Source,
    file: u32,
    collection: (usize, &CollectionConfig),
    languages: &[Lang],
    report: &mut Report,
) -> Option<Record> {
    let (collection_at, model) = collection;
    let (name, lang) = name_and_language(&source.path, languages);
    let markdown = !source.path.ends_with(".yaml") && !source.path.ends_with(".yml");
    let parts = if markdown { parts::split(&source.text) } else { whole(&source.text) };
    let mut reader = Reader {
        text: &source.text,
        file,
        body: parts.front.end as u32,
        model,
        record: Record {
            collection: collection_at,
            slug: slug(&name),
            span: Span::start_of(file),
            lang,
            answers: vec![None; model.fields.len()],
            translations: Localized::default(),
            formerly: Vec::new(),
            identified: false,
            full: None,
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
    model: &'a CollectionConfig,
    record: Record,
    report: &'a mut Report,
}

impl Reader<'_> {
    fn front_matter(&mut self, parts: &Parts) -> Option<()> {
        if parts.unclosed {
            self.report.add(unclosed(self.file));
            return None;
        }
        let text = &self.text[parts.front.clone()];
        let root = yaml::parse(text, self.file, parts.front.start, Limits::FICHA, self.report)?;
        let Data::Map(entries) = &root.data else {
            if !root.is_blank() {
                self.report.add(crate::tree::wrong_kind(&root, ("un grupo de claves", "a group of keys")));
            }
            return Some(());
        };
        for (key, node) in entries {
            self.entry(key, node);
        }
        Some(())
    }

    fn entry(&mut self, key: &Key, node: &Node) {
        if FORMERLY.contains(&key.text.as_str()) {
            self.record.formerly = term::read(node, self.report);
            return;
        }
        let Some(at) = field_named(self.model, &key.text) else {
            self.report.add(unknown_field(self.model, key));
            return;
        };
        let field = &self.model.fields[at];
        if self.record.answers[at].is_some() {
            self.report.add(answer::field_twice(field, key.span));
            return;
        }
        self.record.answers[at] = answer::read(field, node, self.report);
    }

    fn body(&mut self, parts: &Parts) {
        for section in &parts.sections {
            self.section(section);
        }
    }

    fn section(&mut self, section: &Section) {
        let text = &self.text[section.text.clone()];
        let span = trimmed(text, Span::new(self.file, section.text.start, section.text.end));
        if section.level == 0 {
            return match self.model.roles.body {
                Some(at) => self.answer(at, text, span, span),
                None => self.report.add(stray(first_line(self.text, span))),
            };
        }
        let heading = Span::new(self.file, section.heading.start, section.heading.end);
        let words = &self.text[section.heading.clone()];
        match field_named(self.model, words) {
            Some(at) => self.answer(at, text, span, heading),
            None if section.level == 1 && self.is_dimension(words) => {
                if !text.trim().is_empty() {
                    self.report.add(stray(first_line(self.text, span)));
                }
            }
            None => self.report.add(unknown_heading(self.model, words, heading)),
        }
    }

    /// Takes the text of a section as the answer to a field; `named` is where the field is named.
    fn answer(&mut self, at: usize, text: &str, span: Span, named: Span) {
        let field = &self.model.fields[at];
        let place = if text.trim().is_empty() { named } else { span };
        let Some(mut given) = answer::from_body(field, text.trim(), place, self.report) else { return };
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

    fn is_dimension(&self, words: &str) -> bool {
        let words = fold(words);
        self.model.dimensions.iter().any(|dimension| {
            fold(&dimension.id) == words || dimension.label.iter().any(|(_, label)| fold(label) == words)
        })
    }
}

/// The field that an id, a label in any language or an alias names.
pub(crate) fn field_named(model: &CollectionConfig, name: &str) -> Option<usize> {
    model.field_at(name).or_else(|| {
        let name = fold(name);
        model.fields.iter().position(|field| names(field).any(|known| fold(known) == name))
    })
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

fn unclosed(file: u32) -> Finding {
    Finding::new(
        &rules::YAML_SYNTAX,
        Span::new(file, 0, 3),
        "La cabecera se abre con «---» y no se cierra.",
        "The front matter is opened with “---” and never closed.",
    )
    .hint("Escriba otra línea «---» después de la última clave.", "Write another line “---” after the last key.")
}

fn unknown_field(model: &CollectionConfig, key: &Key) -> Finding {
    let finding = Finding::new(
        &rules::UNKNOWN_FIELD,
        key.span,
        format!("El modelo no tiene ningún campo «{}».", key.text),
        format!("The model has no field “{}”.", key.text),
    );
    let near = nearest(&key.text, model.fields.iter().flat_map(names), 3);
    if near.is_empty() {
        let ids = model.fields.iter().map(|field| field.id.as_str()).collect::<Vec<_>>().join(", ");
        return finding.hint(format!("Los campos son: {ids}."), format!("The fields are: {ids}."));
    }
    finding.suggest(&near)
}

fn unknown_heading(model: &CollectionConfig, words: &str, span: Span) -> Finding {
    let dimensions = model.dimensions.iter().flat_map(|dimension| dimension.label.iter().map(|(_, label)| label.as_str()));
    let near = nearest(words, model.fields.iter().flat_map(names).chain(dimensions), 2);
    let finding = Finding::new(
        &rules::UNKNOWN_HEADING,
        span,
        format!("El título «{words}» no nombra ningún campo ni dimensión; el texto que sigue no se publica."),
        format!("The heading “{words}” names no field or dimension; the text below it is not published."),
    );
    if near.is_empty() {
        return finding.hint(
            "Use el nombre de un campo del modelo; para un subtítulo dentro de un campo, tres signos: ###.",
            "Use the name of a field of the model; for a heading inside a field, three signs: ###.",
        );
    }
    finding.suggest(&near)
}

fn stray(span: Span) -> Finding {
    Finding::new(
        &rules::STRAY_TEXT,
        span,
        "Este texto no está en ningún campo y no se publica.",
        "This text stands in no field and is not published.",
    )
    .hint("Póngalo debajo del título del campo al que responde: ## Objetivos.", "Put it under the heading of the field it answers: ## Objectives.")
}

/// The number of a record as a whole number, where it is one.
pub(crate) fn number(record: &Record, role: Option<usize>) -> Option<i64> {
    match record.role(role)?.value.as_ref()? {
        Value::Number(number) => number.parse().ok(),
        _ => None,
    }
}
