//! Periods, places, indicators, works and media.

use serde::Serialize;

use super::ValueView;
use crate::numbers::number;
use crate::plan::media_address;
use crate::record::{Indicator, Medium, Period, Place, Reference, Status};
use crate::view::links::At;

/// A period, in pieces from which a theme makes words.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView {
    /// As it is written: `1996–2000`, `~1992`, `1997–`.
    pub text: String,
    /// The first year.
    pub start: Option<i32>,
    /// The last year.
    pub end: Option<i32>,
    /// Whether it goes on.
    pub ongoing: bool,
    /// Whether a year is approximate.
    pub about: bool,
}

impl PeriodView {
    /// The view of a period.
    pub(in crate::view) fn of(period: &Period) -> PeriodView {
        PeriodView {
            text: period.to_string(),
            start: period.start.map(|year| year.year),
            end: period.end.map(|year| year.year),
            ongoing: period.ongoing,
            about: [period.start, period.end].into_iter().flatten().any(|year| year.about),
        }
    }
}

/// An indicator with a bar's length.
#[derive(Debug, Serialize)]
pub struct IndicatorView {
    /// The indicator as it is known.
    #[serde(flatten)]
    pub indicator: Indicator,
    /// The id of its status.
    pub status_id: Option<&'static str>,
    /// The result in per cent of the target, from 0 to 100, where both are numbers.
    pub percent: Option<u32>,
}

/// A work cited, in pieces that a template joins.
#[derive(Debug, Serialize)]
pub struct ReferenceView {
    /// The authors in a line, ready to be read.
    pub by: String,
    /// The work as it is known.
    #[serde(flatten)]
    pub reference: Reference,
}

/// A medium with its address.
#[derive(Debug, Serialize)]
pub struct MediumView {
    /// The medium as it is known.
    #[serde(flatten)]
    pub medium: Medium,
    /// Where it is.
    pub href: String,
}

pub(super) fn place(at: &At<'_>, place: &Place) -> ValueView {
    ValueView::Place {
        country: place.country.clone(),
        territory: place.territory.clone(),
        localities: place.localities.clone(),
        point: place.point.map(|point| (number(point.lat, at.lang), number(point.lon, at.lang))),
    }
}

pub(super) fn indicator(indicator: &Indicator) -> IndicatorView {
    let percent = match (indicator.value_number(), indicator.target_number()) {
        (Some(value), Some(target)) if target > 0.0 => {
            Some((100.0 * value / target).clamp(0.0, 100.0).round() as u32)
        }
        _ => None,
    };
    IndicatorView { indicator: indicator.clone(), status_id: indicator.status.map(Status::id), percent }
}

pub(super) fn reference(reference: &Reference) -> ReferenceView {
    let authors: Vec<String> = reference.authors.iter().map(ToString::to_string).collect();
    ReferenceView { by: authors.join("; "), reference: reference.clone() }
}

pub(super) fn medium(at: &At<'_>, medium: &Medium) -> MediumView {
    let file = medium.file.as_ref().map(|file| at.asset(&format!("{}/{file}", media_address(at.catalog()))));
    MediumView { href: file.or(medium.url.clone()).unwrap_or_default(), medium: medium.clone() }
}
