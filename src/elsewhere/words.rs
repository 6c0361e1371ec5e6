//! What the words of another observatory mean here.

use std::collections::BTreeMap;

use super::Here;
use crate::config::{CollectionConfig, Field, ObservatoryConfig, Ours};
use crate::fold::fold;
use crate::record::table::rows;
use crate::record::{Mention, Participation, Value};
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::source::{MAX_LIST, Root, Sources};
use crate::vocabulary::Taxonomy;

/// The terms and actors of this site by what the other calls them: as the declaration says, or else by id, label,
/// synonym, name, acronym or alias, theirs or ours.
pub(super) struct Dictionary<'a> {
    /// Per field, its taxonomy and what it is called.
    taxonomies: Vec<Option<(&'a Taxonomy, String)>>,
    said: BTreeMap<(usize, String), &'a Ours>,
    /// What their own lists say of an id: labels and synonyms.
    labels: BTreeMap<String, Vec<String>>,
    /// Every folded name of an actor here, with its id; none where several bear it.
    names: BTreeMap<String, Option<&'a str>>,
    actors: BTreeMap<&'a str, &'a Ours>,
    /// Their names of an actor.
    theirs: BTreeMap<String, Vec<String>>,
    /// Words without a counterpart: where the first stands, and how often.
    unknown: BTreeMap<(usize, String), (Span, usize)>,
}

impl<'a> Dictionary<'a> {
    pub(super) fn of(
        root: &Root,
        here: &Here<'a>,
        model: &'a CollectionConfig,
        observatory: &'a ObservatoryConfig,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Dictionary<'a> {
        let lang = here.config.site.languages[0];
        let taxonomy = |field: &Field| {
            let id = field.taxonomy.as_deref()?;
            let at = here.config.taxonomies.iter().position(|taxonomy| taxonomy.id == id)?;
            Some((here.taxonomies.get(at)?, field.label.text(lang).to_owned()))
        };
        let said = observatory.terms.iter();
        let mut lists = |name: &str, id: &str, told: &[&str]| {
            let path = observatory.file(name).filter(|path| root.exists(path));
            let file = path.and_then(|path| root.read(&path, MAX_LIST, sources, report));
            file.map(|file| list(&sources.get(file).text, file, id, told, report)).unwrap_or_default()
        };
        Dictionary {
            taxonomies: model.fields.iter().map(taxonomy).collect(),
            said: said.map(|(field, word, ours)| ((*field, fold(word)), ours)).collect(),
            labels: lists("terminos.csv", "termino", &["etiqueta_", "sinonimos"]),
            theirs: lists("actores.csv", "actor", &["nombre", "sigla", "alias"]),
            names: names(here),
            actors: observatory.actors.iter().map(|(name, ours)| (name.as_str(), ours)).collect(),
            unknown: BTreeMap::new(),
        }
    }

    /// A value in the words of this site; none where nothing of it has a counterpart.
    pub(super) fn translate(&mut self, at: usize, field: &Field, value: Value) -> Option<Value> {
        match value {
            Value::Terms(theirs) => {
                let mut terms: Vec<Mention> = Vec::new();
                for mention in theirs.into_iter().filter_map(|mention| self.term(at, mention)) {
                    if !terms.iter().any(|known| known.written == mention.written) {
                        terms.push(mention);
                    }
                }
                terms.truncate(if field.many { terms.len() } else { 1 });
                Some(Value::Terms(terms)).filter(|value| !is_empty(value))
            }
            Value::Actors(theirs) => {
                let parts = theirs.into_iter().filter_map(|part| self.actor(&part.actor)).collect();
                Some(Value::Actors(parts)).filter(|value| !is_empty(value))
            }
            Value::Records(_) => None,
            value => Some(value),
        }
    }

    fn term(&mut self, field: usize, mention: Mention) -> Option<Mention> {
        if let Some(ours) = self.said.get(&(field, fold(&mention.written))) {
            return (!ours.word.is_empty()).then(|| Mention::new(ours.word.as_str(), ours.span));
        }
        let (taxonomy, _) = self.taxonomies[field].as_ref()?;
        let labels = self.labels.get(&mention.written).into_iter().flatten();
        let mut names = std::iter::once(&mention.written).chain(labels);
        match names.find_map(|name| taxonomy.find(name)) {
            Some(term) => Some(Mention::new(taxonomy.terms[term].id.as_str(), mention.span)),
            None => {
                let whole = taxonomy.whole;
                let key = (field, mention.written);
                let count = self.unknown.entry(key).or_insert((mention.span, 0));
                count.1 += usize::from(whole);
                None
            }
        }
    }

    /// An actor of the list; one that is not in it stays in the other observatory.
    fn actor(&self, mention: &Mention) -> Option<Participation> {
        let theirs = self.theirs.get(&mention.written).into_iter().flatten();
        let mut names = std::iter::once(&mention.written).chain(theirs);
        let found = names.find_map(|name| match self.actors.get(name.as_str()) {
            Some(ours) => Some((ours.word.as_str(), ours.span)),
            None => Some((self.names.get(&fold(name)).copied().flatten()?, mention.span)),
        });
        let (id, span) = found.filter(|(id, _)| !id.is_empty())?;
        Some(Participation { actor: Mention::new(id, span), roles: Vec::new(), note: None })
    }

    /// Tells each word of theirs that means nothing here, once.
    pub(super) fn missing(
        &self,
        observatory: &ObservatoryConfig,
        model: &CollectionConfig,
        report: &mut Report,
    ) {
        for ((field, word), (span, count)) in self.unknown.iter().filter(|(_, (_, count))| *count > 0) {
            let Some((taxonomy, label)) = &self.taxonomies[*field] else { continue };
            let near = crate::fold::nearest(word, taxonomy.labels(), 1);
            let (id, key) = (&observatory.id, &model.fields[*field].id);
            let ours = near.first().and_then(|name| taxonomy.find(name));
            let ours = ours.map_or("…", |term| taxonomy.terms[term].id.as_str());
            let line = format!("terms.{key} = {{ \"{word}\" = \"{ours}\" }}");
            report.add(
                Finding::new(
                    &rules::UNMAPPED_WORD,
                    *span,
                    format!("Ningún término de «{label}» corresponde a «{word}» del observatorio «{id}»; fichas que quedan sin él: {count}."),
                    format!("No term of “{label}” corresponds to “{word}” of the observatory “{id}”; records left without it: {count}."),
                )
                .hint(
                    format!("Diga en site.toml cuál es: {line}; o \"\" si ninguno."),
                    format!("Say in site.toml which it is: {line}; or \"\" if none is."),
                ),
            );
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Terms(terms) => terms.is_empty(),
        Value::Actors(parts) => parts.is_empty(),
        _ => false,
    }
}

fn names<'a>(here: &Here<'a>) -> BTreeMap<String, Option<&'a str>> {
    let mut names: BTreeMap<String, Option<&'a str>> = BTreeMap::new();
    for actor in here.actors {
        for name in actor.names() {
            let bearer = names.entry(fold(name)).or_insert(Some(&actor.id));
            *bearer = bearer.filter(|known| *known == actor.id);
        }
    }
    names.extend(here.actors.iter().map(|actor| (fold(&actor.id), Some(actor.id.as_str()))));
    names
}

/// What a list of theirs says of each id, in the columns whose names begin so.
fn list(
    text: &str,
    file: u32,
    id: &str,
    told: &[&str],
    report: &mut Report,
) -> BTreeMap<String, Vec<String>> {
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut places: Option<(Option<usize>, Vec<usize>)> = None;
    rows(text, file, report, |headers, row, _| {
        let (key, columns) = places.get_or_insert_with(|| {
            let said = |header: &String| told.iter().any(|start| header.starts_with(start));
            let columns = (0..headers.len()).filter(|at| said(&headers[*at])).collect();
            (headers.iter().position(|header| header == id), columns)
        });
        let Some(row) = row else { return };
        let Some(key) = key.and_then(|at| row.cell(at)) else { return };
        let words = columns.iter().filter_map(|at| row.cell(*at)).flat_map(|cell| cell.split(';'));
        known.entry(key.to_owned()).or_default().extend(words.map(|word| word.trim().to_owned()));
    });
    known
}
