//! Piecewise-linear curves with jumps: what a node is when one input runs along an axis.
//!
//! A curve keeps the exact value *at* each of its points and a straight line *between* them, so that a jump knows
//! which side it belongs to. Points are solved for, never searched.

use std::rc::Rc;

use super::number::{ArithmeticError, Number};
use super::sum::Sum;

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

impl Curve {
    /// The value, where it does not vary.
    pub(super) fn level(&self) -> Option<Number> {
        match self {
            Self::Straight(line) if line.is_level() => Some(line.base),
            Self::Straight(_) | Self::Bent(_) | Self::Sum(_) => None,
        }
    }
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
}
