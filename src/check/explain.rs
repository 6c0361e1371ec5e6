//! What a rule means, at length: the pages of `docs/rules/`, which come with the program.

use crate::fold::nearest;
use crate::lang::Lang;

use crate::report::rules::RULES;

/// The pages: `unknown-term.md`, its bytes.
static PAGES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The page of a rule as plain Markdown: what it means and why in one language, and the examples.
///
/// # Errors
///
/// Where there is no such rule, the codes that may have been meant, or all of them.
pub fn explain(code: &str, lang: Lang) -> Result<String, Vec<&'static str>> {
    let page = PAGES.iter().find(|(name, _)| name.strip_suffix(".md") == Some(code));
    match page.filter(|_| RULES.iter().any(|rule| rule.code == code)) {
        Some((_, bytes)) => Ok(told(&String::from_utf8_lossy(bytes), lang)),
        None => Err(meant(code)),
    }
}

fn meant(code: &str) -> Vec<&'static str> {
    let near = nearest(code, RULES.iter().map(|rule| rule.code), 3);
    if near.is_empty() { RULES.iter().map(|rule| rule.code).collect() } else { near }
}

/// A page without the section in the other language.
fn told(page: &str, lang: Lang) -> String {
    let other = if lang == Lang::ES { "English" } else { "Español" };
    let mut text = String::new();
    let mut skipping = false;
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            skipping = heading.trim() == other;
        }
        if !skipping {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}
