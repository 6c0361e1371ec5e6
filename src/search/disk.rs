//! A published index, asked from the terminal: the same files and the same engine as in the page.

use crate::search::ask::{Answer, Ask, Engine, Trouble};
use crate::search::index::File;
use crate::search::wire::BlockId;
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
