//! `atalaya export`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use atalaya::export::{self, FORMATS, Published, Set};
use atalaya::output::{self, File};
use atalaya::site;
use clap::Args;

use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct ExportArgs {
    /// The format, or `all` for every file the site publishes besides its pages
    #[arg(value_parser = format)]
    format: String,
    #[command(flatten)]
    site: SiteArgs,
    /// The file to write, or the folder where the format has several files; a single file is printed unless given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The address under which the site is published, where site.toml does not say
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

fn format(name: &str) -> Result<String, String> {
    if name == "all" || FORMATS.iter().any(|(known, _)| *known == name) {
        return Ok(name.to_owned());
    }
    let names: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
    Err(format!("the formats are: {}, all", names.join(", ")))
}

/// Makes the files of a format from the content as it is now.
pub(crate) fn run(args: &ExportArgs) -> Result<ExitCode, String> {
    args.site.set_threads()?;
    let opened = site::open(&args.site.root()?, false);
    tell(&opened.report, &opened, args.site.language(&opened));
    let Some(catalog) = opened.catalog.as_ref().filter(|_| !opened.report.has_errors()) else {
        return Ok(code(&opened.report));
    };
    let published = Published::new(catalog, args.base_url.as_deref());
    let files = match FORMATS.iter().find(|(name, _)| *name == args.format) {
        Some((_, format)) => output::in_memory(|put| format.put(&Set::new(published), put)),
        None => output::in_memory(|put| export::files(published, put)),
    };
    let files = files.map_err(|error| error.to_string())?;
    write(&files, args.out.as_deref())?;
    Ok(ExitCode::SUCCESS)
}

fn write(files: &[File], out: Option<&Path>) -> Result<(), String> {
    let told = |path: &Path| {
        let path = path.display().to_string();
        move |error: std::io::Error| format!("{path}: {error}")
    };
    match (files, out) {
        ([], _) => {
            Err("this format needs the address of the site: give it with --base-url or in site.toml"
                .to_owned())
        }
        ([one], None) => std::io::stdout().write_all(&one.bytes).map_err(|error| error.to_string()),
        ([one], Some(out)) => std::fs::write(out, &one.bytes).map_err(told(out)),
        (several, None) => Err(format!("{} files: say with --out into which folder", several.len())),
        (several, Some(out)) => several.iter().try_for_each(|file| {
            let path = out.join(&file.path);
            path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(told(&path))?;
            std::fs::write(&path, &file.bytes).map_err(told(&path))
        }),
    }
}
