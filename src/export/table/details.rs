//! What fields hold that have an inside: participations, references, norms, money, indicators. One row each.

use super::{Cell, Column, Foreign, Ids, RECORD, Rows, Table, Type, column, plain, words};
use crate::export::Published;
use crate::record::{Indicator, Money, Norm, Participation, Reference, Value};

/// A table with rows for each value of a kind; every row begins with its record, its field and its place there.
fn table<'a, const OWN: usize>(
    (published, ids): (&Published<'a>, &Ids),
    name: &'static str,
    about: (&str, &str),
    own: [Column; OWN],
    rows_of: impl Fn(&'a Value) -> Option<Vec<[Cell<'a>; OWN]>>,
) -> Table<'a> {
    let mut columns = vec![
        column("ficha", Type::Text, "La ficha", "The record"),
        column("campo", Type::Text, "El campo", "The field"),
        column("fila", Type::Integer, "Su lugar en el campo, desde 1", "Its place in the field, from 1"),
    ];
    columns.extend(own);
    let mut rows = Rows::new(columns.len());
    for (index, record) in published.catalog.records.iter().enumerate() {
        for (field, answer) in published.catalog.model(record).fields.iter().zip(&record.answers) {
            let value = answer.as_ref().and_then(|answer| answer.value.as_ref());
            for (place, cells) in value.and_then(&rows_of).into_iter().flatten().enumerate() {
                let place = Cell::Integer(place as i64 + 1);
                rows.push([ids.cell(index), Cell::from(field.id.as_str()), place].into_iter().chain(cells));
            }
        }
    }
    Table {
        name,
        about: words(about.0, about.1),
        columns,
        key: &["ficha", "campo", "fila"],
        foreign: vec![RECORD],
        rows,
    }
}

fn text(name: &str, es: &str, en: &str) -> Column {
    column(name, Type::Text, es, en)
}

/// The columns that name an actor.
const ACTOR: Foreign = Foreign { columns: &["actor"], table: "actores", named: &["actor"] };

/// The table of participations: one row per actor and role.
pub(super) fn participaciones<'a>(published: &Published<'a>, ids: &Ids) -> Table<'a> {
    let catalog = published.catalog;
    let roles = catalog.config.actors.as_ref().and_then(|actors| actors.roles.as_deref());
    let own = [
        text("actor", "El actor", "The actor"),
        text("rol", "Su rol", "Its role"),
        text("nota", "Nota de los editores", "Note of the editors"),
    ];
    let rows = |part: &'a Participation| {
        let actor = part.actor.target.map(|at| catalog.actors[at].id.as_str());
        let note = part.note.as_deref();
        let mut named: Vec<Option<&'a str>> = plain::terms(catalog, roles, &part.roles).map(Some).collect();
        if named.is_empty() {
            named.push(None);
        }
        named.into_iter().map(move |role| [Cell::some(actor), Cell::some(role), Cell::some(note)])
    };
    let about = ("Una fila por actor y rol en una ficha", "One row per actor and role in a record");
    let table = table((published, ids), "participaciones", about, own, |value| match value {
        Value::Actors(parts) => Some(parts.iter().flat_map(rows).collect()),
        _ => None,
    });
    Table { foreign: vec![RECORD, ACTOR], ..table }
}

/// The table of works cited.
pub(super) fn referencias<'a>(published: &Published<'a>, ids: &Ids) -> Table<'a> {
    let own = [
        text("autores", "Quién la escribió", "Who wrote it"),
        text("anio", "Cuándo", "When"),
        text("titulo", "Cómo se llama", "What it is called"),
        text("en", "El libro, la revista o la serie en que está", "The book, journal or series it stands in"),
        text("lugar", "Dónde se publicó", "Where it was published"),
        text("editorial", "Quién la publicó", "Who published it"),
        text("paginas", "En qué páginas", "On which pages"),
        text("url", "Dónde se lee", "Where it can be read"),
        text("tipo", "Qué es", "What it is"),
        text("nota", "Nota de los editores", "Note of the editors"),
    ];
    let row = |known: &'a Reference| {
        [
            Cell::joined(known.authors.iter().map(ToString::to_string)),
            Cell::some(known.year.as_deref()),
            Cell::from(known.title.as_str()),
            Cell::some(known.container.as_deref()),
            Cell::some(known.place.as_deref()),
            Cell::some(known.publisher.as_deref()),
            Cell::some(known.pages.as_deref()),
            Cell::some(known.url.as_deref()),
            Cell::some(known.kind.as_deref()),
            Cell::some(known.note.as_deref()),
        ]
    };
    table(
        (published, ids),
        "referencias",
        ("Una fila por obra citada", "One row per work cited"),
        own,
        |value| match value {
            Value::References(references) => Some(references.iter().map(row).collect()),
            _ => None,
        },
    )
}

/// The table of norms.
pub(super) fn normas<'a>(published: &Published<'a>, ids: &Ids) -> Table<'a> {
    let own = [
        text("tipo", "Qué es", "What it is"),
        text("numero", "Su número", "Its number"),
        text("anio", "Cuándo se dictó", "When it was given"),
        text("titulo", "Cómo se llama", "What it is called"),
        text("enlace", "Dónde se lee", "Where it can be read"),
        text("nota", "Nota de los editores", "Note of the editors"),
    ];
    let row = |known: &'a Norm| {
        let texts = [&known.kind, &known.number, &known.year, &known.title, &known.link, &known.note];
        texts.map(|text| Cell::some(text.as_deref()))
    };
    table((published, ids), "normas", ("Una fila por norma", "One row per norm"), own, |value| match value {
        Value::Norms(norms) => Some(norms.iter().map(row).collect()),
        _ => None,
    })
}

/// The table of money: amounts, and where the money came from.
pub(super) fn montos<'a>(published: &Published<'a>, ids: &Ids) -> Table<'a> {
    let own = [
        text("clase", "monto, o fuente de donde proviene", "monto (amount), or fuente (where it came from)"),
        column(
            "monto",
            Type::Number,
            "Cuánto, en unidades de la moneda",
            "How much, in units of the currency",
        ),
        text("moneda", "Moneda (ISO 4217)", "Currency (ISO 4217)"),
        text("anio", "De qué año", "Of which year"),
        text("concepto", "Para qué", "What for"),
        text("actor", "Qué actor lo dio", "The actor who gave it"),
        text(
            "nombre",
            "Quién lo dio, si no es un actor de la lista",
            "Who gave it, where it is no listed actor",
        ),
        column("parte", Type::Number, "Su parte del total, en %", "Its share of the whole, in %"),
        text("nota", "Nota de los editores", "Note of the editors"),
    ];
    let about =
        ("Una fila por monto y por fuente del dinero", "One row per amount and per source of the money");
    let table = table((published, ids), "montos", about, own, |value| match value {
        Value::Money(money) => Some(money_rows(published, money)),
        _ => None,
    });
    Table { foreign: vec![RECORD, ACTOR], ..table }
}

fn money_rows<'a>(published: &Published<'a>, money: &'a Money) -> Vec<[Cell<'a>; 9]> {
    let amounts = money.amounts.iter().map(|known| {
        let (currency, year) = (Cell::some(known.currency.as_deref()), Cell::some(known.year.as_deref()));
        let (concept, note) = (Cell::some(known.concept.as_deref()), Cell::some(known.note.as_deref()));
        let amount = Cell::Number(known.amount);
        [Cell::from("monto"), amount, currency, year, concept, Cell::Empty, Cell::Empty, Cell::Empty, note]
    });
    let sources = money.sources.iter().map(|known| {
        let actor = known
            .actor
            .as_ref()
            .and_then(|mention| Some(published.catalog.actors[mention.target?].id.as_str()));
        let (amount, currency) = (Cell::number(known.amount), Cell::some(known.currency.as_deref()));
        let (name, share) = (Cell::some(known.name.as_deref()), Cell::number(known.share));
        let note = Cell::some(known.note.as_deref());
        [
            Cell::from("fuente"),
            amount,
            currency,
            Cell::Empty,
            Cell::Empty,
            Cell::some(actor),
            name,
            share,
            note,
        ]
    });
    amounts.chain(sources).collect()
}

/// The table of indicators.
pub(super) fn indicadores<'a>(published: &Published<'a>, ids: &Ids) -> Table<'a> {
    let own = [
        text("nombre", "Qué se mide", "What is measured"),
        text("objetivo", "Qué objetivo mide", "The goal it measures"),
        text("base", "Cuánto era antes", "What it was before"),
        text("meta", "Cuánto debía ser", "What it should become"),
        text("valor", "Cuánto fue", "What it became"),
        text("unidad", "En qué unidad", "In which unit"),
        text("anio", "Cuándo se midió", "When it was measured"),
        text(
            "estado",
            "met (cumplido), partly (en parte), not-met (no) o pending (pendiente)",
            "Whether the target was met",
        ),
        column("meta_numero", Type::Number, "La meta, si es un número", "The target, where it is a number"),
        column("valor_numero", Type::Number, "El valor, si es un número", "The value, where it is a number"),
        text("nota", "Nota de los editores", "Note of the editors"),
    ];
    let row = |known: &'a Indicator| {
        let text = |text: &'a Option<String>| Cell::some(text.as_deref());
        [
            Cell::from(known.name.as_str()),
            text(&known.goal),
            text(&known.baseline),
            text(&known.target),
            text(&known.value),
            text(&known.unit),
            text(&known.year),
            Cell::some(known.status.map(|status| status.id())),
            Cell::number(known.target_number()),
            Cell::number(known.value_number()),
            text(&known.note),
        ]
    };
    table(
        (published, ids),
        "indicadores",
        ("Una fila por indicador", "One row per indicator"),
        own,
        |value| match value {
            Value::Indicators(indicators) => Some(indicators.iter().map(row).collect()),
            _ => None,
        },
    )
}
