//! The one door to the YAML parser: text → tree with places, within limits, without aliases.

mod builder;
mod findings;
mod slips;

use std::borrow::Cow;

use granit_parser::Parser;

use crate::report::{Finding, Report};
use crate::tree::Node;
use builder::Builder;
use slips::{Fault, without_entry};

/// How large a document may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// How many values and keys.
    pub nodes: usize,
    /// How deep lists and mappings nest.
    pub depth: usize,
}

impl Limits {
    /// For the front matter of a ficha.
    pub(crate) const FICHA: Limits = Limits { nodes: 20_000, depth: 12 };
    /// For a vocabulary or a list of actors.
    pub(crate) const LIST: Limits = Limits { nodes: 1_000_000, depth: 12 };
}

/// Parses `text`, which stands at byte `offset` of the file; `None` where it is no YAML, which is a finding.
/// A text without content is an empty mapping.
pub(crate) fn parse(
    text: &str,
    file: u32,
    offset: usize,
    limits: Limits,
    report: &mut Report,
) -> Option<Node> {
    let mut rest = Cow::Borrowed(text);
    for _ in 0..MOST_SLIPS {
        match read(&rest, file, offset, limits, report) {
            Ok(root) => return matches!(rest, Cow::Borrowed(_)).then_some(root),
            Err(stop) if stop.is_known => {
                let at = stop.finding.place.map_or(offset, |place| place.start as usize);
                report.add(stop.finding);
                rest = Cow::Owned(without_entry(&rest, at.saturating_sub(offset)));
            }
            Err(stop) => {
                if let Cow::Borrowed(_) = rest {
                    report.add(stop.finding);
                }
                return None;
            }
        }
    }
    None
}

/// How many slips of one document are told: where one is known, the other entries are read for themselves.
const MOST_SLIPS: usize = 10;

/// Reads a document up to the first thing that ends its reading.
fn read(text: &str, file: u32, offset: usize, limits: Limits, report: &mut Report) -> Result<Node, Stop> {
    let mut builder = Builder::new(text, file, offset, limits);
    for event in Parser::new_from_str(text) {
        let result = match event {
            Ok((event, marks)) => builder.event(event, &marks, report),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0);
                let why = error.info();
                let fault = Fault::new(text, at, &why, builder.first_line());
                Err(findings::fault(&fault, |at| builder.at(at)))
            }
        };
        if let Err(stop) = result {
            builder.abandon(report);
            return Err(stop);
        }
    }
    Ok(builder.root())
}

/// A finding that ends the reading of this document.
struct Halt {
    finding: Finding,
    /// Whether it is known what was slipped on.
    is_known: bool,
}

type Stop = Box<Halt>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    #[test]
    fn a_key_given_twice_is_told_even_where_the_rest_cannot_be_read() {
        let mut report = Report::default();
        assert!(parse("a: 1\nb: 2\na: 3\nc: [4\n", 0, 0, Limits::FICHA, &mut report).is_none());
        let report = report.sorted(&Sources::default(), false);
        let told: Vec<&str> = report.findings.iter().map(|finding| finding.rule.code).collect();
        assert_eq!(told, ["duplicate-key", "yaml-syntax"]);
    }

    #[test]
    fn what_follows_a_slip_is_read_for_itself() {
        let mut report = Report::default();
        let text = "a: b: c\nd: [1, 2\n e: 3\nf: 'x' y\n";
        assert!(parse(text, 0, 0, Limits::FICHA, &mut report).is_none());
        let places: Vec<u32> =
            report.findings.iter().filter_map(|finding| Some(finding.place?.start)).collect();
        assert_eq!(places, [4, 11, 28]);
    }
}
