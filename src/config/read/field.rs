//! The fields of a collection, and which of them plays which part.

use super::Reader;
use super::parts::{bad, missing};
use crate::config::{DRAFT, FORMERLY, Field, Kind, Roles};
use crate::fold::nearest;
use crate::report::{Finding, Span};
use crate::tree::{self, Data, Entries, Names, Node};

impl Reader<'_> {
    pub(super) fn field(&mut self, node: &Node, dimension: Option<usize>) -> Field {
        let mut entries = Entries::of(node, self.report);
        let id_span = entries.span_of(&["id"]);
        let id = self.id(&mut entries);
        if FORMERLY.contains(&id.as_str()) || DRAFT.contains(&id.as_str()) {
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

    pub(super) fn kind(&mut self, entries: &mut Entries<'_>) -> Kind {
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

    pub(super) fn roles(&mut self, node: Option<&Node>, fields: &[Field], span: Span) -> Roles {
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
            reviewed: role(&["reviewed"], &[Date]),
            references: role(&["references"], &[References]),
            related: role(&["related"], &[Records]),
            media: role(&["media"], &[Media]),
            notes: role(&["notes"], &[List, Text]),
            body: role(&["body"], &[]),
        };
        entries.finish(self.report);
        if title.is_none() || fields.is_empty() {
            self.report.add(
                bad(
                    span,
                    "La colección tiene que decir qué campo es el título: [collection.roles] title = \"…\".",
                    "The collection must say which field is the title: [collection.roles] title = \"…\".",
                )
                .or_hint(
                    "Entre las comillas va el «id» de uno de sus campos de clase «line».",
                    "Between the quotes goes the “id” of one of its fields of the kind “line”.",
                ),
            );
        }
        roles
    }

    /// The field that plays a part; of one of `kinds`, where there are any.
    pub(super) fn role(
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
}

/// The finding that a field has a name by which every record tells something else.
fn reserved(id: &str, span: Span) -> Finding {
    bad(
        span,
        &format!("Un campo no puede llamarse «{id}»: con esa clave una ficha dice algo de sí misma."),
        &format!("A field cannot be called “{id}”: under that key a record says something of itself."),
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
