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

#[cfg(test)]
mod tests {
    use std::cmp::Ordering::{Equal, Greater, Less};

    use super::super::curve::{Bent, Line};
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    fn axis() -> Axis {
        Axis::new(Number::ONE, number("10"))
    }

    fn line(base: &str, slope: &str) -> Line {
        Line { base: number(base), slope: number(slope) }
    }

    /// Pieces, each from a place, with the value there if it is its own, and the line after it.
    fn bent(pieces: &[(&str, Option<&str>, Line)]) -> Curve {
        let piece = |(from, at, line): &(&str, Option<&str>, Line)| Piece {
            from: number(from),
            at: at.map(number),
            line: *line,
        };
        Curve::Bent(Bent { pieces: pieces.iter().map(piece).collect(), last: None })
    }

    fn zero() -> Curve {
        Curve::Straight(Line::level(Number::ZERO))
    }

    /// Ends and orders of the stretches of a curve against nothing.
    fn stretches(curve: &Curve) -> Vec<(String, String, Ordering, Ordering)> {
        let stretches = compare(&axis(), curve, &zero()).unwrap();
        stretches.iter().map(|s| (s.from.to_string(), s.to.to_string(), s.order, s.order_at_from)).collect()
    }

    fn stretch(from: &str, to: &str, order: Ordering, order_at_from: Ordering) -> (String, String, Ordering, Ordering) {
        (from.to_owned(), to.to_owned(), order, order_at_from)
    }

    fn changes_of(curve: &Curve) -> Vec<Change> {
        changes(&compare(&axis(), curve, &zero()).unwrap())
    }

    #[test]
    fn lines_cross_where_they_are_equal() {
        let rising = Curve::Straight(line("-4", "1"));
        assert_eq!(stretches(&rising), [stretch("0", "4", Less, Less), stretch("4", "10", Greater, Equal)]);
        let cross = Change { at: number("4"), to: None, below: Some(Less), above: Some(Greater), how: How::Cross };
        assert_eq!(changes_of(&rising), [cross]);
        // Equal at an end alone, which is no change.
        assert_eq!(stretches(&Curve::Straight(line("0", "1"))), [stretch("0", "10", Greater, Equal)]);
        assert_eq!(stretches(&Curve::Straight(line("-10", "1"))), [stretch("0", "10", Less, Less)]);
    }

    #[test]
    fn a_step_jumps() {
        let step = bent(&[("0", Some("-1"), line("-1", "0")), ("5", Some("-1"), line("2", "0"))]);
        assert_eq!(stretches(&step), [stretch("0", "5", Less, Less), stretch("5", "10", Greater, Less)]);
        let jump = Change { at: number("5"), to: None, below: Some(Less), above: Some(Greater), how: How::Jump };
        assert_eq!(changes_of(&step), [jump]);
    }

    #[test]
    fn equal_curves_are_a_stretch() {
        let level = bent(&[("0", None, line("3", "-1")), ("3", None, line("0", "0")), ("6", None, line("-6", "1"))]);
        let expected =
            [stretch("0", "3", Greater, Greater), stretch("3", "6", Equal, Equal), stretch("6", "10", Greater, Equal)];
        assert_eq!(stretches(&level), expected);
        let (at, to) = (number("3"), Some(number("6")));
        assert_eq!(
            changes_of(&level),
            [Change { at, to, below: Some(Greater), above: Some(Greater), how: How::Stretch }]
        );

        // Two pieces of it, from the axis's begin on, with another value in between, and then a jump.
        let pieces =
            bent(&[("0", None, line("0", "0")), ("2", Some("1"), line("0", "0")), ("7", None, line("-1", "0"))]);
        let (at, to) = (Number::ZERO, Some(number("7")));
        assert_eq!(stretches(&pieces).len(), 3);
        assert_eq!(changes_of(&pieces), [Change { at, to, below: None, above: Some(Less), how: How::Stretch }]);
        let (at, to) = (Number::ZERO, Some(number("10")));
        assert_eq!(changes_of(&zero()), [Change { at, to, below: None, above: None, how: How::Stretch }]);
    }

    #[test]
    fn a_touch_is_no_change_and_a_bend_no_new_stretch() {
        let touch = bent(&[("0", None, line("-5", "1")), ("5", None, line("5", "-1"))]);
        assert_eq!(stretches(&touch), [stretch("0", "5", Less, Less), stretch("5", "10", Less, Equal)]);
        assert_eq!(changes_of(&touch), []);
        let bend = bent(&[("0", None, line("-9", "1")), ("5", None, line("-4", "0"))]);
        assert_eq!(stretches(&bend), [stretch("0", "10", Less, Less)]);
    }

    /// Beside an end, by less than 18 digits, is at the end: the sign of the longer part holds for the whole piece.
    #[test]
    fn a_root_at_an_end_parts_nothing() {
        // -10^7 at 0, and 10^-12 at 10.
        let late = Curve::Straight(line("-9999999.999999999999", "1000000"));
        assert_eq!(stretches(&late), [stretch("0", "10", Less, Less)]);
        // 10^-12 at 1, and then down.
        let early = bent(&[("0", None, line("-5", "0")), ("1", None, line("1000000.000000000001", "-1000000"))]);
        assert_eq!(stretches(&early), [stretch("0", "1", Less, Less), stretch("1", "10", Less, Greater)]);
    }

    #[test]
    fn pieces_that_do_not_reach_into_an_interval_are_left_out() {
        let steps = bent(&[("0", None, line("1", "0")), ("3", None, line("-1", "0")), ("6", None, line("1", "0"))]);
        let within = |low: &str, high: &str| {
            let found = compare_within(&axis(), &steps, &zero(), (number(low), number(high))).unwrap();
            found.iter().map(|stretch| stretch.from.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(within("0", "10"), ["0", "3", "6"]);
        assert_eq!(within("3", "3"), ["0", "3"]);
        assert_eq!(within("6.5", "7"), ["6"]);
        assert_eq!(within("1", "2"), ["0"]);
    }
}
