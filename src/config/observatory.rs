//! Other observatories whose published fichas stand here too, as `site.toml` names them.

use crate::lang::Localized;
use crate::report::Span;

/// Another observatory, whose fichas are identified experiences of a collection here.
#[derive(Clone, Debug)]
pub struct ObservatoryConfig {
    /// Its id, with which the names of its fichas begin here.
    pub id: String,
    /// What it is called.
    pub name: Localized,
    /// Its home page.
    pub url: String,
    /// Where its data are fetched from: an address, or a path from the site's folder.
    pub from: Option<String>,
    /// Where they are kept: a folder with the files of its `/datos/`, or one CSV file.
    pub data: String,
    /// Where that is declared.
    pub data_span: Span,
    /// The columns that answer fields here, by the field's place; without them the columns named as the fields are.
    pub columns: Option<Vec<(usize, String)>>,
    /// The column with the address of a ficha.
    pub address: String,
    /// The column with its own short name.
    pub slug: String,
    /// The columns with latitude and longitude.
    pub point: Option<(String, String)>,
    /// What columns must say for a row to be taken.
    pub only: Vec<(String, String)>,
    /// The term of the taxonomy of sources by which its fichas are known.
    pub source: Option<Ours>,
    /// By field and their word, the word here.
    pub terms: Vec<(usize, String, Ours)>,
    /// By their name of an actor, the one here.
    pub actors: Vec<(String, Ours)>,
    /// What stands between several values in a cell.
    pub separator: String,
    /// Where the declaration stands.
    pub span: Span,
}

/// A word of this site, where the declaration says that it stands for one of theirs; a blank stands for none.
#[derive(Clone, Debug)]
pub struct Ours {
    /// The word.
    pub word: String,
    /// Where it is written.
    pub span: Span,
}

impl ObservatoryConfig {
    /// The file of fichas.
    pub fn table(&self) -> String {
        self.file("fichas.csv").unwrap_or_else(|| self.data.clone())
    }

    /// A file of the folder, where the data are one.
    pub fn file(&self, name: &str) -> Option<String> {
        (!self.data.ends_with(".csv")).then(|| format!("{}/{name}", self.data))
    }
}
