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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::builder::Builder;
    use crate::calc::domain::fold;
    use crate::calc::exact::Exact;
    use crate::calc::number::Number;
    use crate::calc::unit::Unit;
    use crate::scenario::term::TermId;

    /// The overage of each month under a cap, with 10 hours included.
    fn overage(used: &[u32], cap: u32, months: Option<u32>) -> Vec<String> {
        let builder = Builder::default();
        let sheet = Sheet::new(&builder);
        let used: Vec<Expr<'_>> = used.iter().map(|hours| sheet.whole(*hours, Unit::HOURS)).collect();
        let rollover = Rollover { cap: TermId(0), months };
        let overage = overage_with_rollover(rollover, sheet, &used, sheet.whole(10, Unit::HOURS));
        let nodes: Vec<usize> = overage.iter().map(|hours| hours.id().index()).collect();
        let graph = builder.finish();
        let values = fold(&graph, graph.nodes().len(), &mut Exact { inputs: &[Number::whole(cap)] }).unwrap();
        nodes.into_iter().map(|node| values[node].to_string()).collect()
    }

    /// Carried out of the months, the youngest first: 6; 10 and 3; 10, the 3 and the older 10 being drawn; 10 and 5; 10 and
    /// 10, of the 5 drawn one and expired four. The sixth month has 20 and its own 10 for 33.
    #[test]
    fn the_oldest_hours_are_drawn_first_and_expire() {
        assert_eq!(overage(&[4, 3, 13, 5, 1, 33], 100, Some(2)), ["0", "0", "0", "0", "0", "3"]);
        // After one month what is left of its own is all: 6, 10, 7, 10, 10.
        assert_eq!(overage(&[4, 3, 13, 5, 1, 33], 100, Some(1)), ["0", "0", "0", "0", "0", "13"]);
    }

    /// Under a cap of 12: 6; 10 and 2; 9; 10 and 2; 10 and 2. The sixth month has 12 and its own 10 for 30, the seventh its own.
    #[test]
    fn the_cap_keeps_the_youngest_hours() {
        assert_eq!(overage(&[4, 3, 13, 5, 1, 30, 12], 12, Some(2)), ["0", "0", "0", "0", "0", "8", "2"]);
        // The same without expiry: 6, 12, 9, 12, 12.
        assert_eq!(overage(&[4, 3, 13, 5, 1, 30, 12], 12, None), ["0", "0", "0", "0", "0", "8", "2"]);
        // And without a cap that matters: 6, 13, 10, 15, 24.
        assert_eq!(overage(&[4, 3, 13, 5, 1, 35], 100, None), ["0", "0", "0", "0", "0", "1"]);
    }
}
