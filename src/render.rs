//! Views + theme → pages. The only room that knows the template engine.

mod known;
mod laid;
mod phrases;
mod theme;
mod words;

use std::io;

use rayon::prelude::*;

use crate::lang::Lang;
use crate::output::{File, Put};
use crate::plan::{PageKey, Plan};
use crate::report::rules;
use crate::report::{Finding, Report};
use crate::view::{Body, Links, view};

pub(crate) use known::known;
use laid::{Cards, Signs};
pub(crate) use theme::Fingerprint;
pub use theme::Theme;
pub use words::Words;

/// Lays out pages in every language, in parallel, and hands each on as soon as it is made. What a template does wrong
/// is a finding, told once per template.
///
/// # Errors
///
/// Those of `put`.
pub fn pages(
    links: &Links<'_>,
    theme: &Theme,
    pages: &[PageKey],
    put: &dyn Put,
    report: &mut Report,
) -> io::Result<()> {
    let languages = &links.catalog.config.site.languages;
    let keys: Vec<(PageKey, Lang)> =
        languages.iter().flat_map(|lang| pages.iter().map(|key| (*key, *lang))).collect();
    let (cards, signs) = match (Cards::lay_out(links, theme, &keys), Signs::lay_out(links, theme, &keys)) {
        (Ok(cards), Ok(signs)) => (cards, signs),
        (Err(error), _) | (_, Err(error)) => {
            report.add(template_error(&error));
            return Ok(());
        }
    };
    let page = |key: PageKey, lang: Lang| -> Result<File, String> {
        let mut view = view(links, key, lang);
        signs.on(links, key, lang, &mut view.page);
        let html = theme.render(&view, lang, cards.on(links, key, lang))?;
        Ok(File { path: view.path, bytes: html.into_bytes() })
    };
    let rendered: Vec<Result<io::Result<()>, String>> =
        keys.par_iter().map(|(key, lang)| Ok(put.put(page(*key, *lang)?))).collect();
    for result in rendered {
        match result {
            Ok(put) => put?,
            Err(error) => report.add(template_error(&error)),
        }
    }
    Ok(())
}

/// The page of a key in a language.
///
/// # Errors
///
/// What is wrong in a template, as a report of one finding.
pub fn file(links: &Links<'_>, theme: &Theme, key: PageKey, lang: Lang) -> Result<File, Report> {
    let mut view = view(links, key, lang);
    let cards = Cards::shown(links, theme, key, lang, &shown(&view.page));
    let signs = Signs::of(links, theme, key, lang, &mut view.page);
    let html = signs.and(cards).and_then(|cards| theme.render(&view, lang, cards));
    html.map(|html| File::text(view.path, html))
        .map_err(|error| Report { findings: vec![template_error(&error)] })
}

/// The records whose cards a page shows.
fn shown(page: &Body) -> Vec<usize> {
    match page {
        Body::Term(term) => term.sections.iter().flat_map(|section| section.records.clone()).collect(),
        Body::Actor(actor) => actor.parts.iter().map(|part| part.record).collect(),
        _ => Vec::new(),
    }
}

/// Lays out the first page of every kind in every language, only to see whether its template works.
pub fn try_out(links: &Links<'_>, theme: &Theme, report: &mut Report) {
    let catalog = links.catalog;
    let mut seen = std::collections::HashSet::new();
    let mut keys = Plan::of(catalog).pages;
    keys.retain(|key| seen.insert(std::mem::discriminant(key)));
    for lang in &catalog.config.site.languages {
        for key in &keys {
            if let Err(found) = file(links, theme, *key, *lang) {
                report.extend(found);
            }
        }
    }
}

fn template_error(error: &str) -> Finding {
    Finding::of_site(
        &rules::BAD_THEME,
        format!("Una plantilla del tema no funciona.\n{error}"),
        format!("A template of the theme does not work.\n{error}"),
    )
    .hint(theme::MEND.0, theme::MEND.1)
}
