//! The straight reading of an option's figures: each a line along a run, or a quotient of two.

use crate::calc::graph::Operation;
use crate::calc::number::Number;
use crate::calc::straight::{Course, NotStraight, apply};
use crate::evaluation::{Arithmetic, Totals};
use crate::model::Total;

/// The volumes along a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Volumes {
    /// Visits a month.
    pub visits: Course,
    /// Hours a month.
    pub hours: Course,
    /// The target as a share of revenue.
    pub target_margin: Course,
    /// The totals by which costs and prices are divided, in the order of [`Total`].
    pub totals: [Course; 3],
}

/// A figure that is a quotient.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ratio {
    /// Of a divisor that does not move.
    Course(Course),
    /// Of this dividend and one of the totals of [`Volumes`].
    OverTotal(Course, Total),
    /// Of a dividend and a divisor.
    Over(Course, Course),
}

/// The figures of an option along a run.
pub(crate) type OptionCourse = Totals<Course, Ratio>;

/// The straight reading of figures, given the volumes.
pub(super) struct Along<'v>(pub(super) &'v Volumes);

impl Arithmetic for Along<'_> {
    type Value = Course;
    type Ratio = Ratio;
    type Error = NotStraight;

    fn level(&self, amount: Number) -> Course {
        Course::level(amount)
    }

    fn is_zero(&self, amount: Course) -> bool {
        amount.is_level() && amount.at.is_zero()
    }

    fn apply(&self, operation: Operation<&Course>) -> Result<Course, NotStraight> {
        apply(operation)
    }

    fn ratio(&self, dividend: Course, divisor: Course) -> Result<Option<Ratio>, NotStraight> {
        if !divisor.is_level() {
            return Ok(Some(Ratio::Over(dividend, divisor.positive()?)));
        }
        if self.is_zero(divisor) {
            return Ok(None);
        }
        apply(Operation::Div(&dividend, &divisor)).map(|quotient| Some(Ratio::Course(quotient)))
    }

    fn per(&self, dividend: Course, total: Total) -> Result<Option<Ratio>, NotStraight> {
        let divisor = self.0.totals[total.index()];
        if divisor.is_level() { self.ratio(dividend, divisor) } else { Ok(Some(Ratio::OverTotal(dividend, total))) }
    }
}

/// A divisor of a figure, which has to stay away from zero where it moves.
pub(super) fn divisor(total: Course) -> Result<Course, NotStraight> {
    if total.is_level() { Ok(total) } else { total.positive() }
}

/// For how many points all figures of an option hold.
pub(super) fn points(of: &OptionCourse) -> u32 {
    // Whole, so that no figure is forgotten.
    let Totals {
        annual_cost,
        total_cost,
        present_value,
        revenue_needed,
        break_even_sales,
        cost_per_visit,
        cost_per_hour,
        price_per_visit,
        price_per_hour,
        price_per_client,
        annual_revenue,
        annual_gross_profit,
        gross_margin,
        spendable,
        utilisation,
    } = *of;
    let spreads = [Some(annual_cost), Some(revenue_needed), break_even_sales].into_iter().flatten();
    let ends = spreads.flat_map(|spread| [spread.base, spread.low, spread.high]);
    let single = [Some(total_cost), Some(present_value), annual_revenue, annual_gross_profit, spendable];
    let ratios = [cost_per_visit, cost_per_hour, price_per_visit, price_per_hour, price_per_client];
    let ratios = ratios.into_iter().chain([gross_margin, utilisation]).flatten().map(|ratio| match ratio {
        Ratio::Course(course) | Ratio::OverTotal(course, _) => course.points,
        Ratio::Over(dividend, divisor) => dividend.points.min(divisor.points),
    });
    let courses = ends.chain(single.into_iter().flatten()).map(|course| course.points);
    courses.chain(ratios).min().unwrap_or(1)
}
