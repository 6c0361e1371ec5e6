//! `atalaya schema`.

use std::path::PathBuf;
use std::process::ExitCode;

use atalaya::schema::schemas;
use atalaya::site;
use clap::Args;

use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct SchemaArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// The folder to write them to; .vscode/schemas of the site unless given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Writes the schemas, and says of which files each is.
pub(crate) fn run(args: &SchemaArgs) -> Result<ExitCode, String> {
    let root = args.site.root()?;
    let opened = site::open(&root, false);
    let Some(catalog) = &opened.catalog else {
        tell(&opened.report, &opened, args.site.language(&opened));
        return Ok(code(&opened.report));
    };
    let folder = args.out.clone().unwrap_or_else(|| root.path().join(".vscode/schemas"));
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(&folder).map_err(told)?;
    for schema in schemas(catalog) {
        std::fs::write(folder.join(&schema.name), schema.text).map_err(told)?;
        println!("{}: {}", folder.join(schema.name).display(), schema.files.join(", "));
    }
    Ok(ExitCode::SUCCESS)
}
