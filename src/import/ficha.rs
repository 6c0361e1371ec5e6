//! The text of a ficha in the making: its head, its texts under their headings, and what could not be taken for certain.

use std::fmt::Write;

use crate::catalog::Catalog;
use crate::config::{CollectionConfig, Field, Kind};
use crate::lang::Lang;
use crate::record::Absence;
use crate::report::Words;

/// A ficha that was made of a row of a table or of a stretch of a report.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its title.
    pub title: String,
    /// The text of its file.
    pub text: String,
    /// What could not be understood with certainty.
    pub doubts: Vec<Words>,
}

/// A ficha that is being written.
pub(super) struct Draft<'a> {
    model: &'a CollectionConfig,
    lang: Lang,
    front: String,
    /// Texts by field, for the order of the model.
    body: Vec<(usize, String)>,
    doubts: Vec<Words>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(catalog: &'a Catalog, collection: usize) -> Draft<'a> {
        Draft {
            model: &catalog.config.collections[collection],
            lang: catalog.config.site.languages[0],
            front: String::new(),
            body: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// A key of the front matter with its value.
    pub(super) fn line(&mut self, id: &str, value: &str) {
        let _ = writeln!(self.front, "{id}: {value}");
    }

    /// Words that are kept beside the values, a line of them to a line.
    pub(super) fn comment(&mut self, id: &str, words: &str) {
        for line in words.lines().filter(|line| !line.trim().is_empty()) {
            let _ = writeln!(self.front, "# {id}: {}", line.trim_end().replace(char::is_control, " "));
        }
    }

    /// The text of a field, as Markdown.
    pub(super) fn body(&mut self, at: usize, markdown: String) {
        self.body.push((at, markdown));
    }

    /// That a field has no answer, and why.
    pub(super) fn absent(&mut self, at: usize, field: &Field, absence: Absence) {
        if field.kind == Kind::Text {
            self.body(at, absence.id().to_owned());
        } else {
            self.line(&field.id, absence.id());
        }
    }

    pub(super) fn doubt(&mut self, es: String, en: String) {
        self.doubts.push(Words { es, en });
    }

    /// The file: front matter, then the texts under their headings.
    pub(super) fn finish(self, title: &str) -> Made {
        let mut text = format!("---\n{}---\n", self.front);
        let mut body: Vec<&(usize, String)> = self.body.iter().collect();
        let dimension = |at: usize| self.model.fields[at].dimension;
        body.sort_by_key(|(at, _)| (dimension(*at).map_or(0, |dimension| dimension + 1), *at));
        let mut last = None;
        for (at, said) in body {
            if let Some(heading) = dimension(*at).filter(|own| Some(*own) != last) {
                let _ = write!(text, "\n# {}\n", self.model.dimensions[heading].label.text(self.lang));
            }
            last = dimension(*at);
            let level = if last.is_some() { "##" } else { "#" };
            let _ = write!(text, "\n{level} {}\n\n{said}\n", self.model.fields[*at].label.text(self.lang));
        }
        Made { title: title.to_owned(), text, doubts: self.doubts }
    }
}

/// A text as YAML, in quotes and on one line.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text.split_whitespace().collect::<Vec<_>>().join(" ")).to_string()
}

/// A paragraph in which nothing is taken for a heading, a rule, a fence or markup.
pub(super) fn paragraph(line: &str) -> String {
    let mark = line.starts_with('#')
        || line.starts_with(['-', '=', '~', '`']) && line.trim_start_matches(['-', ' ']).is_empty();
    let line = line.replace('<', "\\<");
    if mark { format!("\\{line}") } else { line }
}
