//! Sums of curves that are not drawn yet: a line, and multiples of bent curves.
//!
//! Most formulas scale and add up what a few steps have bent: salaries, on-costs and vehicles all follow the headcount.
//! Such a formula is a few factors; it is drawn where a step or a comparison needs its places.

use std::borrow::Cow;
use std::rc::Rc;

use super::curve::{Axis, Bent, Curve, Drawn, Line, Result};
use super::number::{ArithmeticError, Number};

/// The most bent curves that a sum keeps apart.
const MOST_BENDS: usize = 16;

/// A line, and multiples of bent curves of which no two are the same.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    line: Line,
    bends: Vec<(Bent, Number)>,
}

impl Sum {
    /// The sum as a curve, drawn where it has grown long.
    fn into_curve(self, axis: &Axis) -> Result<Curve> {
        match self.bends.len() {
            0 => Ok(Curve::Straight(self.line)),
            1..=MOST_BENDS => Ok(Curve::Sum(Rc::new(self))),
            _ => self.draw(axis).map(Curve::from),
        }
    }

    /// The sum drawn.
    pub(super) fn draw(&self, axis: &Axis) -> Result<Drawn> {
        let mut drawn = Drawn::Straight(self.line);
        for (bent, factor) in &self.bends {
            let bend = Drawn::Bent(bent.clone());
            drawn = axis.combine(
                (&drawn, &bend),
                |pen, a, b, _, _| pen.line(a.plus(b.times(*factor)?)?),
                |a, b| a.plus(b.times(*factor)?),
                true,
            )?;
        }
        Ok(drawn)
    }

    /// The value at x, which lies on the axis.
    pub(super) fn value_at(&self, axis: &Axis, x: Number) -> Result<Number> {
        self.bends.iter().try_fold(axis.value(self.line, x)?, |sum, (bent, factor)| {
            Ok(sum.plus(bent.value_at(axis, x)?.times(*factor)?)?)
        })
    }
}

/// A curve as the parts of a sum; a bent curve is one of itself.
fn parts(curve: &Curve) -> (Line, Cow<'_, [(Bent, Number)]>) {
    match curve {
        Curve::Straight(line) => (*line, Cow::Borrowed(&[])),
        Curve::Bent(bent) => (Line::level(Number::ZERO), Cow::Owned(vec![(bent.clone(), Number::ONE)])),
        Curve::Sum(sum) => (sum.line, Cow::Borrowed(&sum.bends)),
    }
}

/// The sum of two curves.
pub(super) fn plus(axis: &Axis, a: &Curve, b: &Curve) -> Result<Curve> {
    joined(axis, a, b, Line::plus, Number::plus)
}

/// The first curve less the second.
pub(super) fn minus(axis: &Axis, a: &Curve, b: &Curve) -> Result<Curve> {
    joined(axis, a, b, Line::minus, Number::minus)
}

fn joined(
    axis: &Axis,
    a: &Curve,
    b: &Curve,
    line: impl Fn(Line, Line) -> Result<Line>,
    number: impl Fn(Number, Number) -> std::result::Result<Number, ArithmeticError>,
) -> Result<Curve> {
    let ((line_a, bends_a), (line_b, bends_b)) = (parts(a), parts(b));
    let mut bends: Vec<(Bent, Number)> = Vec::with_capacity(bends_a.len() + bends_b.len());
    bends.extend_from_slice(&bends_a);
    for (bent, factor) in bends_b.iter() {
        match bends.iter_mut().find(|(known, _)| known.is_same(bent)) {
            Some((_, known)) => *known = number(*known, *factor)?,
            None => bends.push((bent.clone(), number(Number::ZERO, *factor)?)),
        }
    }
    bends.retain(|(_, factor)| !factor.is_zero());
    Sum { line: line(line_a, line_b)?, bends }.into_curve(axis)
}

/// The curve multiplied by a value that does not vary.
pub(super) fn times(axis: &Axis, curve: &Curve, factor: Number) -> Result<Curve> {
    scaled(axis, curve, |number| number.times(factor))
}

/// The curve divided by a value that does not vary.
pub(super) fn over(axis: &Axis, curve: &Curve, divisor: Number) -> Result<Curve> {
    scaled(axis, curve, |number| number.over(divisor))
}

/// Every factor changed in the same way.
fn scaled(
    axis: &Axis,
    curve: &Curve,
    scale: impl Fn(Number) -> std::result::Result<Number, ArithmeticError>,
) -> Result<Curve> {
    let (line, bends) = parts(curve);
    let line = Line { base: scale(line.base)?, slope: scale(line.slope)? };
    let mut scaled: Vec<(Bent, Number)> = Vec::with_capacity(bends.len());
    for (bent, factor) in bends.iter() {
        let factor = scale(*factor)?;
        if !factor.is_zero() {
            scaled.push((bent.clone(), factor));
        }
    }
    Sum { line, bends: scaled }.into_curve(axis)
}
