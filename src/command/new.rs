//! `atalaya new`.

use std::path::PathBuf;
use std::process::ExitCode;

use atalaya::disk;
use atalaya::lang::Lang;
use atalaya::new::{self, Model};
use atalaya::report::Words;
use atalaya::site;
use clap::{Args, Subcommand, ValueEnum};

use super::{SiteArgs, code, end, tell};

#[derive(Args)]
pub(crate) struct NewArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Make an observatory that builds at once, in an empty folder
    Site {
        /// The folder
        folder: PathBuf,
        /// What the observatory is called
        #[arg(long, default_value = "Observatorio")]
        title: String,
        /// The fields of its fichas
        #[arg(long, value_enum, default_value = "observatory")]
        model: ModelArg,
        /// The language of its pages: es, en or pt
        #[arg(long, value_parser = content_language, default_value = "es")]
        lang: Lang,
    },
    /// Make a ficha with every field of the model, what it asks for and the terms allowed
    Ficha {
        /// What the ficha is about
        title: String,
        /// In which collection; the first unless given
        #[arg(long, value_name = "ID")]
        collection: Option<String>,
        #[command(flatten)]
        site: Box<SiteArgs>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum ModelArg {
    /// 21 questions in four dimensions, for experiences of cooperation
    Observatory,
    /// A title, a summary, a theme and one question
    Empty,
}

fn content_language(code: &str) -> Result<Lang, String> {
    let known = Lang::parse(code).filter(|lang| [Lang::ES, Lang::EN, Lang::PT].contains(lang));
    known.ok_or_else(|| "the theme speaks es, en and pt".to_owned())
}

/// Makes what is asked for and says where.
pub(crate) fn run(args: &NewArgs) -> ExitCode {
    match &args.what {
        What::Site { folder, title, model, lang } => {
            let model = match model {
                ModelArg::Observatory => Model::Observatory,
                ModelArg::Empty => Model::Empty,
            };
            let made = new::site(folder, model, title, *lang).map(|()| {
                println!("{}", folder.display());
                ExitCode::SUCCESS
            });
            end(made, || *lang)
        }
        What::Ficha { title, collection, site } => site.end(ficha(title, collection.as_deref(), site)),
    }
}

/// Makes a ficha and says where, below the site.
fn ficha(title: &str, collection: Option<&str>, site: &SiteArgs) -> Result<ExitCode, Words> {
    let root = site.root()?;
    let opened = site::open(&root, false);
    let Some(catalog) = &opened.catalog else {
        tell(&opened.report, &opened, site.language(&opened));
        return Ok(code(&opened.report));
    };
    let at = super::collection(catalog, collection)?;
    let path = new::path(catalog, at, title);
    if path.ends_with("/.md") {
        return Err(Words::new(
            "un título lleva al menos una letra o una cifra",
            "a title needs at least one letter or digit",
        ));
    }
    disk::write_new(&root.path().join(&path), new::ficha(catalog, at, title).as_bytes())?;
    println!("{path}");
    Ok(ExitCode::SUCCESS)
}
