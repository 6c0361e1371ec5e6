//! A row as the text of a ficha. What cannot be understood stays in it as a comment, so that nothing is lost.

mod named;
mod read;

use super::ficha::{Draft, Made, paragraph, quoted};
use super::mapping::Columns;
use super::sheet::Row;
use super::{absences, values};
use crate::catalog::Catalog;
use crate::config::{Field, Kind};
use crate::record::Absence;

/// What parts the cells of several columns that go to one field.
const CELLS: &str = "\n\n";

/// The ficha of a row.
pub fn ficha(catalog: &Catalog, columns: &Columns, row: &Row) -> Made {
    let model = &catalog.config.collections[columns.collection];
    let mut writer = Writer { catalog, columns, made: Draft::new(catalog, columns.collection) };
    let mut silent: Vec<bool> = model.fields.iter().map(|field| field.answer).collect();
    for same in columns.fields.chunk_by(|(_, one), (_, other)| one == other) {
        let at = same[0].1;
        let cells = same.iter().map(|(column, _)| row.cells[*column].trim());
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        silent[at] &= cells.is_empty();
        writer.cells(at, &model.fields[at], &cells);
    }
    for (at, field) in model.fields.iter().enumerate().filter(|(at, _)| silent[*at]) {
        writer.made.absent(at, field, Absence::NotSurveyed);
    }
    writer.made.finish(columns.title(row))
}

struct Writer<'a> {
    catalog: &'a Catalog,
    columns: &'a Columns,
    made: Draft<'a>,
}

impl Writer<'_> {
    /// What all columns of a field say: together where it holds several values, otherwise the first, and the others are
    /// kept. One that says that there is nothing does not silence the others.
    fn cells(&mut self, at: usize, field: &Field, cells: &[&str]) {
        let said = |cell: &&&str| absences::absence(cell).is_none();
        let telling: Vec<&str> = cells.iter().filter(said).copied().collect();
        let Some(first) = telling.first().or(cells.first()).copied() else { return };
        let together = telling.len() > 1 && takes_several(field);
        let taken = if together { telling.join(CELLS) } else { first.to_owned() };
        self.field(at, field, &taken);
        for cell in cells.iter().filter(|cell| **cell != first && !(together && said(cell))) {
            self.kept(
                field,
                cell,
                "viene de otra columna que va al mismo campo",
                "comes from another column that goes to the same field",
            );
        }
    }

    fn field(&mut self, at: usize, field: &Field, cell: &str) {
        let takes = field.answer || field.kind != Kind::Line;
        if let Some(absence) = absences::absence(cell).filter(|_| takes) {
            return self.made.absent(at, field, absence);
        }
        if let Some(absence) = absences::whole(cell, field).filter(|_| field.answer) {
            self.made.comment(&field.id, cell);
            return self.made.absent(at, field, absence);
        }
        if let Some((absence, _)) = absences::stated_first(cell).filter(|_| field.answer) {
            self.maybe_absent(field, cell, absence);
        }
        self.value(at, field, cell);
    }

    fn value(&mut self, at: usize, field: &Field, cell: &str) {
        match field.kind {
            Kind::Text => self.made.body(at, prose(cell)),
            Kind::Line => self.made.line(&field.id, &quoted(cell)),
            Kind::Date => self.date(field, cell),
            Kind::List => {
                let items: Vec<String> = self.parts(cell).into_iter().map(quoted).collect();
                self.made.line(&field.id, &format!("[{}]", items.join(", ")));
            }
            Kind::Terms => self.terms(at, field, cell),
            Kind::Actors => self.actors(field, cell),
            Kind::Period => self.period(field, cell),
            Kind::Money => self.money(at, field, cell),
            Kind::Number => self.number(field, cell),
            Kind::Flag => self.flag(field, cell),
            Kind::Links => self.links(field, cell),
            Kind::Place => self.place(field, cell),
            Kind::Norms | Kind::References | Kind::Indicators | Kind::Media | Kind::Records
                if field.answer =>
            {
                self.made.body(at, prose(cell))
            }
            _ => self.kept(field, cell, "hay que pasarlo a mano", "has to be entered by hand"),
        }
    }

    fn parts<'c>(&self, cell: &'c str) -> Vec<&'c str> {
        let separator = self.columns.separator.as_deref();
        cell.split(CELLS).flat_map(|cell| values::several(cell, separator)).collect()
    }

    /// Keeps as a comment what is not understood, and says so.
    fn kept(&mut self, field: &Field, cell: &str, es: &str, en: &str) {
        self.made.comment(&field.id, cell);
        self.made.doubt(
            format!("«{}»: «{cell}» {es}; queda como comentario", field.id),
            format!("“{}”: “{cell}” {en}; it stays as a comment", field.id),
        );
    }

    /// Tells how a cell was read that may mean something else, or more; what it says stays as a comment.
    fn guessed(&mut self, field: &Field, cell: &str, read: (&str, &str)) {
        self.made.comment(&field.id, cell);
        self.made.doubt(
            format!("«{}»: «{cell}» se leyó como {}; compruébelo", field.id, read.0),
            format!("“{}”: “{cell}” was read as {}; see whether that is right", field.id, read.1),
        );
    }

    /// Tells that a text that stays may be meant to say that there is nothing.
    fn maybe_absent(&mut self, field: &Field, cell: &str, absence: Absence) {
        let (id, cell) = (absence.id(), short(cell));
        self.made.doubt(
            format!(
                "«{}»: «{cell}» queda como está; si no dice más que eso, escriba {id} en su lugar",
                field.id
            ),
            format!(
                "“{}”: “{cell}” stays as it is; if that is all it says, write {id} in its place",
                field.id
            ),
        );
    }
}

/// Whether a field holds what several columns say.
fn takes_several(field: &Field) -> bool {
    match field.kind {
        Kind::Line | Kind::Date | Kind::Period | Kind::Number | Kind::Flag | Kind::Money => false,
        Kind::Terms => field.many,
        _ => true,
    }
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 80 { line } else { line.chars().take(79).chain(['…']).collect() }
}

/// A cell as paragraphs.
fn prose(cell: &str) -> String {
    let paragraphs = cell.lines().map(str::trim).filter(|line| !line.is_empty());
    paragraphs.map(paragraph).collect::<Vec<_>>().join("\n\n")
}
