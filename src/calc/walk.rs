//! Walking along curves: side by side from place to place, or piece by piece where both bend at the same places.

use super::curve::{Axis, Bent, Drawn, Line, Piece, Result};
use super::number::Number;

/// The pieces of both curves, where they begin at the same places or one of the curves is a single line: what most
/// formulas join was bent by the same steps.
pub(super) fn shared_knots<'c>(a: &'c Drawn, b: &'c Drawn) -> Option<&'c [Piece]> {
    let knots = match (a, b) {
        (Drawn::Bent(bent), Drawn::Straight(_)) | (Drawn::Straight(_), Drawn::Bent(bent)) => &bent.pieces,
        (Drawn::Bent(bent), Drawn::Bent(other)) => {
            let is_shared = bent.is_same(other)
                || (bent.pieces.len() == other.pieces.len()
                    && bent.pieces.iter().zip(other.pieces.iter()).all(|(a, b)| a.from == b.from));
            is_shared.then_some(&bent.pieces)?
        }
        (Drawn::Straight(_), Drawn::Straight(_)) => return None,
    };
    (!knots.is_empty()).then_some(knots)
}

impl Drawn {
    /// The value at the axis's end; none where the last line ends in it.
    pub(super) fn last(&self) -> Option<Number> {
        match self {
            Self::Straight(_) => None,
            Self::Bent(bent) => bent.last,
        }
    }
}

/// What a curve is at a place.
pub(super) struct Stand {
    /// The value there; none where the lines on both sides meet in it.
    pub(super) here: Option<Number>,
    /// The line after it.
    pub(super) line: Line,
}

impl Stand {
    /// Before the first piece of a curve.
    pub(super) fn before(curve: &Drawn) -> Self {
        match curve {
            Drawn::Straight(line) => Self { here: None, line: *line },
            Drawn::Bent(Bent { last, .. }) => Self { here: *last, line: Line::level(last.unwrap_or(Number::ZERO)) },
        }
    }

    /// Steps to the start of a piece; a single line goes on.
    pub(super) fn step(&mut self, curve: &Drawn, position: usize) {
        if let Drawn::Bent(bent) = curve
            && let Some(piece) = bent.pieces.get(position)
        {
            (self.here, self.line) = (piece.at, piece.line);
        }
    }

    pub(super) fn value(&self, axis: &Axis, place: Number) -> Result<Number> {
        self.here.map_or_else(|| axis.value(self.line, place), Ok)
    }
}

/// A position on a curve that moves from place to place.
pub(super) struct Walk<'c> {
    axis: &'c Axis,
    pieces: &'c [Piece],
    last: Option<Number>,
    pub(super) stand: Stand,
}

impl<'c> Walk<'c> {
    pub(super) fn new(axis: &'c Axis, curve: &'c Drawn) -> Self {
        let mut stand = Stand::before(curve);
        stand.step(curve, 0);
        let (pieces, last) = match curve {
            Drawn::Straight(_) => (&[][..], None),
            Drawn::Bent(Bent { pieces, last }) => (pieces.get(1..).unwrap_or_default(), *last),
        };
        Self { axis, pieces, last, stand }
    }

    pub(super) fn next_place(&self) -> Number {
        self.pieces.first().map_or(self.axis.max(), |piece| piece.from)
    }

    /// Moves to `place`, which is not beyond the next place.
    pub(super) fn advance(&mut self, place: Number) -> Result<()> {
        match self.pieces.split_first() {
            Some((piece, rest)) if piece.from.is_same_place(place)? => {
                (self.stand, self.pieces) = (Stand { here: piece.at, line: piece.line }, rest);
            }
            None if place == self.axis.max() => self.stand.here = self.last,
            _ => self.stand.here = None,
        }
        Ok(())
    }
}
