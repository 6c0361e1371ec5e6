//! The declaration of a new site, made from that of an observatory that exists, so that its model is written once.

/// The model of this program's own observatory.
const OBSERVATORY: &str = include_str!("../../site.toml");
/// A model to begin from nothing.
const EMPTY: &str = include_str!("models/empty.toml");

/// Which model a new site has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// That of the observatory of regional cooperation: 21 questions in four dimensions.
    Observatory,
    /// A title, a summary, a theme and one question, to be made one's own.
    Empty,
}

/// A stretch of a declaration: a table with the lines of comment before it.
struct Block<'a> {
    /// The words between the brackets: `collection.field`.
    name: &'a str,
    lines: Vec<&'a str>,
}

/// What `site.toml` of a new site says: the model with its first collection and the vocabularies that it uses,
/// without what only concerns the observatory it comes from.
pub(super) fn declaration(model: Model, title: &str, lang: &str) -> String {
    let text = if model == Model::Empty { EMPTY } else { OBSERVATORY };
    let mut blocks = blocks(text);
    let second = blocks.iter().enumerate().filter(|(_, block)| block.name == "collection").nth(1);
    let last = second.map_or(blocks.len(), |(at, _)| at);
    let later: Vec<Block<'_>> = blocks.split_off(last);
    blocks.extend(later.into_iter().filter(|block| !block.name.starts_with("collection")));
    // Tables, synonyms and old addresses are those of the observatory the model comes from.
    blocks.retain(|block| !matches!(block.name, "collection.table" | "search" | "moved" | "withdrawn"));
    let used = used(&blocks);
    blocks
        .retain(|block| block.name != "taxonomy" || value(block, "id").is_some_and(|id| used.contains(&id)));
    let names: Vec<&str> = blocks
        .iter()
        .filter(|block| matches!(block.name, "taxonomy" | "collection"))
        .filter_map(|block| value(block, "id"))
        .chain(["actores", "acerca"])
        .collect();
    blocks.iter().flat_map(|block| lines(block, title, lang, &names)).map(|line| line + "\n").collect()
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = vec![Block { name: "", lines: Vec::new() }];
    let mut pending = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            blocks.push(Block { name: line.trim_matches(['[', ']']), lines: std::mem::take(&mut pending) });
        }
        if line.is_empty() || line.starts_with('#') {
            pending.push(line);
        } else if let Some(block) = blocks.last_mut() {
            block.lines.append(&mut pending);
            block.lines.push(line);
        }
    }
    blocks
}

/// The text of a key of a block.
fn value<'a>(block: &Block<'a>, key: &str) -> Option<&'a str> {
    let line = block.lines.iter().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('='))?;
    Some(line.trim().trim_matches('"'))
}

/// The vocabularies that fields, actors and countries name.
fn used<'a>(blocks: &[Block<'a>]) -> Vec<&'a str> {
    let keys = ["taxonomy", "kinds", "roles", "countries"];
    blocks.iter().flat_map(|block| keys.iter().filter_map(|key| value(block, key))).collect()
}

/// The lines of a block; those of the site itself with its own name and language, and without what others own.
fn lines(block: &Block<'_>, title: &str, lang: &str, names: &[&str]) -> Vec<String> {
    if block.name != "site" {
        return block.lines.iter().map(|line| (*line).to_owned()).collect();
    }
    let own = |line: &&str| match line.split('=').next().map_or("", str::trim) {
        "title" => Some(format!("title = {}", serde_json::Value::from(title))),
        "languages" => Some(format!("languages = [\"{lang}\"]")),
        "menu" => Some(format!("menu = [{}]", menu(line, names))),
        "description" | "publisher" | "edition" | "date" | "license" | "glossary" | "base_url" => None,
        _ => Some((*line).to_owned()),
    };
    block.lines.iter().filter_map(own).collect()
}

/// The entries of the menu that the new site has.
fn menu(line: &str, names: &[&str]) -> String {
    let entries = line.split('"').skip(1).step_by(2).filter(|entry| names.contains(entry));
    entries.map(|entry| format!("\"{entry}\"")).collect::<Vec<_>>().join(", ")
}
