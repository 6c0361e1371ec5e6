//! The collections with their dimensions and tables, and the matrices that count their records.

use super::Reader;
use super::parts::{bad, tables};
use crate::config::{CollectionConfig, Dimension, Field, MatrixConfig, TableConfig};
use crate::fold::nearest;
use crate::report::{Finding, Span};
use crate::tree::{self, Entries, Node};

impl Reader<'_> {
    pub(super) fn collection(&mut self, node: &Node) -> CollectionConfig {
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
        let others = tables(&mut entries, &["observatory"]);
        let observatories = others.iter().map(|node| self.observatory(node, &fields)).collect();
        let tables = tables(&mut entries, &["table"]).iter().map(|node| self.table(node, &fields)).collect();
        let collection = CollectionConfig {
            tables,
            observatories,
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

    pub(super) fn table(&mut self, node: &Node, fields: &[Field]) -> TableConfig {
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

    pub(super) fn address(&mut self, entries: &mut Entries<'_>, id: &str) -> String {
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

    pub(super) fn dimension(&mut self, node: &Node, at: usize) -> (Dimension, Vec<Field>) {
        let mut entries = Entries::of(node, self.report);
        let dimension =
            Dimension { id: self.id(&mut entries), label: self.localized(&mut entries, &["label"]) };
        let fields = tables(&mut entries, &["field"]).iter().map(|node| self.field(node, Some(at))).collect();
        entries.finish(self.report);
        (dimension, fields)
    }

    pub(super) fn matrix(&mut self, node: &Node) -> MatrixConfig {
        let mut entries = Entries::of(node, self.report);
        let matrix = MatrixConfig {
            rows: entries.setting(&["rows"], self.report),
            columns: entries.setting(&["columns"], self.report),
            collection: entries.text(&["collection"], self.report),
            span: node.span,
        };
        entries.finish(self.report);
        matrix
    }
}

pub(super) fn unknown_field(name: &str, span: Span, fields: &[Field]) -> Finding {
    bad(
        span,
        &format!("El modelo no tiene ningún campo «{name}»."),
        &format!("The model has no field “{name}”."),
    )
    .suggest(&nearest(name, fields.iter().map(|field| field.id.as_str()), 2))
}
