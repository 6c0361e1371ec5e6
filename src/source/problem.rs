//! Why a file could not be read, as it is told.

use crate::report::rules;
use crate::report::{Finding, Words};
use crate::text::Span;

/// Why a file could not be read.
#[derive(Clone, Debug)]
pub enum Problem {
    /// The disk said no, for this reason.
    Unreadable(Words),
    /// It has more bytes than are read.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
        /// The file's size in bytes.
        size: u64,
    },
    /// It is no text at all.
    NoText {
        /// What it seems to be.
        looks_like: &'static str,
    },
    /// Two versions of it stand one below the other.
    Conflict {
        /// The first line that git put between them.
        mark: std::ops::Range<usize>,
    },
    /// It holds a zero, which no text does.
    Null {
        /// Where the first stands.
        at: usize,
    },
    /// Its bytes are no UTF-8.
    NotUtf8 {
        /// The encoding it seems to have.
        looks_like: &'static str,
        /// The first letter that shows it, in the text as that encoding has it.
        letter: std::ops::Range<usize>,
    },
}

impl Problem {
    /// The finding, placed in the file.
    pub fn finding(&self, file: u32) -> Finding {
        let place = Span::start_of(file);
        match self {
            Problem::Unreadable(why) => Finding::new(
                &rules::UNREADABLE,
                place,
                format!("No se puede leer el archivo: {}.", why.es),
                format!("The file cannot be read: {}.", why.en),
            )
            .hint("Compruebe que existe y que tiene permiso de lectura.", "See that it exists and may be read."),
            Problem::TooLarge { limit, size } => Finding::new(
                &rules::OVER_LIMIT,
                place,
                format!("El archivo ocupa {} kB; el máximo es {} kB.", size / 1024, limit / 1024),
                format!("The file has {} kB; the most is {} kB.", size / 1024, limit / 1024),
            )
            .hint("Divídalo en varios.", "Split it into several."),
            Problem::NoText { looks_like } => Finding::new(
                &rules::NOT_UTF8,
                place,
                format!("El archivo no es un texto: parece de otro programa ({looks_like})."),
                format!("The file is no text: it looks like one of another program ({looks_like})."),
            )
            .hint(
                "Ábralo con ese programa y guarde lo que dice como texto simple, en UTF-8; cambiarle el nombre no basta.",
                "Open it with that program and save what it says as plain text, in UTF-8; to change its name is not enough.",
            ),
            Problem::Conflict { mark } => Finding::new(
                &rules::MERGE_CONFLICT,
                Span::new(file, mark.start, mark.end),
                "Aquí quedan dos versiones del texto, una debajo de la otra, que git no supo unir; el archivo no se ha leído.",
                "Two versions of the text stand here, one below the other, which git could not join; the file was not read.",
            )
            .hint(
                "Deje la que vale, o lo que valga de cada una, y borre las líneas que empiezan con «<<<<<<<», «=======» y «>>>>>>>».",
                "Keep the one that holds, or what holds of each, and delete the lines that begin with “<<<<<<<”, “=======” and “>>>>>>>”.",
            ),
            Problem::Null { at } => Finding::new(
                &rules::NOT_UTF8,
                Span::new(file, *at, at + 1),
                "Aquí hay un signo nulo (U+0000), que no se ve y que ningún texto lleva; el archivo no se ha leído.",
                "There is a null sign (U+0000) here, which cannot be seen and which no text holds; the file was not read.",
            )
            .hint(
                "Borre lo que está en este lugar, escríbalo de nuevo y guarde el archivo en UTF-8.",
                "Delete what stands at this place, write it again and save the file as UTF-8.",
            ),
            Problem::NotUtf8 { looks_like, letter } => Finding::new(
                &rules::NOT_UTF8,
                Span::new(file, letter.start, letter.end),
                format!("El archivo no está guardado en UTF-8: parece {looks_like}, y sus acentos no se pueden leer."),
                format!("The file is not saved as UTF-8: it looks like {looks_like}, and its accents cannot be read."),
            )
            .hint(
                "Ábralo en su editor y guárdelo de nuevo, eligiendo la codificación UTF-8.",
                "Open it in your editor and save it again, choosing the encoding UTF-8.",
            ),
        }
    }
}
