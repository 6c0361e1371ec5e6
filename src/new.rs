//! New observatories and new fichas, ready to be written in.

mod declaration;
mod ficha;
mod words;

use std::collections::BTreeSet;
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
use crate::report::Words;
use crate::site;
use crate::source::Root;
use words::Words as Phrases;

pub use declaration::Model;
pub use ficha::ficha;

/// What every new site has: path, bytes.
static FILES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/new.rs"));
/// The vocabularies of this program's own observatory.
static VOCABULARIES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/vocabularies.rs"));
/// The vocabulary of the empty model.
const THEMES: &str = include_str!("new/models/tema.yaml");

/// The settings of an editor of text, to which the schemas are added.
const SETTINGS: &str = ".vscode/settings.json";

/// Makes an observatory in an empty or absent folder: declaration, vocabularies, an actor, a page, a sample ficha, and
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
    disk::write_new(
        &folder.join(site::DECLARATION),
        declaration::declaration(model, title, lang.code()).as_bytes(),
    )?;
    disk::write_new(&folder.join("content/paginas/acerca.md"), about(title, lang).as_bytes())?;
    // The declaration says which vocabularies there are; the vocabularies, what the sample ficha can say.
    let catalog = read(folder)?;
    vocabularies(folder, model, &catalog.config, lang)?;
    let catalog = read(folder)?;
    if let Some(actors) = &catalog.config.actors {
        disk::write_new(&folder.join(&actors.files).join("actores.yaml"), actor(&catalog, lang).as_bytes())?;
    }
    let catalog = read(folder)?;
    let sample = Phrases::of(lang).sample_title;
    disk::write_new(&folder.join(path(&catalog, 0, sample)), ficha(&catalog, 0, sample, true).as_bytes())?;
    schemas(folder, &catalog)
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
fn read(folder: &Path) -> Result<Arc<Catalog>, Words> {
    let lost = || disk::unreadable(&folder.join(site::DECLARATION), &ErrorKind::NotFound.into());
    site::open(&Root::new(folder), false).catalog.ok_or_else(lost)
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

/// Where a new ficha of a collection goes, below the site.
/// Where a page of the site has the address that this name would give, the next free one is taken: `modelo-2`.
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

/// The vocabularies, each with the term that the sample ficha uses; the others stand ready as comments, since a term
/// that nobody uses is a finding.
fn vocabularies(folder: &Path, model: Model, config: &Config, lang: Lang) -> Result<(), Words> {
    let used = used(config);
    for taxonomy in &config.taxonomies {
        let name = taxonomy.file.rsplit('/').next().unwrap_or_default();
        let known = VOCABULARIES.iter().find(|(known, _)| *known == name);
        let text = match (model, known) {
            (Model::Observatory, Some((_, bytes))) => String::from_utf8_lossy(bytes).into_owned(),
            _ => THEMES.to_owned(),
        };
        let text = first_only(&text, used.contains(taxonomy.id.as_str()), Phrases::of(lang).unused);
        disk::write_new(&folder.join(&taxonomy.file), text.as_bytes())?;
    }
    Ok(())
}

/// The vocabularies that the sample ficha and the sample actor use.
fn used(config: &Config) -> BTreeSet<&str> {
    let fields = config.collections.iter().flat_map(|collection| &collection.fields);
    let required = fields.filter(|field| field.required).filter_map(|field| field.taxonomy.as_deref());
    let actors = config.actors.iter().flat_map(|actors| [actors.kinds.as_deref(), actors.roles.as_deref()]);
    required.chain(actors.flatten()).collect()
}

/// A vocabulary of which only the first term that stands under no other is in use, or none.
fn first_only(text: &str, first: bool, words: &str) -> String {
    let mut items: Vec<String> = Vec::new();
    let mut head = String::new();
    for line in text.lines() {
        match items.last_mut().filter(|_| !line.starts_with("- ")) {
            Some(item) => *item += &format!("{line}\n"),
            None if line.starts_with("- ") => items.push(format!("{line}\n")),
            None => head += &format!("{line}\n"),
        }
    }
    let kept = items.iter().position(|item| !item.contains("amplio:")).filter(|_| first);
    let kept = kept.map(|at| items.remove(at)).unwrap_or_default();
    let others = items.concat();
    let ready: String = others.lines().map(|line| format!("# {}\n", line)).collect();
    let words = if ready.is_empty() { String::new() } else { format!("# {words}\n") };
    format!("{head}{kept}{words}{ready}")
}

/// The list of actors with one in it.
fn actor(catalog: &Catalog, lang: Lang) -> String {
    let name = match lang {
        Lang::EN => "Example municipality",
        Lang::PT => "Prefeitura de exemplo",
        _ => "Municipalidad de ejemplo",
    };
    let kinds =
        catalog.config.actors.as_ref().and_then(|actors| catalog.taxonomy_at(actors.kinds.as_deref()?));
    let kind = kinds.and_then(|at| catalog.taxonomies[at].terms.first());
    let kind = kind.map(|kind| format!("  tipo: {}\n", kind.id)).unwrap_or_default();
    format!("- id: {}\n  nombre: {name}\n{kind}", slug(name))
}
