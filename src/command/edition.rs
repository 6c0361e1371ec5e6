//! `atalaya edition`.

use std::process::ExitCode;

use atalaya::edition;
use atalaya::site;
use clap::Args;

use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct EditionArgs {
    /// What the edition is called, such as 2026
    name: String,
    #[command(flatten)]
    site: SiteArgs,
    /// The day, YYYY-MM-DD; that of site.toml unless given
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// Writes down how the observatory stands.
pub(crate) fn run(args: &EditionArgs) -> Result<ExitCode, String> {
    args.site.set_threads()?;
    let root = args.site.root()?;
    let opened = site::open(&root, false);
    let Some(catalog) = opened.catalog.as_ref().filter(|_| !opened.report.has_errors()) else {
        tell(&opened.report, &opened, args.site.language(&opened));
        return Ok(code(&opened.report));
    };
    let date = args.date.clone().or_else(|| catalog.config.site.date.clone());
    let date = date.ok_or("say the day with --date, or in site.toml")?;
    let path = root.path().join(edition::path(&args.name));
    if path.exists() {
        return Err(format!("{} is there already; an edition never changes", path.display()));
    }
    let edition = atalaya::export::editions::freeze(catalog, &args.name, &date);
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(told)?;
    std::fs::write(&path, edition::text(&edition)).map_err(told)?;
    let changes = &edition.changes;
    let counts = (changes.added.len(), changes.changed.len(), changes.removed.len());
    println!("{}: {} +{} ~{} -{}", path.display(), edition.date, counts.0, counts.1, counts.2);
    Ok(ExitCode::SUCCESS)
}
