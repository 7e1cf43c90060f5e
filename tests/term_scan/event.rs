//! Where the cheapest option changes along a scan, from its samples alone.

use std::cmp::Ordering;

use smarthands::calc::number::Number;

use super::{Gap, Sample, Scan};

/// A change of the cheapest option, options being counted as [`Reading::options`](super::Reading::options) has them.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// The places between which it lies: one place where the scan could solve for it.
    pub(crate) from: Number,
    pub(crate) to: Number,
    pub(crate) below: usize,
    pub(crate) above: usize,
    /// The exact places at which something turns there, or at which both cost the same.
    pub(crate) at: Vec<Number>,
}

/// The option that is the cheapest where a scan begins, and every change after that.
pub(super) fn events(scan: &Scan) -> (usize, Vec<Event>) {
    let mut events: Vec<Event> = Vec::new();
    let mut first = None;
    let mut now = None;
    // The turns since the last straight gap, and where that ended.
    let mut turned: Option<(Number, Vec<Number>)> = None;
    for (gap, left, right) in scan.gaps() {
        if let Gap::Turns(turns) = gap {
            turned.get_or_insert_with(|| (left.place, Vec::new())).1.extend(turns);
            continue;
        }
        let begins = cheapest_after(left, right);
        let (from, at) = turned.take().unwrap_or_else(|| (left.place, vec![left.place]));
        first = first.or(Some(begins));
        if let Some(below) = now.filter(|now| *now != begins) {
            events.push(Event { from, to: left.place, below, above: begins, at });
        }
        let mut here = begins;
        while let Some((place, next)) = next_crossing(left, right, here) {
            events.push(Event { from: place, to: place, below: here, above: next, at: vec![place] });
            here = next;
        }
        now = Some(here);
    }
    (first.unwrap(), events)
}

/// The cheapest option just after the first of two samples between which all is straight; of equals the first.
fn cheapest_after(left: &Sample, right: &Sample) -> usize {
    let amounts = left.totals.iter().zip(&right.totals).map(|(left, right)| (left.settled(), right.settled()));
    amounts.enumerate().min_by_key(|(_, amounts)| *amounts).unwrap().0
}

/// Where an option first costs less than the one that is the cheapest now, and which it is.
fn next_crossing(left: &Sample, right: &Sample, now: usize) -> Option<(Number, usize)> {
    let difference = |sample: &Sample, option: usize| sample.totals[option].minus(sample.totals[now]).unwrap();
    let width = right.place.minus(left.place).unwrap();
    let crossings = (0..left.totals.len()).filter_map(|option| {
        let (start, end) = (difference(left, option), difference(right, option));
        if option == now || end.settled().cmp(&Number::ZERO) != Ordering::Less {
            return None;
        }
        let part = start.over(start.minus(end).unwrap()).unwrap();
        Some((left.place.plus(width.times(part).unwrap()).unwrap(), end.settled(), option))
    });
    // Of those that meet in one place the one that is the cheapest behind it.
    crossings.min().map(|(place, _, option)| (place, option))
}
