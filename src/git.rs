//! What git remembers of files: every change of each, the newest first.
//!
//! One walk through the history and one request for the texts serve any number of files. Where there is no git, no
//! repository, or only a part of the history, nothing is known, and that is no fault of the content.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

/// A change of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day of the change, `YYYY-MM-DD`.
    pub date: String,
    /// The file as it is called now, below the folder that was asked about.
    pub path: String,
    /// What the file said before; none where it was not there.
    pub before: Option<Vec<u8>>,
    /// What it said after; none where it was taken away, and where it was not there before.
    pub after: Option<Vec<u8>>,
}

/// A change with the names of its texts.
#[derive(Debug)]
struct Raw {
    date: String,
    path: String,
    before: Option<String>,
    after: Option<String>,
}

/// Every change of the files below some folders, the newest first. Texts longer than `limit` are left out.
pub fn changes(root: &Path, folders: &[&str], limit: u64) -> Vec<Change> {
    known(root, folders, limit).unwrap_or_default()
}

fn known(root: &Path, folders: &[&str], limit: u64) -> Option<Vec<Change>> {
    // A shallow copy would say that every file was new on the day it was cut off.
    if say(root, &["rev-parse", "--is-shallow-repository"])?.trim() != "false" {
        return None;
    }
    let mut ask = vec!["log", "--format=%x01%as", "--raw", "-z", "--no-abbrev", "--relative", "--date-order"];
    ask.extend(["--find-renames", "--no-show-signature", "--no-ext-diff", "--ignore-submodules", "--"]);
    ask.extend(folders);
    let raw = parse(&say(root, &ask)?);
    // What a file said when it came is not asked for: nothing stood there before that it could differ from.
    let changed = raw.iter().filter(|change| change.before.is_some());
    let names = changed.flat_map(|change| [&change.before, &change.after]).flatten();
    let texts = texts(root, names.map(String::as_str), limit)?;
    let text = |name: Option<String>| name.and_then(|name| texts.get(&name).cloned());
    let told = raw.into_iter().map(|change| Change {
        after: text(change.after.filter(|_| change.before.is_some())),
        before: text(change.before),
        date: change.date,
        path: change.path,
    });
    Some(told.collect())
}

fn git(root: &Path, ask: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).args(ask).stdin(Stdio::null()).stderr(Stdio::null());
    git
}

fn say(root: &Path, ask: &[&str]) -> Option<String> {
    let told = git(root, ask).output().ok().filter(|told| told.status.success())?;
    Some(String::from_utf8_lossy(&told.stdout).into_owned())
}

/// Reads what `git log --raw -z` tells. Going back in time, the earlier names of a file are those of what it is now.
fn parse(told: &str) -> Vec<Raw> {
    let mut changes = Vec::new();
    let mut now: BTreeMap<&str, String> = BTreeMap::new();
    let mut date = "";
    let mut pieces = told.split('\0').map(|piece| piece.trim_start_matches('\n'));
    while let Some(piece) = pieces.next() {
        if let Some(day) = piece.strip_prefix('\u{1}') {
            date = day.trim_end();
            continue;
        }
        let Some((before, after, status)) = names(piece) else { continue };
        let Some(path) = pieces.next() else { break };
        let renamed = status.starts_with('R').then(|| pieces.next()).flatten();
        let path = renamed.map_or(path, |to| {
            let last = now.get(to).cloned().unwrap_or_else(|| to.to_owned());
            now.insert(path, last);
            to
        });
        let path = now.get(path).cloned().unwrap_or_else(|| path.to_owned());
        changes.push(Raw { date: date.to_owned(), path, before, after });
    }
    changes
}

/// `:100644 100644 <before> <after> M` → the names of both texts, and what happened.
fn names(piece: &str) -> Option<(Option<String>, Option<String>, &str)> {
    let mut parts = piece.strip_prefix(':')?.split(' ').skip(2);
    let (before, after, status) = (parts.next()?, parts.next()?, parts.next()?);
    let there = |name: &str| name.bytes().any(|digit| digit != b'0').then(|| name.to_owned());
    Some((there(before), there(after), status))
}

/// The texts of these names, each once, from one run of `git cat-file`.
fn texts<'n>(
    root: &Path,
    names: impl Iterator<Item = &'n str>,
    limit: u64,
) -> Option<BTreeMap<String, Vec<u8>>> {
    let names: std::collections::BTreeSet<&str> = names.collect();
    if names.is_empty() {
        return Some(BTreeMap::new());
    }
    let asked = names.iter().fold(String::new(), |asked, name| asked + name + "\n");
    let mut git =
        git(root, &["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let (mut into, mut from) = (git.stdin.take()?, git.stdout.take()?);
    let told = thread::scope(|scope| {
        // Asked from another thread, for git answers before it has heard everything.
        scope.spawn(move || into.write_all(asked.as_bytes()));
        let mut told = Vec::new();
        from.read_to_end(&mut told).map(|_| told)
    });
    let (told, done) = (told.ok()?, git.wait().ok()?);
    done.success().then(|| batch(&told, limit))
}

/// Reads what `git cat-file --batch` tells: `<name> blob <length>`, the bytes, a line's end; and so on.
fn batch(mut told: &[u8], limit: u64) -> BTreeMap<String, Vec<u8>> {
    let mut texts = BTreeMap::new();
    while let Some(end) = told.iter().position(|byte| *byte == b'\n') {
        let head = String::from_utf8_lossy(&told[..end]).into_owned();
        told = &told[end + 1..];
        let mut parts = head.split(' ');
        let (Some(name), Some("blob"), Some(length)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let Some(bytes) = length.parse().ok().and_then(|length: usize| told.get(..length)) else { break };
        if bytes.len() as u64 <= limit {
            texts.insert(name.to_owned(), bytes.to_vec());
        }
        told = told.get(bytes.len() + 1..).unwrap_or_default();
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_names_are_those_of_what_a_file_is_now() {
        let told = "\u{1}2026-03-02\0\n:100644 100644 aa bb M\0f/new.md\0\u{1}2026-02-01\0\n:100644 100644 aa aa R100\0f/old.md\0f/new.md\0\
                    \u{1}2026-01-01\0\n:000000 100644 00 aa A\0f/old.md\0";
        let changes: Vec<(String, String)> =
            parse(told).into_iter().map(|change| (change.date, change.path)).collect();
        let new = |date: &str| (date.to_owned(), "f/new.md".to_owned());
        assert_eq!(changes, [new("2026-03-02"), new("2026-02-01"), new("2026-01-01")]);
    }

    #[test]
    fn texts_are_told_apart_by_their_length() {
        let texts = batch(b"aa blob 4\na\nb\n\nbb missing\ncc blob 0\n\n", 10);
        assert_eq!(texts.get("aa").map(Vec::as_slice), Some(&b"a\nb\n"[..]));
        assert_eq!(texts.get("cc").map(Vec::as_slice), Some(&b""[..]));
        assert_eq!(texts.len(), 2);
    }
}
