//! Search: one engine, at build time, in the terminal and in the page.
//!
//! Three questions, three rooms. *What is a word?* [`words`]. *What is found?* [`index`] (build side: entries become a
//! Tantivy index, cut into block files). *What is the answer?* [`ask`] (question → answer with counts, the same code
//! natively and in the browser). [`wire`] is the format they share; [`blocks`] lets Tantivy read an index of which only
//! some blocks have arrived.

pub mod ask;
pub mod blocks;
pub mod wire;
pub mod words;

#[cfg(feature = "build")]
pub mod disk;
#[cfg(feature = "build")]
pub mod entry;
#[cfg(feature = "build")]
pub mod index;
#[cfg(feature = "build")]
pub mod judge;
#[cfg(feature = "build")]
pub mod publish;
#[cfg(feature = "build")]
pub mod stock;
#[cfg(feature = "build")]
pub mod synonyms;
