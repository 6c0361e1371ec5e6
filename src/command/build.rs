//! `atalaya build`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use atalaya::disk;
use atalaya::lang::Lang;
use atalaya::report::Words;
use atalaya::site::{self, Opened, Options};
use clap::Args;

use super::progress::Progress;
use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Where to write the site; public/ in the site's folder unless given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The address under which all links stand, such as https://example.org/observatorio/; relative links unless given
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// Print how long each step took
    #[arg(long)]
    timings: bool,
}

/// Builds the site and says what was done.
pub(crate) fn run(args: &BuildArgs) -> Result<ExitCode, Words> {
    args.site.set_threads()?;
    let root = args.site.root()?;
    let out = args.out.clone().unwrap_or_else(|| site::default_out(&root));
    let options = Options { base_url: args.base_url.clone(), strict: args.strict };
    let progress = Progress::start();
    let (opened, written) =
        site::build(&root, &out, &options).map_err(|error| disk::unwritable(&out, &error))?;
    drop(progress);
    let lang = args.site.language(&opened);
    tell(&opened.report, &opened, lang);
    if args.timings {
        timings(&opened);
    }
    if let Some(written) = written {
        let folder = out.display();
        let (files, changed, removed) = (written.changed + written.kept, written.changed, written.removed);
        if lang == Lang::ES {
            println!("{folder}: {files} archivos, {changed} nuevos o cambiados, {removed} retirados");
        } else {
            println!("{folder}: {files} files, {changed} new or changed, {removed} removed");
        }
    }
    Ok(code(&opened.report))
}

/// Prints how long each step took.
pub(super) fn timings(opened: &Opened) {
    let steps = &opened.timings.0;
    let line = |name: &str, wall: Duration, cpu: Duration| {
        eprintln!("{name:>10} {:8.1} ms {:8.2} CPU-s", wall.as_secs_f64() * 1000.0, cpu.as_secs_f64());
    };
    steps.iter().for_each(|step| line(step.name, step.wall, step.cpu));
    line("total", steps.iter().map(|step| step.wall).sum(), steps.iter().map(|step| step.cpu).sum());
}
