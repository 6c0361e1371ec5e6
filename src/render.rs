//! Views + theme → pages. The only room that knows the template engine.

mod known;
mod phrases;
mod theme;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use rayon::prelude::*;
use tera::Value;

use crate::figure::escape;
use crate::lang::Lang;
use crate::output::{File, Put};
use crate::plan::{PageKey, Plan};
use crate::report::rules;
use crate::report::{Finding, Report};
use crate::view::links::WAY;
use crate::view::list::card;
use crate::view::{Body, Links, view};

pub(crate) use known::known;
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
    let cards = match Cards::lay_out(links, theme, &keys) {
        Ok(cards) => cards,
        Err(error) => {
            report.add(template_error(&error));
            return Ok(());
        }
    };
    let rendered: Vec<Result<io::Result<()>, String>> =
        keys.par_iter().map(|(key, lang)| Ok(put.put(page(links, theme, &cards, *key, *lang)?))).collect();
    for result in rendered {
        match result {
            Ok(put) => put?,
            Err(error) => report.add(template_error(&error)),
        }
    }
    Ok(())
}

fn page(links: &Links<'_>, theme: &Theme, cards: &Cards, key: PageKey, lang: Lang) -> Result<File, String> {
    let view = view(links, key, lang);
    let html = theme.render(&view, lang, cards.on(links, key, lang))?;
    Ok(File { path: view.path, bytes: html.into_bytes() })
}

/// The page of a key in a language.
///
/// # Errors
///
/// What is wrong in a template, as a report of one finding.
pub fn file(links: &Links<'_>, theme: &Theme, key: PageKey, lang: Lang) -> Result<File, Report> {
    let view = view(links, key, lang);
    let cards = Cards::shown(links, theme, key, lang, &shown(&view.page));
    let html = cards.and_then(|cards| theme.render(&view, lang, cards));
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

/// The cards of all records as they stand on pages in a language from which links lead alike. Each is laid out once for
/// a language; the pages of terms and actors show it some ten times over.
struct Cards(BTreeMap<(Lang, String), Value>);

impl Cards {
    /// Lays out the cards for the pages that show some.
    ///
    /// # Errors
    ///
    /// The engine's account of what is wrong in the template of a card.
    fn lay_out(links: &Links<'_>, theme: &Theme, keys: &[(PageKey, Lang)]) -> Result<Cards, String> {
        let shown = keys.iter().filter(|(key, _)| shows_cards(*key));
        let mut places: BTreeMap<Lang, BTreeSet<String>> = BTreeMap::new();
        shown.for_each(|(key, lang)| {
            places.entry(*lang).or_default().insert(links.at(*key, *lang).up);
        });
        let mut cards = BTreeMap::new();
        for (lang, ways) in places {
            let at = links.anywhere(lang);
            let records = (0..links.catalog.records.len()).into_par_iter();
            let laid: Result<Vec<String>, String> =
                records.map(|record| theme.card(&card(&at, record), lang)).collect();
            let laid = laid?;
            for way in ways {
                let written = escape(&way);
                let here = laid.par_iter().map(|card| Value::safe_string(&card.replace(WAY, &written)));
                cards.insert((lang, way), Value::from(here.collect::<Vec<Value>>()));
            }
        }
        Ok(Cards(cards))
    }

    /// The cards that a single page shows, in the order of the records; the others are left out.
    fn shown(
        links: &Links<'_>,
        theme: &Theme,
        key: PageKey,
        lang: Lang,
        records: &[usize],
    ) -> Result<Option<Value>, String> {
        if !shows_cards(key) {
            return Ok(None);
        }
        let at = links.at(key, lang);
        let mut cards = vec![Value::none(); links.catalog.records.len()];
        for record in records {
            cards[*record] = Value::safe_string(&theme.card(&card(&at, *record), lang)?);
        }
        Ok(Some(Value::from(cards)))
    }

    /// The cards as a page shows them, in the order of the records.
    fn on(&self, links: &Links<'_>, key: PageKey, lang: Lang) -> Option<Value> {
        shows_cards(key).then(|| self.0.get(&(lang, links.at(key, lang).up)).cloned()).flatten()
    }
}

fn shows_cards(key: PageKey) -> bool {
    matches!(key, PageKey::Term(..) | PageKey::Actor(..))
}

fn template_error(error: &str) -> Finding {
    Finding::of_site(
        &rules::BAD_THEME,
        format!("Una plantilla del tema no funciona.\n{error}"),
        format!("A template of the theme does not work.\n{error}"),
    )
    .hint(theme::MEND.0, theme::MEND.1)
}
