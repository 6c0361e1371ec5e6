//! A document as a tree whose every node knows its place: what both YAML and TOML are read into.

use crate::fold::nearest;
use crate::report::rules;
use crate::report::{Finding, Report, Span};

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub data: Data,
}

/// The three shapes of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Text exactly as written; nothing is guessed about it (`NO` and `007` stay what they are).
    Scalar(String),
    /// A list.
    Seq(Vec<Node>),
    /// A mapping, in the order in which it was written; keys are unique.
    Map(Vec<(Key, Node)>),
}

/// The key of a mapping with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The key.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    /// The text of a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.data {
            Data::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list; a single value counts as a list of one, a blank one as none.
    pub fn items(&self) -> &[Node] {
        match &self.data {
            Data::Seq(items) => items,
            _ if self.is_blank() => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// Whether nothing is written: a blank scalar, an empty list or mapping.
    pub fn is_blank(&self) -> bool {
        match &self.data {
            Data::Scalar(text) => matches!(text.trim(), "" | "~" | "null"),
            Data::Seq(items) => items.is_empty(),
            Data::Map(entries) => entries.is_empty(),
        }
    }

    /// Whether it is a mapping.
    pub fn is_map(&self) -> bool {
        matches!(self.data, Data::Map(_))
    }

    /// What it is called in Spanish and English, for a finding about a wrong kind.
    pub fn shape(&self) -> (&'static str, &'static str) {
        match self.data {
            Data::Scalar(_) => ("un texto", "a text"),
            Data::Seq(_) => ("una lista", "a list"),
            Data::Map(_) => GROUP,
        }
    }
}

/// What a mapping is called in Spanish and English.
pub const GROUP: (&str, &str) = ("un grupo «clave: valor»", "a group of “key: value”");

/// The names of a key: the first is shown in Spanish, the second in English, the others are the same in other languages.
pub type Names = &'static [&'static str];

/// A mapping while it is read: each key is taken once, and what nobody took is a finding.
pub struct Entries<'n> {
    span: Span,
    entries: Vec<(&'n Key, &'n Node)>,
    known: Vec<Names>,
}

impl<'n> Entries<'n> {
    /// The entries of a mapping; anything else is a finding and reads as an empty mapping.
    pub fn of(node: &'n Node, report: &mut Report) -> Entries<'n> {
        let entries = match &node.data {
            Data::Map(entries) => entries.iter().map(|(key, value)| (key, value)).collect(),
            _ => {
                report.add(wrong_kind(node, GROUP));
                Vec::new()
            }
        };
        Entries { span: node.span, entries, known: Vec::new() }
    }

    /// Where the mapping stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Whether there is a key of one of these names.
    pub fn has(&self, names: Names) -> bool {
        self.entries.iter().any(|(key, _)| names.contains(&key.text.as_str()))
    }

    /// Where the value of a key stands; the whole mapping's place where there is none.
    pub fn span_of(&self, names: Names) -> Span {
        let entry = self.entries.iter().find(|(key, _)| names.contains(&key.text.as_str()));
        entry.map_or(self.span, |(_, node)| node.span)
    }

    /// The value of a key, by any of its names.
    pub fn take(&mut self, names: Names) -> Option<&'n Node> {
        self.known.push(names);
        let at = self.entries.iter().position(|(key, _)| names.contains(&key.text.as_str()))?;
        Some(self.entries.remove(at).1)
    }

    /// The text of a key; a list or mapping there is a finding, a blank counts as not given.
    pub fn text(&mut self, names: Names, report: &mut Report) -> Option<String> {
        self.take(names).and_then(|node| text(node, report))
    }

    /// The text of a key that must be there.
    pub fn required(&mut self, names: Names, report: &mut Report) -> String {
        self.text(names, report).unwrap_or_else(|| {
            report.add(missing_key((names[0], english(names)), self.span));
            String::new()
        })
    }

    /// The text of a key of `site.toml` that must be there.
    pub fn setting(&mut self, names: Names, report: &mut Report) -> String {
        self.text(names, report).unwrap_or_else(|| {
            report.add(missing_setting(names[0], self.span));
            String::new()
        })
    }

    /// The texts of a key that holds a list; one value alone is a list of one.
    pub fn texts(&mut self, names: Names, report: &mut Report) -> Vec<String> {
        self.take(names).map_or(&[][..], Node::items).iter().filter_map(|node| text(node, report)).collect()
    }

    /// A number of a key; anything else is a finding.
    pub fn number(&mut self, names: Names, report: &mut Report) -> Option<f64> {
        let node = self.take(names).filter(|node| !node.is_blank())?;
        number(node, report)
    }

    /// A switch of a key: absent is `false`.
    pub fn flag(&mut self, names: Names, report: &mut Report) -> bool {
        self.take(names).and_then(|node| flag(node, report)).unwrap_or(false)
    }

    /// The entries nobody has taken so far, for keys that are not known beforehand.
    pub fn rest(&mut self) -> Vec<(&'n Key, &'n Node)> {
        std::mem::take(&mut self.entries)
    }

    /// Says which keys nobody took.
    pub fn finish(self, report: &mut Report) {
        for (key, node) in &self.entries {
            report.add(match self.known.iter().find(|names| names.contains(&key.text.as_str())) {
                Some(names) => said_twice(key, names),
                None if node.is_blank() && key.text.contains(' ') => comma(key),
                None => self.unknown(key),
            });
        }
    }
}

impl Entries<'_> {
    fn unknown(&self, key: &Key) -> Finding {
        let near = nearest(&key.text, self.known.iter().flat_map(|names| names.iter().copied()), 2);
        let list = |name: fn(Names) -> &'static str| {
            self.known.iter().map(|names| name(names)).collect::<Vec<_>>().join(", ")
        };
        let (es, en) = (list(|names| names[0]), list(english));
        let finding = Finding::new(
            &rules::UNKNOWN_KEY,
            key.span,
            format!("La clave «{}» no se conoce aquí.", key.text),
            format!("The key “{}” is not known here.", key.text),
        );
        finding.suggest(&near).or_hint(format!("Aquí caben: {es}."), format!("These fit here: {en}."))
    }
}

/// The English name of a key: the second, where a key has several.
fn english(names: Names) -> &'static str {
    names.get(1).unwrap_or(&names[0])
}

/// The finding that a comma in a text without quotes began what looks like another key.
fn comma(key: &Key) -> Finding {
    Finding::new(
        &rules::UNKNOWN_KEY,
        key.span,
        format!("«{}» parece parte del texto anterior, cortado por una coma.", key.text),
        format!("“{}” looks like a part of the text before, cut off by a comma.", key.text),
    )
    .hint(
        "Entre llaves, un texto con comas va entre comillas.",
        "Inside braces, a text with commas goes in quotes.",
    )
}

/// The finding that a mapping lacks a key; its name in Spanish and in English.
pub fn missing_key((es, en): (&str, &str), span: Span) -> Finding {
    Finding::new(
        &rules::MISSING_KEY,
        span,
        format!("Falta la clave «{es}»."),
        format!("The key “{en}” is missing."),
    )
    .hint(format!("Añada «{es}: …» en este grupo."), format!("Add “{en}: …” to this group."))
}

/// The finding that a table of `site.toml` lacks a key.
pub fn missing_setting(name: &str, span: Span) -> Finding {
    missing_key((name, name), span).hint(
        format!("Añada a esta tabla la línea: {name} = \"…\"."),
        format!("Add to this table the line: {name} = \"…\"."),
    )
}

/// The finding that a key stands there a second time under a name of another language.
fn said_twice(key: &Key, names: Names) -> Finding {
    let others = names.iter().filter(|name| **name != key.text).map(|name| format!("«{name}»"));
    let others = others.collect::<Vec<_>>().join(", ");
    Finding::new(
        &rules::DUPLICATE_KEY,
        key.span,
        format!("La clave «{}» dice lo mismo que otra de este grupo: {others}.", key.text),
        format!(
            "The key “{}” says the same as another of this group: {}.",
            key.text,
            others.replace('«', "“").replace('»', "”")
        ),
    )
    .hint("Deje una sola; ésta no se ha leído.", "Keep one of them; this one was not read.")
}

/// The trimmed text of a scalar; a blank is `None`, a list or mapping a finding.
pub fn text(node: &Node, report: &mut Report) -> Option<String> {
    if node.is_blank() {
        return None;
    }
    match &node.data {
        Data::Scalar(text) => Some(text.trim().to_owned()),
        _ => {
            report.add(wrong_kind(node, ("un texto", "a text")).hint(
                "Escriba un solo texto. Si empieza por «[» o «{», o lleva «: », póngalo entre comillas.",
                "Write one text. If it begins with “[” or “{”, or holds “: ”, put it in quotes.",
            ));
            None
        }
    }
}

/// A number written plainly, with a decimal point: `1200`, `-33.45`.
pub fn number(node: &Node, report: &mut Report) -> Option<f64> {
    let value = node.scalar().and_then(|text| text.trim().parse::<f64>().ok()).filter(|n| n.is_finite());
    if value.is_none() {
        report.add(wrong_kind(node, ("un número", "a number")).hint(
            "Escriba sólo cifras, con punto para los decimales y sin separar los miles: 43400000.",
            "Write digits only, with a point for decimals and nothing between thousands: 43400000.",
        ));
    }
    value.filter(|number| {
        let exact = number.abs() <= MOST;
        if !exact {
            report.add(too_large(node.span));
        }
        exact
    })
}

/// The largest whole number that is kept to the last digit, here and by whoever reads the published data.
pub(crate) const MOST: f64 = 9_007_199_254_740_991.0;

fn too_large(span: Span) -> Finding {
    Finding::new(
        &rules::WRONG_KIND,
        span,
        "Este número es demasiado grande para guardarlo exacto.",
        "This number is too large to be kept exactly.",
    )
    .hint(
        "Un número tiene a lo más quince cifras: compruébelo.",
        "A number has fifteen digits at most: look it over.",
    )
}

/// `sí`/`no`, `yes`/`no`, `sim`/`não`, `true`/`false`.
pub fn flag(node: &Node, report: &mut Report) -> Option<bool> {
    match node.scalar().map(|text| text.trim().to_lowercase()).as_deref() {
        Some("true" | "sí" | "si" | "yes" | "sim") => Some(true),
        Some("false" | "no" | "não") => Some(false),
        _ => {
            report.add(
                wrong_kind(node, ("sí o no", "yes or no"))
                    .hint("Escriba «sí» o «no».", "Write “yes” or “no”."),
            );
            None
        }
    }
}

/// The finding that something else was expected here; `expected` in Spanish and in English.
pub fn wrong_kind(node: &Node, expected: (&str, &str)) -> Finding {
    let (es, en) = node.shape();
    Finding::new(
        &rules::WRONG_KIND,
        node.span,
        format!("Aquí se espera {} y hay {es}.", expected.0),
        format!("{} is expected here, and there is {en}.", capital(expected.1)),
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
