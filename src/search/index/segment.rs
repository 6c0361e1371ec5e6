//! Entries → one Tantivy segment.

use super::Failure;
use super::reverse::{Met, backwards, known, lexicon};
use super::stream::{self, Lines};
use super::tagger::Tagger;
use super::terms::{Terms, concept_of};
use crate::search::entry::{Entry, Stock};
use rayon::prelude::*;
use std::collections::BTreeSet;
use tantivy::directory::{Directory, RamDirectory};
use tantivy::indexer::{SingleSegmentIndexWriter, merge_indices};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{Index, TantivyDocument};

/// Entries per chunk: fixed, so that the bytes do not depend on the number of cores.
const CHUNK: usize = 4096;
/// What stands for the random name Tantivy gives a segment.
const SEGMENT: &str = "00000000000000000000000000000001";
/// The files of a segment, by what their names end in.
const PARTS: [&str; 6] = ["term", "idx", "pos", "store", "fast", "fieldnorm"];
/// What the tokenizer is called.
const TERMS: &str = "terms";
const MEMORY: usize = 64 << 20;

/// The index as files: name and bytes, sorted by name.
pub(super) type Files = Vec<(String, Vec<u8>)>;

fn schema() -> (Schema, [Field; 3]) {
    let mut builder = Schema::builder();
    let mut add = |name: &str, option| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(TERMS).set_index_option(option).set_fieldnorms(false);
        builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let fields = [
        add("text", IndexRecordOption::WithFreqsAndPositions),
        add("lexicon", IndexRecordOption::Basic),
        add("backwards", IndexRecordOption::Basic),
    ];
    (builder.build(), fields)
}

/// Indexes the entries in their order.
pub(super) fn write(stock: &Stock, order: &[&Entry]) -> Result<Files, Failure> {
    let tagger = Tagger::new(&stock.concepts);
    let chunks: Vec<_> = order.par_chunks(CHUNK).map(|part| chunk(stock, &tagger, part)).collect();
    let (mut indices, mut folds, mut met) = (Vec::new(), BTreeSet::new(), Met::default());
    for done in chunks {
        let (index, words, phrases) = done?;
        indices.push(index);
        folds.extend(words);
        met.phrases.extend(phrases.phrases);
        met.marked.extend(phrases.marked);
    }
    met.concepts = expressed(stock, order, &met.phrases);
    indices.push(last(stock, &folds, &met)?);
    let out = RamDirectory::create();
    let merged = merge_indices(&indices, out.clone())?;
    files(&merged, &out)
}

/// An index of some entries, the words met, the phrases met.
type Chunk = (Index, BTreeSet<String>, Met);

fn chunk(stock: &Stock, tagger: &Tagger, part: &[&Entry]) -> Result<Chunk, Failure> {
    let (schema, [text, ..]) = schema();
    let mut writer = writer(schema)?;
    let mut terms = Terms::new(stock, tagger);
    for entry in part {
        let mut document = TantivyDocument::new();
        add(&mut document, text, terms.of(entry));
        writer.add_document(document)?;
    }
    let met = terms.met();
    Ok((writer.finalize()?, terms.folds(), met))
}

/// The concepts that entries express, in words or by being classified so.
fn expressed(stock: &Stock, order: &[&Entry], phrases: &BTreeSet<u32>) -> BTreeSet<String> {
    let mut concepts: BTreeSet<String> =
        order.iter().flat_map(|e| e.keys.iter().map(|k| k.1.clone())).collect();
    for (taxonomy, term) in order.iter().flat_map(|e| &e.terms) {
        let mut at = Some(*term);
        while let Some(term) = at {
            concepts.insert(concept_of(stock, *taxonomy, term));
            at = stock.taxonomies[*taxonomy as usize].terms[term as usize].broader.checked_sub(1);
        }
    }
    let mut ordinal = 0;
    for concept in &stock.concepts {
        for _ in concept.phrases.iter().chain(&concept.near) {
            if phrases.contains(&ordinal) {
                concepts.insert(concept.id.clone());
            }
            ordinal += 1;
        }
    }
    concepts
}

/// The last document, which no question finds: it holds the lexicon.
fn last(stock: &Stock, folds: &BTreeSet<String>, met: &Met) -> Result<Index, Failure> {
    let (schema, [text, words, reversed]) = schema();
    let mut writer = writer(schema)?;
    let mut document = TantivyDocument::new();
    add(&mut document, text, known(stock, folds));
    add(&mut document, words, lexicon(stock, met));
    add(&mut document, reversed, backwards(folds));
    writer.add_document(document)?;
    writer.finalize()
}

fn add(document: &mut TantivyDocument, field: Field, terms: stream::Terms) {
    document.add_text(field, terms.text());
}

/// A writer of one segment in memory.
fn writer(schema: Schema) -> Result<SingleSegmentIndexWriter, Failure> {
    let tokenizers = TokenizerManager::new();
    tokenizers.register(TERMS, TextAnalyzer::from(Lines));
    let builder = Index::builder().schema(schema).tokenizers(tokenizers);
    builder.single_segment_index_writer(RamDirectory::create(), MEMORY)
}

fn files(index: &Index, directory: &RamDirectory) -> Result<Files, Failure> {
    let metas = index.searchable_segment_metas()?;
    let mut files = vec![("meta.json".to_string(), directory.atomic_read("meta.json".as_ref())?)];
    for meta in &metas {
        let uuid = meta.id().uuid_string();
        for part in PARTS {
            let path = [&uuid, ".", part].concat();
            if directory.exists(path.as_ref())? {
                files.push(([SEGMENT, ".", part].concat(), directory.atomic_read(path.as_ref())?));
            }
        }
        let dashed = String::from_utf8_lossy(&files[0].1).into_owned();
        files[0].1 = fixed_meta(&dashed, &uuid).into_bytes();
    }
    files.sort();
    Ok(files)
}

/// The index's own description with the fixed name of its segment.
fn fixed_meta(meta: &str, uuid: &str) -> String {
    let dashed = |id: &str| [&id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]].join("-");
    let mut meta = meta.replace(uuid, SEGMENT).replace(&dashed(uuid), &dashed(SEGMENT));
    if let Some(from) = meta.find("\"payload\": \"") {
        let value = from + "\"payload\": ".len();
        let end = meta[value + 1..].find('"').map_or(meta.len(), |i| value + i + 2);
        meta.replace_range(value..end, "null"); // It tells the random names of the merged segments.
    }
    meta
}
