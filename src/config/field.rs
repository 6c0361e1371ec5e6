//! The shape of a field of the model, and the kinds of value there are.

use crate::lang::Localized;
use crate::report::Span;

/// A field of the model.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its id: the key in front matter, the last part of its address.
    pub id: String,
    /// What kind of value it takes.
    pub kind: Kind,
    /// Its heading.
    pub label: Localized,
    /// What to write in it.
    pub help: Localized,
    /// Other headings by which a file may name it.
    pub aliases: Vec<String>,
    /// Whether a ficha without it is wrong.
    pub required: bool,
    /// Whether it is a question of the template: answered by a value, a text or an absence, and counted.
    pub answer: bool,
    /// Whether it takes several terms.
    pub many: bool,
    /// The taxonomy of its terms.
    pub taxonomy: Option<String>,
    /// The collection of the records it refers to.
    pub collection: Option<String>,
    /// The dimension it belongs to, as an index.
    pub dimension: Option<usize>,
    /// Where the declaration stands.
    pub span: Span,
}

/// What kind of value a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One line of plain text.
    Line,
    /// Markdown.
    Text,
    /// Several lines of plain text.
    List,
    /// Years: `2001`, `1996–2000`, `1997–`, `~1992`.
    Period,
    /// Terms of a taxonomy.
    Terms,
    /// Where: localities, coordinates, country.
    Place,
    /// Who took part, and how.
    Actors,
    /// Amounts and where they came from.
    Money,
    /// Laws, decrees, agreements.
    Norms,
    /// Goals with targets and results.
    Indicators,
    /// Works cited.
    References,
    /// Images, videos, documents.
    Media,
    /// Addresses elsewhere.
    Links,
    /// Other records of this site.
    Records,
    /// A number.
    Number,
    /// A day, a month or a year.
    Date,
    /// Yes or no.
    Flag,
}

impl Kind {
    /// All kinds by the name `site.toml` gives them.
    pub const ALL: &[(&'static str, Kind)] = &[
        ("line", Kind::Line),
        ("text", Kind::Text),
        ("list", Kind::List),
        ("period", Kind::Period),
        ("terms", Kind::Terms),
        ("place", Kind::Place),
        ("actors", Kind::Actors),
        ("money", Kind::Money),
        ("norms", Kind::Norms),
        ("indicators", Kind::Indicators),
        ("references", Kind::References),
        ("media", Kind::Media),
        ("links", Kind::Links),
        ("records", Kind::Records),
        ("number", Kind::Number),
        ("date", Kind::Date),
        ("flag", Kind::Flag),
    ];

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// Its name in `site.toml`.
    pub fn name(self) -> &'static str {
        Kind::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Whether its value is written as a mapping, so that notes may stand beside the value's own keys.
    pub fn is_mapping(self) -> bool {
        matches!(self, Kind::Place | Kind::Money)
    }

    /// Whether prose in the body may accompany its value in front matter.
    pub fn takes_prose(self) -> bool {
        !matches!(self, Kind::Line | Kind::Text | Kind::List | Kind::Number | Kind::Date | Kind::Flag)
    }
}
