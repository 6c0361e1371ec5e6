//! Notices that something in the site's folders has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::disk;
use crate::report::Words;

/// How long a burst of changes must pause before it is taken for finished.
const PAUSE: Duration = Duration::from_millis(8);
/// How long a burst may go on before the site is read all the same.
const PATIENCE: Duration = Duration::from_millis(400);

/// Watches whole folders, since editors save by renaming and a checkout replaces files by the hundred.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    changes: Receiver<()>,
    /// The folders that are watched, each with its identity: one that is made anew must be watched anew.
    followed: BTreeMap<PathBuf, u64>,
}

impl Watch {
    /// Watches the site's folder itself, where `site.toml` is; what lies below it, only by [`Watch::follow`].
    pub(super) fn new(root: &Path) -> notify::Result<Watch> {
        let root = root.canonicalize().map_err(notify::Error::io)?;
        let (sender, changes) = channel();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.map_or(true, |event| is_change(&event)) {
                // Nobody listens any more only when the program ends.
                let _ = sender.send(());
            }
        })?;
        watcher.watch(&root, RecursiveMode::NonRecursive)?;
        Ok(Watch { root, watcher, changes, followed: BTreeMap::new() })
    }

    /// Watches these folders of the site with all below them; says whether any of them is new.
    pub(super) fn follow(&mut self, folders: &BTreeSet<String>) -> notify::Result<bool> {
        let mut new = false;
        for folder in folders {
            let path = self.root.join(folder);
            let Some(identity) = identity(&path) else {
                self.followed.remove(&path);
                continue;
            };
            if self.followed.get(&path) != Some(&identity) {
                self.followed.insert(path.clone(), identity);
                self.watcher.watch(&path, RecursiveMode::Recursive)?;
                new = true;
            }
        }
        Ok(new)
    }

    /// Waits for a change, and for the end of those that come with it. `false` where none can come any more.
    pub(super) fn wait(&self) -> bool {
        if self.changes.recv().is_err() {
            return false;
        }
        let start = Instant::now();
        while start.elapsed() < PATIENCE && self.changes.recv_timeout(PAUSE).is_ok() {}
        true
    }
}

/// Why a folder cannot be watched, and what to do.
pub(super) fn told(error: &notify::Error) -> Words {
    let why = match &error.kind {
        ErrorKind::MaxFilesWatch => Words::new(
            "el sistema no admite más carpetas vigiladas (fs.inotify.max_user_watches)",
            "the system lets no more folders be watched (fs.inotify.max_user_watches)",
        ),
        ErrorKind::Io(error) => disk::why(error),
        ErrorKind::PathNotFound => disk::why(&std::io::ErrorKind::NotFound.into()),
        _ => disk::why(&std::io::Error::other(error.to_string())),
    };
    Words::new(
        format!(
            "no se puede vigilar una carpeta, y sus cambios no se verán hasta repetir la orden: {}",
            why.es
        ),
        format!(
            "a folder cannot be watched, and its changes stay unseen until this is run again: {}",
            why.en
        ),
    )
}

/// Whether an event means that content may differ: reading a file does not.
fn is_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => event.need_rescan(),
        _ => true,
    }
}

/// What tells a folder from another of the same name.
fn identity(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(folder).ok().filter(std::fs::Metadata::is_dir).map(|data| data.ino())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_watched_is_told_with_what_follows() {
        let full = told(&notify::Error::new(ErrorKind::MaxFilesWatch));
        assert_eq!(
            full.es,
            "no se puede vigilar una carpeta, y sus cambios no se verán hasta repetir la orden: el sistema no admite más carpetas vigiladas (fs.inotify.max_user_watches)"
        );
        let shut = told(&notify::Error::io(std::io::ErrorKind::PermissionDenied.into()));
        assert_eq!(
            shut.en,
            "a folder cannot be watched, and its changes stay unseen until this is run again: there is no permission"
        );
    }
}
