//! Reads `site.toml` from its tree, telling everything that is wrong.

mod collection;
mod field;
mod observatory;
mod parts;
mod references;
mod site;
mod vocabulary;

use self::parts::tables;
use super::Config;
use crate::lang::Lang;
use crate::report::{Report, Span};
use crate::tree::{Data, Entries, Node};

pub(crate) use self::parts::localized;

/// The configuration, complete even where findings were made, so that content can be read on.
pub fn read(root: &Node, report: &mut Report) -> Config {
    let mut entries = Entries::of(root, report);
    let empty = Node { span: Span { end: root.span.start, ..root.span }, data: Data::Map(Vec::new()) };
    let site_node = entries.take(&["site"]).unwrap_or(&empty);
    let default = default_language(site_node);
    let mut reader = Reader { default, report, mentions: Vec::new() };
    let site = reader.site(site_node);
    let addresses = entries.take(&["addresses"]);
    let search = entries.take(&["search"]);
    let actors = entries.take(&["actors"]);
    let taxonomies = tables(&mut entries, &["taxonomy"]);
    let collections = tables(&mut entries, &["collection"]);
    let (moved, withdrawn) = (tables(&mut entries, &["moved"]), tables(&mut entries, &["withdrawn"]));
    let matrices = tables(&mut entries, &["matrix"]);
    let config = Config {
        site,
        addresses: reader.addresses(addresses),
        synonyms: search.and_then(|node| reader.synonyms(node)),
        actors: actors.map(|node| reader.actors(node)),
        taxonomies: taxonomies.iter().map(|node| reader.taxonomy(node)).collect(),
        moved: moved.iter().map(|node| reader.moved(node)).collect(),
        withdrawn: withdrawn.iter().map(|node| reader.withdrawn(node)).collect(),
        collections: collections.iter().map(|node| reader.collection(node)).collect(),
        matrices: matrices.iter().map(|node| reader.matrix(node)).collect(),
    };
    let mentions = reader.mentions;
    entries.finish(report);
    references::references(&config, &mentions, report);
    config
}

/// The first language of the site, needed before anything else can be read.
fn default_language(site: &Node) -> Lang {
    let Data::Map(entries) = &site.data else { return Lang::ES };
    let languages = entries.iter().find(|(key, _)| key.text == "languages").map(|(_, node)| node);
    let codes = languages.map_or(&[][..], Node::items).iter();
    codes.filter_map(|node| Lang::parse(node.scalar()?)).next().unwrap_or(Lang::ES)
}

struct Reader<'r> {
    default: Lang,
    report: &'r mut Report,
    /// What names another part of the model.
    mentions: Vec<Named>,
}

/// A name of a taxonomy or collection where something else refers to it.
struct Named {
    taxonomy: bool,
    name: String,
    span: Span,
}
