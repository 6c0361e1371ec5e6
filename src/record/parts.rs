//! Splits a file into front matter and sections, and interprets nothing.

use std::ops::Range;

/// The parts of a file, as stretches of its text in bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parts {
    /// The YAML between the two lines of `---`.
    pub front: Range<usize>,
    /// Whether the front matter was opened and never closed.
    pub unclosed: bool,
    /// The sections in their order; the first may have no heading.
    pub sections: Vec<Section>,
}

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Section {
    /// 1 or 2; 0 before the first heading.
    pub level: u8,
    /// Where the heading's line begins.
    pub start: usize,
    /// The words of the heading.
    pub heading: Range<usize>,
    /// The text up to the next heading of level 1 or 2.
    pub text: Range<usize>,
}

/// Splits a Markdown file.
pub(crate) fn split(text: &str) -> Parts {
    let (front, body, unclosed) = front_matter(text);
    Parts { front, unclosed, sections: sections(text, body) }
}

/// The front matter, where the body begins, and whether the front matter has no end.
fn front_matter(text: &str) -> (Range<usize>, usize, bool) {
    let mut lines = lines(text, 0);
    match lines.next() {
        Some(line) if text[line.clone()].trim_end() == "---" => {
            let start = line.end;
            for line in lines {
                if matches!(text[line.clone()].trim_end(), "---" | "...") {
                    return (start..line.start, line.end, false);
                }
            }
            (start..text.len(), text.len(), true)
        }
        _ => (0..0, 0, false),
    }
}

/// The line that was meant to open the front matter where none does: blank lines or spaces before it, more hyphens, or a
/// dash that an editor put in their place.
pub(crate) fn almost_front_matter(text: &str) -> Option<Range<usize>> {
    let is_dashes = |line: &Range<usize>| {
        let words = text[line.clone()].trim();
        !words.is_empty() && words.chars().all(|sign| matches!(sign, '-' | '–' | '—'))
    };
    let mut lines = lines(text, 0).skip_while(|line| text[line.clone()].trim().is_empty());
    let first = lines.next().filter(is_dashes)?;
    let begun = first.start + (text[first.clone()].len() - text[first.clone()].trim_start().len());
    lines.any(|line| is_dashes(&line)).then(|| begun..begun + text[first].trim().len())
}

fn sections(text: &str, body: usize) -> Vec<Section> {
    let mut sections = vec![Section { level: 0, start: body, heading: body..body, text: body..text.len() }];
    let mut fence: Option<&str> = None;
    let mut above = Above::Blank;
    for line in lines(text, body) {
        let words = &text[line.clone()];
        let mark = fence_mark(words);
        match (fence, mark) {
            (Some(open), Some(mark)) if mark.starts_with(open) => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            (None, None) => {
                let found = heading(text, &line).map(|(level, heading)| (level, line.start, heading));
                if let Some((level, start, heading)) = found.or_else(|| above.underlined(text, words)) {
                    if let Some(last) = sections.last_mut() {
                        last.text.end = start;
                    }
                    sections.push(Section { level, start, heading, text: line.end..text.len() });
                    above = Above::Blank;
                } else {
                    above = above.then(words, &line);
                }
                continue;
            }
            _ => {}
        }
        above = Above::Text;
    }
    sections.retain(|section| section.level > 0 || !text[section.text.clone()].trim().is_empty());
    sections
}

/// What stands above a line, for a heading that is underlined with `===` or `---`.
enum Above {
    /// Nothing that goes on.
    Blank,
    /// One line alone.
    Line(Range<usize>),
    /// Anything else.
    Text,
}

impl Above {
    /// What stands above the line after this one.
    fn then(self, words: &str, line: &Range<usize>) -> Above {
        const OTHER: &[char] = &['-', '*', '+', '>', '|', '#', '\t', '='];
        match self {
            _ if words.trim().is_empty() => Above::Blank,
            Above::Blank if !words.starts_with(OTHER) && !words.starts_with("    ") => {
                Above::Line(line.clone())
            }
            _ => Above::Text,
        }
    }

    /// The level, beginning and words of the heading that a line of `===` or `---` makes of the line above it.
    fn underlined(&self, text: &str, words: &str) -> Option<(u8, usize, Range<usize>)> {
        let Above::Line(above) = self else { return None };
        let mark = words.trim();
        let level = ['=', '-'].iter().position(|sign| mark.len() > 1 && mark.chars().all(|c| c == *sign))?;
        let shown = &text[above.clone()];
        let start = above.start + (shown.len() - shown.trim_start().len());
        Some((level as u8 + 1, above.start, start..start + shown.trim().len()))
    }
}

/// The fence of a code block that a line opens or closes.
fn fence_mark(line: &str) -> Option<&str> {
    let line = line.trim_start();
    ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark))
}

/// The level and words of an ATX heading of level 1 or 2.
fn heading(text: &str, line: &Range<usize>) -> Option<(u8, Range<usize>)> {
    let words = &text[line.clone()];
    let level = words.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &words[level..];
    if !matches!(level, 1 | 2) || !(rest.starts_with([' ', '\t']) || rest.trim().is_empty()) {
        return None;
    }
    let title = rest.trim().trim_end_matches('#').trim_end();
    let start = line.start + level + (rest.len() - rest.trim_start().len());
    Some((level as u8, start..(start + title.len()).max(start)))
}

/// The lines of a text from a byte on, each with its line break.
fn lines(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length + 1);
        let line = at..end;
        at = end;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Vec<(u8, &str, &str)> {
        let parts = split(text);
        parts
            .sections
            .iter()
            .map(|s| (s.level, &text[s.heading.clone()], text[s.text.clone()].trim()))
            .collect()
    }

    #[test]
    fn splits_front_matter_and_sections() {
        let text = "---\ntitulo: X\n---\nantes\n# Uno ##\n\n## Dos\n- a\n```\n# no\n```\n### tres\n";
        assert_eq!(&text[split(text).front], "titulo: X\n");
        assert_eq!(
            shape(text),
            [(0, "", "antes"), (1, "Uno", ""), (2, "Dos", "- a\n```\n# no\n```\n### tres")]
        );
    }

    #[test]
    fn headings_may_be_underlined() {
        let text = "Uno\n===\ntexto\n\nDos\n---\nmás\n\nuna línea\ny otra\n---\n- punto\n---\n\n---\n";
        let rest = "más\n\nuna línea\ny otra\n---\n- punto\n---\n\n---";
        assert_eq!(shape(text), [(1, "Uno", "texto"), (2, "Dos", rest)]);
    }

    #[test]
    fn copes_with_windows_line_ends_and_odd_files() {
        let text = "---\r\ntitulo: X\r\n---\r\n# Uno\r\ntexto\r\n";
        assert_eq!(&text[split(text).front], "titulo: X\r\n");
        assert_eq!(shape(text), [(1, "Uno", "texto")]);
        assert!(split("---\nsin fin").unclosed);
        assert!(split("").sections.is_empty());
        assert_eq!(shape("#\n#x\n"), [(1, "", "#x")]);
    }
}
