//! Words that look like Spanish, in the frequencies of a language.

/// A generator of numbers that is the same everywhere (SplitMix64, Steele, Lea and Flood 2014).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `n` − 1.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// A rank from 0 to `n` − 1, the first ones often and the last ones seldom (Zipf's law, exponent 1).
    pub(crate) fn zipf(&mut self, n: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        let rank = ((n as f64 + 1.0).powf(unit) - 1.0) as usize;
        rank.min(n - 1)
    }
}

const FUNCTION: &str = "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante";
const ONSETS: &[&str] = &[
    "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "tr", "pl", "br", "ch", "ll", "ñ", "gr",
    "cl", "",
];
const NUCLEI: &[&str] = &["a", "e", "i", "o", "u", "ia", "ue", "io", "á", "é", "ó"];
const ENDINGS: &[&str] = &[
    "ción", "ciones", "dad", "dades", "mente", "miento", "ado", "adas", "ando", "ar", "ales", "ista", "ero",
    "eras", "o", "a", "os", "as",
];
/// How many words of content there are.
const CONTENT: usize = 60_000;

/// A vocabulary.
pub(crate) struct Words {
    function: Vec<&'static str>,
    content: Vec<String>,
}

impl Words {
    pub(crate) fn new(seed: u64) -> Words {
        let mut random = Random::new(seed ^ 0x5eed);
        let content = (0..CONTENT).map(|_| word(&mut random)).collect();
        Words { function: FUNCTION.split(' ').collect(), content }
    }

    fn any(&self, random: &mut Random) -> &str {
        if random.below(100) < 45 {
            self.function[random.zipf(self.function.len())]
        } else {
            &self.content[random.zipf(CONTENT)]
        }
    }

    fn content(&self, random: &mut Random) -> &str {
        &self.content[random.below(CONTENT)]
    }

    pub(crate) fn title(&self, at: usize, random: &mut Random) -> String {
        let kind = ["Programa", "Red", "Plan", "Escuela", "Mesa", "Taller", "Fondo"][at % 7];
        format!("{kind} {} y {}", self.content(random), self.content(random))
    }

    pub(crate) fn actor(&self, at: usize, random: &mut Random) -> String {
        let kind =
            ["Fundación", "Municipalidad de", "Universidad de", "Red", "Ministerio de", "Instituto"][at % 6];
        format!("{kind} {} {at}", capital(self.content(random)))
    }

    pub(crate) fn term(&self, taxonomy: &str, at: usize) -> String {
        format!("{} {}", capital(&self.content[(at * 37 + taxonomy.len() * 101) % CONTENT]), at + 1)
    }

    /// A sentence; about one in six has a word in bold.
    pub(crate) fn sentence(&self, words: usize, random: &mut Random) -> String {
        let words: Vec<&str> = (0..words.max(1)).map(|_| self.any(random)).collect();
        let mut text = capital(&words.join(" "));
        if words.len() > 6 && random.below(6) == 0 {
            text = text.replacen(words[3], &format!("**{}**", words[3]), 1);
        }
        text.push('.');
        text
    }

    /// A text of about so many words, as a list or as paragraphs.
    pub(crate) fn text(&self, words: usize, list: bool, random: &mut Random) -> String {
        let mut left = words;
        let mut text = String::new();
        while left > 0 {
            let length = (6 + random.below(17)).min(left);
            left -= length;
            let sentence = self.sentence(length, random);
            match (list, text.is_empty()) {
                (true, _) => text.push_str(&format!("- {sentence}\n")),
                (false, true) => text.push_str(&sentence),
                (false, false) => text.push_str(&format!(" {sentence}")),
            }
        }
        text
    }
}

fn word(random: &mut Random) -> String {
    let syllables = 1 + random.below(3);
    let mut word: String = (0..syllables)
        .map(|_| format!("{}{}", ONSETS[random.below(ONSETS.len())], NUCLEI[random.below(8)]))
        .collect();
    word.push_str(["t", "d", "n", "r", "l"][random.below(5)]);
    word.push_str(ENDINGS[random.below(ENDINGS.len())]);
    word
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
