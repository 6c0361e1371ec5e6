//! `atalaya status`.

use std::process::ExitCode;

use atalaya::lang::Lang;
use atalaya::report::Words;
use atalaya::site;
use atalaya::status::{CollectionStatus, Status, Use, status};
use clap::{Args, ValueEnum};

use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct StatusArgs {
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// As what to print it
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Json,
}

/// Says how far the work has come.
pub(crate) fn run(args: &StatusArgs) -> Result<ExitCode, Words> {
    args.site.set_threads()?;
    let opened = site::open(&args.site.root()?, false);
    let Some(catalog) = &opened.catalog else {
        tell(&opened.report, &opened, args.site.language(&opened));
        return Ok(code(&opened.report));
    };
    let status = status(catalog);
    match args.format {
        Format::Json => {
            println!("{}", serde_json::to_string_pretty(&status).unwrap_or_default())
        }
        Format::Table => print!("{}", table(&status, args.site.language(&opened))),
    }
    Ok(ExitCode::SUCCESS)
}

fn table(status: &Status, lang: Lang) -> String {
    let say = |es: &'static str, en: &'static str| if lang == Lang::ES { es } else { en };
    let mut lines: Vec<String> = status.collections.iter().flat_map(|one| collection(one, lang)).collect();
    lines.extend(rare(
        say("Términos con una ficha o ninguna", "Terms with one record or none"),
        &status.rare_terms,
    ));
    lines.extend(rare(
        say("Actores con una ficha o ninguna", "Actors with one record or none"),
        &status.rare_actors,
    ));
    for [one, other] in status.alike_terms.iter().chain(&status.alike_actors) {
        let (one, other) =
            (format!("{} ({})", one.id, one.records), format!("{} ({})", other.id, other.records));
        lines.push(format!("{}: {one}, {other}", say("Quizá sean uno", "Perhaps one")));
    }
    lines.extend(status.untranslated.iter().map(|own| own.told().text(lang).to_owned()));
    lines.join("\n") + "\n"
}

fn collection(one: &CollectionStatus, lang: Lang) -> Vec<String> {
    let say = |es: &'static str, en: &'static str| if lang == Lang::ES { es } else { en };
    let mut lines = vec![format!(
        "{}: {} {}, {} {}, {} {}",
        one.id,
        one.full,
        say("completas", "full"),
        one.identified,
        say("identificadas", "identified"),
        one.drafts.len(),
        say("borradores", "drafts")
    )];
    for ((from, to), count) in &one.bands {
        lines.push(format!("  {count:5}  {} {from}–{to} %", say("responden", "answer")));
    }
    if !one.fields.is_empty() {
        lines.push(format!(
            "  {:24}{:>12}{:>8}{:>17}{:>11}{:>11}{:>13}",
            say("campo", "field"),
            say("respondido", "answered"),
            say("parcial", "partial"),
            "sin-informacion",
            "no-existe",
            "no-aplica",
            "sin-relevar"
        ));
    }
    for field in &one.fields {
        let count = |id: &str| field.absences.get(id).copied().unwrap_or_default();
        lines.push(format!(
            "  {:24}{:>12}{:>8}{:>17}{:>11}{:>11}{:>13}",
            field.field,
            field.answered,
            field.partial,
            count("sin-informacion"),
            count("no-existe"),
            count("no-aplica"),
            count("sin-relevar")
        ));
    }
    for source in &one.sources {
        let absences: Vec<String> =
            source.absences.iter().map(|(id, count)| format!("{id} {count}")).collect();
        lines.push(format!(
            "  {} {} ({}): {}",
            say("fuente", "source"),
            source.source,
            source.records,
            absences.join(", ")
        ));
    }
    for waiting in &one.unfinished {
        lines.push(format!(
            "  {}: {}, {} {}",
            say("por terminar", "unfinished"),
            waiting.slug,
            waiting.questions,
            say("sin relevar", "not surveyed")
        ));
    }
    for draft in &one.drafts {
        let open = say("sin relevar", "not surveyed");
        lines.push(format!("  {}: {}, {} {open}", say("borrador", "draft"), draft.slug, draft.questions));
    }
    if one.unreviewed > 0 {
        lines.push(format!("  {}: {}", say("sin revisar", "not reviewed"), one.unreviewed));
    }
    for dated in &one.oldest_unreviewed {
        let date = dated.date.as_deref().unwrap_or(say("sin fecha", "no date"));
        lines.push(format!("    {date}  {}", dated.slug));
    }
    lines.push(String::new());
    lines
}

fn rare(title: &str, list: &[Use]) -> Vec<String> {
    let names: Vec<String> = list.iter().map(|one| format!("{} ({})", one.id, one.records)).collect();
    if names.is_empty() { Vec::new() } else { vec![format!("{title}: {}", names.join(", "))] }
}
