//! What is not published of a text, and what a picture must say.

use crate::report::rules;
use crate::report::{Finding, Span};

pub(super) fn raw_html(place: Span) -> Finding {
    Finding::new(
        &rules::RAW_HTML,
        place,
        "En este texto hay una etiqueta de HTML, y no se publica.",
        "There is an HTML tag in this text, and it is not published.",
    )
    .hint(
        "Use Markdown: *énfasis*, **fuerte**, listas con «-», tablas con «|». Si el signo «<» es parte del texto, escriba &lt;.",
        "Use Markdown: *emphasis*, **strong**, lists with “-”, tables with “|”. If the sign “<” belongs to the text, write &lt;.",
    )
}

pub(super) fn unsafe_link(target: &str, place: Span) -> Finding {
    let shown: String = target.chars().take(60).collect();
    Finding::new(
        &rules::UNSAFE_LINK,
        place,
        format!("La dirección «{shown}» no es segura para quien lee: el enlace o la imagen no se publica."),
        format!("The address “{shown}” is not safe for readers: the link or picture is not published."),
    )
    .hint(
        "Un enlace empieza por https://, por mailto: o, dentro del sitio, por «/»; una imagen es un archivo de la carpeta de medios.",
        "A link begins with https://, with mailto: or, inside the site, with “/”; a picture is a file of the folder of media.",
    )
}

/// The finding that an image says nothing to those who do not see it.
pub(crate) fn missing_alternative(span: Span) -> Finding {
    Finding::new(
        &rules::MISSING_ALTERNATIVE,
        span,
        "La imagen no tiene un texto que diga qué muestra a quien no puede verla.",
        "The image has no text that tells those who cannot see it what it shows.",
    )
    .hint(
        "Descríbala en una frase: «alternativa: …» en la cabecera, o entre los corchetes de ![…](archivo).",
        "Describe it in a sentence: “alt: …” in the front matter, or between the brackets of ![…](file).",
    )
}
