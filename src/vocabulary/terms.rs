//! The terms of a taxonomy.

use std::collections::BTreeMap;

use crate::config::{FORMERLY, localized};
use crate::fold::fold;
use crate::lang::{Lang, Localized};
use crate::markdown::Prose;
use crate::record::{Point, place};
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::tree::{self, Data, Entries, Names, Node};

const ID: Names = &["id"];
const LABEL: Names = &["etiqueta", "label", "rotulo", "rótulo"];
const DEFINITION: Names = &["definicion", "definition", "definición", "definicao", "definição"];
const SYNONYMS: Names = &["sinonimos", "synonyms", "sinónimos", "sinônimos"];
const BROADER: Names = &["amplio", "broader", "mais-amplo"];
const ORDER: Names = &["orden", "order", "ordem"];
const POINT: Names = &["punto", "point", "ponto"];
const TEXT: Names = &["texto", "text"];
const URL: Names = &["url", "enlace", "link"];
const SAME_AS: Names = &["igual-a", "same-as"];
/// Every key of a term.
pub(crate) const KEYS: &[Names] =
    &[ID, LABEL, DEFINITION, SYNONYMS, BROADER, ORDER, POINT, TEXT, URL, SAME_AS, FORMERLY];

/// A controlled vocabulary with its terms in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Taxonomy {
    /// Its terms: by the order they declare, otherwise as in the file; a narrower term follows its broader one.
    pub terms: Vec<Term>,
    /// Every name of a term, folded, to its place.
    names: BTreeMap<String, usize>,
    /// Whether all of it could be read; else nothing can be said to be missing from it.
    pub whole: bool,
}

/// A term.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its id, the last part of its address.
    pub id: String,
    /// What it is called.
    pub label: Localized,
    /// What it means.
    pub definition: Localized,
    /// Other words for it, per language.
    pub synonyms: Vec<(Lang, String)>,
    /// The term under which it stands, as written.
    pub broader_id: Option<(String, Span)>,
    /// The term under which it stands, as a place in the taxonomy.
    pub broader: Option<usize>,
    /// Its place among its like, where that is declared.
    pub order: Option<f64>,
    /// Where it is, for territories.
    pub point: Option<Point>,
    /// A longer text on it.
    pub text: Localized<Prose>,
    /// Its own site.
    pub url: Option<String>,
    /// The same thing elsewhere (an address of Wikidata or another vocabulary).
    pub same_as: Vec<String>,
    /// Ids under which its page was published before.
    pub formerly: Vec<String>,
    /// Where it is declared.
    pub span: Span,
}

impl Taxonomy {
    /// A taxonomy of these terms, in their final order, with broader terms resolved; what does not fit is a finding.
    pub fn new(terms: Vec<Term>, whole: bool, report: &mut Report) -> Taxonomy {
        let mut taxonomy = Taxonomy { terms: Vec::new(), names: BTreeMap::new(), whole };
        taxonomy.terms = ordered(unique(terms, report), report);
        let ids: BTreeMap<String, usize> =
            taxonomy.terms.iter().enumerate().map(|(at, term)| (term.id.clone(), at)).collect();
        for at in 0..taxonomy.terms.len() {
            taxonomy.terms[at].broader =
                taxonomy.terms[at].broader_id.as_ref().and_then(|(id, _)| ids.get(id)).copied();
        }
        taxonomy.names = names(&taxonomy.terms);
        taxonomy
    }

    /// The term of that id, label or synonym.
    pub fn find(&self, name: &str) -> Option<usize> {
        let by_id = self.terms.iter().position(|term| term.id == name);
        by_id.or_else(|| self.names.get(&fold(name)).copied())
    }

    /// Every name of a term, folded, with the place of the term.
    pub fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        self.names.iter().map(|(name, at)| (name.as_str(), *at))
    }

    /// A term and those it stands under, from narrow to broad; ends even where they form a circle.
    pub fn ancestry(&self, at: usize) -> Vec<usize> {
        let mut chain = vec![at];
        while let Some(broader) = self.terms[chain[chain.len() - 1]].broader {
            if chain.contains(&broader) {
                break;
            }
            chain.push(broader);
        }
        chain
    }

    /// The terms directly under a term, or those under none.
    pub fn under(&self, broader: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        self.terms.iter().enumerate().filter(move |(_, term)| term.broader == broader).map(|(at, _)| at)
    }

    /// Every id and label, for suggestions.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().flat_map(|term| {
            std::iter::once(term.id.as_str()).chain(term.label.iter().map(|(_, label)| label.as_str()))
        })
    }
}

/// Every folded name with the term it names; an id or label goes before a synonym.
fn names(terms: &[Term]) -> BTreeMap<String, usize> {
    let mut names = BTreeMap::new();
    for (at, term) in terms.iter().enumerate() {
        names.entry(fold(&term.id)).or_insert(at);
        term.label.iter().for_each(|(_, label)| {
            names.entry(fold(label)).or_insert(at);
        });
    }
    for (at, term) in terms.iter().enumerate() {
        term.synonyms.iter().for_each(|(_, synonym)| {
            names.entry(fold(synonym)).or_insert(at);
        });
    }
    names
}

/// The terms without those whose id is taken.
fn unique(terms: Vec<Term>, report: &mut Report) -> Vec<Term> {
    let mut seen = std::collections::BTreeSet::new();
    let mut kept = Vec::with_capacity(terms.len());
    for term in terms {
        if seen.insert(term.id.clone()) {
            kept.push(term);
        } else {
            report.add(same_id(&term.id, term.span));
        }
    }
    kept
}

/// The finding that an id is taken.
pub(crate) fn same_id(id: &str, span: Span) -> Finding {
    Finding::new(
        &rules::SAME_ID,
        span,
        format!("El identificador «{id}» ya está usado."),
        format!("The id “{id}” is already used."),
    )
    .hint("Dé a cada uno el suyo, o deje uno solo.", "Give each its own, or keep only one.")
}

/// The terms by declared order, each followed by those under it.
fn ordered(terms: Vec<Term>, report: &mut Report) -> Vec<Term> {
    let mut left: Vec<Option<Term>> = terms.into_iter().map(Some).collect();
    let ids: BTreeMap<String, usize> =
        left.iter().flatten().enumerate().map(|(at, term)| (term.id.clone(), at)).collect();
    let mut under: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (at, term) in left.iter().flatten().enumerate() {
        let broader = match &term.broader_id {
            Some((id, span)) => {
                let known = ids.get(id).copied();
                if known.is_none() {
                    let near = crate::fold::nearest(id, ids.keys().map(String::as_str), 2);
                    report.add(unknown_broader(id, *span).suggest(&near).or_hint(
                        "Se nombra por el identificador de otro término de este mismo vocabulario.",
                        "It is named by the id of another term of this same vocabulary.",
                    ));
                }
                known
            }
            None => None,
        };
        under.entry(broader).or_default().push(at);
    }
    let key = |at: &usize| left[*at].as_ref().and_then(|term| term.order).unwrap_or(f64::MAX);
    for list in under.values_mut() {
        list.sort_by(|a, b| key(a).total_cmp(&key(b)));
    }
    let mut order = Vec::with_capacity(left.len());
    descend(None, &under, &mut order);
    let mut sorted: Vec<Term> = order.into_iter().filter_map(|at| left[at].take()).collect();
    let left: Vec<Term> = left.into_iter().flatten().collect();
    cycles(&left, report);
    sorted.extend(left.into_iter().map(|term| Term { broader_id: None, ..term }));
    sorted
}

fn descend(from: Option<usize>, under: &BTreeMap<Option<usize>, Vec<usize>>, order: &mut Vec<usize>) {
    let mut stack: Vec<usize> = under.get(&from).into_iter().flatten().rev().copied().collect();
    while let Some(at) = stack.pop() {
        order.push(at);
        stack.extend(under.get(&Some(at)).into_iter().flatten().rev());
    }
}

fn unknown_broader(id: &str, span: Span) -> Finding {
    Finding::new(
        &rules::UNKNOWN_TERM,
        span,
        format!("El término más amplio «{id}» no está en este vocabulario."),
        format!("The broader term “{id}” is not in this vocabulary."),
    )
}

/// Tells every circle of broader terms once, among the terms that stand in or under one.
fn cycles(left: &[Term], report: &mut Report) {
    let by_id: BTreeMap<&str, &Term> = left.iter().map(|term| (term.id.as_str(), term)).collect();
    let mut told = std::collections::BTreeSet::new();
    for term in left {
        let mut way = vec![term];
        while let Some((id, _)) = &way[way.len() - 1].broader_id {
            let Some(broader) = by_id.get(id.as_str()) else { break };
            if let Some(at) = way.iter().position(|known| known.id == broader.id) {
                let circle = &way[at..];
                if !circle.iter().any(|term| told.contains(&term.id)) {
                    told.extend(circle.iter().map(|term| term.id.clone()));
                    report.add(cycle(circle));
                }
                break;
            }
            way.push(broader);
        }
    }
}

fn cycle(circle: &[&Term]) -> Finding {
    let term = circle[0];
    let span = term.broader_id.as_ref().map_or(term.span, |(_, span)| *span);
    let way: Vec<&str> = circle.iter().chain(&circle[..1]).map(|term| term.id.as_str()).collect();
    let way = way.join(" → ");
    Finding::new(
        &rules::BROADER_CYCLE,
        span,
        format!("Subiendo por sus términos más amplios, «{}» queda debajo de sí mismo: {way}.", term.id),
        format!("Going up by its broader terms, “{}” stands under itself: {way}.", term.id),
    )
    .hint("Quite «amplio» de uno de estos términos.", "Take “broader” from one of these terms.")
}

/// Reads a vocabulary file: a list of terms.
pub fn read(root: &Node, default: Lang, report: &mut Report) -> Vec<Term> {
    if !matches!(root.data, Data::Seq(_)) && !root.is_blank() {
        report.add(tree::wrong_kind(root, ("una lista de términos", "a list of terms")));
        return Vec::new();
    }
    let (groups, others): (Vec<&Node>, Vec<&Node>) = root.items().iter().partition(|node| node.is_map());
    for other in others {
        report.add(
            tree::wrong_kind(other, tree::GROUP)
                .hint("Escríbalo así: - id: agua.", "Write it so: - id: water."),
        );
    }
    groups.into_iter().map(|node| one(node, default, report)).collect()
}

fn one(node: &Node, default: Lang, report: &mut Report) -> Term {
    let mut entries = Entries::of(node, report);
    let id_node = entries.take(ID);
    let id = id(id_node, node.span, report);
    let mut label = entries.take(LABEL).map(|node| localized(node, default, report)).unwrap_or_default();
    if label.is_empty() {
        label.set(default, id.clone());
    }
    let broader = entries.take(BROADER);
    let term = Term {
        label,
        definition: entries.take(DEFINITION).map(|node| localized(node, default, report)).unwrap_or_default(),
        synonyms: entries.take(SYNONYMS).map(|node| synonyms(node, default, report)).unwrap_or_default(),
        broader_id: broader.and_then(|node| Some((tree::text(node, report)?, node.span))),
        broader: None,
        order: entries.number(ORDER, report),
        point: entries.take(POINT).and_then(|node| place::point(node, report)),
        text: entries.take(TEXT).map(|node| prose(node, default, report)).unwrap_or_default(),
        url: crate::link::address(entries.take(URL), report),
        same_as: entries.texts(SAME_AS, report),
        formerly: entries.texts(FORMERLY, report),
        span: id_node.map_or(node.span, |node| node.span),
        id,
    };
    entries.finish(report);
    term
}

/// An id that can stand in an address: letters, digits and hyphens.
pub(crate) fn id(node: Option<&Node>, span: Span, report: &mut Report) -> String {
    let Some(node) = node else {
        report.add(crate::tree::missing_key(("id", "id"), span));
        return String::new();
    };
    let id = tree::text(node, report).unwrap_or_default();
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        let slug = crate::fold::slug(&id);
        report.add(
            Finding::new(
                &rules::WRONG_KIND,
                node.span,
                format!("El identificador «{id}» sólo puede llevar letras sin acento, cifras y guiones."),
                format!("The id “{id}” may hold only letters without accents, digits and hyphens."),
            )
            .suggest(&[slug.as_str()].into_iter().filter(|slug| !slug.is_empty()).collect::<Vec<_>>()),
        );
    }
    id
}

fn synonyms(node: &Node, default: Lang, report: &mut Report) -> Vec<(Lang, String)> {
    let Data::Map(languages) = &node.data else {
        return node.items().iter().filter_map(|item| Some((default, tree::text(item, report)?))).collect();
    };
    let mut synonyms = Vec::new();
    for (key, node) in languages {
        match Lang::parse(&key.text) {
            Some(lang) => synonyms
                .extend(node.items().iter().filter_map(|item| Some((lang, tree::text(item, report)?)))),
            None => report.add(tree::wrong_kind(node, ("un idioma como «es»", "a language such as “es”"))),
        }
    }
    synonyms
}

fn prose(node: &Node, default: Lang, report: &mut Report) -> Localized<Prose> {
    let mut prose = Localized::default();
    for (lang, text) in localized(node, default, report).iter() {
        prose.set(lang, Prose::in_page(text, node.span, false, report));
    }
    prose
}
