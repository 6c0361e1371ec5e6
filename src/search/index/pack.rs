//! The index and the cards → files to publish.

use super::facets;
use super::segment::Files;
use super::{Failure, File, kinds};
use crate::search::ask::Engine;
use crate::search::blocks::Blocks;
use crate::search::entry::{Entry, Kind, Stock};
use crate::search::wire::{BlockId, Card, FileInfo, Hot, Manifest, Writer, seal};
use rayon::prelude::*;
use std::ops::Range;

/// Bytes per block of the index.
const BLOCK: usize = 8 << 10;
/// Bytes of cards per block, at least.
const CARDS: usize = 6 << 10;
/// Up to how many bytes an index travels in one bundle, all but the positions.
const BUNDLE: usize = 2 << 20;
/// Bytes per block of what does not travel in the bundle.
const WHOLE: usize = 1 << 20;

/// A file of the index, cut.
struct Cut {
    name: String,
    len: u32,
    blocks: Vec<Vec<u8>>,
}

pub(super) fn pack(stock: &Stock, order: &[&Entry], index: Files) -> Result<Vec<File>, Failure> {
    let small = index.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() <= BUNDLE;
    let block = if small { WHOLE } else { BLOCK };
    let mut cuts: Vec<Cut> = index.into_iter().map(|(name, bytes)| even(name, &bytes, block)).collect();
    let known = kinds(order).records as usize;
    let (full, others) = order.split_at(known);
    let (per, cards) = grouped(full, CARDS);
    cuts.push(records("cards", cards));
    let (others_per, cards) = grouped(others, if small { WHOLE } else { CARDS });
    cuts.push(records("others", cards));
    let listed = &order[..kinds(order).listed()];
    let facets = facets::facets(stock, listed);
    for (i, facet) in facets.iter().enumerate() {
        cuts.push(records(&["facet:", &facet.known.id].concat(), vec![facets::column(listed, i as u32)]));
        if facet.known.is_apart() {
            cuts.push(records(&["terms:", &facet.known.id].concat(), vec![facets::names(&facet.terms)]));
        }
    }
    cuts.push(records("sort", vec![facets::sort_column(listed)]));
    cuts.push(records("titles", vec![facets::titles(stock, listed)]));
    cuts.push(records("spots", vec![facets::spots(listed)]));
    let mut manifest = Manifest {
        hash: hash(stock, &cuts),
        block: block as u32,
        cards: per,
        others: others_per,
        bundled: small,
        languages: stock.languages.clone(),
        kinds: kinds(order),
        fields: stock.fields.clone(),
        taxonomies: facets.into_iter().map(|facet| facet.known).collect(),
        territory: stock.territory.map_or(0, |at| at as u32 + 1),
        files: cuts.iter().map(|c| FileInfo { name: c.name.clone(), len: c.len }).collect(),
        hot: Vec::new(),
    };
    if manifest.bundled {
        manifest.hot = everything(&cuts);
        manifest.hot.retain(|hot| !is_apart(&cuts[hot.file as usize]));
    }
    let opened = opening(&manifest, &cuts)?;
    manifest
        .hot
        .extend(opened.into_iter().filter(|hot| !manifest.bundled || is_apart(&cuts[hot.file as usize])));
    Ok(publish(&manifest, cuts))
}

fn even(name: String, bytes: &[u8], block: usize) -> Cut {
    Cut { name, len: bytes.len() as u32, blocks: bytes.chunks(block).map(<[u8]>::to_vec).collect() }
}

fn records(name: &str, blocks: Vec<Vec<u8>>) -> Cut {
    Cut { name: name.to_string(), len: blocks.len() as u32, blocks }
}

/// What few questions want: the places of words, for questions of several, the cards of what is no full record, the
/// values of long facets.
fn is_apart(cut: &Cut) -> bool {
    cut.name.ends_with(".pos") || cut.name == "others" || cut.name.starts_with("terms:")
}

/// The cards of some entries in blocks of about so many bytes, and how many each block has.
fn grouped(entries: &[&Entry], bytes: usize) -> (u32, Vec<Vec<u8>>) {
    let cards: Vec<Vec<u8>> = entries.par_iter().map(|entry| card(entry)).collect();
    let total: usize = cards.iter().map(Vec::len).sum();
    let per = (bytes * cards.len()).div_ceil(total.max(1)).max(1);
    (per as u32, cards.chunks(per).map(<[Vec<u8>]>::concat).collect())
}

fn is_even(cut: &Cut) -> bool {
    cut.name.contains('.')
}

/// What is no full record is told by its title: the text is found, but no excerpt is shown.
fn card(entry: &Entry) -> Vec<u8> {
    let card = Card {
        id: entry.id.clone(),
        number: entry.number,
        url: entry.url.clone(),
        title: entry.title.clone(),
        acronym: entry.acronym.clone(),
        place: entry.place.clone(),
        years: entry.years,
        completeness: entry.completeness,
        parts: entry
            .parts
            .iter()
            .filter(|_| entry.kind == Kind::Record)
            .map(|p| (p.field, p.text.clone()))
            .collect(),
    };
    let mut w = Writer::default();
    card.write(&mut w);
    w.0
}

/// The hash of everything that is published.
fn hash(stock: &Stock, cuts: &[Cut]) -> String {
    let mut hasher = blake3::Hasher::new();
    for cut in cuts {
        hasher.update(cut.name.as_bytes());
        for block in &cut.blocks {
            hasher.update(&(block.len() as u64).to_le_bytes());
            hasher.update(block);
        }
    }
    hasher.update(format!("{:?}{:?}", stock.fields, stock.taxonomies).as_bytes());
    hasher.finalize().to_hex()[..16].to_string()
}

fn everything(cuts: &[Cut]) -> Vec<Hot> {
    let mut hot = Vec::new();
    for (file, cut) in (0..).zip(cuts) {
        if is_even(cut) {
            hot.push(Hot { file, start: 0, bytes: cut.blocks.concat() });
        } else {
            hot.extend((0..).zip(&cut.blocks).map(|(start, bytes)| Hot {
                file,
                start,
                bytes: bytes.clone(),
            }));
        }
    }
    hot
}

/// What is read when the index is opened: it travels with the manifest.
fn opening(manifest: &Manifest, cuts: &[Cut]) -> Result<Vec<Hot>, Failure> {
    let mut all = manifest.clone();
    all.hot = everything(cuts);
    let blocks = Blocks::new(&mut all);
    blocks.record();
    let engine =
        Engine::over(all, blocks).map_err(|_| Failure::InternalError("unreadable index".to_string()))?;
    let mut ranges = engine.blocks().recorded();
    ranges.sort_by_key(|(file, range)| (*file, range.start));
    Ok(merged(ranges).into_iter().map(|(file, range)| hot(cuts, file, range)).collect())
}

fn merged(ranges: Vec<(u32, Range<usize>)>) -> Vec<(u32, Range<usize>)> {
    let mut out: Vec<(u32, Range<usize>)> = Vec::new();
    for (file, range) in ranges {
        match out.last_mut() {
            Some((last, so_far)) if *last == file && range.start <= so_far.end + 64 => {
                so_far.end = so_far.end.max(range.end);
            }
            _ => out.push((file, range)),
        }
    }
    out
}

/// A stretch of a file, without joining all of its blocks.
fn hot(cuts: &[Cut], file: u32, range: Range<usize>) -> Hot {
    let mut bytes = Vec::with_capacity(range.len());
    let mut start = 0;
    for block in &cuts[file as usize].blocks {
        let end = start + block.len();
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to {
            bytes.extend_from_slice(&block[from - start..to - start]);
        }
        start = end;
    }
    Hot { file, start: range.start as u32, bytes }
}

fn publish(manifest: &Manifest, cuts: Vec<Cut>) -> Vec<File> {
    let mut files = vec![File { path: "entry.bin".to_string(), bytes: seal(manifest.write()) }];
    for (file, cut) in (0..).zip(cuts).filter(|(_, cut)| !manifest.bundled || is_apart(cut)) {
        for (block, bytes) in (0..).zip(cut.blocks) {
            let path = [&manifest.hash, "/", &BlockId { file, block }.name()].concat();
            files.push(File { path, bytes: seal(bytes) });
        }
    }
    files
}
