//! What stands in a guide, read as what its reader would do.

use std::fs;
use std::path::Path;

/// The lines of a guide that are commands of the program, as their arguments.
pub(crate) fn commands(guide: &str) -> Vec<Vec<String>> {
    commands_of(&read(guide))
}

pub(crate) fn read(guide: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(guide)).unwrap()
}

/// The part of a guide under a heading, and the parts before and after it.
pub(crate) fn section(guide: &str, heading: &str) -> (String, String) {
    let text = read(guide);
    let (before, rest) = text.split_once(&format!("\n{heading}\n")).unwrap();
    let end = rest.find("\n## ").unwrap();
    (rest[..end].to_owned(), before.to_owned() + &rest[end..])
}

pub(crate) fn commands_of(text: &str) -> Vec<Vec<String>> {
    let lines =
        text.lines().filter_map(|line| line.strip_prefix("    ")?.trim_start().strip_prefix("atalaya "));
    lines.map(arguments).collect()
}

/// Words, where quotes hold several together.
pub(crate) fn arguments(line: &str) -> Vec<String> {
    let quoted = line.split('"').enumerate();
    let words = quoted.flat_map(|(at, piece)| match at % 2 {
        0 => piece.split_whitespace().map(str::to_owned).collect(),
        _ => vec![piece.to_owned()],
    });
    words.collect()
}

/// What a guide does, in its order: a command, or a block with what stands beside its fence.
pub(crate) enum Step {
    Command(Vec<String>),
    Block(String, String),
}

pub(crate) fn steps(text: &str) -> Vec<Step> {
    let (mut steps, mut open): (Vec<Step>, Option<(String, String)>) = (Vec::new(), None);
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => steps.extend(open.take().map(|(info, block)| Step::Block(info, block))),
            (Some(info), None) => open = Some((info.to_owned(), String::new())),
            (None, Some((_, block))) => *block += &format!("{line}\n"),
            (None, None) => {
                let command = line.strip_prefix("    ").filter(|line| !line.starts_with(' '));
                steps.extend(command.map(|command| Step::Command(arguments(command))));
            }
        }
    }
    steps
}
