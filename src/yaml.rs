//! The one door to the YAML parser: text → tree with places, within limits, without aliases.

use granit_parser::{Event, Parser, Span as Marks};

use crate::check::rules;
use crate::report::{Finding, Report, Span};
use crate::tree::{Data, Key, Node};

/// How large a document may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// How many values and keys.
    pub nodes: usize,
    /// How deep lists and mappings nest.
    pub depth: usize,
}

impl Limits {
    /// For the front matter of a ficha.
    pub(crate) const FICHA: Limits = Limits { nodes: 20_000, depth: 12 };
    /// For a vocabulary or a list of actors.
    pub(crate) const LIST: Limits = Limits { nodes: 1_000_000, depth: 12 };
}

/// Parses `text`, which stands at byte `offset` of the file; `None` where it is no YAML, which is a finding.
/// A text without content is an empty mapping.
pub(crate) fn parse(text: &str, file: u32, offset: usize, limits: Limits, report: &mut Report) -> Option<Node> {
    let mut builder = Builder { file, offset, limits, count: 0, open: Vec::new(), root: None };
    for event in Parser::new_from_str(text) {
        let result = match event {
            Ok((event, marks)) => builder.event(event, &marks, report),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
                Err(syntax(Span::new(file, offset + at, offset + at), &error.info()))
            }
        };
        if let Err(finding) = result {
            report.add(*finding);
            return None;
        }
    }
    Some(builder.root.unwrap_or(Node { span: Span::new(file, offset, offset), data: Data::Map(Vec::new()) }))
}

/// A list or mapping whose end has not been met yet.
enum Open {
    Seq(Span, Vec<Node>),
    Map(Span, Vec<(Key, Node)>, Option<Key>),
}

struct Builder {
    file: u32,
    offset: usize,
    limits: Limits,
    count: usize,
    open: Vec<Open>,
    root: Option<Node>,
}

/// A finding that ends the reading of this document.
type Stop = Box<Finding>;

impl Builder {
    fn event(&mut self, event: Event<'_>, marks: &Marks, report: &mut Report) -> Result<(), Stop> {
        let span = self.span(marks);
        match event {
            Event::Scalar(text, ..) => self.place(Node { span, data: Data::Scalar(text.into_owned()) }, report),
            Event::SequenceStart(..) => self.enter(Open::Seq(span, Vec::new()), span),
            Event::MappingStart(..) => self.enter(Open::Map(span, Vec::new(), None), span),
            Event::SequenceEnd | Event::MappingEnd => self.leave(span, report),
            Event::Alias(_) | Event::UnresolvedAlias(_) | Event::Anchor(..) => Err(alias(span)),
            Event::DocumentStart(..) if self.root.is_some() => Err(second_document(span)),
            _ => Ok(()),
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
            Some(Open::Map(span, entries, _)) => Node { span: join(span, end), data: Data::Map(entries) },
            None => return Ok(()),
        };
        self.place(node, report)
    }

    /// Puts a finished value where it belongs: into the open list, as key or value of the open mapping, or as root.
    fn place(&mut self, node: Node, report: &mut Report) -> Result<(), Stop> {
        self.count += 1;
        if self.count > self.limits.nodes {
            return Err(too_many(node.span, self.limits.nodes));
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Seq(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => match key.take() {
                None => *key = Some(as_key(node)?),
                Some(key) => match entries.iter().find(|(known, _)| known.text == key.text) {
                    Some(_) => report.add(duplicate(&key)),
                    None => entries.push((key, node)),
                },
            },
        }
        Ok(())
    }
}

/// From the start of the first to the end of the last.
fn join(start: Span, end: Span) -> Span {
    Span { end: end.end.max(start.end), ..start }
}

fn as_key(node: Node) -> Result<Key, Stop> {
    match node.data {
        Data::Scalar(text) => Ok(Key { text, span: node.span }),
        _ => Err(syntax(node.span, "a key must be plain text")),
    }
}

fn duplicate(key: &Key) -> Finding {
    Finding::new(
        &rules::DUPLICATE_KEY,
        key.span,
        format!("La clave «{}» está dos veces.", key.text),
        format!("The key “{}” is given twice.", key.text),
    )
    .hint("Deje una sola; ésta no se ha leído.", "Keep one of them; this one was not read.")
}

fn syntax(span: Span, detail: &str) -> Stop {
    let (es, en) = explain(detail);
    Box::new(
        Finding::new(
            &rules::YAML_SYNTAX,
            span,
            format!("Esto no es YAML válido: {es}."),
            format!("This is not valid YAML: {en}."),
        )
        .hint(
            "Revise la sangría y los dos puntos de esta línea y de la anterior; ponga entre comillas el texto que lleve «: » o empiece con un signo.",
            "Look at the indentation and the colons of this line and the one before; quote a text that holds “: ” or begins with a sign.",
        ),
    )
}

/// The parser's complaint in the editor's words, in Spanish and English.
fn explain(detail: &str) -> (String, String) {
    let known: &[(&str, &str)] = &[
        ("mapping values are not allowed", "hay unos dos puntos donde no pueden ir"),
        ("did not find expected key", "falta una clave o la sangría no coincide"),
        ("simple key", "se esperaba «clave: valor»"),
        ("did not find expected ',' or ']'", "falta «,» o «]» en una lista"),
        ("did not find expected ',' or '}'", "falta «,» o «}» en un grupo"),
        ("invalid indentation", "la sangría no coincide"),
        ("indent", "la sangría no coincide"),
        ("tab", "hay un tabulador; use espacios"),
        ("unclosed", "falta cerrar comillas o corchetes"),
        ("quoted scalar", "falta cerrar unas comillas"),
        ("a key must be plain text", "una clave tiene que ser un texto simple"),
    ];
    let lower = detail.to_lowercase();
    let es = known.iter().find(|(english, _)| lower.contains(english));
    (es.map_or_else(|| format!("el analizador dice «{detail}»"), |(_, spanish)| (*spanish).to_owned()), detail.to_owned())
}

fn alias(span: Span) -> Stop {
    Box::new(
        Finding::new(
            &rules::YAML_ALIAS,
            span,
            "Aquí hay un ancla o un alias de YAML («&» o «*»), y no se admiten.",
            "There is a YAML anchor or alias (“&” or “*”) here, and they are not accepted.",
        )
        .hint("Si es texto, póngalo entre comillas; si no, repita el valor.", "If it is text, quote it; otherwise repeat the value."),
    )
}

fn second_document(span: Span) -> Stop {
    Box::new(
        Finding::new(&rules::YAML_SYNTAX, span, "Empieza un segundo documento YAML.", "A second YAML document begins here.")
            .hint("Deje un solo documento por archivo.", "Keep one document in a file."),
    )
}

fn too_deep(span: Span, limit: usize) -> Stop {
    over(span, format!("más de {limit} niveles anidados"), format!("more than {limit} nested levels"))
}

fn too_many(span: Span, limit: usize) -> Stop {
    over(span, format!("más de {limit} valores"), format!("more than {limit} values"))
}

fn over(span: Span, es: String, en: String) -> Stop {
    Box::new(
        Finding::new(&rules::OVER_LIMIT, span, format!("El documento tiene {es}."), format!("The document has {en}."))
            .hint("Divídalo o simplifíquelo.", "Split it or make it simpler."),
    )
}
