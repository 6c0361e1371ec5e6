//! Why a file cannot be read or written, in words that say what to do.

use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::report::Words;

/// Why a file cannot be read.
pub fn unreadable(path: &Path, error: &Error) -> Words {
    let path = path.display();
    match error.kind() {
        ErrorKind::NotFound => Words {
            es: format!("no hay ningún archivo «{path}»: compruebe el nombre y la carpeta"),
            en: format!("there is no file “{path}”: check its name and the folder"),
        },
        ErrorKind::IsADirectory => folder(&path),
        ErrorKind::PermissionDenied => Words {
            es: format!("no hay permiso para leer «{path}»: cambie los permisos del archivo, o cópielo"),
            en: format!(
                "there is no permission to read “{path}”: change the permissions of the file, or copy it"
            ),
        },
        ErrorKind::InvalidData => Words {
            es: format!(
                "«{path}» no es texto en UTF-8: guárdelo así con un editor de texto, o bórrelo y repita la orden"
            ),
            en: format!(
                "“{path}” is no text in UTF-8: save it so with a text editor, or remove it and run this again"
            ),
        },
        _ => Words {
            es: format!(
                "«{path}» no se puede leer: ciérrelo en los demás programas, compruebe el disco y repita la orden"
            ),
            en: format!(
                "“{path}” cannot be read: close it in other programs, check the disk and run this again"
            ),
        },
    }
}

/// That a folder stands where a file is wanted.
pub fn folder(path: &dyn std::fmt::Display) -> Words {
    Words {
        es: format!("«{path}» es una carpeta: diga qué archivo de ella importar"),
        en: format!("“{path}” is a folder: say which file of it to import"),
    }
}

/// Why something cannot be written.
pub fn unwritable(path: &Path, error: &Error) -> Words {
    let path = path.display();
    match error.kind() {
        ErrorKind::AlreadyExists => Words {
            es: format!(
                "«{path}»: un archivo apareció ahí mientras se importaba, y no se pisa: repita la orden"
            ),
            en: format!(
                "“{path}”: a file came there during the import, and is not overwritten: run this again"
            ),
        },
        ErrorKind::PermissionDenied => Words {
            es: format!("no hay permiso para escribir en «{path}»: cambie los permisos de la carpeta"),
            en: format!("there is no permission to write to “{path}”: change the permissions of the folder"),
        },
        _ => Words {
            es: format!(
                "no se puede escribir en «{path}»: compruebe que el disco tiene espacio y repita la orden"
            ),
            en: format!("“{path}” cannot be written to: see that the disk has room and run this again"),
        },
    }
}
