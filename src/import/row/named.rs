//! Cells that name terms of a vocabulary or actors.

use super::{Writer, prose};
use crate::config::Field;
use crate::fold::{fold, nearest};

impl Writer<'_> {
    pub(super) fn terms(&mut self, at: usize, field: &Field, cell: &str) {
        let taxonomy = field.taxonomy.as_deref().and_then(|id| self.catalog.taxonomy_at(id));
        let Some(taxonomy) = taxonomy.map(|at| &self.catalog.taxonomies[at]) else { return };
        // A label may itself hold a comma.
        let parts = if taxonomy.find(cell).is_some() { vec![cell] } else { self.parts(cell) };
        let (mut found, mut lost, mut over): (Vec<&str>, Vec<&str>, Vec<&str>) = Default::default();
        for part in parts {
            match taxonomy.find(part).map(|term| taxonomy.terms[term].id.as_str()) {
                Some(id) if found.contains(&id) => {}
                Some(id) if field.many || found.is_empty() => found.push(id),
                Some(_) => over.push(part),
                None => lost.push(part),
            }
        }
        if !found.is_empty() {
            let list = if field.many { format!("[{}]", found.join(", ")) } else { found.join("") };
            self.made.line(&field.id, &list);
        }
        lost.iter().for_each(|part| self.no_term(field, part, nearest(part, taxonomy.labels(), 1).first()));
        over.iter().for_each(|part| self.one_term(field, part, found[0]));
        if found.is_empty() && field.answer {
            self.made.body(at, prose(cell));
        }
    }

    fn no_term(&mut self, field: &Field, part: &str, near: Option<&&str>) {
        let (es, en) = near
            .map(|near| (format!("; ¿quiso decir «{near}»?"), format!("; did you mean “{near}”?")))
            .unwrap_or_default();
        self.kept(
            field,
            part,
            &format!("no está en el vocabulario{es}"),
            &format!("is not in the vocabulary{en}"),
        );
    }

    fn one_term(&mut self, field: &Field, part: &str, taken: &str) {
        self.kept(
            field,
            part,
            &format!("es uno más, y este campo admite un solo término: quedó «{taken}»"),
            &format!("is one more, and this field takes a single term: “{taken}” was taken"),
        );
    }

    pub(super) fn actors(&mut self, field: &Field, cell: &str) {
        let parts = if self.actor(cell).is_some() { vec![cell] } else { self.parts(cell) };
        let (mut found, mut lost) = (Vec::new(), Vec::new());
        for part in parts {
            // «Fondo de Solidaridad e Inversión Social (FOSIS)»: by the whole, by what stands before, by the acronym.
            let inner =
                part.split_once('(').map(|(before, rest)| [before.trim(), rest.trim_end_matches(')').trim()]);
            let actor =
                self.actor(part).or_else(|| inner.into_iter().flatten().find_map(|part| self.actor(part)));
            match actor {
                Some(actor) if !found.contains(&actor) => found.push(actor),
                Some(_) => {}
                None => lost.push(part),
            }
        }
        if !found.is_empty() {
            let list: Vec<String> = found.iter().map(|id| format!("{{ actor: {id} }}")).collect();
            self.made.line(&field.id, &format!("[{}]", list.join(", ")));
        }
        lost.into_iter().for_each(|part| self.no_actor(field, part));
    }

    /// The id of the actor that a text names.
    fn actor(&self, part: &str) -> Option<String> {
        let mut actors = self.catalog.actors.iter();
        let actor =
            actors.find(|actor| actor.id == part || actor.names().any(|name| fold(name) == fold(part)))?;
        Some(actor.id.clone())
    }

    fn no_actor(&mut self, field: &Field, part: &str) {
        let near = nearest(part, self.catalog.actors.iter().flat_map(|actor| actor.names()), 1);
        let (es, en) = near
            .first()
            .map(|near| (format!("; ¿es «{near}»?"), format!("; is it “{near}”?")))
            .unwrap_or_default();
        self.kept(
            field,
            part,
            &format!("no está en la lista de actores{es}"),
            &format!("is not in the list of actors{en}"),
        );
    }
}
