//! `atalaya review`.

use std::process::ExitCode;

use atalaya::render;
use atalaya::report::Words;
use atalaya::review::{self, markdown::markdown};
use atalaya::site;
use clap::{Args, ValueEnum};

use super::revision::Past;
use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct ReviewArgs {
    /// The state to compare with: a branch, a tag or a commit
    #[arg(default_value = "HEAD")]
    revision: String,
    #[command(flatten)]
    pub(super) site: SiteArgs,
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
pub(crate) fn run(args: &ReviewArgs) -> Result<ExitCode, Words> {
    let root = args.site.root()?;
    let past = Past::of(root.path(), &args.revision)?;
    let (before, after) = (site::open(&past.root(), false), site::open(&root, false));
    let lang = args.site.language(&after);
    let Some(catalog) = &after.catalog else {
        tell(&after.report, &after, lang);
        return Ok(code(&after.report));
    };
    let review = review::review(&before, &after, lang);
    match args.format {
        Format::Markdown => {
            let words = render::Words::of(&root, &catalog.config, lang);
            let phrase = |key: &str| words.say(key, None, lang);
            print!("{}", markdown(&review, lang, &phrase));
        }
        Format::Json => {
            println!("{}", serde_json::to_string_pretty(&review).unwrap_or_default())
        }
    }
    Ok(if review.findings.is_empty() && review.duplicates.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}
