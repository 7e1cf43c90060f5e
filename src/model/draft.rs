//! An option's costs and revenue while they are being written: its parts, its extras, its penalties, what it collects.

use super::demand::Demand;
use super::goal::Goal;
use super::income::Income;
use super::{Line, Pool, by_year, extra, ids};
use crate::calc::builder::Expr;
use crate::calc::graph::Label;
use crate::engagement::{self, PartLine, Sheet};
use crate::scenario::extra::Charge;
use crate::scenario::{Engagement, Part, Shape};

/// A line while it is being written.
pub(super) struct DraftLine<'g> {
    pub(super) part: Option<u32>,
    pub(super) name: String,
    pub(super) months: Vec<Expr<'g>>,
}

/// An option's costs and revenue while they are being written.
pub(super) struct Draft<'g> {
    pub(super) lines: Vec<DraftLine<'g>>,
    pub(super) monthly: Vec<Expr<'g>>,
    pub(super) yearly: Vec<Expr<'g>>,
    pub(super) total: Expr<'g>,
    pub(super) collected: Option<DraftIncome<'g>>,
    pub(super) pools: Vec<Pool>,
}

/// Collected revenue while it is being written.
pub(super) struct DraftIncome<'g> {
    pub(super) months: Vec<Expr<'g>>,
    pub(super) total: Expr<'g>,
    pub(super) spendable: Expr<'g>,
}

impl DraftLine<'_> {
    pub(super) fn finish(self) -> Line {
        Line { part: self.part, name: self.name, months: ids(&self.months) }
    }
}

/// The draft of an option.
pub(super) fn draft<'g>(
    shape: &Shape,
    option: &Engagement,
    sheet: Sheet<'g>,
    demand: &Demand<'g>,
    income: &mut Income<'_, 'g>,
    goal: Goal<'g>,
) -> Draft<'g> {
    let months = demand.months();
    let mut lines: Vec<DraftLine<'g>> = Vec::new();
    let mut pools = Vec::new();
    // Where an extra is a share of the lines, they are named in its formula.
    let mut extras = shape.extras.iter().chain(&option.extras);
    let is_shared = extras.any(|extra| matches!(extra.charge, Charge::ShareOfCost(_)));
    for (number, part) in (1_u32..).zip(&option.parts) {
        let Some(common) = part.model.common() else { continue };
        let fix = common.first_time_fix;
        let fix = sheet.has(shape, fix).then(|| sheet.term(fix));
        let work = demand.work(&part.serves, fix);
        let cost = engagement::cost(&part.model, sheet, &work);
        if let Some(pool) = cost.pool {
            let included = sheet.sum(&vec![pool.included; months]);
            pools.push(Pool { part: number, used: sheet.sum(&pool.used).id(), included: included.id() });
        }
        for line in cost.lines {
            let name = line.name.clone();
            let months = agreed(shape, part, sheet, line);
            if is_shared {
                for month in &months {
                    let _ = month.labelled(|| Label::new(name.clone()));
                }
            }
            lines.push(DraftLine { part: Some(number), name, months });
        }
    }
    let collected = income.of(option, sheet, demand);
    let served = column_sums(sheet, &lines, months);
    for item in shape.extras.iter().chain(&option.extras) {
        let months = extra::months(shape, item, sheet, demand, &served, collected.as_deref());
        lines.push(DraftLine { part: None, name: format!("extra: {}", item.name), months });
    }
    if let Some(months) = extra::sla_penalties(shape, option, sheet, demand) {
        lines.push(DraftLine { part: None, name: "expected SLA penalties".to_owned(), months });
    }
    let monthly = column_sums(sheet, &lines, months);
    for (month, cost) in monthly.iter().enumerate() {
        let _ = cost.named_in("cost in", month);
    }
    let yearly: Vec<Expr<'g>> = monthly.chunks(12).map(|year| sheet.sum(year)).collect();
    let collected = collected.map(|months| {
        let total = sheet.sum(&months);
        DraftIncome { total, spendable: goal.spendable(total), months }
    });
    Draft { total: sheet.sum(&yearly), lines, monthly, yearly, collected, pools }
}

/// A part's line as agreed: without the tax that its prices hold, and indexed (`docs/economics.md` section 3).
fn agreed<'g>(shape: &Shape, part: &Part, sheet: Sheet<'g>, line: PartLine<'g>) -> Vec<Expr<'g>> {
    let Some(common) = part.model.common() else { return line.months };
    let rate = sheet.term(common.indexation.unwrap_or(shape.horizon.indexation));
    let tax = shape.tax_rate.filter(|_| common.prices_include_tax);
    let divisor = tax.map(|rate| sheet.one() + sheet.term(rate));
    by_year(&line.months, |amount, year| {
        let net = divisor.map_or(amount, |divisor| amount / divisor);
        match sheet.indexation(rate, year).filter(|_| line.is_indexed) {
            Some(factor) => net * factor,
            None => net,
        }
    })
}

/// The sum of all lines, month by month.
fn column_sums<'g>(sheet: Sheet<'g>, lines: &[DraftLine<'g>], months: usize) -> Vec<Expr<'g>> {
    let mut sums: Vec<Expr<'g>> = Vec::with_capacity(months);
    let mut before: Vec<Expr<'g>> = Vec::new();
    for month in 0..months {
        let amounts: Vec<Expr<'g>> = lines.iter().filter_map(|line| line.months.get(month).copied()).collect();
        let sum = match sums.last() {
            Some(sum) if amounts == before => *sum,
            _ => sheet.sum(&amounts),
        };
        before = amounts;
        sums.push(sum);
    }
    sums
}
