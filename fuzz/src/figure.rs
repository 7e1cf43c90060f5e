//! Figures against each other: lines sum to totals, months to years, ranges hold what they are about, and the cheapest
//! option costs least.

use smarthands::evaluation::Details;
use smarthands::{Comparison, Figures, Number, Spread};

/// Adds up; beyond 28 digits there is nothing to compare.
pub(crate) fn sum<'n>(amounts: impl IntoIterator<Item = &'n Number>) -> Option<Number> {
    amounts.into_iter().try_fold(Number::ZERO, |sum, amount| sum.plus(*amount)).ok()
}

/// Whether two amounts are the same but for what 28 digits lose of amounts as large as `size`.
pub(crate) fn is_near(one: Number, other: Number, size: Number) -> bool {
    let Ok(apart) = one.minus(other) else { return false };
    let slack = size.magnitude().over(Number::from(1_000_000_000_000_000_000)).unwrap_or(Number::ZERO);
    apart.magnitude().settled().is_zero() || apart.magnitude() <= slack
}

/// The greatest of some amounts, without signs.
pub(crate) fn size<'n>(amounts: impl IntoIterator<Item = &'n Number>) -> Number {
    amounts.into_iter().map(|amount| amount.magnitude()).max().unwrap_or(Number::ZERO)
}

pub(crate) fn holds(comparison: &Comparison) {
    for option in comparison.options() {
        let figures = option.figures();
        let Details { yearly_costs, monthly_costs, lines, .. } = &figures.details;
        assert_eq!(monthly_costs.len(), comparison.months() as usize);
        assert_eq!(yearly_costs.len(), comparison.months().div_ceil(12) as usize);
        let largest = size(lines.iter().flat_map(|line| &line.yearly).chain(monthly_costs));
        let equal = |what: &str, found: Option<Number>, expected: Number| {
            let Some(found) = found else { return };
            let size = largest.max(expected.magnitude());
            assert!(is_near(found, expected, size), "{}: {what} are {found}, not {expected}", option.id());
        };
        equal("lines", sum(lines.iter().map(|line| &line.total)), figures.total_cost);
        equal("years", sum(yearly_costs), figures.total_cost);
        equal("months", sum(monthly_costs), figures.total_cost);
        for line in lines {
            assert_eq!(line.yearly.len(), yearly_costs.len(), "{}", line.name);
            equal(&line.name, sum(&line.yearly), line.total);
        }
        for (year, cost) in yearly_costs.iter().enumerate() {
            equal("lines of a year", sum(lines.iter().map(|line| &line.yearly[year])), *cost);
            equal("months of a year", sum(monthly_costs.iter().skip(year * 12).take(12)), *cost);
        }
        let months = Number::whole(comparison.months());
        let total = figures.annual_cost.base.times(months).and_then(|cost| cost.over(Number::whole(12)));
        equal("annual costs", total.ok(), figures.total_cost);
        spread(option.id(), figures);
    }
    least(comparison);
}

fn spread(id: &str, figures: &Figures) {
    let spreads = [Some(figures.annual_cost), Some(figures.revenue_needed), figures.break_even_sales];
    for Spread { low, base, high, .. } in spreads.into_iter().flatten() {
        let size = size([&low, &base, &high]);
        let is_up = |one: Number, other: Number| one <= other || is_near(one, other, size);
        assert!(is_up(low, base) && is_up(base, high), "{id}: {low} ≤ {base} ≤ {high}");
    }
    if let (Some(revenue), Some(profit)) = (figures.annual_revenue, figures.annual_gross_profit)
        && let Ok(cost) = revenue.minus(profit)
    {
        let base = figures.annual_cost.base;
        assert!(is_near(cost, base, size([&revenue, &profit, &base])), "{id}: {revenue} - {profit} = {base}");
    }
}

/// The cheapest is the first of those that cost least, and the most profitable the first of those that earn most.
fn least(comparison: &Comparison) {
    let Some(cheapest) = comparison.cheapest() else {
        assert!(comparison.options().all(|option| option.hands_off()));
        return;
    };
    let cost = cheapest.figures().annual_cost.base.settled();
    for option in comparison.options().filter(|option| !option.hands_off()) {
        let other = option.figures().annual_cost.base.settled();
        assert!(cost < other || (cost == other && cheapest.position() <= option.position()), "{}", option.id());
    }
    let Some(best) = comparison.most_profitable().and_then(|option| option.figures().annual_gross_profit) else {
        return;
    };
    for option in comparison.options() {
        assert!(option.figures().annual_gross_profit.is_some_and(|profit| profit.settled() <= best.settled()));
    }
}
