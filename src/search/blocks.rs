//! An index of which only some blocks have arrived, as Tantivy wants to read it.
//!
//! A read that touches a block that is not here fails, and the block is noted: the caller fetches what is noted and asks
//! again. The same on every machine; only who fetches differs.

use crate::search::wire::{BlockId, Broken, Manifest, unseal};
use std::collections::{BTreeSet, HashMap};
use std::io::{Error, ErrorKind};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};

/// The blocks that are here, and those that were wanted and are not.
#[derive(Default)]
struct Shelf {
    here: HashMap<BlockId, OwnedBytes>,
    wanted: BTreeSet<BlockId>,
    read: Vec<(u32, Range<usize>)>,
    recording: bool,
}

/// The files of one index.
pub struct Blocks {
    files: Vec<(String, usize)>,
    hot: Vec<(u32, usize, OwnedBytes)>,
    block: usize,
    shelf: Mutex<Shelf>,
}

impl std::fmt::Debug for Blocks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Blocks")
    }
}

/// A shared handle on the files, which Tantivy takes for a directory.
#[derive(Clone, Debug)]
pub struct Shelves(pub Arc<Blocks>);

impl Blocks {
    /// The files a manifest tells of, with what came along.
    pub fn new(manifest: &mut Manifest) -> Blocks {
        let hot = std::mem::take(&mut manifest.hot);
        Blocks {
            files: manifest.files.iter().map(|f| (f.name.clone(), f.len as usize)).collect(),
            hot: hot.into_iter().map(|h| (h.file, h.start as usize, OwnedBytes::new(h.bytes))).collect(),
            block: manifest.block as usize,
            shelf: Mutex::default(),
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a fetched block where it belongs, if it is whole.
    pub fn put(&self, id: BlockId, sealed: &[u8]) -> Result<(), Broken> {
        let body = unseal(sealed)?;
        self.shelf().here.insert(id, OwnedBytes::new(body.to_vec()));
        Ok(())
    }

    /// The blocks that were wanted since the last time; empty when nothing was missing.
    pub fn wanted(&self) -> Vec<BlockId> {
        std::mem::take(&mut self.shelf().wanted).into_iter().collect()
    }

    /// Starts to note what is read.
    pub fn record(&self) {
        self.shelf().recording = true;
    }

    /// What was read since [`Blocks::record`].
    pub fn recorded(&self) -> Vec<(u32, Range<usize>)> {
        std::mem::take(&mut self.shelf().read)
    }

    /// A block of a file whose blocks are records of their own.
    pub fn whole(&self, id: BlockId) -> Option<OwnedBytes> {
        let hot = self.hot.iter().find(|(file, start, _)| *file == id.file && *start == id.block as usize);
        if let Some((_, _, bytes)) = hot {
            return Some(bytes.clone());
        }
        let mut shelf = self.shelf();
        let found = shelf.here.get(&id).cloned();
        if found.is_none() {
            shelf.wanted.insert(id);
        }
        found
    }

    fn read(&self, file: u32, range: Range<usize>) -> Option<OwnedBytes> {
        if range.is_empty() {
            return Some(OwnedBytes::empty());
        }
        let mut shelf = self.shelf();
        if shelf.recording {
            shelf.read.push((file, range.clone()));
        }
        for (hot, start, bytes) in &self.hot {
            if *hot == file && *start <= range.start && range.end <= start + bytes.len() {
                return Some(bytes.slice(range.start - start..range.end - start));
            }
        }
        let ids = (range.start / self.block..=(range.end - 1) / self.block)
            .map(|block| BlockId { file, block: block as u32 });
        let missing: Vec<BlockId> = ids.clone().filter(|id| !shelf.here.contains_key(id)).collect();
        if !missing.is_empty() {
            shelf.wanted.extend(missing);
            return None;
        }
        self.gather(&shelf.here, ids, range)
    }

    fn gather(
        &self,
        here: &HashMap<BlockId, OwnedBytes>,
        mut ids: impl Iterator<Item = BlockId> + Clone,
        range: Range<usize>,
    ) -> Option<OwnedBytes> {
        let cut = |id: BlockId| {
            let first = id.block as usize * self.block;
            let bytes = here.get(&id)?;
            let (from, to) = (range.start.max(first) - first, (range.end - first).min(self.block));
            (to <= bytes.len()).then(|| bytes.slice(from..to))
        };
        if ids.clone().count() == 1 {
            return cut(ids.next()?);
        }
        let mut all = Vec::with_capacity(range.len());
        for id in ids {
            all.extend_from_slice(&cut(id)?);
        }
        Some(OwnedBytes::new(all))
    }

    fn id(&self, path: &Path) -> Result<u32, OpenReadError> {
        let name = path.to_str().unwrap_or_default();
        let found = self.files.iter().position(|(file, _)| file == name);
        found.map(|i| i as u32).ok_or_else(|| OpenReadError::FileDoesNotExist(path.into()))
    }
}

#[derive(Debug)]
struct Handle {
    blocks: Arc<Blocks>,
    file: u32,
}

impl HasLen for Handle {
    fn len(&self) -> usize {
        self.blocks.files[self.file as usize].1
    }
}

impl FileHandle for Handle {
    fn read_bytes(&self, range: Range<usize>) -> std::io::Result<OwnedBytes> {
        self.blocks.read(self.file, range).ok_or_else(|| Error::from(ErrorKind::WouldBlock))
    }
}

impl Directory for Shelves {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(Handle { blocks: self.0.clone(), file: self.0.id(path)? }))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.0.id(path).is_ok())
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let file = self.0.id(path)?;
        let bytes = self.0.read(file, 0..self.0.files[file as usize].1);
        let missing = || OpenReadError::wrap_io_error(Error::from(ErrorKind::WouldBlock), path.into());
        bytes.map(|b| b.to_vec()).ok_or_else(missing)
    }

    fn delete(&self, _: &Path) -> Result<(), DeleteError> {
        Ok(())
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::FileAlreadyExists(path.into()))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> std::io::Result<()> {
        Ok(())
    }

    fn sync_directory(&self) -> std::io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
