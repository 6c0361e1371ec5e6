//! `atalaya new`.

use std::path::PathBuf;
use std::process::ExitCode;

use atalaya::lang::Lang;
use atalaya::new::{self, Model};
use atalaya::site;
use clap::{Args, Subcommand, ValueEnum};

use super::SiteArgs;

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
pub(crate) fn run(args: &NewArgs) -> Result<ExitCode, String> {
    match &args.what {
        What::Site { folder, title, model, lang } => {
            let model = match model {
                ModelArg::Observatory => Model::Observatory,
                ModelArg::Empty => Model::Empty,
            };
            new::site(folder, model, title, *lang).map_err(|error| error.to_string())?;
            println!("{}", folder.display());
        }
        What::Ficha { title, collection, site } => println!("{}", ficha(title, collection.as_deref(), site)?),
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes a ficha and returns its path below the site.
fn ficha(title: &str, collection: Option<&str>, site: &SiteArgs) -> Result<String, String> {
    let root = site.root()?;
    let catalog = site::open(&root, false).catalog.ok_or("there is no site.toml here")?;
    let collections = &catalog.config.collections;
    let at = match collection {
        Some(id) => collections.iter().position(|collection| collection.id == id),
        None => Some(0).filter(|_| !collections.is_empty()),
    };
    let known = collections.iter().map(|collection| collection.id.as_str()).collect::<Vec<_>>().join(", ");
    let at = at.ok_or_else(|| format!("there is no such collection; there are: {known}"))?;
    let path = new::path(&catalog, at, title);
    if path.ends_with("/.md") {
        return Err("a title needs at least one letter or digit".to_owned());
    }
    let text = new::ficha(&catalog, at, title, false);
    new::write(&root.path().join(&path), text.as_bytes()).map_err(|error| format!("{path}: {error}"))?;
    Ok(path)
}
