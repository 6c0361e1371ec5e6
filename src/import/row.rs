//! A row as the text of a ficha. What cannot be understood stays in it as a comment, so that nothing is lost.

use super::ficha::{Draft, Made, paragraph, quoted};
use super::mapping::Columns;
use super::sheet::Row;
use super::{absences, values};
use crate::catalog::Catalog;
use crate::config::{Field, Kind};
use crate::fold::{fold, nearest};
use crate::record::Absence;

/// The ficha of a row.
pub fn ficha(catalog: &Catalog, columns: &Columns, row: &Row) -> Made {
    let model = &catalog.config.collections[columns.collection];
    let mut writer = Writer { catalog, columns, made: Draft::new(catalog, columns.collection) };
    for (column, at) in &columns.fields {
        let cell = row.cells[*column].trim();
        let field = &model.fields[*at];
        if !cell.is_empty() {
            writer.field(*at, field, cell);
        }
    }
    let known = |at: usize| {
        columns.fields.iter().any(|(column, field)| *field == at && !row.cells[*column].trim().is_empty())
    };
    for (at, field) in model.fields.iter().enumerate().filter(|(at, field)| field.answer && !known(*at)) {
        writer.made.absent(at, field, Absence::NotSurveyed);
    }
    writer.made.finish(columns.title(row).trim())
}

struct Writer<'a> {
    catalog: &'a Catalog,
    columns: &'a Columns,
    made: Draft<'a>,
}

impl Writer<'_> {
    fn field(&mut self, at: usize, field: &Field, cell: &str) {
        let takes = field.answer || field.kind != Kind::Line;
        if let Some(absence) = absences::absence(cell).filter(|_| takes) {
            return self.made.absent(at, field, absence);
        }
        if let Some(absence) = absences::stated(cell).filter(|_| field.answer) {
            self.made.comment(&field.id, cell);
            return self.made.absent(at, field, absence);
        }
        match field.kind {
            Kind::Text => self.made.body(at, prose(cell)),
            Kind::Line | Kind::Date => self.made.line(&field.id, &quoted(cell)),
            Kind::List => {
                let items: Vec<String> = self.parts(cell).into_iter().map(quoted).collect();
                self.made.line(&field.id, &format!("[{}]", items.join(", ")));
            }
            Kind::Terms => self.terms(at, field, cell),
            Kind::Actors => self.actors(field, cell),
            Kind::Period => match values::period(cell) {
                Some(period) => self.made.line(&field.id, &quoted(&period.to_string())),
                None => self.kept(
                    field,
                    cell,
                    "no es un período que se entienda",
                    "is no period that can be understood",
                ),
            },
            Kind::Money => self.money(at, field, cell),
            Kind::Number => match cell.parse::<f64>().ok().or_else(|| values::number(cell)) {
                Some(number) => self.made.line(&field.id, &number.to_string()),
                None => self.kept(field, cell, "no es un número", "is no number"),
            },
            Kind::Flag => match fold(cell).as_str() {
                "si" | "yes" | "sim" | "x" | "1" | "verdadero" | "true" => self.made.line(&field.id, "true"),
                "no" | "nao" | "0" | "falso" | "false" => self.made.line(&field.id, "false"),
                _ => self.kept(field, cell, "no es sí ni no", "is neither yes nor no"),
            },
            Kind::Links => {
                let (links, others): (Vec<&str>, Vec<&str>) = cell
                    .split_whitespace()
                    .map(|word| word.trim_matches([',', ';']))
                    .partition(|word| crate::link::is_web(word));
                if !links.is_empty() {
                    self.made.line(
                        &field.id,
                        &format!(
                            "[{}]",
                            links.iter().map(|link| quoted(link)).collect::<Vec<_>>().join(", ")
                        ),
                    );
                }
                if !others.is_empty() {
                    self.kept(field, &others.join(" "), "no es una dirección", "is no address");
                }
            }
            Kind::Place => self.made.line(
                &field.id,
                &format!(
                    "{{ localidades: [{}] }}",
                    self.parts(cell).into_iter().map(quoted).collect::<Vec<_>>().join(", ")
                ),
            ),
            Kind::Norms | Kind::References | Kind::Indicators | Kind::Media | Kind::Records
                if field.answer =>
            {
                self.made.body(at, prose(cell))
            }
            _ => self.kept(field, cell, "hay que pasarlo a mano", "has to be entered by hand"),
        }
    }

    fn parts<'c>(&self, cell: &'c str) -> Vec<&'c str> {
        values::several(cell, self.columns.separator.as_deref())
    }

    /// Keeps as a comment what is not understood, and says so.
    fn kept(&mut self, field: &Field, cell: &str, es: &str, en: &str) {
        self.made.comment(&field.id, cell);
        self.made.doubt(
            format!("«{}»: «{cell}» {es}; queda como comentario", field.id),
            format!("“{}”: “{cell}” {en}; it stays as a comment", field.id),
        );
    }

    fn terms(&mut self, at: usize, field: &Field, cell: &str) {
        let taxonomy = field.taxonomy.as_deref().and_then(|id| self.catalog.taxonomy_at(id));
        let Some(taxonomy) = taxonomy.map(|at| &self.catalog.taxonomies[at]) else { return };
        // A label may itself hold a comma.
        let parts = if taxonomy.find(cell).is_some() { vec![cell] } else { self.parts(cell) };
        let mut found: Vec<&str> = Vec::new();
        let mut lost = Vec::new();
        for part in parts {
            match taxonomy.find(part).map(|term| taxonomy.terms[term].id.as_str()) {
                Some(id) if !found.contains(&id) => found.push(id),
                Some(_) => {}
                None => lost.push(part),
            }
        }
        let many = if field.many { found.len() } else { 1 };
        lost.extend(found.iter().skip(many));
        found.truncate(many);
        if !found.is_empty() {
            let list = if field.many { format!("[{}]", found.join(", ")) } else { found.join("") };
            self.made.line(&field.id, &list);
        }
        let nothing = found.is_empty();
        for part in lost {
            let near = nearest(part, taxonomy.labels(), 1);
            let near = near
                .first()
                .map(|near| (format!("; ¿quiso decir «{near}»?"), format!("; did you mean “{near}”?")))
                .unwrap_or_default();
            self.kept(
                field,
                part,
                &format!("no está en el vocabulario{}", near.0),
                &format!("is not in the vocabulary{}", near.1),
            );
        }
        if nothing && field.answer {
            self.made.body(at, prose(cell));
        }
    }

    fn actors(&mut self, field: &Field, cell: &str) {
        let named = |part: &str| {
            self.catalog
                .actors
                .iter()
                .find(|actor| actor.id == part || actor.names().any(|name| fold(name) == fold(part)))
        };
        let parts = if named(cell).is_some() { vec![cell] } else { self.parts(cell) };
        let (mut found, mut lost) = (Vec::new(), Vec::new());
        for part in parts {
            // «Fondo de Solidaridad e Inversión Social (FOSIS)»: by the whole, by what stands before, by the acronym.
            let inner =
                part.split_once('(').map(|(before, rest)| [before.trim(), rest.trim_end_matches(')').trim()]);
            let actor = named(part).or_else(|| inner.into_iter().flatten().find_map(named));
            match actor {
                Some(actor) if !found.contains(&actor.id.as_str()) => found.push(actor.id.as_str()),
                Some(_) => {}
                None => lost.push(part),
            }
        }
        if !found.is_empty() {
            let list: Vec<String> = found.iter().map(|id| format!("{{ actor: {id} }}")).collect();
            self.made.line(&field.id, &format!("[{}]", list.join(", ")));
        }
        for part in lost {
            let near = nearest(part, self.catalog.actors.iter().flat_map(|actor| actor.names()), 1);
            let near = near
                .first()
                .map(|near| (format!("; ¿es «{near}»?"), format!("; is it “{near}”?")))
                .unwrap_or_default();
            self.kept(
                field,
                part,
                &format!("no está en la lista de actores{}", near.0),
                &format!("is not in the list of actors{}", near.1),
            );
        }
    }

    fn money(&mut self, at: usize, field: &Field, cell: &str) {
        let local = self.columns.currency.as_deref().and_then(values::currency);
        let bare = cell.parse::<f64>().ok().filter(|_| local.is_some());
        let sum = values::money(cell, local).or(bare.map(|amount| values::Sum {
            amount,
            currency: local,
            guessed: true,
        }));
        let Some(sum) = sum else {
            return if field.answer {
                self.made.body(at, prose(cell))
            } else {
                self.kept(field, cell, "no es una suma que se entienda", "is no sum that can be understood")
            };
        };
        let currency = sum.currency.map(|code| format!(", moneda: {code}")).unwrap_or_default();
        self.made.line(&field.id, &format!("{{ monto: {}{currency} }}", sum.amount));
        self.made.comment(&field.id, cell);
        if sum.guessed {
            let (es, en) = match sum.currency {
                Some(code) => (code.to_owned(), code.to_owned()),
                None => (
                    "sin moneda: póngala en «currency» del mapa".to_owned(),
                    "without a currency: give it as “currency” in the map".to_owned(),
                ),
            };
            self.made.doubt(
                format!("«{}»: «{cell}» se leyó como {} ({es}); compruébelo", field.id, sum.amount),
                format!(
                    "“{}”: “{cell}” was read as {} ({en}); see whether that is right",
                    field.id, sum.amount
                ),
            );
        }
    }
}

/// A cell as paragraphs.
fn prose(cell: &str) -> String {
    let paragraphs = cell.lines().map(str::trim).filter(|line| !line.is_empty());
    paragraphs.map(paragraph).collect::<Vec<_>>().join("\n\n")
}
