//! Whatever is in a file, the program says something about it and does not fall over.

#![allow(clippy::expect_used)]

use std::fs;
use std::path::Path;

use atalaya::lang::Lang;
use atalaya::markdown::Prose;
use atalaya::record::{Date, Period};
use atalaya::report::{Report, Span, human, json};
use atalaya::site::{self, Options};
use atalaya::source::Root;
use proptest::collection::vec;
use proptest::prelude::*;
use scraper::Html;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// What people and accidents put into files: pieces of every notation that is read.
const PIECES: &[&str] = &[
    "---\n",
    "...\n",
    "\n",
    "\n\n",
    " ",
    "  ",
    "\t",
    ": ",
    ":",
    "- ",
    "-",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\"",
    "'",
    "|\n  ",
    ">-\n",
    "&a ",
    "*a",
    "!!int ",
    "# ",
    "## ",
    "### ",
    "```\n",
    "~",
    "null",
    "yes",
    "NO",
    "007",
    "1e9",
    "-1",
    "2001",
    "1996–2000",
    "titulo: ",
    "tema: ",
    "periodo: ",
    "lugar: ",
    "actores: ",
    "presupuesto: ",
    "medios: ",
    "indicadores: ",
    "numero: ",
    "valor: ",
    "texto: ",
    "ausencia: ",
    "nota: ",
    "parcial: ",
    "id: ",
    "etiqueta: ",
    "amplio: ",
    "nombre: ",
    "monto: ",
    "fuentes: ",
    "parte: ",
    "coordenadas: ",
    "sin-informacion",
    "no-existe",
    "agua",
    "fosis",
    "a",
    "ñ",
    "\u{301}",
    "é",
    "\u{feff}",
    "\r\n",
    "\r",
    "\0",
    "\u{85}",
    "\u{2028}",
    "🜛",
    "\u{a0}",
    "•",
    "“",
    "：",
    "= ",
    "…",
    "[x](javascript:alert(1))",
    "<script>",
    "![](x.png)",
    "| a |\n|--|\n",
    "\\",
    "%",
    "[site]\n",
    "title = ",
    "\"x\"\n",
    "languages = [\"es\"]\n",
    "[[taxonomy]]\n",
    "[[collection]]\n",
    "id = \"tema\"\n",
    "kind = \"text\"\n",
    "file = \"../x\"\n",
    "[collection.roles]\n",
    "[[collection.field]]\n",
    "folder = \"\"\n",
    "address = \"{slug}\"\n",
];

/// Bytes at random, or pieces at random.
fn anything() -> impl Strategy<Value = Vec<u8>> {
    let pieces = vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat().into_bytes());
    prop_oneof![1 => vec(any::<u8>(), 0..200), 4 => pieces.clone(), 2 => (pieces, vec(any::<u8>(), 0..4)).prop_map(|(mut a, b)| {
        a.extend(b);
        a
    })]
}

/// The site of the bad cases with one file in place of another; what is found is told without falling over.
fn tell(path: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad/_base");
    for entry in walkdir::WalkDir::new(&base)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
    {
        let target = folder.path().join(entry.path().strip_prefix(&base).expect("below"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("made");
        fs::copy(entry.path(), target).expect("copied");
    }
    fs::write(folder.path().join(path), bytes).expect("written");
    let opened = site::open(&Root::new(folder.path()), false);
    for lang in [Lang::ES, Lang::EN] {
        let told = human(&opened.report, &opened.sources, lang);
        assert_eq!(told.is_empty(), opened.report.findings.is_empty());
        assert!(json(&opened.report, &opened.sources, lang).starts_with('{'));
    }
    let Some(catalog) = opened.catalog else {
        assert!(opened.report.has_errors(), "a declaration that cannot be read is a finding");
        return;
    };
    let others = catalog.records.iter().filter(|record| record.slug == "coredepa").count();
    let told = !opened.report.findings.is_empty();
    assert!(told || path == "site.toml" || others == 1, "the other record is still there");
    if path.ends_with("nueva.md") || path.ends_with("nueva.yaml") {
        let read = catalog.records.iter().any(|record| record.slug == "nueva");
        assert!(read || told, "a record or a finding");
    }
}

proptest! {
    #![proptest_config(config(80))]

    #[test]
    fn as_a_ficha(bytes in anything()) {
        tell("content/experiencias/nueva.md", &bytes);
        tell("content/experiencias/nueva.yaml", &bytes);
    }

    #[test]
    fn as_the_front_matter_of_a_ficha(bytes in anything()) {
        let bytes = [b"---\ntitulo: X\n".as_slice(), &bytes, b"\n---\n\n## Objetivos\n\n", &bytes].concat();
        tell("content/experiencias/nueva.md", &bytes);
    }

    #[test]
    fn as_site_toml(bytes in anything()) {
        tell("site.toml", &bytes);
    }

    #[test]
    fn as_the_end_of_site_toml(bytes in anything()) {
        let base = include_bytes!("bad/_base/site.toml").as_slice();
        tell("site.toml", &[base, &bytes].concat());
    }

    #[test]
    fn as_a_vocabulary(bytes in anything()) {
        tell("content/temas.yaml", &bytes);
        tell("content/temas.yaml", &[b"- { id: salud }\n- id: pesca\n  ".as_slice(), &bytes].concat());
    }

    #[test]
    fn as_the_actors(bytes in anything()) {
        tell("content/actores.yaml", &bytes);
        tell("content/actores.yaml", &[b"- id: fosis\n  ".as_slice(), &bytes].concat());
    }

    #[test]
    fn as_a_page_or_the_glossary(bytes in anything()) {
        tell("content/paginas/acerca.md", &bytes);
        tell("content/glosario.yaml", &bytes);
    }
}

/// Elements that prose may be made of.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "body",
    "p",
    "a",
    "img",
    "em",
    "strong",
    "del",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "hr",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
];

fn assert_safe(markdown: &str) {
    let mut report = Report::default();
    let prose = Prose::in_page(markdown, Span::default(), true, &mut report);
    let page = Html::parse_document(&prose.html);
    for element in page.tree.values().filter_map(|node| node.as_element()) {
        assert!(ELEMENTS.contains(&element.name()), "<{}> in {:?}", element.name(), prose.html);
        for (name, value) in element.attrs() {
            assert!(
                ["href", "src", "alt", "title", "id", "class", "start"].contains(&name),
                "{name} in {:?}",
                prose.html
            );
            let address = value.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
            let scheme = address.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase();
            let safe = ["https:", "http:", "mailto:", "site:"].iter().any(|known| scheme.starts_with(known));
            assert!(!["href", "src"].contains(&name) || safe || !scheme.contains(':'), "{name}={value:?}");
            assert!(!["href", "src"].contains(&name) || !address.starts_with("//"), "{name}={value:?}");
        }
    }
}

/// What has fooled sanitisers elsewhere.
const TRICKS: &[&str] = &[
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](x.png)",
    "![x](x.png \"a\\\" onload=\\\"alert(1)\")",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<scr<script>ipt>alert(1)</script>",
    "<!-- --><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>]]>",
    "<?php <script> ?>",
    "<a\nhref=javascript:x>",
    "`<script>`",
    "    <script>",
    "```\"><script>\nx\n```",
    "``` \" onclick=\"x\nx\n```",
    "# <script>x</script>",
    "| <b onclick=x> |\n|---|\n| x |",
    "[<script>](/x)",
    "[x](//evil.example)",
    "[x](\\\\evil.example)",
    "<https://a.example/\"onmouseover=x>",
    "[x](<https://a.example/\"onmouseover=\"x>)",
    "\u{0}<script\u{0}>",
    "[x](\u{1}javascript:x)",
];

#[test]
fn no_known_trick_gets_through() {
    TRICKS.iter().for_each(|trick| assert_safe(trick));
    TRICKS
        .iter()
        .for_each(|trick| assert_safe(&format!("- a\n\n  {trick}\n> {trick}\n\n[y]({trick} \"{trick}\")")));
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn markdown_of_anything_is_safe(bytes in anything(), tricks in vec(prop::sample::select(TRICKS), 0..5)) {
        let text = String::from_utf8_lossy(&bytes);
        assert_safe(&text);
        assert_safe(&format!("{text}{}", tricks.join(&text)));
        assert_safe(&tricks.concat());
    }

    #[test]
    fn periods_come_back_as_they_were_written(start in 1..=9999_i32, length in 0..300_i32, about in any::<(bool, bool)>(), form in 0..4_usize) {
        let year = |year: i32, about: bool| format!("{}{year:04}", if about { "~" } else { "" });
        let (from, to) = (year(start, about.0), year((start + length).min(9999), about.1));
        let text = [from.clone(), format!("{from}–{to}"), format!("{from}–"), format!("–{to}")][form].clone();
        let period = Period::parse(&text, Span::default()).expect("a period");
        prop_assert_eq!(period.to_string(), text.clone());
        prop_assert_eq!(Period::parse(&text.replace('–', "-"), Span::default()).expect("a period"), period);
    }

    #[test]
    fn dates_come_back_and_only_those_that_exist(year in 1..=9999_i32, month in 0..=14_u8, day in 0..=33_u8) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        let days = match month {
            2 if year % 400 == 0 || year % 4 == 0 && year % 100 != 0 => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let exists = (1..=12).contains(&month) && (1..=days).contains(&day);
        let date = Date::parse(&text, Span::default());
        prop_assert_eq!(date.is_ok(), exists);
        if let Ok(date) = date {
            prop_assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn any_text_is_a_period_or_a_finding(text in "\\PC{0,12}") {
        let _ = Period::parse(&text, Span::default()).map(|period| period.to_string());
        let _ = Date::parse(&text, Span::default()).map(|date| date.to_string());
    }
}

/// The fields of the record of a ficha that is YAML alone, as published.
fn published(ficha: &str) -> serde_json::Value {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("content")).expect("made");
    let model = "[site]\ntitle = \"X\"\nlanguages = [\"es\"]\n[[collection]]\nid = \"f\"\nfolder = \"content\"\n\
        [collection.roles]\ntitle = \"titulo\"\n[[collection.field]]\nid = \"titulo\"\nkind = \"line\"\n\
        [[collection.field]]\nid = \"lista\"\nkind = \"list\"\n[[collection.field]]\nid = \"dinero\"\nkind = \"money\"\n";
    fs::write(folder.path().join("site.toml"), model).expect("written");
    fs::write(folder.path().join("content/x.yaml"), ficha).expect("written");
    let built = site::make(&Root::new(folder.path()), &Options::default());
    let told = human(&built.opened.report, &built.opened.sources, Lang::EN);
    let file = built
        .files
        .iter()
        .find(|file| file.path == "datos/fichas.json")
        .unwrap_or_else(|| panic!("{told}\n{ficha}"));
    let records: serde_json::Value = serde_json::from_slice(&file.bytes).expect("JSON");
    records[0]["campos"].clone()
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn quoted_texts_come_back(texts in vec("[\\PC&&[^\\u{301}]]{1,20}", 1..5)) {
        use unicode_normalization::UnicodeNormalization;
        let texts: Vec<String> = texts.iter().map(|text| format!("a{text}z")).collect();
        let list = texts.iter().map(|text| serde_json::to_string(text).expect("JSON")).collect::<Vec<_>>().join(", ");
        let fields = published(&format!("titulo: x\nlista: [{list}]\n"));
        let expected: Vec<String> = texts.iter().map(|text| text.nfc().collect()).collect();
        prop_assert_eq!(&fields["lista"]["valor"], &serde_json::json!(expected));
    }

    #[test]
    fn amounts_come_back(amount in 0..=999_999_999_999_u64, cents in prop::option::of(1..100_u32), share in 0..=100_u32) {
        let text = cents.map_or(amount.to_string(), |cents| format!("{}.{cents:02}", amount % 1_000_000_000));
        let fields = published(&format!(
            "titulo: x\ndinero: {{ monto: {text}, moneda: CLP, fuentes: [{{ nombre: y, parte: {share} % }}] }}\n"
        ));
        let value = &fields["dinero"]["valor"];
        let (read, written) = (value["montos"][0]["amount"].as_f64().expect("a number"), text.parse::<f64>().expect("a number"));
        prop_assert!((read - written).abs() < 0.001, "{read} {written}");
        prop_assert_eq!(value["fuentes"][0]["parte"].as_f64(), Some(f64::from(share)));
    }
}
