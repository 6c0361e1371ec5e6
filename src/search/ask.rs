//! What the answer is: a question and filters → results with counts, natively and in the browser.
//!
//! [`Engine::ask`] either answers or says that blocks are missing; the caller fetches [`Engine::wanted`] and asks again.
//! The straight line of one question:
//!
//! `Ask` → pieces ([`question`]) → units and conditions ([`units`], with [`dictionary`], [`lexicon`], [`typo`]) →
//! evidence per unit ([`evidence`]) → scores ([`rank`]) → what the facets let through ([`facets`], over [`columns`]), counts
//! ([`counts`]), excerpts ([`excerpt`]), cells of a table ([`cells`]) → [`Answer`].

mod cells;
mod columns;
mod conditions;
mod counts;
mod dictionary;
mod evidence;
mod excerpt;
mod facets;
mod json;
mod lexicon;
mod query;
mod question;
mod rank;
mod results;
mod typo;
mod units;

pub use cells::Cell;
pub use counts::{Crossed, FacetCount, Gathered};
pub use query::{Ask, Choice, Mode, Sort};
pub use results::{Answer, Group, Hit, Match};

use crate::search::blocks::{Blocks, Shelves};
use crate::search::wire::{BlockId, Broken, Manifest, unseal};
use crate::search::words::Stems;
use columns::Columns;
use std::sync::Arc;
use tantivy::{Index, InvertedIndexReader, SegmentReader};

/// Why there is no answer yet, or none at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Blocks are missing: fetch what [`Engine::wanted`] names and ask again.
    Missing,
    /// A file is damaged or of another version.
    Broken,
}

impl From<Broken> for Trouble {
    fn from(_: Broken) -> Trouble {
        Trouble::Broken
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Trouble {
        if error.kind() == std::io::ErrorKind::WouldBlock { Trouble::Missing } else { Trouble::Broken }
    }
}

/// An opened index.
pub struct Engine {
    manifest: Manifest,
    blocks: Arc<Blocks>,
    columns: Columns,
    text: Arc<InvertedIndexReader>,
    lexicon: Arc<InvertedIndexReader>,
    backwards: Arc<InvertedIndexReader>,
    documents: u32,
    stems: Stems,
}

impl Engine {
    /// Opens an index from the bytes of its `entry.bin`.
    pub fn open(entry: &[u8]) -> Result<Engine, Trouble> {
        let mut manifest = Manifest::read(unseal(entry)?)?;
        let blocks = Blocks::new(&mut manifest);
        Engine::over(manifest, blocks)
    }

    /// Opens an index over its blocks.
    pub fn over(manifest: Manifest, blocks: Blocks) -> Result<Engine, Trouble> {
        let blocks = Arc::new(blocks);
        let index = Index::open(Shelves(blocks.clone())).map_err(|_| Trouble::Broken)?;
        // No searcher: it would bring threads and caches that nothing here asks for.
        let segments = index.searchable_segments().map_err(|_| Trouble::Broken)?;
        let [segment] = segments.as_slice() else { return Err(Trouble::Broken) };
        let segment = SegmentReader::open(segment).map_err(|_| Trouble::Broken)?;
        let field = |name: &str| {
            let field = index.schema().get_field(name).map_err(|_| Trouble::Broken)?;
            segment.inverted_index(field).map_err(|_| Trouble::Broken)
        };
        let stems = Stems::new(manifest.languages.iter().map(String::as_str));
        Ok(Engine {
            text: field("text")?,
            lexicon: field("lexicon")?,
            backwards: field("backwards")?,
            documents: segment.max_doc(),
            columns: Columns::new(manifest.taxonomies.len()),
            manifest,
            blocks,
            stems,
        })
    }

    /// The blocks that were missing when the engine was last asked.
    pub fn wanted(&self) -> Vec<BlockId> {
        self.blocks.wanted()
    }

    /// Hands over a fetched block.
    pub fn put(&self, id: BlockId, sealed: &[u8]) -> Result<(), Trouble> {
        Ok(self.blocks.put(id, sealed)?)
    }

    /// The files this engine reads.
    pub fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// What the index is about: fields, taxonomies, numbers.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Answers a question.
    pub fn ask(&self, ask: &Ask) -> Result<Answer, Trouble> {
        results::answer(self, ask)
    }
}
