//! The facets that are no taxonomies: when, how complete, what is absent and why, who, and whether the record is full.

use std::collections::BTreeMap;

use super::labels;
use crate::catalog::Catalog;
use crate::config::CollectionConfig;
use crate::lang::{Lang, Localized};
use crate::record::{Absence, Answer, completeness};
use crate::search::wire::{Nature, Taxonomy, TermInfo};
use crate::survey::across::absent;
use crate::survey::places;
use crate::survey::sets::{BANDS, band};

/// The facets besides the taxonomies, of the first collection.
pub(super) struct Facets<'c> {
    catalog: &'c Catalog,
    /// How many taxonomies stand before them.
    first: usize,
    /// The decades in which records begin, with their ordinals.
    decades: BTreeMap<i32, u32>,
}

/// Their ids in addresses, in order.
const IDS: [(&str, Nature); 5] = [
    ("inicio", Nature::Years),
    ("actor", Nature::Actors),
    ("completitud", Nature::Completeness),
    ("ausencia", Nature::Absence),
    ("registro", Nature::State),
];

/// The terms of an absence: one for the field, then one for each kind.
const PER_FIELD: usize = 1 + Absence::ALL.len();

impl<'c> Facets<'c> {
    /// Those of a catalog, which stand behind so many taxonomies.
    pub(super) fn new(catalog: &'c Catalog, first: usize) -> Facets<'c> {
        let all = catalog.config.collections.first().map_or(0..0, |_| catalog.of_collection(0));
        let mut decades = BTreeMap::new();
        for year in all.filter_map(|at| begin(catalog, at)) {
            decades.insert(year.div_euclid(10) * 10, 0);
        }
        (0..).zip(decades.values_mut()).for_each(|(at, ordinal)| *ordinal = at);
        Facets { catalog, first, decades }
    }

    /// What the index says of them.
    pub(super) fn taxonomies(&self) -> Vec<Taxonomy> {
        let facet = |(id, nature): (&str, Nature)| Taxonomy {
            id: id.to_owned(),
            nature,
            ordinal: nature != Nature::Actors,
            terms: self.terms(nature),
            labels: self.labels(nature),
            ..Taxonomy::default()
        };
        IDS.into_iter().map(facet).collect()
    }

    fn model(&self) -> Option<&'c CollectionConfig> {
        self.catalog.config.collections.first()
    }

    /// The labels of the field that a facet is about; the theme has words for the others.
    fn labels(&self, nature: Nature) -> Vec<String> {
        let languages = &self.catalog.config.site.languages;
        let field = |role: Option<usize>| {
            let field = self.model().zip(role).map(|(model, at)| &model.fields[at]);
            field.map(|field| labels(&field.label, languages)).unwrap_or_default()
        };
        match nature {
            Nature::Years => field(self.model().and_then(|model| model.roles.period)),
            Nature::Actors => field(self.model().and_then(|model| model.roles.actors)),
            _ => Vec::new(),
        }
    }

    fn terms(&self, nature: Nature) -> Vec<TermInfo> {
        let plain = |id: String| TermInfo { labels: vec![id.replace('-', "–")], id, ..TermInfo::default() };
        let wordless = |id: &str| TermInfo { id: id.to_owned(), ..TermInfo::default() };
        match nature {
            Nature::Years => self.decades.keys().map(|from| plain(format!("{from}-{}", from + 9))).collect(),
            Nature::Completeness => BANDS.iter().map(|(from, to)| plain(format!("{from}-{to}"))).collect(),
            Nature::Absence => self.absences(),
            Nature::Actors => self.actors(),
            Nature::State => ["completa", "identificada"].map(wordless).into(),
            Nature::Terms => Vec::new(),
        }
    }

    fn absences(&self) -> Vec<TermInfo> {
        let languages = &self.catalog.config.site.languages;
        let mut terms = Vec::new();
        for (_, field) in self.model().into_iter().flat_map(CollectionConfig::template) {
            let broader = terms.len() as u32 + 1;
            let labels = labels(&field.label, languages);
            terms.push(TermInfo { id: field.id.clone(), labels, ..TermInfo::default() });
            terms.extend(Absence::ALL.iter().map(|kind| TermInfo {
                id: format!("{}.{}", field.id, kind.id()),
                broader,
                ..TermInfo::default()
            }));
        }
        terms
    }

    fn actors(&self) -> Vec<TermInfo> {
        let languages = &self.catalog.config.site.languages;
        let actors = self.catalog.actors.iter();
        let term = |actor: &crate::vocabulary::Actor| TermInfo {
            id: actor.id.clone(),
            labels: once(&actor.name, languages),
            ..TermInfo::default()
        };
        actors.map(term).collect()
    }

    /// What they say of a record of the first collection.
    pub(super) fn of(&self, at: usize) -> Vec<(u32, u32)> {
        let record = &self.catalog.records[at];
        let model = self.catalog.model(record);
        let mut marks = Vec::new();
        for (facet, (_, nature)) in (self.first as u32..).zip(IDS) {
            let terms: Vec<u32> = match nature {
                Nature::Years => {
                    let decade = begin(self.catalog, at).map(|year| year.div_euclid(10) * 10);
                    decade.and_then(|decade| self.decades.get(&decade).copied()).into_iter().collect()
                }
                Nature::Actors => self.catalog.actors_of(at).iter().map(|actor| *actor as u32).collect(),
                Nature::Completeness if record.identified || model.template().next().is_none() => Vec::new(),
                Nature::Completeness => {
                    let own = band(completeness(record, model).percent);
                    BANDS.iter().position(|band| *band == own).map(|at| at as u32).into_iter().collect()
                }
                Nature::Absence => self.absent(at),
                Nature::State => vec![u32::from(record.identified)],
                Nature::Terms => Vec::new(),
            };
            marks.extend(terms.into_iter().map(|term| (facet, term)));
        }
        marks
    }

    /// The fields of the template that a record does not answer, by the reason.
    fn absent(&self, at: usize) -> Vec<u32> {
        let record = &self.catalog.records[at];
        let mut terms = Vec::new();
        for (place, (field, declared)) in self.catalog.model(record).template().enumerate() {
            let answer = record.answer(field);
            if answer.is_some_and(Answer::has_content) {
                continue;
            }
            let reason = absent(record, answer, declared.answer);
            terms.extend(reason.map(|reason| (place * PER_FIELD + 1 + reason as usize) as u32));
        }
        terms
    }

    /// Where a record is, as the map shows it: the number is twice that of its territory plus one, or 0, and one more
    /// where it is the very place.
    pub(super) fn spots(&self, at: usize) -> Vec<(i32, i32, u32)> {
        let (spots, _) = places::of(self.catalog, std::iter::once(at));
        let own = places::territories_of(self.catalog, at).first().map(|(_, term)| *term);
        let thousandth = |degrees: f64| (degrees * 1000.0).round() as i32;
        let spot = |spot: places::Spot| {
            let exact = spot.territory.is_none();
            let territory = spot.territory.map(|(_, term)| term).or(own);
            let kind = 2 * territory.map_or(0, |term| term as u32 + 1) + u32::from(exact);
            (thousandth(spot.point.lat), thousandth(spot.point.lon), kind)
        };
        spots.into_iter().map(spot).collect()
    }
}

/// The first year of a record.
fn begin(catalog: &Catalog, at: usize) -> Option<i32> {
    let record = &catalog.records[at];
    record.period(catalog.model(record).roles.period).and_then(|period| period.years()).map(|years| years.0)
}

/// The texts of all languages, or the one text where they are the same.
fn once(text: &Localized, languages: &[Lang]) -> Vec<String> {
    let mut all = labels(text, languages);
    if all.iter().all(|label| label.is_empty() || *label == all[0]) {
        all.truncate(1);
    }
    all
}
