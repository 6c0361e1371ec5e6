//! What `atalaya search --filter` takes: a facet of the site with one of its terms.

use std::iter;

use atalaya::fold::nearest;
use atalaya::report::Words;
use atalaya::search::disk::{Failure, Library, Value};

/// How many terms are named where none is near to what was written.
const SHOWN: usize = 12;

/// The facet, with what stands before its name to turn it round, and the term. One that the site does not have is
/// refused: it would let everything through, or nothing, without a word.
pub(super) fn read<'f>(library: &Library, filter: &'f str) -> Result<(&'f str, &'f str), Words> {
    let Some((facet, term)) =
        filter.split_once('=').filter(|(facet, term)| !facet.is_empty() && !term.is_empty())
    else {
        return Err(Words::new(
            format!("«{filter}» no es un filtro: escriba TAXONOMÍA=TÉRMINO, por ejemplo tema=salud"),
            format!("“{filter}” is no filter: write TAXONOMY=TERM, such as tema=salud"),
        ));
    };
    let name = facet.strip_prefix("no.").or_else(|| facet.strip_prefix("y.")).unwrap_or(facet);
    let facets: Vec<&str> = library.facets().collect();
    if !facets.contains(&name) {
        let known = facets.join(", ");
        return Err(Words::new(
            format!("no hay ningún filtro «{name}»; hay: {known}"),
            format!("there is no filter “{name}”; there are: {known}"),
        ));
    }
    match library.values(name, term).map_err(Failure::told)? {
        Some(values) if !values.iter().any(|(id, _)| id == term) => Err(unknown(name, term, &values)),
        _ => Ok((facet, term)),
    }
}

/// That a facet has no such term, and which of its terms may be meant, by id or by label.
fn unknown(facet: &str, term: &str, values: &[Value]) -> Words {
    let spelt =
        values.iter().flat_map(|(id, labels)| iter::once(id).chain(labels).map(move |one| (&**one, &**id)));
    let spelt: Vec<(&str, &str)> = spelt.collect();
    let near = nearest(term, spelt.iter().map(|(one, _)| *one), 3);
    let of = |near: &str| spelt.iter().find(|(one, _)| *one == near).map(|(_, id)| *id);
    let mut near: Vec<&str> = near.into_iter().filter_map(of).collect();
    near.dedup();
    let (es, en) = if near.is_empty() {
        let mut shown: Vec<&str> = values.iter().map(|(id, _)| id.as_str()).take(SHOWN + 1).collect();
        if shown.len() > SHOWN {
            shown[SHOWN] = "…";
        }
        let shown = shown.join(", ");
        (format!("hay: {shown}"), format!("there are: {shown}"))
    } else {
        let near = near.join(", ");
        (format!("¿quiso decir {near}?"), format!("did you mean {near}?"))
    };
    Words::new(
        format!("«{facet}» no tiene ningún término «{term}»; {es}"),
        format!("“{facet}” has no term “{term}”; {en}"),
    )
}
