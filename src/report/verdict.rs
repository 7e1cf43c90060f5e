//! The answer in sentences that can be read aloud.

use super::naming::{option_name, volume};
use super::{Results, Words};
use crate::break_even::BreakEven;
use crate::calc::number::Number;

/// The cheapest option, its lead, where that changes, and the most profitable option where it is another.
pub(super) fn verdict(results: &Results<'_>, words: Words) -> Vec<String> {
    let mut sentences = answer(results, words);
    sentences.extend(most_profitable(results, words));
    sentences
}

/// The cheapest option, its lead, and where that changes.
pub(super) fn answer(results: &Results<'_>, words: Words) -> Vec<String> {
    let mut sentences = Vec::new();
    match results.evaluation.cheapest {
        Some(cheapest) => {
            let next = runner_up(results, cheapest);
            sentences.push(lead(results, cheapest, next, words));
            if let (Some(next), Some(found)) = (next, results.break_even) {
                // Where two are level, "it" could be either.
                let is_level = annual_cost(results, next).settles_to(annual_cost(results, cheapest));
                let subject = if is_level { option_name(results.scenario, cheapest) } else { "It".to_owned() };
                sentences.extend(changes(results, found, (cheapest, &subject), words));
            }
        }
        None => sentences.push("Every option hands clients off, so costs are not compared.".to_owned()),
    }
    sentences
}

fn annual_cost(results: &Results<'_>, option: usize) -> Number {
    results.evaluation.options.get(option).map_or(Number::ZERO, |figures| figures.annual_cost.base)
}

/// The cheapest of the others that are compared.
fn runner_up(results: &Results<'_>, cheapest: usize) -> Option<usize> {
    let rivals = results.scenario.compared().filter(|position| *position != cheapest);
    rivals.min_by_key(|position| annual_cost(results, *position).settled())
}

fn lead(results: &Results<'_>, cheapest: usize, next: Option<usize>, words: Words) -> String {
    let cost = annual_cost(results, cheapest);
    let volume = match results.break_even {
        Some(found) => format!("At {}, ", volume(found.driver, &words.volume(found.now))),
        None => String::new(),
    };
    let (winner, cost_text) = (option_name(results.scenario, cheapest), words.money(cost));
    let Some(next) = next else {
        return format!("{volume}{winner} costs {cost_text} a year; there is no other option to compare it with.");
    };
    let rival = option_name(results.scenario, next);
    let next_cost = annual_cost(results, next);
    let lead = next_cost.minus(cost).unwrap_or(Number::ZERO);
    if lead.settled().is_zero() {
        return format!("{volume}{winner} and {rival} cost the same, {cost_text} a year, and no option costs less.");
    }
    let share = lead.over(next_cost).ok().filter(|_| next_cost.is_positive());
    let share = share.map(|share| format!(" ({})", words.percent(share))).unwrap_or_default();
    let less = words.money(lead);
    format!("{volume}{winner} is the cheapest: {cost_text} a year, {less}{share} less than {rival}.")
}

/// The nearest volumes at which the cheapest option is another.
fn changes(
    results: &Results<'_>,
    found: &BreakEven,
    (cheapest, subject): (usize, &str),
    words: Words,
) -> Option<String> {
    let position = found
        .cheapest
        .iter()
        .rposition(|band| band.option == cheapest && band.from <= found.now && found.now <= band.to)?;
    let band = found.cheapest.get(position)?;
    let before = position.checked_sub(1).and_then(|before| found.cheapest.get(before));
    let after = found.cheapest.get(position + 1);
    let unit = found.driver.in_words();
    let (from, to) = (words.volume(band.from), words.volume(band.to));
    Some(match (before, after) {
        (None, None) => format!("{subject} is the cheapest at every volume up to {to} {unit}."),
        (None, Some(after)) => {
            format!(
                "{subject} stays the cheapest up to {to} {unit}; above that it is {}.",
                option_name(results.scenario, after.option)
            )
        }
        (Some(before), None) => {
            format!(
                "{subject} is the cheapest from {from} {unit} on; below that it is {}.",
                option_name(results.scenario, before.option)
            )
        }
        (Some(before), Some(after)) if before.option == after.option => format!(
            "{subject} is the cheapest from {from} to {to} {unit}; below and above that it is {}.",
            option_name(results.scenario, before.option)
        ),
        (Some(before), Some(after)) => format!(
            "{subject} is the cheapest from {from} to {to} {unit}; below that it is {}, above it {}.",
            option_name(results.scenario, before.option),
            option_name(results.scenario, after.option)
        ),
    })
}

/// The most profitable option, where it is another than the cheapest.
pub(super) fn most_profitable(results: &Results<'_>, words: Words) -> Option<String> {
    let best = results.evaluation.most_profitable.filter(|best| results.evaluation.cheapest != Some(*best))?;
    let profit = results.evaluation.options.get(best)?.annual_gross_profit?;
    let word = if profit.is_negative() { "loses the least" } else { "earns the most" };
    Some(format!("{} {word}: a gross profit of {} a year.", option_name(results.scenario, best), words.money(profit)))
}
