//! Long names beside the points of a picture, cut so that they can be told apart.

use std::collections::BTreeMap;

use super::short;

/// Each name within so many letters. Names that begin alike would all be cut to that beginning; of those only the
/// first letters of it are kept, and what tells them apart: *Min. Salud*, *Min. Educación*. Of a name of which only
/// the first word would be left, the middle is cut out: *Gob. …Los Lagos*.
pub fn labels(names: &[&str], most: usize) -> Vec<String> {
    let mut labels: Vec<String> = names.iter().map(|name| short(name, most)).collect();
    let mut alike: BTreeMap<[&str; 2], Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.chars().count() > most) {
        let mut words = name.split_whitespace();
        if let (Some(first), Some(second)) = (words.next(), words.next()) {
            alike.entry([first, second]).or_default().push(at);
        }
    }
    for same in alike.into_values().filter(|same| same.len() > 1) {
        tell_apart(names, &same, most, &mut labels);
    }
    for same in same_labels(names, &labels) {
        tell_apart(names, &same, most, &mut labels);
    }
    for (label, name) in labels.iter_mut().zip(names).filter(|(label, _)| !label.contains(' ')) {
        if label.ends_with('…') {
            *label = without_middle(name, most);
        }
    }
    labels
}

/// The places of different names whose labels are one and the same.
fn same_labels(names: &[&str], labels: &[String]) -> Vec<Vec<usize>> {
    let mut same: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    labels.iter().enumerate().for_each(|(at, label)| same.entry(label).or_default().push(at));
    same.into_values().filter(|same| same.iter().any(|at| names[*at] != names[same[0]])).collect()
}

/// The first letters of a name and as many of its last words as fit; its beginning where not even the last does.
fn without_middle(name: &str, most: usize) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let begins: String = name.chars().take(3).collect();
    let end = |from: usize| format!("{begins}. …{}", words[from..].join(" "));
    let fits = (1..words.len()).map(end).find(|label| label.chars().count() <= most);
    fits.unwrap_or_else(|| short(name, most))
}

/// Cuts what these names have in common at their beginning; those that still look alike, by what they share.
fn tell_apart(names: &[&str], same: &[usize], most: usize, labels: &mut [String]) {
    let words: Vec<Vec<&str>> = same.iter().map(|at| names[*at].split_whitespace().collect()).collect();
    let longest = words.iter().map(Vec::len).min().unwrap_or(0).saturating_sub(1);
    let shared = (0..longest).take_while(|at| words.iter().all(|own| own[*at] == words[0][*at])).count();
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, own) in same.iter().zip(&words) {
        let begins: String = own[0].chars().take(3).collect();
        labels[*at] = format!("{begins}. {}", short(&own[shared..].join(" "), most.saturating_sub(5)));
        alike.entry(labels[*at].clone()).or_default().push(*at);
    }
    for again in alike.into_values().filter(|again| again.len() > 1 && again.len() < same.len()) {
        tell_apart(names, &again, most, labels);
    }
}

#[cfg(test)]
mod tests {
    use super::labels;

    #[test]
    fn names_that_begin_alike_keep_what_tells_them_apart() {
        let names = [
            "Secretaría Regional Ministerial de Salud",
            "Secretaría Regional Ministerial de Agricultura",
            "Gobierno Regional de Arica y Parinacota",
            "Gobierno Regional de Tarapacá y otros",
            "Universidad de Chile",
            "Corporación Nacional de Desarrollo Indígena",
        ];
        let told = labels(&names, 24);
        assert_eq!(told[..2], ["Sec. Salud", "Sec. Agricultura"]);
        assert_eq!(told[2..4], ["Gob. Arica y Parinacota", "Gob. Tarapacá y otros"]);
        assert_eq!(told[4..], ["Universidad de Chile", "Corporación Nacional…"]);
    }

    #[test]
    fn all_that_can_be_told_apart_are() {
        let names = [
            "Junta de Vecinos de la Villa Alta del Sur número uno",
            "Junta de Vecinos de la Villa Alta del Sur número dos",
            "Junta de Vecinos de otra parte",
        ];
        let told = labels(&names, 20);
        assert_eq!(told, ["Jun. uno", "Jun. dos", "Jun. otra parte"]);
        let groups = [
            "Agrupación Adulto Mayor Siglo XXI",
            "Agrupación Mujeres Forjadoras",
            "Gobierno Regional de Los Lagos",
        ];
        assert_eq!(labels(&groups, 16), ["Agr. Adulto…", "Agr. Mujeres…", "Gob. …Los Lagos"]);
        let same = ["Junta de Vecinos número uno"; 2];
        assert_eq!(labels(&same, 14)[0], labels(&same, 14)[1]);
        assert!(labels(&names, 20).iter().all(|label| label.chars().count() <= 20));
    }
}
