//! How far the work has come, counted once more by hand.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

fn status(site: &Path, format: &str) -> String {
    let told = Command::new(env!("CARGO_BIN_EXE_atalaya"))
        .args(["status", "--format", format, "--site"])
        .arg(site)
        .output()
        .expect("it runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8(told.stdout).expect("UTF-8")
}

#[test]
fn of_this_observatory_it_counts_what_its_data_say() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let told: serde_json::Value = serde_json::from_str(&status(here, "json")).expect("JSON");
    let experiences = &told["collections"][0];
    assert_eq!((&experiences["full"], &experiences["identified"]), (&23.into(), &56.into()));
    let fields = experiences["fields"].as_array().expect("fields");
    assert_eq!(fields.len(), 21);
    for field in fields {
        let absences =
            field["absences"].as_object().expect("absences").values().filter_map(serde_json::Value::as_u64);
        assert_eq!(field["answered"].as_u64().expect("a count") + absences.sum::<u64>(), 23, "{field}");
    }
    let by_field: u64 = fields.iter().map(|field| 23 - field["answered"].as_u64().expect("a count")).sum();
    let sources = experiences["sources"].as_array().expect("sources");
    let counts = sources.iter().flat_map(|source| source["absences"].as_object().expect("absences").values());
    assert_eq!(by_field, counts.filter_map(serde_json::Value::as_u64).sum::<u64>(), "by field and by source");
    let table = status(here, "table");
    assert!(
        table.contains("experiencias: 23 completas, 56 identificadas, 0 borradores")
            && table.contains("normatividad"),
        "{table}"
    );
}

#[test]
fn of_a_fresh_site_it_names_what_waits() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("sitio");
    let atalaya = || Command::new(env!("CARGO_BIN_EXE_atalaya"));
    assert!(atalaya().args(["new", "site"]).arg(&site).status().expect("it runs").success());
    assert!(
        atalaya()
            .args(["new", "ficha", "Por hacer", "--site"])
            .arg(&site)
            .status()
            .expect("it runs")
            .success()
    );
    assert!(status(&site, "table").contains("por terminar: por-hacer, 21 sin relevar"));
}

/// A new site with a draft, a ficha that was reviewed and one whose text is newer than its review.
fn working() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("sitio");
    let made = Command::new(env!("CARGO_BIN_EXE_atalaya")).args(["new", "site"]).arg(&site).status();
    assert!(made.expect("it runs").success());
    let declaration = fs::read_to_string(site.join("site.toml")).expect("read");
    let first = declaration.find("published = ").expect("a role");
    let field = "[[collection.field]]\nid = \"revision\"\nkind = \"date\"\nlabel = { es = \"Revisión\" }\n\n";
    let declaration = declaration[..first].to_owned() + "reviewed = \"revision\"\n" + &declaration[first..];
    let at = declaration[first..].find("[[collection.field]]").expect("a field") + first;
    fs::write(site.join("site.toml"), declaration[..at].to_owned() + field + &declaration[at..])
        .expect("written");
    let fichas = site.join("content/experiencias");
    let sample = fs::read_to_string(fichas.join("feria-campesina-de-ejemplo.md")).expect("read");
    let titled = |name: &str, lines: &str| {
        let text = sample.replacen("---\n", &format!("---\n{lines}"), 1);
        let title = text.lines().find(|line| line.starts_with("titulo: ")).expect("a title").to_owned();
        let text = text.replace(&title, &format!("titulo: {name}"));
        let text = text
            .lines()
            .filter(|line| !line.starts_with("numero:") && !line.starts_with("fecha: 2"))
            .collect::<Vec<_>>();
        fs::write(fichas.join(format!("{}.md", name.to_lowercase())), text.join("\n") + "\n")
            .expect("written");
    };
    titled("Vieja", "fecha: 2001-05-01\nrevision: 2000-01-01\n".replace("fecha: 2", "fecha:  2").as_str());
    titled("Revisada", "fecha: 2001-05-01\nrevision: 2020-01-01\n".replace("fecha: 2", "fecha:  2").as_str());
    titled("Pendiente", "borrador: sí\n");
    let actors = site.join("content/actores/actores.yaml");
    let more = "- { id: mesa-norte, nombre: Mesa de Mujeres del Valle Norte }\n- { id: mesa-norte-2, nombre: Mesa de Mujeres de Valle Norte }\n";
    let all = fs::read_to_string(&actors).unwrap_or_default() + more;
    fs::write(actors, all).expect("written");
    (folder, site)
}

#[test]
fn drafts_what_nobody_has_reviewed_and_names_that_may_be_one_are_told() {
    let (_folder, site) = working();
    let told: serde_json::Value = serde_json::from_str(&status(&site, "json")).expect("JSON");
    let fichas = &told["collections"][0];
    assert_eq!(fichas["full"], 5, "a draft is not counted among the others: {fichas}");
    assert_eq!(fichas["drafts"][0]["slug"], "pendiente");
    assert_eq!(fichas["unreviewed"], 4);
    let oldest: Vec<&str> = fichas["oldest_unreviewed"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["slug"].as_str())
        .collect();
    let undated =
        ["consejo-de-caletas-de-ejemplo", "escuela-de-dirigentes-de-ejemplo", "feria-campesina-de-ejemplo"];
    assert_eq!(oldest, [&undated[..], &["vieja"]].concat(), "those without a date first");
    let alike = &told["alike_actors"][0];
    assert_eq!((&alike[0]["id"], &alike[1]["id"]), (&"mesa-norte-2".into(), &"mesa-norte".into()));
    let table = status(&site, "table");
    for part in [
        "borrador: pendiente",
        "sin revisar: 4",
        "2001-05-01  vieja",
        "Quizá sean uno: mesa-norte-2 (0), mesa-norte (0)",
    ] {
        assert!(table.contains(part), "{part}\n{table}");
    }
}

#[test]
fn the_page_for_editors_is_made_and_only_a_menu_that_names_it_links_to_it() {
    let (_folder, site) = working();
    let build = |site: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya"));
        command.args(["build", "--base-url", "https://example.org/", "--site"]);
        let built = command.arg(site).output().expect("it runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    };
    build(&site);
    let public = site.join("public");
    let page = fs::read_to_string(public.join("estado/index.html")).expect("a page");
    for part in ["<meta name=\"robots\" content=\"noindex\">", "Pendiente", "2001-05-01", "Mesa de Mujeres"] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let texts = || walkdir::WalkDir::new(&public).into_iter().filter_map(Result::ok);
    let naming = || {
        let files = texts().filter(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|ending| ["html", "xml", "txt"].iter().any(|known| ending == *known))
        });
        let own = files.filter(|entry| !entry.path().starts_with(public.join("estado")));
        own.filter(|entry| fs::read_to_string(entry.path()).expect("read").contains("estado/")).count()
    };
    assert_eq!(naming(), 0, "no page, no sitemap and no feed leads there");
    let declaration = fs::read_to_string(site.join("site.toml")).expect("read");
    fs::write(site.join("site.toml"), declaration.replacen("menu = [", "menu = [\"estado\", ", 1))
        .expect("written");
    build(&site);
    let home = fs::read_to_string(public.join("index.html")).expect("a page");
    assert!(
        home.contains("href=\"https://example.org/estado/\"")
            || home.contains("estado/\">Estado del trabajo"),
        "{home}"
    );
    let map = fs::read_to_string(public.join("sitemap.xml")).expect("a map");
    assert!(!map.contains("estado/"));
}
