//! What many pages show alike, laid out once for a language: the cards of records, and what stands for them in the pages
//! of fields.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use rayon::prelude::*;
use tera::Value;

use super::theme::Theme;
use crate::figure::escape;
use crate::lang::Lang;
use crate::plan::PageKey;
use crate::view::across::{Entry, Names, PLACE, SliceView, head, name};
use crate::view::links::{At, WAY};
use crate::view::list::card;
use crate::view::{Body, Links};

/// The cards of all records as they stand on pages in a language from which links lead alike. Each is laid out once for
/// a language; the pages of terms and actors show it some ten times over.
pub(super) struct Cards(BTreeMap<(Lang, String), Value>);

impl Cards {
    /// Lays out the cards for the pages that show some.
    ///
    /// # Errors
    ///
    /// The engine's account of what is wrong in the template of a card.
    pub(super) fn lay_out(
        links: &Links<'_>,
        theme: &Theme,
        keys: &[(PageKey, Lang)],
    ) -> Result<Cards, String> {
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
                records.map(|record| theme.piece("card.html", "card", &card(&at, record), lang)).collect();
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
    pub(super) fn shown(
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
            cards[*record] =
                Value::safe_string(&theme.piece("card.html", "card", &card(&at, *record), lang)?);
        }
        Ok(Some(Value::from(cards)))
    }

    /// The cards as a page shows them, in the order of the records.
    pub(super) fn on(&self, links: &Links<'_>, key: PageKey, lang: Lang) -> Option<Value> {
        shows_cards(key).then(|| self.0.get(&(lang, links.at(key, lang).up)).cloned()).flatten()
    }
}

fn shows_cards(key: PageKey) -> bool {
    matches!(key, PageKey::Term(..) | PageKey::Actor(..))
}

/// What stands for a record in the pages of fields, which show each some twenty times over.
struct Sign {
    /// Above its answer.
    head: String,
    /// In a list of names.
    name: String,
}

/// The signs of all records, by language.
pub(super) struct Signs(BTreeMap<Lang, Vec<Sign>>);

impl Signs {
    /// Lays out the signs in the languages in which pages show some.
    ///
    /// # Errors
    ///
    /// The engine's account of what is wrong in the template of one.
    pub(super) fn lay_out(
        links: &Links<'_>,
        theme: &Theme,
        keys: &[(PageKey, Lang)],
    ) -> Result<Signs, String> {
        let across = keys.iter().filter(|(key, _)| matches!(key, PageKey::Across(..)));
        let languages: BTreeSet<Lang> = across.map(|(_, lang)| *lang).collect();
        let of = |lang| {
            let records = (0..links.catalog.records.len()).into_par_iter();
            let sign = |record| {
                let (head, name) =
                    (head_of(links, theme, lang, record)?, name_of(links, theme, lang, record)?);
                Ok(Sign { head, name })
            };
            Ok((lang, records.map(sign).collect::<Result<Vec<Sign>, String>>()?))
        };
        Ok(Signs(languages.into_iter().map(of).collect::<Result<_, String>>()?))
    }

    /// Puts the signs on a page that shows some.
    pub(super) fn on(&self, links: &Links<'_>, key: PageKey, lang: Lang, page: &mut Body) {
        let Some(signs) = self.0.get(&lang) else { return };
        let put = put(
            &links.at(key, lang),
            page,
            |record| Ok::<_, Infallible>(&signs[record].head),
            |record| Ok(&signs[record].name),
        );
        put.unwrap_or_else(|never| match never {});
    }

    /// Lays out the signs that a single page shows, and puts them there.
    ///
    /// # Errors
    ///
    /// The engine's account of what is wrong in the template of one.
    pub(super) fn of(
        links: &Links<'_>,
        theme: &Theme,
        key: PageKey,
        lang: Lang,
        page: &mut Body,
    ) -> Result<(), String> {
        put(
            &links.at(key, lang),
            page,
            |record| head_of(links, theme, lang, record),
            |record| name_of(links, theme, lang, record),
        )
    }
}

fn head_of(links: &Links<'_>, theme: &Theme, lang: Lang, record: usize) -> Result<String, String> {
    theme.piece("entry-head.html", "head", &head(&links.anywhere(lang), record), lang)
}

fn name_of(links: &Links<'_>, theme: &Theme, lang: Lang, record: usize) -> Result<String, String> {
    theme.piece("entry-name.html", "name", &name(&links.anywhere(lang), record), lang)
}

/// Puts heads and names on a page that shows some.
fn put<H: AsRef<str>, N: AsRef<str>, E>(
    at: &At<'_>,
    page: &mut Body,
    head: impl Fn(usize) -> Result<H, E>,
    name: impl Fn(usize) -> Result<N, E>,
) -> Result<(), E> {
    let Body::Across(page) = page else { return Ok(()) };
    let way = escape(&at.up);
    page.slices.iter_mut().try_for_each(|SliceView { entries, also, absent, .. }| {
        entries.iter_mut().try_for_each(|entry| {
            entry.head = placed(head(entry.record)?.as_ref(), &way, entry);
            Ok(())
        })?;
        [also, absent].into_iter().try_for_each(|names: &mut Names| names.write(at, &name))
    })
}

/// A head with the way to the root from a page, and the place of the field that is shown there.
fn placed(head: &str, way: &str, entry: &Entry) -> String {
    head.replace(WAY, way).replace(PLACE, &escape(&entry.place))
}
