//! `atalaya fetch`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use atalaya::config::{CollectionConfig, ObservatoryConfig};
use atalaya::disk;
use atalaya::elsewhere;
use atalaya::report::Words;
use atalaya::site;
use atalaya::source::Root;
use clap::Args;

use super::revision::missing;
use super::{SiteArgs, code, tell};

/// What is taken of another site's folder of data: the fichas, and the lists that say what their words mean.
const FILES: [&str; 3] = ["fichas.csv", "terminos.csv", "actores.csv"];

#[derive(Args)]
pub(crate) struct FetchArgs {
    /// The observatories, by their ids in site.toml; all of them unless given
    ids: Vec<String>,
    #[command(flatten)]
    pub(super) site: SiteArgs,
}

/// Takes the published data of other observatories into the site's folder. The only command that reads from the network.
pub(crate) fn run(args: &FetchArgs) -> Result<ExitCode, Words> {
    let root = args.site.root()?;
    let opened = site::open(&root, false);
    let Some(catalog) = &opened.catalog else {
        tell(&opened.report, &opened, args.site.language(&opened));
        return Ok(code(&opened.report));
    };
    let collections = catalog.config.collections.iter();
    let all: Vec<(&CollectionConfig, &ObservatoryConfig)> = collections
        .flat_map(|model| model.observatories.iter().map(move |observatory| (model, observatory)))
        .collect();
    if let Some(id) = args.ids.iter().find(|id| !all.iter().any(|(_, known)| known.id == **id)) {
        return Err(unknown(id, all.iter().map(|(_, known)| known.id.as_str()).collect()));
    }
    let asked = |id: &String| args.ids.is_empty() || args.ids.contains(id);
    for (model, observatory) in all.into_iter().filter(|(_, known)| asked(&known.id)) {
        let count = fetch(&root, model, observatory).map_err(|words| words.of(&observatory.id))?;
        println!("{}: {count} → {}", observatory.id, observatory.data);
    }
    Ok(ExitCode::SUCCESS)
}

/// That the site names no such observatory, and which it names.
fn unknown(id: &str, known: Vec<&str>) -> Words {
    let (es, en) = match known.join(", ") {
        known if known.is_empty() => (String::new(), String::new()),
        known => (format!("; nombra: {known}"), format!("; it names: {known}")),
    };
    Words::new(
        format!("site.toml no nombra ningún observatorio «{id}»{es}"),
        format!("site.toml names no observatory “{id}”{en}"),
    )
}

/// Takes the files beside those that are there, looks whether they can be read, and only then puts them in their place.
fn fetch(root: &Root, model: &CollectionConfig, observatory: &ObservatoryConfig) -> Result<usize, Words> {
    let from = observatory.from.as_deref().ok_or_else(|| {
        Words::new("site.toml no dice de dónde (from = …)", "site.toml does not say from where (from = …)")
    })?;
    let into = root.path().join(&observatory.data);
    let single = observatory.file("").is_none();
    let names: Vec<(String, PathBuf)> = if single {
        vec![(from.to_owned(), into)]
    } else {
        let from = from.trim_end_matches('/');
        FILES.iter().map(|name| (format!("{from}/{name}"), into.join(name))).collect()
    };
    let mut count = 0;
    let mut fresh = Vec::new();
    for (at, (from, path)) in names.iter().enumerate() {
        let beside = Beside::of(path)?;
        match take(root, from, &beside.0) {
            Err(error) if at == 0 => return Err(error),
            Err(_) => continue, // Their lists of terms and actors help, and are not needed.
            Ok(()) => {}
        }
        if at == 0 {
            let text = std::fs::read_to_string(&beside.0)
                .map_err(|error| disk::unreadable(Path::new(from), &error))?;
            count = elsewhere::check(model, observatory, &text).map_err(|words| words.of(from))?;
        }
        fresh.push((beside, path));
    }
    for (beside, path) in fresh {
        std::fs::rename(&beside.0, path).map_err(|error| disk::unwritable(path, &error))?;
    }
    Ok(count)
}

/// A file that is still being fetched, gone where it does not come to its place.
struct Beside(PathBuf);

impl Beside {
    fn of(path: &Path) -> Result<Beside, Words> {
        path.parent().map_or(Ok(()), disk::folder)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Beside(path.with_file_name(format!(".{name}.new"))))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Copies a file, or has `curl` fetch it: this program itself speaks to no server.
fn take(root: &Root, from: &str, into: &Path) -> Result<(), Words> {
    if !from.starts_with("https://") && !from.starts_with("http://") {
        let path = root.path().join(from);
        return std::fs::copy(&path, into).map(drop).map_err(|error| disk::unreadable(&path, &error));
    }
    let done = Command::new("curl")
        .args([
            "--fail",
            "--silent",
            "--show-error",
            "--location",
            "--proto",
            "=http,https",
            "--max-time",
            "600",
        ])
        .arg("--output")
        .arg(into)
        .arg(from)
        .output()
        .map_err(|error| missing("curl", &error))?;
    if done.status.success() {
        return Ok(());
    }
    let why = String::from_utf8_lossy(&done.stderr).trim().to_owned();
    Err(Words::new(
        format!("no se pudo traer {from}: compruebe la dirección y la red; curl dice «{why}»"),
        format!("{from} could not be fetched: check the address and the network; curl says “{why}”"),
    ))
}
