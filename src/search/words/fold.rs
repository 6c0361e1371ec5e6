//! Lower case, without accents: what makes `Peru` find `Perú`.

/// The letter or letters a character is folded to; `None` for what leaves no trace (accents standing alone, dots inside
/// acronyms and numbers).
pub fn fold_char(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | '@' => "o",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' => "s",
        'ţ' | 'ť' | 'ŧ' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ł' | 'ĺ' | 'ļ' | 'ľ' => "l",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        _ => return None,
    })
}

/// Whether a character only decorates the one before it (a combining accent) or joins (a dot in `FF.CC.`).
fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '.' | ',' | 'º' | 'ª' | '\u{ad}' | '\u{200b}'..='\u{200d}')
}

/// The letter that a base letter and a combining accent make together.
fn compose(base: char, accent: char) -> Option<char> {
    let row = match accent {
        '\u{301}' => "aáeéiíoóuúyý",
        '\u{300}' => "aàeèiìoòuù",
        '\u{303}' => "aãnñoõ",
        '\u{302}' => "aâeêiîoôuû",
        '\u{308}' => "aäeëiïoöuü",
        '\u{327}' => "cç",
        _ => return None,
    };
    let mut letters = row.chars();
    while let (Some(plain), Some(joined)) = (letters.next(), letters.next()) {
        if plain == base {
            return Some(joined);
        }
    }
    None
}

/// A word's fold, and its exact spelling where the fold has lost something.
pub fn fold(raw: &str) -> (String, String) {
    let mut folded = String::with_capacity(raw.len());
    if raw.bytes().all(|b| b.is_ascii_alphanumeric()) {
        folded.push_str(raw);
        folded.make_ascii_lowercase();
        return (folded, String::new());
    }
    let mut mark = String::with_capacity(raw.len());
    let mut accented = false;
    for c in raw.chars().flat_map(char::to_lowercase) {
        if is_silent(c) {
            accented |= add_accent(&mut mark, c);
            continue;
        }
        match fold_char(c) {
            Some(plain) => {
                folded.push_str(plain);
                accented |= c != '@';
                if c == '@' { mark.push('o') } else { mark.push(c) }
            }
            None => {
                folded.push(c);
                mark.push(c);
            }
        }
    }
    if !accented {
        mark.clear();
    }
    (folded, mark)
}

/// Lets a combining accent change the last letter of the mark.
fn add_accent(mark: &mut String, accent: char) -> bool {
    let Some(joined) = mark.chars().next_back().and_then(|base| compose(base, accent)) else { return false };
    mark.pop();
    mark.push(joined);
    true
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_accents_and_keeps_the_spelling() {
        assert_eq!(fold("Concertación"), ("concertacion".into(), "concertación".into()));
        assert_eq!(fold("NIÑOS"), ("ninos".into(), "niños".into()));
        assert_eq!(fold("salud"), ("salud".into(), String::new()));
    }

    #[test]
    fn a_decomposed_accent_is_the_same_as_a_composed_one() {
        assert_eq!(fold("Chiloe\u{301}"), fold("Chiloé"));
        assert_eq!(fold("nin\u{303}o"), fold("niño"));
    }

    #[test]
    fn acronyms_numbers_and_at_signs_lose_their_joints() {
        assert_eq!(fold("FF.CC").0, "ffcc");
        assert_eq!(fold("19.284").0, "19284");
        assert_eq!(fold("niñ@s"), ("ninos".into(), "niños".into()));
    }
}
