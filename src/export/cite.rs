//! What a citation of a record says, whichever the format.

use super::Published;
use crate::lang::Lang;
use crate::plan::PageKey;
use crate::record::{Author, Date, Record, Value};
use crate::report::Span;

/// A record as a work that can be cited.
#[derive(Clone, Debug)]
pub struct Citation {
    /// A name for it that is unique in the site: `experiencias-coredepa`.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// The language of the title.
    pub lang: Lang,
    /// Who wrote it; the publisher where no one is named.
    pub authors: Vec<Author>,
    /// When it was published.
    pub date: Option<Date>,
    /// What kind of record it is.
    pub kind: String,
    /// Its number.
    pub number: Option<String>,
    /// The site it stands in.
    pub site: String,
    /// The edition of the site.
    pub edition: Option<String>,
    /// Who publishes the site.
    pub publisher: Option<String>,
    /// Its lasting address, where the site has one.
    pub url: Option<String>,
    /// Its summary, as plain text.
    pub summary: Option<String>,
    /// The terms that classify it.
    pub keywords: Vec<String>,
}

impl Citation {
    /// The citation of a record for readers of a language, with its summary and keywords.
    pub fn of(published: &Published<'_>, index: usize, lang: Lang) -> Citation {
        let summary = summary(published, index, lang);
        Citation {
            summary,
            keywords: keywords(published, index, lang),
            ..Citation::brief(published, index, lang)
        }
    }

    /// The citation of a record for readers of a language, without what it is about.
    pub fn brief(published: &Published<'_>, index: usize, lang: Lang) -> Citation {
        let catalog = published.catalog;
        let record = &catalog.records[index];
        let model = catalog.model(record);
        let site = &catalog.config.site;
        let (title, title_lang) = catalog.title_in(index, lang);
        let publisher = site.publisher_in(lang).map(str::to_owned);
        let name = site.title.text(lang).to_owned();
        Citation {
            key: format!("{}-{}", model.id, record.slug),
            title: title.to_owned(),
            lang: title_lang,
            authors: authors(record, model.roles.authors, publisher.as_deref().unwrap_or(&name)),
            date: date(record, model.roles.published).or_else(|| edition_date(published)),
            kind: model.label.one.text(lang).to_owned(),
            number: record.line(model.roles.number).map(str::to_owned),
            edition: site.edition.clone(),
            url: published.absolute(&PageKey::Record(index).address(catalog, lang)),
            summary: None,
            keywords: Vec::new(),
            site: name,
            publisher,
        }
    }

    /// Who publishes it, unless that is told by its author already.
    pub fn other_publisher(&self) -> Option<&str> {
        self.publisher.as_deref().filter(|publisher| !self.is_author(publisher))
    }

    /// The site it stands in, unless that is told by its author or publisher already.
    pub fn other_site(&self) -> Option<&str> {
        Some(self.site.as_str())
            .filter(|site| !self.is_author(site) && self.publisher.as_deref() != Some(site))
    }

    fn is_author(&self, name: &str) -> bool {
        self.authors.iter().any(|author| matches!(author, Author::Institution { literal } if literal == name))
    }
}

/// Who wrote the record; an institution where no person is named.
fn authors(record: &Record, field: Option<usize>, institution: &str) -> Vec<Author> {
    let named = match record.role(field).and_then(|answer| answer.value.as_ref()) {
        Some(Value::List(names)) => names.iter().map(|name| Author::parse(name)).collect(),
        Some(Value::Line(name)) => vec![Author::parse(name)],
        _ => Vec::new(),
    };
    if named.is_empty() { vec![Author::Institution { literal: institution.to_owned() }] } else { named }
}

/// The date that answers a field.
pub fn date(record: &Record, field: Option<usize>) -> Option<Date> {
    match record.role(field)?.value.as_ref()? {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}

/// The date of the edition.
pub fn edition_date(published: &Published<'_>) -> Option<Date> {
    Date::parse(published.catalog.config.site.date.as_deref()?, Span::default()).ok()
}

/// The summary in a language or in the record's own, as plain text.
fn summary(published: &Published<'_>, index: usize, lang: Lang) -> Option<String> {
    let record = &published.catalog.records[index];
    let field = published.catalog.model(record).roles.summary?;
    let translated =
        record.translations.get(lang).and_then(|answers| answers.get(field)?.as_ref()?.text.as_ref());
    let text = translated.map_or_else(|| published.catalog.summary(index).to_owned(), |text| text.plain());
    (!text.is_empty()).then_some(text)
}

/// The labels of all terms of a record, by taxonomy.
fn keywords(published: &Published<'_>, index: usize, lang: Lang) -> Vec<String> {
    let catalog = published.catalog;
    let taxonomies = 0..catalog.taxonomies.len();
    let terms = taxonomies.flat_map(|at| catalog.terms_of(index, at).map(move |term| (at, term)));
    terms.map(|(taxonomy, term)| catalog.term(taxonomy, term).label.text(lang).to_owned()).collect()
}
