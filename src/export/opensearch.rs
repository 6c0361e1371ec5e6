//! The description by which browsers offer the site's search.

use super::{Set, xml};
use crate::output::File;
use crate::plan::PageKey;

/// The file at the root of the site.
pub const NAME: &str = "opensearch.xml";

/// The description, where the site's address is known.
pub fn file(set: &Set<'_>) -> Vec<File> {
    let published = &set.published;
    let Some(search) = published.absolute(&published.page(PageKey::Search)) else { return Vec::new() };
    let site = &published.catalog.config.site;
    let title = site.title.text(published.main());
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n",
    );
    xml::element("ShortName", &shortened(title, 16), &mut text);
    xml::element("LongName", &shortened(title, 48), &mut text);
    xml::element("Description", &shortened(site.description.text(published.main()), 1024), &mut text);
    xml::element("InputEncoding", "UTF-8", &mut text);
    text.push_str("<Url type=\"text/html\" template=\"");
    xml::escape(&format!("{search}?q={{searchTerms}}"), &mut text);
    text.push_str("\"/>\n</OpenSearchDescription>\n");
    vec![File::text(NAME, text)]
}

/// As many whole words as fit in so many characters; at least the beginning of the first.
fn shortened(text: &str, most: usize) -> String {
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + 1 + word.chars().count() > most {
            break;
        }
        short.push_str(if short.is_empty() { "" } else { " " });
        short.push_str(word);
    }
    if short.is_empty() { text.chars().take(most).collect() } else { short }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn shortens_between_words() {
        assert_eq!(shortened("Observatorio de articulación regional", 16), "Observatorio de");
        assert_eq!(shortened("Extraordinariamente", 16), "Extraordinariame");
        assert_eq!(shortened("Corto", 16), "Corto");
    }
}
