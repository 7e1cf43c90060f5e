//! Sums: lines make up months, months make up years, years make up totals, and a year is twelve months.

use smarthands::calc::number::Number;

use crate::case::{Case, figured};
use crate::figures::is_near;
use crate::hold::{Outcome, ensure, hold};
use crate::rewriting::{Table, Value, list, text};

#[test]
fn sums_are_sums() {
    hold("sums", 200, 95, sums);
}

#[test]
fn level_years_are_alike() {
    hold("level-years", 80, 60, level_years);
}

fn sums(case: &Case) -> Outcome {
    let Some(figured) = case.figured() else { return Ok(0) };
    let (scenario, evaluation) = (&figured.scenario, &figured.evaluation);
    let months = Number::whole(scenario.horizon.months);
    let value = |node: smarthands::calc::graph::NodeId| evaluation.values()[node.index()];
    let discount = scenario.term(scenario.horizon.discount_rate).base.over(Number::whole(12)).unwrap();
    for (option, of) in scenario.options.iter().zip(&evaluation.options) {
        let details = &of.details;
        let amounts = details.lines.iter().map(|line| line.total.magnitude());
        // What lines lose is small beside the largest of them, not beside what credits leave of it.
        let scale = amounts.chain([of.annual_cost.base.magnitude()]).fold(Number::ONE, Number::max);
        let same = |what: &str, a: Number, b: Number| {
            ensure!(is_near(a, b, scale, 20), "{what} of {} is {a} and {b}", option.id);
            Ok(())
        };
        let sum =
            |amounts: &mut dyn Iterator<Item = Number>| amounts.fold(Number::ZERO, |sum, of| sum.plus(of).unwrap());
        ensure!(details.monthly_costs.len() == scenario.horizon.months as usize, "months are missing");
        same("the sum of months", sum(&mut details.monthly_costs.iter().copied()), of.total_cost)?;
        same("the sum of years", sum(&mut details.yearly_costs.iter().copied()), of.total_cost)?;
        same("the sum of lines", sum(&mut details.lines.iter().map(|line| line.total)), of.total_cost)?;
        for (year, (cost, months)) in details.yearly_costs.iter().zip(details.monthly_costs.chunks(12)).enumerate() {
            same("a year's months", sum(&mut months.iter().copied()), *cost)?;
            same("a year's lines", sum(&mut details.lines.iter().map(|line| line.yearly[year])), *cost)?;
        }
        for line in &details.lines {
            same("a line's years", sum(&mut line.yearly.iter().copied()), line.total)?;
        }
        let times = |a: Number, b: Number| a.times(b).unwrap();
        let year = |total: Number| times(total, Number::whole(12)).over(months).unwrap();
        same("the average year", year(of.total_cost), of.annual_cost.base)?;
        let mut factor = Number::ONE;
        let mut present = Number::ZERO;
        for cost in &details.monthly_costs {
            factor = times(factor, discount.plus(Number::ONE).unwrap());
            present = present.plus(cost.over(factor).unwrap()).unwrap();
        }
        // A rate near -1 a month makes the present value larger than any cost.
        ensure!(is_near(present, of.present_value, scale.max(present.magnitude()), 18), "the present value {present}");
        for (what, ratio, count) in [
            ("the cost per visit", of.cost_per_visit, value(figured.model.volume.total_visits)),
            ("the cost per hour", of.cost_per_hour, value(figured.model.volume.total_hours)),
        ] {
            ensure!(ratio.is_some() != count.is_zero(), "{what} of {} is {ratio:?} for {count}", option.id);
            if let Some(ratio) = ratio {
                let lost = ratio.magnitude().max(scale);
                ensure!(is_near(times(ratio, count), of.total_cost, lost, 18), "{what} of {} is {ratio}", option.id);
            }
        }
        if let (Some(revenue), Some(profit)) = (of.annual_revenue, of.annual_gross_profit) {
            same("profit", revenue.minus(of.annual_cost.base).unwrap(), profit)?;
            ensure!(of.gross_margin.is_some() != revenue.is_zero(), "a margin of {revenue}");
        }
    }
    Ok(scenario.options.len())
}

/// Without growth, seasons and what is paid once, every year is twelve of the same month, however long the scenario runs.
fn level_years(case: &Case) -> Outcome {
    let mut tree = case.tree.clone();
    level(&mut tree);
    let mut draw = case.draw();
    let mut annual = |months: &str| {
        let horizon = tree.entry("horizon".to_owned()).or_insert_with(|| Value::Table(Table::new()));
        horizon.table().insert("months".to_owned(), Value::Number(months.to_owned()));
        figured(&text(&tree, false), &[]).ok()
    };
    let Some(year) = annual("12") else { return Ok(0) };
    let Some(other) = annual(draw.pick(&["1", "5", "13", "24", "31"])) else { return Ok(0) };
    for ((option, a), b) in year.scenario.options.iter().zip(&year.evaluation.options).zip(&other.evaluation.options) {
        let scale = a.details.lines.iter().map(|line| line.total.magnitude()).fold(Number::ONE, Number::max);
        let month = b.details.monthly_costs[0];
        let (a, b) = (a.annual_cost.base, b.annual_cost.base);
        ensure!(is_near(a, b, scale, 18), "{} costs {a} a year, and {b} over another horizon", option.id);
        let twelve = month.times(Number::whole(12)).unwrap();
        ensure!(is_near(twelve, a, scale, 18), "twelve months of {month} are not {a} of {}", option.id);
    }
    Ok(year.scenario.options.len())
}

/// Takes out whatever tells one month from another.
fn level(tree: &mut Table) {
    const CHANGES: [&str; 11] = [
        "growth_per_year",
        "seasonality",
        "indexation",
        "rollover_hours",
        "rollover_months",
        "setup_fee",
        "recruitment_cost",
        "referral_fee",
        "referral_share",
        "from_month",
        "to_month",
    ];
    fn strip(value: &mut Value) {
        match value {
            Value::Table(table) => {
                table.retain(|key, _| !CHANGES.contains(&key.as_str()));
                table.values_mut().for_each(strip);
            }
            Value::List(items) => {
                let once = Value::Text("once".to_owned());
                items.retain(|item| !matches!(item, Value::Table(extra) if extra.get("per") == Some(&once)));
                items.iter_mut().for_each(strip);
            }
            Value::Text(_) | Value::Number(_) | Value::Truth(_) => (),
        }
    }
    tree.values_mut().for_each(strip);
    // Shared extras stand in a list of their own.
    if let Some(extras) = tree.get_mut("extra") {
        strip(extras);
    }
    list(tree, "option").iter_mut().for_each(strip);
}
