//! The exact reading: costs, ranges, revenue, margins, prices (`docs/economics.md` sections 11 and 13).
//!
//! Unstable: no part of what [the front page](crate#what-is-stable-and-what-is-not) promises.

mod range;
mod total;

use std::ops::Deref;

use range::Ranges;
pub(crate) use total::{Arithmetic, totals};
pub use total::{Spread, Totals};

use crate::calc::domain::{Failure, fold};
use crate::calc::exact::{self, Exact};
use crate::calc::graph::{NodeId, Operation};
use crate::calc::number::{ArithmeticError, Number};
use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{self, MOST_STEPS, Model, OptionModel, Total};
use crate::report::grouped;
use crate::scenario::Scenario;

/// The figures of a scenario, unrounded.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Evaluation {
    /// Visits a month, as written.
    pub visits_per_month: Number,
    /// Hours a month, as written.
    pub hours_per_month: Number,
    /// Clients, where any are given.
    pub clients: Option<Number>,
    /// The target as a share of revenue.
    pub target_margin: Number,
    /// The target as a share of cost.
    pub target_markup: Number,
    /// The figures of each option, in the order of the scenario.
    pub options: Vec<Figures>,
    /// The cheapest option; none where every option hands clients off.
    pub cheapest: Option<usize>,
    /// The option with the highest gross profit, where the revenue of all is known.
    pub most_profitable: Option<usize>,
    /// The value of every node of the model in the base case.
    pub(crate) values: Vec<Number>,
}

impl Evaluation {
    /// The value of every node of the model in the base case, by the node's position: what a trace is told from.
    pub fn values(&self) -> &[Number] {
        &self.values
    }
}

/// The figures of an option, and what else is known of it. They are read as its [`Totals`]: `figures.annual_cost`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Figures {
    /// The figures.
    pub totals: Totals,
    /// Whether the margin holds the target, where revenue is known; seen to 12 decimal places.
    pub meets_target: Option<bool>,
    /// Hours used as a fraction of hours included, of each retainer by its part from 1.
    pub burns: Vec<(u32, Number)>,
    /// What its cost is made of.
    pub details: Details,
}

/// Figures are read as the totals, with more beside them.
impl Deref for Figures {
    type Target = Totals;

    fn deref(&self) -> &Totals {
        &self.totals
    }
}

/// What an option's cost is made of; empty where only totals are computed.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Details {
    /// Cost of each contract year, the last of which may have fewer than 12 months.
    pub yearly_costs: Vec<Number>,
    /// Cost of each month.
    pub monthly_costs: Vec<Number>,
    /// The cost lines that are not zero in every month.
    pub lines: Vec<LineFigures>,
}

/// The figures of a cost line.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LineFigures {
    /// The part, from 1; none for extras and SLA penalties.
    pub part: Option<u32>,
    /// The name.
    pub name: String,
    /// Over the horizon.
    pub total: Number,
    /// In each contract year.
    pub yearly: Vec<Number>,
}

/// Computes every figure of a scenario.
///
/// # Errors
/// Where a figure leaves the range of exact decimals, or an option depends on too many ranged terms.
pub fn evaluate(scenario: &Scenario, model: &Model) -> Result<Evaluation, Box<Diagnostic>> {
    let mut evaluation = evaluate_totals(scenario, model)?;
    for (position, option) in model.options.iter().enumerate() {
        let details = details(option, &evaluation.values);
        let details = details.map_err(|error| Box::new(figures_overflow(scenario, position, error)))?;
        evaluation.options[position].details = details;
    }
    Ok(evaluation)
}

/// As [`evaluate`], without the [`Details`] of each option: what most formats print, in half the time.
///
/// # Errors
/// As [`evaluate`].
pub(crate) fn evaluate_totals(scenario: &Scenario, model: &Model) -> Result<Evaluation, Box<Diagnostic>> {
    if let Some(position) = model.overrun {
        return Err(Box::new(too_many_steps(scenario, position)));
    }
    let inputs = scenario.base_values();
    let out_of_range = |failure: Failure<ArithmeticError>| Box::new(overflow(scenario, model, failure));
    let values = fold(&model.graph, model.graph.nodes().len(), &mut Exact { inputs: &inputs }).map_err(out_of_range)?;
    evaluate_from(scenario, model, inputs, values)
}

/// As [`evaluate`], from the base value of every term and the value of every node that comes of them.
pub(crate) fn evaluate_from(
    scenario: &Scenario,
    model: &Model,
    inputs: Vec<Number>,
    values: Vec<Number>,
) -> Result<Evaluation, Box<Diagnostic>> {
    let mut ranges = Ranges::new(scenario, model, inputs, values);
    let mut options = Vec::with_capacity(model.options.len());
    for (position, option) in model.options.iter().enumerate() {
        let spreads = ranges.of(position)?;
        let figures = figures(model, option, &ranges.values, spreads);
        options.push(figures.map_err(|error| Box::new(figures_overflow(scenario, position, error)))?);
    }
    let value = |node: NodeId| ranges.values[node.index()];
    let margin = value(model.target_margin);
    // Of equals the first, so `min_by` and a strict `>`.
    let cheapest = scenario.compared().min_by_key(|option| options[*option].annual_cost.base.settled());
    let profits: Option<Vec<Number>> = options.iter().map(|figures| figures.annual_gross_profit).collect();
    let most_profitable = profits.and_then(|profits| {
        let best = profits.iter().map(|profit| profit.settled()).max()?;
        profits.iter().position(|profit| profit.settled() == best)
    });
    Ok(Evaluation {
        visits_per_month: value(model.volume.visits),
        hours_per_month: value(model.volume.hours),
        clients: model.volume.clients.map(value),
        target_margin: margin,
        target_markup: value(model.target_markup),
        options,
        cheapest,
        most_profitable,
        values: ranges.values,
    })
}

/// The exact reading of figures.
struct Plainly<'a> {
    model: &'a Model,
    values: &'a [Number],
}

impl Arithmetic for Plainly<'_> {
    type Value = Number;
    type Ratio = Number;
    type Error = ArithmeticError;

    fn level(&self, amount: Number) -> Number {
        amount
    }

    fn is_zero(&self, amount: Number) -> bool {
        amount.is_zero()
    }

    fn apply(&self, operation: Operation<&Number>) -> Result<Number, ArithmeticError> {
        exact::apply(operation.map(|operand| *operand))
    }

    fn ratio(&self, dividend: Number, divisor: Number) -> Result<Option<Number>, ArithmeticError> {
        if divisor.is_zero() { Ok(None) } else { dividend.over(divisor).map(Some) }
    }

    fn per(&self, dividend: Number, total: Total) -> Result<Option<Number>, ArithmeticError> {
        self.ratio(dividend, self.values[self.model.volume.total(total).index()])
    }
}

fn figures(
    model: &Model,
    option: &OptionModel,
    values: &[Number],
    ranges: [Spread; 2],
) -> Result<Figures, ArithmeticError> {
    let (reading, value) = (Plainly { model, values }, |node: NodeId| values[node.index()]);
    let totals = totals(&reading, values, option, value(model.target_margin), ranges)?;
    let mut burns = Vec::new();
    for pool in &option.pools {
        let burn = reading.ratio(value(pool.used), value(pool.included))?;
        burns.extend(burn.map(|burn| (pool.part, burn)));
    }
    let meets_target = totals.spendable.map(|spendable| spendable.is_at_least(totals.total_cost));
    Ok(Figures { totals, meets_target, burns, details: Details::default() })
}

fn details(option: &OptionModel, values: &[Number]) -> Result<Details, ArithmeticError> {
    let all = |nodes: &[NodeId]| nodes.iter().map(|node| values[node.index()]).collect::<Vec<_>>();
    let mut lines = Vec::with_capacity(option.lines.len());
    for line in &option.lines {
        let months = all(&line.months);
        if months.iter().all(|amount| amount.is_zero()) {
            continue;
        }
        let yearly = months.chunks(12).map(Number::sum).collect::<Result<Vec<_>, _>>()?;
        lines.push(LineFigures { part: line.part, name: line.name.clone(), total: Number::sum(&yearly)?, yearly });
    }
    Ok(Details { yearly_costs: all(&option.yearly_costs), monthly_costs: all(&option.monthly_costs), lines })
}

fn too_many_steps(scenario: &Scenario, position: usize) -> Diagnostic {
    let options = scenario.options.len();
    let most = grouped(&MOST_STEPS.to_string());
    let Some(option) = scenario.options.get(position) else {
        return Diagnostic::error("too-many-steps", format!("the calculation has more than {most} steps"));
    };
    let whose = match options {
        1 => format!("option {}", quoted(&option.id)),
        _ => format!("option {}, number {} of {options}", quoted(&option.id), position + 1),
    };
    let message = format!("the calculation has more than {most} steps, which it reaches in {whose}");
    let months = scenario.horizon.months;
    Diagnostic::error("too-many-steps", message).key(format!("option.{}", option.id)).at(option.span, "").help(format!(
        "use fewer months than {months}, fewer segments, parts or options, or several files with some of the options each"
    ))
}

fn figures_overflow(scenario: &Scenario, position: usize, error: ArithmeticError) -> Diagnostic {
    let id = &scenario.options[position].id;
    let place = format!("the figures of option {}", quoted(id));
    beyond_decimals(&place, error).key(format!("option.{id}")).at(scenario.options[position].span, "")
}

fn overflow(scenario: &Scenario, model: &Model, failure: Failure<ArithmeticError>) -> Diagnostic {
    let place = model::locate(model, scenario, failure.node);
    let span = place.option.as_ref().and_then(|(position, _)| scenario.options.get(*position)).and_then(|o| *o.span);
    let key = place.option.as_ref().map(|(_, id)| format!("option.{id}")).unwrap_or_default();
    beyond_decimals(&place.to_string(), failure.error).key(key).at(span, "")
}

pub(crate) fn beyond_decimals(place: &str, error: ArithmeticError) -> Diagnostic {
    Diagnostic::error("figure-out-of-range", format!("{place} cannot be computed: {error}"))
        .help("look for a volume, price or growth rate with too many digits")
}

/// Warnings that only the figures show: retainers that are much too large or too small.
pub fn suspicions(scenario: &Scenario, evaluation: &Evaluation) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for (option, figures) in scenario.options.iter().zip(&evaluation.options) {
        for (part, burn) in &figures.burns {
            let (part, burn) = (*part, *burn);
            let (what, help) = if burn < Number::scaled(5, 1) {
                ("under 50%", "a smaller retainer may do")
            } else if burn > Number::scaled(15, 1) {
                ("over 150%", "a larger retainer may be cheaper than the overage")
            } else {
                continue;
            };
            let percent = burn.to_percent(1);
            let which = match option.parts.len() {
                1 => format!("option {}", quoted(&option.id)),
                _ => format!("part {part} of option {}", quoted(&option.id)),
            };
            let span = option.parts.get((part as usize).saturating_sub(1)).and_then(|part| *part.span).or(*option.span);
            let message = format!("the retainer of {which} is used to {percent}%, {what} of its hours");
            let key = format!("option.{}", option.id);
            warnings.push(Diagnostic::warning("retainer-burn", message).key(key).at(span, "").help(help));
        }
    }
    warnings
}
