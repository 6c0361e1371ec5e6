//! The site on disk: the same bytes whatever the circumstances, and whole at any moment.

#![allow(clippy::expect_used)]

mod built;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use atalaya::output;
use atalaya::output::File;
use built::here;

/// Every file of a folder by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let found = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let found = found.filter(|entry| entry.file_type().is_file());
    let read = found.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        (path, fs::read(entry.path()).expect("readable"))
    });
    read.collect()
}

/// Copies a folder, its files in their order or from the last to the first.
fn copy(from: &Path, to: &Path, backwards: bool) {
    let mut entries: Vec<_> =
        walkdir::WalkDir::new(from).sort_by_file_name().into_iter().filter_map(Result::ok).collect();
    if backwards {
        entries.reverse();
    }
    for entry in entries {
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("made");
        } else {
            fs::create_dir_all(target.parent().expect("a folder")).expect("made");
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

fn atalaya(site: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya"));
    command
        .arg("build")
        .arg("--site")
        .arg(site)
        .arg("--out")
        .arg(out)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// A copy of an observatory's declaration and content, without what tests keep beside them.
fn site(case: &str, below: &Path) -> PathBuf {
    site_copied(case, below, false)
}

fn site_copied(case: &str, below: &Path, backwards: bool) -> PathBuf {
    let site = below.join("site");
    copy(&here(case).join("content"), &site.join("content"), backwards);
    fs::copy(here(case).join("site.toml"), site.join("site.toml")).expect("copied");
    site
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut sites = Vec::new();
    for (nth, (threads, locale, zone)) in
        [("1", "C", "UTC"), ("2", "es_CL.UTF-8", "America/Santiago"), ("2", "tr_TR.UTF-8", "Asia/Tokyo")]
            .iter()
            .enumerate()
    {
        // Another folder, at another depth, whose files were made in another order.
        let own = folder.path().join("below/".repeat(nth)).join(format!("n{nth}"));
        let (site, out) = (site_copied("", &own, nth % 2 == 1), own.join("out"));
        let mut command = atalaya(&site, &out);
        command
            .args(["--threads", threads])
            .env("LC_ALL", locale)
            .env("LANG", locale)
            .env("TZ", zone)
            .current_dir(&own);
        assert!(command.status().expect("it runs").success());
        sites.push(files(&out));
    }
    assert!(sites[0].len() > 100, "the whole observatory is built");
    assert!(sites.iter().all(|site| *site == sites[0]), "{:?}", differing(&sites));
}

fn differing(sites: &[BTreeMap<String, Vec<u8>>]) -> Vec<&String> {
    sites[0].keys().filter(|path| sites.iter().any(|site| site.get(*path) != sites[0].get(*path))).collect()
}

#[test]
fn a_build_that_is_killed_leaves_a_whole_site_and_the_next_clears_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let (site, out) = (site("tests/sites/soil", folder.path()), folder.path().join("out"));
    let title = |name: &str| {
        let text = fs::read_to_string(here("tests/sites/soil/site.toml")).expect("readable");
        fs::write(site.join("site.toml"), text.replace("Soil Keepers", name)).expect("written");
    };
    let whole = |name: &str| {
        title(name);
        assert!(atalaya(&site, &out).status().expect("it runs").success());
        files(&out)
    };
    let start = Instant::now();
    let known = [whole("Even"), whole("Odd")];
    let once = start.elapsed() / 2;
    let mut seen = [0, 0];
    for round in 0..60_u32 {
        title(["Even", "Odd"][round as usize % 2]);
        let mut child = atalaya(&site, &out).spawn().expect("it runs");
        // Spread over the whole time a build takes, densest at its end, where the folders change places.
        let moment = 1.1 - 0.9 * f64::from(round * 37 % 60) / 60.0;
        std::thread::sleep(once.mul_f64(moment).min(Duration::from_secs(5)));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let now = files(&out);
        let which = known.iter().position(|site| *site == now);
        seen[which
            .unwrap_or_else(|| panic!("round {round}: the site is neither the old nor the new one"))] += 1;
    }
    assert_eq!(whole("Even"), known[0]);
    let left: Vec<String> = names(folder.path());
    assert_eq!(left, ["out", "site"], "nothing is left lying");
    assert_eq!(seen[0] + seen[1], 60);
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn text(path: &str, text: &str) -> File {
    File::text(path, text)
}

#[test]
fn an_old_site_that_stepped_aside_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("public");
    output::write(&out, &[text("a.html", "1")]).expect("written");
    let inode = fs::metadata(out.join("a.html")).expect("there").ino();
    fs::rename(&out, folder.path().join(".public.old")).expect("moved");
    output::write(&out, &[text("a.html", "1")]).expect("written");
    assert_eq!(names(folder.path()), ["public"]);
    assert_eq!(fs::metadata(out.join("a.html")).expect("there").ino(), inode, "it was the old one again");
}

#[test]
fn a_page_and_a_file_cannot_claim_one_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = site("tests/sites/soil", folder.path());
    let declaration = fs::read_to_string(site.join("site.toml")).expect("readable");
    fs::write(site.join("site.toml"), declaration.replace("menu =", "media = \"files/data\"\nmenu ="))
        .expect("written");
    fs::create_dir_all(site.join("files/data")).expect("made");
    fs::write(site.join("files/data/fichas.json"), "[]").expect("written");
    let out = folder.path().join("out");
    let output = atalaya(&site, &out).stderr(Stdio::piped()).output().expect("it runs");
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(told.contains("error[same-address]") && told.contains("data"), "{told}");
    assert!(!out.exists());
}

#[test]
fn what_is_left_of_an_interrupted_build_is_cleared() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("public");
    for leftover in [".public.new/half/a.html", ".public.old/b.html"] {
        let file = folder.path().join(leftover);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, "half").expect("written");
    }
    output::write(&out, &[text("index.html", "whole")]).expect("written");
    assert_eq!(names(folder.path()), ["public"]);
    assert_eq!(files(&out).get("index.html").map(Vec::as_slice), Some(&b"whole"[..]));
}

#[test]
fn stale_files_go_and_unchanged_ones_are_linked() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("public");
    output::write(&out, &[text("a/same.html", "1"), text("b/gone.html", "2"), text("c.html", "3")])
        .expect("written");
    let before = fs::metadata(out.join("a/same.html")).expect("there").ino();
    let written = output::write(&out, &[text("a/same.html", "1"), text("c.html", "4"), text("d.html", "5")])
        .expect("written");
    assert_eq!((written.changed, written.kept, written.removed), (2, 1, 2));
    assert_eq!(fs::metadata(out.join("a/same.html")).expect("there").ino(), before);
    assert!(!out.join("b").exists());
    assert_eq!(fs::read(out.join("c.html")).expect("there"), b"4");
}

#[test]
fn a_folder_that_is_not_ours_is_never_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("documents");
    fs::create_dir_all(&out).expect("made");
    fs::write(out.join("thesis.odt"), "years of work").expect("written");
    assert!(output::write(&out, &[text("index.html", "x")]).is_err());
    assert_eq!(files(&out).into_keys().collect::<Vec<_>>(), ["thesis.odt"]);
    assert_eq!(names(folder.path()), ["documents"]);
    let status = atalaya(&here("tests/sites/soil"), &out).status().expect("it runs");
    assert_eq!(status.code(), Some(2), "a disk that refuses is no finding");
    assert!(output::write(&folder.path().join("documents/thesis.odt"), &[text("x", "x")]).is_err());
}

#[test]
fn a_link_to_a_folder_stays_a_link() {
    let folder = tempfile::tempdir().expect("a folder");
    let (real, link) = (folder.path().join("real"), folder.path().join("link"));
    fs::create_dir_all(&real).expect("made");
    std::os::unix::fs::symlink(&real, &link).expect("linked");
    for version in ["1", "2"] {
        output::write(&link, &[text("index.html", version)]).expect("written");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::read_to_string(real.join("index.html")).expect("there"), version);
    }
    assert_eq!(names(folder.path()), ["link", "real"]);
}

#[test]
fn a_file_never_leaves_the_folder_of_the_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("public");
    for path in ["../out.html", "/tmp/out.html", "a/../../out.html", ""] {
        assert!(output::write(&out, &[text("index.html", "x"), text(path, "x")]).is_err(), "{path}");
        assert!(names(folder.path()).iter().all(|name| name != "out.html"));
    }
}

#[test]
fn two_files_cannot_claim_one_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("public");
    assert!(output::write(&out, &[text("a.html", "1"), text("a.html", "2")]).is_err());
    assert!(output::write(&out, &[text("a", "1"), text("a/b.html", "2")]).is_err());
}

#[test]
fn a_site_with_findings_leaves_the_old_one_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let (site, out) = (site("tests/sites/soil", folder.path()), folder.path().join("out"));
    assert!(atalaya(&site, &out).status().expect("it runs").success());
    let before = files(&out);
    fs::write(site.join("content/techniques/bad.md"), "---\nname: [\n---\n").expect("written");
    assert_eq!(atalaya(&site, &out).status().expect("it runs").code(), Some(1));
    assert_eq!(files(&out), before);
}
