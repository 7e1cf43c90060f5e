//! The break-even object of the JSON formats.

use serde::Serialize;

use super::row::{goal_words, how_word};
use super::{Thresholds, address, reason};
use crate::break_even::BreakEven;
use crate::break_even::switching::Change;
use crate::calc::number::Number;
use crate::report::Rounding;

/// Break-even volumes along one axis.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Axis {
    driver: &'static str,
    now: String,
    max: String,
    cheapest: Vec<Band>,
    indifference: Vec<Indifference>,
    revenue: Vec<RevenuePoint>,
    margin_of_safety: Vec<MarginOfSafety>,
    #[serde(skip_serializing_if = "Option::is_none")]
    switching: Option<Vec<TermEntry>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_offered: Option<Vec<Refused>>,
}

#[derive(Debug, Serialize)]
struct Band {
    from: String,
    to: String,
    option: String,
}

#[derive(Debug, Serialize)]
struct Indifference {
    a: String,
    b: String,
    at: String,
    to: Option<String>,
    cost: Option<String>,
    below: Option<String>,
    above: Option<String>,
    how: &'static str,
}

#[derive(Debug, Serialize)]
struct RevenuePoint {
    option: String,
    goal: &'static str,
    at: String,
    below: &'static str,
    above: &'static str,
}

#[derive(Debug, Serialize)]
struct MarginOfSafety {
    option: String,
    share: String,
}

#[derive(Debug, Serialize)]
struct TermEntry {
    term: String,
    value: String,
    below: Option<Nearest>,
    above: Option<Nearest>,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Vec<Value>>,
}

/// The nearest switching value on one side.
#[derive(Debug, Serialize)]
struct Nearest {
    at: String,
    change: Option<String>,
    option: String,
}

/// A value at which the cheapest option changes.
#[derive(Debug, Serialize)]
struct Value {
    at: String,
    change: Option<String>,
    cost: Option<String>,
    below: String,
    above: String,
    how: &'static str,
}

#[derive(Debug, Serialize)]
struct Refused {
    term: String,
    reason: String,
}

impl Axis {
    /// The break-even volumes, options by their id.
    pub(in crate::report) fn new(found: &BreakEven, rounding: Rounding, id: &dyn Fn(usize) -> String) -> Self {
        let volume = |amount: Number| rounding.quantity(amount);
        let bands = found.cheapest.iter();
        let points = found.indifference.iter();
        let revenue = found.revenue.iter();
        let safety = found.margins_of_safety.iter();
        Self {
            driver: found.driver.name(),
            now: volume(found.now),
            max: volume(found.max),
            cheapest: bands
                .map(|band| Band { from: volume(band.from), to: volume(band.to), option: id(band.option) })
                .collect(),
            indifference: points
                .map(|point| Indifference {
                    a: id(point.a),
                    b: id(point.b),
                    at: volume(point.at),
                    to: point.to.map(volume),
                    cost: point.cost.map(|cost| rounding.money(cost)),
                    below: point.below.map(id),
                    above: point.above.map(id),
                    how: how_word(point.how),
                })
                .collect(),
            revenue: revenue
                .map(|point| {
                    let (goal, below, above) = goal_words(point);
                    RevenuePoint { option: id(point.option), goal, at: volume(point.at), below, above }
                })
                .collect(),
            margin_of_safety: safety
                .map(|margin| MarginOfSafety { option: id(margin.option), share: volume(margin.share) })
                .collect(),
            switching: None,
            not_offered: None,
        }
    }

    /// The same with the switching values; those of one term in full.
    pub(super) fn with_switching(
        self,
        thresholds: &Thresholds<'_>,
        rounding: Rounding,
        id: &dyn Fn(usize) -> String,
    ) -> Self {
        let scenario = thresholds.results.scenario;
        let Some(found) = thresholds.switching else {
            return Self { switching: Some(Vec::new()), not_offered: Some(Vec::new()), ..self };
        };
        let quantity = |amount: Number| rounding.quantity(amount);
        let value = |change: &Change| Value {
            at: quantity(change.at),
            change: change.change.map(quantity),
            cost: change.cost.map(|cost| rounding.money(cost)),
            below: id(change.below),
            above: id(change.above),
            how: how_word(change.how),
        };
        let nearest = |change: Change, option: usize| Nearest {
            at: quantity(change.at),
            change: change.change.map(quantity),
            option: id(option),
        };
        let terms = found.terms.iter().map(|of| TermEntry {
            term: address(scenario, of.term),
            value: quantity(of.value),
            below: of.below.map(|change| nearest(change, change.below)),
            above: of.above.map(|change| nearest(change, change.above)),
            values: thresholds.is_one_term.then(|| of.changes.iter().map(value).collect()),
        });
        let refused = found.refused.iter();
        let refused = refused.map(|(term, refusal)| Refused {
            term: address(scenario, *term),
            reason: reason(scenario, *term, *refusal),
        });
        Self { switching: Some(terms.collect()), not_offered: Some(refused.collect()), ..self }
    }
}
