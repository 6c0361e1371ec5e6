//! What a command cannot do is told in the language of the site, in words, with what to do; never by a panic.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

/// The exit code and all that was said but the name of the program.
fn atalaya(at: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_atalaya")).args(arguments).current_dir(at).output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code(), said.trim_end().trim_start_matches("atalaya: ").to_owned())
}

/// A new site in a language, and the folder it is in.
fn site(lang: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let work = tempfile::tempdir().unwrap();
    assert_eq!(atalaya(work.path(), &["new", "site", "sitio", "--lang", lang]).0, Some(0));
    let site = work.path().join("sitio");
    (work, site)
}

fn git(at: &Path, arguments: &[&str]) {
    let own = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"];
    assert!(Command::new("git").args(own).args(arguments).current_dir(at).status().unwrap().success());
}

/// That a command ends with 2 and these words.
fn refuses(at: &Path, arguments: &[&str], words: &str) {
    assert_eq!(atalaya(at, arguments), (Some(2), words.to_owned()), "{arguments:?}");
}

#[test]
fn wrong_use_is_told_in_spanish() {
    let (_work, site) = site("es");
    let long = "a".repeat(300);
    let formats = "bibtex, ris, csl, csv, json, ndjson, xlsx, parquet, datapackage, geojson, graphml, skos, skos-jsonld, codebook, ro-crate, cff, mixnmatch, sitemap, robots, redirects, editions, atom, opensearch, oai-pmh, all";
    let facets = "tema, escala, modalidad, pais, territorio, area, institucionalidad, rol-gore, fuente, seleccion, tipo-de-actor, rol-de-actor, inicio, actor, completitud, ausencia, registro, lugar";
    for (arguments, words) in [
        (&["check", "--site", "nada"][..], "no hay ningún site.toml en «nada»: vaya a la carpeta de un observatorio, dígala con --site, o empiece uno con «atalaya new site»".to_owned()),
        (&["check", "--site", "site.toml"], "no se puede leer «site.toml/site.toml»: hay un archivo donde hace falta una carpeta; compruebe el nombre y la carpeta".to_owned()),
        (&["build", "--out", "site.toml"], "no se puede escribir «site.toml»: hay un archivo donde hace falta una carpeta; compruebe el nombre y la carpeta".to_owned()),
        (&["build", "--out", &long], format!("no se puede escribir «{long}»: el nombre es demasiado largo; elija uno más corto")),
        (&["new", "site", "."], "la carpeta «.» no está vacía: elija otra".to_owned()),
        (&["new", "site", "site.toml"], "no se puede escribir «site.toml»: hay un archivo donde hace falta una carpeta; compruebe el nombre y la carpeta".to_owned()),
        (&["new", "ficha", "Uno", "--collection", "nada"], "no hay ninguna colección «nada»; hay: experiencias".to_owned()),
        (&["new", "ficha", "¿…?"], "un título lleva al menos una letra o una cifra".to_owned()),
        (&["new", "ficha", "Feria campesina de ejemplo"], "no se puede escribir «content/experiencias/feria-campesina-de-ejemplo.md»: ya existe, y no se pisa; elija otro nombre".to_owned()),
        (&["new", "ficha", &long], format!("no se puede escribir «content/experiencias/{long}.md»: el nombre es demasiado largo; elija uno más corto")),
        (&["explain", "unknown-tern"], "no hay ninguna regla «unknown-tern»; ¿quiso decir alguna de estas? unknown-term, unknown-key, unknown-record".to_owned()),
        (&["export", "nada"], format!("no hay ningún formato «nada»; hay: {formats}")),
        (&["export", "sitemap"], "este formato necesita la dirección del sitio: dela con --base-url, o en site.toml".to_owned()),
        (&["export", "csv"], "son 10 archivos: diga con --out en qué carpeta".to_owned()),
        (&["export", "csl", "--out", "content"], "no se puede escribir «content»: es una carpeta, y hace falta un archivo; diga qué archivo".to_owned()),
        (&["schema", "--out", "site.toml"], "no se puede escribir «site.toml»: hay un archivo donde hace falta una carpeta; compruebe el nombre y la carpeta".to_owned()),
        (&["fetch", "nada"], "site.toml no nombra ningún observatorio «nada»".to_owned()),
        (&["import", "nada.csv"], "no se puede leer «nada.csv»: no existe; compruebe el nombre y la carpeta".to_owned()),
        (&["import", "content"], "no se puede leer «content»: es una carpeta, y hace falta un archivo; diga qué archivo".to_owned()),
        (&["edition", "¿?"], "el nombre de una edición lleva al menos una letra o una cifra".to_owned()),
        (&["edition", "2026"], "diga el día con --date, o en site.toml".to_owned()),
        (&["search", "x", "--filter", "tema"], "«tema» no es un filtro: escriba TAXONOMÍA=TÉRMINO, por ejemplo tema=salud".to_owned()),
        (&["search", "x", "--filter", "temas=salud"], format!("no hay ningún filtro «temas»; hay: {facets}")),
        (&["search", "x", "--filter", "tema=educasion"], "«tema» no tiene ningún término «educasion»; ¿quiso decir educacion?".to_owned()),
        (&["search", "x", "--filter", "tema=Pesca artesanal"], "«tema» no tiene ningún término «Pesca artesanal»; ¿quiso decir pesca?".to_owned()),
        (&["search", "x", "--filter", "no.pais=XX"], "«pais» no tiene ningún término «XX»; hay: CL, PE, sin-dato".to_owned()),
        (&["search", "x", "--built", "nada"], "no se puede leer «nada/busqueda/entry.bin»: no existe; ¿se hizo el sitio con «atalaya build»?".to_owned()),
        (&["search", "--judge", "nada"], "no se puede leer «nada»: no existe; compruebe el nombre y la carpeta".to_owned()),
    ] {
        refuses(&site, arguments, &words);
    }
    let whole = site.canonicalize().unwrap().join("content");
    refuses(
        &site,
        &["build", "--out", "content"],
        &format!(
            "«{}» tiene archivos que no escribió atalaya: elija otra carpeta, o vacíela",
            whole.display()
        ),
    );
    assert_eq!(atalaya(&site, &["edition", "2026", "--date", "2026-03-01"]).0, Some(0));
    refuses(
        &site,
        &["edition", "2026", "--date", "2026-03-02"],
        "«./ediciones/2026.json» ya existe, y una edición no cambia nunca: dé otro nombre a la nueva",
    );
}

#[test]
fn wrong_use_is_told_in_english_where_the_site_speaks_it() {
    let (_work, site) = site("en");
    for (arguments, words) in [
        (
            &["new", "ficha", "Uno", "--collection", "nada"][..],
            "there is no collection “nada”; there are: experiencias",
        ),
        (&["search", "x", "--filter", "no.pais=XX"], "“pais” has no term “XX”; there are: CL, PE, sin-dato"),
        (
            &["import", "nada.csv"],
            "“nada.csv” cannot be read: it is not there; check its name and the folder",
        ),
        (&["fetch", "nada"], "site.toml names no observatory “nada”"),
        (
            &["explain", "unknown-tern"],
            "there is no rule “unknown-tern”; did you mean one of these? unknown-term, unknown-key, unknown-record",
        ),
    ] {
        refuses(&site, arguments, words);
    }
    // What is asked for goes before what the site speaks.
    refuses(&site, &["fetch", "nada", "--lang", "es"], "site.toml no nombra ningún observatorio «nada»");
}

#[test]
fn what_git_does_not_know_is_told_in_words() {
    let (_work, site) = site("es");
    refuses(
        &site,
        &["review"],
        "esta carpeta no está en un repositorio de git, y sin él no se sabe qué había antes: empiece uno con «git init» y guarde un commit",
    );
    git(&site, &["init", "-q", "-b", "main"]);
    refuses(
        &site,
        &["review"],
        "el repositorio no tiene todavía ningún commit con que comparar: guarde uno con «git commit»",
    );
    git(&site, &["add", "site.toml"]);
    git(&site, &["commit", "-qm", "inicio"]);
    refuses(
        &site,
        &["review", "mian"],
        "git no conoce aquí ninguna rama, etiqueta ni commit «mian»; ¿quiso decir main?",
    );
    let nothing = "git no conoce aquí ninguna rama, etiqueta ni commit «v2.0»; «git log --oneline» dice los commits, y «git fetch» trae los de otros";
    refuses(&site, &["review", "v2.0"], nothing);
    refuses(&site, &["edition", "x", "--date", "2026-03-01", "--since", "v2.0"], nothing);
    let inner = site.join("otro");
    assert_eq!(atalaya(&site, &["new", "site", "otro"]).0, Some(0));
    refuses(
        &inner,
        &["review"],
        "en «HEAD» este observatorio no estaba todavía: elija una revisión posterior",
    );
}

/// Of values so many that the index keeps them apart.
#[test]
fn an_actor_that_is_not_there_is_told_with_those_that_may_be_meant() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    refuses(
        here,
        &["search", "x", "--filter", "actor=sercotek"],
        "«actor» no tiene ningún término «sercotek»; ¿quiso decir sercotec?",
    );
}

#[test]
fn a_program_that_is_missing_is_told_in_words() {
    let (_work, site) = site("es");
    let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya"));
    let told = command.arg("review").current_dir(&site).env("PATH", "").output().unwrap();
    assert_eq!(told.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&told.stderr),
        "atalaya: hace falta el programa git, y no se pudo usar: no existe\n"
    );
}

#[test]
fn a_port_that_is_taken_is_told_in_the_language_of_the_site() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (lang, words) in [
        (
            "es",
            format!("el puerto {port} está ocupado, quizá por otro «atalaya serve»: elija otro con --port"),
        ),
        (
            "en",
            format!("port {port} is taken, perhaps by another “atalaya serve”: choose another with --port"),
        ),
    ] {
        let (_work, site) = site(lang);
        refuses(&site, &["serve", "--port", &port], &words);
    }
}

/// A declaration that is there and cannot be read is a finding about it, whatever was asked.
#[test]
fn a_declaration_that_cannot_be_read_is_a_finding() {
    let (_work, site) = site("es");
    fs::write(site.join("a.csv"), "Título\nUna\n").unwrap();
    git(&site, &["init", "-q", "-b", "main"]);
    git(&site, &["add", "."]);
    git(&site, &["commit", "-qm", "inicio"]);
    fs::remove_file(site.join("site.toml")).unwrap();
    fs::create_dir(site.join("site.toml")).unwrap();
    for arguments in [
        &["check"][..],
        &["import", "a.csv"],
        &["fetch"],
        &["review"],
        &["new", "ficha", "Una"],
        &["search", "x"],
    ] {
        let (code, said) = atalaya(&site, arguments);
        assert_eq!(code, Some(1), "{arguments:?}: {said}");
        assert!(
            said.contains(
                "error[unreadable]: No se puede leer el archivo: es una carpeta, y hace falta un archivo."
            ) && said.contains("--> site.toml"),
            "{arguments:?}: {said}"
        );
    }
}

#[test]
fn who_reads_no_more_stops_nothing() {
    let (_work, site) = site("es");
    fs::write(site.join("content/experiencias/mal.md"), "---\ntitulo: Una\n---\n").unwrap();
    let script = format!("{{ \"{0}\" check; echo $? > code; }} 2>&1 | true", env!("CARGO_BIN_EXE_atalaya"));
    assert!(Command::new("sh").args(["-c", &script]).current_dir(&site).status().unwrap().success());
    assert_eq!(fs::read_to_string(site.join("code")).unwrap().trim(), "1");
}
