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
//! [`site::build`] to the end.

#![cfg(feature = "build")]

pub mod catalog;
pub mod check;
pub mod config;
pub mod content;
mod country;
pub mod duplicates;
pub mod edition;
pub mod export;
pub mod figure;
pub mod fold;
pub mod glossary;
pub mod lang;
pub mod markdown;
pub mod memory;
pub mod new;
pub mod output;
pub mod permalinks;
pub mod plan;
pub mod record;
pub mod render;
pub mod report;
pub mod serve;
pub mod site;
pub mod source;
pub mod survey;
mod toml;
pub mod tree;
pub mod view;
pub mod vocabulary;
mod yaml;
