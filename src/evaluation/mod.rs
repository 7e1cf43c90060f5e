//! The exact reading: costs, ranges, revenue, margins, prices (`docs/economics.md` sections 11 and 13).

mod range;

use range::Ranges;

use crate::calc::domain::{Failure, fold};
use crate::calc::exact::Exact;
use crate::calc::graph::NodeId;
use crate::calc::number::{ArithmeticError, Number};
use crate::diagnostic::{Diagnostic, quoted};
use crate::model::{self, Model, OptionModel};
use crate::scenario::Scenario;

/// The figures of a scenario, unrounded.
#[derive(Clone, Debug)]
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

/// A figure and its range over the ranged terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// In the base case.
    pub base: Number,
    /// The least.
    pub low: Number,
    /// The greatest.
    pub high: Number,
}

/// The figures of an option: money, unless said otherwise.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Cost of an average year.
    pub annual_cost: Spread,
    /// Cost over the horizon.
    pub total_cost: Number,
    /// Present value of the costs.
    pub present_value: Number,
    /// What must be billed in a year to hold the target.
    pub revenue_needed: Spread,
    /// What other business at the target margin pays for this as an overhead; none at a margin of 0.
    pub break_even_sales: Option<Spread>,
    /// Cost per visit; none without visits.
    pub cost_per_visit: Option<Number>,
    /// Cost per hour served; none without hours.
    pub cost_per_hour: Option<Number>,
    /// Revenue needed per visit.
    pub price_per_visit: Option<Number>,
    /// Revenue needed per hour served.
    pub price_per_hour: Option<Number>,
    /// Revenue needed per client and month; none without clients.
    pub price_per_client: Option<Number>,
    /// Collected revenue of an average year, where it is known.
    pub annual_revenue: Option<Number>,
    /// That less the annual cost.
    pub annual_gross_profit: Option<Number>,
    /// Gross profit as a share of revenue; none where nothing is collected.
    pub gross_margin: Option<Number>,
    /// Whether the margin holds the target, where revenue is known.
    pub meets_target: Option<bool>,
    /// Hours used as a share of hours included, of retainers.
    pub utilisation: Option<Number>,
    /// The same of each retainer, by its part from 1.
    pub burns: Vec<(u32, Number)>,
    /// What its cost is made of.
    pub details: Details,
}

/// What an option's cost is made of; empty where only totals are computed.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// Cost of each contract year.
    pub yearly_costs: Vec<Number>,
    /// Cost of each month.
    pub monthly_costs: Vec<Number>,
    /// The cost lines that are not zero in every month.
    pub lines: Vec<LineFigures>,
}

/// The figures of a cost line.
#[derive(Clone, Debug)]
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
pub fn evaluate_totals(scenario: &Scenario, model: &Model) -> Result<Evaluation, Box<Diagnostic>> {
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
        let (annual_cost, revenue_needed) = ranges.of(position)?;
        let figures = figures(model, option, &ranges.values, annual_cost, revenue_needed);
        options.push(figures.map_err(|error| Box::new(figures_overflow(scenario, position, error)))?);
    }
    let comparable = || options.iter().enumerate().filter(|(position, _)| !hands_off(scenario, *position));
    let value = |node: NodeId| ranges.values[node.index()];
    let margin = value(model.target_margin);
    // Of equals the first, so `min_by` and a strict `>`.
    let cheapest =
        comparable().min_by_key(|(_, figures)| figures.annual_cost.base.settled()).map(|(position, _)| position);
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

/// Whether an option hands clients off, so that its cost is not comparable.
fn hands_off(scenario: &Scenario, position: usize) -> bool {
    scenario.options.get(position).is_some_and(crate::scenario::Engagement::hands_off)
}

fn figures(
    model: &Model,
    option: &OptionModel,
    values: &[Number],
    annual_cost: Spread,
    revenue_needed: Spread,
) -> Result<Figures, ArithmeticError> {
    let value = |node: NodeId| values[node.index()];
    let (visits, hours) = (value(model.volume.total_visits), value(model.volume.total_hours));
    let (total_cost, needed) = (value(option.total_cost), value(option.horizon_revenue_needed));
    let margin = value(model.target_margin);
    let break_even_sales = if margin.is_zero() {
        None
    } else {
        let sales = |cost: Number| cost.over(margin);
        Some(Spread { base: sales(annual_cost.base)?, low: sales(annual_cost.low)?, high: sales(annual_cost.high)? })
    };
    let profit = match option.collected {
        None => None,
        Some(collected) => {
            let (total, annual) = (value(collected.total), value(collected.annual));
            let margin = ratio(total.minus(total_cost)?, total)?;
            let meets_target = value(collected.spendable).is_at_least(total_cost);
            Some((annual, annual.minus(annual_cost.base)?, margin, meets_target))
        }
    };
    let (mut used, mut included, mut burns) = (Number::ZERO, Number::ZERO, Vec::new());
    for pool in &option.pools {
        let (part_used, part_included) = (value(pool.used), value(pool.included));
        burns.extend(ratio(part_used, part_included)?.map(|burn| (pool.part, burn)));
        (used, included) = (used.plus(part_used)?, included.plus(part_included)?);
    }
    let utilisation = ratio(used, included)?;
    Ok(Figures {
        annual_cost,
        total_cost,
        present_value: value(option.present_value),
        revenue_needed,
        break_even_sales,
        cost_per_visit: ratio(total_cost, visits)?,
        cost_per_hour: ratio(total_cost, hours)?,
        price_per_visit: ratio(needed, visits)?,
        price_per_hour: ratio(needed, hours)?,
        price_per_client: ratio(needed, value(model.volume.client_months))?,
        annual_revenue: profit.map(|(annual, ..)| annual),
        annual_gross_profit: profit.map(|(_, profit, ..)| profit),
        gross_margin: profit.and_then(|(_, _, margin, _)| margin),
        meets_target: profit.map(|(.., meets)| meets),
        utilisation,
        burns,
        details: Details::default(),
    })
}

fn details(option: &OptionModel, values: &[Number]) -> Result<Details, ArithmeticError> {
    let all = |nodes: &[NodeId]| nodes.iter().map(|node| values[node.index()]).collect::<Vec<_>>();
    let mut lines = Vec::with_capacity(option.lines.len());
    for line in &option.lines {
        let months = all(&line.months);
        if months.iter().all(|amount| amount.is_zero()) {
            continue;
        }
        let yearly = months.chunks(12).map(sum).collect::<Result<Vec<_>, _>>()?;
        lines.push(LineFigures { part: line.part, name: line.name.clone(), total: sum(&yearly)?, yearly });
    }
    Ok(Details { yearly_costs: all(&option.yearly_costs), monthly_costs: all(&option.monthly_costs), lines })
}

fn figures_overflow(scenario: &Scenario, position: usize, error: ArithmeticError) -> Diagnostic {
    let id = &scenario.options[position].id;
    let place = format!("the figures of option {}", quoted(id));
    beyond_decimals(&place, error).key(format!("option.{id}")).at(scenario.options[position].span, "")
}

/// The quotient; none where the divisor is zero.
fn ratio(dividend: Number, divisor: Number) -> Result<Option<Number>, ArithmeticError> {
    if divisor.is_zero() { Ok(None) } else { dividend.over(divisor).map(Some) }
}

fn sum(amounts: &[Number]) -> Result<Number, ArithmeticError> {
    amounts.iter().try_fold(Number::ZERO, |sum, amount| sum.plus(*amount))
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
            let percent =
                burn.times(Number::whole(100)).map_or_else(|_| burn.to_string(), |percent| percent.to_trimmed(1));
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
