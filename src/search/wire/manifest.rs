//! The manifest: which files there are, what the model's fields and taxonomies are called, where each kind begins.

use super::{Broken, Reader, Writer};

const MAGIC: &str = "atalaya-search-2";

/// One file of the index, cut into blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileInfo {
    /// Its name inside the engine.
    pub name: String,
    /// Its length in bytes; for a file whose blocks are records of their own, the number of blocks.
    pub len: u32,
}

/// Bytes that travel with the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hot {
    /// Which file.
    pub file: u32,
    /// First byte, or block number for a file of records.
    pub start: u32,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A field of the model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// Its id.
    pub id: String,
    /// Its labels, one per language of the site.
    pub labels: Vec<String>,
}

/// A term of a taxonomy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermInfo {
    /// Its id.
    pub id: String,
    /// The ordinal of its broader term plus one, or 0.
    pub broader: u32,
    /// Its labels, one per language of the site.
    pub labels: Vec<String>,
}

/// A taxonomy, or another facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taxonomy {
    /// Its id.
    pub id: String,
    /// Its terms have an order of their own.
    pub ordinal: bool,
    /// Its labels, one per language of the site.
    pub labels: Vec<String>,
    /// Its terms, in their order.
    pub terms: Vec<TermInfo>,
}

/// How many entries there are of each kind, in the order they are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    /// Full records.
    pub records: u32,
    /// Records that are only named.
    pub identified: u32,
    /// Full records of other collections.
    pub others: u32,
    /// Actors.
    pub actors: u32,
    /// Terms.
    pub terms: u32,
    /// Pages.
    pub pages: u32,
}

/// What the engine reads first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The hash of the whole index: the name of the folder its blocks lie in.
    pub hash: String,
    /// Bytes per block.
    pub block: u32,
    /// Cards per block, of full records.
    pub cards: u32,
    /// Cards per block, of everything else.
    pub others: u32,
    /// Everything travels with the manifest.
    pub bundled: bool,
    /// The site's languages, the first one its own.
    pub languages: Vec<String>,
    /// How many entries of each kind.
    pub kinds: Kinds,
    /// The fields, by ordinal.
    pub fields: Vec<Field>,
    /// The taxonomies.
    pub taxonomies: Vec<Taxonomy>,
    /// The files.
    pub files: Vec<FileInfo>,
    /// What travels along.
    pub hot: Vec<Hot>,
}

impl Manifest {
    /// The manifest as bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::default();
        w.text(MAGIC);
        w.text(&self.hash);
        for n in [self.block, self.cards, self.others, u32::from(self.bundled)] {
            w.number(n);
        }
        w.list(&self.languages, |w, l| w.text(l));
        let k = self.kinds;
        for n in [k.records, k.identified, k.others, k.actors, k.terms, k.pages] {
            w.number(n);
        }
        w.list(&self.fields, |w, f| {
            w.text(&f.id);
            w.list(&f.labels, |w, l| w.text(l));
        });
        w.list(&self.taxonomies, write_taxonomy);
        w.list(&self.files, |w, f| {
            w.text(&f.name);
            w.number(f.len);
        });
        w.list(&self.hot, |w, h| {
            w.number(h.file);
            w.number(h.start);
            w.bytes(&h.bytes);
        });
        w.0
    }

    /// The manifest that bytes hold.
    pub fn read(bytes: &[u8]) -> Result<Manifest, Broken> {
        let r = &mut Reader(bytes);
        if r.text()? != MAGIC {
            return Err(Broken);
        }
        Ok(Manifest {
            hash: r.string()?,
            block: r.number()?.max(1),
            cards: r.number()?.max(1),
            others: r.number()?.max(1),
            bundled: r.number()? != 0,
            languages: r.list(Reader::string)?,
            kinds: Kinds {
                records: r.number()?,
                identified: r.number()?,
                others: r.number()?,
                actors: r.number()?,
                terms: r.number()?,
                pages: r.number()?,
            },
            fields: r.list(|r| Ok(Field { id: r.string()?, labels: r.list(Reader::string)? }))?,
            taxonomies: r.list(read_taxonomy)?,
            files: r.list(|r| Ok(FileInfo { name: r.string()?, len: r.number()? }))?,
            hot: r.list(|r| Ok(Hot { file: r.number()?, start: r.number()?, bytes: r.bytes()?.to_vec() }))?,
        })
    }

    /// The ordinal of a file.
    pub fn file(&self, name: &str) -> Option<u32> {
        self.files.iter().position(|f| f.name == name).map(|i| i as u32)
    }

    /// The ordinal of a taxonomy.
    pub fn taxonomy(&self, id: &str) -> Option<usize> {
        self.taxonomies.iter().position(|t| t.id == id)
    }
}

fn write_taxonomy(w: &mut Writer, t: &Taxonomy) {
    w.text(&t.id);
    w.number(u32::from(t.ordinal));
    w.list(&t.labels, |w, l| w.text(l));
    w.list(&t.terms, |w, t| {
        w.text(&t.id);
        w.number(t.broader);
        w.list(&t.labels, |w, l| w.text(l));
    });
}

fn read_taxonomy(r: &mut Reader) -> Result<Taxonomy, Broken> {
    Ok(Taxonomy {
        id: r.string()?,
        ordinal: r.number()? != 0,
        labels: r.list(Reader::string)?,
        terms: r.list(|r| {
            Ok(TermInfo { id: r.string()?, broader: r.number()?, labels: r.list(Reader::string)? })
        })?,
    })
}
