//! Which columns of another observatory's table say what.

use super::STATE;
use crate::config::{CollectionConfig, Kind, ObservatoryConfig};
use crate::record::table::{Row, missing_column};
use crate::report::Report;

/// Where each thing stands in a row.
pub(super) struct Columns {
    pub(super) fields: Vec<(usize, usize)>,
    pub(super) points: Vec<(usize, (usize, usize))>,
    pub(super) address: Option<usize>,
    pub(super) slug: Option<usize>,
    state: Option<usize>,
    /// Columns with what they must say.
    only: Vec<(usize, String)>,
}

impl Columns {
    /// The columns of a table; none where one is missing, which is a finding.
    pub(super) fn of(
        model: &CollectionConfig,
        observatory: &ObservatoryConfig,
        headers: &[String],
        file: u32,
        report: &mut Report,
    ) -> Option<Columns> {
        let place = |name: &str| headers.iter().position(|header| header == name);
        let before = report.findings.len();
        let mut required = |name: &str| {
            let at = place(name);
            if at.is_none() {
                report.add(missing_column(name, headers, file));
            }
            at
        };
        let only = observatory.only.iter();
        let only = only.filter_map(|(name, said)| Some((required(name)?, said.clone()))).collect();
        let title = model.roles.title;
        let fields: Vec<(usize, usize)> = match &observatory.columns {
            Some(named) => named.iter().filter_map(|(field, name)| Some((*field, required(name)?))).collect(),
            None => same_names(model).filter_map(|at| Some((at, place(&model.fields[at].id)?))).collect(),
        };
        let named = observatory.columns.as_ref().map(|named| named.iter().any(|(field, _)| *field == title));
        if !named.unwrap_or_else(|| fields.iter().any(|(field, _)| *field == title)) {
            required(&model.fields[title].id);
        }
        let points = fields.iter().filter_map(|(field, column)| {
            let (lat, lon) = point_columns(observatory, &headers[*column]);
            Some((*field, (place(&lat)?, place(&lon)?)))
        });
        let columns = Columns {
            points: points.collect(),
            address: place(&observatory.address),
            slug: place(&observatory.slug),
            state: place("estado").filter(|_| observatory.columns.is_none()),
            fields,
            only,
        };
        (report.findings.len() == before).then_some(columns)
    }

    /// Whether a row is one of theirs, and of those that are asked for.
    pub(super) fn takes(&self, row: &Row<'_, '_>) -> bool {
        let own = self.state.and_then(|column| row.cell(column)) != Some(STATE);
        own && self.only.iter().all(|(column, said)| row.cell(*column).unwrap_or_default() == said)
    }
}

/// The fields that say what an experience is, when, where and who; not what its ficha answers.
fn same_names(model: &CollectionConfig) -> impl Iterator<Item = usize> + '_ {
    let roles = &model.roles;
    let parts = [roles.acronym, roles.summary, roles.period, roles.place, roles.actors];
    (0..model.fields.len()).filter(move |field| {
        let classifies = model.fields[*field].kind == Kind::Terms && roles.source != Some(*field);
        *field == roles.title || classifies || parts.contains(&Some(*field))
    })
}

/// The columns with the coordinates of the place that stands in a column.
fn point_columns(observatory: &ObservatoryConfig, place: &str) -> (String, String) {
    let own = || (format!("{place}_lat"), format!("{place}_lon"));
    observatory.point.clone().unwrap_or_else(own)
}
