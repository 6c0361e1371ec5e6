//! A review as Markdown, for the page on which a change is talked over.

use std::fmt::Write;

use super::{Changed, Named, NewFinding, Review};
use crate::figure::WORD;
use crate::lang::Lang;

/// How many letters of a field's text are shown.
const SHOWN: usize = 280;

/// What the theme says for a key: `absence.no-existe`.
pub type Say<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The review in Spanish, where that is asked for, otherwise in English.
pub fn markdown(review: &Review, lang: Lang, phrase: Say<'_>) -> String {
    let say = |es: &'static str, en: &'static str| if lang == Lang::ES { es } else { en };
    let mut text =
        format!("## {}\n", say("Qué cambia en el observatorio", "What changes in the observatory"));
    if *review == Review::default() {
        let _ = writeln!(
            text,
            "\n{}",
            say(
                "Nada que se vea: ninguna ficha, término ni actor.",
                "Nothing to be seen: no record, term or actor."
            )
        );
        return text;
    }
    list(&mut text, say("Fichas nuevas", "New records"), review.added.iter().map(whole));
    list(&mut text, say("Fichas retiradas", "Removed records"), review.removed.iter().map(whole));
    let renamed =
        review.renamed.iter().map(|one| format!("`{}` → `{}`: {}", one.from, one.to.id, plain(&one.to.name)));
    list(&mut text, say("Fichas que cambian de nombre", "Renamed records"), renamed);
    if !review.changed.is_empty() {
        let _ = writeln!(
            text,
            "\n### {} ({})",
            say("Fichas que cambian", "Changed records"),
            review.changed.len()
        );
        review.changed.iter().for_each(|one| changed(&mut text, one, lang, phrase));
    }
    list(&mut text, say("Términos nuevos", "New terms"), review.new_terms.iter().map(whole));
    list(&mut text, say("Términos que desaparecen", "Lost terms"), review.lost_terms.iter().map(whole));
    list(&mut text, say("Actores nuevos", "New actors"), review.new_actors.iter().map(whole));
    list(&mut text, say("Actores que desaparecen", "Lost actors"), review.lost_actors.iter().map(whole));
    let dead = say("Direcciones que dejarían de funcionar", "Addresses that would die");
    list(&mut text, dead, review.dead.iter().map(|address| format!("`/{address}`")));
    list(&mut text, say("Borradores nuevos", "New drafts"), review.new_drafts.iter().map(whole));
    let told = |finding: &NewFinding| found(finding, lang);
    list(&mut text, say("Posibles duplicados", "Likely duplicates"), review.duplicates.iter().map(told));
    list(&mut text, say("Hallazgos nuevos", "New findings"), review.findings.iter().map(told));
    text
}

fn found(finding: &NewFinding, lang: Lang) -> String {
    let place = match (&finding.file, finding.line) {
        (Some(file), Some(line)) => format!(" `{file}:{line}`"),
        _ => String::new(),
    };
    format!("`{}`{place}: {}", finding.rule, plain(finding.message.text(lang)))
}

fn list(text: &mut String, title: &str, items: impl ExactSizeIterator<Item = String>) {
    if items.len() > 0 {
        let _ = writeln!(text, "\n### {title} ({})\n", items.len());
        items.for_each(|item| {
            let _ = writeln!(text, "- {item}");
        });
    }
}

fn whole(one: &Named) -> String {
    format!("`{}`: {}", one.id, plain(&one.name))
}

fn changed(text: &mut String, one: &Changed, lang: Lang, phrase: Say<'_>) {
    let say = |es: &'static str, en: &'static str| if lang == Lang::ES { es } else { en };
    let (before, after) = one.completeness;
    let answered = if before == after { format!("{after} %") } else { format!("{before} % → {after} %") };
    let _ = writeln!(
        text,
        "\n#### {} (`{}`), {} {answered}\n",
        plain(&one.record.name),
        one.record.id,
        say("completa al", "answered")
    );
    let _ = writeln!(
        text,
        "| {} | {} | {} |\n|---|---|---|",
        say("campo", "field"),
        say("antes", "before"),
        say("después", "after")
    );
    for field in &one.fields {
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            plain(&field.words.label),
            cell(field.words.before.as_deref(), phrase),
            cell(field.words.after.as_deref(), phrase)
        );
    }
}

/// What a field says, in a line that fits a cell: its parts, each a line of its own, between points.
fn cell(said: Option<&str>, phrase: Say<'_>) -> String {
    let Some(said) = said else { return "—".to_owned() };
    let text = spoken(said, phrase).lines().collect::<Vec<_>>().join("; ");
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    plain(&short)
}

/// The words with what the theme says where they only name it.
fn spoken(said: &str, phrase: Say<'_>) -> String {
    let pieces = said.split(WORD).enumerate();
    let spoken = pieces.map(|(at, piece)| match at % 2 {
        0 => piece.to_owned(),
        _ => phrase(piece).unwrap_or_else(|| piece.to_owned()),
    });
    spoken.collect()
}

/// Text of the content as text of the review: on one line, and nothing in it is taken for markup.
fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len());
    for letter in line.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '|' | '`' | '*' | '_' | '[' | ']' | '\\' | '@' | '#' | '!' => out.extend(['\\', letter]),
            other => out.push(other),
        }
    }
    out
}
