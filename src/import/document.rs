//! A report of fichas, extracted from a PDF, as drafts of fichas: to be written anew and checked.

mod amounts;
mod fichas;
mod furniture;
mod labels;
pub mod map;
mod mentions;
mod prose;
mod write;

use super::ficha::Made;
use super::sheet;
use crate::catalog::Catalog;
use crate::report::Words;
use fichas::Found;
use furniture::Line;
use labels::Names;
use map::Map;
use write::Desk;

/// A report as lines of text, without the furniture of its pages.
#[derive(Debug)]
pub struct Document {
    lines: Vec<Line>,
    /// The numbers of the lines that are furniture.
    pub furniture: Vec<usize>,
}

/// A ficha that was made of a stretch of a report.
#[derive(Debug)]
pub struct Drafted {
    /// Its number in the report, where it has one.
    pub number: Option<String>,
    /// Its first line and its last, from 1.
    pub lines: (usize, usize),
    /// How many fields are answered.
    pub fields: usize,
    /// The ficha.
    pub made: Made,
}

impl Document {
    /// Reads a report of a collection.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    pub fn read(bytes: &[u8], catalog: &Catalog, collection: usize) -> Result<Document, Words> {
        if bytes.starts_with(b"%PDF") {
            return Err(Words {
                es: "es un PDF: extraiga antes su texto, por ejemplo con «pdftotext -layout»".to_owned(),
                en: "it is a PDF: extract its text first, for instance with “pdftotext -layout”".to_owned(),
            });
        }
        let names = Names::new(&catalog.config.collections[collection], &Default::default());
        let text = sheet::decoded(bytes);
        let (lines, furniture) = furniture::cleared(&text, |line| names.is_named(line));
        Ok(Document { lines: unwrapped(lines, &names), furniture })
    }

    /// Whether a ficha of a collection can be made out in it, and how its labels go to the model's fields.
    pub fn map(&self, catalog: &Catalog, collection: usize) -> Map {
        map::draft(&self.lines, &catalog.config.collections[collection])
    }

    /// Its fichas as drafts.
    ///
    /// # Errors
    ///
    /// Where the map names a field that is not there, or where there is no ficha.
    pub fn fichas(&self, catalog: &Catalog, collection: usize, map: &Map) -> Result<Vec<Drafted>, Words> {
        let model = &catalog.config.collections[collection];
        map.check(model)?;
        let names = Names::new(model, &map.labels);
        let found = fichas::fichas(&self.lines, model, &names);
        if found.is_empty() {
            return Err(Words {
                es: "no se reconoce ninguna ficha: hacen falta un título numerado y los rótulos de al menos dos campos".to_owned(),
                en: "no ficha can be made out: it takes a numbered heading and the labels of at least two fields".to_owned(),
            });
        }
        let desk = Desk {
            catalog,
            collection,
            known: mentions::Known::of(catalog),
            currency: map.currency()?,
            width: prose::width(self.lines.iter().map(|line| line.text.as_str())),
        };
        Ok(found.iter().map(|one| drafted(&desk, one)).collect())
    }
}

/// The lines with labels in one piece that the width of the page has parted: `Potencial en la` / `gobernanza: …`.
fn unwrapped(lines: Vec<Line>, names: &Names) -> Vec<Line> {
    let mut whole: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        if let Some(last) = whole.last_mut().filter(|last| !last.text.is_empty() && !last.text.contains(':'))
        {
            let joined = format!("{} {}", last.text, line.text);
            if labels::announced(&joined).is_some_and(|(words, _)| names.known(words).is_some()) {
                last.text = joined;
                continue;
            }
        }
        whole.push(line);
    }
    whole
}

fn drafted(desk: &Desk<'_>, found: &Found<'_>) -> Drafted {
    let fields: std::collections::BTreeSet<usize> = found.parts.iter().map(|part| part.field).collect();
    Drafted {
        number: found.number.map(str::to_owned),
        lines: found.lines,
        fields: fields.len(),
        made: desk.write(found),
    }
}
