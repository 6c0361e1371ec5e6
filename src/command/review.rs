//! `atalaya review`.

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use atalaya::review::{self, markdown::markdown};
use atalaya::site;
use atalaya::source::Root;
use clap::{Args, ValueEnum};

use super::SiteArgs;

#[derive(Args)]
pub(crate) struct ReviewArgs {
    /// The state to compare with: a branch, a tag or a commit
    #[arg(default_value = "HEAD")]
    revision: String,
    #[command(flatten)]
    site: SiteArgs,
    /// As what to tell it
    #[arg(long, value_enum, default_value = "markdown")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Markdown,
    Json,
}

/// Says what the files of today change against a revision. Exit code 1 where there is a new finding.
pub(crate) fn run(args: &ReviewArgs) -> Result<ExitCode, String> {
    let root = args.site.root()?;
    let folder = Folder::new()?;
    unpack(root.path(), &args.revision, &folder.0)?;
    let (before, after) = (site::open(&Root::new(&folder.0), false), site::open(&root, false));
    if after.catalog.is_none() {
        return Err("there is no site.toml here".to_owned());
    }
    let review = review::review(&before, &after);
    match args.format {
        Format::Markdown => print!("{}", markdown(&review, args.site.language(&after))),
        Format::Json => {
            println!("{}", serde_json::to_string_pretty(&review).map_err(|error| error.to_string())?)
        }
    }
    Ok(if review.findings.is_empty() && review.duplicates.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

/// A folder of our own, gone when it is no longer needed.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new() -> Result<Folder, String> {
        let path = std::env::temp_dir().join(format!("atalaya-review-{}", std::process::id()));
        std::fs::create_dir(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
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
