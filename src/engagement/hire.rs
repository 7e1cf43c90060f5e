//! `hire`: regional employees (`docs/economics.md` section 7).

use super::PartLine;
use super::charge::{multipliers, travel};
use super::sheet::Sheet;
use super::work::{Work, each};
use crate::calc::builder::Expr;
use crate::calc::unit::Unit;
use crate::scenario::terms::{Headcount, Hire, OnCosts};

pub(super) fn lines<'g>(terms: &Hire, sheet: Sheet<'g>, work: &Work<'g>) -> Vec<PartLine<'g>> {
    let year = sheet.months_per_year();
    let salary = sheet.term(terms.salary);
    let travel_hours = sheet.term(terms.travel_hours_per_visit);
    let multipliers = multipliers(&terms.common, sheet);

    let hours_per_visit = work.sites("business hours per visit", |site| site.business() * (site.hours + travel_hours));
    let business_hours = work.per_visit(sheet, "business hours", &hours_per_visit);
    let required = match &terms.cover {
        Some(cover) => each(&business_hours, |hours| {
            (hours * sheet.term(cover.share).complement()).named("hours required of employees")
        }),
        None => business_hours.clone(),
    };
    let capacity = sheet.term(terms.productive_hours_per_year) * sheet.term(terms.utilisation) / year;
    let capacity = capacity.named("capacity per head");
    let heads = heads(terms, sheet, &required, capacity);

    let salaries = each(&heads, |heads| (heads * salary / year).named("salaries"));
    let on_cost_share = match &terms.on_costs {
        OnCosts::Share(share) => sheet.term(*share),
        OnCosts::Named(shares) => {
            let shares: Vec<Expr<'g>> = shares.iter().map(|share| sheet.term(share.term)).collect();
            sheet.sum(&shares).named("total on-costs")
        }
    };
    let on_costs = each(&salaries, |salary| salary * on_cost_share);
    let overtime_per_visit =
        work.sites("paid overtime hours per visit", |site| (site.hours + travel_hours) * site.weighted(&multipliers));
    let overtime_hours = work.per_visit(sheet, "paid overtime hours", &overtime_per_visit);
    let paid_hours = (sheet.weeks_per_year() * sheet.term(terms.hours_per_week)).named("paid hours a year");
    let overtime = each(&overtime_hours, |hours| hours * salary / paid_hours);

    let mut lines = vec![PartLine::monthly("salary", salaries), PartLine::monthly("on-costs", on_costs)];
    for cost in &terms.yearly_costs {
        let months = each(&heads, |heads| heads * sheet.term(cost.term) / year);
        lines.push(PartLine::monthly(format!("yearly costs: {}", cost.name), months));
    }
    lines.push(PartLine::monthly("overtime", overtime));
    lines.push(PartLine::monthly("on call", each(&heads, |heads| heads * sheet.term(terms.on_call_per_month))));
    if let Headcount::Fixed { overflow_rate, .. } = terms.headcount {
        let overflow = required.iter().zip(&heads).map(|(hours, heads)| {
            let beyond = (*hours - *heads * capacity).positive().named("hours beyond capacity");
            beyond * sheet.term(overflow_rate)
        });
        lines.push(PartLine::monthly("overflow", overflow.collect()));
    }
    if let Some(cover) = &terms.cover {
        let cover_hours = each(&business_hours, |hours| (hours * sheet.term(cover.share)).named("leave cover hours"));
        lines.push(PartLine::monthly("leave cover", each(&cover_hours, |hours| hours * sheet.term(cover.rate))));
    }
    lines.push(PartLine::monthly("recruitment", recruitment(terms, sheet, &heads)));
    lines.extend(travel(&terms.travel, sheet, work));
    lines
}

/// Employees in each month: the number given, or what the busiest month of the contract year needs, at least one.
fn heads<'g>(terms: &Hire, sheet: Sheet<'g>, required: &[Expr<'g>], capacity: Expr<'g>) -> Vec<Expr<'g>> {
    match terms.headcount {
        Headcount::Fixed { heads, .. } => vec![sheet.term(heads); required.len()],
        Headcount::Auto => required
            .chunks(12)
            .zip((0..).step_by(12))
            .flat_map(|(year, first)| {
                let mut busiest: Vec<Expr<'g>> = each(year, |hours| hours / capacity);
                if busiest.iter().all(|needed| Some(needed) == busiest.first()) {
                    busiest = each(&busiest, |needed| needed.named("heads needed"));
                }
                for (month, needed) in (first..).zip(&mut busiest) {
                    *needed = needed.named_in("heads needed in", month);
                }
                busiest.dedup();
                let peak = peak(&busiest).unwrap_or(sheet.zero());
                let heads = sheet.whole(1, Unit::HEADS).max(peak.ceil()).named("headcount");
                vec![heads; year.len()]
            })
            .collect(),
    }
}

fn peak<'g>(months: &[Expr<'g>]) -> Option<Expr<'g>> {
    months.iter().copied().reduce(Expr::max)
}

/// The cost of hiring: everyone in the first month, the rise of each later year in its first month, and every month's
/// share of those who leave and are replaced.
fn recruitment<'g>(terms: &Hire, sheet: Sheet<'g>, heads: &[Expr<'g>]) -> Vec<Expr<'g>> {
    let turnover = sheet.term(terms.turnover_per_year) / sheet.months_per_year();
    let cost = sheet.term(terms.recruitment_cost);
    let mut months = Vec::with_capacity(heads.len());
    for (month, now) in heads.iter().enumerate() {
        let replaced = (*now * turnover).named("heads replaced");
        let before = month.checked_sub(1).and_then(|month| heads.get(month));
        let hired = match before {
            None => *now + replaced,
            Some(before) if month.is_multiple_of(12) && before != now => {
                (*now - *before).positive().named("heads added") + replaced
            }
            Some(_) => replaced,
        };
        months.push(cost * hired.named("heads hired"));
    }
    months
}
