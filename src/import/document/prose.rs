//! The lines of a page as paragraphs and lists: what the width of the page has parted is joined again.

use crate::import::ficha::paragraph;

/// A line that ends a sentence and is shorter than this part of the page's width ends its paragraph too.
const SHORT: f64 = 0.8;

/// The width of the page, in letters: that of its longer lines.
pub(super) fn width<'t>(lines: impl Iterator<Item = &'t str>) -> usize {
    let mut lengths: Vec<usize> =
        lines.filter(|line| !line.is_empty()).map(|line| line.chars().count()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or_default()
}

/// A paragraph, or an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Block {
    item: bool,
    text: String,
    open: bool,
}

/// Lines as Markdown.
pub(super) fn markdown(lines: &[&str], width: usize) -> String {
    let mut text = String::new();
    let mut last: Option<bool> = None;
    for block in blocks(lines, width) {
        if let Some(item) = last {
            text.push_str(if item && block.item { "\n" } else { "\n\n" });
        }
        if block.item {
            text.push_str("- ");
        }
        text.push_str(&paragraph(&block.text));
        last = Some(block.item);
    }
    text
}

/// Lines as one line.
pub(super) fn one_line(lines: &[&str]) -> String {
    blocks(lines, 0).into_iter().map(|block| block.text).collect::<Vec<_>>().join(" ")
}

fn blocks(lines: &[&str], width: usize) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in lines {
        let item = item(line);
        match (item, blocks.last_mut().filter(|last| last.open)) {
            (None, Some(last)) if line.is_empty() => last.open = false,
            (None, Some(last)) => join(last, line),
            (None, None) if line.is_empty() => continue,
            (item, _) => blocks.push(Block {
                item: item.is_some(),
                text: item.unwrap_or(line).split_whitespace().collect::<Vec<_>>().join(" "),
                open: true,
            }),
        }
        if let Some(last) = blocks.last_mut() {
            last.open &= !ends_paragraph(line, width);
        }
    }
    blocks.retain(|block| !block.text.is_empty());
    blocks
}

/// What an item of a list says after its sign.
fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '–', '•', '·', '▪', '*', '\u{f0b7}', '\u{f0a7}'])?;
    Some(rest.trim_start())
}

/// Adds a line to a block; a word that was parted at the end of the line keeps its hyphen.
fn join(block: &mut Block, line: &str) {
    let parted = block.text.ends_with('-') && !block.text.ends_with(" -");
    let goes_on = line.chars().next().is_some_and(char::is_lowercase);
    if !(parted && goes_on || block.text.is_empty()) {
        block.text.push(' ');
    }
    block.text.push_str(&line.split_whitespace().collect::<Vec<_>>().join(" "));
}

fn ends_paragraph(line: &str, width: usize) -> bool {
    let length = line.chars().count();
    let ends = line.trim_end_matches(['”', '"', '»', ')']).ends_with(['.', ':', '?', '!']);
    ends && (length as f64) < SHORT * width as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_parted_is_joined() {
        let lines = ["Una mesa que reúne a los pescadores y a los", "servicios.", "Otra cosa que", "hace:"];
        let said = markdown(&[&lines[..], &["- micro-", "emprendimiento", "-otra", "", "#fin"]].concat(), 44);
        assert_eq!(
            said,
            "Una mesa que reúne a los pescadores y a los servicios.\n\nOtra cosa que hace:\n\n- micro-emprendimiento\n- otra\n\n\\#fin"
        );
    }
}
