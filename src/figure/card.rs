//! The picture by which a social network shows a ficha: where it stands, what it is called, where and when it was.

use std::fmt::Write;

use super::escape;
use super::face::{FAMILY, Face};

/// Its size, as social networks ask for it.
pub const WIDTH: u32 = 1200;
/// Its height.
pub const HEIGHT: u32 = 630;

/// From where to where lines go.
const LEFT: f64 = 88.0;
const RIGHT: f64 = 1112.0;
/// The sizes that a title may have, from the largest.
const SIZES: [f64; 6] = [76.0, 68.0, 60.0, 52.0, 46.0, 40.0];
/// The highest that the lines of a title may be together.
const TALLEST: f64 = 290.0;
/// The middle of the space for the title.
const MIDDLE: f64 = 292.0;
const LEADING: f64 = 1.16;

const GROUND: &str = "#fbf8f2";
const INK: &str = "#24211c";
const QUIET: &str = "#5e574b";
const RULE: &str = "#d8cfbe";
const ACCENT: &str = "#14545a";

/// What a card says.
#[derive(Clone, Debug)]
pub struct Card {
    /// The site.
    pub site: String,
    /// The title.
    pub title: String,
    /// Where and when.
    pub facts: String,
    /// What kind of record it is, with its number.
    pub kind: String,
}

/// The picture.
pub fn svg(card: &Card) -> String {
    let (regular, bold) = (Face::new(false), Face::new(true));
    let room = RIGHT - LEFT;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" font-family=\"{FAMILY}\">\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{GROUND}\"/>\
         <rect width=\"20\" height=\"{HEIGHT}\" fill=\"{ACCENT}\"/>"
    );
    line(&mut svg, &bold.cut(&card.site, 32.0, room), (LEFT, 92.0), (32.0, ACCENT), true);
    rule(&mut svg, 120.0);
    let (size, lines) = title(&bold, &card.title, room);
    // Letters stand on their line, so that the middle of a block lies about a third of a letter above its own.
    let first = MIDDLE - (lines.len() as f64 - 1.0) / 2.0 * size * LEADING + size * 0.34;
    for (at, text) in lines.iter().enumerate() {
        line(&mut svg, text, (LEFT, first + at as f64 * size * LEADING), (size, INK), true);
    }
    rule(&mut svg, 480.0);
    line(&mut svg, &regular.cut(&card.facts, 34.0, room), (LEFT, 532.0), (34.0, INK), false);
    line(&mut svg, &regular.cut(&card.kind, 28.0, room), (LEFT, 582.0), (28.0, QUIET), false);
    svg.push_str("</svg>");
    svg
}

/// The title in the largest letters in which it fits; cut where it fits in none.
fn title(face: &Face, text: &str, room: f64) -> (f64, Vec<String>) {
    let fits = |size: f64, lines: &[String]| {
        lines.len() as f64 * size * LEADING <= TALLEST
            && lines.iter().all(|line| face.width(line, size) <= room)
    };
    for size in SIZES {
        let lines = face.balanced(text, size, room);
        if fits(size, &lines) {
            return (size, lines);
        }
    }
    let size = SIZES[SIZES.len() - 1];
    let most = (TALLEST / size / LEADING) as usize;
    let mut lines = face.lines(text, size, room);
    let rest = lines.split_off(most.min(lines.len()).saturating_sub(1)).join(" ");
    lines.push(face.cut(&rest, size, room));
    (size, lines)
}

fn rule(svg: &mut String, y: f64) {
    let _ =
        write!(svg, "<rect x=\"{LEFT}\" y=\"{y}\" width=\"{}\" height=\"2\" fill=\"{RULE}\"/>", RIGHT - LEFT);
}

fn line(svg: &mut String, text: &str, (x, y): (f64, f64), (size, fill): (f64, &str), bold: bool) {
    let weight = if bold { 600 } else { 400 };
    let text = escape(text);
    let _ = write!(
        svg,
        "<text x=\"{x}\" y=\"{y:.1}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\">{text}</text>"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_of_any_length_stays_within_its_place() {
        let face = Face::new(true);
        let room = RIGHT - LEFT;
        for words in [1, 3, 8, 20, 60, 400] {
            let (size, lines) = title(&face, &vec!["Participación"; words].join(" "), room);
            assert!(lines.len() as f64 * size * LEADING <= TALLEST, "{words} words");
            assert!(lines.iter().all(|line| face.width(line, size) <= room), "{words} words");
        }
    }
}
