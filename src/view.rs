//! What a page shows: one typed struct per kind of page, complete, so that a template only has to lay it out.
//!
//! Views know nothing of templates. Every address in them is final: relative to its page, or under `--base-url`.

pub mod across;
pub mod actor;
pub mod around;
pub mod cite;
pub mod columns;
pub mod compare;
pub mod data;
pub mod editions;
pub mod explain;
pub mod free;
pub mod held;
pub mod history;
pub mod home;
pub mod links;
pub mod list;
pub mod listing;
pub mod map;
pub mod matrix;
pub mod metadata;
pub mod moved;
pub mod network;
pub mod places;
pub mod record;
pub mod related;
pub mod search;
pub mod sections;
pub mod shell;
pub mod status;
pub mod term;
pub mod timeline;
pub mod totals;
pub mod value;
mod words;

use serde::Serialize;

use crate::lang::Lang;
use crate::plan::PageKey;

pub use links::Links;
pub use metadata::Metadata;
pub use shell::Shell;

/// A page: where it goes, what surrounds it, what it shows.
#[derive(Debug, Serialize)]
pub struct View {
    /// The file it is written to.
    #[serde(skip)]
    pub path: String,
    /// The template that lays it out: `record` for `templates/record.html`.
    #[serde(skip)]
    pub template: &'static str,
    /// What every page has.
    pub shell: Shell,
    /// What machines read in its head.
    pub metadata: Metadata,
    /// What this page shows.
    pub page: Body,
}

/// What a page shows, by kind of page.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant)]
pub enum Body {
    /// The first page.
    Home(home::HomeView),
    /// A list of records.
    List(list::ListView),
    /// A record.
    Record(record::RecordView),
    /// All terms of a taxonomy.
    Taxonomy(term::TaxonomyView),
    /// A term.
    Term(term::TermView),
    /// All actors.
    Actors(actor::ActorsView),
    /// An actor.
    Actor(actor::ActorView),
    /// A free page.
    Free(free::FreeView),
    /// The glossary.
    Glossary(free::GlossaryView),
    /// The search.
    Search(search::SearchView),
    /// Records side by side.
    Compare(compare::CompareView),
    /// The model of a collection.
    Model(free::ModelView),
    /// A field across all records.
    Across(across::AcrossView),
    /// What the observatory holds, in numbers.
    Totals(totals::TotalsView),
    /// A plain list of records.
    Listing(listing::ListingView),
    /// All matrices.
    Matrices(matrix::MatricesView),
    /// A matrix.
    Matrix(matrix::MatrixView),
    /// A network of actors.
    Network(network::NetworkView),
    /// The map.
    Map(map::MapView),
    /// A page of the timeline.
    Timeline(timeline::TimelineView),
    /// The published data.
    Data(data::DataView),
    /// The editions.
    Editions(editions::EditionsView),
    /// How far the work has come.
    Status(status::StatusView),
    /// A page that moved.
    Moved(moved::MovedView),
    /// A page that was taken down.
    Withdrawn(moved::WithdrawnView),
    /// The error page.
    NotFound(free::NotFoundView),
}

/// A piece of text in its own language, with where it leads.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Anchor {
    /// The words.
    pub text: String,
    /// The language of the words, where it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Where it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// How many records stand behind it, where that is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
}

/// The view of a page in a language.
pub fn view(links: &Links<'_>, key: PageKey, lang: Lang) -> View {
    let at = links.at(key, lang);
    let (template, body, title) = match key {
        PageKey::Home => ("home", Body::Home(home::view(&at)), None),
        PageKey::Collection(collection, page) => {
            let view = list::collection(&at, collection, page);
            let title = view.title.clone();
            ("list", Body::List(view), Some(title))
        }
        PageKey::Record(record) => {
            let view = record::view(&at, record);
            let title = view.title.text.clone();
            ("record", Body::Record(view), Some(title))
        }
        PageKey::Taxonomy(taxonomy) => {
            let view = term::taxonomy(&at, taxonomy);
            let title = view.title.clone();
            ("taxonomy", Body::Taxonomy(view), Some(title))
        }
        PageKey::Term(taxonomy, term, page) => {
            let view = term::view(&at, taxonomy, term, page);
            let title = view.title.text.clone();
            ("term", Body::Term(view), Some(title))
        }
        PageKey::Actors(page) => {
            let view = actor::index(&at, page);
            let title = view.title.clone();
            ("actors", Body::Actors(view), Some(title))
        }
        PageKey::Actor(actor, page) => {
            let view = actor::view(&at, actor, page);
            let title = view.name.text.clone();
            ("actor", Body::Actor(view), Some(title))
        }
        PageKey::Free(page) => {
            let view = free::view(&at, page);
            let title = view.title.text.clone();
            ("page", Body::Free(view), Some(title))
        }
        PageKey::Glossary => ("glossary", Body::Glossary(free::glossary(&at)), None),
        PageKey::Search => ("search", Body::Search(search::view(&at)), None),
        PageKey::Compare => {
            ("compare", Body::Compare(compare::view(&at)), Some(shell::anchor(&at, key).text))
        }
        PageKey::Model(collection) => ("model", Body::Model(free::model(&at, collection)), None),
        PageKey::Across(collection, field, page) => {
            let view = across::view(&at, collection, field, page);
            let title = view.title.text.clone();
            ("across", Body::Across(view), Some(title))
        }
        PageKey::Figures => ("totals", Body::Totals(totals::view(&at)), Some(shell::anchor(&at, key).text)),
        PageKey::Set(set, page) => {
            let view = listing::set(&at, set, page);
            let title = view.title.text.clone();
            ("listing", Body::Listing(view), Some(title))
        }
        PageKey::Matrices => {
            ("matrices", Body::Matrices(matrix::index(&at)), Some(shell::anchor(&at, key).text))
        }
        PageKey::Matrix(matrix) => {
            ("matrix", Body::Matrix(matrix::view(&at, matrix)), Some(shell::anchor(&at, key).text))
        }
        PageKey::MatrixRow(matrix, row, page) => match &at.catalog().survey.crossings[matrix] {
            Some(crossing) => {
                let view = listing::row(&at, matrix, crossing, row, page);
                let title = format!("{}: {}", view.figure.text, view.title.text);
                ("listing", Body::Listing(view), Some(title))
            }
            None => ("not-found", Body::NotFound(free::NotFoundView {}), None),
        },
        PageKey::Network => {
            ("network", Body::Network(network::view(&at, None)), Some(shell::anchor(&at, key).text))
        }
        PageKey::NetworkOf(taxonomy, term) => {
            let title =
                format!("{}: {}", shell::anchor(&at, PageKey::Network).text, at.term(taxonomy, term).text);
            ("network", Body::Network(network::view(&at, Some((taxonomy, term)))), Some(title))
        }
        PageKey::Map => ("map", Body::Map(map::view(&at)), Some(shell::anchor(&at, key).text)),
        PageKey::Timeline(grouping, page) => (
            "timeline",
            Body::Timeline(timeline::view(&at, grouping, page)),
            Some(shell::anchor(&at, key).text),
        ),
        PageKey::Data => ("data", Body::Data(data::view(&at)), None),
        PageKey::Editions => ("editions", Body::Editions(editions::view(&at)), None),
        PageKey::Status => ("status", Body::Status(status::view(&at)), Some(shell::anchor(&at, key).text)),
        PageKey::Moved(index) => {
            let view = moved::moved(&at, index);
            let title = view.to.text.clone();
            ("moved", Body::Moved(view), Some(title))
        }
        PageKey::Withdrawn(index) => {
            let view = moved::withdrawn(&at, index);
            let title = view.title.text.clone();
            ("withdrawn", Body::Withdrawn(view), Some(title))
        }
        PageKey::NotFound => ("not-found", Body::NotFound(free::NotFoundView {}), None),
    };
    let metadata = metadata::metadata(&at, title.as_deref());
    View { path: links::file(&at.address), template, shell: shell::shell(&at, title), metadata, page: body }
}
