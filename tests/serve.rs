//! `atalaya serve`, asked as a browser would.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "serve/server.rs"]
mod server;

use std::fs;
use std::process::{Command, Stdio};

use server::{Server, get_as, site};

const FICHA: &str = "content/experiencias/coredepa.md";
const PAGE: &str = "/experiencias/coredepa/";

#[test]
fn serves_pages_files_and_an_error_page_with_their_types() {
    let server = Server::start(site());
    let home = server.get("/");
    assert_eq!((home.status, home.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(
        home.body.contains("<script src=\"/_atalaya/reload.js\" data-reading=\"1\" defer></script></body>")
    );
    assert_eq!(
        server.get("/_atalaya/reload.js").header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    assert_eq!(server.get("/_atalaya/overlay.css").header("content-type"), Some("text/css; charset=utf-8"));
    assert!(server.get(PAGE).body.contains("Pesca Artesanal"));
    let data = server.get("/datos/fichas.json");
    assert_eq!((data.status, data.header("content-type")), (200, Some("application/json")));
    let redirect = server.get("/experiencias/coredepa");
    assert_eq!((redirect.status, redirect.header("location")), (308, Some(PAGE)));
    let lost = server.get("/en/no-such-page/");
    assert_eq!(lost.status, 404);
    assert!(lost.body.contains("<html lang=\"en\">"), "{}", lost.body);
    for path in ["/../Cargo.toml", "/%2e%2e/site.toml", "/site.toml", "/%ff", "/%"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn refuses_foreign_hosts_and_other_methods() {
    let server = Server::start(site());
    for host in ["example.org", "example.org:4000", "127.0.0.1.example.org", "localhost.example.org", ""] {
        assert_eq!(get_as(server.port, "/", "GET", host).status, 421, "{host}");
    }
    for host in ["localhost", "127.0.0.1:4000", "[::1]:80"] {
        assert_eq!(get_as(server.port, "/", "GET", host).status, 200, "{host}");
    }
    assert_eq!(
        get_as(server.port, "/", "GET", "example.org").body,
        "Este servidor responde sólo a 127.0.0.1 y localhost."
    );
    let posted = get_as(server.port, "/", "POST", "localhost");
    assert_eq!((posted.status, posted.body.as_str()), (405, "Sólo GET y HEAD."));
    let address: Vec<u8> = fs::read("/proc/net/tcp").unwrap();
    let listening = format!("0100007F:{:04X}", server.port);
    let table = String::from_utf8_lossy(&address).into_owned();
    let own: Vec<&str> =
        table.lines().filter(|line| line.contains(&format!(":{:04X} 00000000:0000", server.port))).collect();
    assert!(
        own.iter().all(|line| line.contains(&listening)) && !own.is_empty(),
        "listens on loopback only: {own:?}"
    );
}

#[test]
fn a_change_reaches_the_page_and_every_other_that_shows_it() {
    let server = Server::start(site());
    let mut events = server.events();
    assert!(events.next().contains("\"good\":1"));
    server.edit(FICHA, "titulo: Comisión Regional", "titulo: Concertación Regional");
    assert!(events.next().contains("\"good\":2"));
    for page in [PAGE, "/experiencias/", "/tema/pesca/", "/actores/sernapesca/"] {
        assert!(server.get(page).body.contains("Concertación Regional"), "{page}");
    }
    assert!(server.get("/datos/fichas.json").body.contains("Concertación Regional"));
}

#[test]
fn findings_are_told_and_go_while_the_last_good_site_stays() {
    let server = Server::start(site());
    let mut events = server.events();
    events.next();
    server.edit(FICHA, "escala: regional", "escala: rejional");
    let broken = events.next();
    assert!(broken.contains("\"good\":1") && broken.contains("\"errors\":1"), "{broken}");
    for word in [
        "unknown-term",
        FICHA,
        "\"line\":14",
        "«rejional» no es un término",
        "¿Quiso decir",
        "escala: rejional",
    ] {
        assert!(broken.contains(word), "{word} in {broken}");
    }
    assert!(server.get(PAGE).body.contains("regional"));
    assert!(server.told().contains("error[unknown-term]"), "{}", server.told());
    server.edit(FICHA, "escala: rejional", "escala: regional");
    let mended = events.next();
    assert!(mended.contains("\"good\":3") && mended.contains("\"errors\":0"), "{mended}");
    assert!(!mended.contains("unknown-term"));
}

#[test]
fn files_folders_vocabularies_theme_and_declaration_may_change() {
    let server = Server::start(site());
    let mut events = server.events();
    events.next();
    let at = |path: &str| server.root.path().join(path);

    let text = fs::read_to_string(at(FICHA)).unwrap();
    let copy = text.replace("numero: 17\n", "").replace("titulo: Comisión", "titulo: Otra comisión");
    fs::write(at("content/experiencias/otra.md"), copy).unwrap();
    events.until_good();
    assert_eq!(server.get("/experiencias/otra/").status, 200);

    fs::create_dir(at("content/experiencias/nuevas")).unwrap();
    fs::rename(at("content/experiencias/otra.md"), at("content/experiencias/nuevas/distinta.md")).unwrap();
    events.until_good();
    assert_eq!(server.get("/experiencias/distinta/").status, 200);
    assert_eq!(server.get("/experiencias/otra/").status, 404);

    server.edit(
        "content/experiencias/nuevas/distinta.md",
        "titulo: Otra comisión",
        "titulo: Comisión distinta",
    );
    events.until_good();
    assert!(server.get("/experiencias/distinta/").body.contains("Comisión distinta"));

    fs::remove_dir_all(at("content/experiencias/nuevas")).unwrap();
    events.until_good();
    assert_eq!(server.get("/experiencias/distinta/").status, 404);

    server.edit("content/vocabularios/escala.yaml", "{ es: Regional,", "{ es: Regionalísima,");
    events.until_good();
    assert!(server.get(PAGE).body.contains("Regionalísima"));

    let template = "themes/observatorio/templates/record.html";
    server.edit(template, "<article class=\"record\">", "<article class=\"record otra\">");
    events.until_good();
    assert!(server.get(PAGE).body.contains("class=\"record otra\""));

    server.edit(template, "<article class=\"record otra\">", "<article class=\"{{ shell.nada.nada }}\">");
    let broken = events.next();
    assert!(broken.contains("bad-theme"), "{broken}");
    assert!(server.get(PAGE).body.contains("class=\"record otra\""));
    server.edit(template, "{{ shell.nada.nada }}", "record");
    events.until_good();
    assert!(server.get(PAGE).body.contains("class=\"record\""));

    server.edit(
        "site.toml",
        "es = \"Observatorio de articulación regional\"",
        "es = \"Observatorio movido\"",
    );
    events.until_good();
    assert!(server.get("/").body.contains("Observatorio movido"));
}

#[test]
fn a_checkout_that_replaces_every_file_is_followed() {
    let server = Server::start(site());
    let root = server.root.path();
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@example.org"]).args(args).current_dir(root);
        assert!(command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success(), "{args:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "content"]);
    git(&["commit", "-qm", "uno"]);
    let mut events = server.events();
    events.next();
    git(&["checkout", "-qb", "otra"]);
    for entry in fs::read_dir(root.join("content/experiencias")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen("# Resumen\n\n", "# Resumen\n\nTexto nuevo. ", 1)).unwrap();
    }
    git(&["commit", "-qam", "dos"]);
    server.wait_for(PAGE, "Texto nuevo.");
    git(&["checkout", "-q", "-"]);
    server.wait_for_none(PAGE, "Texto nuevo.");
    git(&["checkout", "-q", "otra"]);
    server.wait_for("/experiencias/mesa-puno/", "Texto nuevo.");
    // The whole folder goes and comes back.
    fs::rename(root.join("content"), root.join("aside")).unwrap();
    fs::rename(root.join("aside"), root.join("content")).unwrap();
    server.edit(FICHA, "titulo: Comisión", "titulo: Última Comisión");
    server.wait_for(PAGE, "Última Comisión");
}

#[test]
fn begins_with_a_broken_site_and_shows_it_once_it_is_mended() {
    let root = site();
    let path = root.path().join(FICHA);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("escala: regional", "escala: rejional")).unwrap();
    let server = Server::start(root);
    let page = server.get(PAGE);
    assert_eq!(page.status, 503);
    assert!(page.body.contains("Todavía no hay sitio") && page.body.contains("reload.js"));
    let mut events = server.events();
    assert!(events.next().contains("unknown-term"));
    fs::write(&path, text).unwrap();
    events.until_good();
    assert_eq!(server.get(PAGE).status, 200);
}

#[test]
fn nothing_is_told_when_nothing_has_changed() {
    let server = Server::start(site());
    let mut events = server.events();
    events.next();
    let path = server.root.path().join(FICHA);
    fs::write(&path, fs::read(&path).unwrap()).unwrap();
    fs::write(server.root.path().join("content/experiencias/.coredepa.md.swp"), "x").unwrap();
    server.edit(FICHA, "titulo: Comisión Regional", "titulo: Concertación Regional");
    assert!(events.next().contains("\"good\":2"));
}

#[test]
fn a_taken_port_is_said_plainly() {
    let server = Server::start(site());
    let other = site();
    let port = server.port.to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_atalaya"))
        .args(["serve", "--port", &port, "--site"])
        .arg(other.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains(&format!("el puerto {port} está ocupado")) && told.contains("--port"), "{told}");
}
