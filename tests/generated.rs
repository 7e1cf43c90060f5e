//! Break-even volumes of a thousand generated scenarios against an exact scan that knows nothing of curves.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod exact_scan;
mod generator;
mod present;
mod stand;
mod tally;

use rayon::prelude::*;

use exact_scan::{Reading, Tally, check, number, scan};
use generator::feature;
use generator::near::{Near, Point, met_at_its_bound, near};
use present::assert_present;
use smarthands::break_even::{Driver, Question, Wanted, analyse};
use smarthands::calc::number::Number;
use smarthands::evaluation::evaluate;
use smarthands::model::build;
use smarthands::scenario::{Scenario, load};

const SEEDS: std::ops::Range<u64> = 0..1_000;

fn loaded(name: &str, text: &str) -> Scenario {
    match load(name, text.as_bytes(), &[]) {
        Ok(loaded) => loaded.scenario,
        Err(refusal) => panic!("{name} is refused: {refusal}"),
    }
}

/// Holds the analysis of a scenario along all three drivers against the scan.
fn checked(name: &str, scenario: &Scenario) -> Tally {
    // Visits and hours scale the same terms, so one scan serves both.
    let flows = checked_along(name, scenario, &[Driver::Visits, Driver::Hours]);
    flows.plus(checked_along(name, scenario, &[Driver::Clients]))
}

/// Holds the analysis along drivers that scale the same terms against one scan.
fn checked_along(name: &str, scenario: &Scenario, drivers: &[Driver]) -> Tally {
    let model = build(scenario);
    let evaluation = evaluate(scenario, &model).unwrap();
    let mut reading = Reading::new(scenario, &model, drivers[0]);
    let scan = scan(&mut reading);
    let straight = scan.assert_straight(&mut reading, name);
    let mut tally = Tally { samples: scan.samples.len(), straight, ..Tally::default() };
    for driver in drivers {
        let question = Question { driver: *driver, max: None, wanted: Wanted::All };
        let found = analyse(scenario, &model, &evaluation, question).unwrap().unwrap();
        let what = format!("{name}, {driver}");
        assert_present(scenario, &model, &evaluation, &found, &what);
        tally = tally.plus(check(scenario, &found, &scan, &mut reading, &what));
    }
    tally
}

/// Writes a scenario to standard error where its test fails, since it stands in no file.
struct Shown<'t>(&'t str);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", self.0);
        }
    }
}

#[test]
fn a_thousand_scenarios_agree_with_their_exact_scans() {
    let tallies = SEEDS.into_par_iter().map(|seed| {
        let (name, text) = (format!("seed {seed}"), generator::scenario(seed));
        let _shown = Shown(&text);
        checked(&name, &loaded(&name, &text))
    });
    let tally = tallies.reduce(Tally::default, Tally::plus);
    // What was looked at, so that a generator whose options never meet is noticed.
    let least = Tally {
        crosses: 6_500,
        jumps: 1_200,
        stretches: 500,
        bands: 40_000,
        profit_points: 3_000,
        target_points: 2_000,
        margins_of_safety: 600,
        samples: 55_000,
        straight: 40_000,
    };
    assert!(tally.is_at_least(least), "{tally:?}");
}

#[test]
fn every_feature_is_generated() {
    let texts: Vec<String> = SEEDS.map(generator::scenario).collect();
    for feature in feature::FEATURES {
        let count = texts.iter().filter(|text| text.contains(feature)).count();
        assert!(count >= 20, "{feature}: in {count} of {} scenarios", texts.len());
    }
    for features in feature::TOGETHER {
        let count = texts.iter().filter(|text| features.iter().all(|feature| text.contains(feature))).count();
        assert!(count >= 10, "{features:?}: in {count} of {} scenarios", texts.len());
    }
    // Rollover without expiry: some scenario has no other.
    let without_expiry =
        |text: &&String| text.contains("\nrollover_hours = ") && !text.contains("\nrollover_months = ");
    assert!(texts.iter().filter(without_expiry).count() >= 20);
}

/// Holds the points and bands of a scenario with near flips against those worked out beforehand, and returns how many
/// of them are within a millionth of the axis from the next.
fn near_flips(name: &str, scenario: &Scenario, near: &Near) -> usize {
    let model = build(scenario);
    let evaluation = evaluate(scenario, &model).unwrap();
    let question = Question { driver: near.driver, max: None, wanted: Wanted::All };
    let found = analyse(scenario, &model, &evaluation, question).unwrap().unwrap();
    let points = found.indifference.iter().map(|point| Point {
        at: point.at.to_string(),
        cheaper: [point.below.unwrap(), point.above.unwrap()],
        how: point.how,
        cost: point.cost.map(|cost| cost.to_string()),
    });
    assert_eq!(points.collect::<Vec<_>>(), near.points, "{name}");
    let bands: Vec<(String, usize)> =
        found.cheapest.iter().skip(1).map(|band| (band.from.to_string(), band.option)).collect();
    let expected: Vec<(String, usize)> = near.points.iter().map(|point| (point.at.clone(), point.cheaper[1])).collect();
    assert_eq!(bands, expected, "{name}");

    // Nor is that taken on trust: between the places the exact reading has the same order.
    let mut reading = Reading::new(scenario, &model, near.driver);
    let places: Vec<Number> = near.points.iter().map(|point| number(&point.at)).collect();
    let mut count = 0;
    for (point, pair) in near.points.iter().zip(places.windows(2)) {
        let middle = pair[0].plus(pair[1]).unwrap().over(Number::whole(2)).unwrap();
        let [a, b] = [0, 1].map(|option| reading.at(middle, found.now).totals[option].cost);
        assert_eq!(point.cheaper[1], usize::from(b < a), "{name}: {a} and {b} at {middle}");
        let apart = pair[1].minus(pair[0]).unwrap();
        count += usize::from(apart.times(number("1_000_000")).unwrap() < found.max);
    }
    count
}

/// Options that change places and change back within a millionth of the axis: no flip is missed or moved.
#[test]
fn near_flips_are_all_found_at_their_exact_places() {
    let mut flips = 0;
    for seed in 0..400 {
        let (name, near) = (format!("near {seed}"), near(seed));
        let _shown = Shown(&near.text);
        let scenario = loaded(&name, &near.text);
        flips += near_flips(&name, &scenario, &near);
        // The scan tells flips apart that are farther from each other than its places are wide.
        if near.apart >= 100 {
            checked_along(&name, &scenario, &[near.driver]);
        }
    }
    assert!(flips >= 700, "{flips}");
}

/// Options that are equal at the last volume before one of them jumps change places in a cross.
#[test]
fn options_that_meet_at_the_bound_of_a_step_cross_there() {
    for seed in 0..20 {
        let (name, near) = (format!("bound {seed}"), met_at_its_bound(seed));
        let _shown = Shown(&near.text);
        let scenario = loaded(&name, &near.text);
        near_flips(&name, &scenario, &near);
        checked_along(&name, &scenario, &[near.driver]);
    }
}
