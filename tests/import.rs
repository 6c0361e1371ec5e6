//! Importing a table, as a coordinator does: with real books from an office program, twice, and with what is hostile.

#![allow(clippy::expect_used)]

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use atalaya::import::sheet;
use atalaya::import::values;
use proptest::prelude::*;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

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

/// This observatory's model and vocabularies, with a table beside them.
fn observatory(table: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    for path in ["site.toml", "permalinks.lock"] {
        fs::copy(here(path), folder.path().join(path)).expect("copied");
    }
    copy(&here("content"), &folder.path().join("content"));
    let file = folder.path().join(table);
    fs::copy(here("tests/import").join(table), &file).expect("copied");
    (folder, file)
}

fn atalaya(arguments: &[&str], site: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya"));
    command.args(arguments).arg("--site").arg(site).output().expect("it runs")
}

fn import(table: &Path, site: &Path, write: bool) -> String {
    let table = table.to_string_lossy();
    let arguments: &[&str] = if write { &["import", &table, "--write"] } else { &["import", &table] };
    let output = atalaya(arguments, site);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const FICHA: &str = "content/experiencias/red-de-ferias-libres-del-valle.md";

#[test]
fn the_same_table_from_three_kinds_of_file_says_the_same() {
    let told = ["casos.xlsx", "casos.ods", "casos.csv"].map(|name| {
        let (site, table) = observatory(name);
        let text = import(&table, site.path(), false);
        assert!(!site.path().join(FICHA).exists(), "a dry run writes no ficha");
        text.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>()
    });
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
    for part in [
        "fila 4: nueva: content/experiencias/red-de-ferias-libres-del-valle.md",
        "«Cooperativa Nueva Aurora» no está en la lista de actores",
        "fila 8: rechazada: no tiene título",
        "fila 9: rechazada: repite «2»",
        "Columnas que no van a ningún campo: Comentario interno",
        "3 nuevas, 0 renovadas, 0 como están, 2 rechazadas",
    ] {
        assert!(told[0].contains(part), "{part}\n{}", told[0]);
    }
}

#[test]
fn what_is_written_is_what_the_table_says_and_nothing_is_lost() {
    let (site, table) = observatory("casos.xlsx");
    import(&table, site.path(), true);
    let ficha = fs::read_to_string(site.path().join(FICHA)).expect("a ficha");
    for line in [
        "titulo: \"Red de ferias libres del valle\"",
        "pais: [CL]",
        "territorio: [region-de-coquimbo]",
        "tema: [fomento-productivo, turismo]",
        "periodo: \"1998–\"",
        "escala: [provincial]",
        "actores: [{ actor: fosis }, { actor: sercotec }]",
        "# actores: Cooperativa Nueva Aurora",
        "presupuesto: { monto: 43400000 }",
        "normatividad: sin-informacion",
        "## Objetivos",
        "Que las ferias del valle compren juntas.",
    ] {
        assert!(ficha.contains(line), "{line}\n{ficha}");
    }
    // The merged cell of the region holds for the second row, the formula of the third is its result, a date its year.
    let second = fs::read_to_string(site.path().join("content/experiencias/mesa-del-agua-de-la-cuenca.md"));
    let second = second.expect("a ficha");
    assert!(
        second.contains("territorio: [region-de-coquimbo]") && second.contains("monto: 800000000"),
        "{second}"
    );
    assert!(second.contains("normatividad: no-existe") && second.contains("\\# Repartir"), "{second}");
    let third = fs::read_to_string(site.path().join("content/experiencias/escuela-de-dirigentes.md"))
        .expect("a ficha");
    assert!(third.contains("periodo: \"~1995\"") && third.contains("actores: sin-informacion"), "{third}");
    let checked = atalaya(&["check"], site.path());
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
fn importing_again_neither_doubles_nor_undoes() {
    let (site, table) = observatory("casos.csv");
    import(&table, site.path(), true);
    let again = import(&table, site.path(), true);
    assert!(again.contains("0 nuevas, 0 renovadas, 3 como están"), "{again}");
    let ficha = site.path().join(FICHA);
    let edited =
        fs::read_to_string(&ficha).expect("a ficha").replace("compren juntas", "compren y vendan juntas");
    fs::write(&ficha, &edited).expect("written");
    fs::remove_file(site.path().join("content/experiencias/escuela-de-dirigentes.md")).expect("removed");
    // The table is in Latin-1, as an office program wrote it.
    let text: String = fs::read(&table).expect("a table").into_iter().map(char::from).collect();
    let changed = text.replace("turnos", "turnos de riego");
    fs::write(&table, changed.chars().map(|letter| letter as u8).collect::<Vec<u8>>()).expect("written");
    let third = import(&table, site.path(), true);
    assert!(
        third.contains("editada a mano, no se toca") && third.contains("borrada a mano, no se repone"),
        "{third}"
    );
    assert!(third.contains("renovada: content/experiencias/mesa-del-agua-de-la-cuenca.md"), "{third}");
    assert_eq!(fs::read_to_string(&ficha).expect("a ficha"), edited);
    assert!(!site.path().join("content/experiencias/escuela-de-dirigentes.md").exists());
}

#[test]
fn a_ficha_that_is_there_already_is_not_made_a_second_time() {
    let (site, table) = observatory("casos.csv");
    import(&table, site.path(), true);
    fs::remove_file(site.path().join("casos.csv.importado.json")).expect("the ledger is lost");
    let told = import(&table, site.path(), true);
    assert!(told.contains("0 nuevas") && told.contains("ya hay una ficha con el título"), "{told}");
}

#[test]
fn a_fresh_site_takes_a_table_too_and_a_title_cannot_leave_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("sitio");
    let made = Command::new(env!("CARGO_BIN_EXE_atalaya"))
        .arg("new")
        .arg("site")
        .arg(&site)
        .output()
        .expect("it runs");
    assert!(made.status.success());
    let table = folder.path().join("t.csv");
    fs::write(&table, "Título,Objetivos\n../../../fuera,x\n/etc/passwd,y\n").expect("written");
    let told = import(&table, &site, true);
    assert!(told.contains("2 fichas escritas"), "{told}");
    assert!(
        site.join("content/experiencias/fuera.md").exists()
            && site.join("content/experiencias/etc-passwd.md").exists()
    );
    let names: Vec<_> = fs::read_dir(folder.path())
        .expect("readable")
        .map(|entry| entry.expect("readable").file_name())
        .collect();
    assert_eq!(names.len(), 4, "the site, the table, its map and its ledger: {names:?}");
}

#[test]
fn a_map_that_names_what_is_not_there_is_told() {
    let (site, table) = observatory("casos.csv");
    import(&table, site.path(), false);
    let map = site.path().join("casos.csv.mapa.toml");
    let text = fs::read_to_string(&map).expect("a map").replace("\"objetivos\"", "\"objetibos\"");
    fs::write(&map, text).expect("written");
    let output = atalaya(&["import", &table.to_string_lossy()], site.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("«objetibos», que no existe"));
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("begun");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

#[test]
fn a_book_that_unpacks_to_too_much_is_refused() {
    let bomb = packed(&[("xl/workbook.xml", &vec![b' '; 300 << 20])]);
    assert!(bomb.len() < 1 << 20);
    let refused = sheet::read("b.xlsx", &bomb, None).expect_err("refused");
    assert!(refused.es.contains("más de 256 MB"), "{}", refused.es);
}

#[test]
fn a_sheet_with_a_cell_at_its_far_end_is_refused() {
    let cell = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>"#;
    let book = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let root = relations
        .replace("worksheets/sheet1.xml", "xl/workbook.xml")
        .replace("/worksheet\"", "/officeDocument\"");
    let bytes = packed(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", cell.as_bytes()),
    ]);
    let refused = sheet::read("b.xlsx", &bytes, None).expect_err("refused");
    assert!(refused.es.contains("columnas"), "{}", refused.es);
}

#[test]
fn five_thousand_rows_are_read() {
    let mut text = String::from("Título;Objetivos\n");
    (0..5000).for_each(|row| text += &format!("Experiencia {row};Objetivo {row}\n"));
    assert_eq!(sheet::read("t.csv", text.as_bytes(), None).expect("read").rows.len(), 5000);
}

#[test]
fn encodings_and_delimiters_are_found_out() {
    let text = "Título;Año\n\"Peña; la\";1999\n";
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
    for bytes in [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        utf16,
        latin,
        text.replace(';', "\t").replace("a\t", "a;").into_bytes(),
    ] {
        let read = sheet::read("t.csv", &bytes, None).expect("read");
        assert_eq!(read.headers, ["Título", "Año"]);
        assert_eq!(read.rows[0].cells, ["Peña; la", "1999"]);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_a_table_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..600), ending in prop::sample::select(vec!["csv", "xlsx", "ods"])) {
        let _ = sheet::read(&format!("t.{ending}"), &bytes, None);
    }

    #[test]
    fn a_damaged_book_is_a_table_or_a_reason(at in 0usize..5000, value in any::<u8>(), ending in prop::sample::select(vec!["xlsx", "ods"])) {
        let mut bytes = fs::read(here(&format!("tests/import/casos.{ending}"))).expect("a book");
        let at = at % bytes.len();
        bytes[at] = value;
        let _ = sheet::read(&format!("t.{ending}"), &bytes, None);
    }

    #[test]
    fn any_cell_is_understood_or_left(cell in "\\PC{0,60}") {
        let _ = (values::absence(&cell), values::period(&cell), values::money(&cell, Some("CLP")), values::number(&cell), values::several(&cell, None));
    }
}
