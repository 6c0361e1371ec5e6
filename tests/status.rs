//! How far the work has come, counted once more by hand.

#![allow(clippy::expect_used)]

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
        table.contains("experiencias: 23 completas, 56 identificadas") && table.contains("normatividad"),
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
