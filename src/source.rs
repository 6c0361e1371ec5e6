//! The files of a site: found in sorted order, read once, and kept, so that a finding can show the line.
//!
//! No other room reads content from disk.

mod decode;
mod problem;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use crate::disk;
use crate::report::Report;
pub use crate::text::{Source, Sources};
pub(crate) use decode::decode;
use decode::{conflict, is_composed, no_text};
pub use problem::Problem;

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
