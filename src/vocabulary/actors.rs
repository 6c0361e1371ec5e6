//! The list of actors: organisations that took part, each an entity of its own.

use super::terms;
use crate::config::FORMERLY;
use crate::lang::{Lang, Localized};
use crate::record::{Mention, Point, place};
use crate::report::{Report, Span};
use crate::tree::{self, Data, Entries, Names, Node};

const ID: Names = &["id"];
const NAME: Names = &["nombre", "name", "nome"];
const ACRONYM: Names = &["sigla", "acronym"];
const ALIASES: Names = &["alias", "aliases"];
const KIND: Names = &["tipo", "kind"];
const COUNTRY: Names = &["pais", "country", "país"];
const POINT: Names = &["punto", "point", "ponto"];
const WIKIDATA: Names = &["wikidata"];
const ROR: Names = &["ror"];
const URL: Names = &["url", "enlace", "link"];
const NOTE: Names = &["nota", "note"];
/// Every key of an actor.
pub(crate) const KEYS: &[Names] =
    &[ID, NAME, ACRONYM, ALIASES, KIND, COUNTRY, POINT, WIKIDATA, ROR, URL, NOTE, FORMERLY];

/// An organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Its id, the last part of its address.
    pub id: String,
    /// Its full name.
    pub name: Localized,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Its kind, a term of the site's taxonomy of kinds.
    pub kind: Option<Mention>,
    /// The ISO 3166-1 code of its country.
    pub country: Option<String>,
    /// Where it has its seat.
    pub point: Option<Point>,
    /// Its item in Wikidata: `Q42`.
    pub wikidata: Option<String>,
    /// Its id in the Research Organization Registry.
    pub ror: Option<String>,
    /// Its own site.
    pub url: Option<String>,
    /// A remark of the editors.
    pub note: Option<String>,
    /// Ids under which its page was published before.
    pub formerly: Vec<String>,
    /// Where it is declared.
    pub span: Span,
}

impl Actor {
    /// Every name: the full one in each language, the acronym, the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = self.name.iter().map(|(_, name)| name.as_str());
        names.chain(self.acronym.as_deref()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// Reads a list of actors.
pub fn read(root: &Node, default: Lang, report: &mut Report) -> Vec<Actor> {
    if !matches!(root.data, Data::Seq(_)) && !root.is_blank() {
        report.add(tree::wrong_kind(root, ("una lista de actores", "a list of actors")));
        return Vec::new();
    }
    let (groups, others): (Vec<&Node>, Vec<&Node>) = root.items().iter().partition(|node| node.is_map());
    for other in others {
        report.add(tree::wrong_kind(other, tree::GROUP).hint(
            "Escríbalo así: - { id: mesa, nombre: Mesa del agua }.",
            "Write it so: - { id: board, name: Water board }.",
        ));
    }
    groups.into_iter().map(|node| one(node, default, report)).collect()
}

fn one(node: &Node, default: Lang, report: &mut Report) -> Actor {
    let mut entries = Entries::of(node, report);
    let id_node = entries.take(ID);
    let id = terms::id(id_node, node.span, report);
    let mut name =
        entries.take(NAME).map(|node| crate::config::localized(node, default, report)).unwrap_or_default();
    if name.is_empty() {
        report.add(crate::tree::missing_key(("nombre", "name"), node.span));
        name.set(default, id.clone());
    }
    let kind = entries.take(KIND);
    let actor = Actor {
        id,
        name,
        acronym: entries.text(ACRONYM, report),
        aliases: entries.texts(ALIASES, report),
        kind: kind.and_then(|node| Some(Mention::new(tree::text(node, report)?, node.span))),
        country: entries.take(COUNTRY).and_then(|node| country(node, report)),
        point: entries.take(POINT).and_then(|node| place::point(node, report)),
        wikidata: entries.text(WIKIDATA, report),
        ror: entries.text(ROR, report),
        url: crate::link::address(entries.take(URL), report),
        note: entries.text(NOTE, report),
        formerly: entries.texts(FORMERLY, report),
        span: id_node.map_or(node.span, |node| node.span),
    };
    entries.finish(report);
    actor
}

fn country(node: &Node, report: &mut Report) -> Option<String> {
    let code = tree::text(node, report)?;
    if !crate::country::is_country(&code) {
        report.add(place::unknown_country(&code, node.span));
    }
    Some(code)
}
