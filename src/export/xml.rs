//! Text in XML.

use super::scan;

/// Writes text with what XML gives a meaning written out, and without the characters that XML forbids.
pub(crate) fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = scan::first(rest.as_bytes(), special) {
        out.push_str(&rest[..at]);
        let mut letters = rest[at..].chars();
        match letters.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some(c) if c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(c),
            _ => {}
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
}

/// Whether a byte begins a character that cannot stand as it is, or that must be looked at: U+FFFE and U+FFFF begin
/// with 0xEF, as others do. Compared, not looked up in a table, so that many bytes can be looked at together.
fn special(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xef) || (byte < b' ' && byte != b'\t' && byte != b'\n')
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

#[cfg(test)]
mod tests {
    #[test]
    fn writes_out_what_means_something_and_leaves_out_what_is_forbidden() {
        let mut out = String::new();
        super::escape("a<b> & \"ñ\"\u{1}\u{fffe}\u{ff01}\tfin\n", &mut out);
        assert_eq!(out, "a&lt;b&gt; &amp; &quot;ñ&quot;\u{ff01}\tfin\n");
    }
}
