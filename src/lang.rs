//! Languages, and text that exists in several of them.

use std::fmt;

/// A language by its ISO 639 code of two or three lower-case letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 3]);

impl Lang {
    /// Spanish, the language of a site that declares none.
    pub const ES: Lang = Lang(*b"es\0");
    /// English.
    pub const EN: Lang = Lang(*b"en\0");
    /// Portuguese.
    pub const PT: Lang = Lang(*b"pt\0");

    /// Reads a code such as `es`; `None` where it is not two or three lower-case ASCII letters.
    pub fn parse(code: &str) -> Option<Lang> {
        let bytes = code.as_bytes();
        let well_formed = matches!(bytes.len(), 2 | 3) && bytes.iter().all(u8::is_ascii_lowercase);
        well_formed.then(|| {
            let mut letters = [0; 3];
            letters[..bytes.len()].copy_from_slice(bytes);
            Lang(letters)
        })
    }

    /// The code, as it stands in an `html lang` attribute.
    pub fn code(&self) -> &str {
        let length = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..length]).unwrap_or("und")
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl serde::Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// The same thing said in several languages, in the order in which it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localized<T = String>(Vec<(Lang, T)>);

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Localized(Vec::new())
    }
}

impl<T> Localized<T> {
    /// One saying, in one language.
    pub fn one(lang: Lang, value: T) -> Self {
        Localized(vec![(lang, value)])
    }

    /// Adds a saying, in place of an earlier one in the same language.
    pub fn set(&mut self, lang: Lang, value: T) {
        self.0.retain(|(known, _)| *known != lang);
        self.0.push((lang, value));
    }

    /// What is said in exactly this language.
    pub fn get(&self, lang: Lang) -> Option<&T> {
        self.0.iter().find(|(known, _)| *known == lang).map(|(_, value)| value)
    }

    /// What is said in this language or, failing that, in the first that was written, with the language it is in.
    pub fn best(&self, lang: Lang) -> Option<(Lang, &T)> {
        self.get(lang).map(|value| (lang, value)).or_else(|| self.0.first().map(|(l, value)| (*l, value)))
    }

    /// Everything said, with its language.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        self.0.iter().map(|(lang, value)| (*lang, value))
    }

    /// Everything said, with its language, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (Lang, &mut T)> {
        self.0.iter_mut().map(|(lang, value)| (*lang, value))
    }

    /// Whether nothing is said in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Localized<String> {
    /// The best text for a language, empty where there is none.
    pub fn text(&self, lang: Lang) -> &str {
        self.best(lang).map_or("", |(_, text)| text)
    }
}

/// A name with its plural: *Experiencia*, *Experiencias*.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The name of one.
    pub one: Localized,
    /// The name of many.
    pub many: Localized,
}
