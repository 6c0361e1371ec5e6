//! A deterministic generator of Spanish-like observatories, and the site they are written as.
//!
//! The same number of fichas and the same seed give the same bytes anywhere. A corpus of neutral JSON lines
//! (`titulo`, `secciones`, `actores`, the taxonomies) may be used instead of a generated one, so that other
//! programs can be measured on the same text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use atalaya::fold::slug;
use serde::Deserialize;

mod words;

use words::{Random, Words};

/// The dimensions and their text fields: 19 sections, which with period and actors make 21 fields.
const DIMENSIONS: &[(&str, &[&str])] = &[
    ("Contexto", &["Problema", "Antecedentes", "Territorio de acción", "Población", "Marco normativo"]),
    ("Diseño", &["Objetivos", "Estrategia", "Gobernanza", "Participación", "Financiamiento"]),
    ("Implementación", &["Actividades", "Cronograma", "Recursos", "Equipo", "Dificultades"]),
    ("Resultados", &["Logros", "Aprendizajes", "Replicabilidad", "Sostenibilidad"]),
];

/// The taxonomies with how many terms each has, and how many a ficha takes at the most.
const TAXONOMIES: &[(&str, usize, usize)] = &[
    ("pais", 10, 1),
    ("region", 6, 1),
    ("tema", 40, 3),
    ("escala", 6, 2),
    ("modalidad", 3, 1),
    ("fuente", 8, 1),
    ("area", 3, 1),
];

/// How many actors there are.
const ACTORS: usize = 3000;

/// One ficha, as the neutral corpus has it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Ficha {
    slug: String,
    titulo: String,
    resumen: String,
    fecha: String,
    anio_inicio: i32,
    anio_termino: Option<i32>,
    pais: String,
    region: String,
    tema: Vec<String>,
    escala: Vec<String>,
    modalidad: String,
    fuente: String,
    area: String,
    actores: Vec<String>,
    secciones: Vec<Section>,
    referencias: Vec<Reference>,
}

#[derive(Clone, Debug, Deserialize)]
struct Section {
    dimension: String,
    nombre: String,
    texto: String,
}

#[derive(Clone, Debug, Deserialize)]
struct Reference {
    cita: String,
    url: String,
}

impl Ficha {
    fn terms(&self) -> Vec<(&'static str, Vec<&str>)> {
        vec![
            ("pais", vec![self.pais.as_str()]),
            ("region", vec![self.region.as_str()]),
            ("tema", self.tema.iter().map(String::as_str).collect()),
            ("escala", self.escala.iter().map(String::as_str).collect()),
            ("modalidad", vec![self.modalidad.as_str()]),
            ("fuente", vec![self.fuente.as_str()]),
            ("area", vec![self.area.as_str()]),
        ]
    }
}

/// `n` fichas of 600 to 900 words with 3 to 15 actors each.
pub(crate) fn generate(n: usize, seed: u64) -> Vec<Ficha> {
    let words = Words::new(seed);
    let mut random = Random::new(seed ^ 0xa17a_1a7a);
    let actors: Vec<String> = (0..ACTORS).map(|at| words.actor(at, &mut random)).collect();
    (0..n).map(|at| ficha(at, seed, &words, &actors)).collect()
}

fn ficha(at: usize, seed: u64, words: &Words, actors: &[String]) -> Ficha {
    let mut random = Random::new(seed.wrapping_mul(0x9e37_79b9).wrapping_add(at as u64));
    let titulo = words.title(at, &mut random);
    let start = 1992 + random.below(32) as i32;
    let mut terms = TAXONOMIES.iter().map(|(name, count, most)| {
        let many = 1 + random.below(*most);
        let set: BTreeSet<String> = (0..many).map(|_| words.term(name, random.below(*count))).collect();
        set.into_iter().collect::<Vec<_>>()
    });
    let mut next = || terms.next().unwrap_or_default();
    let (pais, region, tema, escala, modalidad, fuente, area) =
        (next(), next(), next(), next(), next(), next(), next());
    drop(terms);
    let first = |list: Vec<String>| list.into_iter().next().unwrap_or_default();
    let part: BTreeSet<usize> = (0..3 + random.below(13)).map(|_| random.zipf(actors.len())).collect();
    Ficha {
        slug: format!("{}-{at:05}", slug(&titulo)),
        resumen: words.sentence(18, &mut random),
        fecha: format!("{}-{:02}-{:02}", 2015 + random.below(11), 1 + random.below(12), 1 + random.below(28)),
        anio_inicio: start,
        anio_termino: (random.below(10) < 6).then(|| start + 1 + random.below(9) as i32),
        pais: first(pais),
        region: first(region),
        tema,
        escala,
        modalidad: first(modalidad),
        fuente: first(fuente),
        area: first(area),
        actores: part.into_iter().map(|actor| actors[actor].clone()).collect(),
        secciones: sections(words, &mut random),
        referencias: (0..2 + random.below(5)).map(|_| reference(words, &mut random)).collect(),
        titulo,
    }
}

fn sections(words: &Words, random: &mut Random) -> Vec<Section> {
    let total = 600 + random.below(301);
    let names =
        DIMENSIONS.iter().flat_map(|(dimension, names)| names.iter().map(move |name| (*dimension, *name)));
    let names: Vec<(&str, &str)> = names.collect();
    let each = total / names.len();
    let section = |(dimension, nombre): (&str, &str)| Section {
        dimension: dimension.to_owned(),
        nombre: nombre.to_owned(),
        texto: words.text(
            each / 2 + random.below(each),
            matches!(nombre, "Objetivos" | "Logros" | "Actividades" | "Recursos"),
            random,
        ),
    };
    names.into_iter().map(section).collect()
}

fn reference(words: &Words, random: &mut Random) -> Reference {
    Reference {
        cita: format!("{} ({})", words.sentence(6, random), 1992 + random.below(30)),
        url: format!("https://example.org/doc/{:06}", random.below(1_000_000)),
    }
}

/// The fichas of a neutral corpus: one JSON object a line.
pub(crate) fn read(path: &Path) -> io::Result<Vec<Ficha>> {
    let text = fs::read_to_string(path)?;
    text.lines().map(|line| serde_json::from_str(line).map_err(io::Error::other)).collect()
}

/// Writes the site of the fichas into a folder.
pub(crate) fn write(folder: &Path, fichas: &[Ficha]) -> io::Result<()> {
    let content = folder.join("content");
    fs::create_dir_all(content.join("fichas"))?;
    fs::create_dir_all(content.join("vocabularios"))?;
    fs::write(folder.join("site.toml"), declaration())?;
    let mut terms: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut actors: BTreeSet<&str> = BTreeSet::new();
    for ficha in fichas {
        ficha
            .terms()
            .into_iter()
            .for_each(|(taxonomy, used)| terms.entry(taxonomy).or_default().extend(used));
        actors.extend(ficha.actores.iter().map(String::as_str));
        fs::write(content.join("fichas").join(format!("{}.md", ficha.slug)), markdown(ficha))?;
    }
    for (taxonomy, terms) in terms {
        let lines: String =
            terms.iter().map(|term| format!("- {{ id: {}, etiqueta: \"{term}\" }}\n", slug(term))).collect();
        fs::write(content.join("vocabularios").join(format!("{taxonomy}.yaml")), lines)?;
    }
    let lines: String =
        actors.iter().map(|actor| format!("- {{ id: {}, nombre: \"{actor}\" }}\n", slug(actor))).collect();
    fs::write(content.join("actores.yaml"), lines)
}

/// The model: seven taxonomies, a period, actors and references beside the 19 text fields.
fn declaration() -> String {
    let mut text = String::from(
        "[site]\ntitle = \"Banco de pruebas\"\nlanguages = [\"es\"]\nmenu = [\"fichas\", \"tema\", \"actores\"]\nbase_url = \"https://example.org/\"\n\n[actors]\nfiles = \"content/actores.yaml\"\n",
    );
    for (name, ..) in TAXONOMIES {
        let _ =
            write!(text, "\n[[taxonomy]]\nid = \"{name}\"\nfile = \"content/vocabularios/{name}.yaml\"\n");
    }
    text.push_str("\n[[collection]]\nid = \"fichas\"\nfolder = \"content/fichas\"\n[collection.roles]\ntitle = \"titulo\"\nsummary = \"resumen\"\nperiod = \"periodo\"\ncountry = \"pais\"\nterritory = \"region\"\nactors = \"actores\"\nsource = \"fuente\"\npublished = \"fecha\"\nreferences = \"referencias\"\n");
    let field = |id: &str, kind: &str| format!("[[collection.field]]\nid = \"{id}\"\nkind = \"{kind}\"\n");
    for (id, kind) in
        [("titulo", "line"), ("resumen", "text"), ("fecha", "date"), ("referencias", "references")]
    {
        text.push_str(&field(id, kind));
    }
    for (name, ..) in TAXONOMIES {
        let _ = write!(text, "{}taxonomy = \"{name}\"\nmany = true\nrequired = true\n", field(name, "terms"));
    }
    for (at, (dimension, names)) in DIMENSIONS.iter().enumerate() {
        let _ =
            write!(text, "[[collection.dimension]]\nid = \"{}\"\nlabel = \"{dimension}\"\n", slug(dimension));
        let own: &[(&str, &str)] =
            if at == 0 { &[("periodo", "period"), ("actores", "actors")] } else { &[] };
        let texts = names.iter().map(|name| (*name, "text"));
        for (name, kind) in own.iter().copied().chain(texts) {
            let _ = write!(
                text,
                "[[collection.dimension.field]]\nid = \"{}\"\nlabel = \"{name}\"\nkind = \"{kind}\"\nanswer = true\n",
                slug(name)
            );
        }
    }
    text
}

fn markdown(ficha: &Ficha) -> String {
    let mut text = format!("---\ntitulo: \"{}\"\nfecha: {}\n", ficha.titulo, ficha.fecha);
    let end = ficha.anio_termino.map_or(String::new(), |end| format!("–{end}"));
    let _ = writeln!(text, "periodo: {}{end}", ficha.anio_inicio);
    for (taxonomy, terms) in ficha.terms() {
        let ids: Vec<String> = terms.into_iter().map(slug).collect();
        let _ = writeln!(text, "{taxonomy}: [{}]", ids.join(", "));
    }
    text.push_str("actores:\n");
    for actor in &ficha.actores {
        let _ = writeln!(text, "  - {}", slug(actor));
    }
    text.push_str("referencias:\n");
    for reference in &ficha.referencias {
        let _ = writeln!(
            text,
            "  - {{ titulo: \"{}\", url: \"{}\" }}",
            reference.cita.replace('"', "'"),
            reference.url
        );
    }
    let _ = write!(text, "---\n\n# resumen\n\n{}\n", ficha.resumen);
    let mut open = "";
    for section in &ficha.secciones {
        if section.dimension != open {
            open = &section.dimension;
            let _ = write!(text, "\n# {open}\n");
        }
        let name = if section.nombre == "Territorio" { "Territorio de acción" } else { &section.nombre };
        let _ = write!(text, "\n## {name}\n\n{}\n", section.texto.replace("](ficha:", "](/fichas/"));
    }
    text
}
