//! Phrases that are the same on every page of a language stand in its templates as text: half of what the theme says
//! needs no looking up while a page is laid out.

const OPEN: &str = "{{ t(key=\"";
const CLOSE: &str = "\") }}";

/// The template with each `{{ t(key="…") }}` written out. What asks for a number or names something, and what is no
/// plain text, is left to be said on each page.
pub(super) fn written_out(template: &str, say: impl Fn(&str) -> Option<String>) -> String {
    let mut pieces = template.split(OPEN);
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let said = piece.split_once(CLOSE).filter(|(key, _)| is_key(key));
        match said.and_then(|(key, rest)| Some((plain(say(key)?)?, rest))) {
            Some((phrase, rest)) => text.extend([phrase.as_str(), rest]),
            None => text.extend([OPEN, piece]),
        }
    }
    text
}

fn is_key(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

/// A phrase as the engine would escape it; none where as text it would be taken for a sign of the template, or lose
/// its blanks to one.
fn plain(phrase: String) -> Option<String> {
    if phrase.is_empty() || phrase.trim() != phrase || phrase.contains(['{', '}', '\n']) {
        return None;
    }
    let mut escaped = Vec::with_capacity(phrase.len());
    tera::escape_html(&phrase, &mut escaped).ok()?;
    String::from_utf8(escaped).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_out_what_is_the_same_everywhere() {
        let say = |key: &str| match key {
            "a" => Some("uno & dos".to_owned()),
            "brace" => Some("{{ x }}".to_owned()),
            _ => None,
        };
        let out = |template: &str| written_out(template, say);
        assert_eq!(out("<p>{{ t(key=\"a\") }}</p>"), "<p>uno &amp; dos</p>");
        for same in [
            "{{ t(key=\"a\", n=1) }}{{ t(key=\"b\", a=\"x\") }}",
            "{{ t(key=\"a.\" ~ b) }}",
            "{{ t(key=\"brace\") }}",
            "{{ t(key=\"gone\") }}",
        ] {
            assert_eq!(out(same), same);
        }
    }
}
