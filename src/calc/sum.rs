//! Sums of curves that are not drawn yet: a line, and multiples of bent curves.
//!
//! Most formulas scale and add up what a few steps have bent: salaries, on-costs and vehicles all follow the headcount.
//! Such a formula is a few factors; it is drawn where a step or a comparison needs its places.

use std::rc::Rc;

use super::curve::{Axis, Bent, Curve, Drawn, Line, Result};
use super::number::{ArithmeticError, Number};

/// The most bent curves that a sum keeps apart.
const MOST_BENDS: usize = 16;

/// A line, and multiples of bent curves of which no two are the same.
#[derive(Clone, Debug)]
pub struct Sum {
    line: Line,
    bends: Vec<(Bent, Number)>,
}

impl Sum {
    /// A curve as a sum.
    fn of(curve: &Curve) -> Self {
        match curve {
            Curve::Straight(line) => Self { line: *line, bends: Vec::new() },
            Curve::Bent(bent) => Self { line: Line::level(Number::ZERO), bends: vec![(bent.clone(), Number::ONE)] },
            Curve::Sum(sum) => (**sum).clone(),
        }
    }

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

    /// Every factor changed in the same way.
    fn scaled(self, scale: impl Fn(Number) -> std::result::Result<Number, ArithmeticError>) -> Result<Self> {
        let line = Line { base: scale(self.line.base)?, slope: scale(self.line.slope)? };
        let mut bends = self.bends;
        for (_, factor) in &mut bends {
            *factor = scale(*factor)?;
        }
        bends.retain(|(_, factor)| !factor.is_zero());
        Ok(Self { line, bends })
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
    let (mut sum, other) = (Sum::of(a), Sum::of(b));
    sum.line = line(sum.line, other.line)?;
    for (bent, factor) in other.bends {
        match sum.bends.iter().position(|(known, _)| known.is_same(&bent)) {
            Some(position) => {
                let known = &mut sum.bends[position].1;
                *known = number(*known, factor)?;
                if known.is_zero() {
                    sum.bends.remove(position);
                }
            }
            None => sum.bends.push((bent, number(Number::ZERO, factor)?)),
        }
    }
    sum.into_curve(axis)
}

/// The curve multiplied by a value that does not vary.
pub(super) fn times(axis: &Axis, curve: &Curve, factor: Number) -> Result<Curve> {
    Sum::of(curve).scaled(|number| number.times(factor))?.into_curve(axis)
}

/// The curve divided by a value that does not vary.
pub(super) fn over(axis: &Axis, curve: &Curve, divisor: Number) -> Result<Curve> {
    Sum::of(curve).scaled(|number| number.over(divisor))?.into_curve(axis)
}
