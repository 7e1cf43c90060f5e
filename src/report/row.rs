//! `compare` as rows, one an option: the columns of the CSV format (`docs/command-line.md`).

use std::borrow::Cow;

use super::{Figure, Figures, Results};
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

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'r> {
    /// Text that somebody chose.
    Text(Cow<'r, str>),
    /// Yes or no, a word of ours, or nothing.
    Plain(Cow<'r, str>),
    /// A figure.
    Figure(Figure),
}

impl std::fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) | Self::Plain(text) => f.pad(text),
            Self::Figure(figure) => figure.fmt(f),
        }
    }
}

impl<'r> Cell<'r> {
    /// A cell without anything in it.
    pub const EMPTY: Self = Self::Plain(Cow::Borrowed(""));

    /// Text that somebody chose.
    pub fn text(text: impl Into<Cow<'r, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A word of ours.
    pub fn plain(word: impl Into<Cow<'r, str>>) -> Self {
        Self::Plain(word.into())
    }

    pub(super) fn figure(figure: Option<Figure>) -> Self {
        figure.map_or(Self::EMPTY, Self::Figure)
    }

    fn flag(flag: Option<bool>) -> Self {
        match flag {
            Some(true) => Self::plain("true"),
            Some(false) => Self::plain("false"),
            None => Self::EMPTY,
        }
    }
}

/// The rows of a scenario, in the order of its options.
pub fn rows<'r>(results: &Results<'r>, is_exact: bool) -> Vec<[Cell<'r>; COLUMNS.len()]> {
    let Results { scenario, evaluation, .. } = *results;
    let figures = Figures::new(scenario.currency, is_exact);
    let flag = Cell::flag;
    let money = |amount: Number| Cell::Figure(figures.of_money(amount));
    let maybe_money = |amount: Option<Number>| Cell::figure(amount.map(|amount| figures.of_money(amount)));
    let share = |share: Option<Number>| Cell::figure(share.map(|share| figures.of_quantity(share)));
    let months = share(Some(Number::whole(scenario.horizon.months)));
    let options = scenario.options.iter().zip(&evaluation.options).enumerate();
    options
        .map(|(position, (option, of))| {
            let is_cheapest = evaluation.cheapest == Some(position);
            let band = results.break_even.filter(|_| is_cheapest).and_then(|found| present_band(found, position));
            let sales = of.break_even_sales;
            [
                Cell::text(results.file),
                Cell::text(&*scenario.name),
                Cell::text(option.id.as_str()),
                Cell::text(option.name.as_str()),
                Cell::plain(option.model_name()),
                Cell::plain(scenario.currency.code()),
                months.clone(),
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
                Cell::plain(results.break_even.map_or("", |found| found.driver.name())),
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
