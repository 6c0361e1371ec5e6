//! Records, actors, terms and pages as entries.

use super::facets::Facets;
use super::lexicon::{absence, of_actor};
use super::texts::texts;
use crate::catalog::Catalog;
use crate::config::{CollectionConfig, Field, Kind as FieldKind};
use crate::lang::Lang;
use crate::plan::PageKey;
use crate::record::completeness;
use crate::record::{Answer, Record, Value};
use crate::search::entry::{Entry, Kind, Part};
use crate::search::wire::Class;
use rayon::prelude::*;

/// Every findable thing of the observatory.
pub(super) fn entries(catalog: &Catalog, fields: &[&Field], facets: &Facets<'_>) -> Vec<Entry> {
    let maker = Maker { catalog, fields, facets, lang: catalog.config.site.languages[0] };
    let mut entries: Vec<Entry> =
        (0..catalog.records.len()).into_par_iter().map(|at| maker.record(at)).collect();
    if catalog.config.actors.is_some() {
        entries.extend((0..catalog.actors.len()).map(|at| maker.actor(at)));
    }
    for (taxonomy, terms) in catalog.taxonomies.iter().enumerate() {
        entries.extend((0..terms.terms.len()).map(|term| maker.term(taxonomy, term)));
    }
    entries.extend((0..catalog.pages.len()).map(|at| maker.page(at)));
    entries
}

struct Maker<'a> {
    catalog: &'a Catalog,
    fields: &'a [&'a Field],
    facets: &'a Facets<'a>,
    lang: Lang,
}

impl Maker<'_> {
    fn url(&self, key: PageKey) -> String {
        key.address(self.catalog, self.lang)
    }

    fn ordinal(&self, field: &str) -> u32 {
        self.fields.iter().position(|known| known.id == field).unwrap_or(0) as u32
    }

    fn record(&self, at: usize) -> Entry {
        let record = &self.catalog.records[at];
        let model = self.catalog.model(record);
        let period = record.period(model.roles.period);
        let years = period.and_then(|period| period.years());
        // What goes on has no last year.
        let ended = period.is_some_and(|period| !period.ongoing);
        let mut entry = Entry {
            kind: match (record.identified, record.collection) {
                (true, _) => Kind::Identified,
                (false, 0) => Kind::Record,
                (false, _) => Kind::Other,
            },
            id: record.slug.clone(),
            number: record.line(model.roles.number).and_then(|n| n.parse().ok()),
            url: self.url(PageKey::Record(at)),
            title: self.catalog.title(at).to_owned(),
            acronym: record.line(model.roles.acronym).unwrap_or_default().to_owned(),
            place: self.place(at, model).join(", "),
            years: (years.map(|y| y.0), years.map(|y| y.1).filter(|_| ended)),
            completeness: completeness(record, model).percent as u32,
            ..Entry::default()
        };
        if record.collection == 0 {
            entry.marks = self.facets.of(at);
            entry.spots = self.facets.spots(at);
        }
        for (i, field) in model.fields.iter().enumerate() {
            if let Some(answer) = record.answer(i) {
                self.answer(&mut entry, record, model, (i, field), answer);
            }
        }
        entry
    }

    /// Where a record is, in words: its territories, or its countries.
    fn place(&self, at: usize, model: &CollectionConfig) -> Vec<String> {
        let record = &self.catalog.records[at];
        let terms = |role: Option<usize>| -> Vec<String> {
            let taxonomy = role.and_then(|f| self.catalog.taxonomy_at(model.fields[f].taxonomy.as_deref()?));
            let (Some(role), Some(taxonomy)) = (role, taxonomy) else { return Vec::new() };
            let label = |term| self.catalog.term(taxonomy, term).label.text(self.lang).to_owned();
            record.terms(role).map(label).collect()
        };
        let territories = terms(model.roles.territory);
        if territories.is_empty() { terms(model.roles.country) } else { territories }
    }

    fn answer(
        &self,
        entry: &mut Entry,
        record: &Record,
        model: &CollectionConfig,
        (at, field): (usize, &Field),
        answer: &Answer,
    ) {
        let ordinal = self.ordinal(&field.id);
        let class = class(model, at, field);
        let mut part = |class, text: String| {
            if !text.trim().is_empty() {
                entry.parts.push(Part { field: ordinal, class: Some(class), text });
            }
        };
        match &answer.value {
            Some(Value::Terms(_)) => {
                let taxonomy = field.taxonomy.as_deref().and_then(|id| self.catalog.taxonomy_at(id));
                let role = [model.roles.country, model.roles.territory].contains(&Some(at));
                for (taxonomy, term) in
                    taxonomy.into_iter().flat_map(|t| record.terms(at).map(move |term| (t, term)))
                {
                    let label = self.catalog.term(taxonomy, term).label.text(self.lang).to_owned();
                    part(if role { Class::Place } else { Class::Label }, label);
                    entry.terms.push((taxonomy as u32, term as u32));
                }
            }
            Some(Value::Place(place)) => part(Class::Place, place.localities.join(", ")),
            Some(value) => {
                let texts = texts(self.catalog, value);
                part(
                    class,
                    if matches!(value, Value::List(_)) { texts.join("\n") } else { in_a_row(&texts) },
                );
            }
            None => {}
        }
        let prose = if Some(at) == model.roles.actors { Class::Body } else { class };
        if let Some(text) = &answer.text {
            part(prose, text.plain());
        }
        for note in [&answer.note, &answer.source].into_iter().flatten() {
            part(Class::Margin, note.clone());
        }
        self.keys(entry, field, ordinal, answer);
    }

    /// The actors of an answer, and its absence.
    fn keys(&self, entry: &mut Entry, field: &Field, ordinal: u32, answer: &Answer) {
        if let Some(Value::Actors(parts)) = &answer.value {
            let actors = parts.iter().filter_map(|part| part.actor.target);
            entry.keys.extend(actors.map(|at| (ordinal, of_actor(at))));
        }
        entry.keys.extend(answer.absence.map(|kind| (ordinal, absence(&field.id, kind))));
        if answer.partial {
            entry.keys.push((ordinal, format!("z:{}:parcial", field.id)));
        }
        entry.keys.dedup();
    }

    fn titled(&self, kind: Kind, id: &str, url: String, title: &str) -> Entry {
        let mut entry = Entry { kind, id: id.to_owned(), url, title: title.to_owned(), ..Entry::default() };
        self.part(&mut entry, Class::Title, title);
        entry
    }

    fn part(&self, entry: &mut Entry, class: Class, text: &str) {
        let title =
            self.catalog.config.collections.first().map_or(0, |c| self.ordinal(&c.fields[c.roles.title].id));
        if !text.is_empty() {
            entry.parts.push(Part { field: title, class: Some(class), text: text.to_owned() });
        }
    }

    fn actor(&self, at: usize) -> Entry {
        let actor = &self.catalog.actors[at];
        let mut entry =
            self.titled(Kind::Actor, &actor.id, self.url(PageKey::Actor(at, 0)), actor.name.text(self.lang));
        entry.acronym = actor.acronym.clone().unwrap_or_default();
        actor.names().skip(1).for_each(|name| self.part(&mut entry, Class::Name, name));
        entry.keys.push((0, of_actor(at)));
        entry
    }

    fn term(&self, taxonomy: usize, at: usize) -> Entry {
        let term = self.catalog.term(taxonomy, at);
        let config = &self.catalog.config.taxonomies[taxonomy];
        let url = self.url(PageKey::Term(taxonomy, at, 0));
        let id = format!("{}/{}", config.id, term.id);
        let mut entry = self.titled(Kind::Term, &id, url, term.label.text(self.lang));
        entry.place = config.label.one.text(self.lang).to_owned();
        term.synonyms.iter().for_each(|(_, name)| self.part(&mut entry, Class::Name, name));
        self.part(&mut entry, Class::Body, term.definition.text(self.lang));
        entry
    }

    fn page(&self, at: usize) -> Entry {
        let page = &self.catalog.pages[at];
        let url = self.url(PageKey::Free(at));
        let mut entry = self.titled(Kind::Page, &page.slug, url, page.title.text(self.lang));
        if let Some((_, text)) = page.text.best(self.lang) {
            self.part(&mut entry, Class::Main, &text.plain());
        }
        entry
    }
}

/// How much a field's text counts: by the part it plays, its kind, and the dimension it stands in.
fn class(model: &CollectionConfig, at: usize, field: &Field) -> Class {
    let roles = &model.roles;
    let plays = |role: Option<usize>| role == Some(at);
    if at == roles.title {
        return Class::Title;
    }
    if plays(roles.acronym)
        || (field.kind == FieldKind::List
            && field.dimension.is_none()
            && !plays(roles.notes)
            && !plays(roles.authors))
    {
        return Class::Name;
    }
    if plays(roles.summary) {
        return Class::Summary;
    }
    if plays(roles.actors) {
        return Class::Actor;
    }
    let marginal =
        matches!(field.kind, FieldKind::References | FieldKind::Links | FieldKind::Media | FieldKind::Period);
    if marginal || plays(roles.notes) || plays(roles.authors) || plays(roles.number) {
        return Class::Margin;
    }
    match (field.kind, field.dimension) {
        (FieldKind::Text, Some(0)) => Class::Main,
        _ => Class::Body,
    }
}

/// The texts of a value one after another: a semicolon between them, unless a sentence has ended there.
fn in_a_row(texts: &[String]) -> String {
    let mut row = String::new();
    for text in texts {
        if !row.is_empty() {
            row.push_str(if row.ends_with(['.', '!', '?', '…']) { " " } else { "; " });
        }
        row.push_str(text.trim());
    }
    row
}

#[cfg(test)]
mod tests {
    use super::in_a_row;

    #[test]
    fn no_semicolon_follows_a_full_stop() {
        let texts = ["Decreto 2 con el año 2004.", "Panfichi", "Lima"].map(str::to_owned);
        assert_eq!(in_a_row(&texts), "Decreto 2 con el año 2004. Panfichi; Lima");
    }
}
