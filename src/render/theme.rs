//! A theme: templates, words and static files, the site's own before those that come with the program.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

use super::phrases::written_out;
use super::words::Words;
use crate::config::Config;
use crate::figure::{WORD, speak};
use crate::lang::Lang;
use crate::numbers;
use crate::output::File;
use crate::report::rules;
use crate::report::{Finding, Report};
use crate::source::{MAX_TEXT, Root, Sources};
use crate::toml;
use crate::view::View;

/// The files of the default theme: path below the theme, bytes.
static DEFAULT: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/theme.rs"));

/// About how many bytes a page has, so that it need not grow step by step.
const PAGE: usize = 48 * 1024;

/// A theme that is ready to lay out pages.
pub struct Theme {
    /// One engine per language of the site, since each has its words built in.
    engines: BTreeMap<Lang, Tera>,
    words: BTreeMap<Lang, Words>,
    assets: Vec<File>,
    fingerprint: Fingerprint,
}

/// Tells a theme from any other: by the names and bytes of its files, and the languages it speaks.
pub(crate) type Fingerprint = blake3::Hash;

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("assets", &self.assets.len()).finish_non_exhaustive()
    }
}

impl Theme {
    /// Loads the theme that a site names: each file from `themes/<name>/` of the site where it has one, otherwise from
    /// the program. `None` where a template does not parse, which is a finding.
    pub fn load(root: &Root, config: &Config, sources: &mut Sources, report: &mut Report) -> Option<Theme> {
        let files = files(root, &config.site.theme);
        let fingerprint = fingerprint(&files, config);
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        for (name, bytes) in &files {
            if let Some(template) = name.strip_prefix("templates/") {
                texts.insert(template, String::from_utf8_lossy(bytes).into_owned());
            }
        }
        let languages = &config.site.languages;
        let name = &config.site.theme;
        let spoken: BTreeMap<Lang, Words> =
            languages.iter().map(|lang| (*lang, words(root, name, *lang, sources, report))).collect();
        let engines =
            spoken.par_iter().map(|(lang, words)| Ok((*lang, engine(&texts, words.clone(), *lang)?)));
        let engines: BTreeMap<Lang, Tera> = match engines.collect::<Result<_, String>>() {
            Ok(engines) => engines,
            Err(error) => {
                report.add(broken(name, &error));
                return None;
            }
        };
        let assets = files.iter().filter_map(|(name, bytes)| {
            let path = name.strip_prefix("static/")?;
            Some(File { path: format!("assets/{path}"), bytes: bytes.clone() })
        });
        let assets = assets.chain(spoken.iter().map(|(lang, words)| for_scripts(words, *lang))).collect();
        Some(Theme { assets, engines, words: spoken, fingerprint })
    }

    /// The fingerprint that the theme a site names would have now.
    pub(crate) fn fingerprint_now(root: &Root, config: &Config) -> Fingerprint {
        fingerprint(&files(root, &config.site.theme), config)
    }

    /// What tells this theme from any other.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The static files, below `assets/`.
    pub fn assets(&self) -> Vec<File> {
        self.assets.clone()
    }

    /// The bytes of a static file by its path below the site.
    pub fn asset(&self, path: &str) -> Option<&[u8]> {
        self.assets.iter().find(|file| file.path == path).map(|file| file.bytes.as_slice())
    }

    /// What a template makes of one view in a language: a piece that many pages show.
    ///
    /// # Errors
    ///
    /// The engine's account of what is wrong in the template.
    pub(super) fn piece(
        &self,
        template: &str,
        name: &'static str,
        view: &impl Serialize,
        lang: Lang,
    ) -> Result<String, String> {
        let mut context = Context::new();
        context.insert(name, view);
        let html = self.engine(lang)?.render(template, &context).map_err(|error| chain(&error))?;
        Ok(html.trim().to_owned())
    }

    fn engine(&self, lang: Lang) -> Result<&Tera, String> {
        self.engines.get(&lang).ok_or_else(|| format!("no words for the language {lang}"))
    }

    /// The page of a view in a language, with the cards of all records where it shows some.
    ///
    /// # Errors
    ///
    /// The engine's account of what is wrong in a template.
    pub(super) fn render(&self, view: &View, lang: Lang, cards: Option<Value>) -> Result<String, String> {
        let engine = self.engine(lang)?;
        let mut context = Context::from_serialize(view).map_err(|error| error.to_string())?;
        if let Some(cards) = cards {
            context.insert_value("cards", cards);
        }
        let mut html = Vec::with_capacity(PAGE);
        engine
            .render_to(&format!("{}.html", view.template), &context, &mut html)
            .map_err(|error| chain(&error))?;
        let html = String::from_utf8(html).map_err(|error| error.to_string())?;
        let Some(words) = self.words.get(&lang).filter(|_| html.contains(WORD)) else { return Ok(html) };
        Ok(speak(&html, |key, n| words.say(key, n, lang)))
    }
}

fn fingerprint(files: &BTreeMap<String, Vec<u8>>, config: &Config) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    let mut take = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    take(config.site.theme.as_bytes());
    config.site.languages.iter().for_each(|lang| take(lang.code().as_bytes()));
    for (name, bytes) in files {
        take(name.as_bytes());
        take(bytes);
    }
    hasher.finalize()
}

/// Every file of the theme by its path below it.
fn files(root: &Root, theme: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> =
        DEFAULT.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    let folder = format!("themes/{theme}");
    for path in root.list(&folder, &[]) {
        let name = path.strip_prefix(&folder).map(|name| name.trim_start_matches('/').to_owned());
        if let (Some(name), Ok(bytes)) = (name, root.bytes(&path)) {
            files.insert(name, bytes);
        }
    }
    files
}

/// The words of a language: those of the program, over them those of the site's theme. A language that has none is
/// served in Spanish.
impl Words {
    /// What the theme of a site says in a language.
    pub fn of(root: &Root, config: &Config, lang: Lang) -> Words {
        words(root, &config.site.theme, lang, &mut Sources::default(), &mut Report::default())
    }
}

fn words(root: &Root, theme: &str, lang: Lang, sources: &mut Sources, report: &mut Report) -> Words {
    let own = format!("themes/{theme}/words/{lang}.toml");
    let default = |lang: Lang| DEFAULT.iter().find(|(name, _)| *name == format!("words/{lang}.toml"));
    let mut words = Words::default();
    for (_, bytes) in [default(Lang::ES), default(lang)].into_iter().flatten() {
        let text = String::from_utf8_lossy(bytes);
        words.overlay(Words::read(&toml::parse(&text, 0, report), report));
    }
    if root.exists(&own)
        && let Some(file) = root.read(&own, MAX_TEXT, sources, report)
    {
        let tree = toml::parse(&sources.get(file).text, file, report);
        words.overlay(Words::read(&tree, report));
    }
    words
}

fn engine(texts: &BTreeMap<&str, String>, words: Words, lang: Lang) -> Result<Tera, String> {
    let mut engine = Tera::new();
    let phrases = words.clone();
    let fixed = |text: &String| written_out(text, |key| phrases.say(key, None, lang));
    let texts: Vec<(&str, String)> = texts.iter().map(|(name, text)| (*name, fixed(text))).collect();
    engine.register_function("t", move |kwargs: Kwargs, _: &State<'_>| -> tera::TeraResult<String> {
        let key: &str = kwargs.must_get("key")?;
        let n: Option<f64> = kwargs.get("n")?;
        let phrase = phrases.say(key, n, lang);
        let mut phrase =
            phrase.ok_or_else(|| tera::Error::message(format!("the words of “{lang}” have no “{key}”")))?;
        for (name, place) in [("a", "{a}"), ("b", "{b}")] {
            if let Some(value) = kwargs.get::<String>(name)? {
                phrase = phrase.replace(place, &value);
            }
        }
        Ok(phrase)
    });
    engine.register_filter("num", move |value: f64, _: Kwargs, _: &State<'_>| numbers::number(value, lang));
    engine.register_filter("date", move |date: &str, _: Kwargs, _: &State<'_>| words.date(date));
    engine
        .add_raw_templates(texts.iter().map(|(name, text)| (*name, text.as_str())))
        .map_err(|error| chain(&error))?;
    Ok(engine)
}

/// What the scripts of a language say: the phrases under `found` and the names of the absences, as a module.
fn for_scripts(words: &Words, lang: Lang) -> File {
    let absences = words.under("absence.").into_iter().map(|(key, said)| (format!("absence-{key}"), said));
    let found = words.under("found.").into_iter().map(|(key, said)| (key.to_owned(), said));
    let phrases: BTreeMap<String, &str> =
        found.chain(absences).map(|(key, (_, phrase))| (key, phrase)).collect();
    let phrases = serde_json::to_string_pretty(&phrases).unwrap_or_default();
    File::text(format!("assets/words-{lang}.js"), format!("export default {phrases};\n"))
}

/// An error with all that led to it.
fn chain(error: &tera::Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text.push('\n');
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

fn broken(theme: &str, error: &str) -> Finding {
    Finding::of_site(
        &rules::BAD_THEME,
        format!("El tema «{theme}» no funciona.\n{error}"),
        format!("The theme “{theme}” does not work.\n{error}"),
    )
    .hint(MEND.0, MEND.1)
}

/// How a template is mended, of which the engine tells what is wrong in its own words.
pub(super) const MEND: (&str, &str) = (
    "El detalle lo da, en inglés, quien interpreta las plantillas: el archivo, la línea y lo que esperaba allí. Corrija ese archivo del tema, o bórrelo, y se usará el que viene con el programa.",
    "The details above are those of the template engine: the file, the line and what it expected there. Mend that file of the theme, or delete it, and the one that comes with the program is used.",
);
