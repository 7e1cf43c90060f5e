//! `breakeven` as rows: the columns of the CSV format (`docs/command-line.md`).

use super::{Thresholds, address};
use crate::break_even::switching::Switching;
use crate::break_even::{BreakEven, Goal, RevenuePoint};
use crate::calc::comparison::How;
use crate::calc::number::Number;
use crate::report::naming::option_id;
use crate::report::{Cell, Rounding};

/// The columns, in order.
pub(crate) const BREAK_EVEN_COLUMNS: [&str; 14] = [
    "file", "scenario", "driver", "kind", "term", "option", "other", "at", "to", "cost", "below", "above", "how",
    "share",
];

/// A row before it is written: what does not apply is left empty.
#[derive(Default)]
struct Line {
    kind: &'static str,
    term: String,
    option: Option<usize>,
    other: Option<usize>,
    at: Option<Number>,
    to: Option<Number>,
    cost: Option<Number>,
    below: String,
    above: String,
    how: &'static str,
    share: Option<Number>,
}

/// The rows of a scenario: bands, points of pairs, revenue break-even, margins of safety, switching values.
pub(crate) fn break_even_rows<'r>(
    thresholds: &'r Thresholds<'r>,
    is_exact: bool,
) -> Vec<[Cell<'r>; BREAK_EVEN_COLUMNS.len()]> {
    let results = &thresholds.results;
    let Some(found) = results.break_even else { return Vec::new() };
    let id = |option: usize| option_id(results.scenario, option);
    let mut lines = volumes(found, &id);
    if let Some(switching) = thresholds.switching {
        lines.extend(switches(thresholds, switching, &id));
    }
    let rounding = Rounding::new(results.scenario.currency, is_exact);
    let (text, plain) = (Cell::text, Cell::plain);
    let quantity = |amount: Option<Number>| Cell::figure(amount.map(|amount| rounding.of_quantity(amount)));
    let row = |line: Line| {
        [
            Cell::text(results.file),
            Cell::text(&*results.scenario.name),
            plain(found.driver.name()),
            plain(line.kind),
            text(line.term),
            text(line.option.map(id).unwrap_or_default()),
            text(line.other.map(id).unwrap_or_default()),
            quantity(line.at),
            quantity(line.to),
            Cell::figure(line.cost.map(|cost| rounding.of_money(cost))),
            text(line.below),
            text(line.above),
            plain(line.how),
            quantity(line.share),
        ]
    };
    lines.into_iter().map(row).collect()
}

fn volumes(found: &BreakEven, id: &dyn Fn(usize) -> String) -> Vec<Line> {
    let bands = found.cheapest.iter().map(|band| Line {
        kind: "cheapest",
        option: Some(band.option),
        at: Some(band.from),
        to: Some(band.to),
        ..Line::default()
    });
    let points = found.indifference.iter().map(|point| Line {
        kind: "indifference",
        option: Some(point.a),
        other: Some(point.b),
        at: Some(point.at),
        to: point.to,
        cost: point.cost,
        below: point.below.map(id).unwrap_or_default(),
        above: point.above.map(id).unwrap_or_default(),
        how: how_word(point.how),
        ..Line::default()
    });
    let revenue = found.revenue.iter().map(|point| {
        let (kind, below, above) = goal_words(point);
        Line {
            kind,
            option: Some(point.option),
            at: Some(point.at),
            below: below.to_owned(),
            above: above.to_owned(),
            how: how_word(point.how),
            ..Line::default()
        }
    });
    let safety = found.margins_of_safety.iter().map(|margin| Line {
        kind: "safety",
        option: Some(margin.option),
        at: Some(margin.at),
        share: Some(margin.share),
        ..Line::default()
    });
    bands.chain(points).chain(revenue).chain(safety).collect()
}

/// A row a switching value: the nearest on both sides, or all of one term.
fn switches(thresholds: &Thresholds<'_>, switching: &Switching, id: &dyn Fn(usize) -> String) -> Vec<Line> {
    let mut lines = Vec::new();
    for of in &switching.terms {
        for change in thresholds.changes(of) {
            lines.push(Line {
                kind: "switch",
                term: address(thresholds.results.scenario, of.term),
                option: Some(switching.cheapest),
                other: Some(change.beyond(of.value, switching.cheapest)),
                at: Some(change.at),
                cost: change.cost,
                below: id(change.below),
                above: id(change.above),
                how: how_word(change.how),
                share: change.change,
                ..Line::default()
            });
        }
    }
    lines
}

/// How two options change places.
pub(super) fn how_word(how: How) -> &'static str {
    match how {
        How::Cross => "cross",
        How::Jump => "jump",
        How::Stretch => "stretch",
    }
}

/// What revenue is to cover, and whether it does below and above the point.
pub(super) fn goal_words(point: &RevenuePoint) -> (&'static str, &'static str, &'static str) {
    let (goal, short, covered) = match point.goal {
        Goal::Profit => ("profit", "loss", "profit"),
        Goal::Target => ("target", "short", "met"),
    };
    if point.is_covered_above { (goal, short, covered) } else { (goal, covered, short) }
}
