//! From the bytes of a file to its text.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Problem;

/// What bytes are that are no text in any encoding.
pub(super) fn no_text(bytes: &[u8]) -> Option<Problem> {
    const KINDS: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "Word, LibreOffice, ZIP"),
        (b"\xd0\xcf\x11\xe0", "Word"),
        (b"%PDF-", "PDF"),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
    ];
    let kind = KINDS.into_iter().find(|(begins, _)| bytes.starts_with(begins));
    kind.map(|(_, looks_like)| Problem::NoText { looks_like })
}

/// The first of the lines that git puts around two versions of a text.
pub(super) fn conflict(text: &str) -> Option<Problem> {
    const MARKS: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];
    let begins = |at: &usize| *at == 0 || text.as_bytes()[at - 1] == b'\n';
    let first = |mark: &str| text.match_indices(mark).map(|(at, _)| at).find(begins);
    let at = MARKS.into_iter().filter_map(first).min()?;
    let length = text[at..].lines().next().unwrap_or_default().len();
    Some(Problem::Conflict { mark: at..at + length })
}

/// Bytes as composed text without byte order marks, each line ending in a line feed alone. Bytes that are no UTF-8 are a
/// problem, and the text is what they most likely mean, so that the line can be shown.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, Option<Problem>) {
    let text = match String::from_utf8(bytes) {
        Ok(text) if is_wide(text.as_bytes()) => return misread(text.as_bytes(), 0),
        Ok(text) => text,
        Err(error) => return misread(error.as_bytes(), error.utf8_error().valid_up_to()),
    };
    let text = if text.contains('\u{feff}') { text.replace('\u{feff}', "") } else { text };
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    let text = if is_composed(&text) { text } else { text.nfc().collect() };
    let problem = text.find('\0').map(|at| Problem::Null { at });
    (text, problem)
}

/// Whether so many bytes are zero that they are letters of two bytes each.
fn is_wide(bytes: &[u8]) -> bool {
    let first = &bytes[..bytes.len().min(256)];
    first.iter().filter(|byte| **byte == 0).count() * 4 > first.len()
}

/// Whether a text is composed (NFC), as every text is whose letters all stand before the first combining mark.
pub(super) fn is_composed(text: &str) -> bool {
    const LEAD_OF_FIRST_MARK: u8 = 0xcc;
    text.bytes().all(|byte| byte < LEAD_OF_FIRST_MARK) || is_nfc(text)
}

/// The text of bytes in the encoding they seem to have, with the first letter, at byte `at`, that is no UTF-8.
fn misread(bytes: &[u8], at: usize) -> (String, Option<Problem>) {
    let (name, encoding) = looks_like(bytes);
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let start =
        if encoding == WINDOWS_1252 { encoding.decode_without_bom_handling(&bytes[..at]).0.len() } else { 0 };
    let end = text[start..].chars().next().map_or(start, |letter| start + letter.len_utf8());
    (text.into_owned(), Some(Problem::NotUtf8 { looks_like: name, letter: start..end }))
}

/// The encoding that bytes which are no UTF-8 most likely have, with its name.
fn looks_like(bytes: &[u8]) -> (&'static str, &'static Encoding) {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).take(64).filter(|byte| **byte == 0).count();
    match bytes {
        [0xff, 0xfe, ..] => ("UTF-16 LE", UTF_16LE),
        [0xfe, 0xff, ..] => ("UTF-16 BE", UTF_16BE),
        _ if zeros(1) > zeros(0) => ("UTF-16 LE", UTF_16LE),
        _ if zeros(0) > 0 => ("UTF-16 BE", UTF_16BE),
        _ if bytes.iter().any(|byte| (0x80..0xa0).contains(byte)) => ("Windows-1252", WINDOWS_1252),
        _ => ("ISO-8859-1 (Latin-1)", WINDOWS_1252),
    }
}
