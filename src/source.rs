//! The files of a site: found in sorted order, read once, and kept, so that a finding can show the line.
//!
//! No other room reads content from disk.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use rayon::prelude::*;
use unicode_normalization::{UnicodeNormalization, is_nfc};
use walkdir::WalkDir;

use crate::disk;
use crate::report::rules;
use crate::report::{Finding, Report, Words};
use crate::text::Span;
pub use crate::text::{Source, Sources};

/// The largest text file that is read, in bytes.
pub const MAX_TEXT: u64 = 2 * 1024 * 1024;
/// The largest list of terms, actors or rows that is read, in bytes.
pub const MAX_LIST: u64 = 32 * 1024 * 1024;
/// How deep folders of content may nest.
const MAX_DEPTH: usize = 8;

/// How the disk describes a file: as long as this stays the same, so does its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: (i64, i64),
    changed: (i64, i64),
    identity: (u64, u64),
}

impl Stamp {
    /// Whether the file was changed so long ago that a later change is sure to give it another stamp.
    pub fn is_at_rest(&self) -> bool {
        let (seconds, nanoseconds) = self.changed;
        let since = Duration::new(seconds.max(0).unsigned_abs(), nanoseconds.max(0).unsigned_abs() as u32);
        SystemTime::now().duration_since(SystemTime::UNIX_EPOCH + since).is_ok_and(|age| age > REST)
    }
}

/// The files below a folder.
#[derive(Debug)]
pub(crate) struct Listing {
    /// The folders in which they were looked for, each with how the disk described it before; none where that cannot be
    /// relied on.
    folders: Vec<(String, Option<Stamp>)>,
    /// The paths of those that were asked for, in order.
    pub(crate) paths: Vec<String>,
    /// The paths of the others, in order.
    pub(crate) others: Vec<String>,
}

impl Listing {
    /// Whether no file can have come, gone or changed its name.
    pub(crate) fn is_current(&self, root: &Root) -> bool {
        let same = |(path, stamp): &(String, Option<Stamp>)| stamp.is_some() && *stamp == root.stamp(path);
        !self.folders.is_empty() && self.folders.iter().all(same)
    }
}

/// How long a file must have been at rest for its [`Stamp`] to be relied on: disks count time in coarser steps than
/// programs write.
const REST: Duration = Duration::from_millis(100);

/// The site's folder.
#[derive(Clone, Debug)]
pub struct Root(PathBuf);

impl Root {
    /// The folder that holds `site.toml`.
    pub fn new(folder: impl Into<PathBuf>) -> Root {
        Root(folder.into())
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Files below a folder of the site that end in one of `endings`, in the order of their paths. A path to a
    /// file is that file alone. Links are not followed; hidden files are passed over.
    pub fn list(&self, folder: &str, endings: &[&str]) -> Vec<String> {
        self.listing(folder, endings).paths
    }

    /// The same, with what tells whether it is still so.
    pub(crate) fn listing(&self, folder: &str, endings: &[&str]) -> Listing {
        let walk = WalkDir::new(self.0.join(folder)).max_depth(MAX_DEPTH);
        let visible = |name: &std::ffi::OsStr| !name.to_string_lossy().starts_with('.');
        let entries = walk
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || visible(entry.file_name()))
            .filter_map(Result::ok);
        let mut listing = Listing { folders: Vec::new(), paths: Vec::new(), others: Vec::new() };
        for entry in entries {
            let Some(path) = entry.path().strip_prefix(&self.0).ok().map(below) else { continue };
            if entry.file_type().is_file() {
                let wanted = endings.is_empty() || ends(&path, endings);
                if wanted { listing.paths.push(path) } else { listing.others.push(path) }
            } else {
                // Described before its files are asked for.
                let stamp = self.stamp(&path).filter(Stamp::is_at_rest);
                listing.folders.push((path, stamp));
            }
        }
        listing.paths.par_sort_unstable();
        listing.others.sort_unstable();
        listing
    }

    /// Reads a text file, whatever its name's composition; what hinders it is a finding placed in the file.
    pub fn read(&self, path: &str, limit: u64, sources: &mut Sources, report: &mut Report) -> Option<u32> {
        let (source, finding) = self.load(path, limit);
        let file = sources.add(source);
        match finding {
            None => Some(file),
            Some(problem) => {
                report.add(problem.finding(file));
                None
            }
        }
    }

    /// The file's text, or an empty one and why it could not be read; pure but for the disk, so that many files
    /// can be read at once.
    pub fn load(&self, path: &str, limit: u64) -> (Source, Option<Problem>) {
        let composed = if is_composed(path) { path.to_owned() } else { path.nfc().collect() };
        let empty = Source { path: composed, text: String::new() };
        let full = self.0.join(path);
        match std::fs::metadata(&full) {
            Err(error) => return (empty, Some(Problem::Unreadable(disk::why(&error)))),
            Ok(data) if data.len() > limit => {
                return (empty, Some(Problem::TooLarge { limit, size: data.len() }));
            }
            Ok(_) => {}
        }
        match std::fs::read(&full) {
            Err(error) => (empty, Some(Problem::Unreadable(disk::why(&error)))),
            Ok(bytes) => {
                if let Some(problem) = no_text(&bytes) {
                    return (empty, Some(problem));
                }
                let (text, problem) = decode(bytes);
                let problem = problem.or_else(|| conflict(&text));
                (Source { text, ..empty }, problem)
            }
        }
    }

    /// How the disk describes a file now, if it can.
    pub fn stamp(&self, path: &str) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let data = std::fs::metadata(self.0.join(path)).ok()?;
        Some(Stamp {
            length: data.len(),
            modified: (data.mtime(), data.mtime_nsec()),
            changed: (data.ctime(), data.ctime_nsec()),
            identity: (data.dev(), data.ino()),
        })
    }

    /// The bytes of a file that is copied as it is.
    pub fn bytes(&self, path: &str) -> std::io::Result<Vec<u8>> {
        std::fs::read(self.0.join(path))
    }

    /// Whether there is such a file or folder.
    pub fn exists(&self, path: &str) -> bool {
        self.0.join(path).exists()
    }
}

/// Whether a path ends in one of these, in small letters or capitals.
pub fn ends(path: &str, endings: &[&str]) -> bool {
    let end = |ending: &str| path.len().checked_sub(ending.len()).and_then(|start| path.get(start..));
    endings.iter().any(|ending| end(ending).is_some_and(|end| end.eq_ignore_ascii_case(ending)))
}

/// A path below the site with `/` between its parts.
fn below(path: &Path) -> String {
    let mut text = String::with_capacity(path.as_os_str().len());
    for part in path.components() {
        text.push_str(if text.is_empty() { "" } else { "/" });
        text.push_str(&part.as_os_str().to_string_lossy());
    }
    text
}

/// What bytes are that are no text in any encoding.
fn no_text(bytes: &[u8]) -> Option<Problem> {
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
fn conflict(text: &str) -> Option<Problem> {
    const MARKS: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];
    let begins = |at: &usize| *at == 0 || text.as_bytes()[at - 1] == b'\n';
    let first = |mark: &str| text.match_indices(mark).map(|(at, _)| at).find(begins);
    let at = MARKS.into_iter().filter_map(first).min()?;
    let length = text[at..].lines().next().unwrap_or_default().len();
    Some(Problem::Conflict { mark: at..at + length })
}

/// Bytes as composed text without a byte order mark, each line ending in a line feed alone. Bytes that are no UTF-8 are a problem, and the text is what they
/// most likely mean, so that the line can be shown.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, Option<Problem>) {
    let (text, problem) = match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => return misread(text.as_bytes(), 0),
        Ok(text) => (text, None),
        Err(error) => return misread(error.as_bytes(), error.utf8_error().valid_up_to()),
    };
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    (if is_composed(&text) { text } else { text.nfc().collect() }, problem)
}

/// Whether a text is composed (NFC), as every text is whose letters all stand before the first combining mark.
fn is_composed(text: &str) -> bool {
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

/// Why a file could not be read.
#[derive(Clone, Debug)]
pub enum Problem {
    /// The disk said no, for this reason.
    Unreadable(Words),
    /// It has more bytes than are read.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
        /// The file's size in bytes.
        size: u64,
    },
    /// It is no text at all.
    NoText {
        /// What it seems to be.
        looks_like: &'static str,
    },
    /// Two versions of it stand one below the other.
    Conflict {
        /// The first line that git put between them.
        mark: std::ops::Range<usize>,
    },
    /// Its bytes are no UTF-8.
    NotUtf8 {
        /// The encoding it seems to have.
        looks_like: &'static str,
        /// The first letter that shows it, in the text as that encoding has it.
        letter: std::ops::Range<usize>,
    },
}

impl Problem {
    /// The finding, placed in the file.
    pub fn finding(&self, file: u32) -> Finding {
        let place = Span::start_of(file);
        match self {
            Problem::Unreadable(why) => Finding::new(
                &rules::UNREADABLE,
                place,
                format!("No se puede leer el archivo: {}.", why.es),
                format!("The file cannot be read: {}.", why.en),
            )
            .hint("Compruebe que existe y que tiene permiso de lectura.", "See that it exists and may be read."),
            Problem::TooLarge { limit, size } => Finding::new(
                &rules::OVER_LIMIT,
                place,
                format!("El archivo ocupa {} kB; el máximo es {} kB.", size / 1024, limit / 1024),
                format!("The file has {} kB; the most is {} kB.", size / 1024, limit / 1024),
            )
            .hint("Divídalo en varios.", "Split it into several."),
            Problem::NoText { looks_like } => Finding::new(
                &rules::NOT_UTF8,
                place,
                format!("El archivo no es un texto: parece de otro programa ({looks_like})."),
                format!("The file is no text: it looks like one of another program ({looks_like})."),
            )
            .hint(
                "Ábralo con ese programa y guarde lo que dice como texto simple, en UTF-8; cambiarle el nombre no basta.",
                "Open it with that program and save what it says as plain text, in UTF-8; to change its name is not enough.",
            ),
            Problem::Conflict { mark } => Finding::new(
                &rules::MERGE_CONFLICT,
                Span::new(file, mark.start, mark.end),
                "Aquí quedan dos versiones del texto, una debajo de la otra, que git no supo unir; el archivo no se ha leído.",
                "Two versions of the text stand here, one below the other, which git could not join; the file was not read.",
            )
            .hint(
                "Deje la que vale, o lo que valga de cada una, y borre las líneas que empiezan con «<<<<<<<», «=======» y «>>>>>>>».",
                "Keep the one that holds, or what holds of each, and delete the lines that begin with “<<<<<<<”, “=======” and “>>>>>>>”.",
            ),
            Problem::NotUtf8 { looks_like, letter } => Finding::new(
                &rules::NOT_UTF8,
                Span::new(file, letter.start, letter.end),
                format!("El archivo no está guardado en UTF-8: parece {looks_like}, y sus acentos no se pueden leer."),
                format!("The file is not saved as UTF-8: it looks like {looks_like}, and its accents cannot be read."),
            )
            .hint(
                "Ábralo en su editor y guárdelo de nuevo, eligiendo la codificación UTF-8.",
                "Open it in your editor and save it again, choosing the encoding UTF-8.",
            ),
        }
    }
}
