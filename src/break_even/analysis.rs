//! Where the order of curves changes: between options, and between an option's cost and the revenue that is to cover it.

use std::cmp::Ordering;

use super::along::Along;
use super::envelope::envelope;
use super::present::present_band;
use super::problem::plain_error;
use super::{BreakEven, Driver, Goal, Indifference, MarginOfSafety, Question, RevenuePoint, Wanted, annual};
use crate::calc::comparison::{Change, How, Stretch, changes, compare};
use crate::calc::curve::{Axis, Curve, CurveError};
use crate::calc::number::Number;
use crate::diagnostic::Diagnostic;
use crate::evaluation::Evaluation;
use crate::model::Model;
use crate::scenario::Scenario;

/// Computes the break-even volumes; none where the volume as written is 0.
///
/// # Errors
/// Where a curve has too many pieces, or a value leaves the range of exact decimals.
pub fn analyse(
    scenario: &Scenario,
    model: &Model,
    evaluation: &Evaluation,
    question: Question,
) -> Result<Option<BreakEven>, Box<Diagnostic>> {
    let Question { driver, max, wanted } = question;
    let Some(along) = Along::read(scenario, model, evaluation, driver, max)? else { return Ok(None) };
    let analysis = Analysis { scenario, model, evaluation, axis: along.axis, curves: &along.curves };
    analysis.run(driver, along.now, wanted).map(Some).map_err(|error| Box::new(plain_error(driver, error)))
}

struct Analysis<'a> {
    scenario: &'a Scenario,
    model: &'a Model,
    evaluation: &'a Evaluation,
    axis: Axis,
    curves: &'a [Curve],
}

impl Analysis<'_> {
    fn run(&self, driver: Driver, now: Number, wanted: Wanted) -> Result<BreakEven, CurveError> {
        let compared: Vec<usize> = self.scenario.compared().collect();
        let (mut indifference, mut revenue, mut margins_of_safety) = (Vec::new(), Vec::new(), Vec::new());
        if wanted == Wanted::All {
            for (position, a) in compared.iter().enumerate() {
                for b in compared.iter().skip(position + 1) {
                    self.pair(*a, *b, &mut indifference)?;
                }
            }
            for option in 0..self.model.options.len() {
                self.revenue_points(option, &mut revenue)?;
                margins_of_safety.extend(self.margin_of_safety(option, now, &revenue)?);
            }
        }
        let cost = |option: usize| self.cost(option);
        let cheapest = match (wanted, self.evaluation.cheapest) {
            (Wanted::Present, Some(cheapest)) => {
                present_band(&self.axis, now, &compared, cheapest, cost)?.into_iter().collect()
            }
            _ => envelope(&self.axis, &compared, cost)?,
        };
        Ok(BreakEven { driver, now, max: self.axis.max(), cheapest, indifference, revenue, margins_of_safety })
    }

    fn cost(&self, option: usize) -> &Curve {
        &self.curves[self.model.options[option].total_cost.index()]
    }

    fn pair(&self, a: usize, b: usize, points: &mut Vec<Indifference>) -> Result<(), CurveError> {
        let cheaper = |order: Ordering| match order {
            Ordering::Less => Some(a),
            Ordering::Greater => Some(b),
            Ordering::Equal => None,
        };
        for change in changes(&compare(&self.axis, self.cost(a), self.cost(b))?) {
            let cost = match change.how {
                How::Cross => {
                    let total = |option: usize| self.axis.value_at(self.cost(option), change.at);
                    Some(annual(self.scenario, total(a)?.plainer(total(b)?))?)
                }
                How::Jump | How::Stretch => None,
            };
            let Change { at, to, below, above, how } = change;
            points.push(Indifference {
                a,
                b,
                at,
                to,
                cost,
                below: below.and_then(cheaper),
                above: above.and_then(cheaper),
                how,
            });
        }
        Ok(())
    }

    fn revenue_points(&self, option: usize, points: &mut Vec<RevenuePoint>) -> Result<(), CurveError> {
        let Some(collected) = self.model.options[option].collected else { return Ok(()) };
        for (goal, covers) in [(Goal::Profit, collected.total), (Goal::Target, collected.spendable)] {
            let stretches = compare(&self.axis, &self.curves[covers.index()], self.cost(option))?;
            // Revenue that equals the cost covers it.
            let covered = |stretch: &Stretch| stretch.order != Ordering::Less;
            for pair in stretches.windows(2) {
                let [below, above] = pair else { continue };
                if covered(below) != covered(above) {
                    let how = if above.order_at_from == Ordering::Equal { How::Cross } else { How::Jump };
                    points.push(RevenuePoint { option, goal, at: above.from, is_covered_above: covered(above), how });
                }
            }
        }
        Ok(())
    }

    fn margin_of_safety(
        &self,
        option: usize,
        now: Number,
        points: &[RevenuePoint],
    ) -> Result<Option<MarginOfSafety>, CurveError> {
        let figures = &self.evaluation.options[option];
        if !figures.annual_gross_profit.is_some_and(|profit| profit.settled().is_positive()) {
            return Ok(None);
        }
        let turns = points.iter().filter(|point| {
            point.option == option && point.goal == Goal::Profit && point.is_covered_above && point.at < now
        });
        match turns.map(|point| point.at).max() {
            Some(at) => Ok(Some(MarginOfSafety { option, at, share: now.minus(at)?.over(now)? })),
            None => Ok(None),
        }
    }
}
