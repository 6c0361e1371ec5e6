//! Draws pictures from SVG, and remembers them by what they show.
//!
//! Nothing of the system is asked for: the letters are the site's own. A picture that was drawn once lies in
//! `.atalaya/`, beside `site.toml`, under the hash of its SVG; one that is damaged, or of another version of this
//! program, is drawn again, and one that no build has used since is removed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::figure::face;
use crate::output::{File, Put};
use crate::source::Root;

/// Where drawn pictures are kept, below the site's folder.
const KEPT: &str = ".atalaya/tarjetas";
/// Changes when pictures of the same SVG are drawn otherwise.
const DRAWN_BY: &str = concat!("resvg 1 ", env!("CARGO_PKG_VERSION"));

/// Draws pictures, each an address with its SVG, and hands on their files; with a site's folder, remembers them there.
///
/// # Errors
///
/// Those of `put`, and where a picture cannot be drawn. That one cannot be kept for the next time is no error.
pub(crate) fn files(root: Option<&Root>, pictures: Vec<(String, String)>, put: &dyn Put) -> io::Result<()> {
    let kept = root.map(|root| Kept(root.path().join(KEPT)));
    let options = options();
    let drawn: io::Result<BTreeSet<String>> = pictures
        .into_par_iter()
        .map(|(path, svg)| {
            let key = key(&svg);
            let known = kept.as_ref().and_then(|kept| kept.recall(&key));
            let fresh = known.is_none();
            let bytes = known.map_or_else(|| draw(&svg, &options), Ok)?;
            kept.iter().filter(|_| fresh).for_each(|kept| kept.keep(&key, &bytes));
            put.put(File { path, bytes })?;
            Ok(key)
        })
        .collect();
    let drawn = drawn?;
    kept.iter().for_each(|kept| kept.forget_others(&drawn));
    Ok(())
}

/// A picture as PNG.
///
/// # Errors
///
/// Where the SVG is none.
pub(crate) fn draw(svg: &str, options: &Options<'_>) -> io::Result<Vec<u8>> {
    let tree = Tree::from_str(svg, options).map_err(io::Error::other)?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or(io::ErrorKind::OutOfMemory)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(io::Error::other)
}

/// What pictures are drawn with: the site's own letters and no others.
pub(crate) fn options() -> Options<'static> {
    let mut options = Options { font_family: face::FAMILY.to_owned(), ..Options::default() };
    let fonts = Arc::make_mut(&mut options.fontdb);
    face::FILES.iter().for_each(|file| fonts.load_font_data(file.to_vec()));
    options
}

fn key(svg: &str) -> String {
    let mut hash = blake3::Hasher::new();
    hash.update(DRAWN_BY.as_bytes());
    for file in face::FILES {
        hash.update(file);
    }
    hash.update(svg.as_bytes());
    hash.finalize().to_hex().to_string()
}

/// The pictures of former builds: the hash of its bytes, then the bytes.
struct Kept(PathBuf);

impl Kept {
    fn recall(&self, key: &str) -> Option<Vec<u8>> {
        let file = fs::read(self.0.join(key)).ok()?;
        let (hash, bytes) = file.split_at_checked(blake3::OUT_LEN)?;
        (blake3::hash(bytes).as_bytes() == hash).then(|| bytes.to_vec())
    }

    /// Keeps a picture whole or not at all; where the disk refuses, it is drawn again the next time.
    fn keep(&self, key: &str, bytes: &[u8]) {
        if fs::create_dir_all(&self.0).is_err() {
            return;
        }
        let beside = self.0.join(format!(".{key}.{}", std::process::id()));
        let file = [blake3::hash(bytes).as_bytes(), bytes].concat();
        if fs::write(&beside, file).and_then(|()| fs::rename(&beside, self.0.join(key))).is_err() {
            let _ = fs::remove_file(&beside);
        }
    }

    fn forget_others(&self, used: &BTreeSet<String>) {
        let Ok(entries) = fs::read_dir(&self.0) else { return };
        for entry in entries.filter_map(Result::ok) {
            if !entry.file_name().to_str().is_some_and(|name| used.contains(name)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}
