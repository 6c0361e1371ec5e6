//! New observatories and new fichas, ready to be written in.

mod declaration;
mod ficha;
mod samples;
mod words;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::config::Config;
use crate::disk;
use crate::fold::slug;
use crate::lang::Lang;
use crate::plan::PageKey;
use crate::report::{Span, Words, rules};
use crate::site::{self, Opened};
use crate::source::Root;
use samples::Samples;
use words::Phrases;

pub use declaration::Model;

/// What every new site has: path, bytes.
static FILES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/new.rs"));
/// The vocabularies of this program's own observatory.
static VOCABULARIES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/vocabularies.rs"));
/// The vocabulary of the empty model.
const THEMES: &str = include_str!("new/models/tema.yaml");

/// The settings of an editor of text, to which the schemas are added.
const SETTINGS: &str = ".vscode/settings.json";

/// Makes an observatory in an empty or absent folder: declaration, vocabularies, actors, a page, sample fichas, and
/// what a repository needs to check and publish it.
///
/// # Errors
///
/// Where the folder holds something already, or the disk refuses.
pub fn site(folder: &Path, model: Model, title: &str, lang: Lang) -> Result<(), Words> {
    empty(folder)?;
    for (path, bytes) in FILES.iter().filter(|(path, _)| *path != SETTINGS) {
        disk::write_new(&folder.join(path), bytes)?;
    }
    executable(&folder.join(".githooks/pre-commit"))?;
    let declaration = declaration::declaration(model, title, lang.code());
    disk::write_new(&folder.join(site::DECLARATION), declaration.as_bytes())?;
    disk::write_new(&folder.join("content/paginas/acerca.md"), about(title, lang).as_bytes())?;
    // The declaration says which vocabularies there are; the vocabularies, what the fichas can say; the fichas, which
    // terms are in use.
    let samples = Samples::of(model);
    let config = &read(folder)?.1.config;
    vocabularies(folder, model, config)?;
    if let Some(actors) = &config.actors {
        disk::write_new(&folder.join(&actors.files).join("actores.yaml"), samples.actors(lang).as_bytes())?;
    }
    fichas(folder, &samples, lang)?;
    set_aside(folder, lang)?;
    fichas(folder, &samples, lang)?;
    schemas(folder, &read(folder)?.1)
}

/// That there is nothing yet where an observatory is to be made.
fn empty(folder: &Path) -> Result<(), Words> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(disk::unwritable(folder, &error)),
        Ok(false) => {
            let folder = folder.display();
            Err(Words::new(
                format!("la carpeta «{folder}» no está vacía: elija otra"),
                format!("the folder “{folder}” is not empty: choose another"),
            ))
        }
    }
}

/// The site as it stands so far.
fn read(folder: &Path) -> Result<(Opened, Arc<Catalog>), Words> {
    let opened = site::open(&Root::new(folder), false);
    let lost = || disk::unreadable(&folder.join(site::DECLARATION), &ErrorKind::NotFound.into());
    opened.catalog.clone().map(|catalog| (opened, catalog)).ok_or_else(lost)
}

/// The sample fichas, each with the terms that there are.
fn fichas(folder: &Path, samples: &Samples, lang: Lang) -> Result<(), Words> {
    let catalog = read(folder)?.1;
    samples.fichas.iter().try_for_each(|sample| {
        let title = sample.title(lang);
        let text = ficha::ficha(&catalog, 0, title, Some(sample));
        disk::write(&folder.join(path(&catalog, 0, title)), text.as_bytes())
    })
}

/// The schemas of the model, and the settings that tell an editor of which files they are; that of the declaration is
/// named in `.taplo.toml`, since the editor's settings know no path below the folder.
fn schemas(folder: &Path, catalog: &Catalog) -> Result<(), Words> {
    let mut of = serde_json::Map::new();
    for schema in crate::schema::schemas(catalog) {
        let path = format!(".vscode/schemas/{}", schema.name);
        disk::write_new(&folder.join(&path), schema.text.as_bytes())?;
        if !schema.is_of_declaration() {
            of.insert(path, schema.files.into());
        }
    }
    let own = FILES.iter().find(|(path, _)| *path == SETTINGS).map(|(_, bytes)| *bytes);
    let mut settings: serde_json::Value =
        own.and_then(|bytes| serde_json::from_slice(bytes).ok()).unwrap_or_default();
    settings["yaml.schemas"] = of.into();
    let text = serde_json::to_string_pretty(&settings).unwrap_or_default() + "\n";
    disk::write_new(&folder.join(SETTINGS), text.as_bytes())
}

/// A new ficha of a collection. Questions of the template begin as not surveyed; what must be given and is not is left
/// for `atalaya check` to ask for.
pub fn ficha(catalog: &Catalog, collection: usize, title: &str) -> String {
    ficha::ficha(catalog, collection, title, None)
}

/// Where a new ficha of a collection goes, below the site. Where a page of the site has the address that this name would
/// give, the next free one is taken: `modelo-2`.
pub fn path(catalog: &Catalog, collection: usize, title: &str) -> String {
    let model = &catalog.config.collections[collection];
    let lasting = crate::permalinks::lasting(catalog);
    let is_page = |slug: &String| {
        let address = format!("{}/", model.address.replace("{slug}", slug));
        lasting.get(&address).is_some_and(|key| !matches!(key, PageKey::Record(_)))
    };
    let name = slug(title);
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.clone()).chain(numbered).find(|slug| !is_page(slug));
    format!("{}/{}.md", model.folder, free.unwrap_or_default())
}

fn executable(path: &Path) -> Result<(), Words> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .map_err(|error| disk::unwritable(path, &error))
}

fn about(title: &str, lang: Lang) -> String {
    let (heading, text) = match lang {
        Lang::EN => ("About", "Say here what this observatory gathers, and who keeps it."),
        Lang::PT => ("Sobre", "Diga aqui o que este observatório reúne e quem o mantém."),
        _ => ("Acerca de", "Diga aquí qué reúne este observatorio y quién lo mantiene."),
    };
    format!("---\ntitulo: {heading}\norden: 1\n---\n\n**{title}.** {text}\n")
}

/// The vocabularies, whole.
fn vocabularies(folder: &Path, model: Model, config: &Config) -> Result<(), Words> {
    config.taxonomies.iter().try_for_each(|taxonomy| {
        let name = taxonomy.file.rsplit('/').next().unwrap_or_default();
        let known = VOCABULARIES.iter().find(|(known, _)| model == Model::Observatory && *known == name);
        disk::write_new(&folder.join(&taxonomy.file), known.map_or(THEMES.as_bytes(), |(_, bytes)| *bytes))
    })
}

/// Leaves in the vocabularies the terms in use; the others stand ready as comments, since a term that nobody uses is a
/// finding.
fn set_aside(folder: &Path, lang: Lang) -> Result<(), Words> {
    let (opened, catalog) = read(folder)?;
    let unused = opened.report.findings.iter().filter(|finding| finding.rule == &rules::UNUSED_TERM);
    let places: Vec<Span> = unused.filter_map(|finding| finding.place).collect();
    for taxonomy in &catalog.config.taxonomies {
        let own = places.iter().filter(|place| opened.sources.path(place.file) == taxonomy.file);
        let lines: BTreeSet<usize> = own.map(|place| opened.sources.spot(*place).line).collect();
        let path = folder.join(&taxonomy.file);
        let text = fs::read_to_string(&path).map_err(|error| disk::unreadable(&path, &error))?;
        disk::write(&path, without(&text, &lines, Phrases::of(lang).unused).as_bytes())?;
    }
    Ok(())
}

/// A vocabulary whose terms that begin on these lines stand at its end, as comments.
fn without(text: &str, lines: &BTreeSet<usize>, words: &str) -> String {
    let (mut kept, mut aside, mut is_aside) = (String::new(), String::new(), false);
    for (at, line) in (1..).zip(text.lines()) {
        if line.starts_with("- ") {
            is_aside = lines.contains(&at);
        }
        let _ = if is_aside { writeln!(aside, "# {line}") } else { writeln!(kept, "{line}") };
    }
    if aside.is_empty() { kept } else { format!("{kept}# {words}\n{aside}") }
}
