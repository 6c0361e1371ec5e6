//! Writes the site: beside the old one, linking what has not changed, and swaps the two in one step.
//!
//! At any moment there is a whole site at the address, the old or the new. What an interrupted build left lying
//! is cleared by the next.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::report::Words;

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

/// How much of a large file is worth writing at once.
pub const HELD: usize = 128 * 1024;

/// What writes a file.
pub type Writer<'w> = dyn Fn(&mut dyn Write) -> io::Result<()> + 'w;

/// Where a file goes as soon as it is made.
pub trait Put: Sync {
    /// Takes a file.
    ///
    /// # Errors
    ///
    /// Where it cannot be kept.
    fn put(&self, file: File) -> io::Result<()>;

    /// Takes a large file while it is written, so that it need not be held whole.
    ///
    /// # Errors
    ///
    /// Those of `write`, and where the file cannot be kept.
    fn pour(&self, path: String, write: &Writer<'_>) -> io::Result<()> {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        self.put(File { path, bytes })
    }
}

impl<F: Fn(File) -> io::Result<()> + Sync> Put for F {
    fn put(&self, file: File) -> io::Result<()> {
        self(file)
    }
}

/// What would be written, held in memory, in the order of paths.
///
/// # Errors
///
/// Those of `make`.
pub fn in_memory(make: impl FnOnce(&dyn Put) -> io::Result<()>) -> io::Result<Vec<File>> {
    let (sender, receiver) = mpsc::channel();
    make(&move |file: File| sender.send(file).map_err(io::Error::other))?;
    let mut files: Vec<File> = receiver.into_iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
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
/// As [`Stage::begin`] and [`Stage::put`] say.
pub fn write(out: &Path, files: &[File]) -> io::Result<Written> {
    let stage = Stage::begin(out)?;
    files.iter().try_for_each(|file| stage.put(file))?;
    stage.finish()
}

/// A site in the making, beside the old one. What is dropped unfinished leaves the old site as it was.
#[derive(Debug)]
pub struct Stage {
    out: PathBuf,
    new: PathBuf,
    /// Whether there is an old site whose files may be linked.
    linking: bool,
    changed: AtomicUsize,
    kept: AtomicUsize,
}

impl Stage {
    /// Begins the next site of a folder.
    ///
    /// # Errors
    ///
    /// Where the disk refuses, or where the folder holds something that this program has not written.
    pub fn begin(out: &Path) -> io::Result<Stage> {
        // A link to a folder stays one: the folder it leads to is replaced.
        let out = fs::canonicalize(out).unwrap_or_else(|_| out.to_owned());
        recover(&out)?;
        ours(&out)?;
        let new = beside(&out, "new");
        clear(&new)?;
        fs::create_dir_all(&new)?;
        fs::write(new.join(MARK), b"")?;
        let linking = out.join(MARK).exists();
        Ok(Stage { out, new, linking, changed: AtomicUsize::new(0), kept: AtomicUsize::new(0) })
    }

    /// Adds a file: linked from the old site where it is the same there.
    ///
    /// # Errors
    ///
    /// `AlreadyExists` where another file has its place, `InvalidInput` where it would lie outside the folder, and
    /// where the disk refuses.
    pub fn put(&self, file: &File) -> io::Result<()> {
        inside(&file.path)?;
        let (from, to) = (self.out.join(&file.path), self.new.join(&file.path));
        let count = if self.linking
            && same(&from, &file.bytes)
            && in_folder(&to, |to| fs::hard_link(&from, to)).is_ok()
        {
            &self.kept
        } else {
            in_folder(&to, |to| fs::File::create_new(to))?.write_all(&file.bytes)?;
            &self.changed
        };
        count.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Adds a large file while it is written; held whole only where it may be linked from the old site.
    ///
    /// # Errors
    ///
    /// Those of `write`, and of [`Stage::put`].
    pub fn pour(&self, path: &str, write: &Writer<'_>) -> io::Result<()> {
        if self.linking {
            let mut bytes = Vec::new();
            write(&mut bytes)?;
            return self.put(&File { path: path.to_owned(), bytes });
        }
        inside(path)?;
        let file = in_folder(&self.new.join(path), |to| fs::File::create_new(to))?;
        let mut file = BufWriter::with_capacity(HELD, file);
        write(&mut file)?;
        file.flush()?;
        self.changed.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Puts the site in the place of the old one, in one step.
    ///
    /// # Errors
    ///
    /// Where the disk refuses.
    pub fn finish(self) -> io::Result<Written> {
        let (changed, kept) = (self.changed.load(Ordering::Relaxed), self.kept.load(Ordering::Relaxed));
        let before = if self.linking { count(&self.out) } else { 0 };
        swap(&self.new, &self.out)?;
        clear(&self.new)?;
        Ok(Written { changed, kept, removed: before.saturating_sub(kept) })
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What cannot be cleared now is cleared by the next build.
        let _ = clear(&self.new);
    }
}

/// Does something at a path, in a folder that is made if it is missing.
fn in_folder<T>(path: &Path, work: impl Fn(&Path) -> io::Result<T>) -> io::Result<T> {
    match work(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            work(path)
        }
        done => done,
    }
}

/// Every path stays below the folder.
fn inside(path: &str) -> io::Result<()> {
    if !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(());
    }
    let words = Words::new(
        format!("el archivo «{path}» no tiene un lugar propio en el sitio"),
        format!("the file “{path}” has no place of its own in the site"),
    );
    Err(io::Error::new(io::ErrorKind::InvalidInput, words))
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
    let out = out.display();
    let words = Words::new(
        format!("«{out}» tiene archivos que no escribió atalaya: elija otra carpeta, o vacíela"),
        format!("“{out}” holds files that were not written by atalaya: choose another folder or empty it"),
    );
    Err(io::Error::new(io::ErrorKind::AlreadyExists, words))
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
