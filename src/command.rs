//! The verbs of the command line, one file each.

#![allow(clippy::print_stdout, clippy::print_stderr)]

/// Prints a line; whoever reads may have gone before the end (`atalaya search … | head`), which is no fault.
macro_rules! println {
    ($($words:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}

/// The same beside what is printed.
macro_rules! eprintln {
    ($($words:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), $($words)*);
    }};
}

/// The same without the end of the line.
macro_rules! eprint {
    ($($words:tt)*) => {{
        use std::io::Write;
        let _ = write!(std::io::stderr(), $($words)*);
    }};
}

/// The same without the end of the line.
macro_rules! print {
    ($($words:tt)*) => {{
        use std::io::Write;
        let _ = write!(std::io::stdout(), $($words)*);
    }};
}

mod build;
mod check;
mod edition;
mod explain;
mod export;
mod fetch;
mod filter;
mod import;
mod new;
mod permalinks;
mod progress;
mod review;
mod revision;
mod schema;
mod search;
mod serve;
mod status;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use atalaya::catalog::Catalog;
use atalaya::disk;
use atalaya::lang::Lang;
use atalaya::report::{Report, Words, human};
use atalaya::site::{self, DECLARATION, Opened};
use atalaya::source::Root;
use clap::{Args, CommandFactory, Parser, Subcommand};

/// Builds observatories of good practices: from fichas on disk to a static site.
#[derive(Parser)]
#[command(name = "atalaya", version, about, arg_required_else_help = true)]
#[command(
    after_help = "Start with:\n  atalaya check            say what is wrong in the observatory of this folder\n  atalaya serve            see it at http://127.0.0.1:4000/ while you write\n  atalaya build --strict   make public/, ready to be published\n\nExit codes: 0 nothing found, 1 findings, 2 wrong use or the disk refused."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site into a folder
    Build(build::BuildArgs),
    /// Say everything that is wrong in the content
    Check(check::CheckArgs),
    /// Make a new observatory, or a new ficha in this one
    New(new::NewArgs),
    /// Say at length what a rule means, and why it exists
    Explain(explain::ExplainArgs),
    /// Look something up, as in the page of the site
    Search(search::SearchArgs),
    /// Build, serve on this machine, and build again whenever a file changes
    Serve(serve::ServeArgs),
    /// Say what the files of today change against a revision of git, for whoever decides on it
    Review(review::ReviewArgs),
    /// Say how far the work has come: what is answered, what is missing and why, what waits longest
    Status(status::StatusArgs),
    /// Write JSON Schemas of the fichas, vocabularies and actors, for completion and help in an editor
    Schema(schema::SchemaArgs),
    /// Freeze an edition: what the observatory holds today, and what changed since the last
    Edition(edition::EditionArgs),
    /// Turn the rows of a table into fichas: first say how, then do it
    Import(import::ImportArgs),
    /// Fetch the published data of the other observatories that site.toml names
    Fetch(fetch::FetchArgs),
    /// Write the observatory in one format for other programs
    Export(export::ExportArgs),
    /// Say which addresses the list of published addresses lacks, and add them
    Permalinks(permalinks::PermalinksArgs),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// What every verb that reads a site takes.
#[derive(Args)]
struct SiteArgs {
    /// The folder that holds site.toml
    #[arg(long, default_value = ".", value_name = "DIR")]
    site: PathBuf,
    /// The language of the findings, es or en; the site's own unless given
    #[arg(long, value_parser = language)]
    lang: Option<Lang>,
    /// How many threads to use; as many as there are cores unless given
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1024))]
    threads: Option<usize>,
}

impl SiteArgs {
    /// The folder of the site, which is one where there is a declaration.
    fn root(&self) -> Result<Root, Words> {
        let declaration = self.site.join(DECLARATION);
        if !declaration.try_exists().map_err(|error| disk::unreadable(&declaration, &error))? {
            let folder = self.site.display();
            return Err(Words::new(
                format!(
                    "no hay ningún {DECLARATION} en «{folder}»: vaya a la carpeta de un observatorio, dígala con --site, o empiece uno con «atalaya new site»"
                ),
                format!(
                    "there is no {DECLARATION} in “{folder}”: go to the folder of an observatory, name it with --site, or begin one with “atalaya new site”"
                ),
            ));
        }
        Ok(Root::new(&self.site))
    }

    /// The language in which to tell findings about a site.
    fn language(&self, opened: &Opened) -> Lang {
        let own = opened.catalog.as_ref().map(|catalog| catalog.config.site.languages[0]);
        self.lang.or(own).unwrap_or(Lang::ES)
    }

    /// Ends a command in the language of the site.
    fn end(&self, result: Result<ExitCode, Words>) -> ExitCode {
        end(result, || spoken(&self.site, self.lang))
    }

    /// Sets the number of threads, once for the process.
    fn set_threads(&self) -> Result<(), Words> {
        let Some(threads) = self.threads else { return Ok(()) };
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().map_err(|_| {
            Words::new(
                format!("el sistema no da {threads} hilos: pida menos con --threads"),
                format!("the system does not give {threads} threads: ask for fewer with --threads"),
            )
        })
    }
}

fn language(code: &str) -> Result<Lang, String> {
    match Lang::parse(code) {
        Some(lang) if lang == Lang::ES || lang == Lang::EN => Ok(lang),
        _ => Err("findings are told in es or en".to_owned()),
    }
}

/// Runs what the command line asks for.
pub(crate) fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Build(args) => args.site.end(build::run(&args)),
        Command::Check(args) => args.site.end(check::run(&args)),
        Command::Edition(args) => args.site.end(edition::run(&args)),
        Command::Export(args) => args.site.end(export::run(&args)),
        Command::Fetch(args) => args.site.end(fetch::run(&args)),
        Command::Import(args) => args.site.end(import::run(&args)),
        Command::New(args) => new::run(&args),
        Command::Explain(args) => end(explain::run(&args), || args.language()),
        Command::Permalinks(args) => args.site.end(permalinks::run(&args)),
        Command::Review(args) => args.site.end(review::run(&args)),
        Command::Schema(args) => args.site.end(schema::run(&args)),
        Command::Search(args) => args.site.end(search::run(&args)),
        Command::Status(args) => args.site.end(status::run(&args)),
        Command::Serve(args) => args.site.end(serve::run(&args)),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "atalaya", &mut std::io::stdout());
            ExitCode::SUCCESS
        }
    }
}

/// The language in which to speak where no site was read: that asked for, else that of the site in a folder.
fn spoken(folder: &Path, asked: Option<Lang>) -> Lang {
    asked.or_else(|| site::language(&Root::new(folder))).unwrap_or(Lang::ES)
}

/// The exit code; where a command was used wrongly or the disk refused, why, in words of a language.
fn end(result: Result<ExitCode, Words>, lang: impl FnOnce() -> Lang) -> ExitCode {
    result.unwrap_or_else(|words| {
        eprintln!("atalaya: {}", words.text(lang()));
        ExitCode::from(2)
    })
}

/// The place of a collection by its id; the first unless one is wanted.
fn collection(catalog: &Catalog, wanted: Option<&str>) -> Result<usize, Words> {
    let collections = &catalog.config.collections;
    collections.iter().position(|model| wanted.is_none_or(|id| model.id == id)).ok_or_else(|| {
        let known = collections.iter().map(|model| model.id.as_str()).collect::<Vec<_>>().join(", ");
        match wanted {
            Some(id) => Words::new(
                format!("no hay ninguna colección «{id}»; hay: {known}"),
                format!("there is no collection “{id}”; there are: {known}"),
            ),
            None => Words::new("site.toml no declara ninguna colección", "site.toml declares no collection"),
        }
    })
}

/// Prints the findings for a person.
fn tell(report: &Report, opened: &Opened, lang: Lang) {
    let text = human(report, &opened.sources, lang);
    if !text.is_empty() {
        eprint!("{text}");
    }
}

/// 0 where nothing stops the build, 1 otherwise.
fn code(report: &Report) -> ExitCode {
    if report.has_errors() { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
