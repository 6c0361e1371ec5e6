//! Atalaya: a static site generator for observatories of good practices.
//!
//! One straight line, nothing goes back:
//!
//! ```text
//! site.toml + content/  →  read → parse → gather → check → view → render → write  →  public/
//! ```
//!
//! Each arrow is a function from one type to the next. Every step adds its findings to one [`report::Report`] and
//! keeps going, so that an editor sees every mistake at once: [`site::open`] goes as far as *check*,
//! [`site::build`] to the end. Beside it, [`search`] makes an index of the catalog and answers questions from it; its
//! reading half is all that is compiled without the feature `build`, for the page.

#[cfg(feature = "build")]
pub mod catalog;
#[cfg(feature = "build")]
pub mod check;
#[cfg(feature = "build")]
pub mod collate;
#[cfg(feature = "build")]
pub mod config;
#[cfg(feature = "build")]
pub mod content;
#[cfg(feature = "build")]
mod country;
#[cfg(feature = "build")]
pub mod date;
#[cfg(feature = "build")]
pub mod disk;
#[cfg(feature = "build")]
pub mod duplicates;
#[cfg(feature = "build")]
pub mod edition;
#[cfg(feature = "build")]
pub mod elsewhere;
#[cfg(feature = "build")]
pub mod export;
#[cfg(feature = "build")]
pub mod figure;
#[cfg(feature = "build")]
pub mod fold;
#[cfg(feature = "build")]
pub mod git;
#[cfg(feature = "build")]
pub mod glossary;
#[cfg(feature = "build")]
pub mod history;
#[cfg(feature = "build")]
pub mod import;
#[cfg(feature = "build")]
pub mod lang;
#[cfg(feature = "build")]
pub mod link;
#[cfg(feature = "build")]
pub mod markdown;
#[cfg(feature = "build")]
pub mod memory;
#[cfg(feature = "build")]
pub mod new;
#[cfg(feature = "build")]
pub mod numbers;
#[cfg(feature = "build")]
pub mod output;
#[cfg(feature = "build")]
pub mod permalinks;
#[cfg(feature = "build")]
pub mod plan;
#[cfg(feature = "build")]
mod raster;
#[cfg(feature = "build")]
pub mod record;
#[cfg(feature = "build")]
pub mod render;
#[cfg(feature = "build")]
pub mod report;
#[cfg(feature = "build")]
pub mod review;
#[cfg(feature = "build")]
pub mod schema;
pub mod search;
#[cfg(feature = "build")]
pub mod serve;
#[cfg(feature = "build")]
pub mod site;
#[cfg(feature = "build")]
pub mod source;
#[cfg(feature = "build")]
pub mod status;
#[cfg(feature = "build")]
pub mod survey;
#[cfg(feature = "build")]
pub mod text;
#[cfg(feature = "build")]
mod toml;
#[cfg(feature = "build")]
pub mod translation;
#[cfg(feature = "build")]
pub mod tree;
#[cfg(feature = "build")]
pub mod view;
#[cfg(feature = "build")]
pub mod vocabulary;
#[cfg(feature = "build")]
mod yaml;
