//! The piecewise-linear reading: volumes at which options cost the same, bands of the cheapest, revenue break-even,
//! margin of safety (`docs/economics.md` section 14). Everything is solved exactly; nothing is searched on a grid.
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod drawing;
mod envelope;
mod present;
mod problem;
pub mod switching;

pub use drawing::{Drawing, OptionDrawing, Outline, OutlineRange, Straight, draw};

use std::cmp::Ordering;
use std::fmt;

use envelope::envelope;
use present::present_band;
pub use problem::no_axis;
use problem::{failed, plain_error};

use rustc_hash::FxHashMap;

use crate::calc::comparison::{Change, How, Stretch, changes, compare};
use crate::calc::curve::{Axis, Curve, CurveError, Line};
use crate::calc::domain::Failure;
use crate::calc::graph::InputId;
use crate::calc::linear::{Linear, curves};
use crate::calc::number::{ArithmeticError, Number};
use crate::diagnostic::Diagnostic;
use crate::evaluation::Evaluation;
use crate::model::Model;
use crate::scenario::Scenario;
use crate::scenario::demand::Visits;
use crate::scenario::term::TermId;

/// What runs along the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// Visits a month.
    Visits,
    /// Served hours a month.
    Hours,
    /// Clients. Where their visits are given per client, these move with them.
    Clients,
}

impl Driver {
    /// As the command line and every format name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Visits => "visits",
            Self::Hours => "hours",
            Self::Clients => "clients",
        }
    }

    /// In a sentence: `visits a month`.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Visits => "visits a month",
            Self::Hours => "hours a month",
            Self::Clients => "clients",
        }
    }
}

impl fmt::Display for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The axis to look along.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// What runs along it.
    pub driver: Driver,
    /// Where it ends; ten times the present volume where it is not given.
    pub max: Option<Number>,
    /// What is looked for.
    pub wanted: Wanted,
}

/// How much of the axis matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The band of the cheapest option around the present volume.
    Present,
    /// The bands of the cheapest.
    Bands,
    /// The bands, and everything else.
    All,
}

/// The break-even volumes of a scenario, options by their position in it. Volumes are those of the [`Driver`], costs are
/// annual. Places are computed to 24 significant digits.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BreakEven {
    /// What runs along the axis.
    pub driver: Driver,
    /// The volume as written, before growth and seasonality.
    pub now: Number,
    /// The axis's end; it begins at 0.
    pub max: Number,
    /// The cheapest option by volume, from 0 to the axis's end without a gap; where no more is wanted, around the present
    /// volume alone. Empty where every option hands its clients off. Of equals the first option of the file has the band.
    pub cheapest: Vec<Band>,
    /// Where two options change places, in the order of the pairs; like what follows, for a complete answer only.
    pub indifference: Vec<Indifference>,
    /// Where an option's revenue begins or ceases to cover it.
    pub revenue: Vec<RevenuePoint>,
    /// How far the volume may fall for each option that makes a profit, and has a volume below which it makes none.
    pub margins_of_safety: Vec<MarginOfSafety>,
}

/// A stretch of volumes, or of values of a term, and the option that is cheapest in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Its lower end.
    pub from: Number,
    /// Its upper end.
    pub to: Number,
    /// The option, by its position.
    pub option: usize,
}

/// A volume at which two options change places.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Indifference {
    /// The first option.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// The volume, or a stretch's lower end.
    pub at: Number,
    /// A stretch's upper end; none for a single volume.
    pub to: Option<Number>,
    /// The annual cost of both, at a cross.
    pub cost: Option<Number>,
    /// The cheaper option below; none where the axis begins there, or both cost the same.
    pub below: Option<usize>,
    /// The cheaper option above; none where the axis ends there, or both cost the same.
    pub above: Option<usize>,
    /// What happens there.
    pub how: How,
}

/// What revenue is to cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The cost.
    Profit,
    /// The cost, with the target margin held.
    Target,
}

/// A volume at which revenue begins or ceases to cover an option.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct RevenuePoint {
    /// The option.
    pub option: usize,
    /// What is to be covered.
    pub goal: Goal,
    /// The volume.
    pub at: Number,
    /// Whether it is covered above the volume; below, the opposite.
    pub is_covered_above: bool,
    /// What happens there.
    pub how: How,
}

/// How far the volume may fall before an option that makes a profit makes none.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct MarginOfSafety {
    /// The option.
    pub option: usize,
    /// The volume at which its profit ends.
    pub at: Number,
    /// Its distance from the volume as written, as a fraction of that.
    pub share: Number,
}

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

/// The axis, and the curves along it.
struct Along {
    /// The volume as written.
    now: Number,
    axis: Axis,
    /// The curve of each node of costs, volumes and collected revenue in the base case.
    curves: Vec<Curve>,
}

impl Along {
    /// None where the volume as written is 0.
    fn read(
        scenario: &Scenario,
        model: &Model,
        evaluation: &Evaluation,
        driver: Driver,
        max: Option<Number>,
    ) -> Result<Option<Self>, Box<Diagnostic>> {
        let now = match driver {
            Driver::Visits => evaluation.visits_per_month,
            Driver::Hours => evaluation.hours_per_month,
            Driver::Clients => evaluation.clients.unwrap_or(Number::ZERO),
        };
        if now.is_zero() {
            return Ok(None);
        }
        let ten_fold = || now.times(Number::whole(10)).map_err(|error| Box::new(plain_error(driver, error.into())));
        let axis = Axis::new(now, max.map_or_else(ten_fold, Ok)?);
        let inputs = scenario.base_values();
        let mut domain = Linear { axis, inputs: &inputs, varying: varying(scenario, &inputs, driver) };
        let failed = |failure| Box::new(failed(scenario, model, driver, &failure));
        let mut curves = curves(&model.graph, model.cost_nodes, &mut domain, &evaluation.values).map_err(failed)?;
        // Totals are compared many times, so they are drawn once.
        for option in &model.options {
            let collected = option.collected.map(|collected| [collected.total, collected.spendable]);
            for node in collected.into_iter().flatten().chain([option.total_cost]) {
                let drawn = axis.drawn(&curves[node.index()]).map_err(|error| failed(Failure { node, error }))?;
                curves[node.index()] = drawn.into();
            }
        }
        Ok(Some(Self { now, axis, curves }))
    }
}

/// The lines of the terms that the driver scales: each runs from 0, and is as written at the present volume.
fn varying(scenario: &Scenario, inputs: &[Number], driver: Driver) -> FxHashMap<InputId, Line> {
    let lines = scaled_terms(scenario, driver).into_iter();
    lines.map(|term| (term.input(), Line { base: Number::ZERO, slope: inputs[term.index()] })).collect()
}

/// The terms that the driver scales in proportion, each once.
pub(crate) fn scaled_terms(scenario: &Scenario, driver: Driver) -> Vec<TermId> {
    let mut terms = Vec::new();
    for segment in &scenario.segments {
        let term = match (driver, segment.visits) {
            (Driver::Clients, Visits::PerClient { clients, .. }) => clients,
            (_, visits) => visits.term(),
        };
        let clients = segment.clients.filter(|_| driver == Driver::Clients);
        for term in [Some(term), clients].into_iter().flatten() {
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
    }
    terms
}

/// An amount over the horizon, in an average year (`docs/economics.md` section 11).
fn annual(scenario: &Scenario, total: Number) -> Result<Number, ArithmeticError> {
    total.times(Number::whole(12))?.over(Number::whole(scenario.horizon.months))
}

/// The options whose costs are compared: those that do not hand clients off.
fn comparable(scenario: &Scenario) -> Vec<usize> {
    let options = scenario.options.iter().enumerate();
    options.filter(|(_, option)| !option.hands_off()).map(|(position, _)| position).collect()
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
        let comparable = comparable(self.scenario);
        let (mut indifference, mut revenue, mut margins_of_safety) = (Vec::new(), Vec::new(), Vec::new());
        if wanted == Wanted::All {
            for (position, a) in comparable.iter().enumerate() {
                for b in comparable.iter().skip(position + 1) {
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
                present_band(&self.axis, now, &comparable, cheapest, cost)?.into_iter().collect()
            }
            _ => envelope(&self.axis, &comparable, cost)?,
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
