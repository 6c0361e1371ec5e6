//! `site.toml` as people write it: what the site is, and the model of its fichas as data.
//!
//! No field, dimension, taxonomy or collection is known to the program by name.

mod addresses;
mod model;
mod read;

pub use addresses::{Addresses, Part};
pub use model::{
    ActorsConfig, CollectionConfig, Config, Dimension, Field, Kind, License, MatrixConfig, MoveConfig, Roles,
    SiteConfig, TableConfig, TaxonomyConfig, Withdrawn,
};
pub(crate) use read::localized;
pub use read::read;

/// The key by which records, terms and actors say what they were called before.
pub(crate) const FORMERLY: crate::tree::Names = &["antes", "formerly"];
