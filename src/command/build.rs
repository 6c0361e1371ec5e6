//! `atalaya build`.

use std::path::PathBuf;
use std::process::ExitCode;

use atalaya::lang::Lang;
use atalaya::site::{self, Built, Options};
use clap::Args;

use super::progress::Progress;
use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    site: SiteArgs,
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
pub(crate) fn run(args: &BuildArgs) -> Result<ExitCode, String> {
    args.site.set_threads()?;
    let root = args.site.root();
    let out = args.out.clone().unwrap_or_else(|| site::default_out(&root));
    let options = Options { base_url: args.base_url.clone(), strict: args.strict };
    let progress = Progress::start();
    let (built, written) = site::build(&root, &out, &options).map_err(|error| error.to_string())?;
    drop(progress);
    let lang = args.site.language(&built.opened);
    tell(&built.opened.report, &built.opened, lang);
    if args.timings {
        timings(&built);
    }
    if let Some(written) = written {
        let folder = out.display();
        let (pages, changed, removed) = (built.files.len(), written.changed, written.removed);
        if lang == Lang::ES {
            println!("{folder}: {pages} archivos, {changed} nuevos o cambiados, {removed} retirados");
        } else {
            println!("{folder}: {pages} files, {changed} new or changed, {removed} removed");
        }
    }
    Ok(code(&built.opened.report))
}

fn timings(built: &Built) {
    let steps = &built.opened.timings.0;
    for (step, time) in steps {
        eprintln!("{step:>10} {:8.1} ms", time.as_secs_f64() * 1000.0);
    }
    let total: f64 = steps.iter().map(|(_, time)| time.as_secs_f64()).sum();
    eprintln!("{:>10} {:8.1} ms", "total", total * 1000.0);
}
