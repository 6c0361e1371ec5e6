//! The actors and the terms.

use super::{Cell, Rows, Table, Type, column, words};
use crate::export::Published;
use crate::plan::PageKey;

/// The table of actors.
pub(super) fn actores<'a>(published: &Published<'a>) -> Table<'a> {
    let columns = vec![
        column("actor", Type::Text, "Identificador", "Id"),
        column("nombre", Type::Text, "Nombre completo", "Full name"),
        column("sigla", Type::Text, "Sigla", "Acronym"),
        column("alias", Type::Text, "Otros nombres", "Other names"),
        column("tipo", Type::Text, "Tipo de actor", "Kind of actor"),
        column("pais", Type::Text, "País (ISO 3166-1)", "Country (ISO 3166-1)"),
        column("lat", Type::Number, "Latitud de la sede (WGS 84)", "Latitude of the seat (WGS 84)"),
        column("lon", Type::Number, "Longitud de la sede (WGS 84)", "Longitude of the seat (WGS 84)"),
        column("wikidata", Type::Text, "Identificador en Wikidata", "Item in Wikidata"),
        column("ror", Type::Text, "Identificador en ROR", "Id in ROR"),
        column("sitio", Type::Text, "Su sitio", "Its own site"),
        column("url", Type::Text, "Dirección de la página", "Address of the page"),
        column("nota", Type::Text, "Nota de los editores", "Note of the editors"),
        column("fichas", Type::Integer, "En cuántas fichas participa", "In how many records it took part"),
    ];
    let main = published.main();
    let mut rows = Rows::new(columns.len());
    for (at, actor) in published.catalog.actors.iter().enumerate() {
        rows.push([
            Cell::from(actor.id.as_str()),
            Cell::from(actor.name.text(main)),
            Cell::some(actor.acronym.as_deref()),
            Cell::joined(&actor.aliases),
            Cell::some(kind(published, at)),
            Cell::some(actor.country.as_deref()),
            Cell::number(actor.point.map(|point| point.lat)),
            Cell::number(actor.point.map(|point| point.lon)),
            Cell::some(actor.wikidata.as_deref()),
            Cell::some(actor.ror.as_deref()),
            Cell::some(actor.url.as_deref()),
            Cell::from(published.address(&published.page(PageKey::Actor(at, 0)))),
            Cell::some(actor.note.as_deref()),
            Cell::Integer(published.catalog.with_actor(at).len() as i64),
        ]);
    }
    Table {
        name: "actores",
        about: words("Una fila por actor", "One row per actor"),
        columns,
        key: &["actor"],
        foreign: Vec::new(),
        rows,
    }
}

/// The id of an actor's kind.
fn kind<'a>(published: &Published<'a>, actor: usize) -> Option<&'a str> {
    Some(kind_term(published, actor)?.id.as_str())
}

/// What an actor's kind is called.
pub(in crate::export) fn kind_label<'a>(published: &Published<'a>, actor: usize) -> Option<&'a str> {
    Some(kind_term(published, actor)?.label.text(published.main()))
}

fn kind_term<'a>(published: &Published<'a>, actor: usize) -> Option<&'a crate::vocabulary::Term> {
    let catalog = published.catalog;
    let kinds = catalog.taxonomy_at(catalog.config.actors.as_ref()?.kinds.as_deref()?)?;
    Some(catalog.term(kinds, catalog.actors[actor].kind.as_ref()?.target?))
}

/// The table of terms.
pub(super) fn terminos<'a>(published: &Published<'a>) -> Table<'a> {
    let catalog = published.catalog;
    let languages = &catalog.config.site.languages;
    let mut columns = vec![
        column("taxonomia", Type::Text, "La taxonomía", "The taxonomy"),
        column("termino", Type::Text, "Identificador", "Id"),
        column("amplio", Type::Text, "El término más amplio", "The broader term"),
    ];
    for lang in languages {
        columns.push(column(
            format!("etiqueta_{lang}"),
            Type::Text,
            &format!("Etiqueta ({lang})"),
            &format!("Label ({lang})"),
        ));
    }
    for lang in languages {
        columns.push(column(
            format!("definicion_{lang}"),
            Type::Text,
            &format!("Definición ({lang})"),
            &format!("Definition ({lang})"),
        ));
    }
    columns.extend([
        column("sinonimos", Type::Text, "Otras palabras", "Other words"),
        column("igual_a", Type::Text, "Lo mismo en otros vocabularios", "The same in other vocabularies"),
        column("url", Type::Text, "Dirección de la página", "Address of the page"),
        column(
            "fichas",
            Type::Integer,
            "Cuántas fichas clasifica, con las de sus términos más estrechos",
            "How many records it classifies, with those of narrower terms",
        ),
    ]);
    let mut rows = Rows::new(columns.len());
    (0..catalog.taxonomies.len()).for_each(|at| terms(published, at, &mut rows));
    Table {
        name: "terminos",
        about: words("Una fila por término de cada taxonomía", "One row per term of each taxonomy"),
        columns,
        key: &["taxonomia", "termino"],
        foreign: Vec::new(),
        rows,
    }
}

fn terms<'a>(published: &Published<'a>, taxonomy: usize, rows: &mut Rows<'a>) {
    let catalog = published.catalog;
    for (at, term) in catalog.taxonomies[taxonomy].terms.iter().enumerate() {
        let broader = term.broader.map(|at| catalog.term(taxonomy, at).id.as_str());
        let id = catalog.config.taxonomies[taxonomy].id.as_str();
        let mut row = vec![Cell::from(id), Cell::from(term.id.as_str()), Cell::some(broader)];
        for said in [&term.label, &term.definition] {
            let languages = catalog.config.site.languages.iter();
            row.extend(languages.map(|lang| Cell::some(said.get(*lang).map(String::as_str))));
        }
        row.extend([
            Cell::joined(term.synonyms.iter().map(|(_, word)| word)),
            Cell::joined(&term.same_as),
            Cell::from(published.address(&published.page(PageKey::Term(taxonomy, at, 0)))),
            Cell::Integer(catalog.with_term(taxonomy, at).len() as i64),
        ]);
        rows.push(row);
    }
}
