//! Serves the observatory on this machine while it is written: watch, read again, swap, tell the browser.
//!
//! Only what a request asks for is rendered, from the catalog of the last good site. A page is a pure function of the
//! catalog and the theme, so what is served is what a build would write; and saving a file costs no more than
//! reading and checking again, however many pages show it.

mod browser;
mod http;
mod live;
mod media_type;
mod stage;
mod watch;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch::{Sender, channel};

use crate::lang::Lang;
use crate::report::Words;
use crate::site::Opened;
use crate::source::Root;
use watch::Watch;

pub use live::Live;
pub use stage::{Bench, Stage};

/// What happens while serving, for whoever started it to tell.
#[derive(Debug)]
pub enum News<'a> {
    /// Requests are answered at this address from now on.
    Listening(SocketAddr),
    /// The site was read again, with what was found; it is shown unless something is wrong.
    Read {
        /// What was read.
        opened: &'a Opened,
        /// How long it took.
        took: Duration,
    },
    /// A folder cannot be watched: changes in it go unnoticed.
    Unwatched {
        /// Why, and what to do.
        words: Words,
        /// The language in which the site is told about.
        lang: Lang,
    },
}

/// Serves the site in a folder on the loopback address until it is interrupted. Port 0 takes any that is free.
///
/// # Errors
///
/// Where the port is taken or the system refuses.
pub fn serve(
    root: Root,
    port: u16,
    lang: Option<Lang>,
    mut tell: impl FnMut(News<'_>) + Send + 'static,
) -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    tell(News::Listening(listener.local_addr()?));
    let mut watch = Watch::new(root.path()).map_err(|error| io::Error::other(watch::told(&error)))?;
    let mut bench = Bench::new(root, lang);
    let (sender, receiver) = channel(Arc::new(bench.read(|opened, took| tell(News::Read { opened, took }))));
    std::thread::spawn(move || keep_reading(&mut bench, &mut watch, &sender, &mut tell));
    http::run(listener, receiver)
}

/// Reads the site again after every change, for as long as somebody listens.
fn keep_reading(
    bench: &mut Bench,
    watch: &mut Watch,
    sender: &Sender<Arc<Stage>>,
    tell: &mut (impl FnMut(News<'_>) + Send + 'static),
) {
    loop {
        match watch.follow(&bench.folders()) {
            // What changed before the folder was watched would be missed.
            Ok(true) => {}
            Ok(false) if !watch.wait() => return,
            Ok(false) => {}
            Err(error) => {
                tell(News::Unwatched { words: watch::told(&error), lang: sender.borrow().lang });
                if !watch.wait() {
                    return;
                }
            }
        }
        let stage = bench.read(|opened, took| tell(News::Read { opened, took }));
        if stage.number != sender.borrow().number && sender.send(Arc::new(stage)).is_err() {
            return;
        }
    }
}
