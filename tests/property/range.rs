//! Ranges: of one value they are that value; else they bound every combination of ends, and what lies between where
//! cost goes one way.

use smarthands::calc::number::Number;
use smarthands::scenario::Scenario;
use smarthands::scenario::term::TermId;

use crate::awkward::{number, place};
use crate::case::{Case, Figured, figured};
use crate::figures::{by_id, is_near};
use crate::generator::Draw;
use crate::hold::{Outcome, ensure, hold};
use crate::price::setting;
use crate::rewriting::{Table, Value, text};
use crate::volume::scale;
use crate::way::way;

#[test]
fn a_range_of_one_value_is_that_value() {
    hold("range-of-one", 60, 80, one_value);
}

#[test]
fn ranges_bound_what_is_in_them() {
    hold("range", 60, 60, bounds);
}

/// Terms that may be ranges and are none yet.
fn rangeable(scenario: &Scenario) -> Vec<TermId> {
    let is_rangeable = |term: &TermId| {
        let of = scenario.term(*term);
        of.span.is_some() && of.range.is_none() && of.key.as_quantity().is_some_and(|quantity| quantity.rangeable)
    };
    scenario.term_ids().filter(|term| is_rangeable(term) && scenario.term(*term).key.name != "seasonality").collect()
}

fn one_value(case: &Case) -> Outcome {
    let Some(drawn) = case.figured() else { return Ok(0) };
    let mut draw = case.draw();
    let terms = rangeable(&drawn.scenario);
    let mut tree = case.tree.clone();
    for _ in 0..5 {
        let term = draw.pick(&terms);
        let address = drawn.scenario.term(term).address;
        let Some((table, key)) = place(&mut tree, &drawn.scenario, &address) else { continue };
        let Some(value) = table.get(&key).cloned().filter(|value| !matches!(value, Value::Table(_))) else { continue };
        let ends: &[&str] = if draw.in_hundred(50) { &["low", "likely", "high"] } else { &["low", "high"] };
        let range: Table = ends.iter().map(|end| ((*end).to_owned(), value.clone())).collect();
        table.insert(key, Value::Table(range));
    }
    let ranged = match figured(&text(&tree, false), &[]) {
        Ok(ranged) => ranged,
        Err(codes) if codes == ["too-many-ranges"] => return Ok(0),
        Err(codes) => return Err(format!("is refused: {codes:?}\n{}", text(&tree, false))),
    };
    by_id(&drawn, true).assert_same(&by_id(&ranged, true), Number::ONE)
}

/// Makes some terms ranges, then tries their ends and what is between them.
fn bounds(case: &Case) -> Outcome {
    let Some(drawn) = case.figured() else { return Ok(0) };
    let mut draw = case.draw();
    let mut terms: Vec<TermId> = Vec::new();
    let mut settings: Vec<String> = Vec::new();
    let candidates = rangeable(&drawn.scenario);
    for _ in 0..draw.whole(1, 3) {
        let term = draw.pick(&candidates);
        let of = drawn.scenario.term(term);
        let [low, high] = ["0.8", "1.25"].map(|factor| of.base.times(number(factor)).unwrap().significant(20));
        let (low, high) = (low.min(high), low.max(high));
        if terms.contains(&term) || low == high {
            continue;
        }
        let [low, high] = [low, high].map(|end| setting(&drawn.scenario, term, end));
        let end = |setting: &str| {
            let value = setting.split_once('=').unwrap().1.to_owned();
            if value.ends_with('%') { format!("\"{value}\"") } else { value }
        };
        let address = drawn.scenario.address(&of.address);
        let range = format!(
            "{address}={{ low = {}, likely = {}, high = {} }}",
            end(&low),
            end(&setting(&drawn.scenario, term, of.base)),
            end(&high)
        );
        let more = [settings.clone(), vec![range]].concat();
        if figured(&case.text(), &more).is_ok() {
            settings = more;
            terms.push(term);
        }
    }
    let Ok(ranged) = figured(&case.text(), &settings) else { return Ok(0) };
    let all: Vec<TermId> =
        ranged.scenario.term_ids().filter(|term| ranged.scenario.term(*term).range.is_some()).collect();
    if all.is_empty() {
        return Ok(0);
    }
    let mut looked = 0;
    for corner in 0..6 {
        looked += inside(case, &ranged, &all, &settings, &mut draw, corner < 3)?;
    }
    for (was, is) in drawn.evaluation.options.iter().zip(&ranged.evaluation.options) {
        ensure!(was.annual_cost.base == is.annual_cost.base, "the base case is another");
    }
    Ok(looked)
}

/// Holds the figures at some values within the ranges against what the ranges say.
fn inside(
    case: &Case,
    ranged: &Figured,
    terms: &[TermId],
    settings: &[String],
    draw: &mut Draw,
    is_at_ends: bool,
) -> Outcome {
    let scenario = &ranged.scenario;
    let mut chosen = settings.to_vec();
    for term in terms {
        let (low, high) = scenario.term(*term).ends();
        let part = number(if is_at_ends { draw.pick(&["0", "1"]) } else { draw.pick(&["0.1", "0.5", "0.77"]) });
        let value = low.plus(high.minus(low).unwrap().times(part).unwrap()).unwrap();
        chosen.push(setting(scenario, *term, value.significant(24)));
    }
    let Ok(now) = figured(&case.text(), &chosen) else { return Ok(0) };
    let mut looked = 0;
    for (position, option) in scenario.options.iter().enumerate() {
        let goes_one_way = terms.iter().all(|term| way(scenario, position, *term).is_some());
        if !is_at_ends && !goes_one_way {
            continue;
        }
        let [of, found] = [ranged, &now].map(|figured| &figured.evaluation.options[position]);
        let room = scale(&now, position);
        for (spread, found) in
            [(of.annual_cost, found.annual_cost.base), (of.revenue_needed, found.revenue_needed.base)]
        {
            let room = room.max(found.magnitude());
            let is_within = spread.low <= found && found <= spread.high
                || [spread.low, spread.high].iter().any(|end| is_near(*end, found, room, 18));
            ensure!(is_within, "{}: {found} is not within {spread:?}, with {chosen:?}", option.id);
            ensure!(spread.low <= spread.base && spread.base <= spread.high, "{}: {spread:?}", option.id);
        }
        looked += 1;
    }
    Ok(looked)
}
