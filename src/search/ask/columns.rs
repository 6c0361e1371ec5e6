//! The small columns beside the index, read record by record: terms, years, places.

use super::{Engine, Trouble};
use crate::search::wire::{BlockId, Reader, Taxonomy, TermInfo};
use tantivy::directory::OwnedBytes;

/// First and last year of every record; 0 where there is none.
pub(super) type Years = Vec<(i32, i32)>;

/// What records are sorted by, but for their titles.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// First and last year.
    pub(super) years: Years,
    /// How complete, in a hundred.
    pub(super) completeness: Vec<u32>,
}

/// The columns records are sorted by.
pub(super) fn order(engine: &Engine) -> Result<Order, Trouble> {
    let bytes = whole(engine, "sort")?;
    let mut r = Reader(&bytes);
    let mut order = Order::default();
    for _ in 0..engine.manifest.kinds.listed() {
        order.years.push((r.signed()?, r.signed()?));
        order.completeness.push(r.number()?);
    }
    Ok(order)
}

/// The place of every record in the order of titles.
pub(super) fn titles(engine: &Engine) -> Result<Vec<u32>, Trouble> {
    let bytes = whole(engine, "titles")?;
    let mut r = Reader(&bytes);
    (0..engine.manifest.kinds.listed()).map(|_| Ok(r.number()?)).collect()
}

fn whole(engine: &Engine, name: &str) -> Result<OwnedBytes, Trouble> {
    let file = engine.manifest.file(name).ok_or(Trouble::Broken)?;
    engine.blocks.whole(BlockId { file, block: 0 }).ok_or(Trouble::Missing)
}

/// What every record has in one facet.
pub(super) struct Column<'a> {
    known: &'a Taxonomy,
    bytes: OwnedBytes,
    records: usize,
}

impl<'a> Column<'a> {
    /// The column of a facet.
    pub(super) fn of(engine: &'a Engine, facet: usize) -> Result<Column<'a>, Trouble> {
        let known = &engine.manifest.taxonomies[facet];
        let bytes = whole(engine, &["facet:", &known.id].concat())?;
        Ok(Column { known, bytes, records: engine.manifest.kinds.listed() })
    }

    /// Tells of every record which terms it has: so many of its own, then the broader ones.
    pub(super) fn each(&self, mut each: impl FnMut(usize, &[u32], usize)) -> Result<(), Trouble> {
        let mut r = Reader(&self.bytes);
        let mut terms = Vec::new();
        for doc in 0..self.records {
            terms.clear();
            for _ in 0..r.number()? {
                terms.push(r.number()?);
            }
            let own = terms.len();
            self.widen(&mut terms)?;
            each(doc, &terms, own);
        }
        Ok(())
    }

    fn widen(&self, terms: &mut Vec<u32>) -> Result<(), Trouble> {
        let mut i = 0;
        while i < terms.len() {
            if terms[i] >= self.known.size {
                return Err(Trouble::Broken);
            }
            let broader =
                self.known.terms.get(terms[i] as usize).and_then(|term| term.broader.checked_sub(1));
            if let Some(broader) = broader.filter(|b| !terms.contains(b)) {
                terms.push(broader);
            }
            i += 1;
        }
        Ok(())
    }
}

/// The terms of a facet, from the manifest or, where they are many, from their own file.
pub(super) fn names(engine: &Engine, facet: usize) -> Result<std::borrow::Cow<'_, [TermInfo]>, Trouble> {
    let known = &engine.manifest.taxonomies[facet];
    if !known.is_apart() {
        return Ok(known.terms.as_slice().into());
    }
    let bytes = whole(engine, &["terms:", &known.id].concat())?;
    Ok(Reader(&bytes).list(TermInfo::read)?.into())
}

/// A place: latitude and longitude in thousandths of a degree; then twice its territory plus one, or 0, and one more for
/// a very place.
pub(super) type Spot = (i32, i32, u32);

/// Tells of every record where it is.
pub(super) fn spots(engine: &Engine, mut each: impl FnMut(usize, &[Spot])) -> Result<(), Trouble> {
    let bytes = whole(engine, "spots")?;
    let mut r = Reader(&bytes);
    for doc in 0..engine.manifest.kinds.listed() {
        let spots = r.list(|r| Ok((r.signed()?, r.signed()?, r.number()?)))?;
        each(doc, &spots);
    }
    Ok(())
}
