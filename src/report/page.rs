//! `compare` as a page for people: what was asked, the options, what clients pay, the bands, a verdict.

use std::borrow::Cow;

use super::naming::option_name;
use super::row::present_band;
use super::rule;
use super::verdict::verdict;
use super::{Results, Words};
use crate::break_even::BreakEven;
use crate::calc::number::Number;
use crate::diagnostic::escaped;
use crate::evaluation::{Figures, Spread};

/// A page, in the order of reading.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// The scenario's name.
    pub title: String,
    /// What was asked, a sentence a line.
    pub facts: Vec<String>,
    /// Tables, with what is to be said of them.
    pub blocks: Vec<Block>,
    /// The answer, a sentence a line.
    pub verdict: Vec<String>,
}

/// A table under a heading.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The heading.
    pub heading: String,
    /// The columns' titles; all but the first and, where `text_last`, the last hold figures.
    pub columns: Vec<Cow<'static, str>>,
    /// Whether the last column holds text.
    pub text_last: bool,
    /// The rows.
    pub rows: Vec<Row>,
    /// What helps to read the table, a sentence a line.
    pub notes: Vec<String>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The cells, one a column.
    pub cells: Vec<String>,
    /// Whether it is the row to look at.
    pub is_marked: bool,
}

/// Titles of columns.
pub(super) fn titles<const N: usize>(titles: [&'static str; N]) -> Vec<Cow<'static, str>> {
    titles.map(Cow::Borrowed).into()
}

/// The page of a scenario's results.
pub(crate) fn page(results: &Results<'_>, words: Words) -> Page {
    let mut blocks = vec![options(results, words)];
    blocks.extend(revenue(results, words));
    blocks.extend(results.break_even.map(|found| bands(results, found, words)));
    Page {
        title: escaped(&results.scenario.name).into_owned(),
        facts: facts(results, words),
        blocks,
        verdict: verdict(results, words),
    }
}

pub(super) fn facts(results: &Results<'_>, words: Words) -> Vec<String> {
    let (scenario, evaluation) = (results.scenario, results.evaluation);
    let months = scenario.horizon.months;
    let mut demand = vec![
        format!("{} a month", counted(&words.volume(evaluation.visits_per_month), "visit")),
        format!("{} served", counted(&words.volume(evaluation.hours_per_month), "hour")),
    ];
    demand.extend(evaluation.clients.map(|clients| counted(&words.volume(clients), "client")));
    let segments = scenario.segments.len();
    if segments > 1 {
        demand.push(format!("{segments} segments"));
    }
    let (margin, markup) = (words.percent(evaluation.target_margin), words.percent(evaluation.target_markup));
    vec![
        format!("{} in {}: {}", counted(&months.to_string(), "month"), scenario.currency.code(), demand.join(", ")),
        format!("Target: a gross margin of {margin}, which is a markup of {markup} on cost"),
    ]
}

/// `1 visit`, `4 visits`.
fn counted(count: &str, noun: &str) -> String {
    if count == "1" { format!("{count} {noun}") } else { format!("{count} {noun}s") }
}

/// What to charge for the work of an option: `A$850.00 a visit, or A$425.00 an hour`.
fn prices(of: &Figures, words: Words) -> String {
    let prices =
        [(of.price_per_visit, "a visit"), (of.price_per_hour, "an hour"), (of.price_per_client, "a client and month")];
    let known =
        prices.into_iter().filter_map(|(price, per)| price.map(|price| format!("{} {per}", words.money(price))));
    known.collect::<Vec<_>>().join(", or ")
}

fn options(results: &Results<'_>, words: Words) -> Block {
    let evaluation = results.evaluation;
    let maybe = |amount: Option<Number>| amount.map_or_else(|| words.nothing(), |amount| words.money(amount));
    let mut rows = Vec::new();
    let mut has_range = false;
    for (position, (option, of)) in results.scenario.options.iter().zip(&evaluation.options).enumerate() {
        let sales = of.break_even_sales;
        rows.push(Row {
            cells: vec![
                escaped(&option.name).into_owned(),
                words.money(of.annual_cost.base),
                words.money(of.revenue_needed.base),
                maybe(sales.map(|sales| sales.base)),
                maybe(of.cost_per_visit),
                maybe(of.cost_per_hour),
            ],
            is_marked: evaluation.cheapest == Some(position),
        });
        if of.annual_cost.low != of.annual_cost.high || of.revenue_needed.low != of.revenue_needed.high {
            has_range = true;
            let end = |label: &str, pick: fn(Spread) -> Number| Row {
                cells: vec![
                    format!("{} {label}", words.glyph("└", "-")),
                    words.money(pick(of.annual_cost)),
                    words.money(pick(of.revenue_needed)),
                    maybe(sales.map(pick)),
                    String::new(),
                    String::new(),
                ],
                is_marked: false,
            };
            rows.push(end("at least", |spread| spread.low));
            rows.push(end("at most", |spread| spread.high));
        }
    }
    let margin = words.percent(evaluation.target_margin);
    let rule = rule::revenue_needed(results.scenario, evaluation, words);
    let mut notes = vec![format!("{rule}: what to bill for this work to keep {margin} of it.")];
    if !evaluation.target_margin.is_zero() {
        let rule = rule::break_even_sales(evaluation, words);
        notes.push(format!("{rule}: how much other business at that margin pays for it."));
    }
    if let Some(share) = rule::unpaid(results.scenario) {
        let share = words.percent(share);
        notes.push(format!("Revenue needed is what must be billed, and {share} of billings is never paid."));
    }
    if has_range {
        notes.push("At least and at most: over all combinations of the ends of the ranges in the file.".to_owned());
    }
    if let Some(cheapest) = evaluation.cheapest.and_then(|position| evaluation.options.get(position)) {
        let (mark, prices) = (words.glyph("▸", ">"), prices(cheapest, words));
        let prices = if prices.is_empty() { prices } else { format!(" Its revenue needed is {prices}.") };
        notes.push(format!("{mark} marks the cheapest option.{prices}"));
    }
    notes.extend(rule::uncompared(results.scenario));
    Block {
        heading: "Options, per year".to_owned(),
        columns: titles([
            "Option",
            "Annual cost",
            "Revenue needed",
            "Break-even sales",
            "Cost per visit",
            "Cost per hour",
        ]),
        text_last: false,
        rows,
        notes,
    }
}

/// What the clients pay, where it is known of any option.
fn revenue(results: &Results<'_>, words: Words) -> Option<Block> {
    let evaluation = results.evaluation;
    let is_known = |of: &Figures| of.annual_revenue.is_some();
    if !evaluation.options.iter().any(is_known) {
        return None;
    }
    let maybe = |amount: Option<Number>| amount.map_or_else(|| words.nothing(), |amount| words.money(amount));
    let target = words.percent(evaluation.target_margin);
    let rows = results
        .scenario
        .options
        .iter()
        .zip(&evaluation.options)
        .enumerate()
        .map(|(position, (option, of))| Row {
            cells: vec![
                escaped(&option.name).into_owned(),
                maybe(of.annual_revenue),
                maybe(of.annual_gross_profit),
                of.gross_margin.map_or_else(|| words.nothing(), |margin| words.percent(margin)),
                match of.meets_target {
                    Some(true) => format!("{} meets {target}", words.glyph("✓", "+")),
                    Some(false) => format!("{} misses {target}", words.glyph("✗", "x")),
                    None => words.nothing(),
                },
            ],
            is_marked: evaluation.most_profitable == Some(position),
        })
        .collect();
    let mark = words.glyph("▸", ">");
    let notes = evaluation.most_profitable.map(|_| format!("{mark} marks the most profitable option."));
    Some(Block {
        heading: "What the clients pay, per year".to_owned(),
        columns: titles(["Option", "Revenue", "Gross profit", "Gross margin", "Target"]),
        text_last: true,
        rows,
        notes: notes.into_iter().collect(),
    })
}

pub(super) fn bands(results: &Results<'_>, found: &BreakEven, words: Words) -> Block {
    let name = |option: usize| option_name(results.scenario, option);
    let present = results.evaluation.cheapest.and_then(|option| present_band(found, option).map(|band| (option, band)));
    let rows = found
        .cheapest
        .iter()
        .map(|band| Row {
            cells: vec![name(band.option), words.volume(band.from), words.volume(band.to)],
            is_marked: present == Some((band.option, (band.from, band.to))),
        })
        .collect();
    let mut notes = Vec::new();
    if found.cheapest.is_empty() {
        notes.push("Every option hands clients off, so none is compared by its cost.".to_owned());
    }
    let now = words.volume(found.now);
    Block {
        heading: format!("Cheapest by volume, in {} (now {now})", found.driver.in_words()),
        columns: titles(["Cheapest option", "From", "To"]),
        text_last: false,
        rows,
        notes,
    }
}
