//! What the disk refuses, in words that say what to do; and files that are written one by one.

use std::fs::{self, OpenOptions};
use std::io::{Error, ErrorKind, Result as Done, Write};
use std::path::Path;

use crate::report::Words;

/// Why a file cannot be read.
pub fn unreadable(path: &Path, error: &Error) -> Words {
    refused(path, error, "no se puede leer", "cannot be read")
}

/// Why something cannot be written.
pub fn unwritable(path: &Path, error: &Error) -> Words {
    refused(path, error, "no se puede escribir", "cannot be written")
}

/// Makes a folder, with those it is in.
///
/// # Errors
///
/// Where the disk refuses.
pub fn folder(path: &Path) -> Result<(), Words> {
    fs::create_dir_all(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => unwritable(path, &ErrorKind::NotADirectory.into()),
        _ => unwritable(path, &error),
    })
}

/// Writes a file, with the folders it is in.
///
/// # Errors
///
/// Where the disk refuses.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Words> {
    within(path, |path| fs::write(path, bytes))
}

/// Writes a file that is not there yet, with the folders it is in.
///
/// # Errors
///
/// Where there is such a file, or the disk refuses.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Words> {
    within(path, |path| OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes))
}

fn within(path: &Path, write: impl FnOnce(&Path) -> Done<()>) -> Result<(), Words> {
    path.parent().map_or(Ok(()), folder)?;
    write(path).map_err(|error| unwritable(path, &error))
}

fn refused(path: &Path, error: &Error, es: &str, en: &str) -> Words {
    if let Some(words) = carried(error) {
        return words;
    }
    let path = path.strip_prefix(".").ok().filter(|path| !path.as_os_str().is_empty()).unwrap_or(path);
    let (path, why, mending) = (path.display(), why(error), mending(error.kind()));
    Words::new(
        format!("{es} «{path}»: {}; {}", why.es, mending.0),
        format!("“{path}” {en}: {}; {}", why.en, mending.1),
    )
}

/// The words of an error that this program itself has made.
fn carried(error: &Error) -> Option<Words> {
    error.get_ref()?.downcast_ref().cloned()
}

/// What happened, as the end of a sentence: in the system's own words only where it is unusual.
pub fn why(error: &Error) -> Words {
    if let Some(words) = carried(error) {
        return words;
    }
    let (es, en) = match error.kind() {
        ErrorKind::NotFound => ("no existe", "it is not there"),
        ErrorKind::AlreadyExists => ("ya existe, y no se pisa", "it is there already, and is left alone"),
        ErrorKind::PermissionDenied => ("no hay permiso", "there is no permission"),
        ErrorKind::IsADirectory => ("es una carpeta, y hace falta un archivo", "it is a folder, not a file"),
        ErrorKind::NotADirectory => {
            ("hay un archivo donde hace falta una carpeta", "there is a file where a folder is wanted")
        }
        ErrorKind::InvalidFilename => ("el nombre es demasiado largo", "the name is too long"),
        ErrorKind::InvalidData => ("no es texto en UTF-8", "it is no text in UTF-8"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            ("no queda espacio en el disco", "no room is left on the disk")
        }
        ErrorKind::ReadOnlyFilesystem => ("el disco es de sólo lectura", "the disk can only be read"),
        _ => return Words::new(format!("el sistema dice «{error}»"), format!("the system says “{error}”")),
    };
    Words::new(es, en)
}

/// What to do about it.
fn mending(kind: ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            ("compruebe el nombre y la carpeta", "check its name and the folder")
        }
        ErrorKind::AlreadyExists => ("elija otro nombre", "choose another name"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            ("cambie los permisos, o elija otra carpeta", "change the permissions, or choose another folder")
        }
        ErrorKind::IsADirectory => ("diga qué archivo", "say which file"),
        ErrorKind::InvalidFilename => ("elija uno más corto", "choose a shorter one"),
        ErrorKind::InvalidData => ("guárdelo así con un editor de texto", "save it so with a text editor"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            ("libere espacio y repita la orden", "free some and run this again")
        }
        _ => ("compruebe el disco y repita la orden", "check the disk and run this again"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_disk_refuses_is_told_in_words() {
        let told = |number: i32| why(&Error::from_raw_os_error(number)).es;
        for (number, words) in [
            (2, "no existe"),
            (13, "no hay permiso"),
            (17, "ya existe, y no se pisa"),
            (20, "hay un archivo donde hace falta una carpeta"),
            (21, "es una carpeta, y hace falta un archivo"),
            (28, "no queda espacio en el disco"),
            (30, "el disco es de sólo lectura"),
            (36, "el nombre es demasiado largo"),
            (5, "el sistema dice «Input/output error (os error 5)»"),
        ] {
            assert_eq!(told(number), words);
        }
        let path = Path::new("public");
        assert_eq!(
            unwritable(path, &Error::from_raw_os_error(13)),
            Words::new(
                "no se puede escribir «public»: no hay permiso; cambie los permisos, o elija otra carpeta",
                "“public” cannot be written: there is no permission; change the permissions, or choose another folder",
            )
        );
        let own = Words::new("lleno", "full");
        assert_eq!(unreadable(path, &Error::other(own.clone())), own);
    }
}
