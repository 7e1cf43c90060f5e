//! Extras and SLA penalties, month by month (`docs/economics.md` section 10).

use super::by_year;
use super::demand::Demand;
use crate::calc::builder::Expr;
use crate::engagement::Sheet;
use crate::scenario::extra::{Charge, Extra, Per};
use crate::scenario::{Engagement, Shape};

/// The amount of an extra in each month, given the month's cost of the option's parts and its collected revenue.
pub(super) fn months<'g>(
    shape: &Shape,
    extra: &Extra,
    sheet: Sheet<'g>,
    demand: &Demand<'g>,
    served: &[Expr<'g>],
    collected: Option<&[Expr<'g>]>,
) -> Vec<Expr<'g>> {
    let is_within = |month: usize| {
        month >= extra.first_month as usize && extra.last_month.is_none_or(|last| month <= last as usize)
    };
    let applies = |month: usize| -> Option<Expr<'g>> {
        let threshold = sheet.term(extra.from_clients?);
        demand.clients.get(month).map(|clients| clients.at_least(threshold))
    };
    if let Charge::Amount(amount, Per::Once) = extra.charge {
        return once(sheet, sheet.term(amount), demand.months(), is_within, applies);
    }
    let amounts: Vec<Expr<'g>> = (0..demand.months())
        .map(|month| {
            let of = |months: &[Expr<'g>]| months.get(month).copied().unwrap_or(sheet.zero());
            match extra.charge {
                Charge::Amount(amount, per) => {
                    let amount = sheet.term(amount);
                    match per {
                        Per::Once | Per::Month => amount,
                        Per::Year => amount / sheet.months_per_year(),
                        Per::Visit => amount * of(&demand.visits),
                        Per::Hour => amount * of(&demand.hours),
                        Per::Client => amount * of(&demand.clients),
                    }
                }
                Charge::ShareOfCost(fraction) => sheet.term(fraction) * of(served).named("cost of the parts"),
                Charge::ShareOfRevenue(fraction) => sheet.term(fraction) * of(collected.unwrap_or_default()),
            }
        })
        .collect();
    let rate = sheet.term(shape.horizon.indexation);
    let is_indexed = matches!(extra.charge, Charge::Amount(..));
    let indexed = by_year(&amounts, |amount, year| match sheet.indexation(rate, year).filter(|_| is_indexed) {
        Some(factor) => amount * factor,
        None => amount,
    });
    let charged = |(month, amount): (usize, Expr<'g>)| match (is_within(month), applies(month)) {
        (false, _) => sheet.zero(),
        (true, None) => amount,
        (true, Some(applies)) => amount * applies,
    };
    indexed.into_iter().enumerate().map(charged).collect()
}

/// An amount in the first month in which it applies; whether it does may depend on the number of clients.
fn once<'g>(
    sheet: Sheet<'g>,
    amount: Expr<'g>,
    months: usize,
    is_within: impl Fn(usize) -> bool,
    applies: impl Fn(usize) -> Option<Expr<'g>>,
) -> Vec<Expr<'g>> {
    // 1 once it has applied.
    let mut paid: Option<Expr<'g>> = None;
    (0..months)
        .map(|month| {
            if !is_within(month) {
                return sheet.zero();
            }
            let due = applies(month);
            match (paid, due) {
                (None, None) => {
                    paid = Some(sheet.one());
                    amount
                }
                (None, Some(due)) => {
                    paid = Some(due);
                    amount * due
                }
                (Some(_), None) => sheet.zero(),
                (Some(before), Some(due)) => {
                    let after = before.max(due).named_in("due by", month);
                    paid = Some(after);
                    amount * (after - before)
                }
            }
        })
        .collect()
}

/// Expected SLA penalties in each month; none where no part is expected to miss a visit.
pub(super) fn sla_penalties<'g>(
    shape: &Shape,
    option: &Engagement,
    sheet: Sheet<'g>,
    demand: &Demand<'g>,
) -> Option<Vec<Expr<'g>>> {
    let sla = shape.sla.as_ref()?;
    let may_breach =
        |part: &&crate::scenario::Part| part.model.common().is_some_and(|common| sheet.has(shape, common.breach_share));
    let parts: Vec<_> = option.parts.iter().filter(may_breach).collect();
    if parts.is_empty() {
        return None;
    }
    let penalty = sheet.term(sla.penalty_per_breach);
    let months = (0..demand.months()).map(|month| {
        let mut breaches: Vec<Expr<'g>> = Vec::new();
        for part in &parts {
            let Some(common) = part.model.common() else { continue };
            let missed = sheet.term(common.breach_share);
            for segment in part.serves.iter().filter_map(|position| demand.segments.get(*position)) {
                let visits = segment.visits.get(month).copied();
                let missed = |visits| visits * segment.critical_share * missed;
                breaches.extend(visits.map(|visits| missed(visits).named_of("missed critical visits", segment.number)));
            }
        }
        let expected = sheet.sum(&breaches).named("total missed critical visits") * penalty;
        sla.monthly_cap.map_or(expected, |cap| sheet.term(cap).min(expected))
    });
    Some(months.collect())
}
