//! `atalaya explain`.

use std::path::Path;
use std::process::ExitCode;

use atalaya::check::explain;
use atalaya::lang::Lang;
use atalaya::report::Words;
use clap::Args;

use super::{language, spoken};

#[derive(Args)]
pub(crate) struct ExplainArgs {
    /// The code of the rule, as a finding gives it in brackets: unknown-term
    rule: String,
    /// In which language, es or en; that of the site in this folder unless given, or else Spanish
    #[arg(long, value_parser = language)]
    lang: Option<Lang>,
}

impl ExplainArgs {
    /// The language in which to explain.
    pub(super) fn language(&self) -> Lang {
        spoken(Path::new("."), self.lang)
    }
}

/// Prints what a rule means.
pub(crate) fn run(args: &ExplainArgs) -> Result<ExitCode, Words> {
    match explain(&args.rule, args.language()) {
        Ok(page) => {
            print!("{page}");
            Ok(ExitCode::SUCCESS)
        }
        Err(near) => {
            let (rule, near) = (&args.rule, near.join(", "));
            Err(Words::new(
                format!("no hay ninguna regla «{rule}»; ¿quiso decir alguna de estas? {near}"),
                format!("there is no rule “{rule}”; did you mean one of these? {near}"),
            ))
        }
    }
}
