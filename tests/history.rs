//! What git remembers of the records, as their pages tell it; and what a copy without a history tells: nothing.

#![allow(clippy::expect_used)]

mod built;

use std::fs;
use std::path::Path;
use std::process::Command;

use built::{build, copy, here, main};
use tempfile::TempDir;

const ZAI: &str = "content/techniques/zai.md";

fn git(site: &Path, date: &str, arguments: &[&str]) {
    let run = Command::new("git")
        .current_dir(site)
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
        .env("GIT_AUTHOR_DATE", format!("{date}T12:00:00+0000"))
        .env("GIT_COMMITTER_DATE", format!("{date}T12:00:00+0000"))
        .args(arguments)
        .output()
        .expect("git runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

fn commit(site: &Path, date: &str) {
    git(site, date, &["add", "-A"]);
    git(site, date, &["commit", "-qm", "a change"]);
}

fn change(site: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(site.join(path)).expect("a text");
    assert!(text.contains(from), "{path} has no {from}");
    fs::write(site.join(path), text.replace(from, to)).expect("written");
}

/// The small observatory of soils, which asks for its history.
fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&here("tests/sites/soil"), folder.path());
    fs::remove_dir_all(folder.path().join("expected")).expect("gone");
    change(folder.path(), "site.toml", "edition = \"First\"", "edition = \"First\"\nhistory = true");
    folder
}

/// The same, with three changes of one record and its first day.
fn remembered() -> TempDir {
    let folder = site();
    let site = folder.path();
    git(site, "2025-01-10", &["init", "-q"]);
    commit(site, "2025-01-10");
    change(site, ZAI, "catch the first rain", "hold the first rain");
    change(site, ZAI, "role: measures", "role: works");
    commit(site, "2025-02-03");
    // Two in one day are one; what only lies elsewhere in the file is none.
    change(site, ZAI, "slope: gentle", "slope: steep");
    commit(site, "2025-03-04");
    change(site, ZAI, "slope: steep\ntried: 1984–", "tried: 1985–\nslope: steep");
    commit(site, "2025-03-04");
    folder
}

fn page(site: &Path, path: &str) -> String {
    main(&scraper::Html::parse_document(build(site).text(path)))
}

/// The part of a page that tells its history, without marks and with single spaces.
fn told(page: &str) -> Option<String> {
    let start = page.find("id=\"at-history\"")?;
    let section = &page[start..start + page[start..].find("</section>")?];
    let plain = section.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    Some(plain.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn each_change_says_when_which_field_and_what() {
    let site = remembered();
    let told = told(&page(site.path(), "techniques/zai/index.html")).expect("a history");
    assert_eq!(told.matches("March 2025").count(), 1, "a day is one change: {told}");
    assert!(told.contains("1984– Now: 1985–") && told.contains("Gentle"), "{told}");
    assert!(told.contains("Before: catch Now: hold the first rain"), "{told}");
    assert!(told.find("4 March 2025") < told.find("3 February 2025"), "the newest first: {told}");
    assert!(told.contains("Added on 10 January 2025."), "{told}");
}

#[test]
fn a_record_that_was_renamed_keeps_its_history() {
    let site = remembered();
    git(site.path(), "2025-04-05", &["mv", ZAI, "content/techniques/zai-pits.md"]);
    change(site.path(), "content/techniques/no-till.md", "/techniques/zai/", "/techniques/zai-pits/");
    commit(site.path(), "2025-04-05");
    let told = told(&page(site.path(), "techniques/zai-pits/index.html")).expect("a history");
    assert!(told.contains("3 February 2025") && told.contains("Added on 10 January 2025."), "{told}");
}

#[test]
fn the_same_history_gives_the_same_bytes() {
    let site = remembered();
    assert_eq!(build(site.path()).0, build(site.path()).0);
    let copied = tempfile::tempdir().expect("a folder");
    let to = copied.path().join("copy");
    git(site.path(), "2025-05-05", &["clone", "-q", ".", &to.to_string_lossy()]);
    assert_eq!(build(site.path()).0, build(&to).0, "a whole copy remembers the same");
}

#[test]
fn without_git_or_with_a_part_of_the_history_nothing_is_told() {
    let plain = site();
    assert_eq!(told(&page(plain.path(), "techniques/zai/index.html")), None);
    let whole = remembered();
    let copied = tempfile::tempdir().expect("a folder");
    let shallow = copied.path().join("copy");
    let from = format!("file://{}", whole.path().display());
    git(whole.path(), "2025-05-05", &["clone", "-q", "--depth", "1", &from, &shallow.to_string_lossy()]);
    assert_eq!(told(&page(&shallow, "techniques/zai/index.html")), None);
}

#[test]
fn a_site_that_does_not_ask_is_not_told() {
    let site = remembered();
    change(site.path(), "site.toml", "\nhistory = true", "");
    assert_eq!(told(&page(site.path(), "techniques/zai/index.html")), None);
}
