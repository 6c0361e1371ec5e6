//! Bars: one lying bar for a line of a list, and standing columns for years.

use super::Svg;

/// A lying bar in two parts of a whole `most`: the first solid, the second an outline, so that both survive without
/// colour. The line it belongs to says the numbers, so that the bar itself is silent.
pub fn bar(solid: usize, outlined: usize, most: usize) -> String {
    let share = |value: usize| 100.0 * value as f64 / most.max(1) as f64;
    let mut svg = String::from("<svg class=\"lying\" width=\"100%\" height=\"10\" aria-hidden=\"true\">");
    if solid > 0 {
        svg.push_str(&format!("<rect class=\"solid\" y=\"1\" width=\"{:.2}%\" height=\"8\"/>", share(solid)));
    }
    if outlined > 0 {
        let (x, width) = (share(solid), share(outlined));
        svg.push_str(&format!(
            "<rect class=\"outlined\" x=\"{x:.2}%\" y=\"1.5\" width=\"{width:.2}%\" height=\"7\"/>"
        ));
    }
    svg.push_str("</svg>");
    svg
}

/// A column of a histogram.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it counts: a year.
    pub label: String,
    /// How many.
    pub count: usize,
    /// Where it leads.
    pub href: Option<String>,
}

const HEIGHT: f64 = 150.0;
const FOOT: f64 = 22.0;

/// Standing columns with the numbers of the tallest and a label under some, so that labels never touch.
pub fn columns(columns: &[Column], label: &str) -> String {
    let mut svg = Svg::fluid("columns", HEIGHT, label);
    let most = columns.iter().map(|column| column.count).max().unwrap_or(0).max(1);
    let width = 100.0 / columns.len().max(1) as f64;
    let every = columns.len().div_ceil(7).max(1);
    let base = HEIGHT - FOOT;
    svg.put(format_args!("<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"{base}\" y2=\"{base}\"/>"));
    for (at, column) in columns.iter().enumerate() {
        let left = at as f64 * width;
        let middle = left + width / 2.0;
        let height = (base - 18.0) * column.count as f64 / most as f64;
        if column.count > 0 {
            let title = format!("{}: {}", column.label, column.count);
            svg.link(column.href.as_deref(), "column", (&title, None), |svg| {
                let (x, width, y) = (left + 0.12 * width, 0.76 * width, base - height);
                svg.put(format_args!(
                    "<rect class=\"solid\" x=\"{x:.2}%\" y=\"{y:.1}\" width=\"{width:.2}%\" height=\"{height:.1}\"/>"
                ));
                if columns.len() <= 32 && (columns.len() <= 16 || column.count == most) {
                    let y = y - 5.0;
                    svg.put(format_args!("<text class=\"value\" x=\"{middle:.2}%\" y=\"{y:.1}\">{}</text>", column.count));
                }
            });
        }
        if at % every == 0 {
            svg.put(format_args!(
                "<text class=\"tick\" x=\"{middle:.2}%\" y=\"{:.0}\">{}</text>",
                HEIGHT - 6.0,
                super::escape(&column.label)
            ));
        }
    }
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        let svg = bar(3, 1, 8);
        assert!(svg.contains("width=\"37.50%\""), "{svg}");
        assert!(svg.contains("x=\"37.50%\" y=\"1.5\" width=\"12.50%\""), "{svg}");
        assert!(!bar(0, 0, 0).contains("rect"));
    }

    #[test]
    fn an_empty_year_has_a_place_and_no_column() {
        let column = |label: &str, count| Column { label: label.to_owned(), count, href: None };
        let svg = columns(&[column("1999", 2), column("2000", 0), column("2001", 1)], "x");
        assert_eq!(svg.matches("<rect").count(), 2);
        assert!(svg.contains("<title>2001: 1</title>"));
    }
}
