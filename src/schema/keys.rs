//! The keys of `site.toml` with what each is for, as an editor of text shows it.

/// What a key holds.
pub(super) enum Shape {
    Line,
    Lines,
    /// A text that readers see, perhaps in several languages.
    Text,
    /// The same with singular and plural.
    Label,
    Flag,
    Day,
    Language,
    Path,
    Id,
    Address,
    Url,
    License,
    Kind,
    Taxonomy,
    /// A taxonomy, or one of the other things that a matrix crosses.
    Crossed,
    Collection,
    Field,
    /// Per name, a word: per field the header of a column, per word of another's one of ours.
    Words,
    /// The same for every field.
    WordsOfFields,
    Addresses,
    Group(&'static Table),
    Groups(&'static Table),
}

/// A key: its name, what it holds, and what it is for in Spanish and English.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) es: &'static str,
    pub(super) en: &'static str,
}

/// The keys that belong together, and those that must be there.
pub(super) struct Table {
    pub(super) keys: &'static [Key],
    pub(super) required: &'static [&'static str],
}

const fn key(name: &'static str, shape: Shape, es: &'static str, en: &'static str) -> Key {
    Key { name, shape, es, en }
}

pub(super) static SITE_TOML: Table = Table {
    required: &["site"],
    keys: &[
        key("site", Shape::Group(&SITE), "Qué es el sitio.", "What the site is."),
        key("addresses", Shape::Addresses, "Cómo se llaman las partes de las direcciones.", "What the parts of addresses are called."),
        key("search", Shape::Group(&SEARCH), "La búsqueda.", "The search."),
        key("actors", Shape::Group(&ACTORS), "Los actores.", "The actors."),
        key("taxonomy", Shape::Groups(&TAXONOMY), "Un vocabulario que clasifica las fichas.", "A vocabulary that classifies records."),
        key("collection", Shape::Groups(&COLLECTION), "Una clase de fichas: su carpeta, sus campos, sus direcciones.", "A kind of records: its folder, its fields, its addresses."),
        key("matrix", Shape::Groups(&MATRIX), "Una página que cruza dos taxonomías.", "A page that crosses two taxonomies."),
        key("moved", Shape::Groups(&MOVED), "Una dirección publicada que ahora lleva a otra.", "A published address that leads to another now."),
        key("withdrawn", Shape::Groups(&WITHDRAWN), "Una página publicada que se retiró, y lo dice.", "A published page that was taken down, and says so."),
    ],
};

static SITE: Table = Table {
    required: &["title"],
    keys: &[
        key("title", Shape::Text, "El nombre del sitio.", "The name of the site."),
        key("description", Shape::Text, "Una o dos frases sobre lo que reúne.", "One or two sentences on what it holds."),
        key("languages", Shape::Language, "Los idiomas de las páginas; el primero es el del contenido.", "The languages of the pages; the first is the content's."),
        key("base_url", Shape::Url, "La dirección en que se publica.", "The address under which it is published."),
        key("publisher", Shape::Text, "Quién lo publica.", "Who publishes it."),
        key("email", Shape::Line, "Adónde escribir a quien lo publica.", "Where to write to those who publish it."),
        key("oai_gateway", Shape::Url, "La dirección de la pasarela OAI-PMH, si la hay.", "The address of the OAI-PMH gateway, where there is one."),
        key("edition", Shape::Line, "El nombre de la edición, para las citas.", "The name of the edition, for citations."),
        key("date", Shape::Day, "La fecha de la edición.", "The date of the edition."),
        key("license", Shape::License, "Con qué licencia se puede usar el contenido.", "Under which licence the content may be used."),
        key("theme", Shape::Path, "Una carpeta de «themes»; lo que le falte viene del programa.", "A folder of “themes”; what it does not have comes from the program."),
        key("pages", Shape::Path, "La carpeta de las páginas libres.", "The folder of the free pages."),
        key("media", Shape::Path, "La carpeta de imágenes y documentos.", "The folder of images and documents."),
        key("glossary", Shape::Path, "El archivo YAML de las siglas.", "The YAML file of acronyms."),
        key("duplicates", Shape::Path, "El archivo YAML de lo decidido sobre fichas parecidas.", "The YAML file of what was decided of records that look alike."),
        key("menu", Shape::Lines, "Colecciones, taxonomías y páginas libres del menú, por su identificador, o «actores».", "Collections, taxonomies and free pages of the menu by their ids, or “actores”."),
        key("history", Shape::Flag, "Si las fichas cuentan, según git, qué cambió y cuándo.", "Whether records tell, from git, what changed and when."),
        key("social_images", Shape::Flag, "Si se dibuja una imagen de cada ficha para las redes sociales.", "Whether a picture of each record is drawn for social networks."),
        key("countries", Shape::Taxonomy, "La taxonomía cuyos términos son códigos ISO 3166.", "The taxonomy whose term ids are ISO 3166 codes."),
    ],
};

pub(super) static LICENSE: Table = Table {
    required: &["name"],
    keys: &[
        key("name", Shape::Line, "El nombre de la licencia.", "The name of the licence."),
        key("url", Shape::Url, "Dónde se lee.", "Where it can be read."),
    ],
};

static SEARCH: Table = Table {
    required: &[],
    keys: &[key("synonyms", Shape::Path, "El archivo YAML de sinónimos generales.", "The YAML file of general synonyms.")],
};

static ACTORS: Table = Table {
    required: &["files"],
    keys: &[
        key("label", Shape::Label, "Cómo se llaman.", "What they are called."),
        key("files", Shape::Path, "Un archivo YAML, o una carpeta de ellos.", "A YAML file, or a folder of them."),
        key("kinds", Shape::Taxonomy, "La taxonomía de las clases de actores.", "The taxonomy of the kinds of actors."),
        key("roles", Shape::Taxonomy, "La taxonomía de los papeles que tienen en una ficha.", "The taxonomy of their roles in a record."),
    ],
};

static TAXONOMY: Table = Table {
    required: &["id", "file"],
    keys: &[
        key("id", Shape::Id, "Como la nombran los campos.", "As fields name it."),
        key("label", Shape::Label, "Cómo se llama.", "What it is called."),
        key("help", Shape::Text, "Para qué sirve.", "What it is for."),
        key("file", Shape::Path, "El archivo YAML de sus términos, o una carpeta de ellos.", "The YAML file of its terms, or a folder of them."),
        key("address", Shape::Path, "La carpeta de sus páginas.", "The folder of its pages."),
        key("ordinal", Shape::Flag, "Si sus términos son los grados de una escala.", "Whether its terms are the steps of a scale."),
    ],
};

static MATRIX: Table = Table {
    required: &["rows", "columns"],
    keys: &[
        key("rows", Shape::Crossed, "Lo que va en las filas.", "What stands in the rows."),
        key("columns", Shape::Crossed, "Lo que va en las columnas.", "What stands in the columns."),
        key("collection", Shape::Collection, "La colección que se cuenta; la primera si no se dice.", "The collection that is counted; the first unless given."),
    ],
};

static MOVED: Table = Table {
    required: &["from", "to"],
    keys: &[
        key("from", Shape::Line, "La dirección que era.", "The address it was."),
        key("to", Shape::Line, "La dirección que es.", "The address it is."),
    ],
};

static WITHDRAWN: Table = Table {
    required: &["address"],
    keys: &[
        key("address", Shape::Line, "La dirección que era.", "The address it was."),
        key("title", Shape::Text, "Lo que había en ella.", "What stood there."),
        key("reason", Shape::Text, "Por qué se retiró.", "Why it was taken down."),
        key("date", Shape::Day, "Desde cuándo.", "Since when."),
    ],
};

static COLLECTION: Table = Table {
    required: &["id", "folder", "roles"],
    keys: &[
        key("id", Shape::Id, "Como la nombran el menú y los campos.", "As the menu and fields name it."),
        key("label", Shape::Label, "Cómo se llama una de sus fichas, y cómo varias.", "What one of its records is called, and what many."),
        key("help", Shape::Text, "Qué es cada una.", "What each of them is."),
        key("folder", Shape::Path, "La carpeta de sus archivos.", "The folder of its files."),
        key("address", Shape::Address, "La dirección de una ficha; «{slug}» es el nombre de su archivo.", "The address of a record; “{slug}” is the name of its file."),
        key("roles", Shape::Group(&ROLES), "Qué campo hace qué papel.", "Which field plays which part."),
        key("field", Shape::Groups(&FIELD), "Un campo fuera de las dimensiones.", "A field outside the dimensions."),
        key("dimension", Shape::Groups(&DIMENSION), "Un grupo de campos.", "A group of fields."),
        key("observatory", Shape::Groups(&OBSERVATORY), "Otro observatorio, cuyas fichas se muestran aquí como suyas.", "Another observatory, whose records stand here as its own."),
        key("table", Shape::Groups(&TABLE), "Una tabla CSV de experiencias identificadas.", "A CSV table of identified experiences."),
    ],
};

static ROLES: Table = Table {
    required: &["title"],
    keys: &[
        key("title", Shape::Field, "El título.", "The title."),
        key("acronym", Shape::Field, "La sigla.", "The acronym."),
        key("number", Shape::Field, "El número en la fuente.", "The number in the source."),
        key("summary", Shape::Field, "El resumen.", "The summary."),
        key("period", Shape::Field, "Cuándo ocurrió.", "When it happened."),
        key("place", Shape::Field, "Dónde.", "Where."),
        key("country", Shape::Field, "En qué país.", "In which country."),
        key("territory", Shape::Field, "En qué territorio.", "In which territory."),
        key("actors", Shape::Field, "Quién participó.", "Who took part."),
        key("source", Shape::Field, "De dónde viene la ficha.", "Where the record comes from."),
        key("authors", Shape::Field, "Quién la escribió.", "Who wrote it."),
        key("published", Shape::Field, "Cuándo se escribió.", "When it was written."),
        key("reviewed", Shape::Field, "Cuándo se revisó contra su fuente.", "When it was last held against its source."),
        key("references", Shape::Field, "Las obras que cita.", "The works it cites."),
        key("related", Shape::Field, "Las fichas relacionadas.", "The related records."),
        key("media", Shape::Field, "Las imágenes y los documentos.", "The images and documents."),
        key("notes", Shape::Field, "Las dudas sobre la fuente.", "The doubts about the source."),
        key("body", Shape::Field, "El texto que va antes del primer título.", "The text before the first heading."),
    ],
};

static DIMENSION: Table = Table {
    required: &["id"],
    keys: &[
        key("id", Shape::Id, "Su identificador.", "Its id."),
        key("label", Shape::Text, "Su título.", "Its heading."),
        key("field", Shape::Groups(&FIELD), "Un campo de la dimensión.", "A field of the dimension."),
    ],
};

static FIELD: Table = Table {
    required: &["id", "kind"],
    keys: &[
        key("id", Shape::Id, "La clave en la cabecera de la ficha.", "The key in the front matter of a record."),
        key("kind", Shape::Kind, "Qué clase de valor lleva.", "What kind of value it takes."),
        key("label", Shape::Text, "Su título.", "Its heading."),
        key("help", Shape::Text, "Qué se escribe en él.", "What to write in it."),
        key("aliases", Shape::Lines, "Otros títulos con que un archivo puede nombrarlo.", "Other headings by which a file may name it."),
        key("required", Shape::Flag, "Si una ficha sin él está mal.", "Whether a record without it is wrong."),
        key("answer", Shape::Flag, "Si es una pregunta de la plantilla, que se cuenta.", "Whether it is a question of the template, which is counted."),
        key("taxonomy", Shape::Taxonomy, "El vocabulario de sus términos.", "The vocabulary of its terms."),
        key("many", Shape::Flag, "Si admite varios términos.", "Whether it takes several terms."),
        key("collection", Shape::Collection, "La colección de las fichas que nombra.", "The collection of the records it names."),
    ],
};

static TABLE: Table = Table {
    required: &["file"],
    keys: &[
        key("file", Shape::Path, "El archivo CSV.", "The CSV file."),
        key("columns", Shape::Words, "Qué columna responde a cada campo.", "Which column answers which field."),
        key("full", Shape::Line, "La columna que nombra la ficha completa.", "The column that names the full record."),
        key("slug", Shape::Line, "La columna que da la dirección de la fila.", "The column that gives the row's own address."),
        key("separator", Shape::Line, "Lo que separa varios valores en una celda.", "What parts several values in a cell."),
    ],
};

static OBSERVATORY: Table = Table {
    required: &["id", "url", "data"],
    keys: &[
        key("id", Shape::Id, "Con él empiezan los nombres de sus fichas.", "The names of its records begin with it."),
        key("name", Shape::Text, "Cómo se llama.", "What it is called."),
        key("url", Shape::Url, "Su página de inicio.", "Its home page."),
        key("from", Shape::Line, "De dónde trae «atalaya fetch» los datos.", "Where `atalaya fetch` takes its data from."),
        key("data", Shape::Path, "La carpeta o el archivo CSV de sus datos.", "The folder or CSV file of its data."),
        key("columns", Shape::Words, "Qué columna responde a cada campo.", "Which column answers which field."),
        key("address", Shape::Line, "La columna con la dirección de cada ficha.", "The column with the address of each record."),
        key("slug", Shape::Line, "La columna con el nombre corto de cada ficha.", "The column with the short name of each record."),
        key("latitude", Shape::Line, "La columna de la latitud.", "The column of the latitude."),
        key("longitude", Shape::Line, "La columna de la longitud.", "The column of the longitude."),
        key("only", Shape::Words, "Qué deben decir unas columnas para que la fila cuente.", "What columns must say for a row to be taken."),
        key("source", Shape::Line, "El término de la taxonomía de fuentes que llevan.", "The term of the taxonomy of sources that they bear."),
        key("terms", Shape::WordsOfFields, "Por campo, qué término de aquí es cada palabra suya.", "By field, which term here each of its words is."),
        key("actors", Shape::Words, "Qué actor de aquí es cada nombre suyo.", "Which actor here each of its names is."),
        key("separator", Shape::Line, "Lo que separa varios valores en una celda.", "What parts several values in a cell."),
    ],
};
