//! The shapes of `site.toml`.

use super::addresses::Addresses;
use crate::lang::{Label, Lang, Localized};
use crate::report::Span;

/// A whole `site.toml`.
#[derive(Clone, Debug)]
pub struct Config {
    /// What the site is.
    pub site: SiteConfig,
    /// What the parts of addresses are called.
    pub addresses: Addresses,
    /// The file of general synonyms, for the search.
    pub synonyms: Option<String>,
    /// The list of actors, if the site has one.
    pub actors: Option<ActorsConfig>,
    /// The taxonomies in their order.
    pub taxonomies: Vec<TaxonomyConfig>,
    /// The pages that moved.
    pub moved: Vec<MoveConfig>,
    /// The pages that were taken down.
    pub withdrawn: Vec<Withdrawn>,
    /// The collections in their order.
    pub collections: Vec<CollectionConfig>,
    /// The matrices in their order.
    pub matrices: Vec<MatrixConfig>,
}

/// Two things crossed on a page of their own.
#[derive(Clone, Debug)]
pub struct MatrixConfig {
    /// What stands in the rows: the id of a taxonomy, or [`MatrixConfig::DIMENSIONS`].
    pub rows: String,
    /// What stands in the columns: the id of a taxonomy, or [`MatrixConfig::ABSENCES`] where the rows are dimensions.
    pub columns: String,
    /// The collection whose records are counted; the first where none is named.
    pub collection: Option<String>,
    /// Where the declaration stands.
    pub span: Span,
}

impl MatrixConfig {
    /// The rows that are the dimensions of the model with their fields.
    pub const DIMENSIONS: &str = "dimension";
    /// The columns that are the reasons why a field has no answer.
    pub const ABSENCES: &str = "absence";

    /// Whether it crosses the dimensions with the absences, not two taxonomies.
    pub fn is_of_absences(&self) -> bool {
        self.rows == MatrixConfig::DIMENSIONS
    }

    /// The last part of its address.
    pub fn slug(&self) -> String {
        let own = format!("{}-{}", self.rows, self.columns);
        self.collection.as_ref().map_or(own.clone(), |collection| format!("{collection}-{own}"))
    }
}

/// What the site is and says of itself.
#[derive(Clone, Debug)]
pub struct SiteConfig {
    /// Its name.
    pub title: Localized,
    /// One or two sentences on what it holds.
    pub description: Localized,
    /// The languages of the pages; the first is the content's and stands at the root.
    pub languages: Vec<Lang>,
    /// Where the site is published, for canonical addresses: `https://example.org/observatorio/`.
    pub base_url: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Where to write to those who publish it.
    pub email: Option<String>,
    /// The gateway that serves the site's OAI-PMH static repository.
    pub oai_gateway: Option<String>,
    /// The name of the edition, as a citation gives it.
    pub edition: Option<String>,
    /// The date of the edition, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Under which terms the content may be used.
    pub license: Option<License>,
    /// The theme, a folder of `themes/` or one that comes with the program.
    pub theme: String,
    /// The folder of the free pages.
    pub pages: Option<String>,
    /// The folder of images and documents.
    pub media: Option<String>,
    /// The file of the glossary.
    pub glossary: Option<String>,
    /// The file that says which records that look alike are the same, and which are not.
    pub duplicates: Option<String>,
    /// What the main menu leads to: ids of collections, taxonomies and free pages, or `actores`.
    pub menu: Vec<String>,
    /// Where that is declared.
    pub menu_span: Span,
    /// The taxonomy whose term ids are ISO 3166 country codes.
    pub countries: Option<String>,
    /// Where the declaration stands.
    pub span: Span,
}

/// A licence by name and address.
#[derive(Clone, Debug)]
pub struct License {
    /// Its name.
    pub name: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// Where actors come from and go to.
#[derive(Clone, Debug)]
pub struct ActorsConfig {
    /// What they are called.
    pub label: Label,
    /// The file, or folder of files, that lists them.
    pub files: String,
    /// Where that is declared.
    pub files_span: Span,
    /// The taxonomy of their kinds.
    pub kinds: Option<String>,
    /// The taxonomy of their roles in a ficha.
    pub roles: Option<String>,
    /// Where the declaration stands.
    pub span: Span,
}

/// A controlled vocabulary.
#[derive(Clone, Debug)]
pub struct TaxonomyConfig {
    /// Its id, as fields name it.
    pub id: String,
    /// What it is called.
    pub label: Label,
    /// What it is for.
    pub help: Localized,
    /// The file of its terms.
    pub file: String,
    /// Where that is declared.
    pub file_span: Span,
    /// The folder of its pages.
    pub address: String,
    /// Whether its terms have an order of magnitude.
    pub ordinal: bool,
    /// Where the declaration stands.
    pub span: Span,
}

/// A kind of record: its folder, its model, its addresses.
#[derive(Clone, Debug)]
pub struct CollectionConfig {
    /// Its id.
    pub id: String,
    /// What one record, and many, are called.
    pub label: Label,
    /// What it holds.
    pub help: Localized,
    /// The folder of its files.
    pub folder: String,
    /// The address of a record, with `{slug}` where its slug goes.
    pub address: String,
    /// Which field plays which part.
    pub roles: Roles,
    /// The dimensions in their order.
    pub dimensions: Vec<Dimension>,
    /// All fields: first those outside the dimensions, then those of each dimension, in their order.
    pub fields: Vec<Field>,
    /// Tables of identified experiences.
    pub tables: Vec<TableConfig>,
    /// Where the declaration stands.
    pub span: Span,
}

/// A table whose rows are identified experiences: records that name an experience and no more.
#[derive(Clone, Debug)]
pub struct TableConfig {
    /// The CSV file.
    pub file: String,
    /// For each field, as an index, the header of the column that answers it.
    pub columns: Vec<(usize, String)>,
    /// The column that gives the slug of the full ficha of the same experience, where there is one.
    pub full: Option<String>,
    /// The column that gives the row's own slug; without it the slug is made of the title.
    pub slug: Option<String>,
    /// What stands between several values in a cell.
    pub separator: String,
    /// Where the declaration stands.
    pub span: Span,
}

impl CollectionConfig {
    /// The place of a field among the fields.
    pub fn field_at(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }

    /// The folder of the list of its records: the address up to `{slug}`.
    pub fn list_address(&self) -> &str {
        self.address.split("{slug}").next().unwrap_or_default().trim_matches('/')
    }

    /// The fields of the template, whose answers count towards completeness.
    pub fn template(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.fields.iter().enumerate().filter(|(_, field)| field.answer)
    }
}

/// A group of fields.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub label: Localized,
}

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

/// Which field of a collection plays which part, each as an index into its fields.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    /// What a record is called.
    pub title: usize,
    /// Its acronym.
    pub acronym: Option<usize>,
    /// Its number in the source.
    pub number: Option<usize>,
    /// Two or three sentences on it.
    pub summary: Option<usize>,
    /// When it happened.
    pub period: Option<usize>,
    /// Where.
    pub place: Option<usize>,
    /// In which country, as a term.
    pub country: Option<usize>,
    /// In which territory, as a term.
    pub territory: Option<usize>,
    /// Who took part.
    pub actors: Option<usize>,
    /// Where the record comes from.
    pub source: Option<usize>,
    /// Who wrote the record.
    pub authors: Option<usize>,
    /// When it was written.
    pub published: Option<usize>,
    /// The works it cites.
    pub references: Option<usize>,
    /// Records it names as related.
    pub related: Option<usize>,
    /// Its images and documents.
    pub media: Option<usize>,
    /// Doubts about its source.
    pub notes: Option<usize>,
    /// The text before the first heading.
    pub body: Option<usize>,
}

/// A move that `site.toml` declares, of a page or of all pages below a folder.
#[derive(Clone, Debug)]
pub struct MoveConfig {
    /// The address it was.
    pub from: String,
    /// The address it is.
    pub to: String,
    /// Where the declaration stands.
    pub span: Span,
}

/// A page that was taken down, and says so.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    /// Its address.
    pub address: String,
    /// What stood there.
    pub title: Localized,
    /// Why it does no more.
    pub reason: Localized,
    /// Since when.
    pub date: Option<String>,
    /// Where the declaration stands.
    pub span: Span,
}
