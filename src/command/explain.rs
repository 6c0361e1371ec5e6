//! `atalaya explain`.

use std::process::ExitCode;

use atalaya::check::explain;
use atalaya::lang::Lang;
use clap::Args;

use super::language;

#[derive(Args)]
pub(crate) struct ExplainArgs {
    /// The code of the rule, as a finding gives it in brackets: unknown-term
    rule: String,
    /// In which language, es or en
    #[arg(long, value_parser = language, default_value = "es")]
    lang: Lang,
}

/// Prints what a rule means.
pub(crate) fn run(args: &ExplainArgs) -> Result<ExitCode, String> {
    match explain(&args.rule, args.lang) {
        Ok(page) => {
            print!("{page}");
            Ok(ExitCode::SUCCESS)
        }
        Err(near) if args.lang == Lang::ES => Err(format!(
            "no hay ninguna regla «{}»; ¿quiso decir alguna de estas? {}",
            args.rule,
            near.join(", ")
        )),
        Err(near) => {
            Err(format!("there is no rule “{}”; did you mean one of these? {}", args.rule, near.join(", ")))
        }
    }
}
