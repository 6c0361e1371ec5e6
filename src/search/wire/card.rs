//! What a result shows, and the texts its excerpts are taken from.

use super::{Broken, Reader, Writer};

/// One entry as the reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Slug or id.
    pub id: String,
    /// Number in the source.
    pub number: Option<u32>,
    /// Address.
    pub url: String,
    /// Title.
    pub title: String,
    /// Acronym, or empty.
    pub acronym: String,
    /// Place, or empty.
    pub place: String,
    /// First and last year.
    pub years: (Option<i32>, Option<i32>),
    /// How many in a hundred of the model's fields have a value.
    pub completeness: u32,
    /// Field ordinal and text.
    pub parts: Vec<(u32, String)>,
}

impl Card {
    /// The card as bytes.
    pub fn write(&self, w: &mut Writer) {
        w.text(&self.id);
        w.number(self.number.map_or(0, |n| n + 1));
        for text in [&self.url, &self.title, &self.acronym, &self.place] {
            w.text(text);
        }
        for year in [self.years.0, self.years.1] {
            w.signed(year.unwrap_or(0));
        }
        w.number(self.completeness);
        w.list(&self.parts, |w, (field, text)| {
            w.number(*field);
            w.text(text);
        });
    }

    /// The card that bytes hold.
    pub fn read(r: &mut Reader) -> Result<Card, Broken> {
        Ok(Card {
            id: r.string()?,
            number: r.number()?.checked_sub(1),
            url: r.string()?,
            title: r.string()?,
            acronym: r.string()?,
            place: r.string()?,
            years: (year(r.signed()?), year(r.signed()?)),
            completeness: r.number()?,
            parts: r.list(|r| Ok((r.number()?, r.string()?)))?,
        })
    }
}

fn year(n: i32) -> Option<i32> {
    (n != 0).then_some(n)
}
