//! `retainer`: a monthly fee for a pool of hours, an overage rate beyond it (`docs/economics.md` section 5).

use super::charge::{billed_hours, multipliers, travel};
use super::sheet::Sheet;
use super::work::{Work, each};
use super::{PartCost, PartLine, Pool};
use crate::calc::builder::Expr;
use crate::calc::graph::Label;
use crate::scenario::terms::{Retainer, Rollover};

pub(super) fn cost<'g>(terms: &Retainer, sheet: Sheet<'g>, work: &Work<'g>) -> PartCost<'g> {
    let multipliers = multipliers(&terms.common, sheet);
    let drawn_per_visit = work.sites("hours drawn per visit", |site| {
        let billed = billed_hours(&terms.billing, sheet, site);
        site.business() * billed.business + billed.out_of_hours * site.weighted(&multipliers)
    });
    let used = work.per_visit(sheet, "hours drawn", &drawn_per_visit);
    let included = sheet.term(terms.included_hours);
    let overage_hours = match terms.rollover {
        None => each(&used, |used| (used - included).positive().named("hours beyond the allowance")),
        Some(rollover) => overage_with_rollover(rollover, sheet, &used, included),
    };
    let overage = each(&overage_hours, |hours| hours * sheet.term(terms.overage_rate));

    let mut lines = vec![
        PartLine::monthly("retainer fee", work.every_month(sheet.term(terms.monthly_fee))),
        PartLine::monthly("overage", overage),
        PartLine::once("setup", sheet, sheet.term(terms.setup_fee), work.months()),
    ];
    lines.extend(travel(&terms.travel, sheet, work));
    PartCost { lines, pool: Some(Pool { used, included }) }
}

/// Hours beyond the month's allowance and the hours carried into it.
fn overage_with_rollover<'g>(
    rollover: Rollover,
    sheet: Sheet<'g>,
    used: &[Expr<'g>],
    included: Expr<'g>,
) -> Vec<Expr<'g>> {
    // Hours carried, the youngest first; without expiry they have no age, and one entry holds them all.
    let mut carried: Vec<Expr<'g>> = Vec::new();
    used.iter()
        .enumerate()
        .map(|(month, used)| {
            let overage = (*used - sheet.sum(&carried) - included).positive().named("hours beyond the allowance");
            carried = match rollover.months {
                None => {
                    let left = (sheet.sum(&carried) + included - *used).positive().named_in("hours left in", month);
                    vec![sheet.term(rollover.cap).min(left).named_in("carried hours out of", month)]
                }
                Some(months) => carried_on(&carried, *used, included, sheet.term(rollover.cap), months, month),
            };
            overage
        })
        .collect()
}

/// Hours carried out of a month, the youngest first.
///
/// The oldest are drawn first, then the allowance; what is left ages by a month, the oldest expire, and the cap keeps
/// the youngest.
fn carried_on<'g>(
    carried: &[Expr<'g>],
    used: Expr<'g>,
    included: Expr<'g>,
    cap: Expr<'g>,
    months: u32,
    month: usize,
) -> Vec<Expr<'g>> {
    let mut needed = used;
    let mut left: Vec<Expr<'g>> = Vec::with_capacity(carried.len() + 1);
    for hours in carried.iter().rev() {
        left.push((*hours - needed).positive().named_in("carried hours left in", month));
        needed = (needed - *hours).positive().named_in("hours still to be drawn in", month);
    }
    left.push((included - needed).positive().named_in("included hours left in", month));
    let mut room = cap;
    left.iter()
        .rev()
        .take(months as usize)
        .zip(1_u32..)
        .map(|(hours, age)| {
            let kept = hours.min(room).labelled(|| match age {
                1 => Label::new("carried hours out of").month(month),
                _ => Label::new(format!("carried hours {age} months old out of")).month(month),
            });
            room = (room - kept).named_in("room left for carried hours in", month);
            kept
        })
        .collect()
}
