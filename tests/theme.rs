//! The default theme keeps its promises: the same words in every language, and no text of a language in a template.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Names that are the same in every language.
const PROPER_NAMES: &[&str] = &["Wikidata", "ROR"];

fn theme(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/observatorio").join(folder)
}

/// Every template by its path.
fn templates() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for folder in ["templates", "templates/parts"] {
        for entry in fs::read_dir(theme(folder)).expect("the theme has templates") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                found.insert(format!("{folder}/{name}"), fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    found
}

/// Every phrase of a language by its dotted key; one that counts has two forms.
fn words(lang: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(theme("words").join(format!("{lang}.toml"))).expect("words");
    let table: toml::Table = text.parse().expect("the words are well formed");
    let mut words = BTreeMap::new();
    gather("", &table, &mut words);
    words
}

fn gather(prefix: &str, table: &toml::Table, words: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let name = format!("{prefix}{key}");
        match value {
            toml::Value::Table(inner) => gather(&format!("{name}."), inner, words),
            value => drop(words.insert(name, value.as_str().expect("a phrase").to_owned())),
        }
    }
}

/// The marks that a phrase leaves open: `{n}`, `{a}`.
fn marks(phrase: &str) -> BTreeSet<&str> {
    phrase.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

/// A template without what the engine reads and without tags; what a page would show as it stands there.
fn shown(template: &str) -> String {
    let plain = cut(&cut(&cut(template, "{#", "#}"), "{%", "%}"), "{{", "}}");
    let attributes =
        ["aria-label", "title", "alt", "placeholder", "content"].map(|name| said(&plain, name)).concat();
    format!("{} {attributes}", cut(&plain, "<", ">"))
}

/// A text without everything between an opening and a closing mark.
fn cut(text: &str, open: &str, close: &str) -> String {
    let mut pieces = text.split(open);
    let mut rest = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        rest.push_str(piece.split_once(close).map_or("", |(_, after)| after));
    }
    rest
}

/// What an attribute says wherever it stands, but for those that machines read.
fn said(html: &str, attribute: &str) -> String {
    let machine = ["width=device-width", "default-src", "light dark", "0; url=", "noindex"];
    let opening = format!(" {attribute}=\"");
    let values = html.split(&opening).skip(1).filter_map(|rest| rest.split('"').next());
    values.filter(|value| !machine.iter().any(|start| value.starts_with(start))).collect::<Vec<_>>().join(" ")
}

/// The keys that a template asks for whole, and those it completes at run time by their beginning.
fn asked(template: &str) -> Vec<(String, bool)> {
    let calls = template.split("t(key=\"").skip(1);
    let key = |rest: &str| {
        let (key, after) = rest.split_once('"')?;
        Some((key.to_owned(), after.trim_start().starts_with('~')))
    };
    calls.filter_map(key).collect()
}

#[test]
fn the_words_of_the_three_languages_are_the_same() {
    let spanish = words("es");
    for lang in ["en", "pt"] {
        let other = words(lang);
        let keys = |words: &BTreeMap<String, String>| words.keys().cloned().collect::<BTreeSet<_>>();
        let difference: Vec<String> = keys(&spanish).symmetric_difference(&keys(&other)).cloned().collect();
        assert!(difference.is_empty(), "es and {lang} differ: {difference:?}");
        for (key, phrase) in &spanish {
            assert_eq!(marks(phrase), marks(&other[key]), "“{key}” puts in other things in {lang}");
            assert!(!other[key].trim().is_empty() && !phrase.trim().is_empty(), "“{key}” is empty");
        }
    }
}

#[test]
fn every_key_that_a_template_asks_for_has_words() {
    let words = words("es");
    for (name, template) in templates() {
        for (key, begins) in asked(&template) {
            let known =
                if begins { words.keys().any(|word| word.starts_with(&key)) } else { knows(&words, &key) };
            assert!(known, "{name} asks for “{key}”");
        }
    }
}

fn knows(words: &BTreeMap<String, String>, key: &str) -> bool {
    words.contains_key(key) || words.contains_key(&format!("{key}.many"))
}

#[test]
fn no_template_holds_text_of_a_language() {
    for (name, template) in templates() {
        let text = shown(&template);
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let own: Vec<&str> = words.filter(|word| !PROPER_NAMES.contains(word)).collect();
        assert!(own.is_empty(), "{name} says {own:?}");
    }
}

#[test]
fn the_check_for_text_of_a_language_sees_it() {
    assert!(shown("<p>{{ page.title }} Volver</p>").contains("Volver"));
    assert!(
        shown("<nav aria-label=\"Secciones\">{% if a %}{# Inicio #}{% endif %}</nav>").contains("Secciones")
    );
    assert!(!shown("<p title=\"{{ t(key=\"skip\") }}\">{# Inicio #}</p>").contains(char::is_alphabetic));
}

#[test]
fn the_style_sheet_is_small_and_asks_nobody_else() {
    let css = fs::read_to_string(theme("static/site.css")).expect("a style-sheet");
    assert!(css.len() <= 22 * 1024, "{} bytes", css.len());
    assert!(!css.contains("@import") && !css.contains("//"), "it names another host");
}
