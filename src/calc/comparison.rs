//! Which of two curves is lower, and where that changes.

use std::cmp::Ordering;

use super::curve::{Axis, Curve, CurveError, Piece};
use super::number::Number;

/// A stretch of the axis, without its ends, on which the order of two curves is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Its lower end.
    pub from: Number,
    /// Its upper end.
    pub to: Number,
    /// The order of the first curve against the second.
    pub order: Ordering,
    /// The order at the lower end itself.
    pub order_at_from: Ordering,
}

/// How the order of two costs, or of revenue and cost, changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Both are equal there.
    Cross,
    /// One passes the other without being equal to it.
    Jump,
    /// Both are equal along a stretch.
    Stretch,
}

/// A place at which the order of two curves changes, or a stretch on which they are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The place, or the stretch's lower end.
    pub at: Number,
    /// The stretch's upper end.
    pub to: Option<Number>,
    /// The order below; none where the axis begins.
    pub below: Option<Ordering>,
    /// The order above; none where the axis ends.
    pub above: Option<Ordering>,
    /// What happens there.
    pub how: How,
}

/// The order of two curves over the whole axis, equality being that of amounts rounded to 12 places.
///
/// # Errors
/// Where a value leaves the range of exact decimals.
pub(crate) fn compare(axis: &Axis, a: &Curve, b: &Curve) -> Result<Vec<Stretch>, CurveError> {
    compare_within(axis, a, b, (Number::ZERO, axis.max()))
}

/// As [`compare`], of the pieces that reach into an interval.
///
/// # Errors
/// As [`compare`].
pub(crate) fn compare_within(
    axis: &Axis,
    a: &Curve,
    b: &Curve,
    (low, high): (Number, Number),
) -> Result<Vec<Stretch>, CurveError> {
    let difference = axis.difference(a, b)?;
    let order = Number::settled_sign;
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut push = |stretch: Stretch| match stretches.last_mut() {
        Some(last) if last.order == stretch.order && stretch.order_at_from == stretch.order => last.to = stretch.to,
        _ => stretches.push(stretch),
    };
    for (Piece { from, at, line }, to) in axis.pieces(&difference) {
        if to < low || high < from {
            continue;
        }
        let (start, end) = (axis.value(line, from)?, axis.value(line, to)?);
        let at = order(at.unwrap_or(start));
        let stretch = |order| Stretch { from, to, order, order_at_from: at };
        match (order(start), order(end)) {
            (Ordering::Equal, order) | (order, Ordering::Equal) => push(stretch(order)),
            (first, second) if first == second => push(stretch(first)),
            (first, second) => match axis.root_between(line, from, to)? {
                Some(root) => {
                    push(Stretch { to: root, ..stretch(first) });
                    push(Stretch { from: root, order_at_from: Ordering::Equal, ..stretch(second) });
                }
                None if start.magnitude() > end.magnitude() => push(stretch(first)),
                None => push(stretch(second)),
            },
        }
    }
    Ok(stretches)
}

/// Where the order changes, strictly inside the axis.
///
/// A touch, and a single place at which the order differs, are no change.
pub(crate) fn changes(stretches: &[Stretch]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut position = 0;
    while let Some(stretch) = stretches.get(position) {
        let below = position.checked_sub(1).and_then(|before| stretches.get(before)).map(|before| before.order);
        if stretch.order == Ordering::Equal {
            let length = stretches.iter().skip(position).take_while(|next| next.order == Ordering::Equal).count();
            let last = stretches.get(position + length - 1).map_or(stretch.to, |last| last.to);
            let above = stretches.get(position + length).map(|above| above.order);
            changes.push(Change { at: stretch.from, to: Some(last), below, above, how: How::Stretch });
            position += length;
            continue;
        }
        if below.is_some_and(|below| below != stretch.order && below != Ordering::Equal) {
            let how = if stretch.order_at_from == Ordering::Equal { How::Cross } else { How::Jump };
            changes.push(Change { at: stretch.from, to: None, below, above: Some(stretch.order), how });
        }
        position += 1;
    }
    changes
}
