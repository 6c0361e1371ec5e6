//! The addresses that moved, for servers that can redirect by themselves.

use super::Set;
use crate::output::File;
use crate::plan::PageKey;

/// A map for Netlify and GitLab (`_redirects`) and one for nginx; none where nothing moved.
pub fn files(set: &Set<'_>) -> Vec<File> {
    let moves = moves(set);
    if moves.is_empty() {
        return Vec::new();
    }
    let lines: String = moves.iter().map(|(from, to)| format!("{from} {to} 301!\n")).collect();
    let map: String = moves.iter().map(|(from, to)| format!("\"{from}\" \"{to}\";\n")).collect();
    let nginx = format!("# map $uri $moved {{ include …; }}   if ($moved) {{ return 301 $moved; }}\n{map}");
    vec![File::text("_redirects", lines), File::text(set.published.data("redirecciones.nginx.map"), nginx)]
}

/// From where to where, in every language, as paths of the host.
fn moves(set: &Set<'_>) -> Vec<(String, String)> {
    let published = &set.published;
    let catalog = published.catalog;
    let root = published
        .base()
        .and_then(|base| base.split_once("://"))
        .map_or("/", |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    let path = |key: PageKey, lang| format!("{root}{}", key.address(catalog, lang));
    let languages = catalog.config.site.languages.iter();
    let moves = catalog.moved.iter().enumerate();
    moves
        .flat_map(|(at, moved)| {
            languages.clone().map(move |lang| (path(PageKey::Moved(at), *lang), path(moved.to, *lang)))
        })
        .collect()
}
