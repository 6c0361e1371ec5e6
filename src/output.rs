//! Writes the site: beside the old one, linking what has not changed, and swaps the two in one step.
//!
//! At any moment there is a whole site at the address, the old or the new. What an interrupted build left lying
//! is cleared by the next.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use rustix::fs::{CWD, RenameFlags, renameat_with};

/// The file that marks a folder as written by this program, so that no other folder is ever replaced.
const MARK: &str = ".atalaya";

/// A file of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Its path below the site: `experiencias/coredepa/index.html`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl File {
    /// A file of text.
    pub fn text(path: impl Into<String>, text: impl Into<String>) -> File {
        File { path: path.into(), bytes: text.into().into_bytes() }
    }
}

/// What was done to the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files whose bytes are new.
    pub changed: usize,
    /// Files that are as they were.
    pub kept: usize,
    /// Files of the old site that are no more.
    pub removed: usize,
}

/// Writes the files to a folder.
///
/// # Errors
///
/// Where the disk refuses, where the folder holds something that this program has not written, or where a file would
/// lie outside the folder or in the place of another.
pub fn write(out: &Path, files: &[File]) -> io::Result<Written> {
    orderly(files)?;
    // A link to a folder stays one: the folder it leads to is replaced.
    let out = &fs::canonicalize(out).unwrap_or_else(|_| out.to_owned());
    recover(out)?;
    ours(out)?;
    let new = beside(out, "new");
    clear(&new)?;
    fs::create_dir_all(&new)?;
    fs::write(new.join(MARK), b"")?;
    folders(&new, files)?;
    let kept: usize = files
        .par_iter()
        .map(|file| place(out, &new, file).map(usize::from))
        .try_reduce(|| 0, |a, b| Ok(a + b))?;
    let before = count(out);
    swap(&new, out)?;
    clear(&new)?;
    Ok(Written { changed: files.len() - kept, kept, removed: before.saturating_sub(kept) })
}

/// Every path stays below the folder and is claimed once.
fn orderly(files: &[File]) -> io::Result<()> {
    let mut paths = BTreeSet::new();
    for File { path, .. } in files {
        let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if path.is_empty() || !inside || !paths.insert(path.as_str()) {
            let text = format!("the file “{path}” has no place of its own in the site");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, text));
        }
    }
    Ok(())
}

/// Puts back the old site where a build was stopped while the two changed places, and clears what else it left.
fn recover(out: &Path) -> io::Result<()> {
    let old = beside(out, "old");
    if !out.exists() && old.join(MARK).exists() {
        return fs::rename(&old, out);
    }
    clear(&old)
}

/// A folder that may be replaced: absent, empty, or marked.
fn ours(out: &Path) -> io::Result<()> {
    let mut entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    if entries.next().is_none() || out.join(MARK).exists() {
        return Ok(());
    }
    let text = format!(
        "{} holds files that were not written by atalaya; choose another folder or empty it",
        out.display()
    );
    Err(io::Error::new(io::ErrorKind::AlreadyExists, text))
}

/// The folder beside the site in which the next one is made: hidden, on the same disk.
fn beside(out: &Path, what: &str) -> PathBuf {
    let name = out.file_name().map_or_else(|| "site".into(), |name| name.to_string_lossy());
    out.with_file_name(format!(".{name}.{what}"))
}

fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes every folder once, parents first.
fn folders(new: &Path, files: &[File]) -> io::Result<()> {
    let parents = files.iter().filter_map(|file| file.path.rsplit_once('/').map(|(folder, _)| folder));
    let folders: BTreeSet<&str> = parents.collect();
    folders.into_iter().try_for_each(|folder| fs::create_dir_all(new.join(folder)))
}

/// Links the old file where it is the same, else writes the new one; says whether it was the same.
fn place(old: &Path, new: &Path, file: &File) -> io::Result<bool> {
    let (from, to) = (old.join(&file.path), new.join(&file.path));
    if same(&from, &file.bytes) && fs::hard_link(&from, &to).is_ok() {
        return Ok(true);
    }
    fs::File::create(&to)?.write_all(&file.bytes)?;
    Ok(false)
}

fn same(path: &Path, bytes: &[u8]) -> bool {
    let long =
        fs::symlink_metadata(path).is_ok_and(|data| data.is_file() && data.len() == bytes.len() as u64);
    long && fs::read(path).is_ok_and(|old| old == bytes)
}

fn count(folder: &Path) -> usize {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    files.filter(|entry| entry.file_type().is_file() && entry.file_name() != MARK).count()
}

/// Exchanges the two folders in one step; where there is no old site, the new one takes its place.
fn swap(new: &Path, out: &Path) -> io::Result<()> {
    if !out.exists() {
        return fs::rename(new, out);
    }
    match renameat_with(CWD, new, CWD, out, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(_) => step_aside(new, out),
    }
}

/// Where the disk cannot exchange two folders: the old one steps aside, and back if the new one cannot follow.
fn step_aside(new: &Path, out: &Path) -> io::Result<()> {
    let old = beside(out, "old");
    clear(&old)?;
    fs::rename(out, &old)?;
    if let Err(error) = fs::rename(new, out) {
        fs::rename(&old, out)?;
        return Err(error);
    }
    clear(&old)
}
