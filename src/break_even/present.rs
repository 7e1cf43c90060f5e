//! The stretch around the present volume on which one option is the cheapest: what a row of a table has room for, at a
//! fraction of what all bands cost.

use std::cmp::Ordering;

use super::Band;
use crate::calc::comparison::compare_within;
use crate::calc::curve::{Axis, Curve, CurveError};
use crate::calc::number::Number;

/// The band of an option around `now`, as [`envelope`](super::envelope::envelope) has it, at an edge the one above;
/// none where it is the cheapest on neither side.
///
/// Of equals the first is the cheapest, so an option has to undercut those before it, and those behind it have to
/// undercut it.
///
/// # Errors
/// Where a value leaves the range of exact decimals.
pub(super) fn present_band<'c>(
    axis: &Axis,
    now: Number,
    options: &[usize],
    option: usize,
    cost: impl Fn(usize) -> &'c Curve,
) -> Result<Option<Band>, CurveError> {
    // The stretches below and above the present volume, as long as it is an edge between two.
    let mut bands = vec![Band { from: Number::ZERO, to: axis.max(), option }];
    for rival in options.iter().copied().filter(|rival| *rival != option) {
        let (later, earlier) = (option.max(rival), option.min(rival));
        let mut held: Vec<Band> = Vec::new();
        for band in &bands {
            for stretch in compare_within(axis, cost(later), cost(earlier), (band.from, band.to))? {
                let is_later_cheaper = stretch.order == Ordering::Less;
                let (from, to) = (stretch.from.max(band.from), stretch.to.min(band.to));
                if is_later_cheaper != (option == later) || to <= from || from.is_same_place(to)? {
                    continue;
                }
                match held.last_mut() {
                    Some(last) if last.to.is_same_place(from)? => last.to = to,
                    _ => held.push(Band { from, to, option }),
                }
            }
        }
        held.retain(|band| band.from <= now && now <= band.to);
        bands = held;
    }
    Ok(bands.pop())
}
