//! Text in XML.

/// Writes text with what XML gives a meaning written out, and without the characters that XML forbids.
pub(crate) fn escape(text: &str, out: &mut String) {
    let special = |c: char| {
        matches!(c, '&' | '<' | '>' | '"')
            || (c < ' ' && !matches!(c, '\t' | '\n'))
            || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        out.push_str(&rest[..at]);
        let mut letters = rest[at..].chars();
        match letters.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            _ => {}
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
}

/// An element with text in it, on a line of its own.
pub(crate) fn element(name: &str, text: &str, out: &mut String) {
    for part in ["<", name, ">"] {
        out.push_str(part);
    }
    escape(text, out);
    for part in ["</", name, ">\n"] {
        out.push_str(part);
    }
}
