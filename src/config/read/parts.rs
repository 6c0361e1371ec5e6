//! What the parts of a declaration are made of: ids, paths, texts in several languages.

use super::{Named, Reader};
use crate::fold::slug;
use crate::lang::{Label, Lang, Localized};
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::tree::{self, Data, Entries, Names, Node};

impl Reader<'_> {
    /// The name of a taxonomy or collection, to be looked up when all are known.
    pub(super) fn named(
        &mut self,
        entries: &mut Entries<'_>,
        names: Names,
        taxonomy: bool,
    ) -> Option<String> {
        let node = entries.take(names)?;
        let name = tree::text(node, self.report)?;
        self.mentions.push(Named { taxonomy, name: name.clone(), span: node.span });
        Some(name)
    }

    /// An id: lower-case letters, digits and hyphens, so that it can stand in an address.
    pub(super) fn id(&mut self, entries: &mut Entries<'_>) -> String {
        let span = entries.span_of(&["id"]);
        let id = entries.setting(&["id"], self.report);
        let plain = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !plain {
            let finding = bad(
                span,
                &format!(
                    "El identificador «{id}» sólo puede llevar minúsculas sin acento, cifras y guiones."
                ),
                &format!(
                    "The id “{id}” may hold only lower-case letters without accents, digits and hyphens."
                ),
            );
            let near = slug(&id);
            self.report.add(finding.suggest(&[near.as_str()][..usize::from(!near.is_empty())]));
        }
        id
    }

    /// A path that must be there; empty where it is not, which is a finding.
    pub(super) fn path(&mut self, entries: &mut Entries<'_>, names: Names) -> String {
        if !entries.has(names) {
            self.report.add(missing(names[0], entries.span()));
        }
        self.folder(entries, names).unwrap_or_default()
    }

    /// A path below the site: neither absolute nor leading out of it.
    pub(super) fn folder(&mut self, entries: &mut Entries<'_>, names: Names) -> Option<String> {
        let node = entries.take(names)?;
        let path = tree::text(node, self.report)?;
        let outside = path.starts_with('/') || path.contains('\\') || path.contains(':');
        if outside || path.split('/').any(|part| part == ".." || part == ".") {
            self.report.add(
                bad(
                    node.span,
                    &format!("La ruta «{path}» sale de la carpeta del sitio."),
                    &format!("The path “{path}” leads out of the site's folder."),
                )
                .hint(
                    "Escríbala relativa a site.toml y sin «..».",
                    "Write it relative to site.toml and without “..”.",
                ),
            );
            return None;
        }
        Some(path.trim_end_matches('/').to_owned())
    }

    pub(super) fn localized(&mut self, entries: &mut Entries<'_>, names: Names) -> Localized {
        entries.take(names).map(|node| localized(node, self.default, self.report)).unwrap_or_default()
    }

    /// A label: a text, a text per language, or `{ one, many }` per language.
    pub(super) fn label(&mut self, entries: &mut Entries<'_>, id: &str) -> Label {
        let mut label = Label::default();
        if let Some(node) = entries.take(&["label"]) {
            match &node.data {
                Data::Map(languages) if languages.iter().all(|(key, _)| Lang::parse(&key.text).is_some()) => {
                    for (key, node) in languages {
                        let lang = Lang::parse(&key.text).unwrap_or(self.default);
                        self.plural(node, lang, &mut label);
                    }
                }
                _ => self.plural(node, self.default, &mut label),
            }
        }
        if label.one.is_empty() {
            label.one.set(self.default, id.to_owned());
            label.many.set(self.default, id.to_owned());
        }
        label
    }

    pub(super) fn plural(&mut self, node: &Node, lang: Lang, label: &mut Label) {
        if let Some(text) = node.scalar() {
            label.one.set(lang, text.to_owned());
            label.many.set(lang, text.to_owned());
            return;
        }
        let mut entries = Entries::of(node, self.report);
        label.one.set(lang, entries.setting(&["one"], self.report));
        label.many.set(lang, entries.setting(&["many"], self.report));
        entries.finish(self.report);
    }
}

/// A text in one or several languages: a scalar is in the site's first language.
pub(crate) fn localized(node: &Node, default: Lang, report: &mut Report) -> Localized {
    let mut text = Localized::default();
    let Data::Map(languages) = &node.data else {
        if let Some(value) = tree::text(node, report) {
            text.set(default, value);
        }
        return text;
    };
    for (key, value) in languages {
        match Lang::parse(&key.text) {
            Some(lang) => {
                if let Some(value) = tree::text(value, report) {
                    text.set(lang, value);
                }
            }
            None => report.add(
                Finding::new(
                    &rules::UNKNOWN_KEY,
                    key.span,
                    format!("«{}» no es el código de un idioma.", key.text),
                    format!("“{}” is not the code of a language.", key.text),
                )
                .hint(
                    "Use el de dos o tres letras minúsculas: es, en, pt.",
                    "Use the one of two or three small letters: es, en, pt.",
                ),
            ),
        }
    }
    text
}

/// The tables of an array of tables.
pub(super) fn tables<'n>(entries: &mut Entries<'n>, names: Names) -> &'n [Node] {
    entries.take(names).map_or(&[], Node::items)
}

pub(super) fn missing(name: &str, span: Span) -> Finding {
    tree::missing_setting(name, span)
}

pub(super) fn bad(span: Span, es: &str, en: &str) -> Finding {
    Finding::new(&rules::BAD_CONFIG, span, es, en)
}
