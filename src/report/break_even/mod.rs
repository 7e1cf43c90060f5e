//! `breakeven` in every format: volumes at which options change places, and switching values of terms.

mod axis;
mod document;
mod page;
mod row;
mod sentence;

pub(super) use axis::Axis;
pub(crate) use document::break_even_document;
pub(crate) use page::break_even_page;
pub(crate) use row::{BREAK_EVEN_COLUMNS, break_even_rows};

use super::{Results, Words};
use crate::break_even::Driver;
use crate::break_even::switching::{Change, Refusal, Switching, TermSwitching};
use crate::calc::number::Number;
use crate::scenario::Scenario;
use crate::scenario::term::TermId;

/// Everything that is known of a scenario's break-even.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thresholds<'r> {
    /// Its figures and break-even volumes.
    pub results: Results<'r>,
    /// Its switching values; none where every option hands clients off.
    pub switching: Option<&'r Switching>,
    /// What runs along the axis, where there is one.
    pub driver: Driver,
    /// Whether one term was asked for, whose every switching value is told.
    pub is_one_term: bool,
}

impl Thresholds<'_> {
    /// The switching values of a term that are told: all of the one that was asked for, else the nearest.
    fn changes(&self, of: &TermSwitching) -> Vec<Change> {
        if self.is_one_term { of.changes.clone() } else { of.below.into_iter().chain(of.above).collect() }
    }
}

/// A term's address.
fn address(scenario: &Scenario, term: TermId) -> String {
    scenario.address(&scenario.term(term).address)
}

/// Why a term has no answer, after "TERM: ".
fn reason(scenario: &Scenario, term: TermId, refusal: Refusal) -> String {
    let words = Words::new(scenario.currency, true);
    let value = |value: Number| words.term(scenario.term(term), value);
    match refusal {
        Refusal::NotOffered(reason) => reason.to_owned(),
        Refusal::NotLinear => "costs are piecewise linear neither in it nor in its reciprocal".to_owned(),
        Refusal::Zero => "it is 0, and so is ten times it; name an interval with --within".to_owned(),
        Refusal::NoInterval(limits) => {
            format!("it may only be from {} to {}", value(limits.low), value(limits.high))
        }
        Refusal::NoInfluence => "it moves no option closer to another".to_owned(),
        Refusal::TooManyPieces(interval) => format!(
            "its costs have more than 100,000 pieces from {} to {}; name a smaller interval with --within",
            value(interval.low),
            value(interval.high)
        ),
        Refusal::OutOfRange => "a figure on the way has more digits than are carried exactly".to_owned(),
    }
}
