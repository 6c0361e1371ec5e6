//! The network of actors as GraphML, for programs that draw and measure networks.

use crate::catalog::Catalog;
use crate::config::Part;
use crate::figure::escape;
use crate::output::File;
use crate::survey::network;

/// The address of the file.
pub fn address(catalog: &Catalog) -> String {
    format!("{}/red.graphml", catalog.config.addresses.of(Part::Data))
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="name" for="node" attr.name="name" attr.type="string"/>
<key id="acronym" for="node" attr.name="acronym" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="records" for="node" attr.name="records" attr.type="int"/>
<key id="weight" for="edge" attr.name="weight" attr.type="int"/>
<key id="shared" for="edge" attr.name="shared" attr.type="string"/>
<graph id="actors" edgedefault="undirected">
"#;

/// The file, where any two actors acted together.
pub fn file(catalog: &Catalog) -> Option<File> {
    if !catalog.survey.has_network {
        return None;
    }
    let network = network::of(catalog, 0..catalog.records.len());
    let lang = catalog.config.site.languages[0];
    let mut text = String::from(HEAD);
    for (at, count) in &network.actors {
        let actor = &catalog.actors[*at];
        let kind = actor.kind.as_ref().map_or("", |kind| kind.written.as_str());
        let data = [
            ("name", actor.name.text(lang)),
            ("acronym", actor.acronym.as_deref().unwrap_or("")),
            ("kind", kind),
        ];
        text.push_str(&format!("<node id=\"{}\">", escape(&actor.id)));
        for (key, value) in data.into_iter().filter(|(_, value)| !value.is_empty()) {
            text.push_str(&format!("<data key=\"{key}\">{}</data>", escape(value)));
        }
        text.push_str(&format!("<data key=\"records\">{count}</data></node>\n"));
    }
    for edge in &network.edges {
        let slugs: Vec<&str> = edge.records.iter().map(|at| catalog.records[*at].slug.as_str()).collect();
        let (a, b) = (&catalog.actors[edge.a].id, &catalog.actors[edge.b].id);
        let (weight, slugs) = (edge.records.len(), escape(&slugs.join(" ")));
        text.push_str(&format!(
            "<edge source=\"{}\" target=\"{}\"><data key=\"weight\">{weight}</data><data key=\"shared\">{slugs}</data></edge>\n",
            escape(a),
            escape(b)
        ));
    }
    text.push_str("</graph>\n</graphml>\n");
    Some(File::text(address(catalog), text))
}
