//! What an experience cost, and where the money came from.

use serde::Serialize;

use super::term::Mention;
use crate::report::rules;
use crate::report::{Finding, Report, Span};
use crate::tree::{self, Entries, Names, Node};

const AMOUNTS: Names = &["montos", "amounts", "valores"];
const AMOUNT: Names = &["monto", "amount", "montante"];
const CURRENCY: Names = &["moneda", "currency", "moeda"];
const YEAR: Names = &["anio", "year", "año", "ano"];
const CONCEPT: Names = &["concepto", "concept", "conceito"];
const SOURCES: Names = &["fuentes", "sources", "fontes"];
const ACTOR: Names = &["actor", "actor", "ator"];
const NAME: Names = &["nombre", "name", "nome"];
const SHARE: Names = &["parte", "share"];
const NOTE: Names = &["nota", "note"];
/// Every key of money.
pub(crate) const KEYS: &[Names] = &[AMOUNTS, AMOUNT, CURRENCY, YEAR, CONCEPT, SOURCES];

/// How a budget is written, in Spanish and English.
pub(super) const EXAMPLE: (&str, &str) =
    ("{ monto: 43400000, moneda: CLP, anio: 2001 }", "{ amount: 43400000, currency: CLP, year: 2001 }");

/// A budget.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Money {
    /// The amounts that are known.
    pub amounts: Vec<Amount>,
    /// Where the money came from.
    pub sources: Vec<Funding>,
}

/// A sum of money.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Amount {
    /// How much, in units of the currency.
    pub amount: f64,
    /// The ISO 4217 code of the currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Of which year, or years, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<String>,
    /// What for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<String>,
    /// What else is known of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Where some of the money came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Funding {
    /// The actor who gave it.
    pub actor: Option<Mention>,
    /// Who or what gave it, where it is no listed actor.
    pub name: Option<String>,
    /// Its share of the whole, in per cent.
    pub share: Option<f64>,
    /// How much.
    pub amount: Option<f64>,
    /// In which currency (ISO 4217).
    pub currency: Option<String>,
    /// What else is known of it.
    pub note: Option<String>,
}

/// `{ monto, moneda, anio, concepto, fuentes: […] }`, or several under `montos`.
pub(crate) fn read(entries: &mut Entries<'_>, report: &mut Report) -> Option<Money> {
    let mut money = Money::default();
    for node in entries.take(AMOUNTS).map_or(&[][..], Node::items) {
        if !node.is_map() {
            let finding = tree::wrong_kind(node, tree::GROUP);
            report.add(
                finding
                    .hint(format!("Escríbalo así: {}.", EXAMPLE.0), format!("Write it so: {}.", EXAMPLE.1)),
            );
            continue;
        }
        let mut own = Entries::of(node, report);
        let note = own.text(NOTE, report);
        money.amounts.extend(amount(&mut own, note, report));
        own.finish(report);
    }
    money.amounts.extend(amount(entries, None, report));
    let sources = entries.take(SOURCES);
    money.sources = sources.map_or(&[][..], Node::items).iter().map(|node| funding(node, report)).collect();
    if let Some(node) = sources {
        report_shares(&money, node.span, report);
    }
    (money != Money::default()).then_some(money)
}

fn amount(entries: &mut Entries<'_>, note: Option<String>, report: &mut Report) -> Option<Amount> {
    let amount = sum(entries, report);
    let currency = currency(entries, report);
    let year = entries.text(YEAR, report);
    let concept = entries.text(CONCEPT, report);
    if amount == Some(None) || amount.is_none() && (currency.is_some() || year.is_some() || concept.is_some())
    {
        if amount.is_none() {
            report.add(super::missing_key(("monto", "amount"), entries.span()));
        }
        return None;
    }
    amount.flatten().map(|amount| Amount { amount, currency, year, concept, note })
}

/// The number of an amount; `Some(None)` where one is written and is none, which is a finding.
fn sum(entries: &mut Entries<'_>, report: &mut Report) -> Option<Option<f64>> {
    let node = entries.take(AMOUNT).filter(|node| !node.is_blank())?;
    let written = node.scalar().unwrap_or_default().trim();
    let thousands = written.split_once('.').is_some_and(|(whole, rest)| rest.len() == 3 && !whole.is_empty());
    if thousands && written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        report.add(ambiguous(written, node.span));
        return Some(None);
    }
    let amount = tree::number(node, report);
    if amount.is_some_and(|amount| amount < 0.0) {
        report.add(negative(node.span));
        return Some(None);
    }
    Some(amount)
}

fn negative(span: Span) -> Finding {
    Finding::new(
        &rules::WRONG_KIND,
        span,
        "Un monto no puede ser menor que cero.",
        "An amount cannot be less than nought.",
    )
    .hint("Escríbalo sin el signo menos.", "Write it without the minus sign.")
}

/// The finding that a point may part thousands or decimals.
fn ambiguous(written: &str, span: Span) -> Finding {
    let (whole, decimal) = (written.replace('.', ""), format!("{written}0"));
    Finding::new(
        &rules::WRONG_KIND,
        span,
        format!("No se sabe si «{written}» son {whole} o una cifra con tres decimales."),
        format!("It is not clear whether “{written}” is {whole} or a number with three decimals."),
    )
    .hint(
        format!("Escriba los miles sin punto: {whole}; si son decimales, añada un cero: {decimal}."),
        format!("Write thousands without a point: {whole}; if they are decimals, add a zero: {decimal}."),
    )
}

/// An ISO 4217 code: three capitals.
fn currency(entries: &mut Entries<'_>, report: &mut Report) -> Option<String> {
    let node = entries.take(CURRENCY)?;
    let code = tree::text(node, report)?;
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        report.add(
            Finding::new(
                &rules::BAD_CURRENCY,
                node.span,
                format!("«{code}» no es el código de una moneda."),
                format!("“{code}” is not the code of a currency."),
            )
            .hint(
                "Use el código ISO 4217 de tres letras: CLP, PEN, USD.",
                "Use the ISO 4217 code of three letters: CLP, PEN, USD.",
            ),
        );
    }
    Some(code)
}

fn funding(node: &Node, report: &mut Report) -> Funding {
    let empty = Funding { actor: None, name: None, share: None, amount: None, currency: None, note: None };
    if let Some(name) = node.scalar() {
        return Funding { name: Some(name.trim().to_owned()), ..empty };
    }
    let mut entries = Entries::of(node, report);
    let actor = entries.take(ACTOR);
    let funding = Funding {
        actor: actor.and_then(|node| Some(Mention::new(tree::text(node, report)?, node.span))),
        name: entries.text(NAME, report),
        share: entries.take(SHARE).filter(|node| !node.is_blank()).and_then(|node| share(node, report)),
        amount: sum(&mut entries, report).flatten(),
        currency: currency(&mut entries, report),
        note: entries.text(NOTE, report),
    };
    entries.finish(report);
    if funding.actor.is_none() && funding.name.is_none() {
        report.add(super::missing_key(("actor", "actor"), node.span));
    }
    funding
}

/// A share in per cent: `40`, `40 %`, `12.5`.
fn share(node: &Node, report: &mut Report) -> Option<f64> {
    let text = tree::text(node, report)?;
    let plain =
        Node { span: node.span, data: tree::Data::Scalar(text.trim_end_matches('%').trim().to_owned()) };
    let share = tree::number(&plain, report)?;
    if share < 0.0 {
        report.add(tree::wrong_kind(node, ("un porcentaje de 0 a 100", "a percentage from 0 to 100")));
        return None;
    }
    Some(share)
}

fn report_shares(money: &Money, span: Span, report: &mut Report) {
    let total: f64 = money.sources.iter().filter_map(|source| source.share).sum();
    if total > 100.000_1 {
        report.add(
            Finding::new(
                &rules::SHARES_OVER_WHOLE,
                span,
                format!("Las partes suman {total} %, más que el total."),
                format!("The shares add up to {total} %, more than the whole."),
            )
            .hint(
                "Cada parte es un porcentaje del total; juntas no pasan de 100. Revise las cifras, o dé los montos.",
                "Each share is a percentage of the whole; together they are 100 at most. Look at the figures, or give amounts.",
            ),
        );
    }
}
