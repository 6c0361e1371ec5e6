//! Pictures as SVG text: the same bytes for the same data, no script, no inline style.
//!
//! A picture knows nothing of records or pages: it is given labels, numbers and links, and what it shows stands
//! beside it as a list or a table that the theme lays out. Lengths along the page are percentages, so that a picture
//! takes the width it is given while its letters keep their size; maps and networks, which have a shape of their own,
//! scale as a whole.

pub mod bars;
pub mod card;
pub mod face;
pub mod map;
pub mod matrix;
pub mod names;
pub mod network;
pub mod place_labels;
pub mod timeline;
pub mod world;

use std::fmt::Write;

use crate::lang::Lang;

/// Stands around a word of the theme in a picture, which has no language of its own.
pub const WORD: char = '\u{E000}';

/// A phrase of the theme, to be put in its place when the page is rendered: `figures.no-datum`, with a number.
pub fn word(key: &str, n: Option<usize>) -> String {
    match n {
        Some(n) => format!("{WORD}{key} {n}{WORD}"),
        None => format!("{WORD}{key}{WORD}"),
    }
}

/// Puts the theme's phrases where [`word`] has asked for them; `say` finds a phrase by its key and number.
pub fn speak(text: &str, say: impl Fn(&str, Option<f64>) -> Option<String>) -> String {
    let mut spoken = String::with_capacity(text.len());
    for (at, piece) in text.split(WORD).enumerate() {
        if at % 2 == 0 {
            spoken.push_str(piece);
            continue;
        }
        let (key, n) = piece.split_once(' ').map_or((piece, None), |(key, n)| (key, n.parse().ok()));
        spoken.push_str(&escape(&say(key, n).unwrap_or_else(|| key.to_owned())));
    }
    spoken
}

/// Text as XML writes it, inside elements and attributes alike.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    let mut rest = text;
    // Most of what is written here is addresses, which go over whole.
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| written(*c).is_some()) {
        safe.push_str(&rest[..at]);
        safe.push_str(written(c).unwrap_or_default());
        rest = &rest[at + c.len_utf8()..];
    }
    safe.push_str(rest);
    safe
}

/// What XML has for a character that cannot stand in it as it is.
fn written(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        c if c.is_control() => Some(" "),
        _ => None,
    }
}

/// The beginning of a text, cut between words where there is one near, with an ellipsis.
pub fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    let whole = cut.rfind(' ').filter(|at| cut.len() - at < 12).map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}…", whole.trim_end_matches([' ', ',', '.', ':', ';', '(']))
}

/// An SVG that is being drawn.
#[derive(Debug)]
pub(crate) struct Svg(String);

impl Svg {
    /// A picture as wide as its place and so many pixels high; lengths across are given in per cent.
    pub(crate) fn fluid(class: &str, height: f64, label: &str) -> Svg {
        let mut svg = Svg(String::new());
        svg.put(format_args!(
            "<svg class=\"figure {class}\" width=\"100%\" height=\"{height:.0}\" role=\"group\" aria-label=\"{}\">",
            escape(label)
        ));
        svg
    }

    /// A picture of a shape of its own, which scales as a whole.
    pub(crate) fn scaled(class: &str, width: f64, height: f64, label: &str) -> Svg {
        let mut svg = Svg(String::new());
        svg.put(format_args!(
            "<svg class=\"figure {class}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"group\" aria-label=\"{}\">",
            escape(label)
        ));
        svg
    }

    /// A picture that is a file of its own.
    pub(crate) fn document(width: f64, height: f64) -> Svg {
        Svg(format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\">"))
    }

    /// Adds a piece of markup; texts in it are escaped already.
    pub(crate) fn put(&mut self, piece: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.0.write_fmt(piece);
    }

    /// A link that says what it leads to, around what `draw` draws; without an address, a plain group. The title is in
    /// the language that stands with it, where that is not the page's.
    pub(crate) fn link(
        &mut self,
        href: Option<&str>,
        class: &str,
        (title, lang): (&str, Option<Lang>),
        draw: impl FnOnce(&mut Svg),
    ) {
        let title = escape(title);
        let lang = lang.map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default();
        match href {
            Some(href) => self.put(format_args!("<a class=\"{class}\" href=\"{}\"{lang}>", escape(href))),
            None => self.put(format_args!("<g class=\"{class}\"{lang}>")),
        }
        self.put(format_args!("<title>{title}</title>"));
        draw(self);
        self.put(format_args!("{}", if href.is_some() { "</a>" } else { "</g>" }));
    }

    /// The finished picture.
    pub(crate) fn finish(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_put_in_their_place_and_escaped() {
        let text = format!("<title>{}</title>", word("x.cases", Some(2)));
        let spoken = speak(&text, |key, n| Some(format!("{key}={} <b>", n.unwrap_or(0.0))));
        assert_eq!(spoken, "<title>x.cases=2 &lt;b&gt;</title>");
        assert_eq!(speak(&word("gone", None), |_, _| None), "gone");
    }

    #[test]
    fn cuts_between_words() {
        assert_eq!(short("Comisión Regional de Desarrollo", 20), "Comisión Regional…");
        assert_eq!(short("breve", 20), "breve");
        assert_eq!(short("ininterrumpidamente", 8), "ininter…");
    }
}
