//! Which kinds of files are tables, and what to do with the others.

use super::words;
use crate::report::Words;

/// A kind of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Excel,
    OpenDocument,
    Text,
}

/// The kind of a file, by the ending of its name and by how it begins.
pub(super) fn kind(name: &str, bytes: &[u8]) -> Result<Kind, Words> {
    let name = name.to_lowercase();
    let ending =
        name.rsplit(['/', '\\']).next().and_then(|file| file.rsplit_once('.')).map(|(_, ending)| ending);
    if let Some(refused) = refused(ending.unwrap_or_default(), bytes) {
        return Err(refused);
    }
    match ending {
        Some("xlsx" | "xlsm") => Ok(Kind::Excel),
        Some("ods") => Ok(Kind::OpenDocument),
        Some("csv" | "tsv" | "tab") | None => Ok(Kind::Text),
        _ => Err(words(
            "no es un tipo de archivo que se lea: guarde la tabla como .xlsx, .ods o .csv; un informe, como .txt",
            "it is no kind of file that is read: save a table as .xlsx, .ods or .csv; a report as .txt",
        )),
    }
}

fn refused(ending: &str, bytes: &[u8]) -> Option<Words> {
    let begins = |sign: &[u8]| bytes.starts_with(sign);
    match ending {
        _ if begins(b"%PDF") => Some(pdf()),
        "pdf" => Some(pdf()),
        "doc" | "docx" | "odt" | "rtf" => Some(words(
            "es un documento de texto, no una tabla: si trae una tabla, cópiela en una planilla y guárdela como .xlsx, .ods o .csv; si es un informe con fichas, guárdelo como texto (.txt)",
            "it is a text document, no table: if it holds a table, copy it into a spreadsheet and save that as .xlsx, .ods or .csv; if it is a report of fichas, save it as text (.txt)",
        )),
        _ if ending == "xls" || begins(&[0xd0, 0xcf, 0x11, 0xe0]) => Some(words(
            "es un libro de Excel antiguo (.xls) o protegido con contraseña: ábralo, guárdelo como .xlsx sin contraseña y repita la orden",
            "it is an old book of Excel (.xls) or one that a password protects: open it, save it as .xlsx without a password and run this again",
        )),
        "csv" | "tsv" | "tab" | "" if begins(b"PK\x03\x04") => Some(words(
            "por dentro no es un CSV sino un libro de Excel o de LibreOffice: dele su terminación, .xlsx u .ods",
            "inside it is no CSV but a book of Excel or LibreOffice: give it its own ending, .xlsx or .ods",
        )),
        _ => None,
    }
}

fn pdf() -> Words {
    words(
        "es un PDF, y de un PDF no se leen tablas: si es un informe con fichas, extraiga su texto, por ejemplo con «pdftotext -layout», e importe el .txt; si es una tabla, guárdela como .xlsx, .ods o .csv",
        "it is a PDF, and no tables are read from a PDF: if it is a report of fichas, extract its text, for instance with “pdftotext -layout”, and import the .txt; if it is a table, save it as .xlsx, .ods or .csv",
    )
}

/// That a sheet was asked for of what has none.
pub fn without_sheets() -> Words {
    words(
        "un archivo de texto como CSV no tiene hojas: quite --sheet de la orden",
        "a text file such as CSV has no sheets: leave out --sheet",
    )
}
