//! `atalaya search`.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use atalaya::disk;
use atalaya::report::Words;
use atalaya::search::ask::{Answer, Ask, Hit};
use atalaya::search::disk::{Failure, Library};
use atalaya::search::judge::{self, Judged, Verdict};
use atalaya::search::{index, publish, stock};
use atalaya::site;
use clap::Args;

use super::{SiteArgs, filter, tell};

#[derive(Args)]
pub(crate) struct SearchArgs {
    /// What to look for, as in the page: words, "phrases", -exclusions, field:value; - reads questions line by line
    question: Vec<String>,
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// Ask a built site instead of the content: the folder that atalaya build has written
    #[arg(long, value_name = "DIR")]
    built: Option<PathBuf>,
    /// Keep what has a term, such as tema=salud; no.tema=salud keeps the rest; may be given several times
    #[arg(long, value_name = "TAXONOMY=TERM")]
    filter: Vec<String>,
    /// The question is the part after ? of the page's address
    #[arg(long)]
    address: bool,
    /// Show also what only mentions in passing what is asked
    #[arg(long)]
    passing: bool,
    /// How many results
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Score judged questions instead, and print those that fail
    #[arg(long, value_name = "FILE")]
    judge: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Answers one question, or one per line of the input.
pub(crate) fn run(args: &SearchArgs) -> Result<ExitCode, Words> {
    args.site.set_threads()?;
    let Some(library) = library(args)? else { return Ok(ExitCode::from(1)) };
    if !args.judge.is_empty() {
        return judged(&library, &args.judge);
    }
    if args.question == ["-"] {
        for line in std::io::stdin().lock().lines() {
            let line = line.map_err(|error| disk::unreadable(Path::new("-"), &error))?;
            answer(&library, &line, args)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let found = answer(&library, &args.question.join(" "), args)?;
    Ok(ExitCode::from(u8::from(!found)))
}

fn library(args: &SearchArgs) -> Result<Option<Library>, Words> {
    if let Some(folder) = &args.built {
        return Library::open(&publish::folder(folder)).map(Some).map_err(Failure::told);
    }
    let opened = site::open(&args.site.root()?, false);
    let Some(catalog) = opened.catalog.as_ref().filter(|_| !opened.report.has_errors()) else {
        tell(&opened.report, &opened, args.site.language(&opened));
        return Ok(None);
    };
    let files = index::build(&stock::stock(catalog)).map_err(|error| {
        Words::new(
            format!("no se pudo hacer el índice de la búsqueda: {error}"),
            format!("the index of the search could not be made: {error}"),
        )
    })?;
    Library::of(files).map(Some).map_err(Failure::told)
}

fn asked(library: &Library, question: &str, args: &SearchArgs) -> Result<Ask, Words> {
    let mut ask = if args.address { Ask::read(question) } else { Ask::new(question) };
    for filter in &args.filter {
        let (facet, term) = filter::read(library, filter)?;
        ask.choose(facet, term.to_owned());
    }
    if !args.address {
        ask.limit = args.limit;
    }
    ask.counts = args.json;
    ask.passing |= args.passing;
    Ok(ask)
}

fn answer(library: &Library, question: &str, args: &SearchArgs) -> Result<bool, Words> {
    let answer = library.ask(&asked(library, question, args)?).map_err(Failure::told)?;
    if args.json {
        println!("{}", answer.json())
    } else {
        print(&answer)
    }
    Ok(answer.total > 0)
}

fn judged(library: &Library, files: &[PathBuf]) -> Result<ExitCode, Words> {
    let mut questions = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).map_err(|error| disk::unreadable(file, &error))?;
        questions.extend(judge::read(&text));
    }
    let mut verdicts = Vec::new();
    for question in &questions {
        let verdict = judge::judge(library, question).map_err(Failure::told)?;
        failing(question, &verdict);
        verdicts.push((question, verdict));
    }
    let kinds: std::collections::BTreeSet<&str> = questions.iter().map(|q| q.kind.as_str()).collect();
    for kind in kinds {
        let of_kind: Vec<_> = verdicts.iter().filter(|(q, _)| q.kind == kind).cloned().collect();
        scores(kind, &of_kind);
    }
    scores("all", &verdicts);
    Ok(ExitCode::SUCCESS)
}

fn scores(name: &str, verdicts: &[(&Judged, Verdict)]) {
    let s = judge::score(verdicts);
    println!(
        "{name:>14} {:4}  nDCG@10 {:.3}  success@1 {:.3}  recall@10 {:.3}  relevant {:.3}  empty {:.3}",
        verdicts.len(),
        s.ndcg,
        s.success,
        s.recall,
        s.precision,
        s.empty
    );
}

/// Prints a question whose answer leaves something to be desired.
fn failing(question: &Judged, verdict: &Verdict) {
    let fine = if question.grades.is_empty() {
        verdict.shown.is_empty()
    } else {
        verdict.ndcg > 0.95
            && verdict.success
            && verdict.recall.unwrap_or(1.0) == 1.0
            && verdict.precision.unwrap_or(1.0) > 0.8
    };
    if !fine {
        let shown: Vec<String> = verdict.shown.iter().map(|(n, g)| format!("{n}^{g}")).collect();
        let missed = question.grades.iter().filter(|(n, _)| verdict.shown.iter().all(|s| s.0 != **n));
        let missed: Vec<String> = missed.map(|(n, g)| format!("{n}^{g}")).collect();
        println!(
            "{} {}: {}\n    nDCG {:.2}; shown {}; missed {}",
            question.id,
            question.kind,
            question.question,
            verdict.ndcg,
            shown.join(" "),
            missed.join(" ")
        );
    }
}

fn print(answer: &Answer) {
    if let Some(suggestion) = &answer.suggestion {
        println!("≈ {suggestion}");
    }
    println!("{}", answer.total);
    if answer.passing > 0 {
        println!("+ {} (--passing)", answer.passing);
    }
    answer.hits.iter().for_each(hit);
    for group in &answer.groups {
        println!("\n{}", group.kind);
        group.hits.iter().for_each(|hit| println!("  {} · {}", hit.card.title, hit.card.url));
    }
}

fn hit(hit: &Hit) {
    let card = &hit.card;
    let number = card.number.map(|n| format!("{n}. ")).unwrap_or_default();
    let years = card.years.0.map(|year| format!(" · {year}")).unwrap_or_default();
    println!("\n{number}{}\n   {}{years} · {}", card.title, card.place, card.url);
    let (open, close) =
        if std::io::stdout().is_terminal() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("«", "»") };
    for found in &hit.matches {
        println!("   {}: {}", found.field, found.text(open, close));
    }
}
