//! The answer as JSON, written by hand: the page needs no more than this.

use super::excerpt::{CLOSE, OPEN};
use super::results::{Answer, Hit};
use crate::search::wire::{Manifest, push_number};

impl Answer {
    /// The answer as JSON; in excerpts, what matched stands between `<mark>` and `</mark>` and the rest is escaped.
    pub fn json(&self) -> String {
        let mut out = String::from("{\"total\":");
        push_number(&mut out, self.total);
        out.push_str(",\"hits\":");
        list(&mut out, &self.hits, hit);
        out.push_str(",\"groups\":{");
        for (i, group) in self.groups.iter().enumerate() {
            comma(&mut out, i);
            name(&mut out, group.kind);
            list(&mut out, &group.hits, hit);
        }
        out.push_str("},\"facets\":{");
        for (i, facet) in self.facets.iter().enumerate() {
            comma(&mut out, i);
            name(&mut out, &facet.facet);
            out.push('{');
            for (i, (term, number)) in facet.counts.iter().filter(|(_, n)| *n > 0).enumerate() {
                comma(&mut out, i);
                name(&mut out, term);
                push_number(&mut out, *number);
            }
            out.push('}');
        }
        out.push_str("},\"suggestion\":");
        match &self.suggestion {
            Some(text) => string(&mut out, text),
            None => out.push_str("null"),
        }
        out.push('}');
        out
    }
}

impl Manifest {
    /// What a page must know to show results in one of the site's languages: how fields, taxonomies and terms are called.
    pub fn about(&self, language: &str) -> String {
        let at = self.languages.iter().position(|l| l == language).unwrap_or(0);
        let mut out = String::from("{\"hash\":");
        string(&mut out, &self.hash);
        out.push_str(",\"bundled\":");
        out.push_str(if self.bundled { "true" } else { "false" });
        out.push_str(",\"records\":");
        push_number(&mut out, self.kinds.records);
        out.push_str(",\"fields\":{");
        for (i, field) in self.fields.iter().enumerate() {
            comma(&mut out, i);
            name(&mut out, &field.id);
            string(&mut out, label(&field.labels, at));
        }
        out.push_str("},\"facets\":");
        list(&mut out, &self.taxonomies, |out, taxonomy| {
            out.push_str("{\"id\":");
            string(out, &taxonomy.id);
            out.push_str(",\"label\":");
            string(out, label(&taxonomy.labels, at));
            out.push_str(if taxonomy.ordinal { ",\"ordinal\":true" } else { ",\"ordinal\":false" });
            out.push_str(",\"terms\":");
            list(out, &taxonomy.terms, |out, term| {
                out.push('[');
                string(out, &term.id);
                out.push(',');
                string(out, label(&term.labels, at));
                out.push(',');
                push_number(out, term.broader);
                out.push(']');
            });
            out.push('}');
        });
        out.push('}');
        out
    }
}

/// A label in a language, or in the site's own.
fn label(labels: &[String], at: usize) -> &str {
    let own = labels.get(at).filter(|label| !label.is_empty());
    own.or_else(|| labels.first()).map_or("", String::as_str)
}

fn hit(out: &mut String, hit: &Hit) {
    let card = &hit.card;
    out.push('{');
    name(out, "id");
    string(out, &card.id);
    out.push_str(",\"numero\":");
    optional(out, card.number.map(|n| n as i32));
    for (key, text) in
        [("title", &card.title), ("acronym", &card.acronym), ("place", &card.place), ("url", &card.url)]
    {
        out.push(',');
        name(out, key);
        string(out, text);
    }
    out.push_str(",\"from\":");
    optional(out, card.years.0);
    out.push_str(",\"to\":");
    optional(out, card.years.1);
    out.push_str(",\"completeness\":");
    push_number(out, card.completeness);
    out.push_str(",\"score\":");
    push_number(out, hit.score);
    out.push_str(",\"matches\":");
    list(out, &hit.matches, |out, m| {
        out.push('{');
        name(out, "field");
        string(out, &m.field);
        out.push(',');
        name(out, "excerpt");
        string(out, &marked(&m.excerpt));
        out.push('}');
    });
    out.push('}');
}

/// An excerpt as HTML.
fn marked(excerpt: &str) -> String {
    let mut out = String::with_capacity(excerpt.len() + 32);
    for c in excerpt.chars() {
        match c {
            OPEN => out.push_str("<mark>"),
            CLOSE => out.push_str("</mark>"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}

fn list<T>(out: &mut String, items: &[T], mut each: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (i, item) in items.iter().enumerate() {
        comma(out, i);
        each(out, item);
    }
    out.push(']');
}

fn comma(out: &mut String, i: usize) {
    if i > 0 {
        out.push(',');
    }
}

fn name(out: &mut String, name: &str) {
    string(out, name);
    out.push(':');
}

fn optional(out: &mut String, number: Option<i32>) {
    match number {
        Some(n) => {
            if n < 0 {
                out.push('-');
            }
            push_number(out, n.unsigned_abs());
        }
        None => out.push_str("null"),
    }
}

/// A JSON string.
pub(super) fn string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c < ' ' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
}
