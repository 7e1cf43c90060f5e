//! A dearer term never makes its option cheaper, and leaves the others as they are.

use smarthands::calc::number::Number;
use smarthands::scenario::Scenario;
use smarthands::scenario::key::Notation;
use smarthands::scenario::term::TermId;

use crate::awkward::number;
use crate::case::{Case, figured};
use crate::figures::is_near;
use crate::hold::{Outcome, ensure, hold};
use crate::volume::scale;
use crate::way::{Way, owner, way};

#[test]
fn dearer_terms_cost_more() {
    hold("price", 120, 80, price);
}

/// The setting of a term's value.
pub(crate) fn setting(scenario: &Scenario, term: TermId, value: Number) -> String {
    let address = scenario.address(&scenario.term(term).address);
    if scenario.term(term).key.as_quantity().is_some_and(|quantity| quantity.notation == Notation::Share) {
        format!("{address}={}%", value.times(Number::whole(100)).unwrap())
    } else {
        format!("{address}={value}")
    }
}

fn price(case: &Case) -> Outcome {
    let Some(drawn) = case.figured() else { return Ok(0) };
    let scenario = &drawn.scenario;
    let mut draw = case.draw();
    let written: Vec<TermId> = scenario
        .term_ids()
        .filter(|term| scenario.term(*term).key.name != "seasonality" && scenario.term(*term).range.is_none())
        .collect();
    let mut looked = 0;
    for _ in 0..6 {
        let term = draw.pick(&written);
        let of = scenario.term(term);
        let more = number(draw.pick(&["1.000001", "1.01", "1.5", "3", "10"]));
        let raised = if of.base.is_zero() {
            number(draw.pick(&["0.01", "0.5", "1", "75"]))
        } else {
            of.base.times(more).unwrap()
        };
        let raised = raised.significant(24);
        let Ok(now) = figured(&case.text(), &[setting(scenario, term, raised)]) else { continue };
        let (low, high) = if raised > of.base { (&drawn, &now) } else { (&now, &drawn) };
        for (position, option) in scenario.options.iter().enumerate() {
            let [less, after] = [low, high].map(|figured| &figured.evaluation.options[position]);
            let what = || format!("{} of {}: {} to {raised}", scenario.address(&of.address), option.id, of.base);
            if owner(scenario, term).is_some_and(|owner| owner != position) {
                let same = [less, after].map(|of| format!("{:?}", of.totals));
                ensure!(same[0] == same[1], "{}, which is another's", what());
                looked += 1;
                continue;
            }
            let Some(way) = way(scenario, position, term) else { continue };
            let room = scale(low, position).max(scale(high, position));
            let costs = [less.total_cost, after.total_cost];
            let is_true = is_near(costs[0], costs[1], room, 18)
                || match way {
                    Way::Up => costs[0] < costs[1],
                    Way::Down => costs[0] > costs[1],
                    Way::Level => false,
                };
            ensure!(is_true, "{} makes {costs:?}, which should go {way:?}", what());
            looked += 1;
        }
    }
    Ok(looked)
}
