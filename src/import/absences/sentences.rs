//! Sentences that say that there is nothing to say: those that say no more than that, and those that may say more.

use super::absence;
use super::words::{ASKED, EMPTY, KNOWLEDGE, NOT_SO, NOTHING, POINTING, SUBJECTS, UNKNOWING, UNKNOWN, VERBS};
use crate::config::{Field, Kind};
use crate::fold::fold;
use crate::import::mapping::names;
use crate::record::Absence;

/// Within how many words a sentence says what is not known.
const SOON: usize = 5;
/// A sentence that says that there is none, and no more, has at most so many words.
const WORDS: usize = 14;
/// Within how many words it begins to.
const SUBJECT: usize = 6;

/// The absence that a sentence states: `No se tiene información al respecto`, `No existe una normativa que la sustente`.
pub fn stated(sentence: &str) -> Option<Absence> {
    let plain = sentence.trim().trim_end_matches('.');
    let folded = fold(plain);
    let words: Vec<&str> = folded.split(' ').collect();
    if words.get(1).is_some_and(|word| NOT_SO.contains(word)) {
        return None;
    }
    if UNKNOWN.contains(&words[0]) && words.iter().take(SOON + 1).any(|word| KNOWLEDGE.contains(word)) {
        return Some(Absence::NoInformation);
    }
    let goes_on = plain.contains([',', ';', ':']);
    let within = |name: &&str| {
        let before = folded.find(&format!("{name} ")).map(|at| folded[..at].split_whitespace().count());
        before.is_some_and(|before| before == 0 || plain.starts_with(['“', '"', '«']) && before <= SUBJECT)
    };
    (!goes_on && words.len() <= WORDS && NOTHING.iter().any(within)).then_some(Absence::None)
}

/// The absence that a text states, and what it says beyond that: `No se conoce el monto. Lo pagan los municipios.`
pub fn stated_first(text: &str) -> Option<(Absence, &str)> {
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    let (first, rest) = text.split_at(end);
    let known = absence(first).or_else(|| stated(first))?;
    Some((known, rest.trim()))
}

/// The absence that a sentence is the whole of, in the words of the field that it answers: `No existe una normativa que
/// la sustente`. Whatever else it says makes it an answer.
pub fn whole(sentence: &str, field: &Field) -> Option<Absence> {
    let sentence = sentence.trim();
    if let Some(absence) = absence(sentence) {
        return Some(absence);
    }
    let plain = without_subject(sentence.trim_end_matches('.'));
    let folded = fold(plain);
    let (negation, rest) = folded.split_once(' ')?;
    let words: Vec<&str> = rest.split(' ').collect();
    let said = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let denies =
        ["sin", "sem"].contains(&negation) || ["no", "nao", "there", "it"].contains(&negation) && said(VERBS);
    let own: Vec<String> = names(field).map(fold).collect();
    let nothing_else = words.iter().enumerate().all(|(at, word)| {
        let known = [VERBS, EMPTY, KNOWLEDGE].iter().any(|list| list.contains(word)) || *word == "no";
        let subject = SUBJECTS.contains(word) && at > 0 && POINTING.contains(&words[at - 1]);
        known || subject || asks(field.kind, word) || own.iter().any(|name| speaks_of(name, word))
    });
    let goes_on = plain.contains([',', ';', ':']) || plain.contains(". ");
    (denies && nothing_else && !goes_on).then(|| {
        let unknown = said(KNOWLEDGE) || said(UNKNOWING);
        if unknown { Absence::NoInformation } else { Absence::None }
    })
}

/// A sentence without the name in quotes that it begins with: `“El Grupo” no posee…`.
fn without_subject(sentence: &str) -> &str {
    let Some(rest) = sentence.strip_prefix(['“', '"', '«']) else { return sentence };
    let after =
        rest.split_once(['”', '"', '»']).map(|(name, rest)| (name.split_whitespace().count(), rest.trim()));
    after.filter(|(words, _)| *words <= SUBJECT).map_or(sentence, |(_, rest)| rest)
}

fn asks(kind: Kind, word: &str) -> bool {
    ASKED.iter().any(|(own, words)| *own == kind && words.contains(&word))
}

/// Whether a word is one of a name, or of its kin: `normativa` of `Normatividad`.
fn speaks_of(name: &str, word: &str) -> bool {
    let akin = |other: &str| {
        let shared = word.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        shared >= 5 && 5 * shared >= 3 * word.len().max(other.len())
    };
    name.split(' ').any(|own| own == word && own.len() > 2 || akin(own))
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    #[test]
    fn absences_as_reports_state_them() {
        for (sentence, id) in [
            ("No se tiene información al respecto.", Some("sin-informacion")),
            ("No existen antecedentes específicos del presupuesto utilizado.", Some("sin-informacion")),
            ("No presenta información", Some("sin-informacion")),
            ("no existe una normatividad asociada a este programa", Some("no-existe")),
            ("No cuenta con una normatividad.", Some("no-existe")),
            ("“El Grupo” no posee una normativa legal que lo sustente.", Some("no-existe")),
            ("No existe un monto fijo, lo aportan los municipios", None),
            ("La mesa no tiene sede, pero sí estatutos.", None),
            ("No sólo hay datos", None),
            ("Sin embargo, los datos faltan", None),
        ] {
            assert_eq!(stated(sentence).map(Absence::id), id, "{sentence}");
        }
        let (absence, rest) =
            stated_first("No se tiene conocimiento del monto. Paga el municipio.").expect("some");
        assert_eq!((absence.id(), rest), ("sin-informacion", "Paga el municipio."));
    }

    #[test]
    fn only_what_says_nothing_else_is_an_absence() {
        for (sentence, kind, label, id) in [
            ("No existe una normativa que la sustente.", Kind::Norms, "Normatividad", Some("no-existe")),
            ("No se tiene información al respecto", Kind::Text, "Objetivos", Some("sin-informacion")),
            ("“El Grupo” no posee una normativa legal que lo sustente", Kind::Norms, "x", Some("no-existe")),
            (
                "No existen antecedentes específicos del presupuesto",
                Kind::Money,
                "x",
                Some("sin-informacion"),
            ),
            ("No hay apoyo político", Kind::Text, "Apoyo político", Some("no-existe")),
            ("Sin presupuesto asociado a esta iniciativa", Kind::Money, "x", Some("no-existe")),
            ("No existe un programa", Kind::Text, "Instrumentos", None),
            ("No hay participación de mujeres", Kind::Text, "Participación", None),
            ("No existe coordinación entre los servicios", Kind::Text, "Diseño institucional", None),
            ("No existen antecedentes sobre costos; se estima en 5 millones", Kind::Money, "Costos", None),
            ("Sin información pública la mesa se debilitó", Kind::Text, "Problemas", None),
            ("No", Kind::Text, "Problemas", None),
        ] {
            assert_eq!(whole(sentence, &field(kind, label)).map(Absence::id), id, "{sentence}");
        }
    }

    fn field(kind: Kind, label: &str) -> Field {
        Field {
            id: "x".to_owned(),
            kind,
            label: Default::default(),
            help: Default::default(),
            aliases: vec![label.to_owned()],
            required: false,
            answer: true,
            many: false,
            taxonomy: None,
            collection: None,
            dimension: None,
            span: Default::default(),
        }
    }
}
