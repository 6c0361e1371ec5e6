//! Reads `site.toml` from its tree, telling everything that is wrong.

use super::FORMERLY;
use super::addresses::{Addresses, PARTS};
use super::model::*;
use crate::date::Date;
use crate::fold::nearest;
use crate::lang::{Label, Lang, Localized};
use crate::link;
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::tree::{self, Data, Entries, Names, Node};

/// The configuration, complete even where findings were made, so that content can be read on.
pub fn read(root: &Node, report: &mut Report) -> Config {
    let mut entries = Entries::of(root, report);
    let empty = Node { span: Span { end: root.span.start, ..root.span }, data: Data::Map(Vec::new()) };
    let site_node = entries.take(&["site"]).unwrap_or(&empty);
    let default = default_language(site_node);
    let mut reader = Reader { default, report, mentions: Vec::new() };
    let site = reader.site(site_node);
    let addresses = entries.take(&["addresses"]);
    let search = entries.take(&["search"]);
    let actors = entries.take(&["actors"]);
    let taxonomies = tables(&mut entries, &["taxonomy"]);
    let collections = tables(&mut entries, &["collection"]);
    let (moved, withdrawn) = (tables(&mut entries, &["moved"]), tables(&mut entries, &["withdrawn"]));
    let matrices = tables(&mut entries, &["matrix"]);
    let config = Config {
        site,
        addresses: reader.addresses(addresses),
        synonyms: search.and_then(|node| reader.synonyms(node)),
        actors: actors.map(|node| reader.actors(node)),
        taxonomies: taxonomies.iter().map(|node| reader.taxonomy(node)).collect(),
        moved: moved.iter().map(|node| reader.moved(node)).collect(),
        withdrawn: withdrawn.iter().map(|node| reader.withdrawn(node)).collect(),
        collections: collections.iter().map(|node| reader.collection(node)).collect(),
        matrices: matrices.iter().map(|node| reader.matrix(node)).collect(),
    };
    let mentions = reader.mentions;
    entries.finish(report);
    references(&config, &mentions, report);
    config
}

/// An address of a page: from the root of the site, ending in a slash.
fn page_address(written: &str) -> String {
    format!("{}/", written.trim_matches('/'))
}

/// The tables of an array of tables.
fn tables<'n>(entries: &mut Entries<'n>, names: Names) -> &'n [Node] {
    entries.take(names).map_or(&[], Node::items)
}

/// The first language of the site, needed before anything else can be read.
fn default_language(site: &Node) -> Lang {
    let Data::Map(entries) = &site.data else { return Lang::ES };
    let languages = entries.iter().find(|(key, _)| key.text == "languages").map(|(_, node)| node);
    let codes = languages.map_or(&[][..], Node::items).iter();
    codes.filter_map(|node| Lang::parse(node.scalar()?)).next().unwrap_or(Lang::ES)
}

struct Reader<'r> {
    default: Lang,
    report: &'r mut Report,
    /// What names another part of the model.
    mentions: Vec<Named>,
}

/// A name of a taxonomy or collection where something else refers to it.
struct Named {
    taxonomy: bool,
    name: String,
    span: Span,
}

impl Reader<'_> {
    fn site(&mut self, node: &Node) -> SiteConfig {
        let mut entries = Entries::of(node, self.report);
        let title_node = entries.take(&["title"]);
        if title_node.is_none() {
            self.report.add(missing("title", node.span));
        }
        let site = SiteConfig {
            title: title_node.map(|node| localized(node, self.default, self.report)).unwrap_or_default(),
            description: self.localized(&mut entries, &["description"]),
            languages: self.languages(entries.take(&["languages"])),
            base_url: link::address(entries.take(&["base_url"]), self.report).map(|url| with_slash(&url)),
            publisher: entries.text(&["publisher"], self.report),
            email: entries.text(&["email"], self.report),
            oai_gateway: entries.text(&["oai_gateway"], self.report),
            edition: entries.text(&["edition"], self.report),
            date: self.date(&mut entries),
            license: entries.take(&["license"]).map(|node| self.license(node)),
            theme: self.folder(&mut entries, &["theme"]).unwrap_or_else(|| "observatorio".to_owned()),
            pages: self.folder(&mut entries, &["pages"]),
            media: self.folder(&mut entries, &["media"]),
            duplicates: self.folder(&mut entries, &["duplicates"]),
            glossary: self.folder(&mut entries, &["glossary"]),
            menu_span: entries.span_of(&["menu"]),
            menu: entries.texts(&["menu"], self.report),
            countries: self.named(&mut entries, &["countries"], true),
            span: node.span,
        };
        entries.finish(self.report);
        site
    }

    /// The date of the edition, which must be one.
    fn date(&mut self, entries: &mut Entries<'_>) -> Option<String> {
        let node = entries.take(&["date"])?;
        let text = tree::text(node, self.report)?;
        match Date::parse(&text, node.span) {
            Ok(date) => Some(date.to_string()),
            Err(finding) => {
                self.report.add(finding);
                None
            }
        }
    }

    fn languages(&mut self, node: Option<&Node>) -> Vec<Lang> {
        let mut languages = Vec::new();
        for item in node.map_or(&[][..], Node::items) {
            match item.scalar().and_then(Lang::parse) {
                Some(lang) if !languages.contains(&lang) => languages.push(lang),
                Some(_) => {}
                None => self.report.add(
                    bad(
                        item.span,
                        "Esto no es el código de un idioma.",
                        "This is not the code of a language.",
                    )
                    .hint(
                        "Use el de dos o tres letras minúsculas: es, en, pt.",
                        "Use the one of two or three small letters: es, en, pt.",
                    ),
                ),
            }
        }
        if languages.is_empty() { vec![self.default] } else { languages }
    }

    fn license(&mut self, node: &Node) -> License {
        if let Some(name) = node.scalar() {
            return License { name: name.to_owned(), url: None };
        }
        let mut entries = Entries::of(node, self.report);
        let license = License {
            name: entries.required(&["name"], self.report),
            url: link::address(entries.take(&["url"]), self.report),
        };
        entries.finish(self.report);
        license
    }

    fn synonyms(&mut self, node: &Node) -> Option<String> {
        let mut entries = Entries::of(node, self.report);
        let file = self.folder(&mut entries, &["synonyms"]);
        entries.finish(self.report);
        file
    }

    fn addresses(&mut self, node: Option<&Node>) -> Addresses {
        let mut addresses = Addresses::in_language(self.default);
        let Some(node) = node else { return addresses };
        let mut entries = Entries::of(node, self.report);
        for (part, keys, _) in PARTS {
            if let Some(name) = self.folder(&mut entries, keys) {
                addresses.set(part, name);
            }
        }
        entries.finish(self.report);
        addresses
    }

    fn actors(&mut self, node: &Node) -> ActorsConfig {
        let mut entries = Entries::of(node, self.report);
        let actors = ActorsConfig {
            label: self.label(&mut entries, "actores"),
            files_span: entries.span_of(&["files"]),
            files: self.path(&mut entries, &["files"]),
            kinds: self.named(&mut entries, &["kinds"], true),
            roles: self.named(&mut entries, &["roles"], true),
            span: node.span,
        };
        entries.finish(self.report);
        actors
    }

    fn moved(&mut self, node: &Node) -> MoveConfig {
        let mut entries = Entries::of(node, self.report);
        let moved = MoveConfig {
            from: page_address(&entries.required(&["from"], self.report)),
            to: page_address(&entries.required(&["to"], self.report)),
            span: node.span,
        };
        entries.finish(self.report);
        moved
    }

    fn withdrawn(&mut self, node: &Node) -> Withdrawn {
        let mut entries = Entries::of(node, self.report);
        let withdrawn = Withdrawn {
            address: page_address(&entries.required(&["address"], self.report)),
            title: self.localized(&mut entries, &["title"]),
            reason: self.localized(&mut entries, &["reason"]),
            date: entries.text(&["date"], self.report),
            span: node.span,
        };
        entries.finish(self.report);
        withdrawn
    }

    fn matrix(&mut self, node: &Node) -> MatrixConfig {
        let mut entries = Entries::of(node, self.report);
        let matrix = MatrixConfig {
            rows: entries.required(&["rows"], self.report),
            columns: entries.required(&["columns"], self.report),
            collection: entries.text(&["collection"], self.report),
            span: node.span,
        };
        entries.finish(self.report);
        matrix
    }

    fn taxonomy(&mut self, node: &Node) -> TaxonomyConfig {
        let mut entries = Entries::of(node, self.report);
        let id = self.id(&mut entries);
        let taxonomy = TaxonomyConfig {
            label: self.label(&mut entries, &id),
            help: self.localized(&mut entries, &["help"]),
            file_span: entries.span_of(&["file"]),
            file: self.path(&mut entries, &["file"]),
            address: self.folder(&mut entries, &["address"]).unwrap_or_else(|| id.clone()),
            ordinal: entries.flag(&["ordinal"], self.report),
            id,
            span: node.span,
        };
        entries.finish(self.report);
        taxonomy
    }

    fn collection(&mut self, node: &Node) -> CollectionConfig {
        let mut entries = Entries::of(node, self.report);
        let id = self.id(&mut entries);
        let mut fields: Vec<Field> =
            tables(&mut entries, &["field"]).iter().map(|node| self.field(node, None)).collect();
        let mut dimensions = Vec::new();
        for table in tables(&mut entries, &["dimension"]) {
            let (dimension, own) = self.dimension(table, dimensions.len());
            dimensions.push(dimension);
            fields.extend(own);
        }
        let roles = entries.take(&["roles"]);
        let roles = self.roles(roles, &fields, node.span);
        let tables = tables(&mut entries, &["table"]).iter().map(|node| self.table(node, &fields)).collect();
        let collection = CollectionConfig {
            tables,
            label: self.label(&mut entries, &id),
            help: self.localized(&mut entries, &["help"]),
            folder: self.path(&mut entries, &["folder"]),
            address: self.address(&mut entries, &id),
            roles,
            dimensions,
            fields,
            id,
            span: node.span,
        };
        entries.finish(self.report);
        collection
    }

    fn table(&mut self, node: &Node, fields: &[Field]) -> TableConfig {
        let mut entries = Entries::of(node, self.report);
        let mut columns = Vec::new();
        if let Some(node) = entries.take(&["columns"]) {
            let mut named = Entries::of(node, self.report);
            for (key, column) in named.rest() {
                match fields.iter().position(|field| field.id == key.text) {
                    Some(field) => {
                        columns.extend(tree::text(column, self.report).map(|column| (field, column)))
                    }
                    None => self.report.add(unknown_field(&key.text, key.span, fields)),
                }
            }
        }
        let table = TableConfig {
            file: self.folder(&mut entries, &["file"]).unwrap_or_default(),
            columns,
            full: entries.text(&["full"], self.report),
            slug: entries.text(&["slug"], self.report),
            separator: entries.text(&["separator"], self.report).unwrap_or_else(|| ";".to_owned()),
            span: node.span,
        };
        entries.finish(self.report);
        table
    }

    fn address(&mut self, entries: &mut Entries<'_>, id: &str) -> String {
        let span = entries.span_of(&["address"]);
        let Some(address) = self.folder(entries, &["address"]) else { return format!("{id}/{{slug}}") };
        let well_formed = address.ends_with("/{slug}") && address.matches('{').count() == 1;
        if !well_formed {
            let finding = bad(
                span,
                &format!("La dirección «{address}» no dice dónde va el nombre de cada ficha."),
                &format!("The address “{address}” does not say where the name of each record goes."),
            );
            self.report.add(finding.hint(
                "Tiene que acabar en «/{slug}»: experiencias/{slug}.",
                "It must end in “/{slug}”: experiences/{slug}.",
            ));
            return format!("{id}/{{slug}}");
        }
        address
    }

    fn dimension(&mut self, node: &Node, at: usize) -> (Dimension, Vec<Field>) {
        let mut entries = Entries::of(node, self.report);
        let dimension =
            Dimension { id: self.id(&mut entries), label: self.localized(&mut entries, &["label"]) };
        let fields = tables(&mut entries, &["field"]).iter().map(|node| self.field(node, Some(at))).collect();
        entries.finish(self.report);
        (dimension, fields)
    }

    fn field(&mut self, node: &Node, dimension: Option<usize>) -> Field {
        let mut entries = Entries::of(node, self.report);
        let id_span = entries.span_of(&["id"]);
        let id = self.id(&mut entries);
        if FORMERLY.contains(&id.as_str()) {
            self.report.add(reserved(&id, id_span));
        }
        let mut label = self.localized(&mut entries, &["label"]);
        if label.is_empty() {
            label.set(self.default, id.clone());
        }
        let field = Field {
            kind: self.kind(&mut entries),
            label,
            help: self.localized(&mut entries, &["help"]),
            aliases: entries.texts(&["aliases"], self.report),
            required: entries.flag(&["required"], self.report),
            answer: entries.flag(&["answer"], self.report),
            many: entries.flag(&["many"], self.report),
            taxonomy: self.named(&mut entries, &["taxonomy"], true),
            collection: self.named(&mut entries, &["collection"], false),
            dimension,
            id,
            span: node.span,
        };
        entries.finish(self.report);
        if field.kind == Kind::Terms && field.taxonomy.is_none() {
            self.report.add(missing("taxonomy", field.span));
        }
        field
    }

    /// The name of a taxonomy or collection, to be looked up when all are known.
    fn named(&mut self, entries: &mut Entries<'_>, names: Names, taxonomy: bool) -> Option<String> {
        let node = entries.take(names)?;
        let name = tree::text(node, self.report)?;
        self.mentions.push(Named { taxonomy, name: name.clone(), span: node.span });
        Some(name)
    }

    fn kind(&mut self, entries: &mut Entries<'_>) -> Kind {
        let Some(node) = entries.take(&["kind"]) else {
            self.report.add(missing("kind", entries.span()));
            return Kind::Text;
        };
        let name = tree::text(node, self.report).unwrap_or_default();
        Kind::parse(&name).unwrap_or_else(|| {
            let names = Kind::ALL.iter().map(|(name, _)| *name);
            let near = nearest(&name, names.clone(), 2);
            let all = names.collect::<Vec<_>>().join(", ");
            let finding = bad(
                node.span,
                &format!("No hay campos de la clase «{name}»."),
                &format!("There is no kind of field “{name}”."),
            );
            self.report.add(
                finding
                    .suggest(&near)
                    .or_hint(format!("Las clases son: {all}."), format!("The kinds are: {all}.")),
            );
            Kind::Text
        })
    }

    fn roles(&mut self, node: Option<&Node>, fields: &[Field], span: Span) -> Roles {
        let empty = Node { span, data: Data::Map(Vec::new()) };
        let mut entries = Entries::of(node.unwrap_or(&empty), self.report);
        use Kind::*;
        let mut role = |names: Names, kinds: &[Kind]| self.role(&mut entries, names, kinds, fields);
        let title = role(&["title"], &[Line]);
        let roles = Roles {
            title: title.unwrap_or(0),
            acronym: role(&["acronym"], &[Line]),
            number: role(&["number"], &[Number]),
            summary: role(&["summary"], &[Text]),
            period: role(&["period"], &[Period]),
            place: role(&["place"], &[Place]),
            country: role(&["country"], &[Terms]),
            territory: role(&["territory"], &[Terms]),
            actors: role(&["actors"], &[Actors]),
            source: role(&["source"], &[Terms]),
            authors: role(&["authors"], &[List]),
            published: role(&["published"], &[Date]),
            references: role(&["references"], &[References]),
            related: role(&["related"], &[Records]),
            media: role(&["media"], &[Media]),
            notes: role(&["notes"], &[List, Text]),
            body: role(&["body"], &[]),
        };
        entries.finish(self.report);
        if title.is_none() || fields.is_empty() {
            self.report.add(bad(
                span,
                "La colección tiene que decir qué campo es el título: [collection.roles] title = \"…\".",
                "The collection must say which field is the title: [collection.roles] title = \"…\".",
            ));
        }
        roles
    }

    /// The field that plays a part; of one of `kinds`, where there are any.
    fn role(
        &mut self,
        entries: &mut Entries<'_>,
        names: Names,
        kinds: &[Kind],
        fields: &[Field],
    ) -> Option<usize> {
        let node = entries.take(names)?;
        let name = tree::text(node, self.report)?;
        let at = fields.iter().position(|field| field.id == name);
        if at.is_none() {
            let near = nearest(&name, fields.iter().map(|field| field.id.as_str()), 2);
            self.report.add(
                bad(
                    node.span,
                    &format!("El papel «{}» nombra el campo «{name}», que no existe.", names[0]),
                    &format!("The role “{}” names the field “{name}”, which does not exist.", names[0]),
                )
                .suggest(&near),
            );
        }
        let kind = fields[at?].kind;
        if !kinds.is_empty() && !kinds.contains(&kind) {
            self.report.add(wrong_role(names[0], &name, kind, kinds[0], node.span));
            return None;
        }
        at
    }

    /// An id: lower-case letters, digits and hyphens, so that it can stand in an address.
    fn id(&mut self, entries: &mut Entries<'_>) -> String {
        let span = entries.span_of(&["id"]);
        let id = entries.required(&["id"], self.report);
        let plain = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !plain {
            let finding = bad(
                span,
                &format!(
                    "El identificador «{id}» sólo puede llevar minúsculas sin acento, cifras y guiones."
                ),
                &format!(
                    "The id “{id}” may hold only lower-case letters without accents, digits and hyphens."
                ),
            );
            let slug = crate::fold::slug(&id);
            self.report.add(finding.suggest(&[slug.as_str()][..usize::from(!slug.is_empty())]));
        }
        id
    }

    /// A path that must be there; empty where it is not, which is a finding.
    fn path(&mut self, entries: &mut Entries<'_>, names: Names) -> String {
        if !entries.has(names) {
            self.report.add(missing(names[0], entries.span()));
        }
        self.folder(entries, names).unwrap_or_default()
    }

    /// A path below the site: neither absolute nor leading out of it.
    fn folder(&mut self, entries: &mut Entries<'_>, names: Names) -> Option<String> {
        let node = entries.take(names)?;
        let path = tree::text(node, self.report)?;
        let outside = path.starts_with('/') || path.contains('\\') || path.contains(':');
        if outside || path.split('/').any(|part| part == ".." || part == ".") {
            self.report.add(
                bad(
                    node.span,
                    &format!("La ruta «{path}» sale de la carpeta del sitio."),
                    &format!("The path “{path}” leads out of the site's folder."),
                )
                .hint(
                    "Escríbala relativa a site.toml y sin «..».",
                    "Write it relative to site.toml and without “..”.",
                ),
            );
            return None;
        }
        Some(path.trim_end_matches('/').to_owned())
    }

    fn localized(&mut self, entries: &mut Entries<'_>, names: Names) -> Localized {
        entries.take(names).map(|node| localized(node, self.default, self.report)).unwrap_or_default()
    }

    /// A label: a text, a text per language, or `{ one, many }` per language.
    fn label(&mut self, entries: &mut Entries<'_>, id: &str) -> Label {
        let mut label = Label::default();
        if let Some(node) = entries.take(&["label"]) {
            match &node.data {
                Data::Map(languages) if languages.iter().all(|(key, _)| Lang::parse(&key.text).is_some()) => {
                    for (key, node) in languages {
                        let lang = Lang::parse(&key.text).unwrap_or(self.default);
                        self.plural(node, lang, &mut label);
                    }
                }
                _ => self.plural(node, self.default, &mut label),
            }
        }
        if label.one.is_empty() {
            label.one.set(self.default, id.to_owned());
            label.many.set(self.default, id.to_owned());
        }
        label
    }

    fn plural(&mut self, node: &Node, lang: Lang, label: &mut Label) {
        if let Some(text) = node.scalar() {
            label.one.set(lang, text.to_owned());
            label.many.set(lang, text.to_owned());
            return;
        }
        let mut entries = Entries::of(node, self.report);
        label.one.set(lang, entries.required(&["one"], self.report));
        label.many.set(lang, entries.required(&["many"], self.report));
        entries.finish(self.report);
    }
}

/// A text in one or several languages: a scalar is in the site's first language.
pub(crate) fn localized(node: &Node, default: Lang, report: &mut Report) -> Localized {
    let mut text = Localized::default();
    let Data::Map(languages) = &node.data else {
        if let Some(value) = tree::text(node, report) {
            text.set(default, value);
        }
        return text;
    };
    for (key, value) in languages {
        match Lang::parse(&key.text) {
            Some(lang) => {
                if let Some(value) = tree::text(value, report) {
                    text.set(lang, value);
                }
            }
            None => report.add(
                Finding::new(
                    &rules::UNKNOWN_KEY,
                    key.span,
                    format!("«{}» no es el código de un idioma.", key.text),
                    format!("“{}” is not the code of a language.", key.text),
                )
                .hint(
                    "Use el de dos o tres letras minúsculas: es, en, pt.",
                    "Use the one of two or three small letters: es, en, pt.",
                ),
            ),
        }
    }
    text
}

/// The finding that a field has a name by which every record tells something else.
fn reserved(id: &str, span: Span) -> Finding {
    bad(
        span,
        &format!("Un campo no puede llamarse «{id}»: con esa clave una ficha dice qué nombres tuvo antes su archivo."),
        &format!("A field cannot be called “{id}”: under that key a record says which names its file had before."),
    )
    .hint("Elija otro identificador.", "Choose another id.")
}

fn wrong_role(role: &str, field: &str, kind: Kind, wanted: Kind, span: Span) -> Finding {
    let (kind, wanted) = (kind.name(), wanted.name());
    bad(
        span,
        &format!("El papel «{role}» pide un campo de la clase {wanted}, y «{field}» es de la clase {kind}."),
        &format!(
            "The role “{role}” takes a field of the kind {wanted}, and “{field}” is of the kind {kind}."
        ),
    )
    .hint("Nombre otro campo, o quite este papel.", "Name another field, or take this role out.")
}

/// What names another part of the model must name one that is there.
/// Tells where a matrix names what there is not.
fn declared(name: &str, known: &[&str], span: Span, report: &mut Report) {
    if known.contains(&name) {
        return;
    }
    let all = known.join(", ");
    let finding = bad(
        span,
        &format!("La matriz nombra «{name}», que no está declarado."),
        &format!("The matrix names “{name}”, which is not declared."),
    );
    let hint = (format!("Puede ser: {all}."), format!("It may be: {all}."));
    report.add(finding.suggest(&nearest(name, known.iter().copied(), 2)).or_hint(hint.0, hint.1));
}

fn references(config: &Config, mentions: &[Named], report: &mut Report) {
    let taxonomies: Vec<&str> = config.taxonomies.iter().map(|taxonomy| taxonomy.id.as_str()).collect();
    let collections: Vec<&str> = config.collections.iter().map(|collection| collection.id.as_str()).collect();
    for Named { taxonomy, name, span } in mentions {
        let known = if *taxonomy { &taxonomies } else { &collections };
        if !known.contains(&name.as_str()) {
            let (es, en) = if *taxonomy {
                ("ninguna taxonomía", "no taxonomy")
            } else {
                ("ninguna colección", "no collection")
            };
            let all = known.join(", ");
            report.add(
                bad(
                    *span,
                    &format!("No se declara {es} «{name}»."),
                    &format!("There is {en} “{name}” declared."),
                )
                .suggest(&nearest(name, known.iter().copied(), 2))
                .or_hint(format!("Se declaran: {all}."), format!("Declared are: {all}.")),
            );
        }
    }
    for matrix in &config.matrices {
        let dimensions = matrix.is_of_absences();
        let columns: &[&str] = if dimensions { &[MatrixConfig::ABSENCES] } else { &taxonomies };
        if !dimensions {
            declared(&matrix.rows, &taxonomies, matrix.span, report);
        }
        declared(&matrix.columns, columns, matrix.span, report);
        matrix.collection.iter().for_each(|name| declared(name, &collections, matrix.span, report));
    }
    unique(taxonomies.iter().zip(config.taxonomies.iter().map(|t| t.span)), report);
    unique(collections.iter().zip(config.collections.iter().map(|c| c.span)), report);
    for collection in &config.collections {
        let ids: Vec<&str> = collection.fields.iter().map(|field| field.id.as_str()).collect();
        unique(ids.iter().zip(collection.fields.iter().map(|field| field.span)), report);
    }
}

fn unique<'a>(ids: impl Iterator<Item = (&'a &'a str, Span)>, report: &mut Report) {
    let mut seen = std::collections::BTreeSet::new();
    for (id, span) in ids {
        if !seen.insert(*id) {
            report.add(
                Finding::new(
                    &rules::SAME_ID,
                    span,
                    format!("El identificador «{id}» ya está usado."),
                    format!("The id “{id}” is already used."),
                )
                .hint("Dé a cada uno el suyo, o deje uno solo.", "Give each its own, or keep only one."),
            );
        }
    }
}

fn unknown_field(name: &str, span: Span, fields: &[Field]) -> Finding {
    bad(
        span,
        &format!("El modelo no tiene ningún campo «{name}»."),
        &format!("The model has no field “{name}”."),
    )
    .suggest(&nearest(name, fields.iter().map(|field| field.id.as_str()), 2))
}

fn missing(name: &str, span: Span) -> Finding {
    tree::missing_key((name, name), span)
}

fn bad(span: Span, es: &str, en: &str) -> Finding {
    Finding::new(&rules::BAD_CONFIG, span, es, en)
}

fn with_slash(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}
