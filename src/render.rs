//! Views + theme → pages. The only room that knows the template engine.

mod theme;
mod words;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::check::rules;
use crate::lang::Lang;
use crate::plan::{PageKey, Plan};
use crate::report::{Finding, Report, Span};
use crate::site::File;
use crate::view::{Links, view};

pub use theme::Theme;
pub(crate) use theme::Fingerprint;
pub use words::Words;

/// Every page in every language, in parallel. What a template does wrong is a finding, told once per template.
pub fn pages(catalog: &Catalog, links: &Links<'_>, theme: &Theme, report: &mut Report) -> Vec<File> {
    let plan = Plan::of(catalog);
    let languages = &catalog.config.site.languages;
    let keys: Vec<(PageKey, Lang)> =
        languages.iter().flat_map(|lang| plan.pages.iter().map(|key| (*key, *lang))).collect();
    let rendered: Vec<Result<File, String>> = keys.par_iter().map(|(key, lang)| page(links, theme, *key, *lang)).collect();
    let mut files = Vec::with_capacity(rendered.len());
    for result in rendered {
        match result {
            Ok(file) => files.push(file),
            Err(error) => report.add(template_error(&error)),
        }
    }
    files
}

fn page(links: &Links<'_>, theme: &Theme, key: PageKey, lang: Lang) -> Result<File, String> {
    let view = view(links, key, lang);
    let html = theme.render(&view, lang)?;
    Ok(File { path: view.path, bytes: html.into_bytes() })
}

/// The page of a key in a language.
///
/// # Errors
///
/// What is wrong in a template, as a report of one finding.
pub fn file(links: &Links<'_>, theme: &Theme, key: PageKey, lang: Lang) -> Result<File, Report> {
    page(links, theme, key, lang).map_err(|error| Report { findings: vec![template_error(&error)] })
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
    Finding::new(
        &rules::BAD_THEME,
        Span::default(),
        format!("Una plantilla del tema no funciona.\n{error}"),
        format!("A template of the theme does not work.\n{error}"),
    )
}
