//! Times every export of a generated observatory, in processor time.
//!
//! ```text
//! cargo bench --bench exports -- 14000
//! ```

#![allow(clippy::print_stdout, clippy::expect_used, missing_docs)]

#[allow(dead_code)]
mod corpus;

use std::path::Path;

use atalaya::export::{FORMATS, Published, Set, beside};
use atalaya::output::{self, File};
use atalaya::site;
use atalaya::source::Root;

const BASE: &str = "https://observatorio.example.org/";

fn main() {
    let count = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(1000);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("exports-{count}"));
    if !folder.exists() {
        corpus::write(&folder, &corpus::generate(count, 7)).expect("the site is written");
    }
    let opened = site::open(&Root::new(&folder), false);
    let catalog = opened.catalog.as_ref().expect("a catalog");
    let start = cpu_seconds();
    let set = Set::new(Published::new(catalog, Some(BASE)));
    println!("{:>14} {:6.2} CPU-s", "tables", cpu_seconds() - start);
    measure("beside", || (0..catalog.records.len()).flat_map(|record| beside(&set, record)).collect());
    for (name, format) in FORMATS {
        measure(name, || output::in_memory(|put| format.put(&set, put)).expect("memory takes all"));
    }
    println!("{:>14} {:6.2} CPU-s for {count} fichas", "all", cpu_seconds() - start);
}

fn measure(name: &str, make: impl FnOnce() -> Vec<File>) {
    let start = cpu_seconds();
    let files = make();
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    println!(
        "{name:>14} {:6.2} CPU-s {:8} files {:9.1} MB",
        cpu_seconds() - start,
        files.len(),
        bytes as f64 / 1e6
    );
}

/// Processor time of this process so far, in seconds; 0 where the system does not tell.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}
