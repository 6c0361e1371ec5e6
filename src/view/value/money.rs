//! A budget: how much, and where it came from.

use serde::Serialize;

use super::ValueView;
use crate::numbers::number;
use crate::record::{Amount, Funding, Money};
use crate::view::Anchor;
use crate::view::links::At;

/// A sum of money.
#[derive(Debug, Serialize)]
pub struct AmountView {
    /// The number as the language writes it.
    pub amount: String,
    /// The code of the currency.
    pub currency: Option<String>,
    /// Of which year.
    pub year: Option<String>,
    /// What for.
    pub concept: Option<String>,
    /// What else is known.
    pub note: Option<String>,
}

/// Where some of the money came from.
#[derive(Debug, Serialize)]
pub struct FundingView {
    /// Who gave it.
    pub name: Anchor,
    /// The share of the whole, in per cent, as the language writes it.
    pub share: Option<String>,
    /// The share as the length of a bar, from 0 to 100.
    pub percent: Option<u32>,
    /// The amount.
    pub amount: Option<AmountView>,
    /// What else is known.
    pub note: Option<String>,
}

pub(super) fn money(at: &At<'_>, money: &Money) -> ValueView {
    ValueView::Money {
        amounts: money.amounts.iter().map(|amount| self::amount(at, amount)).collect(),
        sources: money.sources.iter().map(|source| funding(at, source)).collect(),
        with_shares: money.sources.iter().any(|source| source.share.is_some()),
        with_amounts: money.sources.iter().any(|source| source.amount.is_some()),
    }
}

fn amount(at: &At<'_>, amount: &Amount) -> AmountView {
    AmountView {
        amount: number(amount.amount, at.lang),
        currency: amount.currency.clone(),
        year: amount.year.clone(),
        concept: amount.concept.clone(),
        note: amount.note.clone(),
    }
}

fn funding(at: &At<'_>, source: &Funding) -> FundingView {
    let actor = source.actor.as_ref().and_then(|mention| mention.target).map(|actor| at.actor(actor));
    let name =
        || Anchor { text: source.name.clone().unwrap_or_default(), lang: None, href: None, count: None };
    FundingView {
        name: actor.unwrap_or_else(name),
        share: source.share.map(|share| number(share, at.lang)),
        percent: source.share.map(|share| share.clamp(0.0, 100.0).round() as u32),
        amount: source.amount.map(|amount| AmountView {
            amount: number(amount, at.lang),
            currency: source.currency.clone(),
            year: None,
            concept: None,
            note: None,
        }),
        note: source.note.clone(),
    }
}
