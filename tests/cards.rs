//! The pictures of fichas for social networks: the same everywhere, made when they are asked for, remembered by what
//! they show.

#![allow(clippy::expect_used)]

mod built;

use std::fs;
use std::path::{Path, PathBuf};

use atalaya::site::{self, Options};
use atalaya::source::Root;
use built::{build, copy, here};
use tempfile::TempDir;

const CARD: &str = "practicas/huerto/tarjeta.png";

/// The site of the readers, asking for pictures or not.
fn published(asked: bool) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&here("tests/readers/site"), folder.path());
    let declaration = folder.path().join("site.toml");
    let text = fs::read_to_string(&declaration).expect("readable");
    let asking = text.replace("[site]\n", "[site]\nsocial_images = true\n");
    fs::write(declaration, if asked { asking } else { text }).expect("written");
    folder
}

fn kept(site: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(site.join(".atalaya/tarjetas")).expect("a folder");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

/// Builds the site to the disk; returns the card.
fn to_disk(site: &Path) -> Vec<u8> {
    let out = site.join("public");
    let (opened, written) = site::build(&Root::new(site), &out, &Options::default()).expect("a disk");
    assert!(written.is_some(), "{:?}", opened.report);
    fs::read(out.join(CARD)).expect("a card")
}

#[test]
fn none_is_made_unless_asked_for() {
    let site = build(published(false).path());
    assert!(!site.0.contains_key(CARD));
    assert!(!site.text("practicas/huerto/index.html").contains("og:image"));
}

#[test]
fn every_ficha_has_one_of_the_size_that_its_head_says() {
    let site = build(published(true).path());
    let cards: Vec<&Vec<u8>> =
        site.0.iter().filter(|(path, _)| path.ends_with("tarjeta.png")).map(|(_, bytes)| bytes).collect();
    assert_eq!(cards.len(), 3);
    for card in &cards {
        assert_eq!(&card[..8], b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| u32::from_be_bytes(card[at..at + 4].try_into().expect("four bytes"));
        assert_eq!((number(16), number(20)), (1200, 630));
    }
    assert!(cards[0] != cards[1] && cards[1] != cards[2]);
    let page = site.text("practicas/huerto/index.html");
    let url = format!("https://prueba.example.org/observatorio/{CARD}");
    assert!(page.contains(&format!("<meta property=\"og:image\" content=\"{url}\">")), "{page}");
    assert!(site.text("en/practicas/huerto/index.html").contains(&url), "one for all languages");
}

#[test]
fn letters_are_drawn() {
    let options = atalaya::figure::card::svg(&atalaya::figure::card::Card {
        site: "Observatorio".to_owned(),
        title: "Ñandú: «gestión» y participación".to_owned(),
        facts: "Chile · 1992–".to_owned(),
        kind: "Experiencia 7".to_owned(),
    });
    // Without letters a picture has four colours and packs into almost nothing.
    let site = build(published(true).path());
    assert!(site.0[CARD].len() > 8_000, "{} bytes", site.0[CARD].len());
    assert!(options.contains("font-family=\"Source Serif 4\"") && options.contains("Ñandú"));
}

#[test]
fn a_picture_is_remembered_remade_where_damaged_and_forgotten_when_unused() {
    let site = published(true);
    let first = to_disk(site.path());
    assert_eq!(kept(site.path()).len(), 3);
    assert_eq!(first, build(site.path()).0[CARD], "remembered or not, the same bytes");

    // What is remembered is what is published: another picture in its place, well kept, would show.
    let other = b"another picture";
    let marked = [blake3::hash(other).as_bytes().as_slice(), other].concat();
    kept(site.path()).iter().for_each(|file| fs::write(file, &marked).expect("written"));
    assert_eq!(to_disk(site.path()), other);

    for damage in [&b""[..], b"short", &[0; 500]] {
        kept(site.path()).iter().for_each(|file| fs::write(file, damage).expect("written"));
        assert_eq!(to_disk(site.path()), first, "a damaged one is made again");
    }

    let before = kept(site.path());
    let ficha = site.path().join("content/fichas/huerto.yaml");
    let text = fs::read_to_string(&ficha).expect("readable");
    fs::write(&ficha, text.replace("titulo: Huerto", "titulo: Huerta")).expect("written");
    assert_ne!(to_disk(site.path()), first);
    let after = kept(site.path());
    assert_eq!(after.len(), 3);
    assert_eq!(after.iter().filter(|file| before.contains(file)).count(), 2);
}
