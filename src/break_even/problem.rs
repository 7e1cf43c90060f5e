//! What is said where there is no axis, or no curve along it.

use super::Driver;
use crate::calc::curve::CurveError;
use crate::calc::domain::Failure;
use crate::calc::number::Number;
use crate::diagnostic::{Diagnostic, quoted};
use crate::evaluation::beyond_decimals;
use crate::model::{self, Model};
use crate::report::grouped;
use crate::scenario::{Engagement, Scenario};

pub(super) fn failed(scenario: &Scenario, model: &Model, driver: Driver, failure: &Failure<CurveError>) -> Diagnostic {
    let place = model::locate(model, scenario, failure.node);
    let option = place.option.as_ref().and_then(|(position, _)| scenario.options.get(*position));
    let span = option.and_then(|option| *option.span);
    let key = option.map(|option| format!("option.{}", option.id)).unwrap_or_default();
    let problem = match failure.error {
        CurveError::TooManyPieces { at } => too_many_pieces(option.map_or("", |option| &option.id), at),
        CurveError::Arithmetic(error) => beyond_decimals(&format!("{place} along the {driver}"), error),
        CurveError::Product | CurveError::VaryingDivisor => plain_error(driver, failure.error),
    };
    problem.key(key).at(span, "")
}

pub(super) fn plain_error(driver: Driver, error: CurveError) -> Diagnostic {
    match error {
        CurveError::TooManyPieces { at } => too_many_pieces("", at),
        CurveError::Arithmetic(error) => beyond_decimals(&format!("the cost along the {driver}"), error),
        CurveError::Product | CurveError::VaryingDivisor => {
            Diagnostic::error("not-linear", format!("a cost is not piecewise linear in the {driver}"))
                .help("please report this: every model should be")
        }
    }
}

/// The warning where there is no axis.
pub fn no_axis(driver: Driver) -> Diagnostic {
    let message = format!("the demand has no {driver}, so there is no axis of {driver} and no break-even");
    let help = format!("give the demand some {driver}, or look along another driver");
    Diagnostic::warning("no-volume", message).key("demand").help(help)
}

fn too_many_pieces(option: &str, at: Number) -> Diagnostic {
    // A whole number where there is one, and never so near that the last piece is in doubt.
    let smaller = if at.floor().is_positive() { at.floor() } else { at.times(Number::scaled(9, 1)).unwrap_or(at) };
    let smaller = smaller.steadied();
    let whose = if option.is_empty() { String::new() } else { format!(" of option {}", quoted(option)) };
    Diagnostic::error("too-many-pieces", format!("the cost curve{whose} has more than 100,000 pieces"))
        .help(format!("look at fewer volumes, such as --max {smaller}"))
}

/// Where the range of an option would take minutes to draw, or an hour.
pub(super) fn too_many_in_range(option: &Engagement, pieces: usize, corners: usize) -> Diagnostic {
    let [pieces, corners] = [pieces, corners].map(|count| grouped(&count.to_string()));
    let whose = quoted(&option.id);
    let message = format!(
        "the cost curve of option {whose} has {pieces} pieces at each of {corners} combinations of its ranges, \
         too many to draw"
    );
    Diagnostic::error("too-many-pieces", message)
        .key(format!("option.{}", option.id))
        .at(*option.span, "")
        .help("look at fewer volumes with --max, or make some of the ranges single numbers")
}
