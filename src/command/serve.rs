//! `atalaya serve`.

use std::io::{Error, ErrorKind};
use std::process::ExitCode;

use atalaya::disk;
use atalaya::lang::Lang;
use atalaya::report::Words;
use atalaya::serve::{News, serve};
use clap::Args;

use super::{SiteArgs, tell};

#[derive(Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// The port on 127.0.0.1; 0 takes any that is free
    #[arg(long, default_value_t = 4000)]
    port: u16,
    /// Print how long each step of a reading took
    #[arg(long)]
    timings: bool,
}

/// Serves the site until it is stopped.
pub(crate) fn run(args: &ServeArgs) -> Result<ExitCode, Words> {
    args.site.set_threads()?;
    let root = args.site.root()?;
    let (lang, timings) = (args.site.lang, args.timings);
    let mut shown = false;
    match serve(root, args.port, lang, move |news| say(&news, lang, timings, &mut shown)) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) => Err(refused(args.port, &error)),
    }
}

/// Why nothing can be served.
fn refused(port: u16, error: &Error) -> Words {
    match error.kind() {
        ErrorKind::AddrInUse => Words::new(
            format!("el puerto {port} está ocupado, quizá por otro «atalaya serve»: elija otro con --port"),
            format!("port {port} is taken, perhaps by another “atalaya serve”: choose another with --port"),
        ),
        ErrorKind::PermissionDenied => Words::new(
            format!("no hay permiso para usar el puerto {port}: elija con --port uno desde 1024"),
            format!("there is no permission to use port {port}: choose one from 1024 on with --port"),
        ),
        _ => {
            let why = disk::why(error);
            Words::new(
                format!("no se puede servir el sitio: {}", why.es),
                format!("the site cannot be served: {}", why.en),
            )
        }
    }
}

/// Tells what happened; `shown` is whether there is a version of the site to be seen.
fn say(news: &News<'_>, lang: Option<Lang>, timings: bool, shown: &mut bool) {
    match news {
        News::Listening(address) => println!("http://{address}/"),
        News::Unwatched { words, lang } => eprintln!("atalaya: {}", words.text(*lang)),
        News::Read { opened, took } => {
            let own = opened.catalog.as_ref().map(|catalog| catalog.config.site.languages[0]);
            let spanish = lang.or(own).unwrap_or(Lang::ES) == Lang::ES;
            tell(&opened.report, opened, if spanish { Lang::ES } else { Lang::EN });
            let took = took.as_secs_f64() * 1000.0;
            let broken = opened.report.has_errors();
            *shown |= !broken;
            match (broken, spanish) {
                (true, true) if !*shown => eprintln!("Todavía no hay nada que mostrar: corrija lo anterior."),
                (true, false) if !*shown => {
                    eprintln!("There is nothing to show yet: mend what is said above.")
                }
                (false, true) => eprintln!("Leído en {took:.0} ms."),
                (false, false) => eprintln!("Read in {took:.0} ms."),
                (true, true) => eprintln!("Se sigue mostrando la última versión que estaba bien."),
                (true, false) => eprintln!("The last version that was right is still shown."),
            }
            if timings {
                super::build::timings(opened);
            }
        }
    }
}
