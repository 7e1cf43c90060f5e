//! Break-even volumes against the comparison at other volumes: what is said of each side of a point is what the file
//! with that volume comes to.

use std::cmp::Ordering;

use smarthands::break_even::{BreakEven, Driver, Goal, Question, Wanted, analyse, draw};
use smarthands::calc::comparison::How;
use smarthands::calc::number::Number;
use smarthands::scenario::Scenario;
use smarthands::scenario::demand::Visits;
use smarthands::scenario::term::TermId;

use crate::awkward::number;
use crate::case::{Case, Figured, figured};
use crate::figures::is_near;
use crate::generator::Draw;
use crate::hold::{Outcome, ensure, hold};
use crate::rewriting::{Table, Value, list, text};
use crate::volume::scale;

#[test]
fn break_even_is_what_other_volumes_come_to() {
    hold("break-even", 60, 70, other_volumes);
}

#[test]
fn equal_options_are_always_equal() {
    hold("twins", 45, 70, twins);
}

/// The settings that give a scenario another volume along a driver.
fn settings(scenario: &Scenario, driver: Driver, volume: Number, now: Number) -> Option<Vec<String>> {
    let mut terms: Vec<TermId> = Vec::new();
    for segment in &scenario.segments {
        match (driver, segment.visits) {
            (Driver::Clients, Visits::PerClient { clients, .. }) => terms.push(clients),
            (Driver::Clients, Visits::PerMonth(visits)) => terms.extend(segment.clients.into_iter().chain([visits])),
            (Driver::Visits | Driver::Hours, visits) => terms.push(visits.term()),
        }
    }
    terms.sort();
    terms.dedup();
    let setting = |term: &TermId| {
        let term = scenario.term(*term);
        let value = term.base.times(volume).ok()?.over(now).ok()?.significant(27);
        Some(format!("{}={value}", scenario.address(&term.address)))
    };
    terms.iter().map(setting).collect()
}

/// Volumes to look at: beside some points, the whole numbers around them, and others.
fn volumes(draw: &mut Draw, found: &BreakEven) -> Vec<Number> {
    let points = found.indifference.iter().flat_map(|point| [Some(point.at), point.to]).flatten();
    let points: Vec<Number> = points.chain(found.revenue.iter().map(|point| point.at)).collect();
    let mut volumes: Vec<Number> = Vec::new();
    for _ in 0..if points.is_empty() { 0 } else { 2 } {
        let at = draw.pick(&points);
        let times = |factor: &str| at.times(number(factor)).unwrap();
        volumes.extend([times("0.9999"), times("1.0001"), at.floor(), at.floor().plus(Number::ONE).unwrap()]);
    }
    let share = number(&draw.decimal(0, 1, 4));
    volumes.push(found.max.times(share).unwrap());
    volumes.push(found.now);
    volumes.retain(|volume| volume.is_positive() && *volume < found.max);
    volumes
}

fn other_volumes(case: &Case) -> Outcome {
    let Some(drawn) = case.figured().filter(|drawn| !drawn.has_few_digits()) else { return Ok(0) };
    let mut draw = case.draw();
    let driver = draw.pick(&[Driver::Visits, Driver::Hours, Driver::Clients]);
    let Figured { scenario, model, evaluation } = &drawn;
    let question = Question { driver, max: None, wanted: Wanted::All };
    let Ok(Some(found)) = analyse(scenario, model, evaluation, question) else { return Ok(0) };
    let outline = self::draw(scenario, model, evaluation, driver, None).map_err(|problem| problem.message.clone())?;
    let mut looked = 0;
    for volume in volumes(&mut draw, &found) {
        let Some(settings) = settings(scenario, driver, volume, found.now) else { continue };
        let Ok(there) = figured(&case.text(), &settings) else { continue };
        for option in outline.iter().flat_map(|drawing| &drawing.options) {
            let cost = there.evaluation.options[option.option].annual_cost.base;
            let sides = [option.cost.before(volume), option.cost.after(volume)];
            let room = scale(&there, option.option).max(sides[0].magnitude()).max(sides[1].magnitude());
            let is_one = sides.iter().any(|side| is_near(*side, cost, room, 16));
            ensure!(is_one, "option {} costs {cost} at {volume}, and its curve has {sides:?}", option.option);
        }
        looked += pairs(scenario, &found, &there, volume)? + goals(&found, &there, volume)?;
        looked += band(&found, &there, volume)?;
    }
    Ok(looked)
}

/// Whether a volume is so near to a place that what is said of either side may be true of it.
fn is_beside(found: &BreakEven, volume: Number, place: Number) -> bool {
    let room = found.max.times(Number::unit_in_place(12)).unwrap();
    volume.minus(place).unwrap().magnitude() <= room
}

fn order(a: Number, b: Number) -> Ordering {
    a.settled().cmp(&b.settled())
}

/// Of every pair, the option that is said to be the cheaper is.
fn pairs(scenario: &Scenario, found: &BreakEven, there: &Figured, volume: Number) -> Outcome {
    let mut looked = 0;
    let compared: Vec<usize> = (0..scenario.options.len()).filter(|o| !scenario.options[*o].hands_off()).collect();
    for (position, a) in compared.iter().copied().enumerate() {
        for b in compared[position + 1..].iter().copied() {
            let points: Vec<_> = found.indifference.iter().filter(|point| (point.a, point.b) == (a, b)).collect();
            let ends = points.iter().flat_map(|point| [Some(point.at), point.to]).flatten();
            if points.is_empty() || ends.into_iter().any(|end| is_beside(found, volume, end)) {
                continue;
            }
            let before = points.iter().rfind(|point| point.at < volume);
            let said = match before {
                None => points[0].below,
                Some(point) if point.to.is_some_and(|to| volume < to) => None,
                Some(point) => point.above,
            };
            let cost = |option: usize| there.evaluation.options[option].total_cost;
            let cheaper = match order(cost(a), cost(b)) {
                Ordering::Less => Some(a),
                Ordering::Greater => Some(b),
                Ordering::Equal => None,
            };
            let room = scale(there, a).max(scale(there, b));
            let is_close = is_near(cost(a), cost(b), room, 16);
            ensure!(
                said == cheaper || is_close,
                "of {a} and {b} at {volume}, {said:?} is said to be the cheaper: {} and {}",
                cost(a),
                cost(b)
            );
            looked += 1;
        }
    }
    Ok(looked)
}

/// Profit, and the target, are where the points say.
fn goals(found: &BreakEven, there: &Figured, volume: Number) -> Outcome {
    let mut looked = 0;
    for (option, of) in there.evaluation.options.iter().enumerate() {
        for goal in [Goal::Profit, Goal::Target] {
            let points: Vec<_> =
                found.revenue.iter().filter(|point| point.option == option && point.goal == goal).collect();
            if points.is_empty() || points.iter().any(|point| is_beside(found, volume, point.at)) {
                continue;
            }
            let before = points.iter().rfind(|point| point.at < volume);
            let said = before.map_or(!points[0].is_covered_above, |point| point.is_covered_above);
            let (spendable, cost) = (of.spendable.unwrap(), of.total_cost);
            let left =
                if goal == Goal::Profit { of.annual_gross_profit.unwrap() } else { spendable.minus(cost).unwrap() };
            let is_covered = left.is_at_least(Number::ZERO);
            let is_close = is_near(left, Number::ZERO, scale(there, option).max(spendable.magnitude()), 16);
            ensure!(
                said == is_covered || is_close,
                "option {option} at {volume} is said to be covered for {goal:?} ({said}), and has {left} left"
            );
            looked += 1;
        }
    }
    Ok(looked)
}

/// The option of the band is the cheapest.
fn band(found: &BreakEven, there: &Figured, volume: Number) -> Outcome {
    let is_beside = found.cheapest.iter().any(|band| is_beside(found, volume, band.to));
    let Some(band) = found.cheapest.iter().find(|band| band.from < volume && volume < band.to) else { return Ok(0) };
    let Some(cheapest) = there.evaluation.cheapest.filter(|_| !is_beside) else { return Ok(0) };
    let cost = |option: usize| there.evaluation.options[option].total_cost;
    let room = scale(there, cheapest).max(scale(there, band.option));
    let is_least = cheapest == band.option || is_near(cost(cheapest), cost(band.option), room, 16);
    ensure!(is_least, "at {volume} option {cheapest} is the cheapest, and the band is that of {}", band.option);
    Ok(1)
}

/// An option and its copy are equal along the whole axis; with a cent a month more, nowhere.
fn twins(case: &Case) -> Outcome {
    let mut draw = case.draw();
    let mut tree = case.tree.clone();
    let options = list(&mut tree, "option");
    let position = usize::try_from(draw.whole(0, options.len() as u64 - 1)).unwrap();
    let mut copy = options[position].clone();
    copy.table().remove("id");
    copy.table().insert("name".to_owned(), "The same again".into());
    options.push(copy);
    let Ok(equal) = figured(&text(&tree, false), &[]) else { return Ok(0) };
    let last = equal.scenario.options.len() - 1;
    if equal.scenario.options[last].hands_off() {
        return Ok(0);
    }
    let driver = draw.pick(&[Driver::Visits, Driver::Hours, Driver::Clients]);
    let points = |figured: &Figured| {
        let question = Question { driver, max: None, wanted: Wanted::All };
        let found = analyse(&figured.scenario, &figured.model, &figured.evaluation, question).ok()??;
        let points = found.indifference.iter().filter(|point| (point.a, point.b) == (position, last));
        Some((points.copied().collect::<Vec<_>>(), found.max))
    };
    let Some((found, max)) = points(&equal) else { return Ok(0) };
    let [stretch] = found.as_slice() else { return Err(format!("twins have {} points", found.len())) };
    ensure!(stretch.how == How::Stretch && stretch.at.is_zero() && stretch.to == Some(max), "{stretch:?}");
    ensure!(stretch.below.is_none() && stretch.above.is_none(), "{stretch:?}");

    let more = [("name", "A cent more".into()), ("amount", Value::Number("0.01".to_owned())), ("per", "month".into())];
    let more = Value::Table(more.map(|(key, value): (&str, Value)| (key.to_owned(), value)).into());
    let option = list(&mut tree, "option")[last].table();
    let extras = option.entry("extra".to_owned()).or_insert_with(|| Value::List(Vec::new()));
    extras.list().push(more);
    let _: &Table = option;
    let parallel = figured(&text(&tree, false), &[]).map_err(|codes| format!("is refused: {codes:?}"))?;
    // A cent is nothing beside amounts whose digits do not reach so far.
    if scale(&parallel, last) > number("1e15") {
        return Ok(1);
    }
    let Some((found, _)) = points(&parallel) else { return Ok(1) };
    ensure!(found.is_empty(), "parallel costs meet: {found:?}");
    Ok(2)
}
