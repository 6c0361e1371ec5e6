//! A served copy of this observatory, and a browser's half of the talk with it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long anything may take before it counts as not happening.
const PATIENCE: Duration = Duration::from_secs(20);

/// A copy of this observatory with its theme.
pub(crate) fn site() -> TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = tempfile::tempdir().unwrap();
    copy(&from.join("content"), &root.path().join("content"));
    copy(&from.join("themes"), &root.path().join("themes"));
    fs::copy(from.join("site.toml"), root.path().join("site.toml")).unwrap();
    root
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A running `atalaya serve`, ended when it goes out of scope.
pub(crate) struct Server {
    pub(crate) root: TempDir,
    pub(crate) port: u16,
    child: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    pub(crate) fn start(root: TempDir) -> Server {
        let told = fs::File::create(root.path().join(".told")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_atalaya"))
            .args(["serve", "--port", "0", "--site"])
            .arg(root.path())
            .stdout(Stdio::piped())
            .stderr(told)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
        Server { root, port, child }
    }

    /// Its resident memory, in megabytes.
    #[allow(dead_code)]
    pub(crate) fn megabytes(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
    }

    /// What was said in the terminal so far.
    pub(crate) fn told(&self) -> String {
        fs::read_to_string(self.root.path().join(".told")).unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        get_as(self.port, path, "GET", "127.0.0.1")
    }

    /// Replaces words in a file; they must be there.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.root.path().join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from} in {}", path.display());
        fs::write(&path, text.replace(from, to)).unwrap();
    }

    /// Waits until a page says something.
    pub(crate) fn wait_for(&self, page: &str, words: &str) {
        self.wait(page, |body| body.contains(words));
    }

    /// Waits until a page no longer says something.
    pub(crate) fn wait_for_none(&self, page: &str, words: &str) {
        self.wait(page, |body| !body.contains(words));
    }

    fn wait(&self, page: &str, good: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !good(&self.get(page).body) {
            assert!(start.elapsed() < PATIENCE, "{page} did not change; told:\n{}", self.told());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Listens for changes as a page does.
    pub(crate) fn events(&self) -> Events {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /_atalaya/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        Events { lines: BufReader::new(stream), good: 0 }
    }
}

/// The changes a page hears of.
pub(crate) struct Events {
    lines: BufReader<TcpStream>,
    good: u64,
}

impl Events {
    /// The next one, as it is written.
    pub(crate) fn next(&mut self) -> String {
        let start = Instant::now();
        loop {
            let mut line = String::new();
            // The server keeps the line open with a sign of life now and then.
            assert!(start.elapsed() < PATIENCE, "no event in time");
            assert!(self.lines.read_line(&mut line).expect("an event in time") > 0, "the server hung up");
            if let Some(data) = line.strip_prefix("data: ") {
                let good = data.split("\"good\":").nth(1).unwrap().split(',').next().unwrap();
                self.good = self.good.max(good.parse().unwrap());
                return data.to_owned();
            }
        }
    }

    /// Waits for the next good site.
    pub(crate) fn until_good(&mut self) {
        let before = self.good;
        while self.good == before {
            self.next();
        }
    }
}

/// What the server answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Asks for a path by some method under some name of the host.
pub(crate) fn get_as(port: u16, path: &str, method: &str, host: &str) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
    let mut lines = head.lines();
    let status =
        lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok()).unwrap();
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    Answer { status, headers, body: body.to_owned() }
}
