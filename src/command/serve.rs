//! `atalaya serve`.

use std::process::ExitCode;

use clap::Args;

use super::SiteArgs;

#[derive(Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 4000)]
    port: u16,
}

/// Serves the site until it is stopped.
pub(crate) fn run(args: &ServeArgs) -> Result<ExitCode, String> {
    let _ = (&args.site, args.port);
    Err("not yet".to_owned())
}
