//! The manifest: which files there are, what the model's fields and taxonomies are called, where each kind begins.

use super::{Broken, Reader, Writer};

const MAGIC: &str = "atalaya-search-3";

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
    /// How many listed records it or a narrower one classifies.
    pub records: u32,
    /// Its labels, one per language of the site; one for all where they are the same, none where the page has the word.
    pub labels: Vec<String>,
}

/// What the values of a facet are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nature {
    /// Terms of a taxonomy.
    #[default]
    Terms,
    /// Spans of years, by the first year of a record.
    Years,
    /// How much of the template is answered.
    Completeness,
    /// Which field of the template is not answered, and why.
    Absence,
    /// Actors.
    Actors,
    /// Whether a record is full or only named.
    State,
}

impl Nature {
    const ALL: [Nature; 6] =
        [Nature::Terms, Nature::Years, Nature::Completeness, Nature::Absence, Nature::Actors, Nature::State];

    /// What the page calls it.
    pub fn name(self) -> &'static str {
        match self {
            Nature::Terms => "terms",
            Nature::Years => "years",
            Nature::Completeness => "completeness",
            Nature::Absence => "absence",
            Nature::Actors => "actors",
            Nature::State => "state",
        }
    }
}

/// A taxonomy, or another facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taxonomy {
    /// Its id.
    pub id: String,
    /// What its values are.
    pub nature: Nature,
    /// Its terms have an order of their own.
    pub ordinal: bool,
    /// A record may have several of its terms.
    pub many: bool,
    /// Its labels, one per language of the site.
    pub labels: Vec<String>,
    /// How many terms it has.
    pub size: u32,
    /// Its terms, in their order; none where they lie in a file of their own.
    pub terms: Vec<TermInfo>,
}

impl Taxonomy {
    /// Whether its terms lie in a file of their own, for they are many.
    pub fn is_apart(&self) -> bool {
        self.terms.len() < self.size as usize
    }
}

impl Kinds {
    /// How many records a set can hold: the full ones, then those that are only named.
    pub fn listed(&self) -> usize {
        (self.records + self.identified) as usize
    }
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
    /// The facets, the taxonomies first.
    pub taxonomies: Vec<Taxonomy>,
    /// The taxonomy of territories plus one, or 0.
    pub territory: u32,
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
        w.number(self.territory);
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
            territory: r.number()?,
            files: r.list(|r| Ok(FileInfo { name: r.string()?, len: r.number()? }))?,
            hot: r.list(|r| Ok(Hot { file: r.number()?, start: r.number()?, bytes: r.bytes()?.to_vec() }))?,
        })
    }

    /// The ordinal of a file.
    pub fn file(&self, name: &str) -> Option<u32> {
        self.files.iter().position(|f| f.name == name).map(|i| i as u32)
    }

    /// The ordinal of a taxonomy or another facet.
    pub fn taxonomy(&self, id: &str) -> Option<usize> {
        self.taxonomies.iter().position(|t| t.id == id)
    }

    /// The facet of a nature, where there is one.
    pub fn of_nature(&self, nature: Nature) -> Option<&Taxonomy> {
        self.taxonomies.iter().find(|t| t.nature == nature)
    }

    /// The place of a language among the site's.
    pub fn language(&self, code: &str) -> usize {
        self.languages.iter().position(|l| l == code).unwrap_or(0)
    }
}

fn write_taxonomy(w: &mut Writer, t: &Taxonomy) {
    w.text(&t.id);
    for n in [t.nature as u32, u32::from(t.ordinal), u32::from(t.many), t.size] {
        w.number(n);
    }
    w.list(&t.labels, |w, l| w.text(l));
    w.list(&t.terms, |w, t| t.write(w));
}

fn read_taxonomy(r: &mut Reader) -> Result<Taxonomy, Broken> {
    Ok(Taxonomy {
        id: r.string()?,
        nature: *Nature::ALL.get(r.number()? as usize).ok_or(Broken)?,
        ordinal: r.number()? != 0,
        many: r.number()? != 0,
        size: r.number()?,
        labels: r.list(Reader::string)?,
        terms: r.list(TermInfo::read)?,
    })
}

impl TermInfo {
    /// The term as bytes.
    pub fn write(&self, w: &mut Writer) {
        w.text(&self.id);
        w.number(self.broader);
        w.number(self.records);
        w.list(&self.labels, |w, l| w.text(l));
    }

    /// The term that bytes hold.
    pub fn read(r: &mut Reader) -> Result<TermInfo, Broken> {
        Ok(TermInfo {
            id: r.string()?,
            broader: r.number()?,
            records: r.number()?,
            labels: r.list(Reader::string)?,
        })
    }

    /// Its label in one of the site's languages, or in the site's own.
    pub fn label(&self, at: usize) -> &str {
        label(&self.labels, at)
    }
}

/// A label in a language, or in the site's own.
pub fn label(labels: &[String], at: usize) -> &str {
    let own = labels.get(at).filter(|label| !label.is_empty());
    own.or_else(|| labels.first()).map_or("", String::as_str)
}
