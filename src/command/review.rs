//! `atalaya review`.

use std::process::ExitCode;

use atalaya::render::Words;
use atalaya::review::{self, markdown::markdown};
use atalaya::site;
use clap::{Args, ValueEnum};

use super::SiteArgs;
use super::revision::Past;

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
    let past = Past::of(root.path(), &args.revision)?;
    let (before, after) = (site::open(&past.root(), false), site::open(&root, false));
    if after.catalog.is_none() {
        return Err("there is no site.toml here".to_owned());
    }
    let lang = args.site.language(&after);
    let review = review::review(&before, &after, lang);
    match args.format {
        Format::Markdown => {
            let words = after.catalog.as_ref().map(|catalog| Words::of(&root, &catalog.config, lang));
            let phrase = |key: &str| words.as_ref()?.say(key, None, lang);
            print!("{}", markdown(&review, lang, &phrase));
        }
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
