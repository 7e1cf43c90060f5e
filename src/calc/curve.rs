//! Piecewise-linear curves with jumps: what a node is when one input runs along an axis.
//!
//! A curve keeps the exact value *at* each of its points and a straight line *between* them, so that a jump knows
//! which side it belongs to. Points are solved for, never searched.

use std::rc::Rc;

use super::number::{ArithmeticError, Number};
use super::sum::Sum;
use super::walk::{Stand, Walk, shared_knots};

/// The most pieces that a curve may have.
pub(crate) const MOST_PIECES: usize = 100_000;

/// The axis: from 0 to `max`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Axis {
    now: Number,
    max: Number,
}

/// A straight line: `base + slope × x / now`, `now` being the axis's unit.
///
/// The division comes last, so that a crossing at a round volume is that round volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The value at 0.
    pub base: Number,
    /// The rise from 0 to `now`.
    pub slope: Number,
}

/// A point and the straight line that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where the piece begins.
    pub from: Number,
    /// The value there; none where the lines on both sides meet in it.
    pub at: Option<Number>,
    /// The values between there and the next piece.
    pub line: Line,
}

/// A curve over the whole axis.
#[derive(Clone, Debug)]
pub(crate) enum Curve {
    /// One line, ends included.
    Straight(Line),
    /// Several pieces.
    Bent(Bent),
    /// A sum of curves that is not drawn yet.
    Sum(Rc<Sum>),
}

/// A curve in pieces.
#[derive(Clone, Debug)]
pub(crate) enum Drawn {
    /// One line, ends included.
    Straight(Line),
    /// Several pieces.
    Bent(Bent),
}

impl From<Drawn> for Curve {
    fn from(drawn: Drawn) -> Self {
        match drawn {
            Drawn::Straight(line) => Self::Straight(line),
            Drawn::Bent(bent) => Self::Bent(bent),
        }
    }
}

/// Several pieces, and the value at the axis's end.
#[derive(Clone, Debug)]
pub(crate) struct Bent {
    pub(super) pieces: Rc<[Piece]>,
    /// None where the last line ends in it.
    pub(super) last: Option<Number>,
}

impl Bent {
    /// Whether it is the very same curve.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.pieces, &other.pieces)
    }

    /// The value at x, which lies on the axis.
    pub(super) fn value_at(&self, axis: &Axis, x: Number) -> Result<Number> {
        let Self { pieces, last } = self;
        if let (Some(last), true) = (*last, x.is_same_place(axis.max)?) {
            return Ok(last);
        }
        let next = pieces.partition_point(|piece| piece.from <= x);
        for piece in pieces
            .get(next.saturating_sub(1)..=next)
            .or_else(|| pieces.get(next.saturating_sub(1)..))
            .unwrap_or_default()
        {
            if let (Some(at), true) = (piece.at, piece.from.is_same_place(x)?) {
                return Ok(at);
            }
        }
        let piece = pieces.get(next.saturating_sub(1));
        piece.map_or(Ok(last.unwrap_or(Number::ZERO)), |piece| axis.value(piece.line, x))
    }
}

/// Why there is no curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CurveError {
    /// A value on the way has no exact decimal.
    Arithmetic(ArithmeticError),
    /// The product of two values that both vary is not piecewise linear.
    Product,
    /// A value that varies is divided by.
    VaryingDivisor,
    /// More than [`MOST_PIECES`] pieces; the curve up to `at` has fewer.
    TooManyPieces {
        /// A place on the axis.
        at: Number,
    },
}

impl From<ArithmeticError> for CurveError {
    fn from(error: ArithmeticError) -> Self {
        Self::Arithmetic(error)
    }
}

pub(super) type Result<T> = std::result::Result<T, CurveError>;

impl Line {
    /// A value that does not vary.
    pub(crate) fn level(base: Number) -> Self {
        Self { base, slope: Number::ZERO }
    }

    /// Whether the value does not vary.
    pub(crate) fn is_level(self) -> bool {
        self.slope.is_zero()
    }

    /// The sum.
    pub(crate) fn plus(self, other: Self) -> Result<Self> {
        Ok(Self { base: self.base.plus(other.base)?, slope: self.slope.plus(other.slope)? })
    }

    /// The difference.
    pub(crate) fn minus(self, other: Self) -> Result<Self> {
        Ok(Self { base: self.base.minus(other.base)?, slope: self.slope.minus(other.slope)? })
    }

    /// The line multiplied by a value that does not vary.
    pub(crate) fn times(self, factor: Number) -> Result<Self> {
        Ok(Self { base: self.base.times(factor)?, slope: self.slope.times(factor)? })
    }

    /// The quotient, where it is a line: by a value that does not vary, or of lines in a fixed proportion.
    pub(crate) fn over(self, other: Self) -> Result<Self> {
        if other.is_level() {
            return Ok(Self { base: self.base.over(other.base)?, slope: self.slope.over(other.base)? });
        }
        let proportional = self.base.times(other.slope)?.settles_to(other.base.times(self.slope)?);
        if proportional { Ok(Self::level(self.slope.over(other.slope)?)) } else { Err(CurveError::VaryingDivisor) }
    }
}

impl Axis {
    /// An axis from 0 to `max` on which the lines of inputs are stated for `now`; both are above zero.
    pub(crate) fn new(now: Number, max: Number) -> Self {
        Self { now, max }
    }

    /// The axis's end.
    pub(crate) fn max(&self) -> Number {
        self.max
    }

    /// The value of a line at x.
    pub(crate) fn value(&self, line: Line, x: Number) -> Result<Number> {
        if line.is_level() || x.is_zero() {
            return Ok(line.base);
        }
        Ok(line.base.plus(line.slope.times(x)?.over(self.now)?)?)
    }

    /// Where a line that is not level is zero, to 24 significant digits; none where that is beyond any axis.
    pub(crate) fn root(&self, line: Line) -> Result<Option<Number>> {
        let base = line.base.negated();
        let root = match base.times(self.now) {
            Ok(product) => product.over(line.slope),
            // A product out of range may still have a quotient within it.
            Err(_) => base.over(line.slope).and_then(|ratio| ratio.times(self.now)),
        };
        match root {
            Ok(root) => Ok(Some(root.steadied())),
            Err(ArithmeticError::OutOfRange) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Where a line is zero strictly between two places; none where it is so at an end or nowhere.
    pub(crate) fn root_between(&self, line: Line, left: Number, right: Number) -> Result<Option<Number>> {
        if line.is_level() {
            return Ok(None);
        }
        let Some(root) = self.root(line)? else { return Ok(None) };
        let inside = root > left && root < right && !root.is_same_place(left)? && !root.is_same_place(right)?;
        Ok(inside.then_some(root))
    }

    /// The value of a curve at x, which lies on the axis.
    pub(crate) fn value_at(&self, curve: &Curve, x: Number) -> Result<Number> {
        match curve {
            Curve::Straight(line) => self.value(*line, x),
            Curve::Bent(bent) => bent.value_at(self, x),
            Curve::Sum(sum) => sum.value_at(self, x),
        }
    }

    /// The pieces of a curve, and where each ends.
    pub(crate) fn pieces(&self, curve: &Drawn) -> Vec<(Piece, Number)> {
        match curve {
            Drawn::Straight(line) => vec![(Piece { from: Number::ZERO, at: None, line: *line }, self.max)],
            Drawn::Bent(Bent { pieces, .. }) => {
                let ends = pieces.iter().skip(1).map(|piece| piece.from).chain([self.max]);
                pieces.iter().copied().zip(ends).collect()
            }
        }
    }

    /// The curve in pieces, whatever it was made of.
    pub(crate) fn drawn(&self, curve: &Curve) -> Result<Drawn> {
        match curve {
            Curve::Straight(line) => Ok(Drawn::Straight(*line)),
            Curve::Bent(bent) => Ok(Drawn::Bent(bent.clone())),
            Curve::Sum(sum) => sum.draw(self),
        }
    }

    /// The first curve less the second, of however many pieces both have together.
    pub(crate) fn difference(&self, a: &Curve, b: &Curve) -> Result<Drawn> {
        let pen = Pen { most: usize::MAX, ..Pen::new(self) };
        self.draw(pen, &self.drawn(a)?, &self.drawn(b)?, |pen, a, b, _, _| pen.line(a.minus(b)?), Number::minus, true)
    }

    /// Walks two curves side by side, interval by interval and point by point, into a third.
    ///
    /// `is_continuous` says that the third curve meets itself wherever both do.
    pub(super) fn combine(
        &self,
        (a, b): (&Drawn, &Drawn),
        between: impl FnMut(&mut Pen<'_>, Line, Line, Number, Number) -> Result<()>,
        at: impl Fn(Number, Number) -> std::result::Result<Number, ArithmeticError>,
        is_continuous: bool,
    ) -> Result<Drawn> {
        self.draw(Pen::new(self), a, b, between, at, is_continuous)
    }

    fn draw(
        &self,
        mut pen: Pen<'_>,
        a: &Drawn,
        b: &Drawn,
        mut between: impl FnMut(&mut Pen<'_>, Line, Line, Number, Number) -> Result<()>,
        at: impl Fn(Number, Number) -> std::result::Result<Number, ArithmeticError>,
        is_continuous: bool,
    ) -> Result<Drawn> {
        let value = |a: &Stand, b: &Stand, place: Number| match (a.here, b.here) {
            (None, None) if is_continuous => Ok(None),
            _ => Ok::<_, CurveError>(Some(at(a.value(self, place)?, b.value(self, place)?)?)),
        };
        if let Some(knots) = shared_knots(a, b) {
            let (mut stand_a, mut stand_b) = (Stand::before(a), Stand::before(b));
            for (position, knot) in knots.iter().enumerate() {
                stand_a.step(a, position);
                stand_b.step(b, position);
                pen.point(knot.from, value(&stand_a, &stand_b, knot.from)?);
                let right = knots.get(position + 1).map_or(self.max, |next| next.from);
                between(&mut pen, stand_a.line, stand_b.line, knot.from, right)?;
            }
            (stand_a.here, stand_b.here) = (a.last(), b.last());
            return pen.finish(value(&stand_a, &stand_b, self.max)?);
        }
        let (mut a, mut b) = (Walk::new(self, a), Walk::new(self, b));
        let mut left = Number::ZERO;
        pen.point(left, value(&a.stand, &b.stand, left)?);
        loop {
            let (next_a, next_b) = (a.next_place(), b.next_place());
            let right = next_a.min(next_b);
            between(&mut pen, a.stand.line, b.stand.line, left, right)?;
            a.advance(right)?;
            b.advance(right)?;
            let here = value(&a.stand, &b.stand, right)?;
            if right == self.max {
                return pen.finish(here);
            }
            pen.point(right, here);
            left = right;
        }
    }
}

/// Draws a curve from left to right.
pub(super) struct Pen<'a> {
    axis: &'a Axis,
    pieces: Vec<Piece>,
    next: (Number, Option<Number>),
    /// The most pieces.
    most: usize,
}

impl<'a> Pen<'a> {
    fn new(axis: &'a Axis) -> Self {
        Self { axis, pieces: Vec::new(), next: (Number::ZERO, None), most: MOST_PIECES }
    }

    /// The value at a place, from which the next line starts; none where it starts in the end of the last one.
    pub(super) fn point(&mut self, place: Number, value: Option<Number>) {
        self.next = (place, value);
    }

    /// The line that follows the last point.
    pub(super) fn line(&mut self, line: Line) -> Result<()> {
        let (from, at) = self.next;
        let continues = match self.pieces.last() {
            Some(previous) if previous.line == line => self.is_on(line, from, at)?,
            _ => false,
        };
        if !continues {
            if self.pieces.len() == self.most {
                return Err(CurveError::TooManyPieces { at: from });
            }
            self.pieces.push(Piece { from, at, line });
        }
        Ok(())
    }

    /// Whether a value at a place is that of the line there.
    fn is_on(&self, line: Line, place: Number, value: Option<Number>) -> Result<bool> {
        value.map_or(Ok(true), |value| Ok(self.axis.value(line, place)? == value))
    }

    /// The curve, given its value at the axis's end.
    fn finish(self, last: Option<Number>) -> Result<Drawn> {
        match self.pieces.as_slice() {
            [only]
                if self.is_on(only.line, Number::ZERO, only.at)? && self.is_on(only.line, self.axis.max, last)? =>
            {
                Ok(Drawn::Straight(only.line))
            }
            _ => Ok(Drawn::Bent(Bent { pieces: self.pieces.into(), last })),
        }
    }
}
