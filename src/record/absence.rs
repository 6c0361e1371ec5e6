//! Why a field has no text: four different facts, never an empty string.

use serde::Serialize;

use crate::fold::fold;

/// The reason why a field has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Absence {
    /// The source says that it does not know.
    #[serde(rename = "sin-informacion")]
    NoInformation,
    /// The source says that there is none.
    #[serde(rename = "no-existe")]
    None,
    /// The question makes no sense here.
    #[serde(rename = "no-aplica")]
    NotApplicable,
    /// Nobody has looked yet.
    #[serde(rename = "sin-relevar")]
    NotSurveyed,
}

impl Absence {
    /// The four, in the order in which they are listed.
    pub const ALL: [Absence; 4] =
        [Absence::NoInformation, Absence::None, Absence::NotApplicable, Absence::NotSurveyed];

    /// Its permanent id, as it is written in files and published.
    pub fn id(self) -> &'static str {
        self.names()[0]
    }

    /// The spellings by which a file may name it: the id, and its names in English and Portuguese.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Absence::NoInformation => &["sin-informacion", "no-information", "sem-informacao"],
            Absence::None => &["no-existe", "none", "nao-existe"],
            Absence::NotApplicable => &["no-aplica", "not-applicable", "nao-se-aplica"],
            Absence::NotSurveyed => &["sin-relevar", "not-surveyed", "nao-levantado"],
        }
    }

    /// The absence a text is, if it is nothing else: `sin-informacion`, `Sin información`.
    pub fn parse(text: &str) -> Option<Absence> {
        let plain = plain(text)?;
        Absence::ALL.into_iter().find(|absence| absence.names().contains(&plain.as_str()))
    }

    /// The absence a text is but for a slip: `sin-infromacion`.
    pub fn nearly(text: &str) -> Option<Absence> {
        let plain = plain(text)?;
        // Most texts are told apart by their length and their ends.
        let ends = |text: &str| (text.bytes().next(), text.bytes().next_back());
        let (first, last) = ends(&plain);
        let like = |name: &str| {
            let long = name.len() > 6 && name.len().abs_diff(plain.len()) <= 2;
            long && (ends(name).0 == first || ends(name).1 == last)
        };
        let slips = |name: &str| like(name) && strsim::damerau_levenshtein(name, &plain) <= 2;
        Absence::ALL.into_iter().find(|absence| absence.names().iter().any(|name| slips(name)))
    }
}

/// A text as the name of an absence, where it is short enough to be one.
fn plain(text: &str) -> Option<String> {
    (text.len() <= 32).then(|| fold(text.trim().trim_end_matches('.')).replace(' ', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_spelling() {
        assert_eq!(Absence::parse(" Sin información. "), Some(Absence::NoInformation));
        assert_eq!(Absence::parse("no-existe"), Some(Absence::None));
        assert_eq!(Absence::parse("not applicable"), Some(Absence::NotApplicable));
        assert_eq!(Absence::parse("no"), None);
        assert_eq!(Absence::nearly("sin-infromacion"), Some(Absence::NoInformation));
        assert_eq!(Absence::nearly("No aplica"), Some(Absence::NotApplicable));
        assert!(
            ["no", "none", "Sin restricción", "Existe"].iter().all(|text| Absence::nearly(text).is_none())
        );
        for absence in Absence::ALL {
            assert!(absence.names().iter().all(|name| Absence::parse(name) == Some(absence)));
        }
    }
}
