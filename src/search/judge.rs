//! How good the answers are: scores judged questions.
//!
//! A judged question names the records that answer it, by their number, with a grade: 3 exactly it, 2 clearly relevant,
//! 1 marginal; what is not named is 0. The measures: nDCG@10 with gain 2^grade − 1; success@1, the first record is at least
//! clearly relevant (or as good as any); recall@10 of grades 2 and 3; precision, how many of the shown are relevant at
//! all; and how many of the questions without an answer get none.

use std::collections::BTreeMap;

use super::ask::Ask;
use super::disk::{Failure, Library};
use crate::report::Report;
use crate::tree::{Data, Node};
use crate::yaml::{Limits, parse};

/// A judged question.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// Its id.
    pub id: String,
    /// What sort of question it is.
    pub kind: String,
    /// What is typed.
    pub question: String,
    /// Number of a record → grade.
    pub grades: BTreeMap<u32, u32>,
}

/// What one question got.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Numbers of the records shown, in order, with their grades.
    pub shown: Vec<(u32, u32)>,
    /// nDCG@10.
    pub ndcg: f64,
    /// The first is right.
    pub success: bool,
    /// Share of the records of grades 2 and 3 among the first ten.
    pub recall: Option<f64>,
    /// Share of relevant ones among all that are shown.
    pub precision: Option<f64>,
}

/// All measures over a set of questions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Mean nDCG@10 of questions with an answer.
    pub ndcg: f64,
    /// Share of those whose first result is right.
    pub success: f64,
    /// Mean recall@10.
    pub recall: f64,
    /// Share of the shown that is relevant, over all shown.
    pub precision: f64,
    /// Share of the questions without an answer that get none.
    pub empty: f64,
}

/// Reads a file of judged questions.
pub fn read(text: &str) -> Vec<Judged> {
    let mut report = Report::default();
    let Some(root) = parse(text, 0, 0, Limits::LIST, &mut report) else { return Vec::new() };
    get(&root, "consultas").map_or(&[][..], Node::items).iter().map(judged).collect()
}

fn get<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let Data::Map(entries) = &node.data else { return None };
    entries.iter().find(|(key, _)| key.text == name).map(|(_, node)| node)
}

fn judged(node: &Node) -> Judged {
    let text = |name| get(node, name).and_then(Node::scalar).unwrap_or_default().to_owned();
    let mut grades = BTreeMap::new();
    if let Some(Data::Map(entries)) = get(node, "relevantes").map(|node| &node.data) {
        for (key, grade) in entries {
            if let (Ok(number), Some(Ok(grade))) = (key.text.parse(), grade.scalar().map(str::parse)) {
                grades.insert(number, grade);
            }
        }
    }
    Judged { id: text("id"), kind: text("tipo"), question: text("consulta"), grades }
}

/// Asks a question and judges what it gets.
///
/// # Errors
///
/// Where the index cannot be asked.
pub fn judge(library: &Library, judged: &Judged) -> Result<Verdict, Failure> {
    let ask = Ask { limit: 1000, counts: false, ..Ask::new(&judged.question) };
    let answer = library.ask(&ask)?;
    let grade = |number: u32| judged.grades.get(&number).copied().unwrap_or(0);
    let shown: Vec<(u32, u32)> =
        answer.hits.iter().map(|h| h.card.number.unwrap_or(0)).map(|n| (n, grade(n))).collect();
    let mut ideal: Vec<u32> = judged.grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let gains: Vec<u32> = shown.iter().map(|s| s.1).collect();
    let best = ideal.first().copied().unwrap_or(0);
    let wanted = ideal.iter().filter(|g| **g >= 2).count();
    let found = gains.iter().take(10).filter(|g| **g >= 2).count();
    Ok(Verdict {
        ndcg: if best == 0 { 0.0 } else { dcg(&gains) / dcg(&ideal) },
        success: gains.first().is_some_and(|g| *g >= best.clamp(1, 2)),
        recall: (wanted > 0).then(|| found as f64 / wanted.min(10) as f64),
        precision: (!gains.is_empty())
            .then(|| gains.iter().filter(|g| **g > 0).count() as f64 / gains.len() as f64),
        shown,
    })
}

fn dcg(grades: &[u32]) -> f64 {
    let gain =
        |(place, grade): (usize, &u32)| (2_f64.powi(*grade as i32) - 1.0) / (place as f64 + 2.0).log2();
    grades.iter().take(10).enumerate().map(gain).sum()
}

/// Puts the verdicts on many questions together.
pub fn score(verdicts: &[(&Judged, Verdict)]) -> Score {
    let (right, none): (Vec<_>, Vec<_>) = verdicts.iter().partition(|(judged, _)| !judged.grades.is_empty());
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let shown: Vec<u32> = verdicts.iter().flat_map(|(_, v)| v.shown.iter().map(|s| s.1)).collect();
    Score {
        ndcg: mean(right.iter().map(|(_, v)| v.ndcg).collect()),
        success: mean(right.iter().map(|(_, v)| f64::from(u8::from(v.success))).collect()),
        recall: mean(right.iter().filter_map(|(_, v)| v.recall).collect()),
        precision: mean(shown.iter().map(|g| f64::from(u8::from(*g > 0))).collect()),
        empty: if none.is_empty() {
            1.0
        } else {
            mean(none.iter().map(|(_, v)| f64::from(u8::from(v.shown.is_empty()))).collect())
        },
    }
}
