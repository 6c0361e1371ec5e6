//! What has no translation yet: counted, for a page shows it in the language it is written in, and nothing is wrong.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::config::{Field, Kind};
use crate::lang::{Lang, Localized};
use crate::record::{Answer, Record};
use crate::report::Words;

/// What is not said in a language of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Untranslated {
    /// The language.
    pub lang: Lang,
    /// Texts of full records: answers that are words, or have words beside their value.
    pub texts: usize,
    /// In how many records.
    pub records: usize,
    /// Terms, by their label or their definition.
    pub terms: usize,
    /// Entries of the glossary.
    pub glossary: usize,
    /// Free pages.
    pub pages: usize,
    /// Names and explanations of the model and of the site itself.
    pub model: usize,
}

/// What each language of the site lacks; the languages that lack nothing are left out.
pub fn untranslated(catalog: &Catalog) -> Vec<Untranslated> {
    let languages = catalog.config.site.languages.iter();
    languages.map(|lang| in_language(catalog, *lang)).filter(|own| own.any()).collect()
}

impl Untranslated {
    fn any(&self) -> bool {
        self.texts + self.terms + self.glossary + self.pages + self.model > 0
    }

    /// The same in a sentence.
    pub fn told(&self) -> Words {
        let known = |one: &'static str, many: &'static str, n: usize| {
            (n > 0).then(|| format!("{n} {}", if n == 1 { one } else { many }))
        };
        let joined = |parts: [Option<String>; 5]| parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let es = joined([
            known("texto de fichas", "textos de fichas", self.texts),
            known("término", "términos", self.terms),
            known("entrada del glosario", "entradas del glosario", self.glossary),
            known("página", "páginas", self.pages),
            known("nombre del modelo", "nombres del modelo", self.model),
        ]);
        let en = joined([
            known("text of records", "texts of records", self.texts),
            known("term", "terms", self.terms),
            known("entry of the glossary", "entries of the glossary", self.glossary),
            known("page", "pages", self.pages),
            known("name of the model", "names of the model", self.model),
        ]);
        Words {
            es: format!("Sin traducción ({}): {es}.", self.lang),
            en: format!("Untranslated ({}): {en}.", self.lang),
        }
    }
}

fn in_language(catalog: &Catalog, lang: Lang) -> Untranslated {
    let lacking = |record: &&std::sync::Arc<Record>| !record.identified && record.lang != lang;
    let texts: Vec<usize> =
        catalog.records.iter().filter(lacking).map(|record| texts(catalog, record, lang)).collect();
    let terms = catalog.taxonomies.iter().flat_map(|taxonomy| &taxonomy.terms);
    let glossary = catalog.glossary.iter();
    let pages = catalog.pages.iter();
    Untranslated {
        lang,
        texts: texts.iter().sum(),
        records: texts.iter().filter(|count| **count > 0).count(),
        terms: terms.filter(|term| lacks(&term.label, lang) || lacks(&term.definition, lang)).count(),
        glossary: glossary
            .filter(|entry| lacks(&entry.meaning, lang) || lacks(&entry.definition, lang))
            .count(),
        pages: pages.filter(|page| lacks(&page.text, lang) || lacks(&page.title, lang)).count(),
        model: model(catalog).into_iter().filter(|text| lacks(text, lang)).count(),
    }
}

/// Whether something is said in another language and not in this one.
fn lacks<T>(text: &Localized<T>, lang: Lang) -> bool {
    !text.is_empty() && text.get(lang).is_none()
}

/// How many texts of a record are not translated.
fn texts(catalog: &Catalog, record: &Record, lang: Lang) -> usize {
    let model = catalog.model(record);
    let proper = [model.roles.acronym, model.roles.number];
    let translated = |at: usize| record.translations.get(lang)?.get(at)?.as_ref();
    let fields = model.fields.iter().enumerate().filter(|(at, _)| !proper.contains(&Some(*at)));
    let said = fields.filter(|(at, field)| record.answer(*at).is_some_and(|answer| is_text(field, answer)));
    said.filter(|(at, _)| !translated(*at).is_some_and(Answer::has_content)).count()
}

fn is_text(field: &Field, answer: &Answer) -> bool {
    answer.text.is_some()
        || answer.value.is_some() && matches!(field.kind, Kind::Line | Kind::Text | Kind::List)
}

/// Every name and explanation of the declaration.
fn model(catalog: &Catalog) -> Vec<&Localized> {
    let config = &catalog.config;
    let mut texts = vec![&config.site.title, &config.site.description];
    if let Some(own) = &config.actors {
        texts.extend([&own.label.one, &own.label.many]);
    }
    for own in &config.taxonomies {
        texts.extend([&own.label.one, &own.label.many, &own.help]);
    }
    for own in &config.collections {
        texts.extend([&own.label.one, &own.label.many, &own.help]);
        texts.extend(own.dimensions.iter().map(|dimension| &dimension.label));
        texts.extend(own.fields.iter().flat_map(|field| [&field.label, &field.help]));
    }
    texts
}
