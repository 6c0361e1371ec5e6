//! The shape of `site.toml` as a whole.

use super::addresses::Addresses;
use super::collection::CollectionConfig;
use super::site::{MoveConfig, SiteConfig, Withdrawn};
use crate::lang::{Label, Localized};
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
