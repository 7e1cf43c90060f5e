//! The order of two amounts over the axis, from the samples of a scan alone.

use std::cmp::Ordering;

use smarthands::calc::number::Number;

use super::{END, Gap, Sample, Scan};

/// A stretch of the axis, in multiples of the volume as written, on which two amounts are in the same order.
///
/// A stretch ends where the next begins, unless several turns lie between them, too near to each other to tell apart.
pub(super) struct Stretch {
    pub(super) from: Number,
    pub(super) to: Number,
    pub(super) order: Ordering,
}

/// A place at which the order changes, or a stretch of equality.
pub(super) struct Change<'s> {
    pub(super) before: Option<&'s Stretch>,
    pub(super) here: &'s Stretch,
    pub(super) after: Option<&'s Stretch>,
}

/// The order of a difference: as an analysis sees it, to 12 places.
pub(super) fn order(difference: Number) -> Ordering {
    difference.settled().cmp(&Number::ZERO)
}

/// The place in a straight gap at which a difference is zero.
fn root(left: &Sample, right: &Sample, start: Number, end: Number) -> Number {
    let width = right.multiple.minus(left.multiple).unwrap();
    let part = start.over(start.minus(end).unwrap()).unwrap();
    left.multiple.plus(width.times(part).unwrap()).unwrap()
}

/// The order of two amounts over the axis, from the scan alone.
pub(super) fn stretches(scan: &Scan, difference: impl Fn(&Sample) -> Number) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    // A stretch that follows another begins at the root, or at the last of the turns, that lies between them.
    let mut push = |end: Number, start: Number, order: Ordering| match stretches.last_mut() {
        None => stretches.push(Stretch { from: Number::ZERO, to: END, order }),
        Some(last) if last.order == order => (),
        Some(last) => {
            last.to = end;
            stretches.push(Stretch { from: start, to: END, order });
        }
    };
    let mut turns: Option<(Number, Number)> = None;
    for (gap, left, right) in scan.gaps() {
        if let Gap::Place(turn) = gap {
            turns = Some((turns.map_or(turn, |(first, _)| first), turn));
            continue;
        }
        let (first, last) = turns.take().unwrap_or((left.multiple, left.multiple));
        let (start, end) = (difference(left), difference(right));
        match (order(start), order(end)) {
            (Ordering::Equal, order) | (order, Ordering::Equal) => push(first, last, order),
            (below, above) if below == above => push(first, last, below),
            (below, above) => {
                push(first, last, below);
                let root = root(left, right, start, end);
                push(root, root, above);
            }
        }
    }
    stretches
}

/// Where the order changes: into an equality, or from one side to the other; not out of an equality, which its own
/// change tells.
pub(super) fn changes(stretches: &[Stretch]) -> impl Iterator<Item = Change<'_>> {
    let change = |(position, here): (usize, _)| Change {
        before: position.checked_sub(1).map(|before| &stretches[before]),
        here,
        after: stretches.get(position + 1),
    };
    let is_strict = |stretch: &Stretch| stretch.order != Ordering::Equal;
    stretches
        .iter()
        .enumerate()
        .map(change)
        .filter(move |change| !is_strict(change.here) || change.before.is_some_and(is_strict))
}
