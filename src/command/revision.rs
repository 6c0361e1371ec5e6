//! What git knows of the site: how it was at a revision, and which revision it is now.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use atalaya::source::Root;

/// The site as it was at a revision, in a folder of our own that is gone when it is no longer needed.
pub(super) struct Past(PathBuf);

impl Past {
    /// Takes the site out of git as it was at a branch, a tag or a commit.
    pub(super) fn of(site: &Path, revision: &str) -> Result<Past, String> {
        let path = std::env::temp_dir().join(format!("atalaya-past-{}", std::process::id()));
        std::fs::create_dir(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let past = Past(path);
        unpack(site, revision, &past.0)?;
        Ok(past)
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
fn unpack(site: &Path, revision: &str, into: &Path) -> Result<(), String> {
    if revision.starts_with('-') {
        return Err(format!("“{revision}” is no revision"));
    }
    let missing = |name: &'static str| move |error: std::io::Error| format!("{name}: {error}");
    let mut git = Command::new("git")
        .arg("-C")
        .arg(site)
        .args(["archive", "--format=tar", revision])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(missing("git"))?;
    let packed = git.stdout.take().ok_or("git says nothing")?;
    let tar = Command::new("tar")
        .arg("-x")
        .arg("-C")
        .arg(into)
        .stdin(packed)
        .stderr(Stdio::null())
        .status()
        .map_err(missing("tar"))?;
    let told = git.wait_with_output().map_err(missing("git"))?;
    if !told.status.success() || !tar.success() {
        return Err(format!(
            "git does not know “{revision}” here: {}",
            String::from_utf8_lossy(&told.stderr).trim()
        ));
    }
    Ok(())
}
