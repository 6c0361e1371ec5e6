//! The small columns beside the index, read record by record: terms, years, places.

use super::{Engine, Trouble};
use crate::search::wire::{BlockId, Reader, Taxonomy, TermInfo};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use tantivy::directory::OwnedBytes;

/// First and last year of every record; 0 where there is none.
pub(super) type Years = Vec<(i32, i32)>;

/// What records are sorted by, but for their titles.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// First and last year.
    pub(super) years: Years,
    /// How complete, in a hundred.
    pub(super) completeness: Vec<u32>,
    /// The years in which records begin, in their order.
    pub(super) beginnings: Vec<i32>,
    /// The place among those of the year in which each record begins; one past the last where that is not known.
    pub(super) begins: Vec<usize>,
}

impl Order {
    /// The columns records are sorted by.
    pub(super) fn of(engine: &Engine) -> Result<&Order, Trouble> {
        if let Some(order) = engine.columns.order.get() {
            return Ok(order);
        }
        let bytes = whole(engine, "sort")?;
        let order = Order::read(&mut Reader(&bytes), engine.manifest.kinds.listed())?;
        Ok(engine.columns.order.get_or_init(|| order))
    }

    fn read(r: &mut Reader<'_>, records: usize) -> Result<Order, Trouble> {
        let mut order = Order::default();
        for _ in 0..records {
            order.years.push((r.signed()?, r.signed()?));
            order.completeness.push(r.number()?);
        }
        let known: BTreeSet<i32> =
            order.years.iter().map(|(begin, _)| *begin).filter(|year| *year != 0).collect();
        order.beginnings = known.into_iter().collect();
        let place =
            |(year, _): &(i32, i32)| order.beginnings.binary_search(year).unwrap_or(order.beginnings.len());
        order.begins = order.years.iter().map(place).collect();
        Ok(order)
    }
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

/// The columns that were asked for, read once: reading them is most of what counting costs.
#[derive(Debug)]
pub(super) struct Columns {
    facets: Vec<OnceLock<Column>>,
    order: OnceLock<Order>,
}

impl Columns {
    /// Room for so many facets.
    pub(super) fn new(facets: usize) -> Columns {
        Columns { facets: (0..facets).map(|_| OnceLock::new()).collect(), order: OnceLock::new() }
    }
}

/// What every record has in one facet.
#[derive(Debug)]
pub(super) struct Column {
    /// Of one record after the other its own terms, then the broader ones.
    terms: Vec<u32>,
    /// Where those of a record begin, where its own end, where all end.
    bounds: Vec<[usize; 3]>,
}

impl Column {
    /// The column of a facet.
    pub(super) fn of(engine: &Engine, facet: usize) -> Result<&Column, Trouble> {
        let once = &engine.columns.facets[facet];
        if let Some(column) = once.get() {
            return Ok(column);
        }
        let known = &engine.manifest.taxonomies[facet];
        let bytes = whole(engine, &["facet:", &known.id].concat())?;
        let column = Column::read(&mut Reader(&bytes), known, engine.manifest.kinds.listed())?;
        Ok(once.get_or_init(|| column))
    }

    fn read(r: &mut Reader<'_>, known: &Taxonomy, records: usize) -> Result<Column, Trouble> {
        let mut column = Column { terms: Vec::new(), bounds: Vec::with_capacity(records) };
        for _ in 0..records {
            let start = column.terms.len();
            for _ in 0..r.number()? {
                column.terms.push(r.number()?);
            }
            let own = column.terms.len();
            widen(known, &mut column.terms, start)?;
            column.bounds.push([start, own, column.terms.len()]);
        }
        Ok(column)
    }

    /// The terms of every record, broader ones too, in the records' order.
    pub(super) fn records(&self) -> impl Iterator<Item = &[u32]> {
        self.bounds.iter().map(|[start, _, end]| &self.terms[*start..*end])
    }

    /// The terms that a record has of itself.
    pub(super) fn own(&self, record: usize) -> &[u32] {
        let [start, end, _] = self.bounds[record];
        &self.terms[start..end]
    }
}

/// Adds the broader terms of those from a place on.
fn widen(known: &Taxonomy, terms: &mut Vec<u32>, start: usize) -> Result<(), Trouble> {
    let mut i = start;
    while i < terms.len() {
        if terms[i] >= known.size {
            return Err(Trouble::Broken);
        }
        let broader = known.terms.get(terms[i] as usize).and_then(|term| term.broader.checked_sub(1));
        if let Some(broader) = broader.filter(|b| !terms[start..].contains(b)) {
            terms.push(broader);
        }
        i += 1;
    }
    Ok(())
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
