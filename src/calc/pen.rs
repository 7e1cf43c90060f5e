//! Drawing a curve from others, from left to right.

use super::curve::{Axis, Bent, Curve, CurveError, Drawn, Line, MOST_PIECES, Piece, Result};
use super::number::{ArithmeticError, Number};
use super::walk::{Stand, Walk, shared_knots};

impl Axis {
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
                let right = knots.get(position + 1).map_or(self.max(), |next| next.from);
                between(&mut pen, stand_a.line, stand_b.line, knot.from, right)?;
            }
            (stand_a.here, stand_b.here) = (a.last(), b.last());
            return pen.finish(value(&stand_a, &stand_b, self.max())?);
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
            if right == self.max() {
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
                if self.is_on(only.line, Number::ZERO, only.at)? && self.is_on(only.line, self.axis.max(), last)? =>
            {
                Ok(Drawn::Straight(only.line))
            }
            _ => Ok(Drawn::Bent(Bent { pieces: self.pieces.into(), last })),
        }
    }
}
