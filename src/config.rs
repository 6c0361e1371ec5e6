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

pub(crate) use addresses::address_keys;
pub use addresses::{Addresses, Part};
pub use collection::{CollectionConfig, Dimension, Roles, TableConfig};
pub use field::{Field, Kind};
pub use model::{ActorsConfig, Config, MatrixConfig, TaxonomyConfig};
pub use observatory::{ObservatoryConfig, Ours};
pub(crate) use read::localized;
pub use read::read;
pub use site::{License, MoveConfig, SiteConfig, THEME, Withdrawn};

/// The key by which a ficha says that it is not to be published yet.
pub(crate) const DRAFT: crate::tree::Names = &["borrador", "draft", "rascunho"];
/// The key by which records, terms and actors say what they were called before.
pub(crate) const FORMERLY: crate::tree::Names = &["antes", "formerly"];

/// What addresses of sets say besides the taxonomies, which stand there under their ids.
pub(crate) const IN_ADDRESSES: &[&str] = &[
    "q",
    "n",
    "desde",
    "hasta",
    "orden",
    "pasar",
    "todas",
    "paso",
    "cuentas",
    "grupos",
    "abrir",
    "cruce",
    "lugar",
    "lugares",
    "campos",
    "idioma",
    "vista",
    "columnas",
    "filas",
    "agrupar",
    "inicio",
    "actor",
    "completitud",
    "ausencia",
    "registro",
];
