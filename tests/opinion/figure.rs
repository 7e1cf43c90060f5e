//! Section 11: the figures of an option, under the names that CSV and JSON give them.

use crate::costing::{Costing, Setting};
use crate::exact::{self, Exact};
use crate::range::Ends;
use crate::scenario::annual;

/// What a figure is, which says how it is printed.
#[derive(Clone, PartialEq)]
pub(crate) enum Value {
    Money(Exact),
    /// A share or a volume.
    Share(Exact),
    YesNo(bool),
    /// Does not apply.
    Nothing,
}

impl Value {
    fn money(value: Option<Exact>) -> Self {
        value.map_or(Self::Nothing, Self::Money)
    }

    fn share(value: Option<Exact>) -> Self {
        value.map_or(Self::Nothing, Self::Share)
    }

    pub(crate) fn exact(&self) -> Option<&Exact> {
        match self {
            Self::Money(value) | Self::Share(value) => Some(value),
            Self::YesNo(_) | Self::Nothing => None,
        }
    }

    /// As printed without `--exact`.
    pub(crate) fn printed(&self, places: i32) -> String {
        match self {
            // First to 12 places, then to those of the currency.
            Self::Money(value) => exact::fixed(&exact::rounded(value, 12), places),
            Self::Share(value) => exact::short(value, 6),
            Self::YesNo(value) => value.to_string(),
            Self::Nothing => String::new(),
        }
    }
}

/// The quotient, where there is something to divide by.
fn over(value: &Exact, by: &Exact) -> Option<Exact> {
    if by.is_zero() { None } else { Some(value / by) }
}

/// Revenue needed and break-even sales follow from annual cost.
pub(crate) struct Needed {
    pub(crate) revenue: Exact,
    pub(crate) break_even_sales: Option<Exact>,
}

impl Needed {
    pub(crate) fn new(setting: &Setting<'_>, annual_cost: &Exact) -> Self {
        let margin = &setting.scenario.margin;
        let mut revenue = annual_cost / (Exact::ONE - margin);
        if let Some(terms) = &setting.scenario.revenue {
            revenue /= Exact::ONE - &terms.bad_debt_share;
        }
        Self { revenue, break_even_sales: over(annual_cost, margin) }
    }
}

/// `Σ_t cost(t) / (1 + d/12)^(t+1)`
fn present_value(cost: &[Exact], discount_rate: &Exact) -> Exact {
    let factor = Exact::ONE + discount_rate / exact::whole(12);
    // From the last month to the first, so that no power is worked out twice.
    cost.iter().rev().fold(Exact::ZERO, |later, cost| (later + cost) / &factor)
}

/// The figures of an option, by column.
pub(crate) fn figures(setting: &Setting<'_>, costing: &Costing, ends: &Ends) -> Vec<(&'static str, Value)> {
    let scenario = setting.scenario;
    let months = scenario.months;
    let total = costing.total_cost();
    let annual_cost = annual(&total, months);
    let [visits, hours, clients]: [Exact; 3] =
        [&setting.visits, &setting.hours, &setting.clients].map(|volume| volume.iter().sum());
    let needed = Needed::new(setting, &annual_cost);
    let over_horizon = &needed.revenue * exact::whole(months) / exact::whole(12);
    let collected = costing.total_collected();
    let profit = collected.as_ref().map(|collected| collected - &total);
    let margin = collected.as_ref().zip(profit.as_ref()).and_then(|(collected, profit)| over(profit, collected));
    let left = collected.as_ref().map(|collected| collected * (Exact::ONE - &scenario.margin) - &total);
    let meets = left.map(|left| exact::compared(&left) >= Exact::ZERO);
    let utilisation = costing.burn.as_ref().and_then(|(used, included)| over(used, included));
    vec![
        ("annual_cost_low", Value::Money(ends.annual_cost.low.clone())),
        ("annual_cost_high", Value::Money(ends.annual_cost.high.clone())),
        ("present_value", Value::Money(present_value(&costing.cost, &scenario.discount_rate))),
        ("revenue_needed", Value::Money(needed.revenue)),
        ("revenue_needed_low", Value::Money(ends.revenue_needed.low.clone())),
        ("revenue_needed_high", Value::Money(ends.revenue_needed.high.clone())),
        ("break_even_sales", Value::money(needed.break_even_sales)),
        ("break_even_sales_low", Value::money(ends.break_even_sales.as_ref().map(|ends| ends.low.clone()))),
        ("break_even_sales_high", Value::money(ends.break_even_sales.as_ref().map(|ends| ends.high.clone()))),
        ("cost_per_visit", Value::money(over(&total, &visits))),
        ("cost_per_hour", Value::money(over(&total, &hours))),
        ("price_per_visit", Value::money(over(&over_horizon, &visits))),
        ("price_per_hour", Value::money(over(&over_horizon, &hours))),
        ("price_per_client", Value::money(over(&over_horizon, &clients))),
        ("annual_revenue", Value::money(collected.as_ref().map(|collected| annual(collected, months)))),
        ("annual_gross_profit", Value::money(profit.as_ref().map(|profit| annual(profit, months)))),
        ("gross_margin", Value::share(margin)),
        ("meets_target", meets.map_or(Value::Nothing, Value::YesNo)),
        ("utilisation", Value::share(utilisation)),
        ("annual_cost", Value::Money(annual_cost)),
        ("total_cost", Value::Money(total)),
    ]
}
