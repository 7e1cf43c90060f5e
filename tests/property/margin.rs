//! The margin to hold: what must be billed for it, and what follows from a larger one.

use smarthands::calc::number::Number;

use crate::awkward::number;
use crate::case::{Case, Figured, figured};
use crate::figures::is_near;
use crate::hold::{Outcome, ensure, hold};
use crate::rewriting::{Table, Value, text};

#[test]
fn revenue_needed_just_meets_the_target() {
    hold("revenue-needed", 120, 90, revenue_needed);
}

#[test]
fn billing_what_is_needed_meets_the_target() {
    hold("billed", 60, 40, billed);
}

#[test]
fn a_larger_margin_needs_more_revenue() {
    hold("larger-margin", 40, 80, larger_margin);
}

/// The scenario with another target.
fn aimed(case: &Case, key: &str, value: &str) -> Result<Figured, Vec<&'static str>> {
    let mut tree = case.tree.clone();
    let target = Table::from([(key.to_owned(), Value::Number(value.to_owned()))]);
    tree.insert("target".to_owned(), Value::Table(target));
    figured(&text(&tree, false), &[])
}

fn bad_debt(figured: &Figured) -> Number {
    let revenue = figured.scenario.revenue.as_ref();
    revenue.map_or(Number::ZERO, |revenue| figured.scenario.term(revenue.bad_debt_share).base)
}

/// Of the revenue needed, as much is left for cost as there is; the three figures are what they are called.
fn revenue_needed(case: &Case) -> Outcome {
    let Some(figured) = case.figured() else { return Ok(0) };
    let evaluation = &figured.evaluation;
    let rest = |share: Number| Number::ONE.minus(share).unwrap();
    let margin = evaluation.target_margin;
    let collected = rest(bad_debt(&figured));
    let markup = evaluation.target_markup;
    let of_cost = markup.times(rest(margin)).unwrap();
    ensure!(is_near(of_cost, margin, markup.max(Number::ONE), 18), "a markup of {markup} is not a margin of {margin}");
    for (option, of) in figured.scenario.options.iter().zip(&evaluation.options) {
        let sides = |spread: smarthands::Spread| [spread.base, spread.low, spread.high];
        // Ranges of both are over the same ends, but not of the same ends where bad debt has some.
        let compared = if figured.scenario.terms.iter().any(|term| term.range.is_some()) { 1 } else { 3 };
        for (needed, cost) in sides(of.revenue_needed).into_iter().zip(sides(of.annual_cost)).take(compared) {
            let left = needed.times(collected).unwrap().times(rest(margin)).unwrap();
            let scale = needed.magnitude().max(cost.magnitude());
            ensure!(is_near(left, cost, scale, 18), "{}: {needed} leaves {left} for {cost}", option.id);
        }
        for (sales, cost) in of.break_even_sales.map(sides).into_iter().flatten().zip(sides(of.annual_cost)) {
            let earned = sales.times(margin).unwrap();
            ensure!(is_near(earned, cost, sales.magnitude().max(cost.magnitude()), 18), "{sales} earn {earned}");
        }
        ensure!(of.break_even_sales.is_none() == margin.is_zero(), "sales at a margin of {margin}");
    }
    Ok(evaluation.options.len())
}

/// A scenario that bills what an option needs has exactly the target for it, and a cent less has not.
fn billed(case: &Case) -> Outcome {
    let Some(drawn) = case.figured() else { return Ok(0) };
    let mut looked = 0;
    for (position, option) in drawn.scenario.options.iter().enumerate() {
        let extras = drawn.scenario.extras.iter().chain(&option.extras);
        let depends = extras
            .into_iter()
            .any(|extra| matches!(extra.charge, smarthands::scenario::extra::Charge::ShareOfRevenue(_)));
        let needed = drawn.evaluation.options[position].revenue_needed.base;
        let is_usual = needed > Number::ONE && needed < number("1e11");
        if depends || option.hands_off() || !is_usual {
            continue;
        }
        let month = needed.over(Number::whole(12)).unwrap();
        let bad = bad_debt(&drawn);
        let billing = |month: Number| {
            let mut tree = case.tree.clone();
            let revenue = [("per_month", month.significant(28)), ("bad_debt_share", bad)];
            let revenue = revenue.map(|(key, value)| (key.to_owned(), Value::Number(value.to_string())));
            tree.insert("revenue".to_owned(), Value::Table(revenue.into()));
            figured(&text(&tree, false), &[]).map_err(|codes| format!("is refused: {codes:?}"))
        };
        let just = billing(month)?;
        // Both sides are seen to 12 places. A cost that ends in a half of the 12th is met by a trace more than what is left
        // of a month's price in 28 digits.
        let trace = billing(month.plus(number("0.00000000000001")).unwrap())?;
        let meets = |billed: &Figured| billed.evaluation.options[position].meets_target == Some(true);
        ensure!(meets(&just) || meets(&trace), "{}: {month} a month does not meet the target", option.id);
        let of = &just.evaluation.options[position];
        let (margin, target) = (of.gross_margin.unwrap(), just.evaluation.target_margin);
        ensure!(is_near(margin, target, Number::ONE, 12), "{}: the margin is {margin} and not {target}", option.id);
        // A cent a year less; where hardly anything of it is for cost, a cent less is too little to be seen.
        let rest = Number::ONE.minus(target).unwrap().times(Number::ONE.minus(bad).unwrap()).unwrap();
        if rest > number("0.000001") {
            let less = billing(needed.minus(number("0.01")).unwrap().over(Number::whole(12)).unwrap())?;
            let of = &less.evaluation.options[position];
            ensure!(of.meets_target == Some(false), "{}: a cent less than {needed} still meets the target", option.id);
        }
        looked += 1;
    }
    Ok(looked)
}

fn larger_margin(case: &Case) -> Outcome {
    let margins = ["0", "0.05", "0.5", "0.6", "0.95", "0.999999"];
    let mut before: Option<Figured> = None;
    let mut looked = 0;
    for margin in margins {
        let Ok(now) = aimed(case, "gross_margin", margin) else { return Ok(looked) };
        for (position, option) in now.scenario.options.iter().enumerate() {
            let of = &now.evaluation.options[position];
            let (cost, needed) = (of.annual_cost.base, of.revenue_needed.base);
            if margin == "0" {
                let collected = Number::ONE.minus(bad_debt(&now)).unwrap();
                let paid = needed.times(collected).unwrap();
                ensure!(is_near(paid, cost, needed.magnitude(), 18), "{}: {needed} at no margin for {cost}", option.id);
                ensure!(of.break_even_sales.is_none(), "{} has break-even sales at no margin", option.id);
            }
            let Some(before) = &before else { continue };
            let was = &before.evaluation.options[position];
            ensure!(was.annual_cost == of.annual_cost, "{} costs another amount at a margin of {margin}", option.id);
            let is_more = match cost.settled().cmp(&Number::ZERO) {
                std::cmp::Ordering::Greater => needed > was.revenue_needed.base,
                std::cmp::Ordering::Equal => true,
                std::cmp::Ordering::Less => needed < was.revenue_needed.base,
            };
            ensure!(is_more, "{}: {needed} at a margin of {margin}, and {:?} before", option.id, was.revenue_needed);
            let still = was.meets_target.is_none_or(|met| met || of.meets_target == Some(false));
            let is_earned = of.annual_revenue.is_none_or(|revenue| !revenue.is_negative());
            ensure!(still || !is_earned, "{} meets a margin of {margin}, and not one below", option.id);
            looked += 1;
        }
        before = Some(now);
    }
    // A markup is the same target by another name.
    let (Ok(margin), Ok(markup)) = (aimed(case, "gross_margin", "0.6"), aimed(case, "markup", "1.5")) else {
        return Ok(0);
    };
    crate::figures::by_id(&margin, true).assert_same(&crate::figures::by_id(&markup, true), Number::ONE)?;
    Ok(looked)
}
