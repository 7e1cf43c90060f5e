//! `compare` as rows, one an option: the columns of the CSV format (`docs/command-line.md`).

use super::{Figures, Results};
use crate::break_even::BreakEven;
use crate::calc::number::Number;
use crate::evaluation::Spread;

/// The columns, in order.
pub const COLUMNS: [&str; 36] = [
    "file",
    "scenario",
    "option",
    "name",
    "model",
    "currency",
    "months",
    "visits_per_month",
    "hours_per_month",
    "annual_cost",
    "annual_cost_low",
    "annual_cost_high",
    "total_cost",
    "present_value",
    "target_gross_margin",
    "revenue_needed",
    "revenue_needed_low",
    "revenue_needed_high",
    "break_even_sales",
    "break_even_sales_low",
    "break_even_sales_high",
    "cost_per_visit",
    "cost_per_hour",
    "price_per_visit",
    "price_per_hour",
    "price_per_client",
    "annual_revenue",
    "annual_gross_profit",
    "gross_margin",
    "meets_target",
    "utilisation",
    "is_cheapest",
    "is_most_profitable",
    "driver",
    "cheapest_from",
    "cheapest_to",
];

/// A cell: text from a file, or a figure that is written already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text that somebody chose.
    Text(String),
    /// A number, yes or no, a word of ours, or nothing.
    Plain(String),
}

/// The rows of a scenario, in the order of its options.
pub fn rows(results: &Results<'_>, is_exact: bool) -> Vec<[Cell; COLUMNS.len()]> {
    let Results { scenario, evaluation, .. } = *results;
    let figures = Figures::new(scenario.currency, is_exact);
    let text = |text: &str| Cell::Text(text.to_owned());
    let plain = |text: &str| Cell::Plain(text.to_owned());
    let money = |amount: Number| Cell::Plain(figures.money(amount));
    let maybe_money = |amount: Option<Number>| Cell::Plain(amount.map(|n| figures.money(n)).unwrap_or_default());
    let share = |share: Option<Number>| Cell::Plain(share.map(|n| figures.quantity(n)).unwrap_or_default());
    let flag = |flag: Option<bool>| Cell::Plain(flag.map(|flag| flag.to_string()).unwrap_or_default());
    let options = scenario.options.iter().zip(&evaluation.options).enumerate();
    options
        .map(|(position, (option, of))| {
            let is_cheapest = evaluation.cheapest == Some(position);
            let band = results.break_even.filter(|_| is_cheapest).and_then(|found| present_band(found, position));
            let sales = of.break_even_sales;
            [
                text(results.file),
                text(&scenario.name),
                text(&option.id),
                text(&option.name),
                plain(option.model_name()),
                plain(scenario.currency.code()),
                Cell::Plain(scenario.horizon.months.to_string()),
                share(Some(evaluation.visits_per_month)),
                share(Some(evaluation.hours_per_month)),
                money(of.annual_cost.base),
                money(of.annual_cost.low),
                money(of.annual_cost.high),
                money(of.total_cost),
                money(of.present_value),
                share(Some(evaluation.target_margin)),
                money(of.revenue_needed.base),
                money(of.revenue_needed.low),
                money(of.revenue_needed.high),
                maybe_money(sales.map(|sales: Spread| sales.base)),
                maybe_money(sales.map(|sales| sales.low)),
                maybe_money(sales.map(|sales| sales.high)),
                maybe_money(of.cost_per_visit),
                maybe_money(of.cost_per_hour),
                maybe_money(of.price_per_visit),
                maybe_money(of.price_per_hour),
                maybe_money(of.price_per_client),
                maybe_money(of.annual_revenue),
                maybe_money(of.annual_gross_profit),
                share(of.gross_margin),
                flag(of.meets_target),
                share(of.utilisation),
                flag(Some(is_cheapest)),
                flag(evaluation.most_profitable.map(|best| best == position)),
                plain(results.break_even.map_or("", |found| found.driver.name())),
                share(band.map(|(from, _)| from)),
                share(band.map(|(_, to)| to)),
            ]
        })
        .collect()
}

/// The band around the present volume in which an option is the cheapest; at an edge, the band above it.
pub(super) fn present_band(found: &BreakEven, option: usize) -> Option<(Number, Number)> {
    let around =
        found.cheapest.iter().filter(|band| band.option == option && band.from <= found.now && found.now <= band.to);
    around.map(|band| (band.from, band.to)).next_back()
}
