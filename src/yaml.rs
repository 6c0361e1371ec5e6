//! The one door to the YAML parser: text → tree with places, within limits, without aliases.

use std::collections::BTreeSet;

use granit_parser::{Event, Parser, ScalarStyle, Span as Marks};

use crate::report::rules;
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
pub(crate) fn parse(
    text: &str,
    file: u32,
    offset: usize,
    limits: Limits,
    report: &mut Report,
) -> Option<Node> {
    let mut builder = Builder { text, file, offset, limits, count: 0, open: Vec::new(), root: None };
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
            builder.abandon(report);
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

struct Builder<'t> {
    text: &'t str,
    file: u32,
    offset: usize,
    limits: Limits,
    count: usize,
    open: Vec<Open>,
    root: Option<Node>,
}

/// A finding that ends the reading of this document.
type Stop = Box<Finding>;

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, marks: &Marks, report: &mut Report) -> Result<(), Stop> {
        let span = self.span(marks);
        if let Event::Scalar(_, ScalarStyle::Plain, ..) = event {
            report.findings.extend(self.cut(span));
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
    fn abandon(self, report: &mut Report) {
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
    if detail.contains("unknown anchor") {
        return alias(span);
    }
    let Complaint { es, en, hint, .. } = explain(detail);
    let hint = hint.unwrap_or((
        "Revise la sangría y los dos puntos de esta línea y de la anterior.",
        "Look at the indentation and the colons of this line and the one before.",
    ));
    Box::new(Finding::new(&rules::YAML_SYNTAX, span, *es, *en).hint(hint.0, hint.1))
}

/// What the parser complains of, in the editor's words.
struct Complaint {
    /// Words of the parser's that tell it.
    parser: &'static [&'static str],
    es: &'static str,
    en: &'static str,
    hint: Option<(&'static str, &'static str)>,
}

const fn complaint(
    parser: &'static [&'static str],
    es: &'static str,
    en: &'static str,
    hint: Option<(&'static str, &'static str)>,
) -> Complaint {
    Complaint { parser, es, en, hint }
}

const QUOTE: Option<(&str, &str)> = Some((
    "Si el texto lleva «: » o «#», o empieza con un signo, póngalo entre comillas: \"así\".",
    "If a text holds “: ” or “#”, or begins with a sign, quote it: \"so\".",
));
const CLOSE: Option<(&str, &str)> = Some((
    "Cada «[», «{» y comilla que se abre tiene que cerrarse; entre un valor y otro va una coma.",
    "Each “[”, “{” and quote that is opened must be closed; between two values goes a comma.",
));

/// The first that fits is told; the last fits all.
const COMPLAINTS: &[Complaint] = &[
    complaint(
        &["mapping values are not allowed", "':' indicator"],
        "Aquí hay unos dos puntos que no pueden ir en este lugar.",
        "There is a colon here that cannot stand in this place.",
        QUOTE,
    ),
    complaint(
        &["tab"],
        "Aquí hay un tabulador, y la sangría se hace con espacios.",
        "There is a tab here, and indentation is made of spaces.",
        Some(("Cambie el tabulador por espacios.", "Put spaces in place of the tab.")),
    ),
    complaint(
        &["bracket", "flow mapping", "flow sequence", "flow construct"],
        "Falta cerrar un «[» o un «{», o falta una coma entre dos valores.",
        "A “[” or “{” is not closed, or a comma between two values is missing.",
        CLOSE,
    ),
    complaint(
        &["escape", "hexadecimal", "surrogate"],
        "Dentro de unas comillas dobles hay una barra «\\» que no forma ningún signo conocido.",
        "Inside double quotes there is a “\\” that makes no known sign.",
        Some((
            "Use comillas simples, o escriba la barra dos veces.",
            "Use single quotes, or write the “\\” twice.",
        )),
    ),
    complaint(
        &["quoted", "scanning a quoted"],
        "Faltan o sobran unas comillas.",
        "Quotes are missing, or there are too many.",
        CLOSE,
    ),
    complaint(
        &["simple key", "expected key", "expected ':'"],
        "Se esperaba «clave: valor», o la sangría no coincide con la de las claves anteriores.",
        "“key: value” was expected, or the indentation differs from that of the keys before.",
        None,
    ),
    complaint(
        &["indent", "sequence entries", "'-' indicator", "block collection", "block mapping", "mapping keys"],
        "La sangría no coincide con la de las líneas anteriores.",
        "The indentation differs from that of the lines before.",
        None,
    ),
    complaint(
        &["unexpected character", "cannot start", "node content", "plain scalar", "directive", "tag"],
        "Un texto no puede empezar con este signo sin comillas.",
        "A text cannot begin with this sign without quotes.",
        QUOTE,
    ),
    complaint(
        &["document"],
        "Empieza un segundo documento, y sólo se lee uno por archivo.",
        "A second document begins here, and only one is read from a file.",
        None,
    ),
    complaint(
        &["a key must be plain text"],
        "Una clave tiene que ser un texto simple.",
        "A key must be plain text.",
        QUOTE,
    ),
    complaint(
        &[],
        "Esto no está escrito según las reglas de YAML.",
        "This is not written by the rules of YAML.",
        QUOTE,
    ),
];

fn explain(detail: &str) -> &'static Complaint {
    let lower = detail.to_lowercase();
    let fits = |complaint: &&Complaint| complaint.parser.iter().any(|words| lower.contains(words));
    COMPLAINTS.iter().find(fits).unwrap_or(&COMPLAINTS[COMPLAINTS.len() - 1])
}

fn alias(span: Span) -> Stop {
    Box::new(
        Finding::new(
            &rules::YAML_ALIAS,
            span,
            "Un valor no puede empezar con «&» ni con «*»: YAML los toma por abreviaturas, que aquí no se admiten.",
            "A value cannot begin with “&” or “*”: YAML takes them for abbreviations, which are not accepted here.",
        )
        .hint("Si es parte del texto, póngalo entre comillas; si no, escriba el valor entero.", "If it belongs to the text, quote it; otherwise write the whole value."),
    )
}

fn tag(span: Span) -> Stop {
    Box::new(
        Finding::new(
            &rules::YAML_ALIAS,
            span,
            "Un valor no puede empezar con «!»: YAML toma la palabra que lo lleva por una marca, y no la lee.",
            "A value cannot begin with “!”: YAML takes the word that bears it for a mark, and does not read it.",
        )
        .hint("Ponga el texto entero entre comillas: \"¡Así!\".", "Quote the whole text: \"So!\"."),
    )
}

fn cut_text(span: Span, comment: &str) -> Finding {
    Finding::new(
        &rules::CUT_TEXT,
        span,
        format!("«{comment}» no se lee: después de un espacio, «#» empieza un comentario."),
        format!("“{comment}” is not read: after a space, “#” begins a comment."),
    )
    .hint(
        "Si es parte del texto, ponga el texto entero entre comillas; si es un comentario, deje dos espacios antes de «#».",
        "If it belongs to the text, quote the whole text; if it is a comment, leave two spaces before “#”.",
    )
}

fn second_document(span: Span) -> Stop {
    Box::new(
        Finding::new(
            &rules::YAML_SYNTAX,
            span,
            "Empieza un segundo documento YAML.",
            "A second YAML document begins here.",
        )
        .hint("Deje un solo documento por archivo.", "Keep one document in a file."),
    )
}

fn too_deep(span: Span, limit: usize) -> Stop {
    over(
        span,
        format!("Hay listas o grupos unos dentro de otros en más de {limit} niveles."),
        format!("Lists or groups stand inside one another more than {limit} levels deep."),
    )
}

fn too_many(span: Span, limit: usize) -> Stop {
    over(
        span,
        format!("El documento tiene más de {limit} valores."),
        format!("The document has more than {limit} values."),
    )
}

fn over(span: Span, es: String, en: String) -> Stop {
    Box::new(Finding::new(&rules::OVER_LIMIT, span, es, en).hint(
        "Simplifíquelo, o divídalo en varios archivos.",
        "Make it simpler, or split it into several files.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_given_twice_is_told_even_where_the_rest_cannot_be_read() {
        let mut report = Report::default();
        assert!(parse("a: 1\nb: 2\na: 3\nc: [4\n", 0, 0, Limits::FICHA, &mut report).is_none());
        let told: Vec<&str> = report.findings.iter().map(|finding| finding.rule.code).collect();
        assert_eq!(told, ["yaml-syntax", "duplicate-key"]);
    }
}
