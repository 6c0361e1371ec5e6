//! Every rule by its permanent code. What each means stands in `docs/rules/<code>.md`.

use super::Rule;

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $severity:ident($code:literal);)*) => {
        $($(#[$doc])* pub static $name: Rule = Rule::$severity($code);)*
        /// All rules, in the order of the documentation.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    /// A file cannot be read.
    UNREADABLE = error("unreadable");
    /// A file is not UTF-8.
    NOT_UTF8 = error("not-utf8");
    /// Two versions of a text that git could not join stand one below the other.
    MERGE_CONFLICT = error("merge-conflict");
    /// A file whose name makes no address.
    BAD_FILE_NAME = error("bad-file-name");
    /// A file among the fichas whose ending is not that of a ficha.
    IGNORED_FILE = warning("ignored-file");
    /// A file or document is larger than is read.
    OVER_LIMIT = error("over-limit");
    /// Front matter or a YAML file does not parse.
    YAML_SYNTAX = error("yaml-syntax");
    /// YAML leaves out the rest of a text, from « #» on.
    CUT_TEXT = warning("cut-text");
    /// YAML anchors, aliases and tags are not accepted.
    YAML_ALIAS = error("yaml-alias");
    /// `site.toml` does not parse.
    TOML_SYNTAX = error("toml-syntax");
    /// A key is given twice.
    DUPLICATE_KEY = error("duplicate-key");
    /// A key nobody knows.
    UNKNOWN_KEY = error("unknown-key");
    /// A key that must be there is not.
    MISSING_KEY = error("missing-key");
    /// A value of another kind than expected.
    WRONG_KIND = error("wrong-kind");
    /// `site.toml` declares something that cannot be.
    BAD_CONFIG = error("bad-config");
    /// A ficha names a field the model does not have.
    UNKNOWN_FIELD = error("unknown-field");
    /// A heading names no field or dimension.
    UNKNOWN_HEADING = error("unknown-heading");
    /// Text stands outside every field.
    STRAY_TEXT = error("stray-text");
    /// A required field has no value.
    MISSING_FIELD = error("missing-field");
    /// A question of the template has no answer.
    UNANSWERED_FIELD = warning("unanswered-field");
    /// A field is given twice.
    FIELD_TWICE = error("field-twice");
    /// A field is empty and no absence says why.
    EMPTY_FIELD = error("empty-field");
    /// A value that was to be filled in and was not.
    PLACEHOLDER = error("placeholder");
    /// An answer that is almost the word for an absence.
    MISSPELT_ABSENCE = warning("misspelt-absence");
    /// A term that is not in its vocabulary.
    UNKNOWN_TERM = error("unknown-term");
    /// An actor that is not in the list.
    UNKNOWN_ACTOR = error("unknown-actor");
    /// A name that fits several actors.
    AMBIGUOUS_ACTOR = error("ambiguous-actor");
    /// A ficha that is referred to and does not exist.
    UNKNOWN_RECORD = error("unknown-record");
    /// Several terms where one fits.
    TOO_MANY_TERMS = error("too-many-terms");
    /// A term, a record or an actor in one role that a field names twice.
    NAMED_TWICE = warning("named-twice");
    /// A period that cannot be read or ends before it begins.
    BAD_PERIOD = error("bad-period");
    /// A date that cannot be read or does not exist.
    BAD_DATE = error("bad-date");
    /// A year so far ahead that a digit must be wrong.
    FAR_YEAR = warning("far-year");
    /// Coordinates out of range.
    BAD_COORDINATES = error("bad-coordinates");
    /// Coordinates that are plainly the wrong way round.
    SWAPPED_COORDINATES = error("swapped-coordinates");
    /// A country code that does not exist.
    UNKNOWN_COUNTRY = error("unknown-country");
    /// Shares that add up to more than the whole.
    SHARES_OVER_WHOLE = error("shares-over-whole");
    /// A currency that is no ISO 4217 code.
    BAD_CURRENCY = error("bad-currency");
    /// The status of an indicator that is not one of the known ones.
    BAD_STATUS = error("bad-status");
    /// A link that is no address.
    BAD_LINK = error("bad-link");
    /// Two fichas with one slug.
    SAME_SLUG = error("same-slug");
    /// Two fichas with one number.
    SAME_NUMBER = error("same-number");
    /// Two fichas with one title.
    SAME_TITLE = warning("same-title");
    /// Two pages or files that claim one address.
    SAME_ADDRESS = error("same-address");
    /// An address that was published and leads nowhere any more.
    LOST_ADDRESS = error("lost-address");
    /// A page that is said to have moved to where there is none.
    BAD_MOVE = error("bad-move");
    /// The file of an edition that cannot be read.
    BAD_EDITION = error("bad-edition");
    /// A link inside the site that leads nowhere.
    BROKEN_LINK = error("broken-link");
    /// A link to a heading that is not there.
    BROKEN_ANCHOR = error("broken-anchor");
    /// An image or document that is not there.
    MISSING_MEDIA = error("missing-media");
    /// An image without a text alternative.
    MISSING_ALTERNATIVE = error("missing-alternative");
    /// A term whose broader term is, in the end, itself.
    BROADER_CYCLE = error("broader-cycle");
    /// Two terms or actors with one id.
    SAME_ID = error("same-id");
    /// A term nobody uses.
    UNUSED_TERM = warning("unused-term");
    /// An actor nobody names.
    UNUSED_ACTOR = warning("unused-actor");
    /// Two records that are probably the same experience.
    LIKELY_DUPLICATE = warning("likely-duplicate");
    /// An acronym that the glossary does not explain.
    UNKNOWN_ACRONYM = warning("unknown-acronym");
    /// A table that cannot be read.
    BAD_TABLE = error("bad-table");
    /// A word of another observatory that means nothing here.
    UNMAPPED_WORD = warning("unmapped-word");
    /// Raw HTML, which is removed.
    RAW_HTML = warning("raw-html");
    /// A link to a place that is not safe, which is removed.
    UNSAFE_LINK = warning("unsafe-link");
    /// A template or a file of the theme that does not work.
    BAD_THEME = error("bad-theme");
}
