//! Fichas of other observatories: fetched by one command, shown among one's own, never taken for them.

#![allow(clippy::expect_used)]

mod built;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use built::{Built, build, copy, here};
use serde_json::Value;
use tempfile::TempDir;

const THEIRS: &str = "https://andino.example.org/observatorio/experiencias/acequias/";

fn site() -> Built {
    build(&here("tests/sites/observatories"))
}

/// The records of a published list by what they are.
fn with_state<'j>(records: &'j Value, state: &str) -> Vec<&'j Value> {
    records.as_array().expect("a list").iter().filter(|record| record["estado"] == state).collect()
}

#[test]
fn they_lead_to_their_own_addresses_and_have_no_page() {
    let site = site();
    assert_eq!(site.faults(), Vec::<String>::new());
    let records = site.json("datos/fichas.json");
    let theirs = with_state(&records, "externa");
    assert_eq!(theirs.len(), 4, "two of each; what is external there, and another collection, stay out");
    for record in &theirs {
        let url = record["url"].as_str().expect("an address");
        assert!(url.starts_with("https://andino.") || url.starts_with("https://costero."), "{url}");
        let slug = record["slug"].as_str().expect("a slug");
        assert!(!site.0.contains_key(&format!("experiencias/{slug}/index.html")), "{slug} has a page");
    }
    assert_eq!(theirs[0]["url"], THEIRS);
    let list = site.text("experiencias/index.html");
    assert!(list.contains(&format!("<a href=\"{THEIRS}\">Acequias de Candarave</a>")), "{list}");
    assert!(list.contains("Ficha de Observatorio andino"));
    assert!(list.contains("1 ficha completa, 4 fichas de otros observatorios."), "counted apart");
}

#[test]
fn their_words_are_ours_where_they_mean_the_same() {
    let records = site().json("datos/fichas.json");
    let field = |slug: &str, field: &str| {
        let all = records.as_array().expect("a list");
        let record = all.iter().find(|record| record["slug"] == slug).unwrap_or_else(|| panic!("no {slug}"));
        record["campos"][field]["valor"].clone()
    };
    let list = |words: &[&str]| Value::from(words.to_vec());
    assert_eq!(field("andino-acequias", "tema"), list(&["riego"]), "by what their list says of the id");
    assert_eq!(field("andino-mina-limpia", "tema"), Value::Null, "told to be none");
    assert_eq!(field("costero-c-7", "tema"), list(&["pesca", "riego"]), "by the mapping, and by the id");
    assert_eq!(field("costero-cosecha-de-algas", "tema"), list(&["pesca"]), "by a synonym");
    assert_eq!(field("andino-acequias", "fuente"), list(&["andino"]));
    let actors = |slug| field(slug, "actores").as_array().expect("actors").len();
    assert_eq!(actors("andino-acequias"), 2, "by name");
    assert_eq!(actors("costero-c-7"), 1, "by the mapping; who is not in the list stays out");
    let point = &field("costero-c-7", "lugar")["point"];
    assert_eq!((point["lat"].as_f64(), point["lon"].as_f64()), (Some(-18.76), Some(-70.34)));
}

#[test]
fn they_are_counted_placed_and_linked_with_ours() {
    let site = site();
    let term = site.text("tema/riego/index.html");
    assert!(term.contains("1 ficha completa, 2 fichas de otros observatorios."), "{term}");
    assert!(site.text("cifras/index.html").contains("Fichas de otros observatorios"));
    assert!(site.text("cifras/otros-observatorios/index.html").contains(THEIRS));
    assert!(site.text("mapa/index.html").contains(THEIRS));
    let network = site.text("datos/red.graphml");
    assert!(network.contains("andino-acequias"), "actors of ours who met in a ficha of theirs: {network}");
    let points = site.json("datos/fichas.geojson");
    let point = points["features"].as_array().expect("points").iter();
    assert_eq!(point.filter(|one| one["properties"]["observatorio"] == "andino").count(), 1);
}

#[test]
fn they_are_never_cited_harvested_or_kept_as_ours() {
    let site = site();
    let files = ["citas.bib", "citas.ris", "citas.json", "huellas.json"].map(|name| format!("datos/{name}"));
    for file in files.iter().map(String::as_str).chain(["sitemap.xml", "atom.xml"]) {
        let text = site.text(file);
        assert!(text.contains("canal-del-valle"), "{file} lacks our own");
        assert!(!text.contains("acequias") && !text.contains("costero."), "{file}: {text}");
    }
    let list = site.text("experiencias/index.html");
    assert_eq!(list.matches("class=\"Z3988\"").count(), 1);
}

#[test]
fn they_are_found() {
    let site = tempfile::tempdir().expect("a folder");
    copy(&here("tests/sites/observatories"), site.path());
    let atalaya = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya"));
        let told = command.current_dir(site.path()).args(arguments).output().expect("it runs");
        format!("{}{}", String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr))
    };
    atalaya(&["build"]);
    let told = atalaya(&["search", "acequias", "--json"]);
    assert!(told.contains(THEIRS), "{told}");
}

#[test]
fn what_they_say_wrong_is_a_warning_and_what_is_not_there_an_error() {
    let site = copied("x");
    let table = site.path().join("content/otros/costero.csv");
    let text = fs::read_to_string(&table).expect("readable");
    let wrong = text
        .replace("-70.34", "-700")
        .replace("https://costero.example.org/f?id=7&lang=es", "javascript:alert(1)");
    fs::write(&table, wrong).expect("written");
    let opened = atalaya::site::open(&atalaya::source::Root::new(site.path()), false);
    let codes: Vec<&str> = opened.report.findings.iter().map(|finding| finding.rule.code).collect();
    assert!(codes.contains(&"bad-coordinates") && codes.contains(&"bad-link"), "{codes:?}");
    assert!(!opened.report.has_errors(), "{codes:?}");
    let records = build(site.path()).json("datos/fichas.json");
    let all = records.as_array().expect("a list").iter();
    let home = all.filter(|record| record["url"] == "https://costero.example.org/").count();
    assert_eq!(home, 2, "it leads to its observatory, as one without an address does");

    fs::remove_file(&table).expect("removed");
    let opened = atalaya::site::open(&atalaya::source::Root::new(site.path()), false);
    let told: Vec<&str> = opened.report.findings.iter().map(|finding| finding.message.en.as_str()).collect();
    assert!(opened.report.has_errors() && told.iter().any(|told| told.contains("“costero”")), "{told:?}");
}

/// The site in a folder of its own, taking the data of the first observatory from somewhere else.
fn copied(from: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&here("tests/sites/observatories"), folder.path());
    let declaration = folder.path().join("site.toml");
    let text = fs::read_to_string(&declaration).expect("readable");
    let there = "from = \"https://andino.example.org/observatorio/datos/\"";
    assert!(text.contains(there));
    fs::write(declaration, text.replace(there, &format!("from = \"{from}\""))).expect("written");
    folder
}

fn fetch(site: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya"));
    command.args(["fetch", "andino", "--site"]).arg(site).output().expect("it runs")
}

const FRESH: &str = "titulo,url,coleccion\nOtra,https://andino.example.org/otra/,experiencias\n";

#[test]
fn a_path_is_fetched_and_what_cannot_be_read_replaces_nothing() {
    let theirs = tempfile::tempdir().expect("a folder");
    let site = copied(&theirs.path().to_string_lossy());
    let here = site.path().join("content/otros/andino/fichas.csv");
    let before = fs::read_to_string(&here).expect("readable");

    fs::write(theirs.path().join("fichas.csv"), "nombre\nSin columnas\n").expect("written");
    let told = fetch(site.path());
    assert!(!told.status.success());
    assert!(String::from_utf8_lossy(&told.stderr).contains("coleccion"), "says what is missing");
    assert_eq!(fs::read_to_string(&here).expect("readable"), before);

    fs::write(theirs.path().join("fichas.csv"), FRESH).expect("written");
    let told = fetch(site.path());
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    assert!(String::from_utf8_lossy(&told.stdout).starts_with("andino: 1"));
    assert_eq!(fs::read_to_string(&here).expect("readable"), FRESH);
    let left = fs::read_dir(here.parent().expect("a folder")).expect("readable").filter_map(Result::ok);
    assert!(left.map(|entry| entry.file_name()).all(|name| !name.to_string_lossy().starts_with('.')));
}

/// Answers so many requests: the file of fichas, and that there is nothing else.
fn serve(requests: usize) -> (String, std::thread::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/datos/", listener.local_addr().expect("an address"));
    let thread = std::thread::spawn(move || {
        for stream in listener.incoming().take(requests) {
            let mut stream = stream.expect("a connection");
            let mut asked = [0; 2048];
            let length = stream.read(&mut asked).expect("a request");
            let there = String::from_utf8_lossy(&asked[..length]).starts_with("GET /datos/fichas.csv ");
            let (status, body) = if there { ("200 OK", FRESH) } else { ("404 Not Found", "") };
            let head =
                format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            stream.write_all(format!("{head}{body}").as_bytes()).expect("an answer");
        }
    });
    (address, thread)
}

#[test]
fn an_address_is_fetched_by_curl() {
    let (address, thread) = serve(3);
    let site = copied(&address);
    let told = fetch(site.path());
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    thread.join().expect("all were asked for");
    let text = fs::read_to_string(site.path().join("content/otros/andino/fichas.csv")).expect("readable");
    assert_eq!(text, FRESH);
    assert_eq!(with_state(&build(site.path()).json("datos/fichas.json"), "externa").len(), 3);
}
