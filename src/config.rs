//! `site.toml` as people write it: what the site is, and the model of its fichas as data.
//!
//! No field, dimension, taxonomy or collection is known to the program by name.

mod addresses;
mod collection;
mod field;
mod model;
mod observatory;
mod read;
mod site;

pub use addresses::{Addresses, Part};
pub use collection::{CollectionConfig, Dimension, Roles, TableConfig};
pub use field::{Field, Kind};
pub use model::{ActorsConfig, Config, MatrixConfig, TaxonomyConfig};
pub use observatory::{ObservatoryConfig, Ours};
pub(crate) use read::localized;
pub use read::read;
pub use site::{License, MoveConfig, SiteConfig, Withdrawn};

/// The key by which records, terms and actors say what they were called before.
pub(crate) const FORMERLY: crate::tree::Names = &["antes", "formerly"];
