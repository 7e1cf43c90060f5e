//! Break-even volumes of a thousand generated scenarios against an exact scan that knows nothing of curves.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod exact_scan;
mod generator;

use rayon::prelude::*;

use exact_scan::{Reading, Tally, check, scan};
use generator::feature;
use smarthands::break_even::{Driver, Question, analyse};
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
        let question = Question { driver: *driver, max: None, all_pairs: true };
        let found = analyse(scenario, &model, &evaluation, question).unwrap().unwrap();
        let what = format!("{name}, {driver}");
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
