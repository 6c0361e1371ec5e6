//! COinS: a citation hidden in a list, so that reference managers can take all its records at once.

use super::Citation;

/// The value of the attribute `title` of the span, not yet escaped for HTML.
pub fn title(citation: &Citation) -> String {
    let mut text =
        "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&rft.type=report".to_owned();
    let mut add = |key: &str, value: &str| {
        text.push_str("&rft.");
        text.push_str(key);
        text.push('=');
        encode(value, &mut text);
    };
    add("title", &citation.title);
    citation.authors.iter().for_each(|author| add("creator", &author.to_string()));
    citation.date.into_iter().for_each(|date| add("date", &date.to_string()));
    add("publisher", citation.publisher.as_deref().unwrap_or(&citation.site));
    citation.url.iter().for_each(|url| add("identifier", url));
    add("language", citation.lang.code());
    text
}

/// Percent-encodes all but letters, digits and `-._~`.
pub(crate) fn encode(value: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte => out.extend([
                '%',
                char::from(HEX[usize::from(byte >> 4)]),
                char::from(HEX[usize::from(byte & 15)]),
            ]),
        }
    }
}
