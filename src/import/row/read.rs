//! Cells that hold a value: years, a date, a sum, a number, yes or no, addresses, a place.

use super::{Writer, prose};
use crate::config::Field;
use crate::fold::fold;
use crate::import::ficha::quoted;
use crate::import::values::{self, Sum};

const NO_DATE: (&str, &str) = (
    "no es una fecha que se entienda: escríbala como año-mes-día, 2001-03-14",
    "is no date that can be understood: write it as year-month-day, 2001-03-14",
);
const SERIAL: (&str, &str) = (
    "parece el número con que una planilla guarda un día: dé a la columna formato de fecha y guarde la tabla de nuevo",
    "seems to be the number by which a spreadsheet keeps a day: format the column as dates and save the table anew",
);

impl Writer<'_> {
    pub(super) fn period(&mut self, field: &Field, cell: &str) {
        let Some(read) = values::years(cell) else {
            return self.kept(
                field,
                cell,
                "no es un periodo que se entienda",
                "is no period that can be understood",
            );
        };
        let period = read.period.to_string();
        self.made.line(&field.id, &quoted(&period));
        if read.doubtful {
            self.guessed(field, cell, (&period, &period));
        } else if read.more {
            self.made.comment(&field.id, cell);
        }
    }

    pub(super) fn date(&mut self, field: &Field, cell: &str) {
        let Some(day) = values::day(cell) else {
            let (es, en) = if is_serial(cell) { SERIAL } else { NO_DATE };
            return self.kept(field, cell, es, en);
        };
        let date = day.date.to_string();
        self.made.line(&field.id, &quoted(&date));
        if day.doubtful {
            self.guessed(field, cell, (&date, &date));
        }
    }

    pub(super) fn money(&mut self, at: usize, field: &Field, cell: &str) {
        let local = self.columns.currency;
        let Some(sum) = values::money(cell, local).or_else(|| values::bare(cell, local)) else {
            return self.no_sum(at, field, cell);
        };
        let currency = sum.currency.map(|code| format!(", moneda: {code}")).unwrap_or_default();
        self.made.line(&field.id, &format!("{{ monto: {}{currency} }}", sum.amount));
        if sum.guessed {
            let (es, en) = told(&sum);
            self.guessed(field, cell, (&es, &en));
        } else {
            self.made.comment(&field.id, cell);
        }
    }

    /// A text about money stays a text; where it has figures somebody has to see whether they are a sum.
    fn no_sum(&mut self, at: usize, field: &Field, cell: &str) {
        let (es, en) = ("no es una suma que se entienda", "is no sum that can be understood");
        if !field.answer {
            return self.kept(field, cell, es, en);
        }
        self.made.body(at, prose(cell));
        if cell.contains(|letter: char| letter.is_ascii_digit()) {
            self.made.doubt(
                format!("«{}»: «{cell}» {es}; queda como texto", field.id),
                format!("“{}”: “{cell}” {en}; it stays as text", field.id),
            );
        }
    }

    pub(super) fn number(&mut self, field: &Field, cell: &str) {
        let plain = cell.parse::<f64>().ok().filter(|number| number.is_finite());
        let ambiguous = values::may_be_thousands(cell);
        let read = if ambiguous { values::number(cell) } else { plain.or_else(|| values::number(cell)) };
        let Some(number) = read else {
            return self.kept(field, cell, "no es un número", "is no number");
        };
        let number = number.to_string();
        self.made.line(&field.id, &number);
        if ambiguous {
            self.guessed(field, cell, (&number, &number));
        }
    }

    pub(super) fn flag(&mut self, field: &Field, cell: &str) {
        match fold(cell).as_str() {
            "si" | "yes" | "sim" | "x" | "1" | "verdadero" | "true" => self.made.line(&field.id, "true"),
            "no" | "nao" | "0" | "falso" | "false" => self.made.line(&field.id, "false"),
            _ => self.kept(field, cell, "no es sí ni no", "is neither yes nor no"),
        }
    }

    pub(super) fn links(&mut self, field: &Field, cell: &str) {
        let words = cell.split_whitespace().map(|word| word.trim_matches([',', ';']));
        let (links, others): (Vec<&str>, Vec<&str>) =
            words.filter(|word| !word.is_empty()).partition(|word| crate::link::is_web(word));
        if !links.is_empty() {
            let links: Vec<String> = links.iter().map(|link| quoted(link)).collect();
            self.made.line(&field.id, &format!("[{}]", links.join(", ")));
        }
        if !others.is_empty() {
            self.kept(field, &others.join(" "), "no es una dirección", "is no address");
        }
    }

    pub(super) fn place(&mut self, field: &Field, cell: &str) {
        if let Some((lat, lon)) = values::point(cell) {
            return self.made.line(&field.id, &format!("{{ coordenadas: [{lat}, {lon}] }}"));
        }
        // «Valdivia (-39.8, -73.2)»
        let named = cell.split_once('(').filter(|(name, _)| !values::tells_of_coordinates(name));
        if let Some((name, (lat, lon))) = named.and_then(|(name, rest)| Some((name, values::point(rest)?))) {
            let (name, id) = (quoted(name), &field.id);
            return self.made.line(id, &format!("{{ localidades: [{name}], coordenadas: [{lat}, {lon}] }}"));
        }
        if values::tells_of_coordinates(cell) {
            return self.kept(
                field,
                cell,
                "no es el nombre de un lugar ni unas coordenadas que se entiendan: escríbalas con punto y la latitud primero, -39.8, -73.2",
                "is no name of a place, and no coordinates that can be understood: write them with a point and the latitude first, -39.8, -73.2",
            );
        }
        let names: Vec<String> = self.parts(cell).into_iter().map(quoted).collect();
        self.made.line(&field.id, &format!("{{ localidades: [{}] }}", names.join(", ")));
    }
}

/// Whether a number is that of a day in a spreadsheet, of this century or the last.
fn is_serial(cell: &str) -> bool {
    cell.parse::<u32>().is_ok_and(|days| (1..75_000).contains(&days))
}

/// A sum as it was read, and what to do where its currency is not known.
fn told(sum: &Sum) -> (String, String) {
    let amount = sum.amount;
    match sum.currency {
        Some(code) => (format!("{amount} {code}"), format!("{amount} {code}")),
        None => (
            format!("{amount}, sin moneda (póngala en «currency» del mapa)"),
            format!("{amount}, without a currency (give it as “currency” in the map)"),
        ),
    }
}
