//! A timeline: one line per experience, with open ends, uncertain years and lasting ones.

use super::{Svg, escape, short};
use crate::lang::Lang;
use crate::record::{Period, Year};

/// A line of the timeline.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is called.
    pub label: String,
    /// The language of the label, where it is not the page's.
    pub lang: Option<Lang>,
    /// When it was.
    pub period: Period,
    /// Where it leads.
    pub href: Option<String>,
}

/// The years that a timeline shows, whole decades or fives around what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first year shown.
    pub first: i32,
    /// The year after the last one shown.
    pub last: i32,
    /// The years between two lines of the grid.
    pub step: i32,
}

impl Span {
    /// The span that holds the first year of all and the last one.
    pub fn of((first, last): (i32, i32)) -> Span {
        let step = match last - first {
            0..=14 => 2,
            15..=29 => 5,
            30..=69 => 10,
            70..=139 => 20,
            _ => 50,
        };
        let first = first.div_euclid(step) * step;
        Span { first, last: (last + 1 - first).div_euclid(step) * step + first + step, step }
    }

    /// The place of the beginning of a year, in per cent of the width, with room at both edges for open ends.
    fn at(&self, year: i32) -> f64 {
        3.0 + 93.0 * f64::from(year - self.first) / f64::from(self.last - self.first)
    }
}

const ROW: f64 = 38.0;
const TOP: f64 = 24.0;
/// How many letters fit across a wide screen, and across a phone.
const WIDE: usize = 130;
const NARROW: usize = 50;

/// The lines in the order given, under a scale of years.
pub fn draw(rows: &[Row], span: Span, label: &str) -> String {
    let height = TOP + ROW * rows.len() as f64 + 6.0;
    let mut svg = Svg::fluid("timeline", height, label);
    let mut year = span.first;
    while year <= span.last {
        let x = span.at(year);
        svg.put(format_args!(
            "<line class=\"grid\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{TOP}\" y2=\"{height:.0}\"/>"
        ));
        svg.put(format_args!("<text class=\"tick\" x=\"{x:.2}%\" y=\"15\">{year}</text>"));
        year += span.step;
    }
    for (at, row) in rows.iter().enumerate() {
        let y = TOP + ROW * at as f64;
        let title = format!("{}: {}", row.label, row.period);
        svg.link(row.href.as_deref(), "row", (&title, row.lang), |svg| {
            // Something to point at as wide as the line, so that it is easily touched.
            svg.put(format_args!("<rect class=\"touch\" y=\"{y:.0}\" width=\"100%\" height=\"{ROW}\"/>"));
            line(svg, row, span, y);
        });
    }
    svg.finish()
}

fn line(svg: &mut Svg, row: &Row, span: Span, y: f64) {
    let Some((first, last)) = row.period.years() else { return };
    let (left, right) = (span.at(first), span.at(last + 1));
    for (class, letters) in [("wide", WIDE), ("narrow", NARROW)] {
        let (x, anchor, text) = label(&row.label, (left, right), letters);
        svg.put(format_args!(
            "<text class=\"label {class} {anchor}\" x=\"{x:.2}%\" y=\"{:.0}\">{text}</text>",
            y + 16.0
        ));
    }
    let (bar, middle) = (y + 22.0, y + 27.0);
    if row.period.start.is_none() {
        svg.put(format_args!(
            "<line class=\"open\" x1=\"0\" x2=\"{left:.2}%\" y1=\"{middle}\" y2=\"{middle}\"/>"
        ));
    }
    match (row.period.start, row.period.end) {
        (Some(start), None) if !row.period.ongoing => {
            let class = if start.about { "outlined about" } else { "solid" };
            let x = (left + right) / 2.0;
            svg.put(format_args!("<circle class=\"{class}\" cx=\"{x:.2}%\" cy=\"{middle}\" r=\"5\"/>"));
        }
        (start, end) => {
            let edge = if row.period.ongoing { span.at(span.last) } else { right };
            stretch(svg, span, (first, left), (last, edge), (start, end), bar);
        }
    }
    if row.period.ongoing {
        let x = span.at(span.last);
        svg.put(format_args!(
            "<line class=\"open\" x1=\"{x:.2}%\" x2=\"100%\" y1=\"{middle}\" y2=\"{middle}\"/>"
        ));
    }
}

/// A label above its bar, from the bar's beginning where it fits there, otherwise up to the bar's end; cut to the
/// larger of the two where it fits neither. The bar's ends are in per cent of a width that holds so many letters.
fn label(text: &str, (left, right): (f64, f64), letters: usize) -> (f64, &'static str, String) {
    let room = |share: f64| (share / 100.0 * letters as f64) as usize;
    let (after, before) = (room(100.0 - left), room(right));
    let long = text.chars().count();
    if long <= after || after >= before {
        (left, "start", escape(&short(text, after)))
    } else {
        (right, "end", escape(&short(text, before)))
    }
}

/// A bar whose uncertain years are an outline.
fn stretch(
    svg: &mut Svg,
    span: Span,
    from: (i32, f64),
    to: (i32, f64),
    ends: (Option<Year>, Option<Year>),
    y: f64,
) {
    let about = |year: Option<Year>| year.is_some_and(|year| year.about);
    let left = if about(ends.0) { span.at(from.0 + 1).min(to.1) } else { from.1 };
    let right = if about(ends.1) { span.at(to.0).max(left) } else { to.1 };
    let mut piece = |class: &str, left: f64, right: f64| {
        if right > left {
            let width = right - left;
            svg.put(format_args!(
                "<rect class=\"{class}\" x=\"{left:.2}%\" y=\"{y:.0}\" width=\"{width:.2}%\" height=\"10\"/>"
            ));
        }
    };
    piece("outlined about", from.1, left);
    piece("solid", left, right);
    piece("outlined about", right, to.1);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text, crate::report::Span::default()).unwrap_or(Period {
            start: None,
            end: None,
            ongoing: false,
        })
    }

    fn drawn(text: &str) -> String {
        let row = Row { label: "x".to_owned(), lang: None, period: period(text), href: None };
        draw(&[row], Span { first: 1990, last: 2000, step: 2 }, "t")
    }

    #[test]
    fn the_span_holds_every_year() {
        assert_eq!(Span::of((1992, 2001)), Span { first: 1992, last: 2004, step: 2 });
        for (first, last) in [(1990, 2010), (1850, 2020), (1999, 1999)] {
            let shown = Span::of((first, last));
            assert!(shown.first <= first && shown.last > last, "{first}–{last}");
        }
    }

    #[test]
    fn open_and_uncertain_ends_look_different() {
        assert!(drawn("1992–1996").contains("class=\"solid\"") && !drawn("1992–1996").contains("open"));
        assert!(drawn("1992–").contains("x2=\"100%\""));
        assert!(drawn("–1996").contains("class=\"open\" x1=\"0\""));
        assert!(drawn("~1992").contains("class=\"outlined about\" cx"));
        assert!(drawn("1992").contains("class=\"solid\" cx"));
        assert_eq!(drawn("~1992–~1996").matches("outlined about").count(), 2);
    }
}
