//! Importing a table, as a coordinator does: with real books from an office program, twice, and with what is hostile.

#![allow(clippy::expect_used)]

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, OnceLock};

use atalaya::catalog::Catalog;
use atalaya::import::document::Document;
use atalaya::import::ledger::Ledger;
use atalaya::import::mapping::Mapping;
use atalaya::import::sheet::{self, Row, Sheet};
use atalaya::import::{Import, absences, values};
use atalaya::record;
use atalaya::report::Report;
use atalaya::site;
use atalaya::source::{Root, Source};
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
    let (other, table) = observatory("casos.ods");
    import(&table, other.path(), true);
    for name in
        ["red-de-ferias-libres-del-valle.md", "mesa-del-agua-de-la-cuenca.md", "escuela-de-dirigentes.md"]
    {
        let read = |site: &TempDir| {
            fs::read_to_string(site.path().join("content/experiencias").join(name)).expect(name)
        };
        assert_eq!(read(&site), read(&other), "both kinds of book say the same");
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

/// A new site beside which a table lies with this name and these bytes; what importing it says, on both outputs.
struct Tried {
    folder: TempDir,
    told: String,
    code: Option<i32>,
}

/// Imports a table into a copy of this observatory without its experiences.
fn tried(name: &str, bytes: &[u8], arguments: &[&str]) -> Tried {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(here("site.toml"), folder.path().join("site.toml")).expect("copied");
    copy(&here("content/vocabularios"), &folder.path().join("content/vocabularios"));
    copy(&here("content/actores"), &folder.path().join("content/actores"));
    fs::write(folder.path().join(name), bytes).expect("written");
    tried_again(folder, name, arguments)
}

fn tried_again(folder: TempDir, name: &str, arguments: &[&str]) -> Tried {
    let file = folder.path().join(name);
    let output = atalaya(&[&["import", &file.to_string_lossy()], arguments].concat(), folder.path());
    let told = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(!told.contains("panicked") && !told.contains("os error"), "{told}");
    Tried { told, code: output.status.code(), folder }
}

impl Tried {
    fn tells(self, parts: &[&str]) -> Tried {
        parts.iter().for_each(|part| assert!(self.told.contains(part), "{part}\n{}", self.told));
        self
    }

    fn ficha(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join("content/experiencias").join(name)).expect("a ficha")
    }
}

#[test]
fn a_table_as_excel_saves_it_keeps_its_header_and_its_lines() {
    let table = "Título;Resumen\r\nFila uno;r1\r\n\r\nFila dos;r2\r\n";
    tried("a.csv", table.as_bytes(), &[]).tells(&["fila 2: nueva", "fila 4: nueva", "2 nuevas"]);
    let table = format!("Catastro, de ferias, mesas\r\n\r\n{table}");
    tried("a.csv", table.as_bytes(), &[]).tells(&[
        "fila 1: sobre los encabezados, no se importa: Catastro, de ferias, mesas",
        "fila 4: nueva",
        "2 nuevas",
    ]);
}

#[test]
fn a_row_of_groups_above_the_headers_is_not_taken_for_them() {
    let table = "Identificación;;Descripción;\nTítulo;Tema;Objetivos;Resumen\nUna mesa;Salud;x;y\n";
    tried("a.csv", table.as_bytes(), &[]).tells(&[
        "fila 3: nueva",
        "fila 1: sobre los encabezados",
        "1 nuevas",
    ]);
}

#[test]
fn no_cell_is_dropped_without_a_word() {
    let table = "Título;Resumen;Resumen;;Presupuesto\nVv uno;a;SEGUNDO;SINNOMBRE;$1;SOBRA\n";
    tried("a.csv", table.as_bytes(), &[]).tells(&["ningún campo: Resumen (2), columna 4, columna 6"]);
}

#[test]
fn a_quote_that_is_never_closed_is_told_with_its_line() {
    let table = "Título;Resumen\nPan dos;\"abierta\nPan tres;x\nPan cuatro;y\n";
    let tried = tried("a.csv", table.as_bytes(), &["--write"]).tells(&["en la línea 2 no se cierra"]);
    assert_eq!(tried.code, Some(2));
}

#[test]
fn a_sentence_is_an_absence_only_where_it_says_nothing_else() {
    let table = "Título;Normatividad;Diseño institucional;Objetivos\n\
        Una;No existe una normativa que la sustente;No existe coordinación entre los servicios;N/D\n";
    let tried = tried("a.csv", table.as_bytes(), &["--write"])
        .tells(&["«No existe coordinación entre los servicios» queda como está; si no dice más que eso, escriba no-existe"]);
    let ficha = tried.ficha("una.md");
    for part in [
        "# normatividad: No existe una normativa que la sustente\nnormatividad: no-existe",
        "\n\nNo existe coordinación entre los servicios\n",
        "Objetivos\n\nsin-informacion",
    ] {
        assert!(ficha.contains(part), "{part}\n{ficha}");
    }
}

#[test]
fn what_may_be_read_in_two_ways_is_doubtful_and_what_was_written_stays() {
    let table = "Título;Periodo;Presupuesto;Lugar;Fecha;Área\n\
        Una;1998 y 2001;43.400.000;-39.8,-73.2;14/03/2001;rural, urbana\n\
        Dos;vigente hasta 2005;$ 12 MM;39.8 S 73.2 O;36526;rural\n\
        Tres;1998-99;40 % en pesos;Valdivia (-39.8, -73.2);1998-13-40;rural\n";
    let tried = tried("a.csv", table.as_bytes(), &["--write"]).tells(&[
        "«1998 y 2001» se leyó como 1998–2001",
        "«43.400.000» se leyó como 43400000, sin moneda",
        "«urbana» es uno más, y este campo admite un solo término: quedó «rural»",
        "«$ 12 MM» se leyó como 12000000",
        "«39.8 S 73.2 O» no es el nombre de un lugar",
        "«36526» parece el número con que una planilla guarda un día",
        "«40 % en pesos» no es una suma que se entienda; queda como texto",
        "«1998-13-40» no es una fecha que se entienda",
    ]);
    for (name, lines) in [
        (
            "una.md",
            ["# periodo: 1998 y 2001", "lugar: { coordenadas: [-39.8, -73.2] }", "fecha: \"2001-03-14\""],
        ),
        ("dos.md", ["periodo: \"–2005\"", "# lugar: 39.8 S 73.2 O", "# fecha: 36526"]),
        (
            "tres.md",
            [
                "periodo: \"1998–1999\"",
                "lugar: { localidades: [\"Valdivia\"], coordenadas: [-39.8, -73.2] }",
                "# fecha: 1998-13-40",
            ],
        ),
    ] {
        let ficha = tried.ficha(name);
        lines.iter().for_each(|line| assert!(ficha.contains(line), "{line}\n{ficha}"));
    }
    let map = fs::read_to_string(tried.folder.path().join("a.csv.mapa.toml")).expect("a map");
    assert!(map.contains("por ejemplo \"CLP\"") && map.contains("\ncurrency = \"\""), "{map}");
    fs::write(
        tried.folder.path().join("a.csv.mapa.toml"),
        map.replace("currency = \"\"", "currency = \"XXX\""),
    )
    .expect("written");
    assert_eq!(
        tried_again(tried.folder, "a.csv", &[]).tells(&["la moneda «XXX», que no se conoce"]).code,
        Some(2)
    );
}

#[test]
fn two_columns_of_one_field_stand_under_one_heading() {
    let table = "Título;Objetivo;Objetivos;Año;Periodo\nUna;primero;segundo;1998;2001\n";
    let tried = tried("a.csv", table.as_bytes(), &[]);
    let path = tried.folder.path().join("a.csv.mapa.toml");
    let map = fs::read_to_string(&path).expect("a map");
    assert!(map.contains("Objetivos = \"objetivos\"") && !map.contains("Objetivo = \"objetivos\""), "{map}");
    let lines = map.lines().map(|line| match line.split_once(" = ") {
        Some(("Objetivo", _)) => "Objetivo = \"objetivos\"\n".to_owned(),
        Some((name, _)) if name.contains("Año") => "\"Año\" = \"periodo\"\n".to_owned(),
        Some(("Periodo", _)) => "Periodo = \"periodo\"\n".to_owned(),
        _ => format!("{line}\n"),
    });
    fs::write(&path, lines.collect::<String>()).expect("written");
    let tried = tried_again(tried.folder, "a.csv", &["--write"])
        .tells(&["«2001» viene de otra columna que va al mismo campo"]);
    let ficha = tried.ficha("una.md");
    assert!(ficha.contains("## Objetivos\n\nprimero\n\nsegundo\n"), "{ficha}");
    assert!(ficha.contains("periodo: \"1998\"\n# periodo: 2001"), "{ficha}");
}

#[test]
fn of_two_rows_with_one_title_the_second_is_refused() {
    let table = "N°;Título;Objetivos\n1;Una mesa;x\n2;Una  Mésa;y\n";
    tried("a.csv", table.as_bytes(), &[]).tells(&[
        "fila 3: rechazada: repite el título",
        "1 nuevas",
        "1 rechazadas",
    ]);
}

#[test]
fn other_ends_of_lines_are_no_change_by_hand() {
    let table = "Título;Objetivos\nUna;x\n";
    let tried = tried("a.csv", table.as_bytes(), &["--write"]);
    let path = tried.folder.path().join("content/experiencias/una.md");
    fs::write(&path, tried.ficha("una.md").replace('\n', "\r\n")).expect("written");
    let tried = tried_again(tried.folder, "a.csv", &[]).tells(&["fila 2: sin cambios"]);
    fs::write(tried.folder.path().join("a.csv"), table.replace(";x", ";y")).expect("written");
    tried_again(tried.folder, "a.csv", &["--write"]).tells(&["fila 2: renovada"]);
}

#[test]
fn what_cannot_be_read_is_told_with_what_to_do() {
    for (name, bytes, arguments, part) in [
        ("a.xls", &b"x"[..], &[][..], "libro de Excel antiguo"),
        ("a.csv", b"\xd0\xcf\x11\xe0", &[], "libro de Excel antiguo"),
        ("a.docx", b"PK\x03\x04", &[], "es un documento de texto"),
        ("a.pdf", b"%PDF-1.4", &[], "de un PDF no se leen tablas"),
        ("a.dat", b"x", &[], "guarde la tabla como .xlsx, .ods o .csv"),
        ("a.xlsx", b"x", &[], "ábralo con Excel o LibreOffice"),
        ("a.csv", b"a;b\n", &["--sheet", "Hoja1"], "no tiene hojas: quite --sheet"),
        ("a.csv", b"a;b\n", &["--collection", "nada"], "no hay ninguna colección «nada»; hay: experiencias"),
        ("a.txt", b"x", &["--sheet", "Hoja1"], "no tiene hojas: quite --sheet"),
    ] {
        assert_eq!(tried(name, bytes, arguments).tells(&[part]).code, Some(2), "{name}");
    }
}

#[test]
fn what_stands_beside_a_table_and_cannot_be_read_is_told_with_what_to_do() {
    let first = tried("a.csv", "Título;Objetivos\nUna;x\n".as_bytes(), &[]);
    let other = tried_again(first.folder, "a.csv", &["--collection", "programas"]);
    assert_eq!(other.tells(&["dice «experiencias»: quite --collection"]).code, Some(2));
    for (ending, text, part) in [
        ("mapa.toml", "collection = [", "no se entiende en la línea 1"),
        ("importado.json", "{", "se duplicarían fichas: recupere de git"),
    ] {
        let tried = tried("a.csv", "Título;Objetivos\nUna;x\n".as_bytes(), &[]);
        fs::write(tried.folder.path().join(format!("a.csv.{ending}")), text).expect("written");
        assert_eq!(tried_again(tried.folder, "a.csv", &[]).tells(&[part]).code, Some(2));
    }
    let folder = tried("a.csv", b"", &[]).folder;
    fs::create_dir(folder.path().join("b.csv")).expect("made");
    let folder = tried_again(folder, "b.csv", &[]).tells(&["es una carpeta"]).folder;
    tried_again(folder, "nada.csv", &[]).tells(&["no existe; compruebe el nombre"]);
}

#[test]
fn a_label_of_a_report_that_nobody_knows_ends_the_answer_before_it() {
    let report = "Experiencia 1: Una mesa\nObjetivos:\nGeneral: Vender.\nEspecíficos: Vender más.\nNormatividad: No existe\n\
        Contacto: Juan Pérez, 9-123\n\nExperiencia 2: Otra mesa\nObjetivos: Comprar más.\nFunciones: Reunirse.\n";
    let tried = tried("a.txt", report.as_bytes(), &["--write"])
        .tells(&["sin ubicar, queda como comentario: 1 líneas, desde «Contacto: Juan Pérez, 9-123»"]);
    let ficha = tried.ficha("una-mesa.md");
    assert!(ficha.contains("normatividad: no-existe"), "{ficha}");
    assert!(ficha.contains("# sin ubicar: Contacto: Juan Pérez, 9-123"), "{ficha}");
    assert!(ficha.contains("Específicos: Vender más.") && !ficha.contains("# sin ubicar: Espec"), "{ficha}");
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
    let refused = sheet::read("b.xlsx", &bomb, None, &|_| false).expect_err("refused");
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
    let refused = sheet::read("b.xlsx", &bytes, None, &|_| false).expect_err("refused");
    assert!(refused.es.contains("columnas"), "{}", refused.es);
}

#[test]
fn five_thousand_rows_become_fichas() {
    for name in ["cinco-mil.xlsx", "cinco-mil.ods"] {
        let (site, table) = observatory(name);
        let begun = std::time::Instant::now();
        let told = import(&table, site.path(), true);
        let took = begun.elapsed();
        assert!(
            told.contains("5000 nuevas") && told.contains("5000 fichas escritas"),
            "{}",
            &told[told.len() - 300..]
        );
        let files = fs::read_dir(site.path().join("content/experiencias")).expect("a folder").count();
        assert!(files >= 5000, "{files}");
        println!("{name}: {took:.1?}");
        // Without optimisation, beside other tests, the time says nothing.
        assert!(cfg!(debug_assertions) || took.as_secs_f64() < 5.0, "{name} took {took:?}");
    }
}

/// A book of OpenDocument with this table in it.
fn open_document(table: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="a">{table}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn a_sheet_that_says_it_is_enormous_is_refused() {
    let cell =
        "<table:table-cell table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell>";
    let rows = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    let narrow = rows.replace("16384", "2");
    let never = rows.replace("16384", "99999999999999999999");
    for table in [&rows, &narrow, &never] {
        let refused = sheet::read("t.ods", &open_document(table), None, &|_| false).expect_err("refused");
        assert!(refused.es.contains("columnas") || refused.es.contains("repeticiones"), "{}", refused.es);
    }
    // What is repeated and blank, as every office program writes it at the end of a sheet, is no size.
    let blank = "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"16382\"/></table:table-row><table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    assert_eq!(
        sheet::read("t.ods", &open_document(blank), None, &|_| false).expect("read").headers,
        ["a", "b"]
    );
}

#[test]
fn what_an_open_document_holds_is_read_as_it_is_seen() {
    let cell = |inner: &str| format!("<table:table-cell>{inner}</table:table-cell>");
    let head = ["a", "b", "c"].map(|name| cell(&format!("<text:p>{name}</text:p>"))).concat();
    let first = [
        cell("<office:annotation><text:p>a remark</text:p></office:annotation><text:p>Tom &amp;<text:s text:c=\"2\"/>&#233;l</text:p><text:p>second</text:p>"),
        "<table:table-cell office:value-type=\"date\" office:date-value=\"2001-03-15T00:00:00\"><text:p>15/03/01</text:p></table:table-cell>".to_owned(),
        "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"currency\" office:value=\"1500\"><text:p>$1.500</text:p></table:table-cell>".to_owned(),
    ].concat();
    let second =
        [cell("<text:p>next</text:p>"), cell("<text:p>-</text:p>"), "<table:covered-table-cell/>".to_owned()]
            .concat();
    let rows = [head, first, second].map(|row| format!("<table:table-row>{row}</table:table-row>")).concat();
    let read = sheet::read("t.ods", &open_document(&rows), None, &|_| false).expect("read");
    assert_eq!(read.rows[0].cells, ["Tom &  él\nsecond", "2001-03-15", "1500"]);
    assert_eq!(read.rows[1].cells, ["next", "-", "1500"], "what is merged downwards holds for both rows");
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
        let read = sheet::read("t.csv", &bytes, None, &|_| false).expect("read");
        assert_eq!(read.headers, ["Título", "Año"]);
        assert_eq!(read.rows[0].cells, ["Peña; la", "1999"]);
    }
}

/// The catalog of a new site in a folder of its own, made once.
fn fresh() -> &'static (TempDir, Arc<Catalog>) {
    static FRESH: OnceLock<(TempDir, Arc<Catalog>)> = OnceLock::new();
    FRESH.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("sitio");
        let made = Command::new(env!("CARGO_BIN_EXE_atalaya")).args(["new", "site"]).arg(&site).output();
        assert!(made.expect("it runs").status.success());
        let catalog = site::open(&Root::new(&site), false).catalog.expect("a catalog");
        (folder, catalog)
    })
}

/// What the reader of fichas has against the way in which a draft is written.
fn read_back(text: &str, catalog: &Catalog) -> Vec<String> {
    let source = Source { path: "x.md".to_owned(), text: text.to_owned() };
    let mut report = Report::default();
    let model = record::Model::new(0, &catalog.config.collections[0]);
    record::read(&source, 0, &model, &catalog.config.site.languages, &mut report);
    // Years and places in the wrong order are the report's own.
    let written = report.findings.iter().filter(|finding| finding.rule.code != "bad-period");
    written.map(|finding| format!("{}: {}", finding.rule.code, finding.message.en)).collect()
}

/// Imports a table of these titles into a site that has only a declaration; the paths of all that is then on the disk.
fn written(titles: &[String], ledger: &str) -> Vec<PathBuf> {
    let (_, catalog) = fresh();
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("sitio");
    fs::create_dir(&site).expect("made");
    let table = folder.path().join("t.csv");
    fs::write(folder.path().join("t.csv.importado.json"), ledger).expect("written");
    let rows = titles.iter().enumerate();
    let rows = rows.map(|(at, title)| Row { line: at + 2, cells: vec![title.clone(), "x".to_owned()] });
    let sheet = Sheet {
        headers: ["titulo", "objetivos"].map(str::to_owned).into(),
        rows: rows.collect(),
        above: Vec::new(),
    };
    let mapping = Mapping::draft(catalog, 0, &sheet);
    let ledger = Ledger::of(&table).expect("a ledger");
    let import = Import::plan(&site, catalog, &sheet, &mapping, ledger).expect("a plan");
    import.write(&site, &table).expect("written");
    let all = walkdir::WalkDir::new(folder.path()).into_iter().filter_map(Result::ok);
    let files = all.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path());
    files.map(|path| path.strip_prefix(folder.path()).expect("below").to_owned()).collect()
}

fn is_ficha(path: &Path) -> bool {
    path.parent() == Some(Path::new("sitio/content/experiencias"))
        && path.extension().is_some_and(|ending| ending == "md")
}

#[test]
fn hostile_names_and_a_ledger_that_was_tampered_with_stay_in_the_folder() {
    let titles = [
        "con",
        "NUL",
        "com1",
        "../../x",
        "/etc/passwd",
        "..",
        "a\\b",
        "C:\\x",
        ".hidden",
        "🙂",
        "x\u{0}y",
        "x".repeat(5000).as_str(),
    ]
    .map(str::to_owned);
    let rows: serde_json::Map<String, serde_json::Value> = titles
        .iter()
        .zip(
            [
                "../out.md",
                "/tmp/out.md",
                "site.toml",
                "content/experiencias/../../out.md",
                "content/experiencias/a/b.md",
                "content/experiencias/x.toml",
            ]
            .into_iter()
            .cycle(),
        )
        .map(|(title, path)| (title.trim().to_owned(), serde_json::json!({ "path": path, "hash": "0" })))
        .collect();
    let ledger = serde_json::json!({ "rows": rows }).to_string();
    for ledger in ["{\"rows\":{}}", &ledger] {
        let files = written(&titles, ledger);
        let others: Vec<&PathBuf> = files.iter().filter(|path| !is_ficha(path)).collect();
        assert_eq!(others, [Path::new("t.csv.importado.json")], "{files:?}");
        for name in ["con", "nul", "com1"] {
            assert!(
                !files.contains(&PathBuf::from(format!("sitio/content/experiencias/{name}.md"))),
                "{files:?}"
            );
            assert!(
                files.contains(&PathBuf::from(format!("sitio/content/experiencias/{name}-2.md"))),
                "{files:?}"
            );
        }
    }
}

#[test]
fn a_folder_that_leads_out_of_the_site_is_not_followed() {
    let (site, table) = observatory("casos.csv");
    let outside = tempfile::tempdir().expect("a folder");
    let folder = site.path().join("content/experiencias");
    fs::remove_dir_all(&folder).expect("removed");
    std::os::unix::fs::symlink(outside.path(), &folder).expect("linked");
    let output = atalaya(&["import", &table.to_string_lossy(), "--write"], site.path());
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(fs::read_dir(outside.path()).expect("readable").count(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_rows_are_called_their_files_stay_in_their_folder(titles in prop::collection::vec("([./\\\\~:]|\\PC|[a-z]){0,30}", 1..6)) {
        let files = written(&titles, "{\"rows\":{}}");
        let others = files.iter().filter(|path| !is_ficha(path)).count();
        prop_assert_eq!(others, 1, "{:?}", files);
    }

    #[test]
    fn any_text_is_a_report_or_a_reason(lines in prop::collection::vec(prop::sample::select(vec![
        "Experiencia 1: Una", "Experiencia 2: Otra", "Ficha 3", "4. Cuatro", "Objetivos:", "Objetivos: x", "Aspectos generales",
        "Año de gestación: 1999", "Presupuesto: $ 1.000.000.000.000.000.000.000", "Rol del GORE sin dos puntos", "", "", "12", "Página 3", "\u{c}",
        "- una", "1) dos", "Ley 19.253 de 1993", "Título: X", "::", ":", "\u{feff}", "é\u{301}", "¿?", "s/i",
    ]), 0..60), noise in "\\PC{0,40}") {
        let (_, catalog) = fresh();
        let text = lines.join("\n") + &noise;
        if let Ok(document) = Document::read(text.as_bytes(), catalog, 0) {
            let map = document.map(catalog, 0);
            for drafted in document.fichas(catalog, 0, &map).unwrap_or_default() {
                if drafted.made.title.is_empty() {
                    continue; // It is refused.
                }
                let told = read_back(&drafted.made.text, catalog);
                prop_assert!(told.is_empty(), "{:?}\n{}\n{}", told, text, drafted.made.text);
            }
        }
    }

    #[test]
    fn any_bytes_are_a_report_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let (_, catalog) = fresh();
        if let Ok(document) = Document::read(&bytes, catalog, 0) {
            let map = document.map(catalog, 0);
            let _ = document.fichas(catalog, 0, &map);
        }
    }

    #[test]
    fn a_damaged_open_document_is_a_table_or_a_reason(at in 0usize..400, value in any::<u8>()) {
        let mut table = b"<table:table-row><table:table-cell table:number-columns-repeated=\"3\" office:value-type=\"float\" office:value=\"1\"><text:p>x&amp;</text:p></table:table-cell></table:table-row>".to_vec();
        let at = at % table.len();
        table[at] = value;
        let _ = sheet::read("t.ods", &open_document(&String::from_utf8_lossy(&table)), None, &|_| false);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_a_table_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..600), ending in prop::sample::select(vec!["csv", "xlsx", "ods"])) {
        let _ = sheet::read(&format!("t.{ending}"), &bytes, None, &|_| false);
    }

    #[test]
    fn a_damaged_book_is_a_table_or_a_reason(at in 0usize..5000, value in any::<u8>(), ending in prop::sample::select(vec!["xlsx", "ods"])) {
        let mut bytes = fs::read(here(&format!("tests/import/casos.{ending}"))).expect("a book");
        let at = at % bytes.len();
        bytes[at] = value;
        let _ = sheet::read(&format!("t.{ending}"), &bytes, None, &|_| false);
    }

    #[test]
    fn any_cell_is_understood_or_left(cell in "\\PC{0,60}") {
        let _ = (absences::absence(&cell), absences::stated_first(&cell), values::years(&cell), values::money(&cell, Some("CLP")), values::bare(&cell, None), values::number(&cell), values::several(&cell, None), values::day(&cell), values::point(&cell));
    }
}
