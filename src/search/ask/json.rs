//! The answer as JSON, written by hand: the page needs no more than this.

use super::cells::Cell;
use super::counts::{Crossed, FacetCount, Gathered};
use super::excerpt::{CLOSE, OPEN};
use super::results::{Answer, Hit};
use crate::search::wire::{Manifest, Taxonomy, label, push_number};

impl Answer {
    /// The answer as JSON; in excerpts, what matched stands between `<mark>` and `</mark>` and the rest is escaped.
    pub fn json(&self) -> String {
        let mut out = String::from("{\"total\":");
        push_number(&mut out, self.total);
        out.push_str(",\"passing\":");
        push_number(&mut out, self.passing);
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
            facet_count(&mut out, facet);
        }
        out.push_str("},\"more\":{");
        for (i, facet) in self.facets.iter().filter(|facet| facet.more > 0).enumerate() {
            comma(&mut out, i);
            name(&mut out, &facet.facet);
            push_number(&mut out, facet.more);
        }
        out.push_str("},\"years\":");
        list(&mut out, &self.years, |out, (year, number)| pair(out, *year, *number));
        if let Some(crossed) = &self.crossed {
            out.push_str(",\"crossed\":");
            cross(&mut out, crossed);
        }
        if let Some((gathered, nowhere)) = &self.places {
            out.push_str(",\"nowhere\":");
            push_number(&mut out, *nowhere);
            out.push_str(",\"places\":");
            list(&mut out, gathered, place);
        }
        out.push_str(",\"suggestion\":");
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
        out.push_str(",\"identified\":");
        push_number(&mut out, self.kinds.identified);
        out.push_str(",\"fields\":{");
        for (i, field) in self.fields.iter().enumerate() {
            comma(&mut out, i);
            name(&mut out, &field.id);
            string(&mut out, label(&field.labels, at));
        }
        out.push_str("},\"facets\":");
        list(&mut out, &self.taxonomies, |out, taxonomy| facet(out, taxonomy, at));
        out.push_str(",\"territory\":");
        match self.territory.checked_sub(1).and_then(|at| self.taxonomies.get(at as usize)) {
            Some(taxonomy) => string(&mut out, &taxonomy.id),
            None => out.push_str("null"),
        }
        out.push('}');
        out
    }
}

/// A facet as a page must know it.
fn facet(out: &mut String, facet: &Taxonomy, language: usize) {
    out.push_str("{\"id\":");
    string(out, &facet.id);
    out.push_str(",\"label\":");
    string(out, label(&facet.labels, language));
    out.push_str(",\"nature\":");
    string(out, facet.nature.name());
    for (key, yes) in [("ordinal", facet.ordinal), ("many", facet.many), ("apart", facet.is_apart())] {
        out.push(',');
        name(out, key);
        out.push_str(if yes { "true" } else { "false" });
    }
    out.push_str(",\"size\":");
    push_number(out, facet.size);
    out.push_str(",\"terms\":");
    list(out, &facet.terms, |out, term| {
        out.push('[');
        string(out, &term.id);
        out.push(',');
        string(out, term.label(language));
        for n in [term.broader, term.records] {
            out.push(',');
            push_number(out, n);
        }
        out.push(']');
    });
    out.push('}');
}

/// The values that have records; of a facet of many, in their order and with their labels.
fn facet_count(out: &mut String, facet: &FacetCount) {
    if !facet.labels.is_empty() {
        let values: Vec<_> = facet.counts.iter().zip(&facet.labels).collect();
        return list(out, &values, |out, ((id, number), label)| {
            out.push('[');
            string(out, id);
            out.push(',');
            string(out, label);
            out.push(',');
            push_number(out, *number);
            out.push(']');
        });
    }
    out.push('{');
    for (i, (term, number)) in facet.counts.iter().filter(|(_, n)| *n > 0).enumerate() {
        comma(out, i);
        name(out, term);
        push_number(out, *number);
    }
    out.push('}');
}

fn cross(out: &mut String, crossed: &Crossed) {
    for (key, ids) in [("{\"rows\":", &crossed.rows), (",\"columns\":", &crossed.columns)] {
        out.push_str(key);
        list(out, ids, |out, id| string(out, id));
    }
    out.push_str(",\"totals\":");
    list(out, &crossed.totals, |out, n| push_number(out, *n));
    out.push_str(",\"cells\":");
    list(out, &crossed.cells, |out, row| list(out, row, |out, n| push_number(out, *n)));
    out.push('}');
}

fn place(out: &mut String, place: &Gathered) {
    out.push('[');
    for n in [place.at.0, place.at.1] {
        optional(out, Some(n));
        out.push(',');
    }
    push_number(out, place.territory);
    out.push(',');
    push_number(out, place.records);
    out.push(']');
}

fn pair(out: &mut String, year: i32, number: u32) {
    out.push('[');
    optional(out, Some(year));
    out.push(',');
    push_number(out, number);
    out.push(']');
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
    if !hit.cells.is_empty() {
        out.push_str(",\"cells\":");
        list(out, &hit.cells, |out, cell| match cell {
            Cell::Text(text) => string(out, text),
            Cell::Absent(kind) => {
                out.push('[');
                string(out, kind);
                out.push(']');
            }
        });
    }
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
            '\n' => out.push_str("\\n"),
            c if c < ' ' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
}
