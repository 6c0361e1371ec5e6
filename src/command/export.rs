//! `atalaya export`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use atalaya::disk;
use atalaya::export::{self, FORMATS, Format, Published, Set};
use atalaya::output::{self, File};
use atalaya::report::Words;
use atalaya::site;
use clap::Args;

use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct ExportArgs {
    /// The format, or `all` for every file the site publishes besides its pages
    format: String,
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// The file to write, or the folder where the format has several files; a single file is printed unless given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The address under which the site is published, where site.toml does not say
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

/// The formats that a name stands for.
fn formats(name: &str) -> Result<Option<Format>, Words> {
    let known = FORMATS.iter().find(|(known, _)| *known == name).map(|(_, format)| *format);
    if known.is_some() || name == "all" {
        return Ok(known);
    }
    let names = FORMATS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    Err(Words::new(
        format!("no hay ningún formato «{name}»; hay: {names}, all"),
        format!("there is no format “{name}”; there are: {names}, all"),
    ))
}

/// Makes the files of a format from the content as it is now.
pub(crate) fn run(args: &ExportArgs) -> Result<ExitCode, Words> {
    args.site.set_threads()?;
    let format = formats(&args.format)?;
    let opened = site::open(&args.site.root()?, false);
    tell(&opened.report, &opened, args.site.language(&opened));
    let Some(catalog) = opened.catalog.as_ref().filter(|_| !opened.report.has_errors()) else {
        return Ok(code(&opened.report));
    };
    let published = Published::new(catalog, args.base_url.as_deref());
    let files = match format {
        Some(format) => output::in_memory(|put| format.put(&Set::new(published), put)),
        None => output::in_memory(|put| export::files(published, put)),
    };
    let files = files.map_err(|error| disk::why(&error))?;
    write(&files, args.out.as_deref())?;
    Ok(ExitCode::SUCCESS)
}

fn write(files: &[File], out: Option<&Path>) -> Result<(), Words> {
    match (files, out) {
        ([], _) => Err(Words::new(
            "este formato necesita la dirección del sitio: dela con --base-url, o en site.toml",
            "this format needs the address of the site: give it with --base-url or in site.toml",
        )),
        ([one], None) => std::io::stdout().write_all(&one.bytes).map_err(|error| disk::why(&error)),
        ([one], Some(out)) => disk::write(out, &one.bytes),
        (several, None) => Err(Words::new(
            format!("son {} archivos: diga con --out en qué carpeta", several.len()),
            format!("{} files: say with --out into which folder", several.len()),
        )),
        (several, Some(out)) => {
            several.iter().try_for_each(|file| disk::write(&out.join(&file.path), &file.bytes))
        }
    }
}
