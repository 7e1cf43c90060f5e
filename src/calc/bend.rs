//! Lines over an interval, bent: by a choice between two, by a threshold, by rounding up.

use super::curve::{Axis, Line, Result};
use super::number::Number;
use super::pen::Pen;

/// The sign of a line over an interval, one or two of them with the place between.
enum Signs {
    /// The same everywhere; of a line that is zero everywhere, positive.
    One { is_positive: bool },
    /// One before the root and the other behind it.
    Two { root: Number, is_rising: bool },
}

fn signs(axis: &Axis, line: Line, left: Number, right: Number) -> Result<Signs> {
    if line.is_level() {
        return Ok(Signs::One { is_positive: !line.base.is_negative() });
    }
    let is_rising = line.slope.is_positive();
    // A line that is zero beyond any axis, such as the difference of two that differ by what rounding lost, has the sign
    // that it begins with.
    let Some(root) = axis.root(line)? else { return Ok(Signs::One { is_positive: !line.base.is_negative() }) };
    Ok(if root <= left || root.is_same_place(left)? {
        Signs::One { is_positive: is_rising }
    } else if root >= right || root.is_same_place(right)? {
        Signs::One { is_positive: !is_rising }
    } else {
        Signs::Two { root, is_rising }
    })
}

/// Draws the first line of the pair where `difference` is positive, the second where it is negative.
pub(super) fn split(
    axis: &Axis,
    pen: &mut Pen<'_>,
    (above, below): (Line, Line),
    difference: Line,
    left: Number,
    right: Number,
) -> Result<()> {
    match signs(axis, difference, left, right)? {
        Signs::One { is_positive } => pen.line(if is_positive { above } else { below }),
        Signs::Two { root, is_rising } => {
            let (first, second) = if is_rising { (below, above) } else { (above, below) };
            pen.line(first)?;
            pen.point(root, None);
            pen.line(second)
        }
    }
}

/// Draws `AtLeast(a, b)` over an interval.
pub(super) fn step(axis: &Axis, pen: &mut Pen<'_>, a: Line, b: Line, left: Number, right: Number) -> Result<()> {
    let level = |is_met: bool| Line::level(if is_met { Number::ONE } else { Number::ZERO });
    let difference = a.minus(b)?;
    if difference.is_level() {
        return pen.line(level(difference.base.is_at_least(Number::ZERO)));
    }
    match signs(axis, difference, left, right)? {
        Signs::One { is_positive } => pen.line(level(is_positive)),
        Signs::Two { root, is_rising } => {
            pen.line(level(!is_rising))?;
            pen.point(root, Some(Number::ONE));
            pen.line(level(is_rising))
        }
    }
}

/// Draws `Ceil(line)` over an interval: a level a whole number, each holding its own upper bound.
pub(super) fn steps(axis: &Axis, pen: &mut Pen<'_>, line: Line, left: Number, right: Number) -> Result<()> {
    if line.is_level() {
        return pen.line(Line::level(line.base.ceil()));
    }
    let (start, end) = (axis.value(line, left)?, axis.value(line, right)?);
    let rises = end > start;
    let mut value = if rises { start.floor().plus(Number::ONE)? } else { start.ceil() };
    pen.line(Line::level(value))?;
    // Every step is a piece more, and of these the pen takes so many.
    loop {
        // The whole number at which the curve next leaves its level.
        let bound = if rises { value } else { value.minus(Number::ONE)? };
        let passed = if rises { bound < end.settled() } else { bound > end.settled() };
        if !passed {
            return Ok(());
        }
        let Some(place) = axis.root(Line { base: line.base.minus(bound)?, ..line })? else { return Ok(()) };
        value = if rises { value.plus(Number::ONE)? } else { bound };
        pen.point(place, Some(bound));
        pen.line(Line::level(value))?;
    }
}
