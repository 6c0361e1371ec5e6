//! What is asked, as the address of a search page writes it: `q=…&tema=salud&tema=agua&no.pais=chile&desde=2000`.

use crate::search::wire::push_number;

/// How the chosen values of one facet go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Mode {
    /// One of them is enough.
    #[default]
    Any,
    /// All are wanted.
    All,
    /// None may be there.
    None,
    /// All are wanted, whatever else is chosen in the facet.
    Besides,
}

/// The values chosen in one facet.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Choice {
    /// Id of the taxonomy.
    pub facet: String,
    /// Ids of its terms; `sin-dato` for entries without any.
    pub values: Vec<String>,
    /// How they go together.
    pub mode: Mode,
}

/// In which order results come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// By title.
    Title,
    /// The most complete first.
    Completeness,
}

/// A question with everything that narrows and orders its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What was typed.
    pub question: String,
    /// What was chosen.
    pub choices: Vec<Choice>,
    /// First and last year a record may begin in.
    pub years: (Option<i32>, Option<i32>),
    /// Order.
    pub sort: Sort,
    /// How many results.
    pub limit: usize,
    /// How many to pass over.
    pub offset: usize,
    /// Facets are to be counted.
    pub counts: bool,
    /// Only these, if any are named.
    pub only: Vec<String>,
    /// Facets of many values that are to be counted too.
    pub opened: Vec<String>,
    /// What the names of their values must have.
    pub typed: Vec<(String, String)>,
    /// Two facets to cross: those of the rows and of the columns.
    pub crossed: Option<(String, String)>,
    /// Where the results are is to be told.
    pub places: bool,
    /// Facets and fields that are to be told of every result.
    pub columns: Vec<String>,
    /// What only mentions in passing what is asked is wanted too.
    pub passing: bool,
    /// The language of labels.
    pub language: String,
    /// Actors, terms and pages are to be found too.
    pub groups: bool,
}

impl Default for Ask {
    fn default() -> Ask {
        let (choices, years, crossed) = (Vec::new(), (None, None), None);
        let (only, opened, typed, columns) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (question, language) = (String::new(), String::new());
        Ask {
            question,
            choices,
            years,
            only,
            opened,
            typed,
            crossed,
            places: false,
            passing: false,
            columns,
            language,
            sort: Sort::Relevance,
            limit: 10,
            offset: 0,
            counts: true,
            groups: true,
        }
    }
}

impl Ask {
    /// Only a question.
    pub fn new(question: &str) -> Ask {
        Ask { question: question.to_string(), ..Ask::default() }
    }

    /// Reads the part of an address after `?`.
    pub fn read(address: &str) -> Ask {
        let mut ask = Ask::default();
        let mut all = Vec::new();
        for pair in address.trim_start_matches('?').split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name), decode(value));
            match name.as_str() {
                "" => {}
                "q" => ask.question = value,
                "desde" => ask.years.0 = value.trim().parse().ok(),
                "hasta" => ask.years.1 = value.trim().parse().ok(),
                "orden" => ask.sort = sort(&value),
                "n" => ask.limit = value.parse().unwrap_or(10).min(1000),
                "pasar" => ask.offset = value.parse().unwrap_or(0),
                "cuentas" => {
                    ask.counts = value != "0";
                    ask.only = if ask.counts { listed(&value) } else { Vec::new() };
                }
                "grupos" => ask.groups = value != "0",
                "todas" => all.push(value),
                "abrir" => ask.opened.push(value),
                "cruce" => ask.crossed = value.split_once(',').map(|(a, b)| (a.to_string(), b.to_string())),
                "lugares" => ask.places = value != "0",
                "campos" => ask.columns = listed(&value),
                "paso" => ask.passing = value != "0",
                "idioma" => ask.language = value,
                _ => match name.strip_prefix("filtro.") {
                    Some(facet) => ask.typed.push((facet.to_string(), value)),
                    None => ask.choose(&name, value),
                },
            }
        }
        for choice in &mut ask.choices {
            if choice.mode == Mode::Any && all.contains(&choice.facet) {
                choice.mode = Mode::All;
            }
        }
        ask
    }

    /// The span of years as a value of the facet of years.
    pub(super) fn span(&self) -> Option<String> {
        let (from, to) = self.years;
        from.or(to)?;
        let year = |year: Option<i32>| year.map(|year| number(year.max(0) as u32)).unwrap_or_default();
        Some([&year(from), "-", &year(to)].concat())
    }

    /// Adds a value to those chosen; `no.` before the facet's id excludes it, `y.` demands it besides the others.
    pub fn choose(&mut self, facet: &str, value: String) {
        let (facet, mode) = match (facet.strip_prefix("no."), facet.strip_prefix("y.")) {
            (Some(facet), _) => (facet, Mode::None),
            (None, Some(facet)) => (facet, Mode::Besides),
            (None, None) => (facet, Mode::Any),
        };
        if facet.is_empty() || value.is_empty() {
            return;
        }
        match self.choices.iter_mut().find(|c| c.facet == facet && c.mode == mode) {
            Some(choice) if choice.values.contains(&value) => {}
            Some(choice) => choice.values.push(value),
            None => self.choices.push(Choice { facet: facet.to_string(), values: vec![value], mode }),
        }
    }

    /// The address that [`Ask::read`] reads back.
    pub fn write(&self) -> String {
        let mut out = String::new();
        let mut add = |name: &str, value: &str| {
            if !out.is_empty() {
                out.push('&');
            }
            encode(name, &mut out);
            out.push('=');
            encode(value, &mut out);
        };
        add("q", &self.question);
        for choice in &self.choices {
            let name = match choice.mode {
                Mode::None => ["no.", &choice.facet].concat(),
                Mode::Besides => ["y.", &choice.facet].concat(),
                Mode::Any | Mode::All => choice.facet.clone(),
            };
            for value in &choice.values {
                add(&name, value);
            }
            if choice.mode == Mode::All {
                add("todas", &choice.facet);
            }
        }
        for (name, year) in [("desde", self.years.0), ("hasta", self.years.1)] {
            if let Some(year) = year {
                add(name, &number(year.max(0) as u32));
            }
        }
        if self.passing {
            add("paso", "1");
        }
        if self.sort != Sort::Relevance {
            add("orden", sort_name(self.sort));
        }
        add("n", &number(self.limit as u32));
        out
    }
}

/// The names in a list with commas.
fn listed(value: &str) -> Vec<String> {
    value.split(',').filter(|name| !name.is_empty()).map(str::to_string).collect()
}

fn number(n: u32) -> String {
    let mut out = String::new();
    push_number(&mut out, n);
    out
}

const SORTS: [(&str, Sort); 5] = [
    ("relevancia", Sort::Relevance),
    ("reciente", Sort::Newest),
    ("antigua", Sort::Oldest),
    ("titulo", Sort::Title),
    ("completa", Sort::Completeness),
];

fn sort(name: &str) -> Sort {
    SORTS.iter().find(|(n, _)| *n == name).map_or(Sort::Relevance, |(_, s)| *s)
}

fn sort_name(sort: Sort) -> &'static str {
    SORTS.iter().find(|(_, s)| *s == sort).map_or("", |(n, _)| n)
}

fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|b| (*b as char).to_digit(16));
        match bytes[i] {
            b'+' => out.push(b' '),
            b'%' => match (hex(i + 1), hex(i + 2)) {
                (Some(a), Some(b)) => {
                    out.push((a * 16 + b) as u8);
                    i += 2;
                }
                _ => out.push(b'%'),
            },
            byte => out.push(byte),
        }
        i += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(byte as char);
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_it_was_written() {
        let mut ask = Ask::new("\"ley 19.284\" & niños=1");
        ask.choose("tema", "salud".into());
        ask.choose("tema", "agua".into());
        ask.choose("no.pais", "chile".into());
        ask.choices[0].mode = Mode::All;
        ask.years = (Some(2000), None);
        ask.sort = Sort::Title;
        ask.passing = true;
        assert_eq!(Ask::read(&ask.write()), ask);
    }

    #[test]
    fn odd_addresses_are_read_as_well_as_possible() {
        assert_eq!(Ask::read("q=%zz%c3&&=&x&n=99999999999").question, "%zz\u{fffd}");
    }
}
