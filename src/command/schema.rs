//! `atalaya schema`.

use std::path::PathBuf;
use std::process::ExitCode;

use atalaya::disk;
use atalaya::report::Words;
use atalaya::schema::schemas;
use atalaya::site;
use clap::Args;

use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct SchemaArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// The folder to write them to; .vscode/schemas of the site unless given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Writes the schemas, and says of which files each is.
pub(crate) fn run(args: &SchemaArgs) -> Result<ExitCode, Words> {
    let root = args.site.root()?;
    let opened = site::open(&root, false);
    let Some(catalog) = &opened.catalog else {
        tell(&opened.report, &opened, args.site.language(&opened));
        return Ok(code(&opened.report));
    };
    let folder = args.out.clone().unwrap_or_else(|| root.path().join(".vscode/schemas"));
    for schema in schemas(catalog) {
        let path = folder.join(&schema.name);
        disk::write(&path, schema.text.as_bytes())?;
        println!("{}: {}", path.display(), schema.files.join(", "));
    }
    Ok(ExitCode::SUCCESS)
}
