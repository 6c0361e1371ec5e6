//! `site.toml` as people write it: what the site is, and the model of its fichas as data.
//!
//! No field, dimension, taxonomy or collection is known to the program by name.

mod addresses;
mod model;
mod read;

pub use addresses::{Addresses, Part};
pub use model::{
    ActorsConfig, CollectionConfig, Config, Dimension, Field, Kind, License, MatrixConfig, Roles, SiteConfig,
    TableConfig, TaxonomyConfig,
};
pub(crate) use read::localized;
pub use read::read;
