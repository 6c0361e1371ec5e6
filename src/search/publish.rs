//! The files of the search: the index, the engine, and what a server may send instead of them, compressed.

use std::io::Write;
use std::path::Path;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::output::File;
use crate::search::index::{self, Failure};
use crate::search::stock::stock;

/// The folder of the search below the site.
pub const FOLDER: &str = "busqueda";

/// The engine of the page.
static ENGINE: &[(&str, &[u8])] = &[
    ("engine.wasm", include_bytes!("engine.wasm")),
    ("engine.wasm.br", include_bytes!("engine.wasm.br")),
    ("engine.wasm.gz", include_bytes!("engine.wasm.gz")),
];
/// The hash of the sources it was made from.
pub static ENGINE_SOURCES: &str = include_str!("engine.sources");

/// The folder of the search in a site on disk.
pub fn folder(site: &Path) -> std::path::PathBuf {
    site.join(FOLDER)
}

/// All files of the search.
///
/// # Errors
///
/// Where the index cannot be made.
pub fn files(catalog: &Catalog) -> Result<Vec<File>, Failure> {
    let index = index::build(&stock(catalog))?;
    let mut files: Vec<File> = index
        .into_iter()
        .map(|file| File { path: format!("{FOLDER}/{}", file.path), bytes: file.bytes })
        .collect();
    files.extend(
        ENGINE.iter().map(|(name, bytes)| File { path: format!("{FOLDER}/{name}"), bytes: bytes.to_vec() }),
    );
    Ok(files)
}

/// The files of the search once more in brotli and gzip, for servers that send those.
pub fn packed(files: &[File]) -> Vec<File> {
    let ours: Vec<&File> =
        files.iter().filter(|file| file.path.starts_with(FOLDER) && file.path.ends_with(".bin")).collect();
    let effort = if ours.len() > MANY { Effort::Quick } else { Effort::Thorough };
    ours.into_par_iter().flat_map_iter(|file| compressed(file, effort)).collect()
}

/// How hard a file is pressed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effort {
    Quick,
    Thorough,
}

/// From so many files on each is pressed quickly, but for those that are large, which are few and asked for most often:
/// what all records have in a facet, what they are sorted by.
const MANY: usize = 1000;
const LARGE: usize = 16 << 10;

/// The same file in brotli and gzip, where that is smaller.
fn compressed(file: &File, effort: Effort) -> Vec<File> {
    let first = file.path.ends_with("entry.bin") && file.bytes.len() < 4 << 20;
    let (quality, level) = match effort {
        _ if first => (11, 9),
        Effort::Quick if file.bytes.len() < LARGE => (3, 2),
        _ => (9, 7),
    };
    let both = [("br", brotli(&file.bytes, quality)), ("gz", gzip(&file.bytes, level))];
    let smaller = both.into_iter().filter(|(_, packed)| packed.len() + packed.len() / 16 < file.bytes.len());
    smaller.map(|(ending, bytes)| File { path: format!("{}.{ending}", file.path), bytes }).collect()
}

fn brotli(bytes: &[u8], quality: i32) -> Vec<u8> {
    // A window as wide as the file: a wider one is cleared in vain before each.
    let lgwin = (bytes.len() + 16).next_power_of_two().ilog2().clamp(10, 22) as i32;
    let parameters =
        brotli::enc::BrotliEncoderParams { quality, lgwin, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    let mut input = bytes;
    match brotli::BrotliCompress(&mut input, &mut out, &parameters) {
        Ok(_) => out,
        Err(_) => bytes.to_vec(),
    }
}

fn gzip(bytes: &[u8], level: u32) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    let done = encoder.write_all(bytes).and_then(|()| encoder.finish());
    done.unwrap_or_else(|_| bytes.to_vec())
}
