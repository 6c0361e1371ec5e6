//! What a served page has besides its own: a script that reloads it and shows what is wrong.

use crate::lang::Lang;
use crate::report::Report;

use super::stage::Stage;

/// Where the browser listens for changes.
pub(super) const EVENTS: &str = "/_atalaya/events";
/// The script's address.
pub(super) const SCRIPT: &str = "/_atalaya/reload.js";
/// The address of the style of the findings.
pub(super) const STYLE: &str = "/_atalaya/overlay.css";
/// The script.
pub(super) const SCRIPT_TEXT: &str = include_str!("reload.js");
/// The style of the findings.
pub(super) const STYLE_TEXT: &str = include_str!("overlay.css");

/// A page with the script before its end, and the number of the reading it shows.
pub(super) fn with_script(mut page: Vec<u8>, good: u64) -> Vec<u8> {
    let script = format!("<script src=\"{SCRIPT}\" data-reading=\"{good}\" defer></script>");
    let end = b"</body>";
    let at =
        page.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    page.splice(at..at, script.into_bytes());
    page
}

/// What the browser is told: the reading on show and the findings of the newest.
pub(super) fn event(stage: &Stage) -> String {
    format!("{{\"good\":{},\"found\":{}}}", stage.good, stage.findings)
}

/// The page that stands everywhere until there is a first good site.
pub(super) fn nothing_yet(lang: Lang) -> String {
    let (title, text) = match lang {
        Lang::ES => ("Todavía no hay sitio", "El sitio aparecerá aquí en cuanto se corrija lo que falta."),
        _ => ("No site yet", "The site will appear here as soon as what is wrong is mended."),
    };
    page(lang, title, &format!("<p>{text}</p>"))
}

/// The page in place of one whose template does not work.
pub(super) fn broken(report: &Report, lang: Lang) -> String {
    let told =
        report.findings.iter().map(|finding| format!("<pre>{}</pre>", escaped(finding.message.text(lang))));
    let title =
        if lang == Lang::ES { "Esta página no se pudo hacer" } else { "This page could not be made" };
    page(lang, title, &told.collect::<String>())
}

fn page(lang: Lang, title: &str, body: &str) -> String {
    let csp = "default-src 'self'";
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{csp}\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title></head>\n\
         <body><main><h1>{title}</h1>{body}</main></body>\n</html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
