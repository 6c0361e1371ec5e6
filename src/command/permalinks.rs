//! `atalaya permalinks`.

use std::process::ExitCode;

use atalaya::disk;
use atalaya::permalinks::{self, LOCK};
use atalaya::report::Words;
use atalaya::site;
use clap::Args;

use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct PermalinksArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Add the addresses to the list
    #[arg(long)]
    write: bool,
}

/// Prints the addresses that the list lacks, and adds them where that is asked for.
pub(crate) fn run(args: &PermalinksArgs) -> Result<ExitCode, Words> {
    args.site.set_threads()?;
    let root = args.site.root()?;
    let opened = site::open(&root, false);
    let Some(catalog) = opened.catalog.as_ref().filter(|_| !opened.report.has_errors()) else {
        tell(&opened.report, &opened, args.site.language(&opened));
        return Ok(code(&opened.report));
    };
    let unlisted = permalinks::unlisted(catalog);
    unlisted.iter().for_each(|address| println!("{address}"));
    if args.write {
        disk::write(&root.path().join(LOCK), permalinks::lock(catalog).as_bytes())?;
    }
    Ok(if unlisted.is_empty() || args.write { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
