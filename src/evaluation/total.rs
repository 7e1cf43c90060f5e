//! The figures of an option, made of its nodes once for every reading that has amounts (`docs/economics.md` sections 11
//! and 13).

use crate::calc::graph::{NodeId, Operation};
use crate::calc::number::Number;
use crate::model::{OptionModel, Total};

/// A figure and its range over the ranged terms; where there are none, all three are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Spread<V = Number> {
    /// In the base case.
    pub base: V,
    /// The least.
    pub low: V,
    /// The greatest.
    pub high: V,
}

/// The figures of an option: money, unless said otherwise. `V` is an amount and `R` a quotient of whoever reads them, both a
/// [`Number`] for everyone outside of this crate.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Totals<V = Number, R = V> {
    /// Cost of an average year: the total cost × 12 ÷ the months of the horizon.
    pub annual_cost: Spread<V>,
    /// Cost over the horizon.
    pub total_cost: V,
    /// Present value of the costs at the horizon's discount rate, each month's at its end.
    pub present_value: V,
    /// What must be billed in a year to hold the target.
    pub revenue_needed: Spread<V>,
    /// What other business at the target margin pays for this as an overhead; none at a margin of 0.
    pub break_even_sales: Option<Spread<V>>,
    /// Cost per visit; none without visits.
    pub cost_per_visit: Option<R>,
    /// Cost per hour served; none without hours.
    pub cost_per_hour: Option<R>,
    /// Revenue needed per visit, none without visits.
    pub price_per_visit: Option<R>,
    /// Revenue needed per hour served, none without hours.
    pub price_per_hour: Option<R>,
    /// Revenue needed per client and month; none without clients.
    pub price_per_client: Option<R>,
    /// Collected revenue of an average year, where it is known.
    pub annual_revenue: Option<V>,
    /// That less the annual cost.
    pub annual_gross_profit: Option<V>,
    /// Gross profit as a fraction of revenue, below zero at a loss; none where nothing is collected.
    pub gross_margin: Option<R>,
    /// What may be spent over the horizon with the target margin held, where revenue is known.
    pub spendable: Option<V>,
    /// Hours used as a fraction of hours included, of all retainers over the horizon; above 1 with overage, none without any.
    pub utilisation: Option<R>,
}

/// How a reading works with amounts.
pub(crate) trait Arithmetic {
    /// An amount.
    type Value: Copy;
    /// A quotient that is no part of a further figure.
    type Ratio;
    /// Why there is none.
    type Error;

    /// An amount that is always the same.
    fn level(&self, amount: Number) -> Self::Value;

    /// Whether an amount is always zero.
    fn is_zero(&self, amount: Self::Value) -> bool;

    /// The result of an operation.
    fn apply(&self, operation: Operation<&Self::Value>) -> Result<Self::Value, Self::Error>;

    /// The quotient; none where the divisor is zero.
    fn ratio(&self, dividend: Self::Value, divisor: Self::Value) -> Result<Option<Self::Ratio>, Self::Error>;

    /// The quotient by one of the volume's totals; none where that is zero.
    fn per(&self, dividend: Self::Value, total: Total) -> Result<Option<Self::Ratio>, Self::Error>;
}

/// The figures of an option, given the value of every node, the target as a share of revenue, and annual cost and
/// revenue needed with their ranges.
///
/// # Errors
/// Where a figure has no amount in the reading.
pub(crate) fn totals<A: Arithmetic>(
    reading: &A,
    values: &[A::Value],
    option: &OptionModel,
    target_margin: A::Value,
    [annual_cost, revenue_needed]: [Spread<A::Value>; 2],
) -> Result<Totals<A::Value, A::Ratio>, A::Error> {
    let value = |node: NodeId| values[node.index()];
    let (total_cost, needed) = (value(option.total_cost), value(option.horizon_revenue_needed));
    let sales = |cost: A::Value| reading.apply(Operation::Div(&cost, &target_margin));
    let break_even_sales = if reading.is_zero(target_margin) {
        None
    } else {
        let Spread { base, low, high } = annual_cost;
        Some(Spread { base: sales(base)?, low: sales(low)?, high: sales(high)? })
    };
    let (mut annual_revenue, mut annual_gross_profit, mut gross_margin, mut spendable) = (None, None, None, None);
    if let Some(collected) = option.collected {
        let (total, annual) = (value(collected.total), value(collected.annual));
        annual_revenue = Some(annual);
        annual_gross_profit = Some(reading.apply(Operation::Sub(&annual, &annual_cost.base))?);
        gross_margin = reading.ratio(reading.apply(Operation::Sub(&total, &total_cost))?, total)?;
        spendable = Some(value(collected.spendable));
    }
    let (mut used, mut included) = (reading.level(Number::ZERO), reading.level(Number::ZERO));
    for pool in &option.pools {
        used = reading.apply(Operation::Add(&used, &value(pool.used)))?;
        included = reading.apply(Operation::Add(&included, &value(pool.included)))?;
    }
    Ok(Totals {
        annual_cost,
        total_cost,
        present_value: value(option.present_value),
        revenue_needed,
        break_even_sales,
        cost_per_visit: reading.per(total_cost, Total::Visits)?,
        cost_per_hour: reading.per(total_cost, Total::Hours)?,
        price_per_visit: reading.per(needed, Total::Visits)?,
        price_per_hour: reading.per(needed, Total::Hours)?,
        price_per_client: reading.per(needed, Total::Clients)?,
        annual_revenue,
        annual_gross_profit,
        gross_margin,
        spendable,
        utilisation: reading.ratio(used, included)?,
    })
}
