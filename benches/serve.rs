//! Times `atalaya serve` as an editor and a browser see it: from saving a ficha to the event, its page and the first
//! page of the list, which shows the new title.
//!
//! ```text
//! cargo bench --bench serve -- 1000 14000        generated fichas
//! cargo bench --bench serve -- --site .          a copy of an observatory on disk
//! ```
//!
//! Medians of 15 edits, after three that are not counted; then what the program itself says of the steps of its last
//! reading. `ATALAYA` names another program to time.

#![allow(clippy::print_stdout, clippy::expect_used, missing_docs)]

#[allow(dead_code)]
mod corpus;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use atalaya::site;
use atalaya::source::Root;

const RUNS: usize = 15;
const WARM: usize = 3;
const PATIENCE: Duration = Duration::from_secs(60);

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serve");
    let mut any = false;
    while let Some(arg) = args.next() {
        any = true;
        match arg.as_str() {
            "--site" => {
                let site = PathBuf::from(args.next().expect("a folder after --site"));
                measure(&site.to_string_lossy(), &copied(&site, &work.join("copy")));
            }
            count => generated(count.parse().expect("a number of fichas"), &work),
        }
    }
    if !any {
        generated(1000, &work);
    }
}

fn generated(count: usize, work: &Path) {
    let folder = work.join(format!("site-{count}"));
    let there = fs::read_dir(folder.join("content/fichas")).map_or(0, Iterator::count);
    if there != count {
        let _ = fs::remove_dir_all(&folder);
        corpus::write(&folder, &corpus::generate(count, 7)).expect("the site is written");
    }
    measure(&format!("{count} fichas"), &folder);
}

/// What a site is made from, copied.
fn copied(from: &Path, to: &Path) -> PathBuf {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).expect("a folder");
    for name in ["content", "themes", "ediciones", "site.toml", "permalinks.lock"] {
        if from.join(name).exists() {
            let done = Command::new("cp").arg("-r").arg(from.join(name)).arg(to).status();
            assert!(done.expect("cp runs").success());
        }
    }
    to.to_owned()
}

/// A running `atalaya serve`, ended when it goes out of scope.
struct Server {
    child: Child,
    port: u16,
    told: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(site: &Path) -> Server {
        let told = site.join(".told");
        let program = std::env::var("ATALAYA").unwrap_or_else(|_| env!("CARGO_BIN_EXE_atalaya").to_owned());
        let mut child = Command::new(program)
            .args(["serve", "--port", "0", "--lang", "en", "--timings", "--site"])
            .arg(site)
            .stdout(Stdio::piped())
            .stderr(File::create(&told).expect("a file"))
            .spawn()
            .expect("atalaya runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("an address");
        let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        Server { child, port: port.expect("a port"), told }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = self.ask(path, "Connection: close\r\n");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn ask(&self, path: &str, more: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n").expect("it hears");
        stream
    }

    /// What it said of its last reading.
    fn own(&self) -> String {
        let told = fs::read_to_string(&self.told).unwrap_or_default();
        let last: Vec<&str> = told.rsplit("Read in").next().unwrap_or_default().lines().collect();
        last.join("\n")
    }

    /// Its resident memory, in megabytes.
    fn megabytes(&self) -> f64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = fs::read_to_string(path).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    }
}

/// Waits for the next reading that is told.
fn next(events: &mut impl BufRead) {
    loop {
        let mut line = String::new();
        assert!(events.read_line(&mut line).expect("an event in time") > 0, "the server hung up");
        if line.starts_with("data: ") {
            return;
        }
    }
}

fn measure(name: &str, site: &Path) {
    let server = Server::start(site);
    let mut events = BufReader::new(server.ask("/_atalaya/events", ""));
    next(&mut events);
    let (ficha, page, list) = first(site);
    server.get(&page);
    let own = fs::read_to_string(&ficha).expect("a ficha");
    let (at, title) =
        own.lines().find_map(|line| Some((line, line.strip_prefix("titulo: ")?))).expect("a title");
    let title = title.trim_matches(['"', '\'']);
    let mut times: [Vec<f64>; 4] = Default::default();
    for round in 0..WARM + RUNS {
        let new = format!("{title} {}", if round % 2 == 0 { "bis" } else { "ter" });
        let text = own.replacen(at, &format!("titulo: \"{new}\""), 1);
        let start = Instant::now();
        fs::write(&ficha, text).expect("the ficha is saved");
        next(&mut events);
        let heard = start.elapsed();
        assert!(server.get(&page).contains(&new), "{page} shows “{new}”");
        let seen = start.elapsed();
        assert!(server.get(&list).contains(&new), "{list} shows “{new}”");
        let whole = start.elapsed();
        if round >= WARM {
            let steps = [heard, seen - heard, whole - seen, whole];
            steps.iter().zip(&mut times).for_each(|(step, all)| all.push(1000.0 * step.as_secs_f64()));
        }
        std::thread::sleep(Duration::from_millis(150));
    }
    fs::write(&ficha, own).expect("the ficha is as it was");
    let [heard, page, list, whole] = times.map(median);
    println!(
        "{name}: save → event {heard:.0} ms, page {page:.0} ms, list {list:.0} ms, whole {whole:.0} ms; {:.0} MB",
        server.megabytes()
    );
    println!("  the last reading took{}", server.own());
}

/// The ficha that the list shows first, its page, and the list.
fn first(site: &Path) -> (PathBuf, String, String) {
    let opened = site::open(&Root::new(site), false);
    let catalog = opened.catalog.as_ref().expect("a catalog");
    let record = &catalog.records[0];
    let file = site.join(opened.sources.path(record.span.file));
    let address = &catalog.model(record).address;
    let list = address.replace("{slug}", "").trim_matches('/').to_owned();
    (file, format!("/{}/", address.replace("{slug}", &record.slug)), format!("/{list}/"))
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
