//! `compare` as a JSON document, field by field as documented in `docs/command-line.md`.
//!
//! Every amount is a string with its decimal, so that no reader turns it into binary floating point.

use serde::Serialize;

use super::break_even::Axis;
use super::naming::option_id;
use super::{Results, Rounding};
use crate::calc::number::Number;
use crate::evaluation::{self, Spread};

/// A scenario and its results.
#[derive(Debug, Serialize)]
pub(crate) struct Document {
    #[serde(flatten)]
    head: Head,
    options: Vec<Item>,
    cheapest: Option<String>,
    most_profitable: Option<String>,
    warnings: Vec<Warning>,
    breakeven: Option<Axis>,
}

/// What was asked: the fields that every document begins with.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    format: u32,
    file: String,
    scenario: String,
    currency: String,
    months: u32,
    demand: Demand,
    target: Target,
}

#[derive(Debug, Serialize)]
struct Demand {
    visits_per_month: String,
    hours_per_month: String,
    clients: Option<String>,
}

#[derive(Debug, Serialize)]
struct Target {
    gross_margin: String,
    markup: String,
}

#[derive(Debug, Serialize)]
struct Item {
    option: String,
    name: String,
    model: &'static str,
    annual_cost: Range,
    total_cost: String,
    yearly_costs: Vec<String>,
    monthly_costs: Vec<String>,
    present_value: String,
    revenue_needed: Range,
    break_even_sales: Option<Range>,
    cost_per_visit: Option<String>,
    cost_per_hour: Option<String>,
    price_per_visit: Option<String>,
    price_per_hour: Option<String>,
    price_per_client: Option<String>,
    annual_revenue: Option<String>,
    annual_gross_profit: Option<String>,
    gross_margin: Option<String>,
    meets_target: Option<bool>,
    utilisation: Option<String>,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Range {
    base: String,
    low: String,
    high: String,
}

#[derive(Debug, Serialize)]
struct Line {
    part: Option<u32>,
    name: String,
    total: String,
    yearly: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Warning {
    code: &'static str,
    message: String,
    line: Option<usize>,
}

impl Head {
    pub(super) fn new(results: &Results<'_>, rounding: Rounding) -> Self {
        let Results { scenario, evaluation, .. } = *results;
        Self {
            format: 1,
            file: results.file.to_owned(),
            scenario: scenario.name.clone(),
            currency: scenario.currency.code().to_owned(),
            months: scenario.horizon.months,
            demand: Demand {
                visits_per_month: rounding.quantity(evaluation.visits_per_month),
                hours_per_month: rounding.quantity(evaluation.hours_per_month),
                clients: evaluation.clients.map(|clients| rounding.quantity(clients)),
            },
            target: Target {
                gross_margin: rounding.quantity(evaluation.target_margin),
                markup: rounding.quantity(evaluation.target_markup),
            },
        }
    }
}

/// The document of a scenario's results.
pub(crate) fn document(results: &Results<'_>, is_exact: bool) -> Document {
    let Results { scenario, evaluation, .. } = *results;
    let rounding = Rounding::new(scenario.currency, is_exact);
    let id = |option: usize| option_id(scenario, option);
    let options = scenario.options.iter().zip(&evaluation.options);
    Document {
        head: Head::new(results, rounding),
        options: options
            .map(|(option, of)| item(&option.id, &option.name, option.model_name(), of, rounding))
            .collect(),
        cheapest: evaluation.cheapest.map(id),
        most_profitable: evaluation.most_profitable.map(id),
        warnings: results
            .warnings
            .iter()
            .map(|(warning, line)| Warning { code: warning.code, message: warning.message.clone(), line: *line })
            .collect(),
        breakeven: results.break_even.map(|found| Axis::new(found, rounding, &id)),
    }
}

fn item(id: &str, name: &str, model: &'static str, of: &evaluation::Figures, rounding: Rounding) -> Item {
    let money = |amount: Option<Number>| amount.map(|amount| rounding.money(amount));
    let all = |amounts: &[Number]| amounts.iter().map(|amount| rounding.money(*amount)).collect::<Vec<_>>();
    let range = |spread: Spread| Range {
        base: rounding.money(spread.base),
        low: rounding.money(spread.low),
        high: rounding.money(spread.high),
    };
    Item {
        option: id.to_owned(),
        name: name.to_owned(),
        model,
        annual_cost: range(of.annual_cost),
        total_cost: rounding.money(of.total_cost),
        yearly_costs: all(&of.details.yearly_costs),
        monthly_costs: all(&of.details.monthly_costs),
        present_value: rounding.money(of.present_value),
        revenue_needed: range(of.revenue_needed),
        break_even_sales: of.break_even_sales.map(range),
        cost_per_visit: money(of.cost_per_visit),
        cost_per_hour: money(of.cost_per_hour),
        price_per_visit: money(of.price_per_visit),
        price_per_hour: money(of.price_per_hour),
        price_per_client: money(of.price_per_client),
        annual_revenue: money(of.annual_revenue),
        annual_gross_profit: money(of.annual_gross_profit),
        gross_margin: of.gross_margin.map(|share| rounding.quantity(share)),
        meets_target: of.meets_target,
        utilisation: of.utilisation.map(|share| rounding.quantity(share)),
        lines: of
            .details
            .lines
            .iter()
            .map(|line| Line {
                part: line.part,
                name: line.name.clone(),
                total: rounding.money(line.total),
                yearly: all(&line.yearly),
            })
            .collect(),
    }
}
