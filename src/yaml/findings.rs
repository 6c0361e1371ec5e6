//! What is told of YAML that cannot be read, or not as it was meant.

use std::ops::Range;

use super::slips::{Fault, Slip, slip};
use super::{Halt, Stop};
use crate::report::rules;
use crate::report::{Finding, Span};
use crate::tree::Key;

pub(super) fn duplicate(key: &Key) -> Finding {
    Finding::new(
        &rules::DUPLICATE_KEY,
        key.span,
        format!("La clave «{}» está dos veces.", key.text),
        format!("The key “{}” is given twice.", key.text),
    )
    .hint("Deje una sola; ésta no se ha leído.", "Keep one of them; this one was not read.")
}

/// The finding where the parser gave up: what was slipped on, where that is known.
pub(super) fn fault(fault: &Fault<'_>, place: impl Fn(Range<usize>) -> Span) -> Stop {
    match slip(fault) {
        Some(found) => slipped(found, place),
        None => syntax(place(fault.at()), fault.why()),
    }
}

/// A slip that is known for what it is.
fn known(finding: Finding) -> Stop {
    Box::new(Halt { finding, is_known: true })
}

/// Anything else that ends the reading.
fn unknown(finding: Finding) -> Stop {
    Box::new(Halt { finding, is_known: false })
}

/// The finding of a slip.
pub(super) fn slipped(slip: Slip, place: impl Fn(Range<usize>) -> Span) -> Stop {
    let Slip { at, said, mend } = slip;
    known(Finding::new(&rules::YAML_SYNTAX, place(at), said.0, said.1).hint(mend.0, mend.1))
}

pub(super) fn syntax(span: Span, detail: &str) -> Stop {
    if detail.contains("unknown anchor") {
        return alias(span);
    }
    let Complaint { es, en, hint, .. } = explain(detail);
    let hint = hint.unwrap_or((
        "Revise la sangría y los dos puntos de esta línea y de la anterior.",
        "Look at the indentation and the colons of this line and the one before.",
    ));
    unknown(Finding::new(&rules::YAML_SYNTAX, span, *es, *en).hint(hint.0, hint.1))
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

pub(super) fn alias(span: Span) -> Stop {
    known(
        Finding::new(
            &rules::YAML_ALIAS,
            span,
            "Un valor no puede empezar con «&» ni con «*»: YAML los toma por abreviaturas, que aquí no se admiten.",
            "A value cannot begin with “&” or “*”: YAML takes them for abbreviations, which are not accepted here.",
        )
        .hint("Si es parte del texto, póngalo entre comillas; si no, escriba el valor entero.", "If it belongs to the text, quote it; otherwise write the whole value."),
    )
}

pub(super) fn tag(span: Span) -> Stop {
    known(
        Finding::new(
            &rules::YAML_ALIAS,
            span,
            "Un valor no puede empezar con «!»: YAML toma la palabra que lo lleva por una marca, y no la lee.",
            "A value cannot begin with “!”: YAML takes the word that bears it for a mark, and does not read it.",
        )
        .hint("Ponga el texto entero entre comillas: \"¡Así!\".", "Quote the whole text: \"So!\"."),
    )
}

pub(super) fn cut_text(span: Span, comment: &str) -> Finding {
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

pub(super) fn second_document(span: Span) -> Stop {
    unknown(
        Finding::new(
            &rules::YAML_SYNTAX,
            span,
            "Empieza un segundo documento YAML.",
            "A second YAML document begins here.",
        )
        .hint("Deje un solo documento por archivo.", "Keep one document in a file."),
    )
}

pub(super) fn too_deep(span: Span, limit: usize) -> Stop {
    over(
        span,
        format!("Hay listas o grupos unos dentro de otros en más de {limit} niveles."),
        format!("Lists or groups stand inside one another more than {limit} levels deep."),
    )
}

pub(super) fn too_many(span: Span, limit: usize) -> Stop {
    over(
        span,
        format!("El documento tiene más de {limit} valores."),
        format!("The document has more than {limit} values."),
    )
}

fn over(span: Span, es: String, en: String) -> Stop {
    unknown(Finding::new(&rules::OVER_LIMIT, span, es, en).hint(
        "Simplifíquelo, o divídalo en varios archivos.",
        "Make it simpler, or split it into several files.",
    ))
}
