//! The files of the search: the index, the engine, and what a server may send instead of them, compressed.

use std::io::Write;
use std::path::Path;

use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::search::index::{self, Failure};
use crate::search::stock::stock;
use crate::site::File;

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
    let ours = files.par_iter().filter(|file| file.path.starts_with(FOLDER) && file.path.ends_with(".bin"));
    ours.flat_map_iter(|file| compressed(&file.path, &file.bytes)).collect()
}

/// The same file in brotli and gzip, where that is smaller.
fn compressed(path: &str, bytes: &[u8]) -> Vec<File> {
    let quality = if path.ends_with("entry.bin") { 11 } else { 5 };
    let both = [("br", brotli(bytes, quality)), ("gz", gzip(bytes))];
    let smaller = both.into_iter().filter(|(_, packed)| packed.len() + packed.len() / 16 < bytes.len());
    smaller.map(|(ending, bytes)| File { path: format!("{path}.{ending}"), bytes }).collect()
}

fn brotli(bytes: &[u8], quality: i32) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, ..Default::default() };
    let mut out = Vec::new();
    let mut input = bytes;
    match brotli::BrotliCompress(&mut input, &mut out, &parameters) {
        Ok(_) => out,
        Err(_) => bytes.to_vec(),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(7));
    let done = encoder.write_all(bytes).and_then(|()| encoder.finish());
    done.unwrap_or_else(|_| bytes.to_vec())
}
