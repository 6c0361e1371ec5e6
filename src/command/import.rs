//! `atalaya import`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use atalaya::import::ledger::Ledger;
use atalaya::import::mapping::{self, Mapping};
use atalaya::import::{Fate, Import, sheet};
use atalaya::lang::Lang;
use atalaya::report::Words;
use atalaya::site;
use clap::Args;

use super::{SiteArgs, tell};

#[derive(Args)]
pub(crate) struct ImportArgs {
    /// The table: CSV, XLSX or ODS, a row per ficha
    table: PathBuf,
    #[command(flatten)]
    site: SiteArgs,
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

/// Says what a table would become, or makes it so.
pub(crate) fn run(args: &ImportArgs) -> Result<ExitCode, String> {
    let root = args.site.root()?;
    let opened = site::open(&root, false);
    let lang = args.site.language(&opened);
    let told = |words: Words| words.text(lang).to_owned();
    let Some(catalog) = &opened.catalog else {
        tell(&opened.report, &opened, lang);
        return Err("there is no site.toml here".to_owned());
    };
    let sheet = sheet::read(&args.table.to_string_lossy(), &bytes(&args.table)?, args.sheet.as_deref())
        .map_err(told)?;
    let mapping = match std::fs::read_to_string(mapping::beside(&args.table)) {
        Ok(text) => Mapping::parse(&text).map_err(told)?,
        Err(_) => {
            let wanted = args.collection.as_deref();
            let collections = &catalog.config.collections;
            let at = collections
                .iter()
                .position(|model| wanted.is_none_or(|id| model.id == id))
                .ok_or("there is no such collection")?;
            let draft = Mapping::draft(catalog, at, &sheet);
            let path = mapping::beside(&args.table);
            std::fs::write(&path, draft.text(&collections[at]))
                .map_err(|error| format!("{}: {error}", path.display()))?;
            println!("{}", drafted(&path, lang));
            draft
        }
    };
    let import =
        Import::plan(root.path(), catalog, &sheet, &mapping, Ledger::of(&args.table)?).map_err(told)?;
    let clean = say(&import, lang);
    if args.write {
        let written = import.write(root.path(), &args.table).map_err(|error| error.to_string())?;
        println!(
            "{}",
            if lang == Lang::ES {
                format!("{written} fichas escritas; ahora: atalaya check")
            } else {
                format!("{written} fichas written; now: atalaya check")
            }
        );
    } else {
        println!(
            "{}",
            if lang == Lang::ES {
                "No se ha escrito nada. Para hacerlo: --write"
            } else {
                "Nothing was written. To do so: --write"
            }
        );
    }
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let size = std::fs::metadata(path).map_err(told)?.len();
    if size > sheet::MAX_FILE {
        return Err(format!("{}: {} MB, {} at most", path.display(), size >> 20, sheet::MAX_FILE >> 20));
    }
    std::fs::read(path).map_err(told)
}

fn drafted(path: &Path, lang: Lang) -> String {
    let path = path.display();
    if lang == Lang::ES {
        format!("Se hizo un borrador del mapa de columnas, {path}: corríjalo y repita la orden.")
    } else {
        format!("A map of the columns was drafted, {path}: correct it and run this again.")
    }
}

/// Tells every row; says whether there is nothing doubtful and nothing refused.
fn say(import: &Import, lang: Lang) -> bool {
    let es = lang == Lang::ES;
    let mut clean = true;
    for outcome in &import.outcomes {
        let (fate, why) = fate(&outcome.fate, lang);
        let row = if es { "fila" } else { "row" };
        match &outcome.fate {
            Fate::Refused(_) => println!("{row} {}: {fate}: {why}", outcome.line),
            _ => println!("{row} {}: {fate}: {}", outcome.line, outcome.path),
        }
        clean &= !matches!(outcome.fate, Fate::Refused(_)) && outcome.doubts.is_empty();
        for doubt in &outcome.doubts {
            println!("    {}: {}", if es { "dudoso" } else { "doubtful" }, doubt.text(lang));
        }
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
