//! Files among the fichas that are none by their ending, and so would be passed over without a word.

use crate::config::Config;
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::source::{Source, Sources, ends};

/// The endings of files in which people write.
const TEXTS: &[&str] =
    &[".txt", ".text", ".doc", ".docx", ".odt", ".rtf", ".htm", ".html", ".pages", ".mdx", ".mkd"];

/// Tells of every file beside the fichas that looks like one and has another ending.
pub(super) fn tell(others: &[String], config: &Config, sources: &mut Sources, report: &mut Report) {
    for path in others.iter().filter(|path| is_text(path) && !is_media(config, path)) {
        let file = sources.add(Source { path: path.clone(), text: String::new() });
        report.add(ignored(path.rsplit('/').next().unwrap_or_default(), file));
    }
}

fn is_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    ends(path, TEXTS) || !name.contains('.')
}

fn is_media(config: &Config, path: &str) -> bool {
    let media = config.site.media.as_deref();
    media.and_then(|folder| path.strip_prefix(folder)).is_some_and(|rest| rest.starts_with('/'))
}

fn ignored(name: &str, file: u32) -> Finding {
    let stem = name.split('.').next().unwrap_or_default();
    Finding::new(
        &rules::IGNORED_FILE,
        Span::start_of(file),
        format!("«{name}» está en la carpeta de las fichas y no se lee, por su terminación."),
        format!("“{name}” stands in the folder of the records and is not read, because of its ending."),
    )
    .hint(
        format!("Si es una ficha, guárdela como texto simple con el nombre «{stem}.md»; si no lo es, póngala en otra carpeta."),
        format!("If it is a record, save it as plain text under the name “{stem}.md”; if it is none, put it in another folder."),
    )
}
