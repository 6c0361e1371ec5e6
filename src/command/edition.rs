//! `atalaya edition`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use atalaya::catalog::Catalog;
use atalaya::disk;
use atalaya::edition::{self, Edition};
use atalaya::export::editions::freeze;
use atalaya::fold::slug;
use atalaya::record::Date;
use atalaya::report::{Span, Words};
use atalaya::site;
use atalaya::source::Root;
use clap::Args;

use super::revision::{self, Past};
use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct EditionArgs {
    /// What the edition is called, such as 2026
    name: String,
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// The day, YYYY-MM-DD; unless given that of site.toml, or else that of the last commit
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// The branch, tag or commit to say the changes since; unless given that of the last edition, or else its file
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
}

/// Writes down how the observatory stands.
pub(crate) fn run(args: &EditionArgs) -> Result<ExitCode, Words> {
    args.site.set_threads()?;
    let root = args.site.root()?;
    let opened = site::open(&root, false);
    let Some(catalog) = opened.catalog.as_ref().filter(|_| !opened.report.has_errors()) else {
        tell(&opened.report, &opened, args.site.language(&opened));
        return Ok(code(&opened.report));
    };
    let path = path(&root, &args.name)?;
    args.date.as_deref().map_or(Ok(()), a_day)?;
    let date = args.date.clone().or_else(|| catalog.config.site.date.clone());
    let date = date.or_else(|| revision::day(root.path())).ok_or_else(|| {
        Words::new("diga el día con --date, o en site.toml", "say the day with --date, or in site.toml")
    })?;
    let before = before(args, &root, catalog)?;
    let revision = revision::current(root.path());
    let edition = Edition { revision, ..freeze(catalog, &args.name, &date, before.as_ref()) };
    disk::write_new(&path, edition::text(&edition).as_bytes())?;
    let changes = &edition.changes;
    let counts = (changes.added.len(), changes.changed.len(), changes.removed.len());
    println!("{}: {} +{} ~{} -{}", path.display(), edition.date, counts.0, counts.1, counts.2);
    Ok(ExitCode::SUCCESS)
}

/// The file of a new edition.
fn path(root: &Root, name: &str) -> Result<PathBuf, Words> {
    if slug(name).is_empty() {
        return Err(Words::new(
            "el nombre de una edición lleva al menos una letra o una cifra",
            "the name of an edition needs at least one letter or digit",
        ));
    }
    let path = root.path().join(edition::path(name));
    if path.exists() {
        let path = path.display();
        return Err(Words::new(
            format!("«{path}» ya existe, y una edición no cambia nunca: dé otro nombre a la nueva"),
            format!("“{path}” is there already, and an edition never changes: give the new one another name"),
        ));
    }
    Ok(path)
}

/// Whether a text is a day as editions tell it.
fn a_day(text: &str) -> Result<(), Words> {
    let read = Date::parse(text, Span::default());
    if read.is_ok_and(|date| date.day.is_some()) {
        return Ok(());
    }
    Err(Words::new(
        format!("«{text}» no es un día; escríbalo como año-mes-día: --date 2026-03-14"),
        format!("“{text}” is no day; write it as year-month-day: --date 2026-03-14"),
    ))
}

/// What the observatory held before: from git, read as this program reads today, where a revision is known; otherwise
/// what the last edition's file says.
fn before(args: &EditionArgs, root: &Root, catalog: &Catalog) -> Result<Option<Edition>, Words> {
    let last = catalog.editions.last();
    let asked = args.since.as_deref();
    let Some(revision) = asked.or_else(|| last?.revision.as_deref()) else { return Ok(last.cloned()) };
    let then = match (then(root, revision), asked) {
        (Err(error), Some(_)) => return Err(error),
        (Err(_), None) => return Ok(last.cloned()),
        (Ok(then), _) => then,
    };
    let (name, date) = match (asked, last) {
        (None, Some(last)) => (last.name.as_str(), last.date.as_str()),
        _ => (revision, ""),
    };
    Ok(Some(freeze(&then, name, date, None)))
}

/// The observatory as git has it at a revision.
fn then(root: &Root, revision: &str) -> Result<Arc<Catalog>, Words> {
    let past = Past::of(root.path(), revision)?;
    let opened = site::open(&past.root(), false);
    let whole = opened.catalog.filter(|_| !opened.report.has_errors());
    whole.ok_or_else(|| {
        Words::new(
            format!("el sitio de «{revision}» tiene errores: elija otra revisión con --since"),
            format!("the site of “{revision}” has errors: choose another revision with --since"),
        )
    })
}
