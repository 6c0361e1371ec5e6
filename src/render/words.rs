//! The theme's own words, in each language.

use std::collections::BTreeMap;

use crate::lang::Lang;
use crate::numbers;
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::tree::{Data, Node};

/// The words of one language: a phrase by its key, in the singular and the plural where it counts something.
#[derive(Clone, Debug, Default)]
pub struct Words(BTreeMap<String, Phrase>);

#[derive(Clone, Debug, PartialEq)]
struct Phrase {
    one: String,
    many: String,
}

impl Words {
    /// Reads a file of words, `key = "phrase"` or `key = { one = "…", many = "…" }` in tables; `{n}` stands for the number.
    pub fn read(root: &Node, report: &mut Report) -> Words {
        let mut words = Words::default();
        words.table(root, "", report);
        words
    }

    fn table(&mut self, node: &Node, prefix: &str, report: &mut Report) {
        let Data::Map(entries) = &node.data else { return };
        for (key, value) in entries {
            let name = if prefix.is_empty() { key.text.clone() } else { format!("{prefix}.{}", key.text) };
            match &value.data {
                Data::Scalar(text) => {
                    self.0.insert(name, Phrase { one: text.clone(), many: text.clone() });
                }
                Data::Map(forms) => match forms.as_slice() {
                    [(one, first), (many, second)] if one.text == "one" && many.text == "many" => {
                        let text = |node: &Node| node.scalar().unwrap_or_default().to_owned();
                        self.0.insert(name, Phrase { one: text(first), many: text(second) });
                    }
                    _ => self.table(value, &name, report),
                },
                Data::Seq(_) => report.add(bad(value.span)),
            }
        }
    }

    /// Takes over what another file says, and keeps what it does not.
    pub fn overlay(&mut self, other: Words) {
        self.0.extend(other.0);
    }

    /// The phrase of a key for a number of things, with `{n}` written out.
    pub fn say(&self, key: &str, n: Option<f64>, lang: Lang) -> Option<String> {
        let phrase = self.0.get(key)?;
        Some(match n {
            Some(n) => {
                let form = if n == 1.0 { &phrase.one } else { &phrase.many };
                form.replace("{n}", &numbers::number(n, lang))
            }
            None => phrase.many.clone(),
        })
    }

    /// A date such as `2026-11-20` in words, as `date.full` says with `{d}`, `{m}` and `{y}`; anything else as it is.
    pub fn date(&self, date: &str) -> String {
        let parts: Vec<&str> = date.split('-').collect();
        let (Some(full), [year, month, day]) = (self.0.get("date.full"), &parts[..]) else {
            return date.to_owned();
        };
        let month = self.0.get(&format!("date.month-{month}")).map_or(*month, |name| name.many.as_str());
        full.many.replace("{d}", day.trim_start_matches('0')).replace("{m}", month).replace("{y}", year)
    }

    /// Every phrase that begins with a prefix, by the rest of its key, for scripts.
    pub fn under(&self, prefix: &str) -> BTreeMap<&str, (&str, &str)> {
        let phrases = self.0.iter().filter_map(|(key, phrase)| {
            Some((key.strip_prefix(prefix)?, (phrase.one.as_str(), phrase.many.as_str())))
        });
        phrases.collect()
    }

    /// The keys, so that languages can be compared.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

fn bad(span: Span) -> Finding {
    Finding::new(&rules::BAD_THEME, span, "Aquí se espera una frase.", "A phrase is expected here.")
}
