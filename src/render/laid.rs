//! What many pages show alike, laid out once for a language: the cards of records, and their heads above an answer.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use tera::Value;

use super::theme::Theme;
use crate::figure::escape;
use crate::lang::Lang;
use crate::plan::PageKey;
use crate::view::across::{AcrossView, Entry, PLACE, head};
use crate::view::links::WAY;
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

/// The heads of all records above their answers: the pages of fields show each some twenty times over.
pub(super) struct Heads(BTreeMap<Lang, Vec<String>>);

impl Heads {
    /// Lays out the heads in the languages in which pages show some.
    ///
    /// # Errors
    ///
    /// The engine's account of what is wrong in the template of a head.
    pub(super) fn lay_out(
        links: &Links<'_>,
        theme: &Theme,
        keys: &[(PageKey, Lang)],
    ) -> Result<Heads, String> {
        let across = keys.iter().filter(|(key, _)| matches!(key, PageKey::Across(..)));
        let languages: BTreeSet<Lang> = across.map(|(_, lang)| *lang).collect();
        let of = |lang| {
            let records = (0..links.catalog.records.len()).into_par_iter();
            let heads: Result<Vec<String>, String> = records.map(|at| one(links, theme, lang, at)).collect();
            Ok((lang, heads?))
        };
        Ok(Heads(languages.into_iter().map(of).collect::<Result<_, String>>()?))
    }

    /// Puts the heads on a page that shows some.
    pub(super) fn on(&self, links: &Links<'_>, key: PageKey, lang: Lang, page: &mut Body) {
        let (Body::Across(page), Some(heads)) = (page, self.0.get(&lang)) else { return };
        let way = escape(&links.at(key, lang).up);
        for entry in entries(page) {
            entry.head = placed(&heads[entry.record], &way, entry);
        }
    }

    /// Lays out the heads that a single page shows, and puts them there.
    ///
    /// # Errors
    ///
    /// The engine's account of what is wrong in the template of a head.
    pub(super) fn of(
        links: &Links<'_>,
        theme: &Theme,
        key: PageKey,
        lang: Lang,
        page: &mut Body,
    ) -> Result<(), String> {
        let Body::Across(page) = page else { return Ok(()) };
        let way = escape(&links.at(key, lang).up);
        entries(page).try_for_each(|entry| {
            entry.head = placed(&one(links, theme, lang, entry.record)?, &way, entry);
            Ok(())
        })
    }
}

fn one(links: &Links<'_>, theme: &Theme, lang: Lang, record: usize) -> Result<String, String> {
    theme.piece("entry-head.html", "head", &head(&links.anywhere(lang), record), lang)
}

fn entries(page: &mut AcrossView) -> impl Iterator<Item = &mut Entry> {
    page.slices.iter_mut().flat_map(|slice| &mut slice.entries)
}

/// A head with the way to the root from a page, and the place of the field that is shown there.
fn placed(head: &str, way: &str, entry: &Entry) -> String {
    head.replace(WAY, way).replace(PLACE, &escape(&entry.place))
}
