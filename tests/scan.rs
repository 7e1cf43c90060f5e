//! Break-even volumes against an exact scan: the exact reading at many volumes, among them both sides of every point.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use smarthands::break_even::{BreakEven, Driver, Goal, Question, Wanted, analyse};
use smarthands::calc::domain::fold;
use smarthands::calc::exact::Exact;
use smarthands::calc::number::Number;
use smarthands::evaluation::evaluate;
use smarthands::model::{Model, build};
use smarthands::scenario::demand::Visits;
use smarthands::scenario::{Scenario, load};

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn scenario(path: &Path) -> Scenario {
    load(&path.display().to_string(), &std::fs::read(path).unwrap(), &[]).unwrap().scenario
}

/// Total cost and collected revenue of each option at a volume, from the exact reading of a scaled demand.
fn totals(
    scenario: &Scenario,
    model: &Model,
    found: &BreakEven,
    volume: Number,
) -> Vec<(Number, Option<(Number, Number)>)> {
    let mut inputs = scenario.base_values();
    let mut scaled = Vec::new();
    for segment in &scenario.segments {
        match (found.driver, segment.visits) {
            (Driver::Clients, Visits::PerClient { clients, .. }) => scaled.push(clients),
            (Driver::Clients, Visits::PerMonth(visits)) => scaled.extend(segment.clients.into_iter().chain([visits])),
            (Driver::Visits | Driver::Hours, visits) => scaled.push(visits.term()),
        }
    }
    scaled.sort();
    scaled.dedup();
    for term in scaled {
        let value = &mut inputs[term.index()];
        *value = value.times(volume).unwrap().over(found.now).unwrap();
    }
    let values = fold(&model.graph, model.graph.nodes().len(), &mut Exact { inputs: &inputs }).unwrap();
    let value = |node: smarthands::calc::graph::NodeId| values[node.index()];
    model
        .options
        .iter()
        .map(|option| (value(option.total_cost), option.collected.map(|c| (value(c.total), value(c.spendable)))))
        .collect()
}

/// Volumes to look at: a grid, and both sides of every point that was found.
fn volumes(found: &BreakEven) -> Vec<Number> {
    let steps = 40;
    let mut volumes: Vec<Number> = (1..steps)
        .map(|step| found.max.times(Number::whole(step)).unwrap().over(Number::whole(steps)).unwrap())
        .collect();
    let points = found.indifference.iter().flat_map(|point| [Some(point.at), point.to]).flatten();
    let points =
        points.chain(found.cheapest.iter().map(|band| band.to)).chain(found.revenue.iter().map(|point| point.at));
    let beside = found.max.times(number("0.000000001")).unwrap();
    for point in points {
        volumes.extend([point.minus(beside).unwrap(), point.plus(beside).unwrap()]);
    }
    volumes.retain(|volume| volume.is_positive() && *volume < found.max);
    volumes
}

/// The order of two amounts that the points of a pair leave at a volume; none too near to a point to tell.
fn order_at(points: &[(Number, Option<Number>, Ordering, Ordering)], volume: Number, near: Number) -> Option<Ordering> {
    let mut order = None;
    for (at, to, below, above) in points {
        let end = to.unwrap_or(*at);
        if volume.plus(near).unwrap() > *at && volume < end.plus(near).unwrap() {
            return None;
        }
        if volume < *at {
            return Some(order.unwrap_or(*below));
        }
        order = Some(*above);
    }
    order
}

fn check(name: &str, scenario: &Scenario, driver: Driver) -> usize {
    let model = build(scenario);
    let evaluation = evaluate(scenario, &model).unwrap();
    let question = Question { driver, max: None, wanted: Wanted::All };
    let Some(found) = analyse(scenario, &model, &evaluation, question).unwrap() else { return 0 };
    let near = found.max.times(number("0.0000000001")).unwrap();
    let tolerance = |a: Number, b: Number| a.minus(b).unwrap().magnitude() <= number("0.0000001");
    let comparable: Vec<usize> = (0..scenario.options.len()).filter(|o| !scenario.options[*o].hands_off()).collect();
    let mut checked = 0;
    for volume in volumes(&found) {
        let totals = totals(scenario, &model, &found, volume);
        let what = format!("{name} at {volume} {driver}");
        if let Some(band) = found
            .cheapest
            .iter()
            .find(|band| band.from.plus(near).unwrap() < volume && volume < band.to.minus(near).unwrap())
        {
            let least = comparable.iter().map(|option| totals[*option].0).min().unwrap();
            assert!(tolerance(totals[band.option].0, least), "{what}: {} is not the cheapest", band.option);
            checked += 1;
        }
        for (position, a) in comparable.iter().enumerate() {
            for b in &comparable[position + 1..] {
                let side = |winner: Option<usize>| match winner {
                    Some(winner) if winner == *a => Ordering::Less,
                    Some(_) => Ordering::Greater,
                    None => Ordering::Equal,
                };
                let points: Vec<_> = found
                    .indifference
                    .iter()
                    .filter(|point| (point.a, point.b) == (*a, *b))
                    .map(|point| (point.at, point.to, side(point.below), side(point.above)))
                    .collect();
                let (cost_a, cost_b) = (totals[*a].0, totals[*b].0);
                if let Some(order) = order_at(&points, volume, near) {
                    assert!(tolerance(cost_a, cost_b) || cost_a.cmp(&cost_b) == order, "{what}: {a} against {b}");
                    checked += 1;
                } else if points.is_empty() {
                    // No point at all: the order is the same everywhere.
                    let now = totals_now(&evaluation, *a, *b);
                    assert!(tolerance(cost_a, cost_b) || cost_a.cmp(&cost_b) == now, "{what}: {a} against {b}");
                    checked += 1;
                }
            }
        }
        for (option, (cost, income)) in totals.iter().enumerate() {
            let Some((collected, spendable)) = income else { continue };
            for (goal, covers) in [(Goal::Profit, collected), (Goal::Target, spendable)] {
                let points: Vec<_> = found
                    .revenue
                    .iter()
                    .filter(|point| point.option == option && point.goal == goal)
                    .map(|point| {
                        let above = if point.is_covered_above { Ordering::Greater } else { Ordering::Less };
                        (point.at, None, above.reverse(), above)
                    })
                    .collect();
                if let Some(order) = order_at(&points, volume, near) {
                    assert!(tolerance(*covers, *cost) || covers.cmp(cost) == order, "{what}: revenue of {option}");
                    checked += 1;
                }
            }
        }
    }
    checked
}

fn totals_now(evaluation: &smarthands::evaluation::Evaluation, a: usize, b: usize) -> Ordering {
    evaluation.options[a].total_cost.cmp(&evaluation.options[b].total_cost)
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    files
}

#[test]
fn the_exact_scan_finds_what_the_curves_say() {
    let mut checked = 0;
    for path in files("scenarios").into_iter().chain(files("tests/cases").into_iter().take(30)) {
        let scenario = scenario(&path);
        for driver in [Driver::Visits, Driver::Hours, Driver::Clients] {
            checked += check(&path.display().to_string(), &scenario, driver);
        }
    }
    assert!(checked > 50_000, "{checked}");
}

/// Five bands, each edge worked out by hand in the file: 8 (2,400 = 300 x), 32.8 (8,200 = 250 x), 52 (130 h of one
/// head at 2.5 h a visit) and 64.8 (16,200 = 250 x).
#[test]
fn five_bands_have_four_exact_edges() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/break_even/five-bands.toml");
    let scenario = scenario(&path);
    let model = build(&scenario);
    let evaluation = evaluate(&scenario, &model).unwrap();
    let question = Question { driver: Driver::Visits, max: None, wanted: Wanted::Bands };
    let found = analyse(&scenario, &model, &evaluation, question).unwrap().unwrap();
    let bands: Vec<(String, &str)> =
        found.cheapest.iter().map(|band| (band.to.to_string(), scenario.options[band.option].id.as_str())).collect();
    let expected = [("8", "per-incident"), ("32.8", "retainer"), ("52", "hire"), ("64.8", "retainer"), ("120", "hire")];
    assert_eq!(bands, expected.map(|(to, option)| (to.to_owned(), option)));
    check("five bands", &scenario, Driver::Visits);
}
