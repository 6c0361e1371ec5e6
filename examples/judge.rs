//! Scratch: builds an index from JSON, scores judged queries given as JSON.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]
use atalaya::search::ask::Ask;
use atalaya::search::disk::Library;
use atalaya::search::entry::*;
use atalaya::search::wire::*;
use serde_json::Value;

fn s(v: &Value) -> String { v.as_str().unwrap_or_default().to_string() }
fn strs(v: &Value) -> Vec<String> { v.as_array().unwrap().iter().map(s).collect() }
fn n(v: &Value) -> u32 { v.as_u64().unwrap_or(0) as u32 }

fn stock(v: &Value) -> Stock {
    let arr = |v: &Value| v.as_array().unwrap().clone();
    Stock {
        languages: strs(&v["languages"]),
        fields: arr(&v["fields"]).iter().map(|f| Field { id: s(&f["id"]), labels: strs(&f["labels"]) }).collect(),
        taxonomies: arr(&v["taxonomies"]).iter().map(|t| Taxonomy { id: s(&t["id"]), ordinal: t["ordinal"].as_bool().unwrap(), labels: strs(&t["labels"]),
            terms: arr(&t["terms"]).iter().map(|x| TermInfo { id: s(&x["id"]), broader: n(&x["broader"]), labels: strs(&x["labels"]) }).collect() }).collect(),
        concepts: arr(&v["concepts"]).iter().map(|c| Concept { id: s(&c["id"]), phrases: strs(&c["phrases"]), near: strs(&c["near"]) }).collect(),
        entries: arr(&v["entries"]).iter().map(|e| Entry {
            kind: [Kind::Record, Kind::Identified, Kind::Actor, Kind::Term, Kind::Page][n(&e["kind"]) as usize],
            id: s(&e["id"]), number: e["number"].as_u64().map(|n| n as u32), url: s(&e["url"]), title: s(&e["title"]), acronym: s(&e["acronym"]), place: s(&e["place"]),
            years: (e["years"][0].as_i64().map(|n| n as i32), e["years"][1].as_i64().map(|n| n as i32)), completeness: n(&e["completeness"]),
            parts: arr(&e["parts"]).iter().map(|p| Part { field: n(&p["field"]), class: Class::of(s(&p["class"]).as_bytes()[0]), text: s(&p["text"]) }).collect(),
            terms: arr(&e["terms"]).iter().map(|t| (n(&t[0]), n(&t[1]))).collect(),
            keys: arr(&e["keys"]).iter().map(|t| (n(&t[0]), s(&t[1]))).collect(),
        }).collect(),
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let v: Value = serde_json::from_slice(&std::fs::read(&args[1]).unwrap()).unwrap();
    let t = std::time::Instant::now();
    let stock = stock(&v);
    drop(v);
    let t1 = t.elapsed();
    let files = atalaya::search::index::build(&stock).unwrap();
    eprintln!("load {t1:?} build {:?} files {} bytes {} entry {}", t.elapsed() - t1, files.len(), files.iter().map(|f| f.bytes.len()).sum::<usize>(), files[0].bytes.len());
    if let Some(out) = args.get(3) { for f in &files { let p = std::path::Path::new(out).join(&f.path); std::fs::create_dir_all(p.parent().unwrap()).unwrap(); std::fs::write(p, &f.bytes).unwrap(); } }
    let lib = Library::of(files).unwrap();
    if args[2] == "-" { return }
    if let Some(q) = args[2].strip_prefix("q:") {
        let t = std::time::Instant::now();
        let a = lib.ask(&Ask::new(q)).unwrap();
        println!("{} {:?} sugg {:?}", a.total, t.elapsed(), a.suggestion);
        for h in &a.hits { println!("{:5} {:3} {} ", h.score, h.card.number.unwrap_or(0), h.card.title); for m in &h.matches { println!("        [{}] {}", m.field, m.excerpt.replace('\u{2}', "«").replace('\u{3}', "»")); } }
        for g in &a.groups { println!("-- {}", g.kind); for h in &g.hits { println!("   {} {} {}", h.score, h.card.id, h.card.title); } }
        return;
    }
    let qs: Value = serde_json::from_slice(&std::fs::read(&args[2]).unwrap()).unwrap();
    let (mut nd, mut su, mut re, mut nre, mut npos, mut shown, mut good, mut empt, mut nneg) = (0.0, 0.0, 0.0, 0.0, 0.0, 0, 0, 0, 0);
    let mut by: std::collections::BTreeMap<String, (f64, f64)> = Default::default();
    for q in qs.as_array().unwrap() {
        let rel = |n: u32| q["relevantes"][n.to_string()].as_f64().unwrap_or(0.0);
        let mut a = Ask::new(q["consulta"].as_str().unwrap());
        a.limit = 100; a.counts = false;
        let ans = lib.ask(&a).unwrap();
        let got: Vec<(u32, u32)> = ans.hits.iter().map(|h| (h.card.number.unwrap_or(0), h.score)).collect();
        let mut ideal: Vec<f64> = q["relevantes"].as_object().unwrap().values().map(|v| v.as_f64().unwrap()).collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        let line = |extra: String| println!("{} {:14} {:45} {} got {}", q["id"].as_str().unwrap(), q["tipo"].as_str().unwrap(), q["consulta"].as_str().unwrap(), extra,
            got.iter().take(16).map(|(n, s)| format!("{n}^{}:{s}", rel(*n))).collect::<Vec<_>>().join(" "));
        shown += got.len(); good += got.iter().filter(|(n, _)| rel(*n) > 0.0).count();
        if ideal.is_empty() { nneg += 1; if got.is_empty() { empt += 1 } else { line("NOT EMPTY".into()) } continue; }
        npos += 1.0;
        let dcg = |v: &[f64]| v.iter().take(10).enumerate().map(|(i, g)| (2f64.powf(*g) - 1.0) / ((i + 2) as f64).log2()).sum::<f64>();
        let gains: Vec<f64> = got.iter().map(|(n, _)| rel(*n)).collect();
        let x = dcg(&gains) / dcg(&ideal);
        nd += x;
        let best = ideal[0];
        let ok = gains.first().is_some_and(|g| *g >= best.min(2.0).max(1.0) && (*g >= 2.0 || best < 2.0));
        su += ok as u8 as f64;
        let big = ideal.iter().filter(|g| **g >= 2.0).count();
        let mut r = 1.0;
        if big > 0 { r = gains.iter().take(10).filter(|g| **g >= 2.0).count() as f64 / big.min(10) as f64; re += r; nre += 1.0; }
        let bad = gains.iter().filter(|g| **g == 0.0).count();
        let e = by.entry(q["tipo"].as_str().unwrap().into()).or_default(); e.0 += x; e.1 += 1.0;
        if x < 0.93 || !ok || r < 1.0 || bad * 5 > gains.len() { 
            let missed: Vec<String> = q["relevantes"].as_object().unwrap().iter().filter(|(n, _)| !got.iter().any(|g| g.0.to_string() == **n)).map(|(n, g)| format!("{n}^{g}")).collect();
            line(format!("ndcg {x:.2} r {r:.2} bad {bad} missed [{}]", missed.join(" "))); }
    }
    for (k, v) in by { print!("{k} {:.3} ({}) ", v.0 / v.1, v.1); }
    println!("\nnDCG {:.3} success {:.3} recall {:.3} precision {:.3} ({good}/{shown}) empty {empt}/{nneg}", nd / npos, su / npos, re / nre, good as f64 / shown.max(1) as f64);
}
