//! A published index, asked from the terminal: the same files and the same engine as in the page.

use crate::disk;
use crate::report::Words;
use crate::search::ask::{Answer, Ask, Engine, Trouble};
use crate::search::index::File;
use crate::search::wire::{BlockId, Nature};
use std::path::{Path, PathBuf};

/// Where the files of an index are.
enum Place {
    Folder(PathBuf),
    Memory(Vec<File>),
}

/// An index with its files at hand.
pub struct Library {
    engine: Engine,
    place: Place,
}

/// Why an index cannot be asked.
#[derive(Debug)]
pub enum Failure {
    /// A file cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// A file is damaged or of another version.
    Broken(PathBuf),
}

impl Failure {
    /// The same in words, with what to do.
    pub fn told(self) -> Words {
        match self {
            Failure::Unreadable(path, error) => {
                let (path, why) = (path.display(), disk::why(&error));
                Words::new(
                    format!("no se puede leer «{path}»: {}; ¿se hizo el sitio con «atalaya build»?", why.es),
                    format!("“{path}” cannot be read: {}; was the site made by “atalaya build”?", why.en),
                )
            }
            Failure::Broken(path) => Words::new(
                "el índice está dañado o es de otra versión: haga el sitio de nuevo con «atalaya build»",
                "the index is damaged or of another version: make the site again with “atalaya build”",
            )
            .of(path.display()),
        }
    }
}

/// A value of a facet by its id, with its labels.
pub type Value = (String, Vec<String>);

/// The value of records of which nothing is known.
const NONE: &str = "sin-dato";
/// The facet of places, which has no list of values.
const PLACE: &str = "lugar";

/// More rounds than this mean that the files do not belong together.
const ROUNDS: usize = 64;

impl Library {
    /// Opens the search folder of a built site.
    pub fn open(folder: &Path) -> Result<Library, Failure> {
        Library::at(Place::Folder(folder.to_path_buf()))
    }

    /// Opens files that are not on disk.
    pub fn of(files: Vec<File>) -> Result<Library, Failure> {
        Library::at(Place::Memory(files))
    }

    fn at(place: Place) -> Result<Library, Failure> {
        let entry = place.read("entry.bin")?;
        let engine = Engine::open(&entry).map_err(|_| Failure::Broken("entry.bin".into()))?;
        Ok(Library { engine, place })
    }

    /// Answers a question, reading what it takes.
    pub fn ask(&self, ask: &Ask) -> Result<Answer, Failure> {
        for _ in 0..ROUNDS {
            match self.engine.ask(ask) {
                Ok(answer) => return Ok(answer),
                Err(Trouble::Broken) => break,
                Err(Trouble::Missing) => self.fetch(&self.engine.wanted())?,
            }
        }
        Err(Failure::Broken("entry.bin".into()))
    }

    /// The values of a facet, each with its labels, where it has a list of them: not so years and places. Of very many
    /// those that may be meant by what is wanted: itself, those whose name has it, and the most frequent.
    pub fn values(&self, facet: &str, wanted: &str) -> Result<Option<Vec<Value>>, Failure> {
        let known = self.engine.manifest().taxonomies.iter().find(|known| known.id == facet);
        let Some(known) = known.filter(|known| known.nature != Nature::Years) else { return Ok(None) };
        if !known.is_apart() {
            let own = known.terms.iter().map(|term| (term.id.clone(), term.labels.clone()));
            return Ok(Some(own.chain([(NONE.to_owned(), Vec::new())]).collect()));
        }
        let mut values = Vec::new();
        for typed in [wanted, ""] {
            let mut ask = Ask { limit: 0, counts: true, ..Ask::default() };
            (ask.only, ask.opened) = (vec![facet.to_owned()], vec![facet.to_owned()]);
            ask.typed = vec![(facet.to_owned(), typed.to_owned())];
            ask.choose(facet, wanted.to_owned());
            for counted in self.ask(&ask)?.facets {
                let ids = counted.counts.into_iter().map(|(id, _)| id);
                values.extend(ids.zip(counted.labels.into_iter().map(|label| vec![label])));
            }
        }
        Ok(Some(values))
    }

    fn fetch(&self, wanted: &[BlockId]) -> Result<(), Failure> {
        for id in wanted {
            let path = [&self.engine.manifest().hash, "/", &id.name()].concat();
            let bytes = self.place.read(&path)?;
            self.engine.put(*id, &bytes).map_err(|_| Failure::Broken(path.into()))?;
        }
        Ok(())
    }

    /// What results can be narrowed by: the ids of the facets.
    pub fn facets(&self) -> impl Iterator<Item = &str> {
        let known = self.engine.manifest().taxonomies.iter().map(|facet| facet.id.as_str());
        known.chain([PLACE])
    }

    /// The engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }
}

impl Place {
    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        match self {
            Place::Folder(folder) => {
                let path = folder.join(path);
                std::fs::read(&path).map_err(|error| Failure::Unreadable(path, error))
            }
            Place::Memory(files) => {
                let found = files.iter().find(|file| file.path == path).map(|file| file.bytes.clone());
                found.ok_or_else(|| Failure::Unreadable(path.into(), std::io::ErrorKind::NotFound.into()))
            }
        }
    }
}
