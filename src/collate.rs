//! In which order a language puts words: *ñ* after *n* in Spanish, accents after letters, signs left aside. The rules are
//! those of the Unicode CLDR.

use icu_collator::options::{AlternateHandling, CollatorOptions};
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

use crate::fold::fold;
use crate::lang::Lang;

/// The order of a language.
pub struct Order(Option<CollatorBorrowed<'static>>);

impl Order {
    /// The order of a language; one that has no rules of its own goes by those that most have in common.
    pub fn of(lang: Lang) -> Order {
        let mut options = CollatorOptions::default();
        options.alternate_handling = Some(AlternateHandling::Shifted);
        let locale = Locale::try_from_str(lang.code()).unwrap_or(Locale::UNKNOWN);
        Order(CollatorBorrowed::try_new(CollatorPreferences::from(&locale), options).ok())
    }

    /// What stands for a text: of two texts, that comes first whose key is the lesser as bytes.
    pub fn key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(2 * text.len());
        match &self.0 {
            Some(order) => drop(order.write_sort_key_to(text, &mut key)),
            None => key.extend(fold(text).into_bytes()),
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(lang: Lang, words: &[&'static str]) -> Vec<&'static str> {
        let order = Order::of(lang);
        let mut words = words.to_vec();
        words.sort_by_cached_key(|word| order.key(word));
        words
    }

    #[test]
    fn each_language_has_its_own_order() {
        let words = ["nube", "ñandú", "oca", "nadar", "«Nao»"];
        assert_eq!(ordered(Lang::ES, &words), ["nadar", "«Nao»", "nube", "ñandú", "oca"]);
        assert_eq!(ordered(Lang::EN, &words), ["nadar", "ñandú", "«Nao»", "nube", "oca"]);
        assert_eq!(ordered(Lang::PT, &["água", "agua", "Aguas", "ação"]), ["ação", "agua", "água", "Aguas"]);
    }
}
