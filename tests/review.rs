//! What a change does to an observatory, told from two states of it in git.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn git(site: &Path, arguments: &[&str]) {
    let run = Command::new("git")
        .current_dir(site)
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
        .args(arguments)
        .output()
        .expect("git runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

fn atalaya(site: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya"));
    command.args(arguments).arg("--site").arg(site).output().expect("it runs")
}

/// The small observatory of soils, committed.
fn committed() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/soil");
    for entry in walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(&from).expect("below");
        let to = folder.path().join(path);
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).expect("made");
        } else if !path.starts_with("expected") {
            fs::copy(entry.path(), to).expect("copied");
        }
    }
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-qm", "first"]);
    folder
}

fn file(site: &Path, name: &str) -> std::path::PathBuf {
    let files = walkdir::WalkDir::new(site.join("content/techniques")).into_iter().filter_map(Result::ok);
    files
        .map(|entry| entry.path().to_owned())
        .find(|path| path.file_stem().is_some_and(|stem| stem == name))
        .expect("a file")
}

#[test]
fn nothing_changed_is_said_so() {
    let site = committed();
    let told = atalaya(site.path(), &["review", "--lang", "es"]);
    assert!(told.status.success());
    assert!(String::from_utf8_lossy(&told.stdout).contains("Nada que se vea"));
}

#[test]
fn every_kind_of_change_is_told() {
    let site = committed();
    let path = site.path();
    let no_till = file(path, "no-till");
    let text = fs::read_to_string(&no_till)
        .expect("read")
        .replace("Less diesel, more spray.", "Less diesel | more *spray*.");
    fs::write(&no_till, text).expect("written");
    let mulch = file(path, "mulch");
    fs::rename(&mulch, mulch.with_file_name("straw.md")).expect("renamed");
    fs::remove_file(file(path, "contour-strips")).expect("removed");
    let zai = fs::read_to_string(file(path, "zai")).expect("read");
    let pits = zai
        .lines()
        .map(|line| if line.starts_with("name:") { "name: Half moons".to_owned() } else { line.to_owned() });
    fs::write(no_till.with_file_name("half-moons.md"), pits.collect::<Vec<_>>().join("\n")).expect("written");
    let terms = path.join("content/words/slope.yaml");
    let more = fs::read_to_string(&terms).expect("read") + "- { id: cliff, label: Cliff }\n";
    fs::write(&terms, more).expect("written");
    let told = atalaya(path, &["review", "HEAD", "--lang", "en"]);
    let text = String::from_utf8_lossy(&told.stdout);
    for part in [
        "### New records (1)\n\n- `techniques/half-moons`: Half moons",
        "### Removed records (1)\n\n- `techniques/contour-strips`",
        "- `techniques/mulch` → `techniques/straw`",
        "Less diesel \\| more \\*spray\\*.",
        "### New terms (1)\n\n- `slope/cliff`",
        "### Addresses that would die",
        "- `/techniques/contour-strips/`",
        "### New findings",
        "`unused-actor`",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_eq!(told.status.code(), Some(1), "there are new findings");
    let json = atalaya(path, &["review", "--format", "json"]);
    let review: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(review["added"][0]["id"], "techniques/half-moons");
    assert_eq!(review["changed"][0]["fields"][0]["field"], "cost");
}

#[test]
fn what_is_no_revision_is_told() {
    let site = committed();
    for revision in ["no-such-branch", "--output=/etc/x"] {
        let told = atalaya(site.path(), &["review", "--", revision]);
        assert_eq!(told.status.code(), Some(2), "{revision}");
    }
}
