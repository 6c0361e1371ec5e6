//! The mark in a cell of a matrix. The matrix itself is a table, which everyone can read; each cell bears a disc.

/// What a cell of a matrix knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// There are so many cases.
    Cases,
    /// There is none, and every case of the row and of the column says where it belongs.
    NoCase,
    /// There is none that says so, but some case of the row, or of the column, does not say.
    NoDatum,
}

/// What is known of a cell: its cases, and those that might belong to it but do not say.
pub fn cell(cases: usize, unsaid: usize) -> Cell {
    match (cases, unsaid) {
        (0, 0) => Cell::NoCase,
        (0, _) => Cell::NoDatum,
        _ => Cell::Cases,
    }
}

/// A disc whose area stands for the count; a stroke for no case, a broken ring for no datum.
pub fn mark(cell: Cell, count: usize, most: usize) -> String {
    let shape = match cell {
        Cell::Cases => {
            let radius = 3.0 + 14.0 * (count as f64 / most.max(1) as f64).sqrt();
            format!("<circle class=\"solid\" cx=\"18\" cy=\"18\" r=\"{radius:.1}\"/>")
        }
        Cell::NoCase => "<line class=\"none\" x1=\"14\" x2=\"22\" y1=\"18\" y2=\"18\"/>".to_owned(),
        Cell::NoDatum => "<circle class=\"unknown\" cx=\"18\" cy=\"18\" r=\"6\"/>".to_owned(),
    };
    format!("<svg class=\"disc\" viewBox=\"0 0 36 36\" aria-hidden=\"true\">{shape}</svg>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_case_is_not_no_datum() {
        assert_eq!(cell(0, 0), Cell::NoCase);
        assert_eq!(cell(0, 3), Cell::NoDatum);
        assert_eq!(cell(1, 3), Cell::Cases);
        assert_ne!(mark(Cell::NoCase, 0, 5), mark(Cell::NoDatum, 0, 5));
    }
}
