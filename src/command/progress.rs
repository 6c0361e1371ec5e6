//! A sign of life while something takes long: only at a terminal, only after a second, gone when it is done.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(1);
const BLANK: &str = "\r                                        \r";

/// Shows how long the work takes until it is dropped.
pub(crate) struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

impl Progress {
    /// Starts to watch; shows nothing where standard error is no terminal.
    pub(crate) fn start() -> Progress {
        if !std::io::stderr().is_terminal() {
            return Progress(None);
        }
        let (done, wait) = channel();
        let start = Instant::now();
        let thread = std::thread::spawn(move || {
            let mut shown = false;
            while wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown = true;
                eprint!("\ratalaya … {} s", start.elapsed().as_secs());
                let _ = std::io::stderr().flush();
            }
            if shown {
                eprint!("{BLANK}");
            }
        });
        Progress(Some((done, thread)))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            let _ = thread.join();
        }
    }
}
