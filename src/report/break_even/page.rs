//! `breakeven` as a page for people: bands, pairs, revenue, switching values, a verdict.

use super::sentence::{phrase, switches};
use super::{Thresholds, address, reason};
use crate::break_even::switching::{Change, Switching};
use crate::break_even::{BreakEven, Goal, Indifference, RevenuePoint};
use crate::calc::comparison::How;
use crate::diagnostic::escaped;
use crate::report::naming::option_name;
use crate::report::page::{Block, Page, Row, bands, facts, titles};
use crate::report::verdict::{answer, most_profitable};
use crate::report::{Results, Words};
use crate::scenario::term::TermId;

/// The page of a scenario's break-even.
pub(crate) fn break_even_page(thresholds: &Thresholds<'_>, words: Words) -> Page {
    let results = &thresholds.results;
    let mut blocks = Vec::new();
    let mut sentences = answer(results, words);
    if let Some(found) = results.break_even {
        if thresholds.is_one_term {
            blocks.extend(thresholds.switching.and_then(|switching| term_bands(thresholds, switching, words)));
        } else {
            blocks.push(bands(results, found, words));
            blocks.extend(pairs(results, found, words));
            blocks.extend(revenue(results, found, words));
            blocks.extend(thresholds.switching.and_then(|switching| terms(thresholds, switching, words)));
        }
        if let Some(switching) = thresholds.switching {
            sentences.extend(switches(thresholds, switching, words));
        }
        sentences.extend(refusal_of_one(thresholds));
        if !thresholds.is_one_term {
            sentences.extend(most_profitable(results, words));
            sentences.extend(safety(results, found, words));
        }
    } else {
        let driver = thresholds.driver;
        sentences.push(format!("There are no {driver}, so there is no axis of {driver}, and no break-even."));
    }
    Page {
        title: escaped(&results.scenario.name).into_owned(),
        facts: facts(results, words),
        blocks,
        verdict: sentences,
    }
}

/// Where two options change places.
fn pairs(results: &Results<'_>, found: &BreakEven, words: Words) -> Option<Block> {
    let option = |option: usize| option_name(results.scenario, option);
    let mut points: Vec<&Indifference> = found.indifference.iter().collect();
    points.sort_by_key(|point| point.at);
    let rows: Vec<Row> = points
        .iter()
        .map(|point| {
            let at = match point.to {
                Some(to) => format!("{} to {}", words.volume(point.at), words.volume(to)),
                None => words.volume(point.at),
            };
            let side = |cheaper: Option<usize>| cheaper.map_or_else(|| words.nothing(), option);
            let cost = match point.how {
                How::Cross => point.cost.map_or_else(|| words.nothing(), |cost| words.money(cost)),
                How::Jump => "a jump".to_owned(),
                How::Stretch => "the same".to_owned(),
            };
            Row { cells: vec![side(point.below), at, cost, side(point.above)], is_marked: false }
        })
        .collect();
    if results.scenario.compared().count() < 2 {
        return None;
    }
    let mut notes = Vec::new();
    if rows.is_empty() {
        let max = words.volume(found.max);
        notes.push(format!("No two options change places between 0 and {max} {}.", found.driver.in_words()));
    } else {
        notes.push(
            "Each row: just below that volume the first of the two costs less, just above it the second.".to_owned(),
        );
    }
    if found.indifference.iter().any(|point| point.how == How::Jump) {
        notes.push("A jump: a step in the cost of one passes the other, without their costs being equal.".to_owned());
    }
    Some(Block {
        heading: format!("Where two options change places, in {}", found.driver.in_words()),
        columns: titles(["Cheaper below", "At", "Annual cost of both", "Cheaper above"]),
        text_last: true,
        rows,
        notes,
    })
}

/// Where revenue begins or ceases to cover an option.
fn revenue(results: &Results<'_>, found: &BreakEven, words: Words) -> Option<Block> {
    let is_known = results.evaluation.options.iter().any(|of| of.annual_revenue.is_some());
    if !is_known {
        return None;
    }
    let target = words.percent(results.evaluation.target_margin);
    let mut points: Vec<&RevenuePoint> = found.revenue.iter().collect();
    points.sort_by_key(|point| (point.option, point.at));
    let rows: Vec<Row> = points
        .iter()
        .map(|point| {
            let what = match (point.goal, point.is_covered_above) {
                (Goal::Profit, true) => "makes a profit above".to_owned(),
                (Goal::Profit, false) => "makes a loss above".to_owned(),
                (Goal::Target, true) => format!("meets the target of {target} above"),
                (Goal::Target, false) => format!("misses the target of {target} above"),
            };
            Row {
                cells: vec![option_name(results.scenario, point.option), words.volume(point.at), what],
                is_marked: false,
            }
        })
        .collect();
    let max = words.volume(found.max);
    let mut notes = Vec::new();
    for (option, of) in results.evaluation.options.iter().enumerate() {
        let has_point = |goal: Goal| found.revenue.iter().any(|point| point.option == option && point.goal == goal);
        let name = option_name(results.scenario, option);
        if let (Some(profit), false) = (of.annual_gross_profit, has_point(Goal::Profit)) {
            let what = if profit.settled().is_negative() { "makes a loss everywhere" } else { "makes a loss nowhere" };
            notes.push(format!("{name} {what} between 0 and {max}."));
        }
        if let (Some(is_met), false) = (of.meets_target, has_point(Goal::Target)) {
            let what = if is_met { "meets the target everywhere" } else { "meets the target nowhere" };
            notes.push(format!("{name} {what} between 0 and {max}."));
        }
    }
    Some(Block {
        heading: format!("Where revenue covers cost, and meets the target, in {}", found.driver.in_words()),
        columns: titles(["Option", "At", "What happens"]),
        text_last: true,
        rows,
        notes,
    })
}

/// The cheapest option by the value of the one term that was asked for.
fn term_bands(thresholds: &Thresholds<'_>, switching: &Switching, words: Words) -> Option<Block> {
    let scenario = thresholds.results.scenario;
    let of = switching.terms.first().filter(|_| thresholds.is_one_term)?;
    let term = scenario.term(of.term);
    let rows = of
        .bands
        .iter()
        .map(|band| Row {
            cells: vec![option_name(scenario, band.option), words.term(term, band.from), words.term(term, band.to)],
            is_marked: band.option == switching.cheapest && band.from <= of.value && of.value <= band.to,
        })
        .collect();
    Some(Block {
        heading: format!("Cheapest by {} (now {})", address(scenario, of.term), words.term(term, of.value)),
        columns: titles(["Cheapest option", "From", "To"]),
        text_last: false,
        rows,
        notes: Vec::new(),
    })
}

/// What would have to change for another option to be the cheapest, the smallest change first.
fn terms(thresholds: &Thresholds<'_>, switching: &Switching, words: Words) -> Option<Block> {
    let scenario = thresholds.results.scenario;
    let mut found: Vec<(TermId, Change)> = switching
        .terms
        .iter()
        .flat_map(|of| thresholds.changes(of).into_iter().map(|change| (of.term, change)))
        .collect();
    // Stable: of equal changes the file's order stands.
    found.sort_by_key(|(_, change)| {
        (change.change.is_none(), change.change.map(crate::calc::number::Number::magnitude))
    });
    let rows: Vec<Row> = found
        .iter()
        .map(|(of, change)| {
            let term = scenario.term(*of);
            let beyond = change.beyond(term.base, switching.cheapest);
            let share = change.change.map_or_else(|| words.nothing(), |share| words.signed_percent(share));
            Row {
                cells: vec![
                    address(scenario, *of),
                    words.term(term, term.base),
                    words.term(term, change.at),
                    share,
                    option_name(scenario, beyond),
                ],
                is_marked: false,
            }
        })
        .collect();
    let mut notes = Vec::new();
    if !rows.is_empty() {
        notes.push("Each row: that term alone is moved, volumes and all else as written.".to_owned());
        notes.extend(ranged(thresholds, &found, words));
    }
    notes.extend(steady(thresholds, switching));
    if rows.is_empty() && notes.is_empty() {
        return None;
    }
    let cheapest = option_name(scenario, switching.cheapest);
    Some(Block {
        heading: format!("What would change the cheapest option (now {cheapest})"),
        columns: titles(["Term", "Now", "Changes at", "Change", "Then cheapest"]),
        text_last: true,
        rows,
        notes,
    })
}

/// The switching values that lie in the ranges of their terms: what the file itself holds possible.
fn ranged(thresholds: &Thresholds<'_>, found: &[(TermId, Change)], words: Words) -> Vec<String> {
    let scenario = thresholds.results.scenario;
    let inside = found.iter().filter_map(|(of, change)| {
        let term = scenario.term(*of);
        let (low, high) = term.range?;
        let is_inside = low <= change.at && change.at <= high;
        let (address, at) = (address(scenario, *of), words.term(term, change.at));
        let (low, high) = (words.term(term, low), words.term(term, high));
        is_inside.then(|| format!("Within the range of the file: {address} may be {low} to {high}, so {at} as well."))
    });
    inside.collect()
}

/// The terms without a switching value, and those that are not answered for.
fn steady(thresholds: &Thresholds<'_>, switching: &Switching) -> Vec<String> {
    let scenario = thresholds.results.scenario;
    let listed = |terms: &[TermId]| {
        let mut addresses: Vec<String> = terms.iter().map(|term| address(scenario, *term)).collect();
        // The months of a seasonality have one address.
        addresses.dedup();
        addresses.join(", ")
    };
    if thresholds.is_one_term {
        return Vec::new();
    }
    let mut notes = Vec::new();
    let never: Vec<TermId> =
        switching.terms.iter().filter(|of| of.below.is_none() && of.above.is_none()).map(|of| of.term).collect();
    if !never.is_empty() {
        let shown = listed(&never);
        notes.push(format!(
            "No value from 0 to ten times its own (where it divides, from a thousandth, and where costs step with it, \
             from a tenth), within its limits, changes the cheapest option: {shown}."
        ));
    }
    let mut reasons: Vec<(String, Vec<TermId>)> = Vec::new();
    for (term, refusal) in &switching.refused {
        let reason = reason(scenario, *term, *refusal);
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, terms)) => terms.push(*term),
            None => reasons.push((reason, vec![*term])),
        }
    }
    notes.extend(reasons.iter().map(|(reason, terms)| format!("Not answered for {}: {reason}.", listed(terms))));
    notes
}

/// Why the one term that was asked for has no answer.
fn refusal_of_one(thresholds: &Thresholds<'_>) -> Option<String> {
    let switching = thresholds.switching.filter(|_| thresholds.is_one_term)?;
    let (term, refusal) = switching.refused.first()?;
    let scenario = thresholds.results.scenario;
    let phrase = phrase(scenario, *term, switching.cheapest);
    let address = address(scenario, *term);
    Some(format!("There is no switching value of {phrase} ({address}): {}.", reason(scenario, *term, *refusal)))
}

fn safety(results: &Results<'_>, found: &BreakEven, words: Words) -> Vec<String> {
    let sentence = |margin: &crate::break_even::MarginOfSafety| {
        format!(
            "{} makes a profit down to {} {}: a margin of safety of {}.",
            option_name(results.scenario, margin.option),
            words.volume(margin.at),
            found.driver.in_words(),
            words.percent(margin.share)
        )
    };
    found.margins_of_safety.iter().map(sentence).collect()
}
