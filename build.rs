//! Puts files into the program, so that it works where they are not at hand: the default theme and the pages on the
//! rules of `atalaya check`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The folders, each with the file of Rust that lists what is in it.
const FOLDERS: &[(&str, &str)] = &[
    ("themes/observatorio", "theme.rs"),
    ("docs/rules", "rules.rs"),
    ("src/new/files", "new.rs"),
    ("content/vocabularios", "vocabularies.rs"),
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    for (folder, listing) in FOLDERS {
        println!("cargo:rerun-if-changed={folder}");
        fs::write(out.join(listing), embedded(&root.join(folder))?)?;
    }
    Ok(())
}

/// An array of the names and bytes of all files in a folder, in the order of their names.
fn embedded(folder: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    list(folder, &mut files)?;
    files.sort();
    let mut code = String::from("[\n");
    for file in files {
        let name = file.strip_prefix(folder).map_err(io::Error::other)?;
        let name = name.to_string_lossy().replace('\\', "/");
        let _ = writeln!(code, "    ({name:?}, include_bytes!({:?}) as &[u8]),", file.to_string_lossy());
    }
    code.push_str("]\n");
    Ok(code)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { list(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
