//! `breakeven` as a JSON document: the scenario's head and the break-even object (`docs/command-line.md`).

use serde::Serialize;

use super::{Axis, Thresholds};
use crate::report::Rounding;
use crate::report::document::Head;
use crate::report::naming::option_id;

/// A scenario and its break-even.
#[derive(Debug, Serialize)]
pub(crate) struct BreakEvenDocument {
    #[serde(flatten)]
    head: Head,
    breakeven: Option<Axis>,
}

/// The document of a scenario's break-even.
pub(crate) fn break_even_document(thresholds: &Thresholds<'_>, is_exact: bool) -> BreakEvenDocument {
    let results = &thresholds.results;
    let rounding = Rounding::new(results.scenario.currency, is_exact);
    let id = |option: usize| option_id(results.scenario, option);
    let axis = |found| Axis::new(found, rounding, &id).with_switching(thresholds, rounding, &id);
    BreakEvenDocument { head: Head::new(results, rounding), breakeven: results.break_even.map(axis) }
}
