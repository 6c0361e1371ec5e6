//! The letters of pictures that leave the page: the site's own font, so that they are the same everywhere.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The family by which a picture names it.
pub const FAMILY: &str = "Source Serif 4";

/// The font files, regular and semi-bold: those of the default theme, unpacked.
pub const FILES: [&[u8]; 2] =
    [include_bytes!("fonts/source-serif-400.ttf"), include_bytes!("fonts/source-serif-600.ttf")];

/// How wide words are in one weight.
pub struct Face {
    font: Option<FontRef<'static>>,
}

impl Face {
    /// The regular weight, or the semi-bold.
    pub fn new(bold: bool) -> Face {
        Face { font: FontRef::new(FILES[usize::from(bold)]).ok() }
    }

    /// The width of a line of text at a size.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        let Some(font) = &self.font else { return text.chars().count() as f64 * size / 2.0 };
        let (letters, metrics) =
            (font.charmap(), font.glyph_metrics(Size::new(size as f32), LocationRef::default()));
        let advance = |c| letters.map(c).and_then(|glyph| metrics.advance_width(glyph));
        text.chars().filter_map(advance).map(f64::from).sum()
    }

    /// The lines of a text that are no wider than they may be; a word that is wider stands alone.
    pub fn lines(&self, text: &str, size: f64, widest: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), size) <= widest => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// As many lines as [`Face::lines`], of lengths as even as can be.
    pub fn balanced(&self, text: &str, size: f64, widest: f64) -> Vec<String> {
        let lines = self.lines(text, size, widest);
        let narrower = (1..=20).map(|step| widest * (1.0 - f64::from(step) / 40.0));
        let same = narrower.map(|width| self.lines(text, size, width));
        let fits = |tried: &Vec<String>| {
            tried.len() == lines.len() && tried.iter().all(|line| self.width(line, size) <= widest)
        };
        same.take_while(fits).last().unwrap_or_else(|| lines.clone())
    }

    /// The text, or as many of its words as fit with an ellipsis.
    pub fn cut(&self, text: &str, size: f64, widest: f64) -> String {
        if self.width(text, size) <= widest {
            return text.to_owned();
        }
        let mut words: Vec<&str> = text.split_whitespace().collect();
        while words.pop().is_some() && self.width(&format!("{}…", words.join(" ")), size) > widest {}
        format!("{}…", words.join(" ").trim_end_matches([',', ';', '.', ':', '·', ' ']))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_by_the_widths_of_letters() {
        let face = Face::new(true);
        assert!(face.width("mmmm", 40.0) > 2.0 * face.width("iiii", 40.0));
        let text = "Comisión Regional de Desarrollo para la Pesca Artesanal";
        for line in face.lines(text, 60.0, 700.0) {
            assert!(face.width(&line, 60.0) <= 700.0, "{line}");
        }
        assert_eq!(face.lines(text, 60.0, 700.0).join(" "), text);
        assert_eq!(face.lines("Interinstitucionalmente", 60.0, 100.0).len(), 1);
    }

    #[test]
    fn evens_lines_out() {
        let face = Face::new(true);
        let text = "Programa de fortalecimiento de la gestión municipal y la participación";
        let (plain, even) = (face.lines(text, 60.0, 1000.0), face.balanced(text, 60.0, 1000.0));
        assert_eq!(plain.len(), even.len());
        let shortest = |lines: &[String]| lines.iter().map(|line| face.width(line, 60.0) as u32).min();
        assert!(shortest(&even) >= shortest(&plain));
    }

    #[test]
    fn cuts_between_words() {
        let face = Face::new(false);
        let cut = face.cut("Chile, Región del Maule, Región del Biobío", 30.0, 300.0);
        assert!(cut.ends_with('…') && !cut.contains(",…") && face.width(&cut, 30.0) <= 310.0, "{cut}");
        assert_eq!(face.cut("Chile", 30.0, 300.0), "Chile");
    }
}
