//! Answers requests from this machine, and no others.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch::Receiver;

use super::browser;
use super::media_type::media_type;
use super::stage::Stage;
use crate::lang::Lang;
use crate::report::Words;

type Stages = Receiver<Arc<Stage>>;

/// Answers until the program is interrupted.
pub(super) fn run(listener: TcpListener, stages: Stages) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let app = Router::new().fallback(answer).with_state(stages);
        tokio::select! {
            served = axum::serve(listener, app) => served,
            stopped = tokio::signal::ctrl_c() => stopped,
        }
    })
}

async fn answer(State(stages): State<Stages>, request: Request) -> Response {
    let lang = stages.borrow().lang;
    if !is_own(request.headers()) {
        let es = "Este servidor responde sólo a 127.0.0.1 y localhost.";
        let en = "This server answers only to 127.0.0.1 and localhost.";
        return plain(StatusCode::MISDIRECTED_REQUEST, Words::new(es, en), lang);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let words = Words::new("Sólo GET y HEAD.", "GET and HEAD only.");
        return plain(StatusCode::METHOD_NOT_ALLOWED, words, lang);
    }
    let path = request.uri().path();
    match path {
        browser::EVENTS => events(stages).into_response(),
        browser::SCRIPT => file(StatusCode::OK, path, browser::SCRIPT_TEXT.into()),
        browser::STYLE => file(StatusCode::OK, path, browser::STYLE_TEXT.into()),
        _ => {
            let (stage, path) = (Arc::clone(&stages.borrow()), decoded(path));
            let page = tokio::task::spawn_blocking(move || page(&stage, path.trim_start_matches('/')));
            page.await.unwrap_or_else(|_| {
                let words = Words::new("Esta página no se pudo hacer.", "This page could not be made.");
                plain(StatusCode::INTERNAL_SERVER_ERROR, words, lang)
            })
        }
    }
}

/// Whether a request names this machine as its host: a page elsewhere whose name is made to lead here does not.
fn is_own(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

/// What stands at an address of the last good site.
fn page(stage: &Stage, path: &str) -> Response {
    let Some(live) = &stage.live else {
        return html(StatusCode::SERVICE_UNAVAILABLE, browser::nothing_yet(stage.lang).into_bytes(), stage);
    };
    let folder = path.is_empty() || path.ends_with('/');
    let name = if folder { format!("{path}index.html") } else { path.to_owned() };
    let found = match live.file(&name) {
        Ok(Some(bytes)) if name.ends_with(".html") => Ok(html(StatusCode::OK, bytes, stage)),
        Ok(Some(bytes)) => Ok(file(StatusCode::OK, &name, bytes)),
        Ok(None) if !folder && matches!(live.file(&format!("{path}/index.html")), Ok(Some(_))) => {
            let to = format!("/{path}/");
            Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response())
        }
        Ok(None) => {
            live.not_found(path).map(|bytes| html(StatusCode::NOT_FOUND, bytes.unwrap_or_default(), stage))
        }
        Err(report) => Err(report),
    };
    found.unwrap_or_else(|report| {
        let body = browser::broken(&report, stage.lang).into_bytes();
        html(StatusCode::INTERNAL_SERVER_ERROR, body, stage)
    })
}

fn html(status: StatusCode, page: Vec<u8>, stage: &Stage) -> Response {
    file(status, "index.html", browser::with_script(page, stage.good))
}

fn file(status: StatusCode, path: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type(path)),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, Body::from(bytes)).into_response()
}

fn plain(status: StatusCode, words: Words, lang: Lang) -> Response {
    (status, words.text(lang).to_owned()).into_response()
}

/// What is on show, now and after every change.
fn events(stages: Stages) -> impl IntoResponse {
    let stream = stream::unfold((stages, true), |(mut stages, first)| async move {
        if !first {
            stages.changed().await.ok()?;
        }
        let data = browser::event(&stages.borrow_and_update());
        Some((Ok::<_, Infallible>(Event::default().data(data)), (stages, false)))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// An address with its `%C3%B1` written out; what is no UTF-8 leads nowhere.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code =
            (*first == b'%').then(|| tail.get(..2)).flatten().and_then(|two| std::str::from_utf8(two).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
