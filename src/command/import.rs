//! `atalaya import`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use atalaya::catalog::Catalog;
use atalaya::disk;
use atalaya::import::document::{Document, map};
use atalaya::import::ledger::Ledger;
use atalaya::import::mapping::{Mapping, named};
use atalaya::import::{Fate, Import, beside, sheet};
use atalaya::lang::Lang;
use atalaya::report::Words;
use atalaya::site;
use clap::Args;

use super::{SiteArgs, code, tell};

#[derive(Args)]
pub(crate) struct ImportArgs {
    /// A table with a row per ficha (CSV, XLSX, ODS), or a report of fichas as text (TXT)
    file: PathBuf,
    #[command(flatten)]
    pub(super) site: SiteArgs,
    /// In which collection; the first unless given
    #[arg(long, value_name = "ID")]
    collection: Option<String>,
    /// Which sheet of the book; the first unless given
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Write the fichas; without it, only say what would be done
    #[arg(long)]
    write: bool,
}

/// Says what a table or a report would become, or makes it so.
pub(crate) fn run(args: &ImportArgs) -> Result<ExitCode, Words> {
    let root = args.site.root()?;
    let opened = site::open(&root, false);
    let lang = args.site.language(&opened);
    let Some(catalog) = &opened.catalog else {
        tell(&opened.report, &opened, lang);
        return Ok(code(&opened.report));
    };
    let is_report = args.file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
    let plan = if is_report { report } else { table };
    let import = plan(args, root.path(), catalog, lang)?;
    let clean = say(&import, if is_report { Unit::Lines } else { Unit::Row }, lang);
    let es = lang == Lang::ES;
    if args.write {
        let written = import.write(root.path(), &args.file)?;
        let (es_, en) = ("fichas escritas; ahora: atalaya", "fichas written; now: atalaya");
        let next = if is_report { "status" } else { "check" };
        println!("{written} {} {next}", if es { es_ } else { en });
    } else {
        let (es_, en) =
            ("No se ha escrito nada. Para hacerlo: --write", "Nothing was written. To do so: --write");
        println!("{}", if es { es_ } else { en });
    }
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn table(args: &ImportArgs, site: &Path, catalog: &Catalog, lang: Lang) -> Result<Import, Words> {
    let name = args.file.to_string_lossy();
    let known = |text: &str| catalog.config.collections.iter().any(|model| named(model, text).is_some());
    let sheet = sheet::read(&name, &bytes(&args.file)?, args.sheet.as_deref(), &known)?;
    let mapping = match map_of(&args.file)? {
        Some(text) => Mapping::parse(&text).map_err(|words| of_map(&args.file, words))?,
        None => {
            let at = super::collection(catalog, args.collection.as_deref())?;
            let draft = Mapping::draft(catalog, at, &sheet);
            keep(&args.file, &draft.text(&catalog.config.collections[at]), lang)?;
            draft
        }
    };
    agreed(args, &mapping.collection)?;
    Import::plan(site, catalog, &sheet, &mapping, Ledger::of(&args.file)?)
}

fn report(args: &ImportArgs, site: &Path, catalog: &Catalog, lang: Lang) -> Result<Import, Words> {
    if args.sheet.is_some() {
        return Err(sheet::without_sheets());
    }
    let known = map_of(&args.file)?.map(|text| map::Map::parse(&text)).transpose();
    let known = known.map_err(|words| of_map(&args.file, words))?;
    known.as_ref().map_or(Ok(()), |map| agreed(args, &map.collection))?;
    let wanted = known.as_ref().map(|map| map.collection.as_str()).or(args.collection.as_deref());
    let at = super::collection(catalog, wanted)?;
    let document = Document::read(&bytes(&args.file)?, catalog, at)?;
    let map = known.clone().unwrap_or_else(|| document.map(catalog, at));
    let drafted = document.fichas(catalog, at, &map)?;
    if known.is_none() {
        keep(&args.file, &map.text(&catalog.config.collections[at]), lang)?;
    }
    let furniture = document.furniture.len();
    match lang {
        Lang::ES => println!(
            "{} fichas; {furniture} líneas de encabezado, pie o número de página se dejan fuera",
            drafted.len()
        ),
        _ => println!(
            "{} fichas; {furniture} lines of heads, feet and page numbers are left out",
            drafted.len()
        ),
    }
    Ok(Import::drafts(site, catalog, at, drafted, Ledger::of(&args.file)?))
}

/// That the collection asked for is that of the map: once there is a map, it decides.
fn agreed(args: &ImportArgs, own: &str) -> Result<(), Words> {
    let Some(asked) = args.collection.as_deref().filter(|asked| *asked != own) else { return Ok(()) };
    let map = beside(&args.file, "mapa.toml");
    let map = map.display();
    Err(Words {
        es: format!(
            "se pide la colección «{asked}», y el mapa {map} dice «{own}»: quite --collection, o corrija el mapa"
        ),
        en: format!(
            "the collection “{asked}” is asked for, and the map {map} says “{own}”: leave out --collection, or correct the map"
        ),
    })
}

/// What is wrong with the map of a file, with its name.
fn of_map(file: &Path, words: Words) -> Words {
    words.of(beside(file, "mapa.toml").display())
}

/// The map beside a file, where there is one.
fn map_of(file: &Path) -> Result<Option<String>, Words> {
    let path = beside(file, "mapa.toml");
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(disk::unreadable(&path, &error)),
    }
}

/// Keeps a draft of a map, and says where.
fn keep(file: &Path, text: &str, lang: Lang) -> Result<(), Words> {
    let path = beside(file, "mapa.toml");
    disk::write(&path, text.as_bytes())?;
    let path = path.display();
    match lang {
        Lang::ES => println!("Se hizo un borrador del mapa, {path}: corríjalo y repita la orden."),
        _ => println!("A map was drafted, {path}: correct it and run this again."),
    }
    Ok(())
}

fn bytes(path: &Path) -> Result<Vec<u8>, Words> {
    let told = |error: std::io::Error| disk::unreadable(path, &error);
    let about = std::fs::metadata(path).map_err(told)?;
    if about.is_dir() {
        return Err(told(std::io::ErrorKind::IsADirectory.into()));
    }
    let (size, most) = (about.len() >> 20, sheet::MAX_FILE >> 20);
    if about.len() > sheet::MAX_FILE {
        let path = path.display();
        return Err(Words {
            es: format!("«{path}» ocupa {size} MB, y se leen {most} a lo más: pártalo en varios"),
            en: format!("“{path}” takes {size} MB, and at most {most} are read: part it into several"),
        });
    }
    std::fs::read(path).map_err(told)
}

/// What the places of an import are counted in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Row,
    Lines,
}

fn place(unit: Unit, (first, last): (usize, usize), es: bool) -> String {
    match unit {
        Unit::Row => format!("{} {first}", if es { "fila" } else { "row" }),
        Unit::Lines => format!("{} {first}–{last}", if es { "líneas" } else { "lines" }),
    }
}

/// Tells every row; says whether there is nothing doubtful and nothing refused.
fn say(import: &Import, unit: Unit, lang: Lang) -> bool {
    let es = lang == Lang::ES;
    let mut clean = true;
    for outcome in &import.outcomes {
        let (fate, why) = fate(&outcome.fate, lang);
        let told = match &outcome.fate {
            Fate::Refused(_) => why,
            _ => &outcome.path,
        };
        println!("{}: {fate}: {told}", place(unit, outcome.lines, es));
        clean &= !matches!(outcome.fate, Fate::Refused(_)) && outcome.doubts.is_empty();
        for doubt in &outcome.doubts {
            println!("    {}: {}", if es { "dudoso" } else { "doubtful" }, doubt.text(lang));
        }
    }
    for (line, said) in &import.above {
        let above =
            if es { "sobre los encabezados, no se importa" } else { "above the headers, not imported" };
        println!("{}: {above}: {said}", place(unit, (*line, *line), es));
    }
    if !import.unused.is_empty() {
        println!(
            "{}: {}",
            if es { "Columnas que no van a ningún campo" } else { "Columns that go to no field" },
            import.unused.join(", ")
        );
    }
    let count =
        |wanted: fn(&Fate) -> bool| import.outcomes.iter().filter(|outcome| wanted(&outcome.fate)).count();
    let (new, renewed) = (count(|fate| *fate == Fate::New), count(|fate| *fate == Fate::Renewed));
    let (kept, refused) = (
        count(|fate| matches!(fate, Fate::Same | Fate::Edited | Fate::Removed)),
        count(|fate| matches!(fate, Fate::Refused(_))),
    );
    if es {
        println!("{new} nuevas, {renewed} renovadas, {kept} como están, {refused} rechazadas");
    } else {
        println!("{new} new, {renewed} renewed, {kept} as they are, {refused} refused");
    }
    clean
}

fn fate(fate: &Fate, lang: Lang) -> (&'static str, &str) {
    let es = lang == Lang::ES;
    match fate {
        Fate::New => (if es { "nueva" } else { "new" }, ""),
        Fate::Renewed => (if es { "renovada" } else { "renewed" }, ""),
        Fate::Same => (if es { "sin cambios" } else { "unchanged" }, ""),
        Fate::Edited => (if es { "editada a mano, no se toca" } else { "edited by hand, left alone" }, ""),
        Fate::Removed => {
            (if es { "borrada a mano, no se repone" } else { "removed by hand, not made again" }, "")
        }
        Fate::Refused(why) => (if es { "rechazada" } else { "refused" }, why.text(lang)),
    }
}
