//! The texts of a site, and the places in them as a person counts: file, line and column.

use std::sync::Arc;

/// A text file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path below the site's folder, with `/` between the parts, in composed Unicode.
    pub path: String,
    /// Its text, without a byte order mark, with line feeds alone, in composed Unicode (NFC).
    pub text: String,
}

/// All text files that were read, in the order of reading; a file's number is its place in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    files: Vec<Arc<Source>>,
}

/// A stretch of a source file: `start..end` in bytes of the file's text as [`Sources`] keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Which file, as an index into [`Sources`].
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A stretch from byte offsets.
    pub fn new(file: u32, start: usize, end: usize) -> Span {
        Span { file, start: start as u32, end: end.max(start) as u32 }
    }

    /// The beginning of a file.
    pub fn start_of(file: u32) -> Span {
        Span { file, start: 0, end: 0 }
    }
}

/// A place in a file as a person counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot<'a> {
    /// The file's path below the site's folder.
    pub path: &'a str,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// How many characters of the line the place covers, at least 1.
    pub width: usize,
    /// The whole line.
    pub text: &'a str,
}

impl Sources {
    /// Adds a file and returns its number.
    pub fn add(&mut self, source: impl Into<Arc<Source>>) -> u32 {
        self.files.push(source.into());
        (self.files.len() - 1) as u32
    }

    /// A file by its number.
    pub fn get(&self, file: u32) -> &Source {
        &self.files[file as usize]
    }

    /// The path of a file by its number.
    pub fn path(&self, file: u32) -> &str {
        self.files.get(file as usize).map_or("", |source| source.path.as_str())
    }

    /// All files.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter().map(Arc::as_ref)
    }

    /// The files from a number on.
    pub fn from(&self, first: u32) -> Vec<Arc<Source>> {
        self.files.get(first as usize..).unwrap_or_default().to_vec()
    }

    /// Where a span stands, counted in lines and columns.
    pub fn spot(&self, span: Span) -> Spot<'_> {
        let source = self.get(span.file);
        let text = source.text.as_str();
        let start = floor(text, span.start as usize);
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = floor(text, (span.end as usize).clamp(start, to));
        Spot {
            path: &source.path,
            line: text[..start].matches('\n').count() + 1,
            column: text[from..start].chars().count() + 1,
            width: text[start..end].chars().count().max(1),
            text: text[from..to].trim_end_matches('\r'),
        }
    }
}

/// The nearest character boundary at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
