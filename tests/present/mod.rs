//! The band around the present volume alone, against all bands.

use smarthands::break_even::{BreakEven, Question, Wanted, analyse};
use smarthands::evaluation::Evaluation;
use smarthands::model::Model;
use smarthands::scenario::Scenario;

/// Asserts that the band around the present volume is the one among all bands, if there is one.
pub(crate) fn assert_present(scenario: &Scenario, model: &Model, evaluation: &Evaluation, all: &BreakEven, what: &str) {
    let question = Question { driver: all.driver, max: Some(all.max), wanted: Wanted::Present };
    let found = analyse(scenario, model, evaluation, question).unwrap().unwrap().cheapest;
    let around = |option: usize| {
        let is_around = |from, to| from <= all.now && all.now <= to;
        all.cheapest.iter().rfind(|band| band.option == option && is_around(band.from, band.to))
    };
    assert_eq!(found.as_slice(), evaluation.cheapest.and_then(around).map_or(&[][..], std::slice::from_ref), "{what}");
}
