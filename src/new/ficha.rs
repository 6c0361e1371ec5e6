//! A ficha to be filled in: every field of the model with what it asks for and what may be written.

use std::fmt::Write;

use super::samples::Sample;
use super::words::Phrases;
use crate::catalog::Catalog;
use crate::config::{CollectionConfig, Field, Kind};
use crate::lang::Lang;

/// The answer that every question has until somebody looks for a better one.
const PENDING: &str = "sin-relevar";

/// A new ficha of a collection, which says what a sample says, and an example of all else that must be given.
pub(super) fn ficha(catalog: &Catalog, collection: usize, title: &str, sample: Option<&Sample>) -> String {
    let lang = catalog.config.site.languages[0];
    let words = Phrases::of(lang);
    let guide = Guide { catalog, model: &catalog.config.collections[collection], lang, words, sample };
    let mut text = format!("---\n{}", comment(words.intro));
    for (at, field) in guide.model.fields.iter().enumerate() {
        text.push('\n');
        guide.field(&mut text, at, field, title);
    }
    text.push_str("---\n");
    guide.body(&mut text);
    text
}

struct Guide<'a> {
    catalog: &'a Catalog,
    model: &'a CollectionConfig,
    lang: Lang,
    words: &'static Phrases,
    sample: Option<&'a Sample>,
}

impl Guide<'_> {
    /// A field of the front matter, under what it asks for.
    fn field(&self, text: &mut String, at: usize, field: &Field, title: &str) {
        let required = if field.required { self.words.required } else { "" };
        let what = format!("{}. {}{required}", field.label.text(self.lang), self.help(field));
        text.push_str(&comment(what.trim_end()));
        let terms = self.terms(field);
        if !terms.is_empty() {
            let several = if field.many { self.words.several } else { self.words.one };
            text.push_str(&comment(&format!("{several} {}", terms.join(", "))));
        }
        let value = if at == self.model.roles.title {
            Some(quoted(title))
        } else if field.kind == Kind::Text {
            text.push_str(&comment(self.words.in_body));
            return;
        } else {
            self.sample(field, &terms).or_else(|| field.answer.then(|| PENDING.to_owned()))
        };
        let _ = match value {
            Some(value) => writeln!(text, "{}: {value}", field.id),
            None => writeln!(text, "# {}: {}", field.id, form(field.kind)),
        };
        if field.answer && form_needed(field.kind) {
            text.push_str(&comment(&format!("{} {}: {}", self.words.like, field.id, form(field.kind))));
        }
    }

    /// What the sample says, or an example of what must be given.
    fn sample(&self, field: &Field, terms: &[&str]) -> Option<String> {
        if let Some(said) = self.sample?.answers.get(&field.id) {
            return Some(said.clone());
        }
        match field.kind {
            _ if !field.required => None,
            Kind::Terms => terms.first().map(|term| (*term).to_owned()),
            Kind::Line => Some(quoted(self.words.sample)),
            Kind::List => Some(format!("[{}]", quoted(self.words.sample))),
            Kind::Number => Some("1".to_owned()),
            Kind::Period | Kind::Date => Some("2001".to_owned()),
            _ => None,
        }
    }

    /// The texts, each under its heading.
    fn body(&self, text: &mut String) {
        let texts = |dimension| {
            let fields = self.model.fields.iter().filter(|field| field.kind == Kind::Text);
            fields.filter(move |field| field.dimension == dimension && (field.required || field.answer))
        };
        for field in texts(None) {
            let _ = write!(text, "\n# {}\n\n{}", field.label.text(self.lang), self.answer(field));
        }
        for (at, dimension) in self.model.dimensions.iter().enumerate() {
            if texts(Some(at)).next().is_some() {
                let _ = write!(text, "\n# {}\n", dimension.label.text(self.lang));
            }
            for field in texts(Some(at)) {
                let _ = write!(text, "\n## {}\n\n{}", field.label.text(self.lang), self.answer(field));
            }
        }
    }

    fn answer(&self, field: &Field) -> String {
        match (field.answer, self.sample.is_some() && field.required) {
            (_, true) => format!("{}\n", self.words.sample_text),
            (true, false) => format!("{PENDING}\n"),
            (false, false) => String::new(),
        }
    }

    fn help(&self, field: &Field) -> String {
        let help = field.help.text(self.lang);
        if help.is_empty() { String::new() } else { format!("{help} ") }
    }

    /// The ids of the terms that a field takes.
    fn terms(&self, field: &Field) -> Vec<&str> {
        let taxonomy = field.taxonomy.as_deref().and_then(|id| self.catalog.taxonomy_at(id));
        let terms = taxonomy.map(|at| &self.catalog.taxonomies[at].terms);
        terms.into_iter().flatten().map(|term| term.id.as_str()).collect()
    }
}

/// Lines of comment of a readable length.
fn comment(text: &str) -> String {
    let mut lines = String::from("#");
    let mut length = 1;
    for word in text.split_whitespace() {
        if length + word.len() > 110 {
            lines.push_str("\n#");
            length = 1;
        }
        let _ = write!(lines, " {word}");
        length += word.len() + 1;
    }
    lines.push('\n');
    lines
}

/// Whether the form of a value is worth showing beside an absence.
fn form_needed(kind: Kind) -> bool {
    !matches!(kind, Kind::Text | Kind::Line | Kind::Terms)
}

/// How a value of a kind is written.
fn form(kind: Kind) -> &'static str {
    match kind {
        Kind::Line | Kind::Text => "\"…\"",
        Kind::List => "[\"…\", \"…\"]",
        Kind::Period => "1996–2000",
        Kind::Terms | Kind::Records => "[…]",
        Kind::Place => "{ comunas: [\"…\"], coordenadas: [-33.45, -70.66] }",
        Kind::Actors => "[{ actor: …, rol: …, nota: \"…\" }]",
        Kind::Money => "{ monto: 43400000, moneda: CLP, anio: 2001, fuentes: [{ actor: …, parte: 40 }] }",
        Kind::Norms => "[{ tipo: ley, numero: \"19.284\", anio: 1994, titulo: \"…\" }]",
        Kind::Indicators => "[{ nombre: \"…\", meta: …, valor: …, unidad: \"…\" }]",
        Kind::References => "[{ autores: [\"…\"], anio: 2004, titulo: \"…\" }]",
        Kind::Media => "[{ archivo: foto.jpg, alternativa: \"…\" }]",
        Kind::Links => "[{ titulo: \"…\", url: \"https://…\" }]",
        Kind::Number => "1",
        Kind::Date => "2026-11-20",
        Kind::Flag => "no",
    }
}

/// A text between quotes, as YAML and JSON write it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
