//! What git knows of the site: how it was at a revision, and which revision it is now.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use atalaya::disk;
use atalaya::fold::nearest;
use atalaya::report::Words;
use atalaya::site::DECLARATION;
use atalaya::source::Root;

/// How many folders of runs that were killed are passed over.
const MOST_LEFT: usize = 1000;

/// The site as it was at a revision, in a folder of our own that is gone when it is no longer needed.
pub(super) struct Past(PathBuf);

impl Past {
    /// Takes the site out of git as it was at a branch, a tag or a commit.
    pub(super) fn of(site: &Path, revision: &str) -> Result<Past, Words> {
        let past = Past(own_folder()?);
        unpack(site, revision, &past.0)?;
        if past.root().exists(DECLARATION) { Ok(past) } else { Err(not_yet(revision)) }
    }

    /// The folder that holds its `site.toml`.
    pub(super) fn root(&self) -> Root {
        Root::new(&self.0)
    }
}

impl Drop for Past {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A folder that nobody else uses; one of the same number may be left of a run that was killed.
fn own_folder() -> Result<PathBuf, Words> {
    let named =
        |number: usize| std::env::temp_dir().join(format!("atalaya-past-{}-{number}", std::process::id()));
    let mut number = 0;
    loop {
        let path = named(number);
        match std::fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < MOST_LEFT => number += 1,
            Err(error) => return Err(disk::unwritable(&path, &error)),
        }
    }
}

/// The commit that the site's folder stands at; none outside git, or where something in the folder is not committed.
pub(super) fn current(site: &Path) -> Option<String> {
    let clean = git(site, &["status", "--porcelain", "--", "."])?.is_empty();
    git(site, &["rev-parse", "--verify", "HEAD"]).filter(|_| clean)
}

/// The day of the commit that the site's folder stands at.
pub(super) fn day(site: &Path) -> Option<String> {
    git(site, &["log", "-1", "--format=%cs"]).filter(|day| !day.is_empty())
}

/// What git answers, without the line's end.
fn git(site: &Path, arguments: &[&str]) -> Option<String> {
    let told = Command::new("git").arg("-C").arg(site).args(arguments).stderr(Stdio::null()).output().ok()?;
    told.status.success().then(|| String::from_utf8_lossy(&told.stdout).trim().to_owned())
}

/// Puts the site as it was at a revision into a folder, by `git archive` and `tar`.
fn unpack(site: &Path, revision: &str, into: &Path) -> Result<(), Words> {
    if revision.starts_with('-') {
        return Err(unknown(site, revision));
    }
    let mut git = Command::new("git")
        .arg("-C")
        .arg(site)
        .args(["archive", "--format=tar", revision])
        // What git answers is looked at below, whatever language the machine speaks.
        .env("LC_ALL", "C")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| missing("git", &error))?;
    let packed = git.stdout.take().map_or_else(Stdio::null, Stdio::from);
    let tar = Command::new("tar")
        .arg("-x")
        .arg("-C")
        .arg(into)
        .stdin(packed)
        .stderr(Stdio::null())
        .status()
        .map_err(|error| missing("tar", &error))?;
    let told = git.wait_with_output().map_err(|error| missing("git", &error))?;
    if !told.status.success() {
        return Err(refused(site, revision, String::from_utf8_lossy(&told.stderr).trim()));
    }
    if !tar.success() {
        return Err(Words::new(
            format!("no se pudo desempaquetar «{revision}»: compruebe que el disco tiene espacio"),
            format!("“{revision}” could not be unpacked: see that the disk has room"),
        ));
    }
    Ok(())
}

/// That a program which is needed cannot be run.
pub(super) fn missing(program: &str, error: &Error) -> Words {
    let why = disk::why(error);
    Words::new(
        format!("hace falta el programa {program}, y no se pudo usar: {}", why.es),
        format!("the program {program} is needed, and could not be run: {}", why.en),
    )
}

/// Why git does not give the site of a revision.
fn refused(site: &Path, revision: &str, told: &str) -> Words {
    if told.contains("not a git repository") {
        return Words::new(
            "esta carpeta no está en un repositorio de git, y sin él no se sabe qué había antes: empiece uno con «git init» y guarde un commit",
            "this folder is in no repository of git, and without one nobody knows what was there before: begin one with “git init” and make a commit",
        );
    }
    if told.contains("not a valid object name") || told.contains("not a tree object") {
        return unknown(site, revision);
    }
    if told.contains("current working directory is untracked") {
        return not_yet(revision);
    }
    if told.contains("dubious ownership") {
        return Words::new(
            "git no se fía de esta carpeta, que es de otro usuario: dígale que es suya con «git config --global --add safe.directory CARPETA»",
            "git does not trust this folder, which belongs to another user: tell it so with “git config --global --add safe.directory FOLDER”",
        );
    }
    Words::new(
        format!("git no da «{revision}»; dice «{told}»"),
        format!("git does not give “{revision}”; it says “{told}”"),
    )
}

/// That the observatory came after a revision.
fn not_yet(revision: &str) -> Words {
    Words::new(
        format!("en «{revision}» este observatorio no estaba todavía: elija una revisión posterior"),
        format!("in “{revision}” this observatory was not there yet: choose a later revision"),
    )
}

/// That git knows no such revision, and which it knows of that may be meant.
fn unknown(site: &Path, revision: &str) -> Words {
    if git(site, &["rev-parse", "--verify", "--quiet", "HEAD"]).is_none() {
        return Words::new(
            "el repositorio no tiene todavía ningún commit con que comparar: guarde uno con «git commit»",
            "the repository has no commit yet to compare with: make one with “git commit”",
        );
    }
    let names = git(site, &["for-each-ref", "--format=%(refname:short)"]).unwrap_or_default();
    let near = nearest(revision, names.lines(), 3).join(", ");
    let (es, en) = match near.as_str() {
        "" => (
            "; «git log --oneline» dice los commits, y «git fetch» trae los de otros".to_owned(),
            "; “git log --oneline” says the commits, and “git fetch” brings those of others".to_owned(),
        ),
        near => (format!("; ¿quiso decir {near}?"), format!("; did you mean {near}?")),
    };
    Words::new(
        format!("git no conoce aquí ninguna rama, etiqueta ni commit «{revision}»{es}"),
        format!("git knows no branch, tag or commit “{revision}” here{en}"),
    )
}
