//! The figures of an option along a run, made of nodes as the exact reading makes them.

use crate::calc::graph::{NodeId, Operation};
use crate::calc::number::Number;
use crate::calc::straight::{Course, NotStraight, apply};
use crate::model::OptionModel;

/// The volumes along a run.
#[derive(Clone, Copy, Debug)]
pub struct Volumes {
    /// Visits a month.
    pub visits: Course,
    /// Hours a month.
    pub hours: Course,
    /// The target as a share of revenue.
    pub target_margin: Course,
    /// Visits, hours and client months over the horizon, by which costs and prices are divided.
    pub totals: [Course; 3],
}

/// A figure that is a quotient.
#[derive(Clone, Copy, Debug)]
pub enum Ratio {
    /// Of a divisor that does not move.
    Course(Course),
    /// Of this dividend and one of the totals of [`Volumes`].
    OverTotal(Course, usize),
    /// Of a dividend and a divisor.
    Over(Course, Course),
}

/// The figures of an option along a run; those of [`Figures`](crate::evaluation::Figures).
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "they are told there")]
pub struct OptionCourse {
    /// Base, low and high, as of all that has a range.
    pub annual_cost: [Course; 3],
    pub total_cost: Course,
    pub present_value: Course,
    pub revenue_needed: [Course; 3],
    pub break_even_sales: Option<[Course; 3]>,
    pub cost_per_visit: Option<Ratio>,
    pub cost_per_hour: Option<Ratio>,
    pub price_per_visit: Option<Ratio>,
    pub price_per_hour: Option<Ratio>,
    pub price_per_client: Option<Ratio>,
    pub annual_revenue: Option<Course>,
    pub annual_gross_profit: Option<Course>,
    pub gross_margin: Option<Ratio>,
    /// What may be spent with the target margin held, where revenue is known.
    pub spendable: Option<Course>,
    pub utilisation: Option<Ratio>,
}

/// As the exact reading makes figures of nodes, operation by operation.
pub(super) fn figures(
    values: &[Course],
    volumes: &Volumes,
    option: &OptionModel,
    ranges: &[[Course; 3]; 2],
) -> Result<OptionCourse, NotStraight> {
    let [annual_cost, revenue_needed] = *ranges;
    let value = |node: NodeId| values[node.index()];
    let (total_cost, needed) = (value(option.total_cost), value(option.horizon_revenue_needed));
    let margin = volumes.target_margin;
    let over = |cost: Course| apply(Operation::Div(&cost, &margin));
    let break_even_sales = if margin.is_level() && margin.at.is_zero() {
        None
    } else {
        let [base, low, high] = annual_cost;
        Some([over(base)?, over(low)?, over(high)?])
    };
    let (mut annual_revenue, mut annual_gross_profit, mut gross_margin, mut spendable) = (None, None, None, None);
    if let Some(collected) = option.collected {
        let (total, annual) = (value(collected.total), value(collected.annual));
        annual_revenue = Some(annual);
        annual_gross_profit = Some(apply(Operation::Sub(&annual, &annual_cost[0]))?);
        gross_margin = ratio(apply(Operation::Sub(&total, &total_cost))?, total)?;
        spendable = Some(value(collected.spendable));
    }
    let (mut used, mut included) = (Course::level(Number::ZERO), Course::level(Number::ZERO));
    for pool in &option.pools {
        used = apply(Operation::Add(&used, &value(pool.used)))?;
        included = apply(Operation::Add(&included, &value(pool.included)))?;
    }
    let over_total = |dividend: Course, position: usize| {
        let divisor = volumes.totals[position];
        if divisor.is_level() { ratio(dividend, divisor) } else { Ok(Some(Ratio::OverTotal(dividend, position))) }
    };
    Ok(OptionCourse {
        annual_cost,
        total_cost,
        present_value: value(option.present_value),
        revenue_needed,
        break_even_sales,
        cost_per_visit: over_total(total_cost, 0)?,
        cost_per_hour: over_total(total_cost, 1)?,
        price_per_visit: over_total(needed, 0)?,
        price_per_hour: over_total(needed, 1)?,
        price_per_client: over_total(needed, 2)?,
        annual_revenue,
        annual_gross_profit,
        gross_margin,
        spendable,
        utilisation: ratio(used, included)?,
    })
}

/// A divisor of a figure, which has to stay away from zero where it moves.
pub(super) fn divisor(total: Course) -> Result<Course, NotStraight> {
    if total.is_level() { Ok(total) } else { total.positive() }
}

fn ratio(dividend: Course, total: Course) -> Result<Option<Ratio>, NotStraight> {
    if !total.is_level() {
        return Ok(Some(Ratio::Over(dividend, total.positive()?)));
    }
    if total.at.is_zero() {
        return Ok(None);
    }
    apply(Operation::Div(&dividend, &total)).map(|quotient| Some(Ratio::Course(quotient)))
}

impl OptionCourse {
    /// For how many points all of them hold.
    pub(super) fn points(&self) -> u32 {
        let of_ratio = |ratio: &Ratio| match ratio {
            Ratio::Course(course) | Ratio::OverTotal(course, _) => course.points,
            Ratio::Over(dividend, divisor) => dividend.points.min(divisor.points),
        };
        let ratios = [
            &self.cost_per_visit,
            &self.cost_per_hour,
            &self.price_per_visit,
            &self.price_per_hour,
            &self.price_per_client,
            &self.gross_margin,
            &self.utilisation,
        ];
        let lines = [self.annual_cost, self.revenue_needed].into_iter().chain(self.break_even_sales).flatten();
        let single = [Some(self.total_cost), Some(self.present_value), self.annual_revenue, self.annual_gross_profit];
        let single = single.into_iter().chain([self.spendable]).flatten();
        let of_lines = lines.chain(single).map(|course| course.points);
        of_lines.chain(ratios.into_iter().flatten().map(of_ratio)).min().unwrap_or(1)
    }
}
