//! The cheapest option along an axis.

use std::cmp::Ordering;

use super::Band;
use crate::calc::comparison::{Stretch, compare};
use crate::calc::curve::{Axis, Curve, CurveError};
use crate::calc::number::Number;

/// The lower envelope of the options' costs: option by option in the given order, each taking what it undercuts
/// strictly, so that of equals the first is the cheapest.
///
/// # Errors
/// Where a value leaves the range of exact decimals.
pub(super) fn envelope<'c>(
    axis: &Axis,
    options: &[usize],
    cost: impl Fn(usize) -> &'c Curve,
) -> Result<Vec<Band>, CurveError> {
    let Some((first, others)) = options.split_first() else { return Ok(Vec::new()) };
    let mut bands = vec![Band { from: Number::ZERO, to: axis.max(), option: *first }];
    for option in others {
        let mut known: Vec<(usize, Vec<Stretch>)> = Vec::new();
        let mut next: Vec<Band> = Vec::with_capacity(bands.len() + 1);
        for band in &bands {
            if !known.iter().any(|(rival, _)| *rival == band.option) {
                known.push((band.option, compare(axis, cost(*option), cost(band.option))?));
            }
            let stretches = known.iter().find(|(rival, _)| *rival == band.option).map_or(&[][..], |(_, s)| s);
            for stretch in stretches {
                let (from, to) = (stretch.from.max(band.from), stretch.to.min(band.to));
                if to <= from || from.is_same_place(to)? {
                    continue;
                }
                let option = if stretch.order == Ordering::Less { *option } else { band.option };
                match next.last_mut() {
                    Some(last) if last.option == option => last.to = to,
                    // Bands share their ends, even where two roads led to them.
                    Some(last) => {
                        let from = last.to;
                        next.push(Band { from, to, option });
                    }
                    None => next.push(Band { from: Number::ZERO, to, option }),
                }
            }
        }
        bands = next;
    }
    Ok(bands)
}
