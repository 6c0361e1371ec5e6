//! What the maps of tables and of reports have in common: how they are read, what is said of one that cannot be, and how
//! they are written for people.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::values;
use crate::config::CollectionConfig;
use crate::report::Words;

/// What stands above the currency in a map.
const CURRENCY: &str = "# La moneda de los montos que no dicen la suya, por ejemplo \"CLP\"; \"\" si no se sabe.\n# The currency of sums that do not say theirs, such as \"CLP\"; \"\" where it is not known.\n";

/// Reads a map.
///
/// # Errors
///
/// On which line it is not one, and what to do.
pub(super) fn parse<M: DeserializeOwned>(text: &str) -> Result<M, Words> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        let before = text.get(..at).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let said = text.lines().nth(line - 1).unwrap_or_default().trim();
        Words {
            es: format!("el mapa no se entiende en la línea {line}, «{said}»: corríjala, o borre el mapa y repita la orden para que se haga de nuevo"),
            en: format!("the map cannot be understood on line {line}, “{said}”: correct it, or remove the map and run this again to have it drafted anew"),
        }
    })
}

/// A map as a file: what it is, which fields there are, and what it says.
pub(super) fn text<M: Serialize>(map: &M, head: &str, model: &CollectionConfig) -> String {
    let ids: Vec<&str> = model.fields.iter().map(|field| field.id.as_str()).collect();
    let said = toml::to_string_pretty(map).unwrap_or_default();
    let said = said.replacen("\ncurrency = ", &format!("\n\n{CURRENCY}currency = "), 1);
    format!("{head}# {}\n\n{said}", ids.join(", "))
}

/// The currency that a map names, if it names one.
pub(super) fn currency(code: Option<&str>) -> Result<Option<&'static str>, Words> {
    let code = code.map(str::trim).filter(|code| !code.is_empty());
    let known = code.map(|code| values::currency(code).ok_or_else(|| unknown(code)));
    known.transpose()
}

fn unknown(code: &str) -> Words {
    let known = values::currencies().join(", ");
    Words {
        es: format!("el mapa nombra la moneda «{code}», que no se conoce; use una de éstas: {known}"),
        en: format!("the map names the currency “{code}”, which is not known; use one of these: {known}"),
    }
}
