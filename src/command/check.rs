//! `atalaya check`.

use std::process::ExitCode;

use atalaya::lang::Lang;
use atalaya::report::{Words, github, json, sarif};
use atalaya::site;
use atalaya::translation::untranslated;
use clap::{Args, ValueEnum};

use super::progress::Progress;
use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// For whom to print the findings
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a person at a terminal
    Human,
    /// For a program
    Json,
    /// For GitHub, which shows them beside the lines of a pull request
    Github,
    /// For code scanning and editors: SARIF 2.1.0
    Sarif,
}

/// Checks the site and prints the findings.
pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode, Words> {
    args.site.set_threads()?;
    let progress = Progress::start();
    let opened = site::open(&args.site.root()?, args.strict);
    drop(progress);
    let lang = args.site.language(&opened);
    match args.format {
        Format::Human => {
            tell(&opened.report, &opened, lang);
            if let Some(catalog) = opened.catalog.as_ref().filter(|_| opened.report.findings.is_empty()) {
                println!("{}", clean(catalog.records.len(), lang));
            }
            let lacking = opened.catalog.as_deref().map(untranslated).unwrap_or_default();
            lacking.iter().for_each(|own| println!("{}", own.told().text(lang)));
        }
        Format::Json => print!("{}", json(&opened.report, &opened.sources, lang)),
        Format::Github => print!("{}", github(&opened.report, &opened.sources, lang)),
        Format::Sarif => print!("{}", sarif(&opened.report, &opened.sources, lang)),
    }
    Ok(code(&opened.report))
}

/// What an editor reads where nothing is wrong.
fn clean(records: usize, lang: Lang) -> String {
    match (lang, records) {
        (Lang::ES, 1) => "1 registro, sin errores ni avisos".to_owned(),
        (Lang::ES, _) => format!("{records} registros, sin errores ni avisos"),
        (_, 1) => "1 record, no errors or warnings".to_owned(),
        _ => format!("{records} records, no errors or warnings"),
    }
}
