//! Importing a report of fichas, measured: every place of every ficha against a table that was checked by hand.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use atalaya::catalog::Catalog;
use atalaya::fold::fold;
use atalaya::record::{Record, Value};
use atalaya::site;
use atalaya::source::Root;
use tempfile::TempDir;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok) {
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("made");
        } else {
            fs::copy(entry.path(), &target).expect("copied");
        }
    }
}

/// This observatory's model, vocabularies and actors without its experiences, with a report beside them.
fn observatory(report: &Path) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let declaration = fs::read_to_string(here("site.toml")).expect("read");
    let table = declaration.find("[[collection.table]]").expect("a table");
    let next = declaration[table + 1..].find("\n\n").expect("an end") + table + 1;
    let declaration = declaration[..table].to_owned() + &declaration[next..];
    fs::write(folder.path().join("site.toml"), declaration).expect("written");
    copy(&here("content"), &folder.path().join("content"));
    fs::remove_dir_all(folder.path().join("content/experiencias")).expect("removed");
    let file = folder.path().join("informe.txt");
    fs::copy(report, &file).expect("copied");
    (folder, file)
}

fn import(report: &Path, site: &Path, write: bool) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya"));
    command.arg("import").arg(report).arg("--site").arg(site).args(write.then_some("--write"));
    let Output { status, stdout, stderr } = command.output().expect("it runs");
    let told = String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned();
    assert!(!told.contains("panicked"), "{told}");
    (told, status.code())
}

/// A place where something of the report belongs.
struct Place {
    ficha: String,
    field: String,
    begins: String,
    ends: String,
}

fn places(table: &str) -> Vec<Place> {
    let text = fs::read_to_string(here("tests/import").join(table)).expect("a table");
    let row = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let mut next = || cells.next().unwrap_or_default();
        Place { ficha: next(), field: next(), begins: next(), ends: next() }
    };
    text.lines().skip(1).map(row).collect()
}

/// What a draft says in a field: its value and its text, folded.
fn said(draft: &Record, field: usize) -> (String, String) {
    let Some(answer) = draft.answer(field) else { return Default::default() };
    let value = match &answer.value {
        Some(Value::Period(period)) => period.to_string(),
        Some(Value::Terms(terms)) => {
            terms.iter().map(|term| term.written.clone()).collect::<Vec<_>>().join(" ")
        }
        _ => answer.absence.map(|absence| absence.id().to_owned()).unwrap_or_default(),
    };
    (value, answer.text.as_ref().map(|text| fold(&text.plain())).unwrap_or_default())
}

/// Whether a draft has at a place what belongs there, and not only there where the field is answered in one piece.
fn holds(catalog: &Catalog, draft: &Record, place: &Place, alone: bool) -> bool {
    let model = catalog.model(draft);
    let (value, text) = said(draft, model.field_at(&place.field).expect("a field"));
    if let Some(wanted) = place.begins.strip_prefix('=') {
        let country = model.roles.country.map(|at| said(draft, at).0).unwrap_or_default();
        let territory = model.roles.territory.map(|at| said(draft, at).0).unwrap_or_default();
        return value == wanted || format!("{country} {territory}").trim() == wanted;
    }
    let (begins, ends) = (fold(&place.begins), fold(&place.ends));
    if alone {
        text.starts_with(&begins) && text.ends_with(&ends)
    } else {
        text.contains(&begins) && text.contains(&ends)
    }
}

/// How many fichas of a report were made, and which places of a table are not as they should be.
fn measured(site: &Path, table: &str) -> (usize, usize, Vec<String>) {
    let opened = site::open(&Root::new(site), false);
    let errors: Vec<&str> = opened.report.findings.iter().map(|finding| finding.rule.code).collect();
    let read = [
        "yaml-syntax",
        "field-twice",
        "unknown-heading",
        "stray-text",
        "wrong-kind",
        "unknown-field",
        "raw-html",
    ];
    assert!(errors.iter().all(|code| !read.contains(code)), "{errors:?}");
    let catalog = opened.catalog.expect("a catalog");
    let places = places(table);
    let mut alone: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    places.iter().for_each(|place| *alone.entry((&place.ficha, &place.field)).or_default() += 1);
    let wrong = places.iter().filter(|place| {
        let mut drafts = catalog.drafts.iter();
        let draft =
            drafts.find(|draft| draft.line(catalog.model(draft).roles.number) == Some(place.ficha.as_str()));
        let once = alone[&(place.ficha.as_str(), place.field.as_str())] == 1;
        !draft.is_some_and(|draft| holds(&catalog, draft, place, once))
    });
    let wrong: Vec<String> =
        wrong.map(|place| format!("{} {}: {}", place.ficha, place.field, place.begins)).collect();
    (catalog.drafts.len(), places.len(), wrong)
}

/// The lines of a report from its first ficha on of which less than the last words stand in no file.
fn lost(report: &Path, site: &Path, begins: &str, furniture: &[&str]) -> Vec<String> {
    let files = fs::read_dir(site.join("content/experiencias")).expect("a folder");
    let files = files.map(|file| fs::read_to_string(file.expect("a file").path()).expect("read"));
    let all: String = files.map(|text| format!(" {} ", fold(&text.replace("# ", " ")))).collect();
    let text = fs::read_to_string(report).expect("read");
    let lines = text.lines().map(str::trim).skip_while(|line| !line.starts_with(begins));
    let lines = lines.filter(|line| !line.is_empty() && !furniture.iter().any(|sign| line.starts_with(sign)));
    let is_number = |line: &&str| line.chars().all(|letter| letter.is_ascii_digit());
    let lines = lines.filter(|line| !is_number(line) || line.len() > 2);
    let missing = lines.filter(|line| {
        let words: Vec<String> = fold(line).split(' ').map(str::to_owned).collect();
        let tail = words[words.len() / 2..].join(" ");
        // A label is not kept, and what a value says whole is measured by its place.
        let label = line.split_once(':').is_some_and(|(_, rest)| rest.split_whitespace().count() < 7);
        !label && words.len() > 2 && !line.starts_with("Aspectos") && !all.contains(&format!(" {tail}"))
    });
    missing.map(str::to_owned).collect()
}

#[test]
fn of_an_invented_report_everything_is_in_its_place() {
    let report = here("tests/import/informe.txt");
    let (site, file) = observatory(&report);
    let (told, code) = import(&file, site.path(), false);
    assert_eq!(code, Some(1), "there are doubts: {told}");
    assert!(!site.path().join("content/experiencias").exists(), "a dry run writes no ficha");
    for part in [
        "4 fichas; 9 líneas de encabezado, pie o número de página se dejan fuera",
        "nueva: content/experiencias/feria-de-semillas-del-valle-de-elqui-una-red-para-guardar-lo-que-se-siembra-en-l.md",
        "propuesto, compruébelo: periodo: \"2001\"; pais: [CL]",
        "actores: [{ actor: indap }, { actor: fosis }]",
        "normatividad: [{ tipo: \"Ley\", numero: \"19.253\" }]",
        "montos: [{ monto: 43400000 }, { monto: 92000000 }]",
        "sin rótulo en el informe, quedan sin relevar: problemas",
        "sin ubicar, queda como comentario: 2 líneas, desde «La ficha se completó con una visita en terreno.»",
        "4 nuevas, 0 renovadas, 0 como están, 0 rechazadas",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let (told, _) = import(&file, site.path(), true);
    assert!(told.contains("4 fichas escritas"), "{told}");
    let (fichas, all, wrong) = measured(site.path(), "informe-lugares.tsv");
    assert_eq!((fichas, wrong.join("\n").as_str()), (4, ""), "of {all} places");
    let furniture = ["Observatorio de Pruebas de la", "Fichas de experiencias de"];
    assert_eq!(lost(&report, site.path(), "Experiencia 1:", &furniture), Vec::<String>::new());
}

#[test]
fn what_is_made_is_a_draft_that_no_page_shows() {
    let (site, file) = observatory(&here("tests/import/informe.txt"));
    import(&file, site.path(), true);
    let folder = site.path().join("content/experiencias");
    let ficha = fs::read_to_string(folder.join("mesa-del-agua-de-la-cuenca.md")).expect("a ficha");
    assert!(ficha.contains("borrador: sí") && ficha.contains("presupuesto: { parcial: sí }"), "{ficha}");
    assert!(ficha.contains("# sin ubicar: Contacto: otra persona de la mesa."), "{ficha}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya"));
    let built = command.arg("build").arg("--site").arg(site.path()).output().expect("it runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let public = site.path().join("public");
    let pages = walkdir::WalkDir::new(&public).into_iter().filter_map(Result::ok);
    let texts = pages.filter(|entry| entry.file_type().is_file()).map(|entry| {
        (
            entry.path().to_owned(),
            String::from_utf8_lossy(&fs::read(entry.path()).expect("read")).into_owned(),
        )
    });
    let shown: BTreeSet<PathBuf> = texts
        .filter(|(_, text)| {
            text.contains("Mesa del agua de la cuenca") || text.contains("mesa-del-agua-de-la-cuenca")
        })
        .map(|(path, _)| path.strip_prefix(&public).expect("below").to_owned())
        .collect();
    let state = ["estado", "en/estado", "pt/estado"].map(|folder| PathBuf::from(folder).join("index.html"));
    assert_eq!(shown, BTreeSet::from(state), "only those who edit see that there is a draft");
}

#[test]
fn a_report_read_again_doubles_nothing_and_undoes_nothing() {
    let (site, file) = observatory(&here("tests/import/informe.txt"));
    import(&file, site.path(), true);
    let (again, _) = import(&file, site.path(), true);
    assert!(again.contains("0 nuevas, 0 renovadas, 4 como están"), "{again}");
    let path = site.path().join("content/experiencias/red-de-caletas-del-sur.md");
    let edited = fs::read_to_string(&path).expect("read").replace("Vender juntos.", "Vender mejor.");
    fs::write(&path, &edited).expect("written");
    let changed = fs::read_to_string(&file).expect("read");
    let changed =
        changed.replace("Vender juntos.", "Vender más.").replace("Acuerda turnos.", "Acuerda los turnos.");
    fs::write(&file, changed).expect("written");
    let (third, _) = import(&file, site.path(), true);
    assert!(third.contains("editada a mano, no se toca") && third.contains("1 renovadas"), "{third}");
    assert_eq!(fs::read_to_string(&path).expect("read"), edited);
}

#[test]
fn the_map_of_labels_is_drafted_and_then_obeyed() {
    let (site, file) = observatory(&here("tests/import/informe.txt"));
    import(&file, site.path(), false);
    let path = site.path().join("informe.txt.mapa.toml");
    let map = fs::read_to_string(&path).expect("a map");
    for line in ["\"Objetivos específicos\" = \"objetivos\"", "Contacto = \"\"", "Funcoines = \"funciones\""]
    {
        assert!(map.contains(line), "{line}\n{map}");
    }
    let map = map.replace("Contacto = \"\"", "Contacto = \"observaciones\"");
    assert!(map.contains("\ncurrency = \"\""), "{map}");
    let map = map.replace("currency = \"\"", "currency = \"CLP\"");
    fs::write(&path, map).expect("written");
    let (told, _) = import(&file, site.path(), true);
    assert!(told.contains("monto: 43400000, moneda: CLP"), "{told}");
    let ficha = site.path().join("content/experiencias/escuela-de-dirigentes-vecinales.md");
    let ficha = fs::read_to_string(ficha).expect("a ficha");
    assert!(ficha.contains("# Observaciones\n\nuna dirigente."), "{ficha}");
    let broken =
        fs::read_to_string(&path).expect("a map").replace("= \"observaciones\"", "= \"obserbaciones\"");
    fs::write(&path, broken).expect("written");
    let (told, code) = import(&file, site.path(), false);
    assert!(code == Some(2) && told.contains("«obserbaciones», que no existe"), "{told}");
}

#[test]
fn what_is_no_report_is_told() {
    let (site, file) = observatory(&here("tests/import/informe.txt"));
    for (bytes, why) in [
        (b"%PDF-1.4 ...".as_slice(), "pdftotext"),
        (b"Una carta sin fichas.".as_slice(), "no se reconoce ninguna ficha"),
        (b"".as_slice(), "no se reconoce ninguna ficha"),
    ] {
        fs::write(&file, bytes).expect("written");
        let (told, code) = import(&file, site.path(), true);
        assert!(code == Some(2) && told.contains(why), "{why}: {told}");
        assert!(!site.path().join("informe.txt.mapa.toml").exists());
    }
}

/// The report with which this observatory began, where it is at hand: it is not part of the repository.
#[test]
fn of_the_report_of_23_fichas_97_of_100_places_are_right() {
    let report = here("../shared/sources/001_3588d2735d754423.txt");
    if !report.exists() {
        println!("skipped: the report is not here");
        return;
    }
    let (site, file) = observatory(&report);
    import(&file, site.path(), true);
    let (fichas, all, wrong) = measured(site.path(), "informe-001-lugares.tsv");
    let right = 100.0 * (all - wrong.len()) as f64 / all as f64;
    println!("{fichas} fichas, {right:.1} % of {all} places; wrong: {wrong:?}");
    assert_eq!(fichas, 23);
    assert!(right >= 97.0, "{right:.1} %\n{}", wrong.join("\n"));
    let furniture = ["Articulación y Actores para la Desc", "Programa Ciudadanía y Gestión Pública – U"];
    assert_eq!(lost(&report, site.path(), "Experiencia 1:", &furniture), Vec::<String>::new());
}
