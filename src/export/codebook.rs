//! The codebook: what every field asks for, every term means and every absence says, made from the model.

use std::fmt::Write;

use super::table::absence_label;
use super::{Published, Set};
use crate::config::{CollectionConfig, Field};
use crate::lang::Lang;
use crate::output::File;
use crate::record::{Absence, Answer};

/// What the codebook says in a language: fields, id, kind, answered, terms, absences, tables.
type Words = [&'static str; 7];

fn words(lang: Lang) -> Words {
    if lang == Lang::ES {
        ["Campos", "Identificador", "Clase", "Respondido en", "Términos", "Ausencias", "Tablas"]
    } else {
        ["Fields", "Id", "Kind", "Answered in", "Terms", "Absences", "Tables"]
    }
}

/// The codebook in Markdown.
pub fn file(set: &Set<'_>) -> Vec<File> {
    let published = &set.published;
    let main = published.main();
    let words = words(main);
    let mut text = format!("# {}\n", published.catalog.config.site.title.text(main));
    for (at, collection) in published.catalog.config.collections.iter().enumerate() {
        let _ = writeln!(
            text,
            "\n## {}: {}\n\n{}",
            words[0],
            collection.label.many.text(main),
            collection.help.text(main)
        );
        for (place, field) in collection.fields.iter().enumerate() {
            self::field(published, at, collection, (place, field), &mut text);
        }
    }
    terms(published, &words, &mut text);
    let _ = writeln!(text, "\n## {}\n", words[5]);
    for absence in Absence::ALL {
        let _ = writeln!(text, "- `{}`: {}", absence.id(), absence_label(absence, main));
    }
    tables(set, &words, &mut text);
    vec![File::text(published.data("libro-de-codigos.md"), text)]
}

fn field(
    published: &Published<'_>,
    at: usize,
    model: &CollectionConfig,
    (place, field): (usize, &Field),
    text: &mut String,
) {
    let catalog = published.catalog;
    let main = published.main();
    let words = words(main);
    let full = catalog.of_collection(at).filter(|record| !catalog.records[*record].identified);
    let (mut count, mut answered) = (0, 0);
    for record in full {
        count += 1;
        answered += usize::from(catalog.records[record].answer(place).is_some_and(Answer::has_content));
    }
    let _ = writeln!(text, "\n### {}\n\n{}\n", field.label.text(main), field.help.text(main));
    let _ = writeln!(text, "- {}: `{}`", words[1], field.id);
    if let Some(dimension) = field.dimension {
        let _ = writeln!(text, "- {}", model.dimensions[dimension].label.text(main));
    }
    let taxonomy = field.taxonomy.as_ref().map(|id| format!(" (`{id}`)")).unwrap_or_default();
    let _ = writeln!(text, "- {}: `{}`{taxonomy}", words[2], field.kind.name());
    let _ = writeln!(text, "- {}: {answered}/{count}", words[3]);
}

fn terms(published: &Published<'_>, words: &Words, text: &mut String) {
    let main = published.main();
    for (at, config) in published.catalog.config.taxonomies.iter().enumerate() {
        let _ = writeln!(text, "\n## {}: {} (`{}`)\n", words[4], config.label.many.text(main), config.id);
        let taxonomy = &published.catalog.taxonomies[at];
        for (place, term) in taxonomy.terms.iter().enumerate() {
            let indent = "  ".repeat(taxonomy.ancestry(place).len() - 1);
            let definition = term.definition.text(main);
            let colon = if definition.is_empty() { "" } else { ": " };
            let _ = writeln!(text, "{indent}- `{}` {}{colon}{definition}", term.id, term.label.text(main));
        }
    }
}

fn tables(set: &Set<'_>, words: &Words, text: &mut String) {
    let main = set.published.main();
    let _ = writeln!(text, "\n## {}", words[6]);
    for table in &set.tables {
        let _ = writeln!(text, "\n### `{}`\n\n{}\n", table.name, table.about.text(main));
        for column in &table.columns {
            let _ = writeln!(text, "- `{}`: {}", column.name, column.about.text(main));
        }
    }
}
