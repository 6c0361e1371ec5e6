//! A text as far as it was written well: its lines, and the brackets and quotes that are open at the end.

use std::ops::Range;

/// A line of a text.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    /// Its number in the file.
    pub(super) number: usize,
    /// Where it begins.
    pub(super) start: usize,
    /// What it says.
    pub(super) text: &'t str,
}

impl<'t> Line<'t> {
    /// The line that holds a byte.
    pub(super) fn around(text: &'t str, at: usize, first: usize) -> Line<'t> {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let said = text[start..].split('\n').next().unwrap_or_default();
        Line { number: first + text[..start].matches('\n').count(), start, text: said }
    }

    /// How many spaces it begins with.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Whether it begins an item of a list.
    pub(super) fn is_item(&self) -> bool {
        let said = self.text.trim_start_matches(' ');
        said == "-" || said.starts_with("- ")
    }

    /// The column of its first word: that of the key, behind the dash of an item.
    pub(super) fn column(&self) -> usize {
        let behind = self.text.trim_start_matches([' ', '-']);
        if self.is_item() { self.text.len() - behind.len() } else { self.indent() }
    }

    /// Its first word, without the dash of an item: `tema` of `  - tema: salud`.
    pub(super) fn word(&self) -> &'t str {
        let said = &self.text[self.column()..];
        said.split(": ").next().unwrap_or(said).trim_end().trim_end_matches(':')
    }

    /// What stands behind its key, and where.
    pub(super) fn value(&self) -> Option<(usize, &'t str)> {
        let column = self.column();
        let key = self.text[column..].find(": ")? + column;
        let value = &self.text[key + 1..];
        Some((self.start + self.text.len() - value.trim_start().len(), value.trim()))
    }

    /// Whether it gives a key.
    pub(super) fn has_key(&self) -> bool {
        self.text.contains(": ") || self.text.trim_end().ends_with(':')
    }

    /// The first line below it that says something.
    pub(super) fn next_in(&self, text: &'t str) -> Option<Line<'t>> {
        let below = self.start + self.text.len() + 1;
        let blank = text.get(below..)?.len() - text[below..].trim_start().len();
        let blank_lines = text[below..below + blank].matches('\n').count();
        Some(Line { number: self.number + 1 + blank_lines, ..Line::around(text, below + blank, 0) })
    }

    fn is_silent(&self) -> bool {
        let said = self.text.trim();
        said.is_empty() || said.starts_with('#')
    }
}

/// What was read of a text.
#[derive(Default)]
pub(super) struct Scan<'t> {
    /// The lines that begin outside brackets, quotes and longer texts.
    pub(super) lines: Vec<Line<'t>>,
    /// The brackets and quotes that are open at the end.
    pub(super) open: Vec<(usize, u8)>,
    /// The last text in quotes.
    pub(super) quoted: Option<Range<usize>>,
}

/// Reads a text up to a byte of it.
pub(super) fn scan(text: &str, to: usize, first: usize) -> Scan<'_> {
    let mut scan = Scan::default();
    let mut longer: Option<usize> = None;
    let mut start = 0;
    for (at, said) in text.split('\n').enumerate() {
        let line = Line { number: first + at, start, text: said };
        start += said.len() + 1;
        if line.start > to {
            break;
        }
        let silent = scan.open.is_empty() && line.is_silent();
        if silent || longer.is_some_and(|column| line.indent() > column) {
            continue;
        }
        if scan.open.is_empty() {
            scan.lines.push(line);
        }
        longer = scan.walk(&line, to).then(|| line.outside());
    }
    scan
}

impl Line<'_> {
    /// The column that the lines of the longer text which begins here go beyond.
    fn outside(&self) -> usize {
        if self.text[self.column()..].starts_with(['|', '>']) { self.indent() } else { self.column() }
    }
}

impl Scan<'_> {
    /// Reads a line; whether a longer text begins in it.
    fn walk(&mut self, line: &Line<'_>, to: usize) -> bool {
        let bytes = line.text.as_bytes();
        let is_blank = |at: usize| bytes.get(at).is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
        let mut begins = true;
        let mut at = 0;
        while at < bytes.len() && line.start + at < to {
            let (here, byte, next) = (line.start + at, bytes[at], at + 1);
            match (self.open.last().copied(), byte) {
                (Some((_, b'"')), b'\\') => at += 1,
                (Some((_, b'\'')), b'\'') if bytes.get(next) == Some(&b'\'') => at += 1,
                (Some((from, quote @ (b'"' | b'\''))), _) => {
                    if byte == quote {
                        self.open.pop();
                        self.quoted = Some(from..here + 1);
                        begins = false;
                    }
                }
                (_, b' ' | b'\t') => {}
                (_, b'#') if at == 0 || is_blank(at - 1) => return false,
                (None, b'|' | b'>') if begins => return true,
                (_, b'"' | b'\'' | b'[' | b'{') if begins => self.open.push((here, byte)),
                (Some(_), b'[' | b'{') => {
                    self.open.push((here, byte)); // In brackets, a text ends where another opens.
                    begins = true;
                }
                (Some(_), b']' | b'}') => {
                    self.open.pop();
                    begins = false;
                }
                (_, b'-' | b'?') if begins && is_blank(next) => {}
                (_, b':') if is_blank(next) => begins = true,
                (Some(_), b',') => begins = true,
                _ => begins = false,
            }
            at += 1;
        }
        false
    }
}

/// A text with the entry blanked that holds a byte: from a key or dash that begins a line to the next.
pub(in crate::yaml) fn without_entry(text: &str, at: usize) -> String {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|said| {
        start += said.len();
        Line { number: 0, start: start - said.len(), text: said.trim_end() }
    });
    let begins =
        |line: &Line<'_>| line.indent() == 0 && !line.is_silent() && (line.is_item() || line.has_key());
    let begins: Vec<usize> = lines.filter(begins).map(|line| line.start).collect();
    let from = begins.iter().copied().rfind(|start| *start <= at).unwrap_or(0);
    let to = begins.iter().copied().find(|start| *start > at).unwrap_or(text.len());
    let blank = |c: char| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) };
    let blanked: String = text[from..to].chars().map(blank).collect();
    [&text[..from], &blanked, &text[to..]].concat()
}
