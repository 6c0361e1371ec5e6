//! Two things crossed: what is there, what is not, and what is not known to be there.

use serde::Serialize;

use super::Anchor;
use super::across::link_to;
use super::links::At;
use super::listing::{column_id, column_name, row_name};
use super::search::{BOTH, Live, live};
use super::shell;
use crate::config::MatrixConfig;
use crate::figure::matrix::{Cell, cell, mark};
use crate::plan::PageKey;
use crate::record::{Absence, Answer};
use crate::survey::across::{Group, absent};
use crate::survey::crossing::{Crossing, collection, row_pages};

/// All matrices of the site.
#[derive(Debug, Serialize)]
pub struct MatricesView {
    /// The matrices.
    pub matrices: Vec<Anchor>,
    /// What the scripts need that cross any two.
    pub live: Live,
}

/// A matrix.
#[derive(Debug, Serialize)]
pub struct MatrixView {
    /// What is crossed.
    pub title: Anchor,
    /// What stands in the rows.
    pub rows_label: Anchor,
    /// What stands in the columns.
    pub columns_label: Anchor,
    /// Whether it crosses dimensions with absences.
    pub of_absences: bool,
    /// How many records are counted.
    pub total: usize,
    /// How many of those identified are told in full by another record.
    pub told_twice: usize,
    /// The columns.
    pub columns: Vec<Anchor>,
    /// The rows.
    pub rows: Vec<RowView>,
    /// The page on which the same two are crossed over any set.
    pub live: Option<String>,
}

/// A row of a matrix.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// What it is called, with how many records it has.
    pub label: Anchor,
    /// How deep it stands under broader ones, from 0.
    pub depth: usize,
    /// Whether it is the heading of those below it.
    pub heading: bool,
    /// Its cells.
    pub cells: Vec<CellView>,
}

/// A cell of a matrix.
#[derive(Debug, Serialize)]
pub struct CellView {
    /// What is known of it.
    pub kind: Cell,
    /// How many records.
    pub count: usize,
    /// How many might belong here and do not say.
    pub unsaid: usize,
    /// Where its records are listed.
    pub href: Option<String>,
    /// Where scripts open them as a set to explore.
    pub set: Option<String>,
    /// Its mark, as SVG.
    pub mark: String,
}

/// The view of the list of matrices.
pub(super) fn index(at: &At<'_>) -> MatricesView {
    let matrices = 0..at.catalog().config.matrices.len();
    MatricesView {
        matrices: matrices.map(|matrix| shell::anchor(at, PageKey::Matrix(matrix))).collect(),
        live: live(at),
    }
}

/// What a matrix is called: what stands in its rows and columns.
pub(super) fn name(at: &At<'_>, matrix: usize) -> Anchor {
    let config = &at.catalog().config.matrices[matrix];
    if config.is_of_absences() {
        return shell::word("matrix.absences", None);
    }
    let label = |id: &str| at.catalog().taxonomy_at(id).map(|taxonomy| taxonomy_name(at, taxonomy).text);
    let text = format!(
        "{} × {}",
        label(&config.rows).unwrap_or_default(),
        label(&config.columns).unwrap_or_default()
    );
    Anchor { text, lang: None, href: None, count: None }
}

fn taxonomy_name(at: &At<'_>, taxonomy: usize) -> Anchor {
    let (text, lang) = at.text(&at.catalog().config.taxonomies[taxonomy].label.one);
    Anchor { text, lang, href: Some(at.page(PageKey::Taxonomy(taxonomy))), count: None }
}

/// The view of a matrix.
pub(super) fn view(at: &At<'_>, matrix: usize) -> MatrixView {
    let catalog = at.catalog();
    let config = &catalog.config.matrices[matrix];
    match &catalog.survey.crossings[matrix] {
        Some(crossing) => crossed(at, matrix, crossing),
        None => absences(at, matrix, config),
    }
}

fn crossed(at: &At<'_>, matrix: usize, crossing: &Crossing) -> MatrixView {
    let catalog = at.catalog();
    let columns = 0..=crossing.column_terms.len();
    let sets = Sets::of(at, matrix, crossing);
    let most = crossing.cells.iter().flatten().map(Vec::len).max().unwrap_or(0);
    let terms = &catalog.taxonomies[crossing.rows];
    let row = |row: usize| {
        let starts = starts(at, matrix, crossing, row);
        let depth = if row < terms.terms.len() { terms.ancestry(row).len() - 1 } else { 0 };
        let count = crossing.totals[row].len();
        // The page of the row, for that of the term lists what other collections have of it too.
        let href = (count > 0).then(|| at.page(PageKey::MatrixRow(matrix, row, 0)));
        RowView {
            label: Anchor { count: Some(count), href, ..row_name(at, crossing, row) },
            depth,
            heading: false,
            cells: columns
                .clone()
                .map(|column| CellView {
                    set: sets.as_ref().map(|sets| sets.cell(at, crossing, row, column)),
                    ..self::cell_view(crossing, row, column, most, &starts)
                })
                .collect(),
        }
    };
    let everywhere: std::collections::BTreeSet<usize> = crossing.totals.iter().flatten().copied().collect();
    MatrixView {
        title: name(at, matrix),
        rows_label: taxonomy_name(at, crossing.rows),
        columns_label: taxonomy_name(at, crossing.columns),
        of_absences: false,
        total: everywhere.len(),
        told_twice: super::held::told_twice(at, everywhere),
        columns: columns.clone().map(|column| column_name(at, crossing, column)).collect(),
        rows: (0..crossing.cells.len()).map(row).collect(),
        live: sets.as_ref().map(|sets| sets.matrix(at)),
    }
}

/// How the sets of a matrix's cells are asked for: full and identified records, for a matrix counts both.
struct Sets<'c> {
    rows: &'c str,
    columns: &'c str,
}

impl<'c> Sets<'c> {
    /// Those of the first collection, which is the one that can be explored.
    fn of(at: &At<'c>, matrix: usize, crossing: &Crossing) -> Option<Sets<'c>> {
        let config = &at.catalog().config;
        let first = collection(at.catalog(), &config.matrices[matrix]) == Some(0);
        let id = |taxonomy: usize| config.taxonomies[taxonomy].id.as_str();
        first.then(|| Sets { rows: id(crossing.rows), columns: id(crossing.columns) })
    }

    fn cell(&self, at: &At<'_>, crossing: &Crossing, row: usize, column: usize) -> String {
        let term = |taxonomy: usize, term: Option<usize>| match term {
            Some(term) => at.catalog().term(taxonomy, term).id.clone(),
            None => "sin-dato".to_owned(),
        };
        let across = term(crossing.columns, crossing.column_terms.get(column).copied());
        let down = term(crossing.rows, Some(row).filter(|row| row + 1 < crossing.cells.len()));
        format!("{}?{}={down}&{}={across}&{BOTH}", at.page(PageKey::Search), self.rows, self.columns)
    }

    fn matrix(&self, at: &At<'_>) -> String {
        format!("{}?filas={}&columnas={}&{BOTH}", at.page(PageKey::Matrices), self.rows, self.columns)
    }
}

/// Per column, where its records begin among the pages of a row.
fn starts(at: &At<'_>, matrix: usize, crossing: &Crossing, row: usize) -> Vec<Option<String>> {
    let mut starts = vec![None; crossing.column_terms.len() + 1];
    for (page, stretches) in row_pages(crossing, row).into_iter().enumerate() {
        let address = PageKey::MatrixRow(matrix, row, page).address(at.catalog(), at.lang);
        for (column, _) in stretches.into_iter().filter(|(_, range)| range.start == 0) {
            starts[column] = Some(at.to(&format!("{address}#{}", column_id(at, crossing, column))));
        }
    }
    starts
}

fn cell_view(
    crossing: &Crossing,
    row: usize,
    column: usize,
    most: usize,
    starts: &[Option<String>],
) -> CellView {
    let (kind, count) = (crossing.cell(row, column), crossing.cells[row][column].len());
    CellView {
        kind,
        count,
        unsaid: crossing.unsaid(row, column),
        href: starts[column].clone(),
        set: None,
        mark: mark(kind, count, most),
    }
}

/// Per field of the template, how many full records answer, and how many do not, by the reason.
fn absences(at: &At<'_>, matrix: usize, config: &MatrixConfig) -> MatrixView {
    let catalog = at.catalog();
    let collection = collection(catalog, config).unwrap_or(0);
    let model = &catalog.config.collections[collection];
    let full: Vec<usize> =
        catalog.of_collection(collection).filter(|at| !catalog.records[*at].identified).collect();
    let mut rows = Vec::new();
    for (dimension, declared) in model.dimensions.iter().enumerate() {
        let fields: Vec<usize> = model
            .template()
            .filter(|(_, field)| field.dimension == Some(dimension))
            .map(|(at, _)| at)
            .collect();
        let counts: Vec<[usize; 5]> = fields.iter().map(|field| reasons(at, *field, &full)).collect();
        let sum: [usize; 5] = std::array::from_fn(|column| counts.iter().map(|row| row[column]).sum());
        let label = Anchor { href: None, ..at.anchor(&declared.label, at.key) };
        rows.push(reason_row(label, true, sum, fields.len() * full.len(), |_| (None, None)));
        for (field, counts) in fields.iter().zip(counts) {
            let href = super::across::link(at, collection, *field);
            let label = Anchor { href, ..at.anchor(&model.fields[*field].label, at.key) };
            let set =
                |asked: String| (collection == 0).then(|| format!("{}?{asked}", at.page(PageKey::Search)));
            let id = &model.fields[*field].id;
            let link = |column: usize| match column {
                0 => (super::across::link(at, collection, *field), set(format!("no.ausencia={id}"))),
                column => {
                    let kind = Absence::ALL[column - 1];
                    let static_list = link_to(at, collection, *field, Group::Absent(kind));
                    (static_list, set(format!("ausencia={id}.{}", kind.id())))
                }
            };
            rows.push(reason_row(label, false, counts, full.len(), link));
        }
    }
    let columns = [
        "matrix.answered",
        "absence.sin-informacion",
        "absence.no-existe",
        "absence.no-aplica",
        "absence.sin-relevar",
    ];
    MatrixView {
        title: name(at, matrix),
        rows_label: shell::word("matrix.fields", None),
        columns_label: shell::word("matrix.answers", None),
        of_absences: true,
        total: full.len(),
        told_twice: 0,
        columns: columns.into_iter().map(|key| shell::word(key, None)).collect(),
        rows,
        live: None,
    }
}

/// How many of these records answer a field, and how many do not by each reason.
pub(super) fn reasons(at: &At<'_>, field: usize, records: &[usize]) -> [usize; 5] {
    let mut counts = [0; 5];
    for record in records.iter().map(|record| &at.catalog().records[*record]) {
        let answer = record.answer(field);
        match absent(record, answer, true).filter(|_| !answer.is_some_and(Answer::has_content)) {
            Some(reason) => counts[1 + reason as usize] += 1,
            None => counts[0] += 1,
        }
    }
    counts
}

fn reason_row(
    label: Anchor,
    heading: bool,
    counts: [usize; 5],
    most: usize,
    link: impl Fn(usize) -> (Option<String>, Option<String>),
) -> RowView {
    let cell = |(column, count): (usize, usize)| {
        let kind = cell(count, 0);
        let (href, set) = link(column);
        CellView {
            kind,
            count,
            unsaid: 0,
            href: href.filter(|_| count > 0),
            set,
            mark: mark(kind, count, most),
        }
    };
    let cells = counts.into_iter().enumerate().map(cell).collect();
    RowView { label, depth: usize::from(!heading), heading, cells }
}
