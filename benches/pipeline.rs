//! Times every step of a build on generated observatories.
//!
//! ```text
//! cargo bench --bench pipeline -- 1000 4000 14000            generated fichas
//! cargo bench --bench pipeline -- --corpus corpus.jsonl      a neutral corpus of JSON lines
//! cargo bench --bench pipeline -- --site .                   an observatory on disk
//! ```
//!
//! Each observatory is built three times into an empty folder; the medians are printed, with the processor time of the
//! whole process and its largest memory.

#![allow(clippy::print_stdout, clippy::expect_used, missing_docs)]

mod corpus;

use std::path::{Path, PathBuf};
use std::time::Instant;

use atalaya::site::{self, Options};
use atalaya::source::Root;

const RUNS: usize = 3;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pipeline");
    let mut any = false;
    while let Some(arg) = args.next() {
        any = true;
        match arg.as_str() {
            "--corpus" => {
                let file = PathBuf::from(args.next().expect("a file after --corpus"));
                let fichas = corpus::read(&file).expect("a corpus of JSON lines");
                measure(&file.to_string_lossy(), &written(&work.join("corpus"), &fichas), &work);
            }
            "--site" => {
                let site = PathBuf::from(args.next().expect("a folder after --site"));
                measure(&site.to_string_lossy(), &site, &work);
            }
            count => generated(count.parse().expect("a number of fichas"), &work),
        }
    }
    if !any {
        generated(1000, &work);
    }
}

fn generated(count: usize, work: &Path) {
    let fichas = corpus::generate(count, 7);
    measure(&format!("{count} fichas"), &written(&work.join(format!("site-{count}")), &fichas), work);
}

/// The site of the fichas, written anew where another number of them lies there.
fn written(folder: &Path, fichas: &[corpus::Ficha]) -> PathBuf {
    let there = std::fs::read_dir(folder.join("content/fichas")).map_or(0, Iterator::count);
    if there != fichas.len() {
        if folder.exists() {
            std::fs::remove_dir_all(folder).expect("the old site goes");
        }
        corpus::write(folder, fichas).expect("the site is written");
    }
    folder.to_owned()
}

fn measure(name: &str, folder: &Path, work: &Path) {
    let root = Root::new(folder);
    let mut steps: Vec<(&'static str, Vec<f64>, Vec<f64>)> = Vec::new();
    let (mut wall, mut cpu, mut files) = (Vec::new(), Vec::new(), 0);
    for run in 0..RUNS {
        let out = work.join(format!("out-{}-{run}", std::process::id()));
        let (before, start) = (cpu_seconds(), Instant::now());
        let (opened, written) = site::build(&root, &out, &Options::default()).expect("the site is built");
        wall.push(start.elapsed().as_secs_f64());
        cpu.push(cpu_seconds() - before);
        files = written.map_or(0, |written| written.changed);
        for (at, step) in opened.timings.0.iter().enumerate() {
            if steps.len() <= at {
                steps.push((step.name, Vec::new(), Vec::new()));
            }
            steps[at].1.push(step.wall.as_secs_f64());
            steps[at].2.push(step.cpu.as_secs_f64());
        }
        assert!(
            files > 0,
            "{}",
            atalaya::report::human(&opened.report, &opened.sources, atalaya::lang::Lang::EN)
        );
    }
    println!("\n{name}: {files} files, median of {RUNS} builds");
    for (step, wall, cpu) in &mut steps {
        println!("  {step:>10} {:9.1} ms {:7.2} CPU-s", 1000.0 * median(wall), median(cpu));
    }
    println!(
        "  {:>10} {:9.1} ms, {:.2} CPU-s, peak {:.0} MB",
        "wall",
        1000.0 * median(&mut wall),
        median(&mut cpu),
        peak_megabytes()
    );
    for run in 0..RUNS {
        let _ = std::fs::remove_dir_all(work.join(format!("out-{}-{run}", std::process::id())));
    }
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Processor time of this process so far, in seconds; 0 where the system does not tell.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// The largest resident memory of this process, in megabytes; 0 where the system does not tell.
fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
