//! Break-even and curves against each other: bands without gaps, points on the axis, and curves that give each band to
//! the option that has it and pass through the annual cost at the present volume.

use smarthands::{BreakEven, Comparison, Drawing, Driver, Number, Outline, Problems};

use super::figure::size;
use super::message;

/// Holds the property along one driver; whether there was an axis.
pub(crate) fn holds(comparison: &Comparison, driver: Driver) -> bool {
    let found = comparison.break_even(driver, None).unwrap_or_else(|problems| refused(&problems));
    let drawing = comparison.curves(driver, None).unwrap_or_else(|problems| refused(&problems));
    if let Some(found) = &found {
        along(comparison, found);
    }
    let Some(drawing) = drawing else { return found.is_some() };
    drawn(comparison, &drawing);
    if let Some(found) = &found {
        together(found, &drawing);
    }
    true
}

fn refused<T>(problems: &Problems) -> Option<T> {
    message::shown(&problems.to_string());
    assert!(problems.iter().count() > 0);
    None
}

fn along(comparison: &Comparison, found: &BreakEven) {
    let (now, max) = (found.now, found.max);
    assert!(now.is_positive() && max.is_positive(), "{now} of {max}");
    let is_on_axis = |at: Number| !at.is_negative() && at <= max;
    let bands = &found.cheapest;
    let is_compared = |option: usize| comparison.option(option).is_some_and(|option| !option.hands_off());
    if let (Some(first), Some(last)) = (bands.first(), bands.last()) {
        assert!(first.from.is_zero() && last.to == max, "from {} to {} of {max}", first.from, last.to);
    } else {
        assert!(comparison.options().all(|option| option.hands_off()), "no bands");
    }
    for band in bands {
        assert!(band.from < band.to && is_compared(band.option), "{band:?}");
    }
    for pair in bands.windows(2) {
        assert!(pair[0].to == pair[1].from && pair[0].option != pair[1].option, "{pair:?}");
    }
    for point in &found.indifference {
        assert!(point.a < point.b && is_compared(point.a) && is_compared(point.b), "{point:?}");
        assert!(is_on_axis(point.at) && point.to.is_none_or(|to| is_on_axis(to) && point.at <= to), "{point:?}");
        let is_either = |option: Option<usize>| option.is_none_or(|option| option == point.a || option == point.b);
        assert!(is_either(point.below) && is_either(point.above), "{point:?}");
    }
    for point in &found.revenue {
        assert!(is_on_axis(point.at) && comparison.option(point.option).is_some(), "{point:?}");
    }
    for margin in &found.margins_of_safety {
        assert!(is_on_axis(margin.at) && !margin.share.is_negative() && margin.share <= Number::ONE, "{margin:?}");
    }
}

fn drawn(comparison: &Comparison, drawing: &Drawing) {
    let outlines = drawing.options.iter().flat_map(|option| {
        let range = option.range.iter().flat_map(|range| [&range.low, &range.high]);
        range.chain([&option.cost])
    });
    for outline in outlines.chain(&drawing.revenue) {
        let pieces = &outline.pieces;
        let (first, last) = (pieces.first().expect("a piece"), pieces.last().expect("a piece"));
        assert!(first.from.is_zero() && last.to == drawing.max, "{first:?} to {last:?}");
        assert!(pieces.iter().all(|piece| piece.from < piece.to), "{pieces:?}");
        assert!(pieces.windows(2).all(|pair| pair[0].to == pair[1].from), "{pieces:?}");
    }
    if drawing.now > drawing.max {
        return;
    }
    for option in &drawing.options {
        let cost = comparison.option(option.option).expect("an option").figures().annual_cost.base;
        if let Some(at) = value(&option.cost, drawing.now) {
            assert!(is_same(at, cost), "option {}: {at} at {}, not {cost}", option.option, drawing.now);
        }
    }
}

/// In the middle of its band, no option costs less than the one that has it.
fn together(found: &BreakEven, drawing: &Drawing) {
    for band in &found.cheapest {
        let Ok(middle) = band.from.plus(band.to).and_then(|sum| sum.over(Number::from(2))) else { continue };
        // What is narrower than digits tell has no middle.
        if middle <= band.from || middle >= band.to {
            continue;
        }
        let cost = |of: usize| drawing.options.iter().find(|option| option.option == of).map(|option| &option.cost);
        let Some(least) = cost(band.option).and_then(|outline| value(outline, middle)) else { continue };
        for other in &drawing.options {
            let Some(cost) = value(&other.cost, middle) else { continue };
            assert!(
                least <= cost || is_same(least, cost),
                "{}, not {} at {middle}: {cost} < {least}",
                other.option,
                band.option
            );
        }
    }
}

/// The amount at a volume; none where the curve jumps there.
fn value(outline: &Outline, volume: Number) -> Option<Number> {
    let (before, after) = (outline.before(volume), outline.after(volume));
    is_same(before, after).then_some(before)
}

/// Whether two amounts on curves are the same: each is a product of a place and a slope that have lost their last digits.
fn is_same(one: Number, other: Number) -> bool {
    let Ok(apart) = one.minus(other) else { return false };
    let slack = size([&one, &other]).max(Number::ONE).over(Number::from(1_000_000_000_000)).unwrap_or(Number::ZERO);
    apart.magnitude() <= slack
}
