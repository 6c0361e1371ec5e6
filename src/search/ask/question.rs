//! What was typed, cut into pieces: words, "phrases", -exclusions, `field:value`, `prefix*`.

use crate::search::words::{Word, split};

/// One word of a question.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Asked {
    /// The word.
    pub(super) word: Word,
    /// A hyphen joins it to the next word.
    pub(super) hyphen: bool,
    /// It is the beginning of a word.
    pub(super) prefix: bool,
}

/// One piece of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The words.
    pub(super) words: Vec<Asked>,
    /// They stand in quotation marks.
    pub(super) quoted: bool,
    /// They are not wanted.
    pub(super) excluded: bool,
    /// The field they are wanted in, as typed.
    pub(super) field: Option<String>,
}

/// More words than this are not read.
const WORDS: usize = 32;

/// Cuts a question.
pub(super) fn pieces(question: &str) -> Vec<Piece> {
    let (mut out, mut words, mut rest) = (Vec::<Piece>::new(), 0, question);
    while words < WORDS {
        rest = rest.trim_start();
        let Some(piece) = next(&mut rest) else { break };
        words += piece.words.len();
        if piece.words.is_empty() {
            continue;
        }
        match out.last_mut() {
            Some(last) if is_plain(last) && is_plain(&piece) => last.words.extend(piece.words),
            _ => out.push(piece),
        }
    }
    out
}

fn is_plain(piece: &Piece) -> bool {
    !piece.quoted && !piece.excluded && piece.field.is_none()
}

fn next(rest: &mut &str) -> Option<Piece> {
    let excluded =
        rest.starts_with('-') && rest[1..].starts_with(|c: char| c.is_alphanumeric() || is_quote(c));
    if excluded {
        *rest = &rest[1..];
    }
    let field = field(rest);
    let first = rest.chars().next()?;
    let quoted = is_quote(first);
    let text = if quoted { quotation(rest, first.len_utf8()) } else { word(rest) };
    Some(Piece { words: asked(text), quoted, excluded, field })
}

/// Takes `name:` off the front when a value follows at once.
fn field(rest: &mut &str) -> Option<String> {
    let end = rest.find(|c: char| c.is_whitespace() || c == ':' || is_quote(c))?;
    let value = rest[end..].strip_prefix(':')?;
    let starts = value.starts_with(|c: char| c.is_alphanumeric() || is_quote(c));
    if end == 0 || !starts || value.starts_with("//") {
        return None;
    }
    let name = rest[..end].to_string();
    *rest = value;
    Some(name)
}

fn quotation<'a>(rest: &mut &'a str, from: usize) -> &'a str {
    let end = rest[from..].find(is_quote).map_or(rest.len(), |i| from + i);
    let text = &rest[from..end];
    *rest = rest[end..].trim_start_matches(is_quote);
    text
}

fn word<'a>(rest: &mut &'a str) -> &'a str {
    let end = rest.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(rest.len());
    let text = &rest[..end];
    *rest = &rest[end..];
    text
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»' | '„')
}

fn asked(text: &str) -> Vec<Asked> {
    split(text)
        .map(|span| Asked {
            word: Word::new(&text[span.start..span.end]),
            hyphen: span.hyphen,
            prefix: text[span.end..].starts_with('*'),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    fn shown(question: &str) -> Vec<String> {
        let show = |p: &Piece| {
            let words: Vec<&str> = p.words.iter().map(|w| w.word.fold.as_str()).collect();
            let field = p.field.as_ref().map(|f| [f, ":"].concat()).unwrap_or_default();
            let marks = [if p.excluded { "-" } else { "" }, &field, if p.quoted { "=" } else { "" }].concat();
            [marks, words.join(" ")].concat()
        };
        pieces(question).iter().map(show).collect()
    }

    #[test]
    fn words_phrases_exclusions_and_fields() {
        assert_eq!(shown("Mesa de Puno"), ["mesa de puno"]);
        assert_eq!(shown("«borde costero» salud"), ["=borde costero", "salud"]);
        assert_eq!(shown("pesca -chile -\"mesa regional\""), ["pesca", "-chile", "-=mesa regional"]);
        assert_eq!(
            shown("escala:provincial país:\"el perú\" mar"),
            ["escala:provincial", "país:=el peru", "mar"]
        );
    }

    #[test]
    fn odd_questions_are_questions() {
        for odd in ["", "\"", "-", ":", "a:", ":a", "--a", "\"\"\"", "«", "-\"", "http://a.b", "a:b:c", "*"]
        {
            pieces(odd);
        }
        assert_eq!(shown("http://a.b"), ["http a b"]);
        assert_eq!(shown("\"sin cerrar"), ["=sin cerrar"]);
    }
}
