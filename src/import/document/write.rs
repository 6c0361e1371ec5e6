//! What was found of a ficha as the text of its file: a draft, with values proposed for those who will check them.

use std::collections::BTreeMap;

use super::amounts;
use super::fichas::{Found, Part};
use super::mentions::Known;
use super::prose::{markdown, one_line};
use crate::catalog::Catalog;
use crate::config::{CollectionConfig, DRAFT, Field, Kind};
use crate::fold::fold;
use crate::import::absences;
use crate::import::ficha::{Draft, Made, quoted};
use crate::import::values;
use crate::lang::Lang;
use crate::record::Absence;

/// What all fichas of a report are written with.
pub(super) struct Desk<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) collection: usize,
    pub(super) known: Known,
    /// The currency of sums that name none.
    pub(super) currency: Option<&'static str>,
    /// The width of the report's page, in letters.
    pub(super) width: usize,
}

impl Desk<'_> {
    /// The file of a ficha.
    pub(super) fn write(&self, found: &Found<'_>) -> Made {
        let model = &self.catalog.config.collections[self.collection];
        let mut writer = Writer {
            desk: self,
            model,
            made: Draft::new(self.catalog, self.collection),
            values: BTreeMap::new(),
            proposed: Vec::new(),
        };
        writer.head(found);
        let mut parts: BTreeMap<usize, Vec<&Part<'_>>> = BTreeMap::new();
        for part in &found.parts {
            parts.entry(part.field).or_default().push(part);
        }
        for (at, parts) in &parts {
            writer.answer(*at, &model.fields[*at], parts);
        }
        writer.finish(found)
    }
}

struct Writer<'a> {
    desk: &'a Desk<'a>,
    model: &'a CollectionConfig,
    made: Draft<'a>,
    /// The values of the front matter, by field.
    values: BTreeMap<usize, String>,
    proposed: Vec<String>,
}

impl Writer<'_> {
    fn head(&mut self, found: &Found<'_>) {
        self.made.line(&self.model.fields[self.model.roles.title].id, &quoted(&found.title));
        let (key, yes) = match self.desk.catalog.config.site.languages[0] {
            Lang::ES => (DRAFT[0], "sí"),
            Lang::PT => (DRAFT[2], "sim"),
            _ => (DRAFT[1], "yes"),
        };
        self.made.line(key, yes);
        if let (Some(at), Some(number)) = (self.model.roles.number, found.number) {
            self.values.insert(at, number.trim_start_matches('0').to_owned());
        }
    }

    /// Writes what answers a field.
    fn answer(&mut self, at: usize, field: &Field, parts: &[&Part<'_>]) {
        let plain = parts.iter().map(|part| one_line(&part.lines)).collect::<Vec<_>>().join(" ");
        if plain.trim().is_empty() {
            return;
        }
        let mut partial = false;
        if let Some(absence) = absences::whole(&plain, field).filter(|_| field.kind != Kind::Line) {
            return self.absent(at, field, absence, &plain);
        }
        if let Some((absence, rest)) = absences::stated_first(&plain) {
            partial = absence == Absence::NoInformation && field.kind.is_mapping();
            if rest.is_empty() && field.kind != Kind::Line {
                self.maybe_absent(field, absence, &plain);
            }
        }
        let told = self.value(at, field, &plain, partial);
        if !told {
            self.made.body(at, self.text(field, parts));
        }
    }

    fn absent(&mut self, at: usize, field: &Field, absence: Absence, plain: &str) {
        if absences::absence(plain).is_none() {
            self.made.comment(&field.id, plain);
        }
        if field.kind == Kind::Text {
            self.made.absent(at, field, absence);
        } else {
            self.values.insert(at, absence.id().to_owned());
        }
    }

    /// Tells that a sentence that stays as it is may be meant to say that there is nothing.
    fn maybe_absent(&mut self, field: &Field, absence: Absence, plain: &str) {
        let (id, answer) = (&field.id, absence.id());
        self.made.doubt(
            format!(
                "«{id}»: «{plain}» queda como texto; si no dice más que eso, escriba {answer} en su lugar"
            ),
            format!("“{id}”: “{plain}” stays as text; if that is all it says, write {answer} in its place"),
        );
    }

    /// The text of a field. Where it is answered in parts, those after the first keep the report's name for them.
    fn text(&self, field: &Field, parts: &[&Part<'_>]) -> String {
        let mut text = String::new();
        for (nth, part) in parts.iter().enumerate() {
            if nth > 0 {
                let prose = field.kind == Kind::Text || field.kind.takes_prose();
                text.push_str(&if prose { format!("\n\n### {}\n\n", part.label) } else { "\n\n".to_owned() });
            }
            text.push_str(&markdown(&part.lines, self.desk.width));
        }
        text.trim().to_owned()
    }

    /// Proposes a value; says whether it holds all that the text says.
    fn value(&mut self, at: usize, field: &Field, plain: &str, partial: bool) -> bool {
        match field.kind {
            Kind::Line => self.line(at, plain),
            Kind::Number | Kind::Date | Kind::Flag => {
                self.made.comment(&field.id, plain);
                true
            }
            Kind::Period => self.period(at, plain),
            Kind::Place => self.place(at, plain),
            Kind::Terms => self.terms(at, field, plain),
            Kind::Actors => self.actors(at, plain),
            Kind::Money => self.money(at, field, plain, partial),
            Kind::Norms => self.norms(at, plain),
            Kind::Links => self.links(at, plain),
            _ => false,
        }
    }

    fn propose(&mut self, at: usize, value: String) {
        self.proposed.push(format!("{}: {value}", self.model.fields[at].id));
        self.values.entry(at).or_insert(value);
    }

    fn line(&mut self, at: usize, plain: &str) -> bool {
        self.values.insert(at, quoted(plain));
        true
    }

    /// `2000. Perú`: the years, and the places that the rest names.
    fn period(&mut self, at: usize, plain: &str) -> bool {
        let Some(read) = values::years(plain) else { return false };
        self.propose(at, quoted(&read.period.to_string()));
        let is_year =
            |word: &&str| word.chars().all(|letter| letter.is_ascii_digit() || "-–~.,".contains(letter));
        let (years, rest): (Vec<&str>, Vec<&str>) = plain.split_whitespace().partition(is_year);
        let sure = values::years(&years.join(" ")).is_some_and(|read| !read.doubtful && !read.more);
        self.places(&rest.join(" ")).is_empty() && sure
    }

    /// Proposes the country and the territory that the pieces of a text name; returns the other pieces.
    fn places<'t>(&mut self, text: &'t str) -> Vec<&'t str> {
        let roles = [self.model.roles.country, self.model.roles.territory];
        let mut left = Vec::new();
        for piece in text.split([',', '.', ';', '/']).map(str::trim).filter(|piece| !piece.is_empty()) {
            let named = roles.into_iter().flatten().find_map(|field| Some((field, self.term(field, piece)?)));
            match named {
                Some((field, id)) if self.values.contains_key(&field) => drop(id),
                Some((field, id)) => {
                    let many = self.model.fields[field].many;
                    self.propose(field, if many { format!("[{id}]") } else { id });
                }
                None => left.push(piece),
            }
        }
        left
    }

    /// The id of the term of a field that a text is the name of.
    fn term(&self, field: usize, text: &str) -> Option<String> {
        let catalog = self.desk.catalog;
        let taxonomy = catalog.taxonomy_at(self.model.fields[field].taxonomy.as_deref()?)?;
        let term = catalog.taxonomies[taxonomy].find(text)?;
        Some(catalog.term(taxonomy, term).id.clone())
    }

    fn place(&mut self, at: usize, plain: &str) -> bool {
        let left = self.places(plain);
        let short = left.iter().all(|piece| piece.split_whitespace().count() <= 5);
        if !left.is_empty() && short {
            let names: Vec<String> = left.iter().map(|piece| quoted(piece)).collect();
            self.propose(at, format!("{{ localidades: [{}] }}", names.join(", ")));
        }
        short
    }

    /// The terms that the first sentence names; it is all that is said where it says nothing else.
    fn terms(&mut self, at: usize, field: &Field, plain: &str) -> bool {
        let taxonomy = field.taxonomy.as_deref().and_then(|id| self.desk.catalog.taxonomy_at(id));
        let Some(taxonomy) = taxonomy else { return false };
        let sentence = plain.split(". ").next().unwrap_or_default();
        let mut found = self.desk.known.terms[taxonomy].found(sentence, false);
        found.truncate(if field.many { found.len() } else { 1 });
        let ids: Vec<&str> =
            found.iter().map(|term| self.desk.catalog.term(taxonomy, *term).id.as_str()).collect();
        if ids.is_empty() {
            return false;
        }
        self.propose(at, if field.many { format!("[{}]", ids.join(", ")) } else { ids.join("") });
        let pieces = plain.split(['/', ',', '.', ';']).map(str::trim).filter(|piece| !piece.is_empty());
        pieces.map(|piece| self.term(at, piece)).all(|term| term.is_some_and(|id| ids_hold(&ids, &id)))
    }

    fn actors(&mut self, at: usize, plain: &str) -> bool {
        let actors = self.desk.known.actors.found(plain, true);
        let named =
            actors.iter().map(|actor| format!("{{ actor: {} }}", self.desk.catalog.actors[*actor].id));
        let named: Vec<String> = named.collect();
        if !named.is_empty() {
            self.propose(at, format!("[{}]", named.join(", ")));
        }
        false
    }

    fn money(&mut self, at: usize, field: &Field, plain: &str, partial: bool) -> bool {
        let sums = amounts::amounts(plain, self.desk.currency);
        let one = |sum: &values::Sum| {
            let currency = sum.currency.map(|code| format!(", moneda: {code}")).unwrap_or_default();
            format!("{{ monto: {}{currency} }}", sum.amount)
        };
        let sums_told: Vec<String> = sums.iter().map(|(sum, _)| one(sum)).collect();
        sums.iter().for_each(|(_, told)| self.made.comment(&field.id, told));
        let known = if partial { "parcial: sí" } else { "" };
        match (sums_told.is_empty(), partial) {
            (true, true) => drop(self.values.insert(at, format!("{{ {known} }}"))),
            (true, false) => {}
            (false, true) => self.propose(at, format!("{{ {known}, montos: [{}] }}", sums_told.join(", "))),
            (false, false) => self.propose(at, format!("{{ montos: [{}] }}", sums_told.join(", "))),
        }
        false
    }

    fn norms(&mut self, at: usize, plain: &str) -> bool {
        let norms = amounts::norms(plain).into_iter();
        let norms: Vec<String> = norms
            .map(|norm| format!("{{ tipo: {}, numero: {} }}", quoted(&norm.kind), quoted(&norm.number)))
            .collect();
        if !norms.is_empty() {
            self.propose(at, format!("[{}]", norms.join(", ")));
        }
        false
    }

    fn links(&mut self, at: usize, plain: &str) -> bool {
        let words = plain.split_whitespace().map(|word| word.trim_matches([',', ';', '.']));
        let links: Vec<String> = words.filter(|word| crate::link::is_web(word)).map(quoted).collect();
        if !links.is_empty() {
            self.propose(at, format!("[{}]", links.join(", ")));
        }
        false
    }

    /// The values in the order of the model, the questions without a label, and what has no place.
    fn finish(mut self, found: &Found<'_>) -> Made {
        for (at, value) in std::mem::take(&mut self.values) {
            self.made.line(&self.model.fields[at].id, &value);
        }
        let mut silent = Vec::new();
        let answered =
            |at: usize| found.parts.iter().any(|part| part.field == at && !one_line(&part.lines).is_empty());
        for (at, field) in self.model.template().filter(|(at, _)| !answered(*at)) {
            silent.push(field.id.as_str());
            self.made.absent(at, field, Absence::NotSurveyed);
        }
        for line in &found.unplaced {
            let name = match self.desk.catalog.config.site.languages[0] {
                Lang::ES => "sin ubicar",
                Lang::PT => "sem lugar",
                _ => "unplaced",
            };
            self.made.comment(name, line);
        }
        self.tell(&silent, found);
        self.made.finish(&found.title)
    }

    fn tell(&mut self, silent: &[&str], found: &Found<'_>) {
        if !self.proposed.is_empty() {
            let list = self.proposed.join("; ");
            self.made
                .doubt(format!("propuesto, compruébelo: {list}"), format!("proposed, to be checked: {list}"));
        }
        if !silent.is_empty() {
            let list = silent.join(", ");
            self.made.doubt(
                format!("sin rótulo en el informe, quedan sin relevar: {list}"),
                format!("without a label in the report, left as not surveyed: {list}"),
            );
        }
        if let Some(first) = found.unplaced.first() {
            let (count, first): (usize, String) = (found.unplaced.len(), first.chars().take(60).collect());
            self.made.doubt(
                format!("sin ubicar, queda como comentario: {count} líneas, desde «{first}»"),
                format!("unplaced, it stays as a comment: {count} lines, from “{first}”"),
            );
        }
    }
}

fn ids_hold(ids: &[&str], id: &str) -> bool {
    ids.iter().any(|known| fold(known) == fold(id))
}
