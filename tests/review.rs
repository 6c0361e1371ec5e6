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
        "### New terms (1)\n\n- `slope/cliff`: Cliff\n",
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

/// A site with a new record that is a second one of the same, an answer that became an absence, and a draft.
fn proposed() -> TempDir {
    let site = committed();
    let strips = file(site.path(), "contour-strips");
    let text = fs::read_to_string(&strips).expect("read");
    let twin = text.replace("on the contour\n", "on the contour lines\n").replace("~1990–2004", "1995");
    fs::write(strips.with_file_name("strips.md"), twin).expect("written");
    let slope = text.lines().find(|line| line.starts_with("slope: ")).expect("an answer").to_owned();
    fs::write(&strips, text.replace(&slope, "slope: not-surveyed")).expect("written");
    let zai = fs::read_to_string(file(site.path(), "zai")).expect("read");
    let draft = zai.replace("name: Zaï pits", "name: Later\ndraft: yes");
    fs::write(strips.with_file_name("later.md"), draft).expect("written");
    let people = site.path().join("content/people/others.yaml");
    let more = fs::read_to_string(&people).expect("read") + "- { id: new-hands, name: New Hands }\n";
    fs::write(people, more).expect("written");
    site
}

#[test]
fn likely_duplicates_are_told_with_their_reasons_and_drafts_apart() {
    let site = proposed();
    let told = atalaya(site.path(), &["review", "HEAD", "--lang", "en"]);
    let text = String::from_utf8_lossy(&told.stdout);
    for part in [
        "### Likely duplicates (1)",
        "the titles agree by",
        "; the years meet; they have actors in common.",
        "### New drafts (1)\n\n- `techniques/later`: Later",
        "### New actors (1)\n\n- `new-hands`: New Hands",
        "| Slope |",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(text.contains(" % → "), "completeness before and after: {text}");
    assert!(!text.contains("### New records (2)"), "a draft is no record yet: {text}");
    let json = atalaya(site.path(), &["review", "--format", "json"]);
    let review: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(review["duplicates"][0]["rule"], "likely-duplicate");
    assert_eq!(review["new_drafts"][0]["name"], "Later");
    assert_eq!(review["new_actors"][0]["id"], "new-hands");
    let changed = &review["changed"][0];
    let [before, after] = [0, 1].map(|at| changed["completeness"][at].as_u64().expect("a share"));
    assert!(before > after, "{changed}");
}

#[test]
fn what_a_review_says_is_not_taken_for_markup() {
    let site = committed();
    let no_till = file(site.path(), "no-till");
    let text = fs::read_to_string(&no_till).expect("read").replace(
        "Less diesel, more spray.",
        "A [link](https://example.org) & | @someone #7 `code` \\<b>bold\\</b>",
    );
    fs::write(&no_till, text).expect("written");
    let told = atalaya(site.path(), &["review", "HEAD", "--lang", "en"]);
    let text = String::from_utf8_lossy(&told.stdout);
    for sign in ["[link](", " @someone", " #7", "`code`", "<b>"] {
        assert!(!text.contains(sign), "{sign}\n{text}");
    }
}

/// The commands of the workflows that a new site has, run as they stand there, with a stand-in for the one that posts.
#[test]
fn the_workflow_of_a_new_site_posts_the_review() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("sitio");
    let made = Command::new(env!("CARGO_BIN_EXE_atalaya")).args(["new", "site"]).arg(&site).status();
    assert!(made.expect("it runs").success());
    git(&site, &["init", "-q", "-b", "main"]);
    git(&site, &["add", "-A"]);
    git(&site, &["commit", "-qm", "first"]);
    git(&site, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let sample = site.join("content/experiencias/feria-campesina-de-ejemplo.md");
    let text = fs::read_to_string(&sample).expect("read");
    fs::write(&sample, text.replace("presupuesto: sin-relevar", "presupuesto: no-existe")).expect("written");
    let workflow = fs::read_to_string(site.join(".github/workflows/sitio.yml")).expect("read");
    let (_, step) = workflow.split_once("        run: |\n").expect("a step of several commands");
    let commands: Vec<&str> =
        step.lines().take_while(|line| line.starts_with("          ")).map(str::trim).collect();
    let script = commands
        .join("\n")
        .replace("${{ github.base_ref }}", "main")
        .replace("${{ github.event.number }}", "7");
    let bin = folder.path().join("bin");
    fs::create_dir(&bin).expect("made");
    let program = Path::new(env!("CARGO_BIN_EXE_atalaya"));
    std::os::unix::fs::symlink(program, bin.join("atalaya")).expect("linked");
    let stand_in =
        format!("#!/bin/sh\necho \"$@\" > {0}/asked\ncp review.md {0}/posted\n", folder.path().display());
    fs::write(bin.join("gh"), stand_in).expect("written");
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(bin.join("gh"), executable).expect("made executable");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let run = Command::new("sh")
        .args(["-e", "-c", &script])
        .current_dir(&site)
        .env("PATH", path)
        .env("GITHUB_STEP_SUMMARY", folder.path().join("summary"))
        .output()
        .expect("it runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let asked = fs::read_to_string(folder.path().join("asked")).expect("asked");
    assert!(asked.starts_with("pr comment 7 --body-file review.md"), "{asked}");
    for copy in ["posted", "summary"] {
        let said = fs::read_to_string(folder.path().join(copy)).expect(copy);
        assert!(said.contains("| Presupuesto |"), "{copy}: {said}");
    }
    let gitlab = fs::read_to_string(site.join(".gitlab-ci.yml")).expect("read");
    assert!(gitlab.contains("atalaya review FETCH_HEAD > review.md") && gitlab.contains("body=<review.md"));
}

#[test]
fn a_record_that_is_only_renamed_brings_no_finding() {
    let site = committed();
    let mulch = file(site.path(), "mulch");
    let words = site.path().join("content/words/slope.yaml");
    let unused = fs::read_to_string(&words).expect("read") + "- { id: cliff, label: Cliff }\n";
    fs::write(words, unused).expect("written");
    let text = fs::read_to_string(&mulch).expect("read");
    let from = text.lines().find(|line| line.starts_with("cost: ")).map(str::to_owned);
    fs::write(&mulch, from.map_or(text.clone(), |line| text.replace(&format!("{line}\n"), "")))
        .expect("written");
    git(site.path(), &["add", "-A"]);
    git(site.path(), &["commit", "-qm", "second"]);
    let text = fs::read_to_string(&mulch).expect("read").replacen("---\n", "---\nformerly: [mulch]\n", 1);
    fs::write(mulch.with_file_name("straw.md"), text).expect("written");
    fs::remove_file(mulch).expect("removed");
    let told = atalaya(site.path(), &["review", "HEAD", "--lang", "en"]);
    let text = String::from_utf8_lossy(&told.stdout);
    assert!(text.contains("- `techniques/mulch` → `techniques/straw`"), "{text}");
    assert!(!text.contains("### New findings"), "{text}");
}
